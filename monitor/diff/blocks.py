"""Which block of the new text is which block of the old one.

Equal keys first (the longest common sequence), then, in the gaps between them, the pairs that are
most alike. What finds no partner was put in or taken out; a block that moved is both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from monitor.diff.words import Alphabet
from monitor.text import HAN, key

# Between two blocks that one block became, or of two that became one.
BREAK = "\n\n"

# At most so many neighbours are tried as one block of the other side.
_LONGEST_RUN = 6
# Two blocks are the same one edited when half of their words and characters are in common.
_ALIKE = 50.0
# A middle part with more comparisons than this (two texts of 14,000 blocks with nothing common at
# either end; 25 MB) is not searched for equal blocks, but goes to the pairing as one gap.
_MOST_EQUALITIES = 200_000_000
# A gap with more pairs than `_MOST_PAIRS`, or more to compare than `_MOST_WORK` words by words, is
# cut on both sides into as many proportional pieces as it takes, each paired by itself. Blocks that
# are alike across a cut are then shown as taken out and put in.
_MOST_PAIRS = 100_000
_MOST_WORK = 2_000_000_000
# The likeness of very long blocks is that of their beginnings.
_LONGEST_SAMPLE = 10_000

_WORDS = re.compile(rf"[{HAN}]|[^\W{HAN}]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A block, or neighbours that together are one block of the other side."""

    start: int  # the number of its first block
    text: str
    key: str


Pair = tuple[Unit | None, Unit | None]


def align(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """The blocks of both texts side by side, in reading order; None where one has no partner.

    Every block of both sides is in exactly one pair. A block that was split, or blocks that were
    joined, form one pair, the pieces parted by an empty line.
    """
    old = [Unit(number, text, key(text)) for number, text in enumerate(before)]
    new = [Unit(number, text, key(text)) for number, text in enumerate(after)]
    kept = {unit.key for unit in old} & {unit.key for unit in new}
    old = _rejoined(old, kept, wanted={unit.key for unit in new} - kept)
    kept |= {unit.key for unit in old} & {unit.key for unit in new}
    new = _rejoined(new, kept, wanted={unit.key for unit in old} - kept)
    return list(_pairs(old, new))


def _rejoined(units: list[Unit], kept: set[str], *, wanted: set[str]) -> list[Unit]:
    """`units`, with neighbours made one where together they are one of the `wanted` keys."""
    longest = max(map(len, wanted), default=0)
    result = []
    at = 0
    while at < len(units):
        runs = _runs(units, at, kept, longest)
        size, unit = next((run for run in runs if run[1].key in wanted), (1, units[at]))
        result.append(unit)
        at += size
    return result


def _runs(units: list[Unit], at: int, kept: set[str], longest: int) -> Iterator[tuple[int, Unit]]:
    """The units from `at` on as one, two of them, three, ...: only such as have no equal."""
    if units[at].key in kept:
        return
    for end in range(at + 2, min(at + _LONGEST_RUN, len(units)) + 1):
        run = _joined(units[at:end])
        if units[end - 1].key in kept or len(run.key) > longest:
            return
        yield end - at, run


def _joined(units: list[Unit]) -> Unit:
    text = BREAK.join(unit.text for unit in units)
    return Unit(units[0].start, text, key(text))


def _pairs(old: list[Unit], new: list[Unit]) -> Iterator[Pair]:
    i = j = 0
    for left, right in _equals(old, new):
        yield from _gap(old[i:left], new[j:right])
        yield old[left], new[right]
        i, j = left + 1, right + 1
    yield from _gap(old[i:], new[j:])


def _equals(old: list[Unit], new: list[Unit]) -> Iterator[tuple[int, int]]:
    """The places, in both, of a longest common sequence of keys."""
    alphabet = Alphabet()
    left = alphabet.text(unit.key for unit in old)
    right = alphabet.text(unit.key for unit in new)
    head = _common(left, right)
    tail = _common(left[head:][::-1], right[head:][::-1])
    ends = len(left) - tail, len(right) - tail
    yield from ((at, at) for at in range(head))
    for i, j, size in _matches(left[head : ends[0]], right[head : ends[1]]):
        yield from ((head + i + at, head + j + at) for at in range(size))
    yield from ((ends[0] + at, ends[1] + at) for at in range(tail))


def _common(left: str, right: str) -> int:
    """How many characters both begin with."""
    shortest = min(len(left), len(right))
    return next((at for at in range(shortest) if left[at] != right[at]), shortest)


def _matches(left: str, right: str) -> Iterator[tuple[int, int, int]]:
    if len(left) * len(right) > _MOST_EQUALITIES:
        return
    for match in LCSseq.editops(left, right).as_matching_blocks():
        yield match.a, match.b, match.size


def _gap(old: list[Unit], new: list[Unit]) -> Iterator[Pair]:
    """Pair what stands between two equal places."""
    if not old or not new:
        yield from ((unit, None) for unit in old)
        yield from ((None, unit) for unit in new)
    elif len(old) == len(new) == 1:
        # Alike or not, the one stands where the other stood.
        yield old[0], new[0]
    elif (before := _joined(old)).key == (after := _joined(new)).key:
        yield before, after
    else:
        yield from _alike(old, new)


def _alike(old: list[Unit], new: list[Unit]) -> Iterator[Pair]:
    alphabet = Alphabet()
    left = [_sample(unit, alphabet) for unit in old]
    right = [_sample(unit, alphabet) for unit in new]
    work = sum(map(len, left)) * sum(map(len, right))
    pieces = max(1, len(old) * len(new) // _MOST_PAIRS, work // _MOST_WORK)
    for piece in range(pieces):
        i, i_end = (len(old) * at // pieces for at in (piece, piece + 1))
        j, j_end = (len(new) * at // pieces for at in (piece, piece + 1))
        for one, other in _best(left[i:i_end], right[j:j_end]):
            yield (
                None if one is None else old[i + one],
                None if other is None else new[j + other],
            )


def _sample(unit: Unit, alphabet: Alphabet) -> str:
    return alphabet.text(_WORDS.findall(unit.key)[:_LONGEST_SAMPLE])


def _best(left: list[str], right: list[str]) -> Iterator[tuple[int | None, int | None]]:
    """The pairs, in order on both sides, that are most alike taken together; the rest alone."""
    gains = [[_gain(one, other) for other in right] for one in left]
    # best[i][j]: the most that can be had of left[i:] and right[j:].
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            paired = best[i + 1][j + 1] + gains[i][j]
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(left) and j < len(right):
        if gains[i][j] and best[i][j] == best[i + 1][j + 1] + gains[i][j]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield i, None
            i += 1
        else:
            yield None, j
            j += 1
    yield from ((at, None) for at in range(i, len(left)))
    yield from ((None, at) for at in range(j, len(right)))


def _gain(one: str, other: str) -> float:
    """Nothing below the bound; above it, one good pair counts more than two poor ones."""
    ratio = fuzz.ratio(one, other, score_cutoff=_ALIKE)
    return ratio - _ALIKE + 1 if ratio else 0.0
