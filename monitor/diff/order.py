"""Of matches that cross each other, those that stayed in place; the others moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbours that are neighbours on the other side too: `size` matches from (old, new) on."""

    old: int
    new: int
    size: int
    weight: int


def runs(matches: Sequence[tuple[int, int]], weights: Sequence[int]) -> list[Run]:
    """`matches` (in order of the first number) as runs; `weights` are those of the old pieces."""
    found: list[Run] = []
    for old, new in matches:
        last = found[-1] if found else None
        if last and (old, new) == (last.old + last.size, last.new + last.size):
            found[-1] = Run(last.old, last.new, last.size + 1, last.weight + weights[old])
        else:
            found.append(Run(old, new, 1, weights[old]))
    return found


def pairs_of(run: Run) -> Iterator[tuple[int, int]]:
    """The matches of a run."""
    return ((run.old + at, run.new + at) for at in range(run.size))


def in_place(found: Sequence[Run]) -> list[Run]:
    """The heaviest choice of runs (in order of `old`) that are in order of `new` too.

    In n log n steps, by a Fenwick tree over the places in the new text.
    """
    if all(one.new < other.new for one, other in pairwise(found)):
        return list(found)
    ranks = {run.new: rank for rank, run in enumerate(sorted(found, key=lambda run: run.new), 1)}
    tree: list[tuple[int, int]] = [(0, -1)] * (len(found) + 1)
    before: list[int] = []
    best = (0, -1)
    for at, run in enumerate(found):
        weight, previous = _heaviest(tree, ranks[run.new] - 1)
        before.append(previous)
        total = (weight + run.weight, at)
        _record(tree, ranks[run.new], total)
        best = max(best, total, key=lambda entry: entry[0])
    chosen: list[Run] = []
    at = best[1]
    while at >= 0:
        chosen.append(found[at])
        at = before[at]
    return chosen[::-1]


def _heaviest(tree: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    best = (0, -1)
    while rank > 0:
        best = max(best, tree[rank], key=lambda entry: entry[0])
        rank -= rank & -rank
    return best


def _record(tree: list[tuple[int, int]], rank: int, entry: tuple[int, int]) -> None:
    while rank < len(tree):
        tree[rank] = max(tree[rank], entry, key=lambda each: each[0])
        rank += rank & -rank
