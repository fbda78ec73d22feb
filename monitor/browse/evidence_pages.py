"""The quote finder, and pages as they came, for those who may have them."""

import asyncio
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from datasette.utils.asgi import NotFound, Response

from monitor.browse import evidence, queries
from monitor.browse import quotes as finder
from monitor.browse.room import Room, enter

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request


async def quotes(datasette: "Datasette", request: "Request") -> Response:
    """Which documents said a sentence, from when, and until when."""
    room = await enter(datasette, request)
    asked = {"q": (request.args.get("q") or "")[: finder.LONGEST]}
    asked |= {name: (request.args.get(name) or "")[:200] for name in ("source", "only")}
    wanted = finder.lines(asked["q"])
    saying, is_whole = await _search(room, wanted, asked["source"]) if wanted else ({}, True)
    # Each by itself: of a hundred on a busy machine, together they might reach the time limit.
    each = [
        await room.ask(partial(finder.quoted, document=name, saying=versions, first=wanted[0]))
        for name, versions in saying.items()
    ]
    found = [one for one in each if one]
    if asked["only"] == "gone":
        found = [one for one in found if not one.stands]
    return await room.page(
        "quotes",
        {
            "asked": asked,
            "found": found,
            "is_asked": bool(wanted),
            "is_whole": is_whole,
            "most": finder.MOST,
            "sources": await room.ask(queries.names),
        },
    )


async def _search(
    room: Room, wanted: tuple[str, ...], source: str
) -> tuple[dict[str, set[int]], bool]:
    """The versions that say it, by document; and whether every version was looked through.

    Slice by slice, the latest first: each takes milliseconds, and others are answered in between.
    """
    saying: defaultdict[str, set[int]] = defaultdict(set)
    up_to = await room.ask(finder.newest)
    while up_to > 0:
        rows = await room.ask(partial(finder.hits, wanted=wanted, source=source, up_to=up_to))
        for row in rows:
            saying[row["document"]].add(row["id"])
        if len(saying) > finder.MOST:
            return dict(list(saying.items())[: finder.MOST]), False
        up_to -= finder.SLICE
    return dict(saying), True


async def original(datasette: "Datasette", request: "Request") -> Response:
    """A page as it came, byte for byte, as a file: nothing in it is at work in a browser."""
    room = await enter(datasette, request)
    name = request.url_vars["body"]
    database = datasette.databases[room.database]
    if not room.gives_originals or not database.path:
        raise NotFound("Pages as they came are not given away here")
    body = await asyncio.to_thread(
        evidence.body, Path(database.path), name, is_still=not database.is_mutable
    )
    if body is None:
        return await room.missing("page")
    return Response(
        body,
        headers={
            "Content-Disposition": f'attachment; filename="{name}{evidence.suffix(body)}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
        content_type="application/octet-stream",
    )
