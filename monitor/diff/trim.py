"""Where exactly a change begins and ends: what both sides share at its ends did not change."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from monitor.diff import tokens as of
from monitor.diff.pairing import common
from monitor.text import HAN

_HAN_RUN = re.compile(f"[{HAN}]+")


@dataclass(frozen=True, slots=True)
class Step:
    """The tokens `old[i:i_end]` became the tokens `new[j:j_end]`; one of them may be none."""

    i: int
    i_end: int
    j: int
    j_end: int


@dataclass(frozen=True, slots=True)
class Place:
    """What was `before[start:end]` is now `after[new_start:new_end]`; one of them may be empty."""

    start: int
    end: int
    new_start: int
    new_end: int


def trimmed(step: Step, old: Sequence[str], new: Sequence[str], place: Place) -> Place:
    """One place, without what both sides begin or end with.

    Where a Chinese word ends is read from its neighbours, so the same characters may have been cut
    into words in two ways: they did not change. Numbers are never cut, in figures or in characters.
    """
    gone, come = old[step.i : step.i_end], new[step.j : step.j_end]
    if not gone or not come:
        return place
    shortest = min(place.end - place.start, place.new_end - place.new_start)
    head = _shared(gone, come, limit=shortest)
    rest = _after(gone, head), _after(come, head)
    tail = _shared(*rest, limit=shortest - head, at_end=True)
    return Place(place.start + head, place.end - tail, place.new_start + head, place.new_end - tail)


def _shared(gone: Sequence[str], come: Sequence[str], *, limit: int, at_end: bool = False) -> int:
    """How many characters both begin (or end) with.

    Up to a place where a word ends on one side at least.
    """
    turn = -1 if at_end else 1
    same = min(limit, common("".join(gone)[::turn], "".join(come)[::turn]))
    if not same:
        return 0
    (ends_old, cuts_old), (ends_new, cuts_new) = (
        _cuts(side, at_end=at_end) for side in (gone, come)
    )
    return max(at for at in (ends_old & cuts_new) | (cuts_old & ends_new) if at <= same)


def _cuts(words: Sequence[str], *, at_end: bool) -> tuple[set[int], set[int]]:
    """Where `words` end, and where they may be cut: there, and inside of Chinese words.

    Counted from the beginning, or from the end.
    """
    ends = {0, *accumulate(map(len, words))}
    cuts = set(ends)
    at = 0
    for word in words:
        if _HAN_RUN.fullmatch(word) and of.sort(word) == "han":
            cuts.update(range(at, at + len(word)))
            ends.update(at + seam for seam in of.seams(word))
        at += len(word)
    if at_end:
        return {at - end for end in ends}, {at - cut for cut in cuts}
    return ends, cuts


def _after(words: Sequence[str], head: int) -> list[str]:
    """What is left of `words` without their first `head` characters."""
    found: list[str] = []
    for word in words:
        if head < len(word):
            found.append(word[head:])
        head = max(0, head - len(word))
    return found
