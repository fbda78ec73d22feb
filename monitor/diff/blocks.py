"""Which block of the new text is which block of the old one.

By content, with the blocks' numbers apart: first what is equal and stayed in place, then what is
equal and moved, then, in the gaps, the pairs that are most alike, and last what is alike elsewhere.
What finds no partner was put in or taken out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from monitor.diff.gaps import MOST_PAIRS, candidates, most_alike, moved_by
from monitor.diff.labels import Label, label
from monitor.diff.order import in_place, pairs_of, runs
from monitor.diff.pairing import Alphabet, Pairing, common, likeness
from monitor.diff.sentences import sentences
from monitor.text import Key

# Between two blocks that one block became, or of two that became one.
BREAK = "\n\n"

# Two blocks are the same one edited when so much of their words is common: side by side, where one
# stands in the other's place, and elsewhere in the text.
_ALIKE = 45.0
_IN_PLACE = 30.0
_ELSEWHERE = 60.0
# Shorter blocks (words) are not followed elsewhere, and replace what stood in their place.
_SHORT = 8
# More blocks than this are not asked whether they are only cut at other places.
_RECUT = 12
# Letters that make it likely that an equal block elsewhere is the same one.
_FOLLOWED = 2
# A gap with more comparisons than this is not searched for equal blocks.
_MOST_EQUALITIES = 200_000_000


@dataclass(frozen=True, slots=True)
class Block:
    """A block of one side. `ident` is equal for blocks with equal content, numbers apart."""

    text: str
    label: Label | None
    ident: str


@dataclass(frozen=True, slots=True)
class Match:
    """Blocks that are each other: of the old text, of the new one; an empty range is nothing."""

    old: range
    new: range
    moved: bool = False


def read(texts: Sequence[str], shared: set[str], key: Key) -> list[Block]:
    """`texts` as blocks; those in `shared` are known by themselves, which saves their keys."""
    return [_block(text, shared, key) for text in texts]


def _block(text: str, shared: set[str], key: Key) -> Block:
    found = label(text)
    content = text[len(found.text) :] if found else text
    return Block(text, found, text if text in shared else key(content))


def align(before: Sequence[str], after: Sequence[str], key: Key | None = None) -> list[Match]:
    """The blocks of both texts side by side, in the order of the new one.

    Every block of both sides is in exactly one match; what was taken out stands where it stood.
    """
    return _Alignment(before, after, key or Key()).matches()


class _Alignment:
    """Two texts, and what is known so far of which block is which."""

    def __init__(self, before: Sequence[str], after: Sequence[str], key: Key) -> None:
        self._key = key
        self._head = _common(before, after)
        tail = _common(before[self._head :][::-1], after[self._head :][::-1])
        self._tail = tail
        old = before[self._head : len(before) - tail]
        new = after[self._head : len(after) - tail]
        self._sizes = (len(before), len(after))
        self._old, self._new = _blocks(old, new, key)
        self._alphabet = Alphabet()
        self._codes: tuple[dict[int, str], dict[int, str]] = ({}, {})

    def matches(self) -> list[Match]:
        unique = _unique([b.ident for b in self._old], [b.ident for b in self._new])
        stayed = self._stayed(unique)
        found, moved = self._around(unique, stayed)
        # What stayed is decided anew when it is known what is alike: the shortest moved.
        heaviest = self._stayed([*unique, *moved], found)
        if not heaviest >= stayed:
            found, moved = self._around(unique, stayed & heaviest)
        return list(self._shifted(_ordered(found, moved)))

    def _stayed(
        self, pairs: Iterable[tuple[int, int]], found: Sequence[Match] = ()
    ) -> set[tuple[int, int]]:
        """Of pairs that may cross each other, those that stayed in place."""
        alike = {(m.old[0], m.new[0]) for m in found if m.old and m.new}
        weights = [1 + len(block.text) for block in self._old]
        chosen = in_place(runs(sorted(alike.union(pairs)), weights))
        return {pair for run in chosen for pair in pairs_of(run)}

    def _around(
        self, unique: list[tuple[int, int]], stayed: set[tuple[int, int]]
    ) -> tuple[list[Match], list[tuple[int, int]]]:
        """All matches around those that `stayed`, and the pairs that moved."""
        moved = [pair for pair in unique if pair not in stayed and self._is_told(pair[0])]
        taken_old, taken_new = {old for old, _ in moved}, {new for _, new in moved}
        anchors = [pair for pair in unique if pair in stayed]
        found: list[Match] = []
        i = j = 0
        for old, new in [*self._filled(anchors, moved), (len(self._old), len(self._new))]:
            left = [at for at in range(i, old) if at not in taken_old]
            right = [at for at in range(j, new) if at not in taken_new]
            found += self._gap(left, right)
            if old < len(self._old):
                found.append(Match(range(old, old + 1), range(new, new + 1)))
            i, j = old + 1, new + 1
        return found, moved + self._elsewhere(found)

    def _is_told(self, at: int) -> bool:
        """Whether a block says enough to be followed elsewhere."""
        return sum(map(str.isalpha, self._old[at].ident)) >= _FOLLOWED

    def _shifted(self, found: Iterable[Match]) -> Iterator[Match]:
        """The matches of the middle, between the equal beginning and the equal end."""
        by = self._head
        yield from (Match(range(at, at + 1), range(at, at + 1)) for at in range(by))
        for match in found:
            yield Match(moved_by(match.old, by), moved_by(match.new, by), match.moved)
        for at in range(self._tail, 0, -1):
            i, j = (size - at for size in self._sizes)
            yield Match(range(i, i + 1), range(j, j + 1))

    def _filled(
        self, anchors: list[tuple[int, int]], moved: list[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """The anchors, and between them equal blocks of which there are several."""
        gone, come = {old for old, _ in moved}, {new for _, new in moved}
        i = j = 0
        for old, new in [*anchors, (len(self._old), len(self._new))]:
            left = [at for at in range(i, old) if at not in gone]
            right = [at for at in range(j, new) if at not in come]
            yield from self._repeated(left, right)
            if old < len(self._old):
                yield old, new
            i, j = old + 1, new + 1

    def _repeated(self, left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
        if not left or not right or len(left) * len(right) > _MOST_EQUALITIES:
            return
        alphabet = Alphabet()
        one = alphabet.text(self._old[at].ident for at in left)
        other = alphabet.text(self._new[at].ident for at in right)
        for match in LCSseq.editops(one, other).as_matching_blocks():
            for at in range(match.size):
                yield left[match.a + at], right[match.b + at]

    def _gap(self, left: list[int], right: list[int]) -> list[Match]:
        """Pair what stands between two equal places."""
        pairs = self._paired(left, right) if left and right else []
        found: list[Match] = []
        i = j = 0
        for rows, columns in [*pairs, (range(len(left), len(left)), range(len(right), len(right)))]:
            found += [Match(range(at, at + 1), range(0)) for at in left[i : rows.start]]
            found += [Match(range(0), range(at, at + 1)) for at in right[j : columns.start]]
            if rows and columns:
                # A block that moved away from between them is not one of theirs.
                one, other = _row(left, rows), _row(right, columns)
                found.append(Match(_span(left, one), _span(right, other)))
                i, j = one.stop, other.stop
        return found

    def _paired(self, left: list[int], right: list[int]) -> list[tuple[range, range]]:
        whole = [(range(len(left)), range(len(right)))]
        if len(left) == len(right) == 1 and self._is_framed(left[0], right[0]):
            return whole
        old = [self._code(0, at) for at in left]
        new = [self._code(1, at) for at in right]
        if len(left) == len(right) == 1:
            is_short = not (self._is_long(old[0]) and self._is_long(new[0]))
            is_alike = likeness(old[0], new[0], least=_IN_PLACE) or self._akin(left, right)
            return whole if is_short or is_alike else []
        if self._is_recut(left, right):
            return whole
        found = list(most_alike(old, new, _ALIKE))
        is_all = sum(len(rows) for rows, _ in found) == len(old)
        if is_all or sum(len(columns) for _, columns in found) == len(new):
            return found
        if len(old) * len(new) > MOST_PAIRS or not (akin := self._akin(left, right)):
            return found
        return Pairing(old, new, _ALIKE, akin).pairs()

    def _is_framed(self, left: int, right: int) -> bool:
        """Whether two blocks begin and end so much alike that nothing else need be asked."""
        one, other = self._old[left].text, self._new[right].text
        head = common(one, other)
        tail = common(one[head:][::-1], other[head:][::-1])
        return 2 * (head + tail) > max(len(one), len(other))

    def _akin(self, left: list[int], right: list[int]) -> frozenset[tuple[int, int]]:
        """Pairs with a sentence in common, and short ones that bear the same number."""
        heads = defaultdict(set)
        for i, at in enumerate(left):
            for mark in self._marks(0, at):
                heads[mark].add(i)
        return frozenset(
            (i, j)
            for j, at in enumerate(right)
            for mark in self._marks(1, at)
            for i in heads.get(mark, ())
        )

    def _marks(self, side: int, at: int) -> Iterator[str]:
        block = (self._old, self._new)[side][at]
        if block.label and not self._is_long(self._code(side, at)):
            yield f"{block.label.style} {block.label.value}"
        found = sentences(block.text)
        if len(found) > 1:
            yield from (text.strip() for text in found if len(text) >= _SHORT)

    def _is_recut(self, left: list[int], right: list[int]) -> bool:
        """Whether both are the same text, only cut at other places."""
        if max(len(left), len(right)) > _RECUT or not (_is_row(left) and _is_row(right)):
            return False
        one, other = (
            self._key(BREAK.join(blocks[at].text for at in places))
            for blocks, places in ((self._old, left), (self._new, right))
        )
        return one == other

    def _elsewhere(self, found: list[Match]) -> list[tuple[int, int]]:
        """Pairs that are alike among what has no partner in its own place."""
        left = [m.old[0] for m in found if not m.new and self._is_long(self._code(0, m.old[0]))]
        right = [m.new[0] for m in found if not m.old and self._is_long(self._code(1, m.new[0]))]
        if not left or not right:
            return []
        old = [self._code(0, at) for at in left]
        new = [self._code(1, at) for at in right]
        return [(left[i], right[j]) for i, j, _ in candidates(old, new, _ELSEWHERE)]

    def _code(self, side: int, at: int) -> str:
        codes = self._codes[side]
        if at not in codes:
            block = (self._old, self._new)[side][at]
            start = len(block.label.text) if block.label else 0
            codes[at] = self._alphabet.sample(self._key(block.text[start:]))
        return codes[at]

    @staticmethod
    def _is_long(code: str) -> bool:
        return len(code) >= _SHORT


def _blocks(
    before: Sequence[str], after: Sequence[str], key: Key
) -> tuple[list[Block], list[Block]]:
    """The blocks of both sides; equal texts have equal idents, and so have equal contents."""
    shared = set(before) & set(after)
    old, new = read(before, shared, key), read(after, shared, key)
    return old, new


def _common(before: Sequence[str], after: Sequence[str]) -> int:
    """How many blocks both begin with."""
    shortest = min(len(before), len(after))
    return next((at for at in range(shortest) if before[at] != after[at]), shortest)


def _unique(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Where what stands once in both texts stands in them, in the order of the old one."""
    counts = Counter(old), Counter(new)
    places = {ident: at for at, ident in enumerate(new)}
    return [
        (at, places[ident])
        for at, ident in enumerate(old)
        if counts[0][ident] == counts[1][ident] == 1
    ]


def _is_row(places: list[int]) -> bool:
    return places[-1] - places[0] == len(places) - 1


def _row(places: list[int], chosen: range) -> range:
    """The first of the chosen, as far as they are neighbours."""
    end = next(
        (at for at in chosen[1:] if places[at] != places[at - 1] + 1),
        chosen.stop,
    )
    return range(chosen.start, end)


def _span(places: list[int], chosen: range) -> range:
    return range(places[chosen[0]], places[chosen[-1]] + 1)


def _ordered(found: list[Match], moved: list[tuple[int, int]]) -> Iterator[Match]:
    """All matches in the order of the new text, the moved ones among them."""
    gone = {old for old, _ in moved}
    come = {new: old for old, new in moved}
    waiting = iter(sorted(come))
    next_new = next(waiting, None)
    for match in found:
        if match.old and not match.new and match.old[0] in gone:
            continue
        if match.new and not match.old and match.new[0] in come:
            continue
        while next_new is not None and match.new and next_new < match.new[0]:
            yield _moved(come, next_new)
            next_new = next(waiting, None)
        yield match
    while next_new is not None:
        yield _moved(come, next_new)
        next_new = next(waiting, None)


def _moved(come: dict[int, int], new: int) -> Match:
    return Match(range(come[new], come[new] + 1), range(new, new + 1), moved=True)
