"""docwatch history: the versions of a document, and what happened to it."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import click

from crawler.addresses import canonical
from monitor.cli import kin
from monitor.cli.beside import Beside, found_by, sighting_entry
from monitor.cli.command import json_option, main
from monitor.cli.output import (
    Column,
    print_facts,
    print_json,
    print_table,
    say,
)
from monitor.cli.session import Session, recorded, shown
from monitor.cli.silence import silence_of
from monitor.config import Config
from monitor.model import Change, Snapshot, Watched
from monitor.render.payload import entry, utc
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
        sightings = store.sightings.of(watched.id)
        whole_at = store.sources.whole_at(watched.source)
        beside = Beside.of(store, watched, versions)
        joins, silence = store.joins.of(watched.id), silence_of(store, watched)
    if as_json:
        about = {
            "joins": kin.as_json(joins),
            "silence": silence.as_json() if silence else None,
            "interfaces": [sighting_entry(each, whole_at) for each in sightings],
        }
        print_json(_history(watched, versions, changes, config) | beside.as_json() | about)
        return
    zone = ZoneInfo(config.timezone)
    say(one_line(watched.title), bold=True)
    print_facts(_head(watched, zone) | found_by(sightings, whole_at) | beside.facts())
    say()
    print_table(_VERSIONS, list(_version_cells(versions, zone)), empty="no version is kept")
    if changes:
        say()
        print_table(_CHANGES, [_change_cells(change, zone) for change in changes], empty="")
    kin.print_joins(joins, zone)
    if silence:
        say()
        say(silence.said(zone), fg="yellow")


def the_one(store: Store, key: str, *, nor: str = "") -> Watched:
    """The one document that is meant; `nor` is what else, looked for in vain, may have been."""
    found = store.documents.search(key) or store.documents.search(canonical(key))
    if not found:
        noun = f"{nor} or document" if nor else "document"
        raise click.UsageError(f'no {noun} is known by "{key}" (docwatch changes names them)')
    exact = [watched for watched in found if watched.id == key]
    if len(found) > 1 and not exact:
        rows = [(each.id, each.source, each.language, one_line(each.title)) for each in found]
        print_table(_MATCHES, rows, empty="")
        raise click.UsageError(f'"{key}" may mean each of these {len(found)}: say which')
    return (exact or found)[0]


def _head(watched: Watched, zone: ZoneInfo) -> dict[str, str]:
    return {
        "document": watched.id,
        "source": watched.source,
        "address": watched.url,
        "language": watched.language,
        "state": watched.state,
        "first seen": shown(watched.first_seen, zone),
        "last seen": shown(watched.last_seen, zone),
        "missing since": shown(watched.missing_since, zone),
    }


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
