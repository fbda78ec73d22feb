"""The nouns: frozen, without any I/O.

Page and Document come from the crawler's door (`crawler.items`); what the monitor makes of them is
here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal

from crawler.items import Document

Op = Literal["=", "-", "+"]


class Weight(StrEnum):
    """How much of a difference a difference is."""

    IDENTICAL = "identical"
    TYPOGRAPHIC = "typographic"
    SUBSTANTIVE = "substantive"


class Kind(StrEnum):
    """What happened to a document. The list is closed."""

    NEW = "new"
    EDITED = "edited"
    REMOVED = "removed"
    RESTORED = "restored"
    MOVED = "moved"
    REISSUED = "reissued"
    TRANSLATED = "translated"
    CORRECTED = "corrected"
    FLAPPING = "flapping"
    ROLLED_OFF = "rolled_off"
    TYPOGRAPHIC = "typographic"


class Circumstance(StrEnum):
    """What a change may say beside its kind, its edits and its interval."""

    CONFIRMED_AT = "confirmed_at"  # of a removal: when it was believed
    SEEN = "seen"  # of a removal: what it was seen by
    LISTING = "listing"  # of a removal: what the listing said meanwhile
    RETURNS_TO = "returns_to"  # the number (from 1 on) of the version that stands again
    MOVED_FROM = "moved_from"  # the address before
    VERSION_OF = "version_of"  # of a translation: the document that was there before
    DELAY = "delay"  # of a translation: how long after the other version, in words
    QUIET = "quiet"  # of an edit: the site still says that it was modified last at this time
    LISTED = "listed"  # only what an interface shows of it could be read: its form; "cut" if it is
    LINKED_FROM = "linked_from"  # of a file: the document whose text links to it
    BASE = "base"  # of a correction: the document that it corrects
    ADOPTS = "adopts"  # of a resolution: the draft that it adopts, or the report that it follows
    APPLIES_TO = "applies_to"  # of a corrigendum: its words on the languages that it is for


TOLD_BY_DEFAULT = frozenset(Kind) - {Kind.ROLLED_OFF, Kind.TYPOGRAPHIC}


class EditKind(StrEnum):
    """What sort of a difference it is, as far as rules can tell. The list is closed."""

    TYPOGRAPHIC = "typographic"  # no difference of substance
    TERM = "term"
    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    QUOTATION = "quotation"  # quotation marks came or went
    PUNCTUATION = "punctuation"
    SCRIPT = "script"  # simplified to traditional, or back
    SYMBOL = "symbol"  # of a document
    LINK = "link"
    HEADING = "heading"
    SENTENCE_ADDED = "sentence_added"
    SENTENCE_REMOVED = "sentence_removed"
    PARAGRAPH_ADDED = "paragraph_added"
    PARAGRAPH_REMOVED = "paragraph_removed"
    MOVED = "moved"
    SPLIT = "split"
    JOINED = "joined"
    RENUMBERED = "renumbered"
    OTHER = "other"


class State(StrEnum):
    """Where a document stands.

    `missing` is the first sign of absence, `removed` the confirmed one.
    """

    LIVE = "live"
    MISSING = "missing"
    REMOVED = "removed"
    NOT_PUBLISHED = "not_published"


class Health(StrEnum):
    """How a source does."""

    UNKNOWN = "unknown"  # not looked at yet
    OK = "ok"
    DOWN = "down"
    BLOCKED = "blocked"
    UNREADABLE = "unreadable"


class Outcome(StrEnum):
    """How a check ended."""

    OK = "ok"
    DOWN = "down"
    BLOCKED = "blocked"
    UNREADABLE = "unreadable"
    INTERRUPTED = "interrupted"  # cut short: says nothing about what it did not see


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a source is looked at: every so often, or by a cron line in the configured time zone."""

    every: timedelta | None = timedelta(minutes=30)
    cron: str = ""
    jitter: timedelta = timedelta(0)
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A document is removed when it was found absent `times` times, each `apart` from the last."""

    times: int = 3
    apart: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Documents with news younger than `until` are asked every `every` (zero: with every check)."""

    until: timedelta | None  # None: for ever
    every: timedelta


TIERS = (
    Tier(until=timedelta(days=3), every=timedelta(0)),
    Tier(until=timedelta(days=30), every=timedelta(hours=6)),
    Tier(until=timedelta(days=365), every=timedelta(days=1)),
    Tier(until=None, every=timedelta(days=7)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing watched, as `config.yaml` names it.

    `options` are its spider's, already checked, as plain JSON.
    """

    name: str
    spider: str
    options: Mapping[str, Any]
    schedule: Schedule = Schedule()
    delay: timedelta = timedelta(seconds=5)
    budget: int | None = None  # requests an hour to one host; None: as many as `delay` leaves
    notify: tuple[str, ...] = ()
    kinds: frozenset[Kind] = TOLD_BY_DEFAULT
    confirm: Confirmation = Confirmation()
    alarm_after: int = 3  # failed checks in a row before the source itself is an alert
    group_over: int = 20  # more changes of one kind in one check than this: one grouped alert
    lost_share: float = 0.5  # of its text: a page that lost more is doubted until it stays so
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignore: frozenset[str] = frozenset()  # rules of comparing that hold besides the usual ones
    mind: frozenset[str] = frozenset()  # usual rules that do not hold
    headlines: Literal["document", "zh", "en"] = "document"  # the language of headlines
    user_agent: str = "docwatch"
    enabled: bool = True
    was: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring blocks of a text, and the characters that they are of it.

    `first` is the number (from 0) of the first of `count` blocks; `start` and `end` are offsets in
    the text whose blocks are parted by an empty line.
    """

    first: int
    count: int
    start: int
    end: int


HunkOp = Literal["equal", "edited", "inserted", "removed", "moved", "split", "joined", "renumbered"]


@dataclass(frozen=True, slots=True)
class Hunk:
    """One place where a text differs.

    `block` is the block's number (from 0) in the new text, or in the old one where it was taken
    out. `before` and `after` are that block as it was and as it is (empty where it did not, or no
    longer does, exist). `diff` is a list of `=`, `-`, `+` with the words; its `=` and `-` parts
    together are `before`, its `=` and `+` parts `after`.

    A change is a `-`, a `+`, or a `-` and the `+` after it; `kinds` has one kind for each, in
    order. `op` says what became of the block, `old` and `new` where it stood and stands (None:
    nowhere; of records older than these fields, both are None). A run of renumbered blocks is one
    hunk, whose `before` and `after` are their numbers, and `shift` what was added to each; an
    edited block may have been renumbered too. `note` says where less was compared than usual.
    """

    block: int
    before: str
    after: str
    diff: tuple[tuple[Op, str], ...]
    op: HunkOp = "edited"
    old: Span | None = None
    new: Span | None = None
    kinds: tuple[EditKind, ...] = ()
    shift: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Magnitude:
    """How much was changed: characters taken out and put in, and of how many on both sides."""

    removed: int = 0
    inserted: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        """Of all characters on both sides, those that were changed: from 0 to 1."""
        return (self.removed + self.inserted) / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One field of a change: title, text, published, links, or a further field of the document."""

    field: str
    weight: Weight
    hunks: tuple[Hunk, ...]
    magnitude: Magnitude = Magnitude()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to a document between two looks.

    `last_seen` is the last good look at the state before (None: never seen before), `first_seen`
    the first look at the state after, `failed_checks` the looks in between that said nothing.
    `evidence_*` are the SHA-256 of the bodies. `circumstances` say what else is to be known, by
    the names of `Circumstance`.
    """

    id: str
    kind: Kind
    weight: Weight
    source: str
    check: str
    document: str  # the document's permanent id, which is its key
    url: str
    language: str
    title: str
    headline: str
    first_seen: datetime
    last_seen: datetime | None = None
    failed_checks: int = 0
    edits: tuple[Edit, ...] = ()
    terms: tuple[str, ...] = ()
    evidence_before: str = ""
    evidence_after: str = ""
    snapshot_before: int | None = None
    snapshot_after: int | None = None
    circumstances: Mapping[str, str] = field(default_factory=dict)
    told: bool = True


AlertType = Literal[
    "changes.observed",
    "changes.grouped",
    "source.down",
    "source.blocked",
    "source.unreadable",
    "source.recovered",
    "test",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What one channel is told at once: changes of one check, or a source that broke or mended.

    The same `id` on every attempt. `total` counts the changes that the alert is about, of which
    `changes` has the first ones. `text` is the one line for an alert that is about a source, and
    for a group what most of its changes have in common (else empty). `remaining` names the
    recipients that are still to get it, where others of the channel have it already (empty:
    everybody). `since` is the last good look at a source that broke, or that mended.
    """

    id: str
    channel: str
    type: AlertType
    source: str
    check: str
    created_at: datetime
    changes: tuple[Change, ...] = ()
    total: int = 0
    text: str = ""
    attempts: int = 0
    remaining: tuple[str, ...] = ()
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One attempt to send an alert."""

    alert: str
    at: datetime
    delivered: bool
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A document as it stood from `first_seen` on, and was last seen to stand at `last_seen`.

    `reader` is the hash of all that read it; `capture` names the kept page; `why` says why the
    snapshot exists: first seen, edited, reread (our eyes changed) or form (another form of the same
    document).
    """

    id: int
    document: str
    reading: Document
    reader: str
    body: str  # SHA-256 of the page that it was read from
    first_seen: datetime
    last_seen: datetime
    why: str = "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A document as the record knows it: what `lifecycle` needs to say what happened to it."""

    id: str
    source: str
    state: State
    url: str
    language: str
    title: str
    first_seen: datetime
    last_seen: datetime  # the last good look
    changed_at: datetime  # first seen, or last told or recorded change
    missing_since: datetime | None = None
    absences: int = 0  # signs of absence that count towards the confirmation
    last_absence: datetime | None = None
    failures: int = 0  # looks since `last_seen` that said nothing
    due_at: datetime | None = None
    turned_at: datetime | None = None  # the last time that it went back to a known variant
    doubted: str = ""  # the key of a reading that is not believed yet
    doubts: int = 0  # looks in a row that gave such a reading
    doubted_at: datetime | None = None  # the first of them
    snapshot: Snapshot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a document was seen to change.

    `changes` of `looks` looks found one, within the time `watched`. What is long past fades, so
    that these are no whole numbers.
    """

    looks: float = 0.0
    changes: float = 0.0
    watched: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a check did: for the person who asked for it, and for the log."""

    id: str
    source: str
    outcome: Outcome
    started_at: datetime
    ended_at: datetime
    asked: int = 0  # pages
    unchanged: int = 0  # documents
    changes: tuple[Change, ...] = ()
    baseline: int = 0  # documents taken in silently
    missing: int = 0
    failed: int = 0  # pages that told nothing
    message: str = ""
    next_at: datetime | None = None
