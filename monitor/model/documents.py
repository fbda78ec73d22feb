"""Documents as the record knows them, and what they read as."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from crawler.items import Document


class State(StrEnum):
    """Where a document stands.

    `missing` is the first sign of absence, `removed` the confirmed one.
    """

    LIVE = "live"
    MISSING = "missing"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A document as it stood from `first_seen` on, and was last seen to stand at `last_seen`.

    `reader` is the hash of all that read it, `body` names the kept page, and `why` says why the
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
