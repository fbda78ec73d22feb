"""A document that turned out to be two is parted: what was read elsewhere, or later, is another."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from crawler.items import Document
from monitor.identity import identity_value
from monitor.model import Change, Snapshot, State, Watched
from monitor.store import Belongings, Store


@dataclass(frozen=True, slots=True)
class Parting:
    """What of `watched` is another document: `going` are its snapshots, the oldest first."""

    watched: Watched
    url: str  # where the other one stands
    going: Sequence[Snapshot]
    staying: Sequence[Snapshot]
    belongings: Belongings

    @property
    def loses_its_address(self) -> bool:
        """Whether the other one stands where `watched` is recorded to stand."""
        return self.watched.url == self.url


def part_by_address(store: Store, watched: Watched, url: str) -> Parting:
    """What was read at `url` is another document.

    Raises:
        ValueError: `watched` has no such address, or nothing would remain of it.
    """
    addresses = store.addresses.of(watched.id)
    if url not in addresses:
        known = ", ".join(addresses) or "none"
        raise ValueError(f"{url} is no address of {watched.id}; it has: {known}")
    own = _own(store, watched)
    going = [each for each in own if each.reading.url == url]
    return _parting(store, watched, url, going, {url})


def part_by_version(store: Store, watched: Watched, first: Snapshot) -> Parting:
    """From the snapshot `first` on it is another document.

    Raises:
        ValueError: nothing would remain of `watched`.
    """
    own = _own(store, watched)
    going = [each for each in own if each.id >= first.id]
    urls = {each.reading.url for each in going}
    return _parting(store, watched, going[-1].reading.url, going, urls)


def part(store: Store, parting: Parting, *, at: datetime) -> str:
    """Part them; the id of the other one. Both are due at once. Inside a transaction."""
    watched = parting.watched
    bare = Document(url=parting.url, title=_title(parting), language=watched.language)
    name = store.documents.admit(watched.source, bare, baseline=True, at=at)
    number = store.joins.split(name, off=watched.id, going=parting.belongings, at=at)
    store.documents.update(_other(parting, store.documents.standing(name), at))
    store.documents.update(_remaining(store, parting, at))
    store.joins.end(number)
    return name


def _parting(
    store: Store, watched: Watched, url: str, going: Sequence[Snapshot], urls: Collection[str]
) -> Parting:
    own = _own(store, watched)
    staying = [each for each in own if each not in going]
    if not staying:
        raise ValueError(f"nothing would remain of {watched.id}: all its versions are of {url}")
    claimed, kept = _claims(going), _claims(staying)
    bears = set(store.joins.to_join(watched.id, into=watched.id).identities)
    numbers = {each.id for each in going}
    changes = [each for each in store.changes.of(watched.id) if each.document == watched.id]
    belongings = Belongings(
        addresses=store.addresses.numbers(watched.id, urls),
        identities=tuple(sorted(bears & (claimed - kept))),
        contested=tuple(sorted(bears & claimed & kept)),
        snapshots=tuple(each.id for each in going),
        changes=store.changes.numbers(each.id for each in changes if _is_of(each, numbers)),
    )
    return Parting(watched, url, going, staying, belongings)


def _own(store: Store, watched: Watched) -> list[Snapshot]:
    """The snapshots of the document itself, without those of documents that were joined to it."""
    return [each for each in store.snapshots.of(watched.id) if each.document == watched.id]


def _claims(snapshots: Sequence[Snapshot]) -> set[tuple[str, str, str]]:
    """By which identities these snapshots would be known."""
    return {
        (each.reading.language, identity.scheme, identity_value(each.reading, identity))
        for each in snapshots
        for identity in each.reading.identities
    }


def _is_of(change: Change, snapshots: set[int]) -> bool:
    """Whether a change is of these snapshots alone; what leads from one to the other stays."""
    both = {change.snapshot_before, change.snapshot_after} - {None}
    return bool(both) and both <= snapshots


def _title(parting: Parting) -> str:
    return parting.going[-1].reading.title if parting.going else parting.watched.title


def _other(parting: Parting, fresh: Watched, at: datetime) -> Watched:
    """How the other one stands: as its snapshots say, and in the state of its place."""
    place = parting.watched if parting.loses_its_address else fresh
    inherited = replace(
        fresh,
        state=place.state,
        missing_since=place.missing_since,
        absences=place.absences,
        last_absence=place.last_absence,
        failures=place.failures,
        due_at=at,
    )
    if not parting.going:
        return inherited
    latest = parting.going[-1]
    return replace(
        inherited, last_seen=latest.last_seen, changed_at=latest.first_seen, snapshot=latest
    )


def _remaining(store: Store, parting: Parting, at: datetime) -> Watched:
    """How the one stands now: as its latest remaining snapshot, where that was read.

    Without an address of its own it is not there any more: another document took its place.
    """
    watched, latest = parting.watched, parting.staying[-1]
    standing = replace(watched, title=latest.reading.title, snapshot=latest, due_at=at)
    if not parting.loses_its_address:
        return standing
    addresses = store.addresses.of(watched.id)
    here = latest.reading.url in addresses
    return replace(
        standing,
        url=latest.reading.url if here or not addresses else addresses[0],
        state=State.LIVE if addresses else State.REMOVED,
        last_seen=latest.last_seen,
        missing_since=None,
        absences=0,
        last_absence=None,
        failures=0,
    )
