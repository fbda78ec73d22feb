"""docwatch join and docwatch split: two documents that are one, and one that is two."""

import sys
from dataclasses import dataclass

import click

from crawler.addresses import canonical
from monitor.check.parting import Parting, part, part_by_address, part_by_version
from monitor.cli.command import main
from monitor.cli.history import the_one
from monitor.cli.output import print_facts, say
from monitor.cli.session import Session, recorded
from monitor.daemon.words import counted
from monitor.model import Watched
from monitor.render.words import one_line
from monitor.store import Belongings, Store

_yes = click.option("--yes", is_flag=True, help="Do it; without it you are asked on a terminal.")


@main.command(examples=("docwatch join d-3f2a d-90ab", "docwatch join d-3f2a d-90ab --yes"))
@click.argument("key", metavar="KEY|URL")
@click.argument("into", metavar="INTO")
@_yes
@click.pass_obj
def join(session: Session, key: str, into: str, yes: bool) -> None:
    """Say that two documents are one.

    What is known of KEY (its addresses, names, versions and changes) is known of INTO from then on,
    and KEY still leads there. `docwatch split` undoes it. Nobody is alerted. It may be done while
    the daemon runs.
    """
    with recorded(session.config()) as store:
        one, other = _two(store, key, into)
        going = store.joins.to_join(one.id, into=other.id)
        facts = {"from now on": _named(one), "is": _named(other)}
        print_facts(facts | _goes(store, one.id, going))
        if not _is_wanted(yes):
            return
        with store.transaction():
            one, other = _two(store, one.id, other.id)
            store.joins.join(one.id, into=other.id, at=session.clock())
    say(f"joined. Undo it with: docwatch split {other.id} {one.id}")


@main.command(
    examples=(
        "docwatch split d-3f2a https://example.org/zh/another-statement/",
        "docwatch split d-3f2a 3          # from version 3 on it is another document",
        "docwatch split d-3f2a d-90ab     # which was joined to it",
    ),
)
@click.argument("key", metavar="KEY|URL")
@click.argument("what", metavar="URL|SNAPSHOT")
@_yes
@click.pass_obj
def split(session: Session, key: str, what: str, yes: bool) -> None:
    """Say that one document is two.

    What was read at URL is a document of its own; or what was read from SNAPSHOT on, by its number
    in `docwatch history`. Where that belonged to a document that was joined to KEY, that join is
    undone. What both have in common joins them no more. `docwatch join` undoes it. Nobody is
    alerted. It may be done while the daemon runs.
    """
    with recorded(session.config()) as store:
        parting = _parting(store, key, what)
        parting.show(store)
        if not _is_wanted(yes):
            return
        with store.transaction():
            # The record may have gone on while somebody was thinking.
            parting = _parting(store, key, what)
            other = parting.do(store, session)
    say(f"split: {other} stands by itself. Undo it with: docwatch join {other} {parting.one.id}")


@dataclass(frozen=True, slots=True)
class _Undoing:
    """A document that was joined to `one` is its own again."""

    one: Watched
    other: str

    def show(self, store: Store) -> None:
        joined = store.documents.get(self.other)
        facts = {"of": _named(self.one), "goes again": _named(joined) if joined else ""}
        print_facts(facts | _goes(store, self.other, store.joins.to_undo(self.other)))

    def do(self, store: Store, session: Session) -> str:
        store.joins.undo(self.other, at=session.clock())
        return self.other


@dataclass(frozen=True, slots=True)
class _Parting:
    """What was taken for `one` is another, which the record has not seen as such."""

    one: Watched
    parting: Parting

    def show(self, store: Store) -> None:
        facts = {"of": _named(self.one), "goes": f"a new document at {self.parting.url}"}
        left = counted(len(self.parting.staying), "version")
        print_facts(facts | _goes(store, "", self.parting.belongings) | {"remain": left})

    def do(self, store: Store, session: Session) -> str:
        return part(store, self.parting, at=session.clock())


def _two(store: Store, key: str, into: str) -> tuple[Watched, Watched]:
    """The two documents that are meant, if they can be one."""
    one, other = the_one(store, key), the_one(store, into)
    if one.id == other.id:
        raise click.UsageError(f'"{key}" and "{into}" are the same document already ({one.id})')
    if one.source != other.source:
        raise click.UsageError(
            f"{one.id} is of {one.source} and {other.id} of {other.source}: "
            "documents of two sources are not joined"
        )
    if one.language != other.language:
        raise click.UsageError(
            f"{one.id} is in {one.language or 'no known language'} and {other.id} in "
            f"{other.language or 'none'}: language versions are documents of their own"
        )
    return one, other


def _parting(store: Store, key: str, what: str) -> _Undoing | _Parting:
    """What is to be done, as the record stands now."""
    one = the_one(store, key)
    if joined := _joined(store, one, what):
        return _Undoing(one, joined)
    try:
        return _Parting(one, _part_of(store, one, what))
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _joined(store: Store, one: Watched, what: str) -> str:
    """The document that was joined to `one` and is meant by `what`; empty for none."""
    if what.isdecimal():
        versions = store.snapshots.of(one.id)
        _refuse_no_version(len(versions), int(what))
        owner = versions[int(what) - 1].document
        return owner if owner != one.id else ""
    return store.joins.joined_by(one.id, what) or store.joins.joined_by(one.id, canonical(what))


def _part_of(store: Store, one: Watched, what: str) -> Parting:
    if not what.isdecimal():
        return part_by_address(store, one, canonical(what))
    return part_by_version(store, one, store.snapshots.of(one.id)[int(what) - 1])


def _refuse_no_version(latest: int, number: int) -> None:
    if not 1 <= number <= latest:
        raise click.UsageError(f"there is no version {number}; the latest is {latest}")


def _is_wanted(yes: bool) -> bool:
    if yes:
        return True
    if not sys.stdin.isatty():
        raise click.UsageError("nothing was done: say --yes to have it done")
    return click.confirm("Do it?")


def _named(watched: Watched) -> str:
    said = f"{watched.id}  {one_line(watched.title)}  {one_line(watched.url)}"
    return f"{said}  ({watched.source}, {watched.state})"


def _goes(store: Store, document: str, going: Belongings) -> dict[str, str]:
    """What goes over, counted; versions and changes of a document that is joined are its own."""
    versions = len(going.snapshots) or len(store.snapshots.of(document))
    changes = len(going.changes) or len(store.changes.of(document))
    counts = (
        counted(len(going.addresses), "address"),
        counted(len(going.identities), "name"),
        counted(versions, "version"),
        counted(changes, "change"),
    )
    both = ", ".join(f"{scheme} {value}" for _, scheme, value in going.contested)
    return {"with": ", ".join(counts), "in common": both}
