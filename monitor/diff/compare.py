"""Two documents, field by field: what an observer of the one has to be told to know the other."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from crawler.items import Document
from monitor.diff.telling import magnitude, told
from monitor.diff.texts import difference, edited
from monitor.model import Edit, EditKind, Hunk, Source, Weight
from monitor.text import DEFAULT, Rules, join, key, rules

_ORDER = tuple(Weight)

PRINTING = ("job_number", "job_dates", "reissue")
"""The fields by which another printing of a document is known; they come after what it says."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two documents. `weight` is that of the weightiest edit."""

    weight: Weight
    edits: tuple[Edit, ...]


def compare(before: Document, after: Document, by: Rules = DEFAULT) -> Comparison:
    """What an observer of `before` has to be told to know `after`.

    Compared are the title, the date of publication, the further fields and the text. A text whose
    blocks were only cut or named otherwise is a typographic edit, if need be one without hunks. An
    edit in substance shows only the places that differ in substance or in structure.
    """
    edits = tuple(_edits(before, after, by))
    weight = max((edit.weight for edit in edits), key=_ORDER.index, default=Weight.IDENTICAL)
    return Comparison(weight, edits)


def reading_key(document: Document, by: Rules = DEFAULT) -> str:
    """Equal for two documents exactly if `compare` finds no difference in substance (SHA-256)."""
    values = {name: key(value, by) for name, value in _values(document).items()}
    return _digest([*_flat(values), _body_key(document, by), _lead_key(document, by)])


def reading_hash(document: Document) -> str:
    """Equal for two documents exactly if `compare` finds no difference at all (SHA-256)."""
    blocks = (part for b in document.blocks for part in (b.kind, str(b.level), b.text))
    return _digest([*_flat(_values(document)), *blocks, _lead_key(document, frozenset())])


def rules_of(source: Source) -> Rules:
    """By which rules the documents of a source are compared."""
    return rules(ignore=source.ignore, mind=source.mind)


def _edits(before: Document, after: Document, by: Rules) -> Iterator[Edit]:
    old, new = (defaultdict(str, _values(each)) for each in (before, after))
    names = sorted(old.keys() | new.keys())
    fields = [_field(name, old[name], new[name], by) for name in names if old[name] != new[name]]
    yield from (edit for edit in fields if edit.field not in PRINTING)
    if before.blocks != after.blocks:
        yield _text(before, after, by)
    if links := _links(before, after, by):
        yield links
    yield from (edit for edit in fields if edit.field in PRINTING)


def _field(name: tuple[int, str], before: str, after: str, by: Rules) -> Edit:
    weight = _weight(is_same=key(before, by) == key(after, by))
    hunk = edited(before, after, by)
    return Edit(
        field=name[1],
        weight=weight,
        hunks=(hunk,),
        magnitude=magnitude((hunk,), len(before) + len(after)),
    )


def _text(before: Document, after: Document, by: Rules) -> Edit:
    whole = difference(before.blocks, after.blocks, by)
    is_same = _body_key(before, by) == _body_key(after, by)
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


def _links(before: Document, after: Document, by: Rules) -> Edit | None:
    """The links that lead elsewhere, came or went; in what order they stand says the text."""
    gone, come = _leads(before, by), _leads(after, by)
    is_same = gone == come
    if is_same:
        gone, come = _leads(before, frozenset()), _leads(after, frozenset())
    hunks = tuple(_led(gone - come, come - gone))
    if not hunks:
        return None
    if is_same:
        looks = EditKind.TYPOGRAPHIC
        hunks = tuple(replace(hunk, kinds=(looks,) * len(hunk.kinds)) for hunk in hunks)
    return Edit(
        field="links",
        weight=_weight(is_same=is_same),
        hunks=hunks,
        magnitude=magnitude(hunks, sum(map(len, (*gone, *come)))),
    )


_TO = " → "


def _leads(document: Document, by: Rules) -> Counter[str]:
    """How often which words lead where."""
    return Counter(f"{key(link.text, by)}{_TO}{link.url}" for link in document.links)


def _lead_key(document: Document, by: Rules) -> str:
    return _digest(sorted(_leads(document, by).elements()))


def _led(gone: Counter[str], come: Counter[str]) -> Iterator[Hunk]:
    """What became of links: first by their words, then one by one."""
    waiting: defaultdict[str, list[str]] = defaultdict(list)
    for link in sorted(come.elements()):
        waiting[link.rpartition(_TO)[0]].append(link)
    pairs = [
        (link, waiting[words].pop(0) if waiting[words] else "")
        for link in sorted(gone.elements())
        for words in (link.rpartition(_TO)[0],)
    ]
    pairs += [("", link) for links in waiting.values() for link in links]
    for number, (one, other) in enumerate(pairs):
        hunk = edited(one, other)
        yield replace(hunk, block=number, kinds=(EditKind.LINK,) * len(hunk.kinds))


def _weight(*, is_same: bool) -> Weight:
    return Weight.TYPOGRAPHIC if is_same else Weight.SUBSTANTIVE


def _values(document: Document) -> dict[tuple[int, str], str]:
    """All that is compared but the text, by its rank and name; what is missing is empty."""
    return {
        (0, "title"): document.title,
        (1, "published"): document.dates.get("published", ""),
        **{(2, name): value for name, value in document.fields.items()},
    }


def _body_key(document: Document, by: Rules) -> str:
    """The key of the whole text, the same however it is cut into blocks."""
    return join((key(block.text, by) for block in document.blocks), by)


def _flat(values: dict[tuple[int, str], str]) -> Iterator[str]:
    for (rank, name), value in sorted(values.items()):
        if value:
            yield from (str(rank), name, value)


def _digest(parts: Iterable[str]) -> str:
    """One hash over all parts; no two different lists of parts are hashed alike."""
    pieces: list[bytes] = []
    for part in parts:
        # Not every text of a page is valid Unicode: a lone surrogate must not stop a check.
        data = part.encode("utf-8", "surrogatepass")
        pieces += (b"%d:" % len(data), data)
    return hashlib.sha256(b"".join(pieces)).hexdigest()
