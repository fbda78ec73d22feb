"""The pages of sources, changes and alerts, and the addresses of all pages.

Their addresses are permanent: alerts link to them, and people cite them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

from monitor.browse import beside, citing, outbox, papers, queries
from monitor.browse.document_pages import (
    difference,
    document_changes,
    document_history,
    document_list,
    document_versions,
    snapshot,
    snapshots_apart,
    version,
)
from monitor.browse.evidence_pages import original, quotes
from monitor.browse.room import before, enter, option
from monitor.model import Change, Circumstance

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

FRONT = "/-/docwatch"

_ID = r"[^/.]+"  # with a dot it is a row of the table in another format, which is Datasette's
_MOST = 100  # interfaces: a source of UN documents has one for each symbol in each language
_FEW = 8  # sources that are all shown; of more, those that are well are folded


def routes(*, alone: bool) -> list[tuple[str, Callable[..., Any]]]:
    """The addresses and their pages; with `alone` the front page is that of the whole server."""
    document = rf"/docwatch/documents/(?P<document>{_ID})"
    return [
        *([("/$", front)] if alone else []),
        (rf"{FRONT}$", front),
        (rf"{FRONT}/documents$", document_list),
        (rf"{FRONT}/alerts$", alerts),
        (rf"{FRONT}/quotes$", quotes),
        (r"/docwatch/sources/(?P<source>[^/]+)$", source),
        (rf"/docwatch/changes/(?P<change>{_ID})$", change),
        (rf"{document}$", document_history),
        (rf"{document}/changes$", document_changes),
        (rf"{document}/versions$", document_versions),
        (rf"{document}/versions/(?P<number>\d+)$", version),
        (rf"{document}/diff/(?P<old>\d+)/(?P<new>\d+)$", difference),
        (rf"/docwatch/snapshots/(?P<snapshot>{_ID})$", snapshot),
        (r"/docwatch/snapshots/(?P<old>\d+)/diff/(?P<new>\d+)$", snapshots_apart),
        (rf"{FRONT}/originals/(?P<body>[^/]+)$", original),
    ]


async def front(datasette: "Datasette", request: "Request") -> Response:
    """The latest changes and the state of the sources."""
    room = await enter(datasette, request)
    first = before(request)
    found = await room.ask(lambda record: queries.changes_before(record, before=first))
    sources = await room.ask(queries.standings) if first is None else []
    well = [each for each in sources if each.is_well] if len(sources) > _FEW else []
    return await room.page(
        "front",
        {
            "days": room.by_day(found.changes),
            "older": found.older,
            "is_first": first is None,
            "sources": [each for each in sources if each not in well],
            "well": well,
            "totals": await room.ask(queries.totals),
            "owed": await room.ask(outbox.not_told),
        },
    )


async def alerts(datasette: "Datasette", request: "Request") -> Response:
    """The outbox: what channels were told, what still waits, and what was given up."""
    room = await enter(datasette, request)
    state = option(request, "state", ("pending", "delivered", "given_up"))
    first = before(request)
    found = await room.ask(lambda record: outbox.alerts_before(record, before=first, state=state))
    return await room.page(
        "alerts",
        {
            "days": room.by_day(found.alerts, at=lambda alert: alert.created_at),
            "older": found.older,
            "state": state,
            "is_first": first is None,
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
            record, before=before(request), source=watched.name, limit=25
        )
    )
    return await room.page(
        "source",
        {
            "source": watched,
            "counts": standing.counts,
            "coverage": await room.ask(
                lambda record: queries.coverage(record, watched.id, room.zone)
            ),
            "checks": await room.ask(lambda record: queries.checks(record, watched.id)),
            "interfaces": await room.ask(lambda record: queries.interfaces(record, watched.name)),
            "most": _MOST,
            "gaps": await room.ask(lambda record: queries.gaps(record, watched.name)),
            "troubles": await room.ask(lambda record: queries.failed_pages(record, watched.id)),
            "days": room.by_day(found.changes),
            "older": found.older,
            "is_first": before(request) is None,
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
            papers.number_of(record, found.document, snapshot)
            for snapshot in (found.snapshot_before, found.snapshot_after)
        )
    )
    return await room.page(
        "change",
        {
            "change": found,
            "old": old,
            "new": new,
            "alerts": await room.ask(lambda record: outbox.told_of(record, found.id, found.check)),
            "neighbours": await room.ask(lambda record: queries.neighbours(record, found.id)),
            "relatives": await room.ask(lambda record: beside.named(record, _named(found))),
            "citation": citing.change(found, permanent=room.permanent()),
        },
    )


# Circumstances of a change that name another document.
_KIN = (Circumstance.VERSION_OF, Circumstance.LINKED_FROM, Circumstance.BASE)


def _named(change: Change) -> list[str]:
    return [change.circumstances[name] for name in _KIN if change.circumstances.get(name)]
