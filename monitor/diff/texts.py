"""Two texts, block by block: what became of every block, and the words that differ in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import isqrt

from crawler.items import Block
from monitor.diff.blocks import BREAK, Match, align
from monitor.diff.kinds import kind_of
from monitor.diff.labels import Label, label
from monitor.diff.trim import Place
from monitor.diff.words import MOST_DIFFERENCES, Found, places
from monitor.model import EditKind, Hunk, HunkOp, Op, Span
from monitor.text import DEFAULT, HAN, Key, Rules

# The work of a word diff grows with the square of its differences. This is what all diffs of one
# document may take together, shared out evenly: about a second if every block is rewritten.
_EFFORT = 2_500_000
# Characters on both sides of a change that decide what kind it is.
_AROUND = 12

Parts = tuple[tuple[Op, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Every block of both texts in exactly one hunk, in the order of the new text.

    What did not change is there too, so that both texts can be rebuilt.
    """

    hunks: tuple[Hunk, ...]

    @property
    def before(self) -> str:
        """The old text."""
        stood = sorted((hunk.old.first, hunk.before) for hunk in self.hunks if hunk.old)
        return BREAK.join(text for _, text in stood)

    @property
    def after(self) -> str:
        """The new text."""
        return BREAK.join(hunk.after for hunk in self.hunks if hunk.new)


def difference(
    before: Sequence[Block], after: Sequence[Block], rules: Rules = DEFAULT
) -> Difference:
    """What became of the blocks of a text. The same two texts always give the same."""
    old, new = ([block.text for block in blocks] for blocks in (before, after))
    key = Key(rules)
    matches = align(old, new, key)
    edited = sum(1 for match in matches if match.old and match.new and _differs(match, old, new))
    most = min(MOST_DIFFERENCES, isqrt(_EFFORT // max(1, edited)))
    texts = _Texts(old, new, key, most)
    headings = tuple(
        frozenset(at for at, block in enumerate(blocks) if block.kind == "heading")
        for blocks in (before, after)
    )
    hunks = (_as_heading(texts.hunk(match), headings) for match in matches)
    return Difference(tuple(hunks))


def edited(before: str, after: str, rules: Rules = DEFAULT, **more: int) -> Hunk:
    """One text that became another."""
    key = Key(rules)
    return _written(Hunk(0, before, after, ()), places(before, after, key, **more), key)


def _differs(match: Match, before: Sequence[str], after: Sequence[str]) -> bool:
    old, new = match.old, match.new
    return len(old) != 1 or len(new) != 1 or before[old[0]] != after[new[0]]


class _Texts:
    """Both texts, and where their blocks begin."""

    def __init__(self, before: Sequence[str], after: Sequence[str], key: Key, most: int) -> None:
        self._texts = before, after
        self._starts = _starts(before), _starts(after)
        self._key = key
        self._most = most

    def hunk(self, match: Match) -> Hunk:
        """What became of the blocks of a match."""
        old, new = self._span(0, match.old), self._span(1, match.new)
        if old and new and old.count == new.count == 1 and not match.moved:
            text = self._texts[1][new.first]
            if self._texts[0][old.first] == text:
                parts: Parts = (("=", text),) if text else ()
                return Hunk(new.first, text, text, parts, op="equal", old=old, new=new)
        place = new or old
        hunk = Hunk(
            place.first if place else 0,
            self._text(0, match.old),
            self._text(1, match.new),
            (),
            op=_op(match),
            old=old,
            new=new,
        )
        if hunk.before == hunk.after:
            return replace(hunk, diff=_whole(hunk))
        if old is None or new is None:
            return self._alone(hunk)
        return self._both(hunk)

    def _alone(self, hunk: Hunk) -> Hunk:
        """A block that came or went."""
        text = hunk.before or hunk.after
        kind = EditKind.PARAGRAPH_REMOVED if hunk.old else EditKind.PARAGRAPH_ADDED
        kinds = (kind if self._key(text) else EditKind.TYPOGRAPHIC,) if text else ()
        return replace(hunk, diff=_whole(hunk), kinds=kinds)

    def _both(self, hunk: Hunk) -> Hunk:
        """A block that became another one, or others."""
        renumbered = _renumbered(hunk)
        if renumbered is None:
            return _written(
                hunk, places(hunk.before, hunk.after, self._key, most=self._most), self._key
            )
        one, other = renumbered
        start, new_start = len(one.text), len(other.text)
        found = places(hunk.before[start:], hunk.after[new_start:], self._key, most=self._most)
        moved_on = tuple(
            Place(p.start + start, p.end + start, p.new_start + new_start, p.new_end + new_start)
            for p in found.places
        )
        head = Place(0, start, 0, new_start)
        shifted = replace(hunk, shift=other.value - one.value)
        written = _written(
            shifted, Found((head, *moved_on), found.note), self._key, is_numbered=True
        )
        is_only = written.op == "edited" and set(written.kinds[1:]) <= {EditKind.TYPOGRAPHIC}
        return replace(written, op="renumbered") if is_only else written

    def _span(self, side: int, blocks: range) -> Span | None:
        if not blocks:
            return None
        start = self._starts[side][blocks.start]
        last = blocks.stop - 1
        end = self._starts[side][last] + len(self._texts[side][last])
        return Span(blocks.start, len(blocks), start, end)

    def _text(self, side: int, blocks: range) -> str:
        texts = self._texts[side][blocks.start : blocks.stop]
        return texts[0] if len(texts) == 1 else BREAK.join(texts)


def _as_heading(hunk: Hunk, headings: tuple[frozenset[int], ...]) -> Hunk:
    """The hunk; whatever happens to the words of a heading is of the kind heading."""
    is_heading = all(
        span.first in places
        for span, places in zip((hunk.old, hunk.new), headings, strict=True)
        if span
    )
    if not is_heading or not hunk.kinds:
        return hunk
    kept = {EditKind.TYPOGRAPHIC, EditKind.RENUMBERED}
    kinds = tuple(kind if kind in kept else EditKind.HEADING for kind in hunk.kinds)
    return replace(hunk, kinds=kinds)


def _starts(texts: Sequence[str]) -> list[int]:
    return [0, *accumulate(len(text) + len(BREAK) for text in texts)]


def _op(match: Match) -> HunkOp:
    if not match.old:
        return "inserted"
    if not match.new:
        return "removed"
    if match.moved:
        return "moved"
    if len(match.old) == len(match.new):
        return "edited"
    return "split" if len(match.old) < len(match.new) else "joined"


def _whole(hunk: Hunk) -> Parts:
    if hunk.before == hunk.after:
        return (("=", hunk.before),) if hunk.before else ()
    parts: Parts = (("-", hunk.before), ("+", hunk.after))
    return tuple(part for part in parts if part[1])


def _renumbered(hunk: Hunk) -> tuple[Label, Label] | None:
    """The labels of one block that bears another number of the same style."""
    one, other = label(hunk.before), label(hunk.after)
    if not one or not other or one.style != other.style or one.value == other.value:
        return None
    return one, other


def _written(hunk: Hunk, found: Found, key: Key, *, is_numbered: bool = False) -> Hunk:
    """The hunk with its words: what is kept, and what came and went."""
    changes = list(_joined(found.places))
    parts: list[tuple[Op, str]] = []
    kinds: list[EditKind] = []
    at = 0
    for change in changes:
        gone = hunk.before[change.start : change.end]
        come = hunk.after[change.new_start : change.new_end]
        parts.append(("=", hunk.before[at : change.start]))
        parts += [("-", gone), ("+", come)]
        left = hunk.before[max(0, change.start - _AROUND) : change.start]
        right = hunk.before[change.end : change.end + _AROUND]
        is_label = is_numbered and change.start == 0
        kinds.append(EditKind.RENUMBERED if is_label else kind_of(gone, come, left, right, key))
        at = change.end
    parts.append(("=", hunk.before[at:]))
    told = _agreed(kinds, is_same=not changes or _is_same(hunk, changes[0], changes[-1], key))
    return replace(hunk, diff=tuple(p for p in parts if p[1]), kinds=told, note=found.note)


def _agreed(kinds: list[EditKind], *, is_same: bool) -> tuple[EditKind, ...]:
    """The kinds, in agreement with the keys of the whole: they decide what is of substance."""
    looks = EditKind.TYPOGRAPHIC
    if is_same:
        return (looks,) * len(kinds)
    if all(kind is looks for kind in kinds):
        return (EditKind.OTHER, *kinds[1:])
    return tuple(kinds)


def _is_same(hunk: Hunk, first: Place, last: Place, key: Key) -> bool:
    """Whether the keys of both sides are equal.

    Before the first change and after the last one both are the same, and no rule reaches over two
    Chinese characters side by side: what lies beyond such a place need not be looked at.
    """
    head = _firm(hunk.before[: first.start][::-1])
    tail = _firm(hunk.before[last.end :])
    before = hunk.before[first.start - head : last.end + tail]
    after = hunk.after[first.new_start - head : last.new_end + tail]
    return key(before) == key(after)


_FIRM = re.compile(f"[{HAN}](?=[{HAN}])")


def _firm(text: str) -> int:
    """How far to go in `text` until no rule reaches any further."""
    found = _FIRM.search(text)
    return found.end() if found else len(text)


def _joined(found: Sequence[Place]) -> Iterator[Place]:
    """Places as changes: where one ends and the next begins they are one.

    Unless what came at the one parts it from what went at the other.
    """
    last: Place | None = None
    for place in found:
        if last is None:
            last = place
        elif _touches(last, place):
            last = Place(last.start, place.end, last.new_start, place.new_end)
        else:
            yield last
            last = place
    if last is not None:
        yield last


def _touches(one: Place, other: Place) -> bool:
    if (one.end, one.new_end) != (other.start, other.new_start):
        return False
    return one.new_start == one.new_end or other.start == other.end
