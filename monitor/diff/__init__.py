"""What changed between two readings of a document, and how much of a difference it is.

Pure, deterministic and bounded: the same two documents give the same answer on every machine, in a
time that depends on their length alone.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isqrt

from crawler.items import Document
from monitor.diff.blocks import BREAK, Unit, align
from monitor.diff.headline import headline
from monitor.diff.words import MOST_DIFFERENCES, diff
from monitor.model import Edit, Hunk, Weight
from monitor.text import key

__all__ = [
    "Comparison",
    "changed_text",
    "compare",
    "headline",
    "reading_hash",
    "reading_key",
]

_ORDER = tuple(Weight)
# The work of a word diff grows with the square of its differences. This is what all diffs of one
# document may take together, shared out evenly: about a second if every block is rewritten.
_EFFORT = 2_500_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two documents. `weight` is that of the weightiest edit."""

    weight: Weight
    edits: tuple[Edit, ...]


def compare(before: Document, after: Document) -> Comparison:
    """What an observer of `before` has to be told to know `after`.

    Compared are the title, the date of publication, the further fields and the text. A text whose
    blocks were only cut or named otherwise is a typographic edit, if need be one without hunks. An
    edit in substance shows only the places that differ in substance.
    """
    edits = tuple(_edits(before, after))
    weight = max((edit.weight for edit in edits), key=_ORDER.index, default=Weight.IDENTICAL)
    return Comparison(weight, edits)


def reading_key(document: Document) -> str:
    """Equal for two documents exactly if `compare` finds no difference in substance (SHA-256)."""
    values = {name: key(value) for name, value in _values(document).items()}
    return _digest([*_flat(values), _body_key(document)])


def reading_hash(document: Document) -> str:
    """Equal for two documents exactly if `compare` finds no difference at all (SHA-256)."""
    blocks = (part for b in document.blocks for part in (b.kind, str(b.level), b.text))
    return _digest([*_flat(_values(document)), *blocks])


def changed_text(edits: Iterable[Edit]) -> str:
    """Everything that was put in or taken out, so parted that no term can arise at a seam."""
    hunks = (hunk for edit in edits for hunk in edit.hunks)
    return " ¶ ".join(text for hunk in hunks for op, text in hunk.diff if op != "=")


def _edits(before: Document, after: Document) -> Iterator[Edit]:
    old, new = _values(before), _values(after)
    for name in sorted(old.keys() | new.keys()):
        one, other = old.get(name, ""), new.get(name, "")
        if one != other:
            weight = _weight(is_same=key(one) == key(other))
            hunk = Hunk(0, one, other, diff(one, other))
            yield Edit(field=name[1], weight=weight, hunks=(hunk,))
    if before.blocks != after.blocks:
        is_same = _body_key(before) == _body_key(after)
        hunks = tuple(_text_hunks(before, after, in_substance=not is_same))
        yield Edit(field="text", weight=_weight(is_same=is_same), hunks=hunks)


def _text_hunks(before: Document, after: Document, *, in_substance: bool) -> Iterator[Hunk]:
    nothing = Unit(0, "", "")
    texts = ([block.text for block in document.blocks] for document in (before, after))
    pairs = [
        (old or nothing, new or nothing)
        for old, new in align(*texts)
        if _differ(old or nothing, new or nothing, in_substance=in_substance)
    ]
    most = min(MOST_DIFFERENCES, isqrt(_EFFORT // max(1, len(pairs))))
    for old, new in pairs:
        number = new.start if new is not nothing else old.start
        yield Hunk(number, old.text, new.text, diff(old.text, new.text, most=most))


def _differ(old: Unit, new: Unit, *, in_substance: bool) -> bool:
    return old.key != new.key if in_substance else old.text != new.text


def _weight(*, is_same: bool) -> Weight:
    return Weight.TYPOGRAPHIC if is_same else Weight.SUBSTANTIVE


def _values(document: Document) -> dict[tuple[int, str], str]:
    """All that is compared but the text, by its rank and name; what is missing is empty."""
    return {
        (0, "title"): document.title,
        (1, "published"): document.dates.get("published", ""),
        **{(2, name): value for name, value in document.fields.items()},
    }


def _body_key(document: Document) -> str:
    """The key of the whole text, the same however it is cut into blocks."""
    return key(BREAK.join(block.text for block in document.blocks))


def _flat(values: dict[tuple[int, str], str]) -> Iterator[str]:
    for (rank, name), value in sorted(values.items()):
        if value:
            yield from (str(rank), name, value)


def _digest(parts: Iterable[str]) -> str:
    """One hash over all parts; no two different lists of parts are hashed alike."""
    digest = hashlib.sha256()
    for part in parts:
        # Not every text of a page is valid Unicode: a lone surrogate must not stop a check.
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:%b" % (len(data), data))
    return digest.hexdigest()
