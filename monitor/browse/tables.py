"""Datasette's own tables made readable: what they are, and how their cells are shown.

A cell is text of a page, so it is escaped here by `Markup.format` and nothing else.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from markupsafe import Markup

from monitor.browse.room import style
from monitor.render.safe import printable
from monitor.render.words import one_line

if TYPE_CHECKING:
    from datasette.url_builder import Urls

STYLE = style("tables")

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_HASH = re.compile(r"[0-9a-f]{64}")
_LONGEST = 300  # characters of a cell
_FIRST = 3  # changes of an alert
_SHORT = 12  # characters of a hash

_HIDDEN = ("blobs", "findings", "requests", "heartbeats", "_sqlite_migrations")
_TABLES: dict[str, dict[str, Any]] = {
    **{name: {"hidden": True} for name in _HIDDEN},
    "sources": {"description": "Everything that is or was watched, and how it does."},
    "interfaces": {"description": "The ways into a source, and when each was seen to its end."},
    "checks": {"description": "Every check of every source.", "sort_desc": "started_at"},
    "fetches": {"description": "Every request of every check.", "sort_desc": "id"},
    "captures": {"description": "Pages that are kept, by the SHA-256 of their bodies."},
    "documents": {"description": "Every document, where it stands.", "sort_desc": "changed_at"},
    "identities": {"description": "What sites say of a document: evidence, not a key."},
    "sightings": {"description": "Which way into a source shows a document, and since when."},
    "addresses": {"description": "Every address that is known, and what it gave last."},
    "snapshots": {"description": "Every version of every document.", "sort_desc": "id"},
    "changes": {"description": "What happened, between which two checks.", "sort_desc": "seq"},
    "edits": {
        "description": "The fields of a change, with the words that were taken out and put in."
    },
    "alerts": {"description": "What channels are told, delivered or not.", "sort_desc": "seq"},
    "deliveries": {"description": "Every attempt to send an alert.", "sort_desc": "id"},
    "recent_changes": {"description": "Changes, the latest first."},
    "source_health": {"description": "How every source does."},
    "coverage": {"description": "How many of the planned checks of a day were good."},
    "coverage_gaps": {"description": "From a good check to the next one, where others failed."},
    "fetches_by_day": {"description": "Requests, bytes and time by day, source and verdict."},
    "undelivered_alerts": {"description": "Alerts that nobody has got yet."},
    "document_timeline": {
        "description": "The versions of every document, without their texts.",
        "sort": "document",
    },
}

# Columns that name one of our pages.
_PAGES = {
    "document": "documents",
    "document_id": "documents",
    "change": "changes",
    "change_id": "changes",
    "source": "sources",
    "source_id": "sources",
    "snapshot": "snapshots",
    "snapshot_id": "snapshots",
    "snapshot_before": "snapshots",
    "snapshot_after": "snapshots",
}


def descriptions(names: Iterable[str]) -> dict[str, Any]:
    """What the tables of the records of these names are.

    A copy each: Datasette writes into what it is given.
    """
    return {"databases": {name: {"tables": deepcopy(_TABLES)} for name in names}}


def cell(value: Any, column: str, *, urls: "Urls", database: str, zone: ZoneInfo) -> str | None:
    """A cell as HTML; None where Datasette's own way will do."""
    label = value
    if isinstance(value, Mapping):  # a foreign key and the label of what it leads to
        value, label = value["value"], value["label"]
    if value in (None, ""):
        return None
    if column == "alert_id":  # the table has another key, by which Datasette would look in vain
        return _linked(f"{urls.table(database, 'alerts')}?id={quote(value)}", value)
    if column in _PAGES:
        path = urls.path(f"/docwatch/{_PAGES[column]}/{quote(str(value), safe='')}")
        return _linked(path, str(label))
    if column == "changes" and isinstance(value, str):
        return _changes(value, urls)
    return _text(value, column, zone) if isinstance(value, str) else None


def _linked(path: str, label: str) -> str:
    return Markup('<a href="{}">{}</a>').format(path, _short(one_line(label)))


def _changes(value: str, urls: "Urls") -> str | None:
    """The changes of an alert, the first ones as links."""
    try:
        names = [str(name) for name in json.loads(value)]
    except (ValueError, TypeError):
        return None
    links = [
        _linked(urls.path(f"/docwatch/changes/{quote(name, safe='')}"), name)
        for name in names[:_FIRST]
    ]
    more = len(names) - len(links)
    return Markup("<br>").join([*links, f"and {more} more"] if more else links) or "\u2002"


def _text(value: str, column: str, zone: ZoneInfo) -> str | None:
    if _TIME.fullmatch(value):
        moment = datetime.fromisoformat(value)
        return Markup(
            '<time datetime="{}" title="{:%Y-%m-%d %H:%M:%S} UTC">{:%Y-%m-%d %H:%M}</time>'
        ).format(value, moment, moment.astimezone(zone))
    if _HASH.fullmatch(value):
        return Markup('<code title="{}">{}…</code>').format(value, value[:_SHORT])
    if column in _SHOWN:
        return _SHOWN[column](value)
    shown = "\n".join(map(printable, value.split("\n")))
    return Markup("{}").format(_short(shown)) if shown != value else None


def _hunks(value: str) -> str | None:
    try:
        parts = [part for hunk in json.loads(value) for part in (*hunk["diff"], ("=", " ¶ "))]
        return Markup("").join(_part(op, text) for op, text in parts[:-1])
    except (ValueError, TypeError, KeyError):  # not written by us: shown as it is
        return None


def _part(op: str, text: str) -> str:
    shown = printable(text)
    if op == "=":
        return Markup("{}").format(shown if len(shown) <= 40 else f"{shown[:20]}…{shown[-20:]}")
    mark = Markup("<ins>{}</ins>") if op == "+" else Markup("<del>{}</del>")
    return mark.format(_short(shown))


def _list(value: str) -> str | None:
    try:
        return Markup("{}").format(printable(", ".join(map(str, json.loads(value)))) or "\u2002")
    except (ValueError, TypeError):
        return None


_SHOWN: Mapping[str, Callable[[str], str | None]] = {
    "hunks": _hunks,
    "terms": _list,
}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
