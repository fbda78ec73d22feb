"""Two documents, field by field: what an observer of the one has to be told to know the other."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from crawler.items import Document
from monitor.diff.telling import magnitude, told
from monitor.diff.texts import difference, edited
from monitor.model import Edit, EditKind, Weight
from monitor.text import DEFAULT, Rules, join, key

_ORDER = tuple(Weight)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two documents. `weight` is that of the weightiest edit."""

    weight: Weight
    edits: tuple[Edit, ...]


def compare(before: Document, after: Document, rules: Rules = DEFAULT) -> Comparison:
    """What an observer of `before` has to be told to know `after`.

    Compared are the title, the date of publication, the further fields and the text. A text whose
    blocks were only cut or named otherwise is a typographic edit, if need be one without hunks. An
    edit in substance shows only the places that differ in substance or in structure.
    """
    edits = tuple(_edits(before, after, rules))
    weight = max((edit.weight for edit in edits), key=_ORDER.index, default=Weight.IDENTICAL)
    return Comparison(weight, edits)


def reading_key(document: Document, rules: Rules = DEFAULT) -> str:
    """Equal for two documents exactly if `compare` finds no difference in substance (SHA-256)."""
    values = {name: key(value, rules) for name, value in _values(document).items()}
    return _digest([*_flat(values), _body_key(document, rules)])


def reading_hash(document: Document) -> str:
    """Equal for two documents exactly if `compare` finds no difference at all (SHA-256)."""
    blocks = (part for b in document.blocks for part in (b.kind, str(b.level), b.text))
    return _digest([*_flat(_values(document)), *blocks])


def _edits(before: Document, after: Document, rules: Rules) -> Iterator[Edit]:
    old, new = _values(before), _values(after)
    for name in sorted(old.keys() | new.keys()):
        one, other = old.get(name, ""), new.get(name, "")
        if one != other:
            yield _field(name, one, other, rules)
    if before.blocks != after.blocks:
        yield _text(before, after, rules)


def _field(name: tuple[int, str], before: str, after: str, rules: Rules) -> Edit:
    weight = _weight(is_same=key(before, rules) == key(after, rules))
    hunk = edited(before, after, rules)
    return Edit(
        field=name[1],
        weight=weight,
        hunks=(hunk,),
        magnitude=magnitude((hunk,), len(before) + len(after)),
    )


def _text(before: Document, after: Document, rules: Rules) -> Edit:
    whole = difference(before.blocks, after.blocks, rules)
    is_same = _body_key(before, rules) == _body_key(after, rules)
    hunks = told(whole.hunks, in_substance=not is_same)
    if is_same:
        looks = EditKind.TYPOGRAPHIC
        hunks = tuple(replace(hunk, kinds=(looks,) * len(hunk.kinds)) for hunk in hunks)
    return Edit(
        field="text",
        weight=_weight(is_same=is_same),
        hunks=hunks,
        magnitude=magnitude(whole.hunks, len(before.text) + len(after.text)),
    )


def _weight(*, is_same: bool) -> Weight:
    return Weight.TYPOGRAPHIC if is_same else Weight.SUBSTANTIVE


def _values(document: Document) -> dict[tuple[int, str], str]:
    """All that is compared but the text, by its rank and name; what is missing is empty."""
    return {
        (0, "title"): document.title,
        (1, "published"): document.dates.get("published", ""),
        **{(2, name): value for name, value in document.fields.items()},
    }


def _body_key(document: Document, rules: Rules) -> str:
    """The key of the whole text, the same however it is cut into blocks."""
    return join((key(block.text, rules) for block in document.blocks), rules)


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
