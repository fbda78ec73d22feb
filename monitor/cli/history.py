"""docwatch history and docwatch diff: the versions of a document, and what differs between two."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import click

from crawler.addresses import canonical
from monitor.cli import kin
from monitor.cli.command import json_option, main
from monitor.cli.output import (
    Column,
    has_colour,
    print_facts,
    print_json,
    print_table,
    say,
    width,
)
from monitor.cli.session import Session, recorded, shown
from monitor.cli.silence import silence_of
from monitor.config import Config
from monitor.diff import compare
from monitor.model import Change, Snapshot, Watched
from monitor.render import terminal
from monitor.render.payload import edit_entry, entry, utc
from monitor.render.words import name, one_line
from monitor.store import Store

_VERSIONS = (
    Column("no", is_number=True),
    Column("first seen"),
    Column("last seen"),
    Column("why"),
    Column("characters", is_number=True),
    Column("title"),
)
_CHANGES = (Column("seen"), Column("kind"), Column("change"), Column("what"))
_MATCHES = (Column("document"), Column("source"), Column("language"), Column("title"))


@main.command(
    examples=(
        "docwatch history d-3f2a",
        "docwatch history https://example.org/zh/statement/ --json",
    ),
)
@click.argument("key", metavar="KEY|URL")
@json_option
@click.pass_obj
def history(session: Session, key: str, as_json: bool) -> None:
    """Show the versions of a document, and what happened to it.

    KEY is the document's id (d-…), or its beginning, or an address of it.
    """
    config = session.config()
    with recorded(config) as store:
        watched = the_one(store, key)
        versions, changes = store.snapshots.of(watched.id), store.changes.of(watched.id)
        joins, silence = store.joins.of(watched.id), silence_of(store, watched)
    if as_json:
        about = {"joins": kin.as_json(joins), "silence": silence.as_json() if silence else None}
        print_json(_history(watched, versions, changes, config) | about)
        return
    zone = ZoneInfo(config.timezone)
    _print_head(watched, zone)
    say()
    print_table(_VERSIONS, list(_version_cells(versions, zone)), empty="no version is kept")
    if changes:
        say()
        print_table(_CHANGES, [_change_cells(change, zone) for change in changes], empty="")
    kin.print_joins(joins, zone)
    if silence:
        say()
        say(silence.said(zone), fg="yellow")


@main.command(
    examples=(
        "docwatch diff d-3f2a",
        "docwatch diff d-3f2a 1 4",
    ),
)
@click.argument("key", metavar="KEY|URL")
@click.argument("numbers", metavar="[OLD NEW]", nargs=-1, type=click.IntRange(min=1))
@json_option
@click.pass_obj
def diff(session: Session, key: str, numbers: tuple[int, ...], as_json: bool) -> None:
    """Show what differs between two versions.

    The last two of a document, or those numbered: `docwatch history` has the numbers. With one
    number, that version is compared with the latest.
    """
    config = session.config()
    with recorded(config) as store:
        watched = the_one(store, key)
        versions = store.snapshots.of(watched.id)
    old, new = _pair(versions, numbers)
    before, after = versions[old - 1], versions[new - 1]
    comparison = compare(before.reading, after.reading)
    zone = ZoneInfo(config.timezone)
    if as_json:
        print_json(
            {
                "document": watched.id,
                "url": watched.url,
                "weight": comparison.weight,
                "before": {"number": old, "first_seen": utc(before.first_seen)},
                "after": {"number": new, "first_seen": utc(after.first_seen)},
                "remark": _remark(before, after),
                "edits": [edit_entry(edit) for edit in comparison.edits],
            }
        )
        return
    say(one_line(after.reading.title), bold=True)
    say(f"version {old}, seen from {shown(before.first_seen, zone)}", dim=True)
    say(f"version {new}, seen from {shown(after.first_seen, zone)}", dim=True)
    if remark := _remark(before, after):
        say(remark, fg="yellow")
    for edit in comparison.edits:
        say()
        say(f"{one_line(edit.field)} ({edit.weight})", bold=True)
        click.echo(terminal.hunks(edit, colour=has_colour(), width=width()), color=has_colour())
    if not comparison.edits:
        say("no difference")


def the_one(store: Store, key: str) -> Watched:
    """The one document that is meant."""
    found = store.documents.search(key) or store.documents.search(canonical(key))
    if not found:
        raise click.UsageError(f'no document is known by "{key}" (docwatch changes names them)')
    exact = [watched for watched in found if watched.id == key]
    if len(found) > 1 and not exact:
        rows = [(each.id, each.source, each.language, one_line(each.title)) for each in found]
        print_table(_MATCHES, rows, empty="")
        raise click.UsageError(f'"{key}" may mean each of these {len(found)}: say which')
    return (exact or found)[0]


def _pair(versions: Sequence[Snapshot], numbers: tuple[int, ...]) -> tuple[int, int]:
    """The numbers of the two versions that are meant."""
    if len(numbers) > 2:
        raise click.UsageError("two versions are compared, not more")
    if len(versions) < 2 and not numbers:
        raise click.ClickException("there is one version only: nothing to compare")
    latest = len(versions)
    old, new = (*numbers, latest)[:2] if numbers else (latest - 1, latest)
    for number in (old, new):
        if number > latest:
            raise click.UsageError(f"there is no version {number}; the latest is {latest}")
    return old, new


def _remark(before: Snapshot, after: Snapshot) -> str:
    """Why a difference may be ours and not the document's."""
    if before.reading.form != after.reading.form:
        forms = f"{one_line(before.reading.form)} and {one_line(after.reading.form)}"
        return f"these are two forms of the document ({forms}); not all that differs changed"
    if before.reader != after.reader:
        return "docwatch read these two differently; not all that differs changed"
    return ""


def _print_head(watched: Watched, zone: ZoneInfo) -> None:
    say(one_line(watched.title), bold=True)
    print_facts(
        {
            "document": watched.id,
            "source": watched.source,
            "address": watched.url,
            "language": watched.language,
            "state": watched.state,
            "first seen": shown(watched.first_seen, zone),
            "last seen": shown(watched.last_seen, zone),
            "missing since": shown(watched.missing_since, zone),
        }
    )


def _version_cells(versions: Sequence[Snapshot], zone: ZoneInfo) -> list[tuple[str, ...]]:
    return [
        (
            str(number),
            shown(version.first_seen, zone),
            shown(version.last_seen, zone),
            version.why,
            str(len(version.reading.text)),
            one_line(version.reading.title),
        )
        for number, version in enumerate(versions, start=1)
    ]


def _change_cells(change: Change, zone: ZoneInfo) -> tuple[str, ...]:
    return (
        shown(change.first_seen, zone),
        name(change.kind),
        change.id,
        one_line(change.headline),
    )


def _history(
    watched: Watched, versions: Sequence[Snapshot], changes: Sequence[Change], config: Config
) -> dict[str, Any]:
    return {
        "document": watched.id,
        "source": watched.source,
        "url": watched.url,
        "language": watched.language,
        "title": watched.title,
        "state": watched.state,
        "first_seen": utc(watched.first_seen),
        "last_seen": utc(watched.last_seen),
        "versions": [
            {
                "number": number,
                "first_seen": utc(version.first_seen),
                "last_seen": utc(version.last_seen),
                "why": version.why,
                "form": version.reading.form,
                "title": version.reading.title,
                "characters": len(version.reading.text),
                "evidence": f"sha256:{version.body}",
            }
            for number, version in enumerate(versions, start=1)
        ],
        "changes": [entry(change, config.public_url) for change in changes],
    }
