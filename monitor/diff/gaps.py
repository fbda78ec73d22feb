"""Which blocks between two equal places are most alike, however many there are."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import isqrt

from monitor.diff.order import in_place, pairs_of, runs
from monitor.diff.pairing import Pairing, likeness

# In a gap with more pairs than this, only blocks that share something rare are compared.
MOST_PAIRS = 4_000
# How many words in a row are something rare, in how many blocks at most, of which share of them.
_SHINGLE = 3
_RARE = 6
_ENOUGH = 0.2
# So many rare things in common are enough for blocks of any length.
_MANY = 8


def most_alike(
    old: Sequence[str], new: Sequence[str], least: float
) -> Iterator[tuple[range, range]]:
    """The pairs of a gap. In a large one, first those that share something rare.

    What then still is too large is cut into as many proportional pieces as it takes: blocks that
    are alike across a cut are shown as taken out and put in.
    """
    if len(old) * len(new) <= MOST_PAIRS:
        yield from Pairing(old, new, least).pairs()
        return
    found = [(i, j) for i, j, _ in candidates(old, new, least)]
    anchors = [
        pair
        for run in in_place(runs(sorted(found), [1 + len(code) for code in old]))
        for pair in pairs_of(run)
    ]
    i = j = 0
    for one, other in [*anchors, (len(old), len(new))]:
        for rows, columns in _pieces(range(i, one), range(j, other)):
            pairs = Pairing(old[_slice(rows)], new[_slice(columns)], least).pairs()
            yield from (
                (moved_by(left, rows.start), moved_by(right, columns.start))
                for left, right in pairs
            )
        if one < len(old):
            yield range(one, one + 1), range(other, other + 1)
        i, j = one + 1, other + 1


def moved_by(places: range, by: int) -> range:
    """`places`, so many places further on."""
    return range(places.start + by, places.stop + by) if places else places


def _pieces(rows: range, columns: range) -> Iterator[tuple[range, range]]:
    work = len(rows) * len(columns)
    count = isqrt(work // MOST_PAIRS) + 1
    for at in range(count if work else 0):
        ends = [
            range(side.start + len(side) * at // count, side.start + len(side) * (at + 1) // count)
            for side in (rows, columns)
        ]
        yield ends[0], ends[1]


def _slice(places: range) -> slice:
    return slice(places.start, places.stop)


def candidates(
    old: Sequence[str], new: Sequence[str], least: float
) -> list[tuple[int, int, float]]:
    """The pairs that are most alike, each piece in one of them at most.

    Only such pieces are compared as share something rare.
    """
    rare: defaultdict[str, list[int]] = defaultdict(list)
    for j, code in enumerate(new):
        for shingle in _shingles(code):
            rare[shingle].append(j)
    found = []
    for i, code in enumerate(old):
        shingles = _shingles(code)
        shared = Counter(
            j for each in shingles if len(rare.get(each, ())) <= _RARE for j in rare.get(each, ())
        )
        for j, count in shared.items():
            if count >= _ENOUGH * min(len(shingles), len(code)) or count >= _MANY:
                ratio = likeness(code, new[j], least=least)
                if ratio:
                    found.append((i, j, ratio))
    return list(_best_of(found))


def _shingles(code: str) -> set[str]:
    return {code[at : at + _SHINGLE] for at in range(max(1, len(code) - _SHINGLE + 1))}


def _best_of(found: list[tuple[int, int, float]]) -> Iterator[tuple[int, int, float]]:
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for i, j, ratio in sorted(found, key=lambda each: (-each[2], abs(each[0] - each[1]), each)):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            yield i, j, ratio
