"""What every page of ours stands on: one record, somebody who may read it, a zone, a template."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlencode, urlsplit
from zoneinfo import ZoneInfo

from datasette.utils import tilde_encode
from datasette.utils.asgi import Forbidden, NotFound, Response
from markupsafe import Markup

from monitor.browse import lock, record
from monitor.browse.asking import LARGEST
from monitor.diff.headline import label, sign
from monitor.render import words
from monitor.render.folding import RECUT, pieces, with_gaps
from monitor.render.safe import printable
from monitor.store.connection import Connection

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

T = TypeVar("T")

_STATIC = Path(__file__).parent / "static"
_PLUGIN = "/-/static-plugins/docwatch"

# Nothing is loaded from anywhere else, no script runs, no frame shows our pages.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
        " form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Room:
    """A reader in front of the record."""

    datasette: "Datasette"
    request: "Request"
    database: str
    zone: ZoneInfo
    public_url: str
    gives_originals: bool

    async def ask(self, question: Callable[[Connection], T]) -> T:
        """What `question` finds in the record."""
        return await record.ask(self.datasette, self.database, question)

    async def page(
        self, template: str, values: Mapping[str, object], *, status: int = 200
    ) -> Response:
        """A page of ours. All text in it is escaped by the template."""
        html = await self.datasette.render_template(
            f"docwatch/{template}.html",
            {**_WORDS, **values, "to": self.to, "room": self, "style": self.to(style("reading"))},
            request=self.request,
        )
        return Response.html(html, status=status, headers=_HEADERS)

    async def missing(self, what: str, **hints: object) -> Response:
        """There is no such thing: 404, and where to look instead."""
        return await self.page("missing", {"what": what, **hints}, status=404)

    def to(self, *parts: object) -> str:
        """The address of a page, of an absolute path or of the parts of a path below /docwatch."""
        if len(parts) == 1 and str(parts[0]).startswith("/"):
            return str(self.datasette.urls.path(str(parts[0])))
        path = "/".join(quote(str(part), safe="") for part in parts)
        return str(self.datasette.urls.path(f"/docwatch/{path}"))

    def permanent(self, address: str = "") -> str:
        """The whole address of this page, or of another one of ours, for citing.

        Without what was asked of it.
        """
        path = address or str(self.request.path)
        if not self.public_url:
            return f"{self.request.scheme}://{self.request.host}{path}"
        # A proxy leaves the path of `public_url` in what it asks for, or takes it out.
        prefix: str = self.datasette.setting("base_url").rstrip("/")
        return self.public_url.rstrip("/") + path.removeprefix(prefix)

    def with_options(self, options: Mapping[str, str]) -> str:
        """The same page, with these things asked of it; what is empty is left out."""
        return f"?{urlencode({name: value for name, value in options.items() if value})}"

    def by_day(
        self,
        things: Iterable[Any],
        *,
        at: Callable[[Any], datetime] = lambda change: change.first_seen,
    ) -> list[tuple[datetime, list[Any]]]:
        """Changes, or others, under their days in the reader's zone, in the order they have."""
        groups = groupby(things, key=lambda thing: self.day(at(thing)))
        days = [list(group) for _, group in groups]
        return [(at(day[0]), day) for day in days]

    def table(self, name: str) -> str:
        """The address of a table or a view."""
        return str(self.datasette.urls.table(self.database, name))

    def row(self, table: str, key: str) -> str:
        """The address of a row."""
        return f"{self.table(table)}/{tilde_encode(key)}"

    def when(self, moment: datetime) -> str:
        """A time in the reader's zone, to the minute."""
        return f"{moment.astimezone(self.zone):%Y-%m-%d %H:%M}"

    def utc(self, moment: datetime) -> str:
        """The same time for everybody, to the second."""
        return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"

    def day(self, moment: datetime) -> str:
        """The day of a time in the reader's zone."""
        return f"{moment.astimezone(self.zone):%Y-%m-%d}"

    def hour(self, moment: datetime) -> str:
        """The time of day in the reader's zone."""
        return f"{moment.astimezone(self.zone):%H:%M}"


async def enter(datasette: "Datasette", request: "Request") -> Room:
    """The room, for somebody who may read the record.

    Raises:
        NotFound: no database of this Datasette is a record.
        Forbidden: the reader may not see its tables, or whether he may cannot be told.
    """
    name = await record.find(datasette)
    if name is None:
        raise NotFound("No database that is served here was made by docwatch")
    if not await lock.may_read(datasette, request.actor, name):
        raise Forbidden("You may not read this record")
    return Room(
        datasette,
        request,
        name,
        record.zone(datasette),
        record.public_url(datasette),
        record.gives_originals(datasette),
    )


def before(request: "Request") -> int | None:
    """Where a list goes on; its beginning for anything that is no number."""
    asked = request.args.get("before") or ""
    return number(asked) if asked.isascii() and asked.isdecimal() else None


def number(digits: str) -> int:
    """What digits say, no larger than SQLite's numbers."""
    return min(int(digits[:20]), LARGEST)


def option(request: "Request", name: str, known: tuple[str, ...]) -> str:
    """What is asked by that name, if it is one of the known answers; else nothing."""
    asked = str(request.args.get(name) or "")
    return asked if asked in known else ""


def style(name: str) -> str:
    """The path of a style sheet of ours, another one whenever it is another sheet."""
    content = (_STATIC / f"{name}.css").read_bytes()
    return f"{_PLUGIN}/{name}.css?{hashlib.sha256(content).hexdigest()[:8]}"


def web(url: str) -> str:
    """`url` where it leads to a web page, else nothing: no other scheme becomes a link."""
    try:
        return url if urlsplit(url).scheme.lower() in {"http", "https"} else ""
    except ValueError:
        return ""


def lasting(span: timedelta) -> str:
    """A span of time as people say it, in its largest unit."""
    minutes = int(span.total_seconds() // 60)
    for size, unit in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            count = minutes // size
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return "less than a minute"


def joined(what: str, document: Markup, other: Markup) -> Markup:
    """That a document was joined to another, or split from it; both are links already."""
    return Markup(words.JOINS[what]).format(document=document, other=other)  # noqa: S704  (ours)


# Why there is a snapshot, where it is not the kind of a change.
_WHY = {
    "seen": "first seen",
    "reread": "read again, by a newer reader",
    "form": "another form of the document",
}
_TOLD_AS = {
    "changes.observed": "changes",
    "changes.grouped": "many changes of one kind",
    "source.down": "the source is down",
    "source.blocked": "the source blocks us",
    "source.unreadable": "the source cannot be read",
    "source.recovered": "the source is well again",
    "test": "a test",
}

_WORDS: dict[str, Any] = {
    "line": words.one_line,
    "kind_name": words.name,
    "field_name": words.field_name,
    "title_of": words.title,
    "headline_of": words.headline,
    "observed": words.observed,
    "plain": printable,
    "pieces": lambda hunk: list(pieces(hunk)),
    "with_gaps": lambda edit: list(with_gaps(edit) if edit.field == "text" else edit.hunks),
    "hunk_label": lambda hunk: sign(hunk) + label(hunk),
    "lines": lambda text: [printable(line) for line in text.split("\n")],
    "web": web,
    "lasting": lasting,
    "circumstances": words.circumstances,
    "joined": joined,
    "joined_by": words.joined_by,
    "shown_by": words.shown_by,
    "interface_fails": words.interface_fails,
    "gap_why": words.gap,
    "UTC": UTC,
    "why": _WHY,
    "told_as": _TOLD_AS,
    "recut": RECUT,
}
