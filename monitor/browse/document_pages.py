"""The pages of documents: all of them, one, its changes, its versions, what differs between two."""

import asyncio
from typing import TYPE_CHECKING

from datasette.utils.asgi import Response

from crawler.items import Document
from monitor.browse import beside, citing, evidence, family, papers, queries
from monitor.browse.room import Room, before, enter, number, option
from monitor.diff import compare
from monitor.model import State
from monitor.render.words import eyes
from monitor.store.connection import Connection, Row
from monitor.store.snapshots import Snapshots

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

_FIRST = 20  # changes and versions on the document's own page
_MORE = 50  # on the pages that go on from there


async def document_list(datasette: "Datasette", request: "Request") -> Response:
    """The documents, those where something happened last first; found by source, state, words."""
    room = await enter(datasette, request)
    asked = {name: (request.args.get(name) or "")[:200] for name in ("source", "q", "after")}
    state = option(request, "state", tuple(State))
    found = await room.ask(
        lambda record: papers.documents(
            record, source=asked["source"], state=state, words=asked["q"], after=asked["after"]
        )
    )
    sources = await room.ask(queries.names)
    return await room.page(
        "documents",
        {
            "documents": found.documents,
            "more": room.with_options(asked | {"state": state, "after": found.more})
            if found.more
            else "",
            "asked": asked | {"state": state},
            "states": tuple(State),
            "sources": sources,
        },
    )


async def document_history(datasette: "Datasette", request: "Request") -> Response:
    """A document: where it stands, and the latest of its versions and of what happened to it."""
    room, found = await _document(datasette, request)
    if found is None:
        return await _no_document(room)
    name = found["id"]
    changes = await room.ask(
        lambda record: queries.changes_before(record, document=name, limit=_FIRST)
    )
    return await room.page(
        "document",
        {
            "document": found,
            "count": await room.ask(lambda record: papers.count(record, name)),
            "versions": await room.ask(lambda record: papers.versions(record, name, limit=_FIRST)),
            "changes": changes.changes,
            "has_more": changes.older is not None,
            "addresses": await room.ask(lambda record: papers.addresses(record, name)),
            "identities": await room.ask(lambda record: papers.known_as(record, name)),
            **await room.ask(lambda record: _beside(record, found, room)),
        },
    )


def _beside(record: Connection, found: Row, room: Room) -> dict[str, object]:
    """What belongs to a document."""
    name, source = found["id"], found["source"]
    standing = Snapshots(record).get(found["snapshot_id"]) if found["snapshot_id"] else None
    reading = standing.reading if standing else Document(url=found["url"], title="")
    shown = beside.shown(record, name, source)
    return {
        "shown": shown,
        "former": beside.former(record, name),
        "joins": beside.joins(record, name),
        "twins": beside.twins(record, source, reading),
        "files": beside.files(record, source, reading),
        "linking": beside.linking(record, source, found["url"], shown),
        "family": family.family(record, found["source_id"], reading),
        "silence": beside.silent(record, name, found["failures"], room.when(found["last_seen"])),
    }


async def document_changes(datasette: "Datasette", request: "Request") -> Response:
    """All that happened to a document, the latest first."""
    room, found = await _document(datasette, request)
    if found is None:
        return await _no_document(room)
    changes = await room.ask(
        lambda record: queries.changes_before(
            record, before=before(request), document=found["id"], limit=_MORE
        )
    )
    return await room.page(
        "document_changes",
        {
            "document": found,
            "changes": changes.changes,
            "older": changes.older,
            "is_first": before(request) is None,
        },
    )


async def document_versions(datasette: "Datasette", request: "Request") -> Response:
    """All versions of a document, the latest first."""
    room, found = await _document(datasette, request)
    if found is None:
        return await _no_document(room)
    versions = await room.ask(
        lambda record: papers.versions(record, found["id"], before=before(request), limit=_MORE)
    )
    return await room.page(
        "document_versions",
        {
            "document": found,
            "versions": versions,
            "count": await room.ask(lambda record: papers.count(record, found["id"])),
            "older": versions[-1].number if versions and versions[-1].number > 1 else None,
            "is_first": before(request) is None,
        },
    )


async def snapshot(datasette: "Datasette", request: "Request") -> Response:
    """A snapshot by its number in the record: the version of its document."""
    room = await enter(datasette, request)
    name = request.url_vars["snapshot"]
    found = await room.ask(lambda record: papers.whereabouts(record, name))
    if found is None:
        return await room.missing("snapshot")
    return Response.redirect(room.to("documents", found["document"], "versions", found["number"]))


async def snapshots_apart(datasette: "Datasette", request: "Request") -> Response:
    """What differs between two snapshots by their numbers: the page of their document."""
    room = await enter(datasette, request)
    old, new = (number(request.url_vars[name]) for name in ("old", "new"))
    found = await room.ask(lambda record: papers.both(record, old, new))
    if found is None:
        return await room.missing("snapshot")
    return Response.redirect(room.to("documents", found[0], "diff", *found[1:]))


async def version(datasette: "Datasette", request: "Request") -> Response:
    """A document as it stood, and by which evidence."""
    room = await enter(datasette, request)
    name, which = request.url_vars["document"], number(request.url_vars["number"])
    found = await room.ask(lambda record: papers.version(record, name, which))
    if found is None:
        return await _no_version(room)
    # Numbers of versions change where documents are joined or split; a snapshot's never does.
    permanent = room.permanent(room.to("snapshots", found.id))
    count = await room.ask(lambda record: papers.count(record, name))
    return await room.page(
        "version",
        {
            "snapshot": found,
            "reading": found.reading,
            "number": which,
            "count": count,
            "check": await room.ask(lambda record: evidence.check_of(record, found)),
            "kept": await room.ask(lambda record: evidence.pages_kept(record, found)),
            "around": await room.ask(lambda record: evidence.around(record, found, name)),
            "document": name,
            "permanent": permanent,
            "citation": citing.version(found, number=which, count=count, permanent=permanent),
        },
    )


async def difference(datasette: "Datasette", request: "Request") -> Response:
    """What differs between two versions of a document."""
    room = await enter(datasette, request)
    name = request.url_vars["document"]
    old, new = number(request.url_vars["old"]), number(request.url_vars["new"])
    before = await room.ask(lambda record: papers.version(record, name, old))
    after = await room.ask(lambda record: papers.version(record, name, new))
    if before is None or after is None:
        return await _no_version(room)
    later = max(before, after, key=lambda each: each.id)
    judged = await room.ask(lambda record: evidence.judged(record, later))
    # Up to a second of work for two long texts: not on the thread that answers everybody.
    comparison = await asyncio.to_thread(compare, before.reading, after.reading, judged.rules)
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
            "remark": eyes(before, after),
            "permanent": room.permanent(room.to("snapshots", before.id, "diff", after.id)),
            "judged": judged,
            "later": new if later is after else old,
        },
    )


async def _document(datasette: "Datasette", request: "Request") -> tuple[Room, Row | None]:
    room = await enter(datasette, request)
    name = request.url_vars["document"]
    return room, await room.ask(lambda record: papers.document(record, name))


async def _no_document(room: Room) -> Response:
    name = room.request.url_vars["document"]
    return await room.missing(
        "document", near=await room.ask(lambda record: papers.like(record, name))
    )


async def _no_version(room: Room) -> Response:
    name = room.request.url_vars["document"]
    found = await room.ask(lambda record: papers.document(record, name))
    if found is None:
        return await _no_document(room)
    return await room.missing(
        "version",
        document=found,
        count=await room.ask(lambda record: papers.count(record, name)),
        versions=await room.ask(lambda record: papers.versions(record, name, limit=5)),
    )
