"""What happened to a document: the states it goes through, and the change that each is. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.model import Confirmation, Kind, State, Watched, Weight

# Back and forth at least so often within a week is no editing.
TURNS = 3
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a good look found, held against the latest snapshot and against those before it.

    `returns` says that an earlier snapshot stands again. `turns` counts the changes of the week
    before that went between the same two readings, in either direction; `has_flapped` says that
    people were told of these two before. `is_reissue` says that the publisher itself calls it
    another printing, `has_moved` that the document stands at another address than it did.
    `since` is when this reading was first seen, where it was doubted at first (`doubted`).
    """

    weight: Weight = Weight.IDENTICAL
    returns: bool = False
    turns: int = 0
    has_flapped: bool = False
    is_reissue: bool = False
    has_moved: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where a document stands after a look, and what changed, if anything did.

    `last_seen` and `first_seen` bound the change: last seen as before, first seen otherwise;
    `failed_checks` counts the looks between them that said nothing. With `is_known` people know
    of it already, and it is recorded only.
    """

    watched: Watched
    kind: Kind | None = None
    last_seen: datetime | None = None
    first_seen: datetime | None = None
    failed_checks: int = 0
    is_known: bool = False


def seen(watched: Watched, look: Look, *, at: datetime) -> Step:
    """A good look: the document is there, and `look` says how it differs from what stood.

    A document that was only missing is live again without a word: nobody was told that it was away.
    One that goes back and forth between two readings is edited twice; at the third turn within a
    week it flaps, which is said once. Until it stood still for a week, further turns between these
    two are nothing; any other reading is news.
    """
    kind = _kind_of_look(watched, look, at)
    turns_on = look.returns and look.weight is Weight.SUBSTANTIVE and kind in {Kind.FLAPPING, None}
    after = replace(
        watched,
        state=State.LIVE,
        last_seen=at,
        changed_at=at if kind else watched.changed_at,
        missing_since=None,
        absences=0,
        last_absence=None,
        failures=0,
        turned_at=at if turns_on else watched.turned_at,
        doubted="",
        doubts=0,
        doubted_at=None,
    )
    was_removed = watched.state is State.REMOVED
    return Step(
        watched=after,
        kind=kind,
        last_seen=watched.last_absence if was_removed else watched.last_seen,
        first_seen=look.since or at,
        failed_checks=watched.failures - (watched.doubts if look.since else 0) if kind else 0,
        is_known=kind is Kind.FLAPPING and _flaps(watched, at),
    )


def absent(watched: Watched, confirm: Confirmation, *, at: datetime) -> Step:
    """A sign of absence (404, 410, tombstone) while the host answers otherwise.

    The first makes the document missing. Signs less than `confirm.apart` after the one before are
    one sign. With `confirm.times` of them it is removed.
    """
    if watched.state is State.REMOVED:
        return Step(watched=replace(watched, last_absence=at, failures=0))
    counts = watched.last_absence is None or at - watched.last_absence >= confirm.apart
    absences = watched.absences + 1 if counts else watched.absences
    missing = replace(
        watched,
        state=State.MISSING,
        missing_since=watched.missing_since or at,
        absences=absences,
        last_absence=at if counts else watched.last_absence,
    )
    if absences < confirm.times:
        return Step(watched=missing)
    return Step(
        watched=replace(missing, state=State.REMOVED, changed_at=at, last_absence=at, failures=0),
        kind=Kind.REMOVED,
        last_seen=watched.last_seen,
        first_seen=missing.missing_since,
        failed_checks=watched.failures,
    )


def silent(watched: Watched) -> Step:
    """A look that said nothing: the document stands as it stood, and the gap is on record."""
    return Step(watched=replace(watched, failures=watched.failures + 1))


def doubted(watched: Watched, reading: str, *, times: int, at: datetime) -> Step | None:
    """A look that gave much less than stood; `reading` is its key.

    It says nothing, and is counted. None once it is to be believed: the same was read `times`
    times in a row, this one included.
    """
    is_same = watched.doubted == reading
    doubts = watched.doubts + 1 if is_same else 1
    if doubts >= times:
        return None
    doubtful = replace(
        watched,
        failures=watched.failures + 1,
        doubted=reading,
        doubts=doubts,
        doubted_at=watched.doubted_at if is_same else at,
    )
    return Step(watched=doubtful)


def _kind_of_look(watched: Watched, look: Look, at: datetime) -> Kind | None:
    if look.has_moved:
        return Kind.MOVED
    if watched.state is State.REMOVED:
        return Kind.RESTORED
    if look.weight is Weight.SUBSTANTIVE:
        return _kind_of_edit(watched, look, at)
    is_new = look.weight is Weight.TYPOGRAPHIC and not look.returns
    return Kind.TYPOGRAPHIC if is_new else None


def _kind_of_edit(watched: Watched, look: Look, at: datetime) -> Kind | None:
    if look.returns and _flaps(watched, at) and look.has_flapped:
        return None
    if look.returns and look.turns + 1 >= TURNS:
        return Kind.FLAPPING
    return Kind.REISSUED if look.is_reissue else Kind.EDITED


def _flaps(watched: Watched, at: datetime) -> bool:
    """Whether the document went back and forth within the last week, and people know of it."""
    return watched.turned_at is not None and at - watched.turned_at <= WEEK
