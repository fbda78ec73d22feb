"""Order, Page, Document, Finding: what goes into a crawl and what comes out.

Everything here is frozen, holds no Scrapy object and survives a trip through JSON (`dump`, `load`),
so that a crawl may one day happen on another machine. Bodies travel beside the findings, by their
SHA-256.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")

_adapter: Callable[[type], TypeAdapter[Any]] = cache(TypeAdapter)


class Verdict(StrEnum):
    """Is this response the page that we asked for? The list is closed."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    DISALLOWED = "disallowed"  # robots.txt
    BLOCKED = "blocked"  # a challenge, a firewall, a geographic block
    ERROR = "error"  # status or transport
    EMPTY = "empty"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    GONE = "gone"  # 404, 410
    TOMBSTONE = "tombstone"  # a 200 that says it no longer exists
    NOT_PUBLISHED = "not_published"  # UN: this language is not there yet
    UNREADABLE = "unreadable"  # the spider finds no title or no body


BELIEVABLE = frozenset({Verdict.OK, Verdict.NOT_MODIFIED})
ABSENT = frozenset({Verdict.GONE, Verdict.TOMBSTONE})

LISTED = ("address", "excerpt", "feed", "api")
"""The forms of a document that is only listed, each saying more than the one before."""

BlockKind = Literal["heading", "paragraph", "numbered", "item", "row", "footnote"]
Role = Literal["listing", "document", "probe"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text.

    `text` is as published, white space collapsed; a `<br>` inside is one newline, never two.
    """

    kind: BlockKind
    text: str
    level: int = 0  # of a heading: 1 to 6; of a list item: its depth


@dataclass(frozen=True, slots=True)
class Identity:
    """One thing that a site says of a document: evidence, not a key."""

    scheme: Literal["canonical", "slug", "post-id", "symbol", "url"]
    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A link in a text: its words, and where they lead, without what changes from day to day."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a spider read from a page.

    `dates` are ISO 8601 (a day, or a time with its offset) by their meaning: published, stated,
    modified. `fields` and the `links` of the text are compared with what they were; `remarks` are
    read and shown but never compared (the reading time). `twins` are the addresses of the other
    language versions, `files` those of files that its text links to. `form` says what was read:
    article, page, main-content, pdf, or one of `LISTED`; two forms of one document are never
    compared with each other. `read_by` names, for every part that was found, the selector or rule
    that found it.
    """

    url: str
    title: str
    language: str = ""
    identities: tuple[Identity, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Reference, ...] = ()
    remarks: Mapping[str, str] = field(default_factory=dict)
    twins: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    form: str = "page"
    cut: bool = False  # the site itself shows only the beginning: an excerpt that ends in "..."
    read_by: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The blocks as plain text, one empty line between two."""
        return "\n\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a page leads to, and as what it is to be asked.

    `interface` names the way in that it belongs to, or by which a document is found. Where there is
    nothing at `url`, the first of `instead` is asked in its place.
    """

    url: str
    role: Role = "document"
    interface: str = ""
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a spider's `read` makes of one page: its documents, and where it leads.

    `interface` names the way in ("listing:zh", "page"): how, and after the last colon of what part
    of the source, if not of all of it. `ends` is true where this page closes its enumeration.
    `ordered` says that it shows first what was modified last.
    """

    documents: tuple[Document, ...] = ()
    follow: tuple[Link, ...] = ()
    interface: str = ""
    ends: bool = False
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An address that the record knows, and what it gave last time, so that a 304 still means it.

    Validators are empty where the page must be asked unconditionally. `due` says that it is to be
    asked now; an address that is known and not due is not asked at all.
    """

    url: str
    role: Role = "document"
    etag: str = ""
    last_modified: str = ""
    due: bool = False
    reading: Reading | None = None  # kept for listings only
    answered: bool = True  # False: a listing names it, and no page of it was read yet
    modified: str = ""  # what the site said of this when it was read last


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a crawl is asked to do.

    `options` are the spider's, as JSON; `budget` bounds the pages asked, second tries among them,
    `hourly` the requests to one host within any hour (None: no bound), and `patience` the seconds
    that hosts are left alone before second tries. With `alone`, what is known and due is asked, and
    not what the source begins with. The interfaces in `resting` are not asked this time; of those
    in `brief` only what is new. `careful` says that the source failed lately: of each host one page
    is asked first, and the others only if it comes.
    """

    source: str
    spider: str
    options: Mapping[str, Any]
    known: tuple[Known, ...] = ()
    delay: float = 5.0  # seconds between two requests to one host
    hourly: int | None = None
    user_agent: str = "docwatch"
    budget: int | None = None
    patience: float = 300.0
    alone: bool = False
    resting: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    careful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the server sent, and what we think of it.

    `headers` have lower-case names. `body` is the SHA-256 of the decoded body, empty where there is
    none. `evidence` says in one line what the verdict was seen by. `size` is in bytes, `took` in
    milliseconds. `attempts` are the tries before this one, the oldest first, without their bodies.
    """

    url: str
    answered: str = ""  # where the answer came from, after redirects
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    size: int = 0
    took: int = 0
    fetched_at: datetime
    verdict: Verdict
    evidence: str = ""
    attempts: tuple["Page", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One answer, and what was read from it.

    `ahead` counts the pages that are still to be asked; None while that is not known.
    """

    page: Page
    role: Role
    reading: Reading = field(default_factory=Reading)
    ahead: int | None = None


class UnreadableError(Exception):
    """A page came, and a required part of a document is not in it.

    The message names the part and what was tried.
    """


def sha256(body: bytes) -> str:
    """The name of a body."""
    return hashlib.sha256(body).hexdigest()


def is_later(one: str, other: str) -> bool:
    """Whether of two dates in ISO 8601 the first is later.

    Where one of them is only a day, days are compared; a time without an offset counts as UTC. What
    is no date is no later than anything, and anything is later than nothing.
    """
    moments = [moment(text) for text in (one, other)]
    if moments[0] is None or moments[1] is None:
        return moments[0] is not None
    if min(len(one), len(other)) <= len("2021-02-08"):
        return moments[0].date() > moments[1].date()
    return moments[0] > moments[1]


def moment(text: str) -> datetime | None:
    """The time that a date in ISO 8601 means, without an offset in UTC; None if it is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def dump(value: object) -> str:
    """`value` (anything of this module) as JSON."""
    return _adapter(type(value)).dump_json(value).decode()


def load(kind: type[T], text: str) -> T:
    """The `kind` that `dump` made `text` of."""
    adapter: TypeAdapter[T] = _adapter(kind)
    return adapter.validate_json(text)


def fingerprint(value: Mapping[str, Any]) -> str:
    """A short, stable name for a mapping of options."""
    return sha256(json.dumps(value, sort_keys=True, ensure_ascii=False, default=str).encode())[:16]
