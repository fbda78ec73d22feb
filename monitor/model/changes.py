"""Changes and their edits: what happened, and where a text differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from monitor.model.kinds import EditKind, Kind, Weight

Op = Literal["=", "-", "+"]


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
