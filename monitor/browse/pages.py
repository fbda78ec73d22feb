"""The pages: latest changes, a source, a document, a version, a change, a difference.

Their addresses are permanent: alerts link to them, and people cite them.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

from monitor.browse import queries
from monitor.browse.room import Room, enter
from monitor.diff import compare
from monitor.model import Change, Snapshot

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

FRONT = "/-/docwatch"

_ID = r"[^/.]+"  # with a dot it is a row of the table in another format, which is Datasette's
_LARGEST = 2**63 - 1  # of SQLite's numbers


def routes(*, alone: bool) -> list[tuple[str, Callable[..., Any]]]:
    """The addresses and their pages; with `alone` the front page is that of the whole server."""
    document = rf"/docwatch/documents/(?P<document>{_ID})"
    return [
        *([("/$", front)] if alone else []),
        (rf"{FRONT}$", front),
        (r"/docwatch/sources/(?P<source>[^/]+)$", source),
        (rf"/docwatch/changes/(?P<change>{_ID})$", change),
        (rf"{document}$", document_history),
        (rf"{document}/versions/(?P<number>\d+)$", version),
        (rf"{document}/diff/(?P<old>\d+)/(?P<new>\d+)$", difference),
    ]


async def front(datasette: "Datasette", request: "Request") -> Response:
    """The latest changes and the state of the sources."""
    room = await enter(datasette, request)
    before = _before(request)
    found = await room.ask(lambda record: queries.changes_before(record, before=before))
    return await room.page(
        "front",
        {
            "days": _by_day(room, found.changes),
            "older": found.older,
            "is_first": before is None,
            "sources": await room.ask(queries.standings),
            "totals": await room.ask(queries.totals),
            "here": request.path,
        },
    )


async def source(datasette: "Datasette", request: "Request") -> Response:
    """How a source does, and how well it was covered."""
    room = await enter(datasette, request)
    name = request.url_vars["source"]
    standing = await room.ask(lambda record: queries.standing(record, name))
    if standing is None:
        known = await room.ask(queries.standings)
        return await room.missing("source", sources=[each.source.name for each in known])
    watched = standing.source
    if watched.name != name:
        return Response.redirect(room.to("sources", watched.name))
    found = await room.ask(
        lambda record: queries.changes_before(
            record, before=_before(request), source=watched.name, limit=25
        )
    )
    return await room.page(
        "source",
        {
            "source": watched,
            "counts": standing.counts,
            "coverage": await room.ask(lambda record: queries.coverage(record, watched.name)),
            "checks": await room.ask(lambda record: queries.checks(record, watched.id)),
            "troubles": await room.ask(lambda record: queries.failed_pages(record, watched.id)),
            "days": _by_day(room, found.changes),
            "older": found.older,
        },
    )


async def change(datasette: "Datasette", request: "Request") -> Response:
    """One change: what differs, between which two looks, and by which evidence."""
    room = await enter(datasette, request)
    name = request.url_vars["change"]
    found = await room.ask(lambda record: queries.change(record, name))
    if found is None:
        return await room.missing("change")
    if found.id != name:
        return Response.redirect(room.to("changes", found.id))
    old, new = await room.ask(
        lambda record: tuple(
            queries.number_of(record, found.document, snapshot)
            for snapshot in (found.snapshot_before, found.snapshot_after)
        )
    )
    return await room.page(
        "change",
        {
            "change": found,
            "old": old,
            "new": new,
            "neighbours": await room.ask(lambda record: queries.neighbours(record, found.id)),
        },
    )


async def document_history(datasette: "Datasette", request: "Request") -> Response:
    """A document: where it stands, its versions, and what happened to it."""
    room = await enter(datasette, request)
    name = request.url_vars["document"]
    found = await room.ask(lambda record: queries.document(record, name))
    if found is None:
        return await _no_document(room, name)
    return await room.page(
        "document",
        {
            "document": found,
            "versions": (await room.ask(lambda record: queries.versions(record, name)))[::-1],
            "changes": await room.ask(lambda record: queries.changes_of(record, name)),
            "addresses": await room.ask(lambda record: queries.addresses(record, name)),
            "identities": await room.ask(lambda record: queries.known_as(record, name)),
        },
    )


async def version(datasette: "Datasette", request: "Request") -> Response:
    """A document as it stood."""
    room = await enter(datasette, request)
    name, number = request.url_vars["document"], _number(request.url_vars["number"])
    found = await room.ask(lambda record: queries.version(record, name, number))
    if found is None:
        return await _no_version(room, name)
    return await room.page(
        "version",
        {
            "snapshot": found,
            "reading": found.reading,
            "number": number,
            "count": len(await room.ask(lambda record: queries.versions(record, name))),
        },
    )


async def difference(datasette: "Datasette", request: "Request") -> Response:
    """What differs between two versions of a document."""
    room = await enter(datasette, request)
    name = request.url_vars["document"]
    old, new = _number(request.url_vars["old"]), _number(request.url_vars["new"])
    before = await room.ask(lambda record: queries.version(record, name, old))
    after = await room.ask(lambda record: queries.version(record, name, new))
    if before is None or after is None:
        return await _no_version(room, name)
    # Up to a second of work for two long texts: not on the thread that answers everybody.
    comparison = await asyncio.to_thread(compare, before.reading, after.reading)
    return await room.page(
        "difference",
        {
            "document": name,
            "old": old,
            "new": new,
            "before": before,
            "after": after,
            "comparison": comparison,
            "is_side_by_side": request.args.get("view") == "side",
            "here": request.path,
            "remark": _remark(before, after),
        },
    )


async def _no_document(room: Room, name: str) -> Response:
    near = await room.ask(lambda record: queries.like(record, name))
    return await room.missing("document", near=near)


async def _no_version(room: Room, name: str) -> Response:
    found = await room.ask(lambda record: queries.document(record, name))
    if found is None:
        return await _no_document(room, name)
    kept = await room.ask(lambda record: queries.versions(record, name))
    return await room.missing("version", document=found, versions=kept)


def _by_day(room: Room, changes: tuple[Change, ...]) -> list[tuple[datetime, list[Change]]]:
    """Changes under their days, in the order in which they are."""
    groups = groupby(changes, key=lambda change: room.day(change.first_seen))
    days = [list(group) for _, group in groups]
    return [(day[0].first_seen, day) for day in days]


def _before(request: "Request") -> int | None:
    """Where older changes go on; the latest ones for anything that is no number."""
    asked = request.args.get("before") or ""
    return _number(asked) if asked.isascii() and asked.isdecimal() else None


def _number(digits: str) -> int:
    """What digits say, no larger than SQLite's numbers."""
    return min(int(digits[:20]), _LARGEST)


def _remark(before: Snapshot, after: Snapshot) -> str:
    """Why a difference may be ours and not the document's."""
    if before.reading.form != after.reading.form:
        return (
            f"These are two forms of the document ({before.reading.form} and"
            f" {after.reading.form}): not all that differs was changed."
        )
    if before.reader != after.reader:
        return "docwatch read these two differently: not all that differs was changed."
    return ""
