"""Which pieces of one text are most alike those of another, in order.

A piece is known by its code: one character for each of its words, so that likeness is a matter of
words in any language, and fast.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from monitor.text import HAN

Pair = tuple[range, range]

# From the private use area up: beyond the surrogates.
_FIRST_CODE = 0xE000
CODES = 0x110000 - _FIRST_CODE
# Words other than Chinese ones, and what is no word.
_OTHER = re.compile(rf"[^\W{HAN}]+")
_SIGNS = re.compile(r"\W+")
# Characters of extension B, which hardly anybody writes: they count as letters.
_RARE, _RARES = 0x20000, 0xA6D0
# The likeness of very long pieces is that of their beginnings.
_LONGEST_SAMPLE = 10_000
# At most so many neighbours are tried as one piece of the other side, ...
_LONGEST_RUN = 6
# ... where none is as like as this by itself, and where there are no more pairs than these.
_SURE = 95.0
_MOST_FOR_RUNS = 900


class Alphabet:
    """One character for each distinct word, for tools that compare characters."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def text(self, words: Iterable[str]) -> str:
        """`words` as one character each. Beyond a million distinct ones, some share theirs."""
        return "".join(map(self._code, words))

    def sample(self, text: str) -> str:
        """The code of a piece for `likeness`: its words, without the signs between them.

        A Chinese character is its own code, any other word a character of a plane without text.
        """
        coded = _OTHER.sub(lambda word: self._rare(word[0]), text[:_LONGEST_SAMPLE])
        return _SIGNS.sub("", coded) or text[:1]

    def _rare(self, word: str) -> str:
        return chr(_RARE + (ord(self._code(word)) - _FIRST_CODE) % _RARES)

    def _code(self, word: str) -> str:
        code = self._codes.get(word)
        if code is None:
            code = self._codes[word] = chr(_FIRST_CODE + len(self._codes) % CODES)
        return code


def likeness(one: str, other: str, *, least: float = 0.0) -> float:
    """How much of two codes is common, in order: 0 to 100; 0 where it is less than `least`."""
    return fuzz.ratio(one, other, score_cutoff=least)


def common(one: str, other: str) -> int:
    """How many characters both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


@dataclass(frozen=True, slots=True)
class Pairing:
    """Pairs the pieces of two codes; below `least` (0 to 100) two are not alike.

    Those at the places `akin` are, however little is common.
    """

    left: Sequence[str]
    right: Sequence[str]
    least: float
    akin: frozenset[tuple[int, int]] = frozenset()

    def pairs(self) -> list[Pair]:
        """The pairs that are most alike taken together, in order on both sides.

        A piece may pair with several neighbours that together are more like it than any is by
        itself.
        """
        rows, columns = len(self.left), len(self.right)
        runs = _LONGEST_RUN if rows * columns <= _MOST_FOR_RUNS else 1
        best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
        step: dict[tuple[int, int], tuple[int, int]] = {}
        for i in reversed(range(rows)):
            for j in reversed(range(columns)):
                best[i][j] = max(best[i + 1][j], best[i][j + 1])
                for height, width, gain in self._options(i, j, runs):
                    if (total := best[i + height][j + width] + gain) > best[i][j]:
                        best[i][j] = total
                        step[i, j] = height, width
        return list(self._path(best, step))

    def _path(
        self, best: list[list[float]], step: dict[tuple[int, int], tuple[int, int]]
    ) -> Iterator[Pair]:
        i = j = 0
        while i < len(self.left) and j < len(self.right):
            if (i, j) in step:
                height, width = step[i, j]
                yield range(i, i + height), range(j, j + width)
                i, j = i + height, j + width
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1

    def _options(self, i: int, j: int, runs: int) -> Iterator[tuple[int, int, float]]:
        one, other = self.left[i], self.right[j]
        alone = likeness(one, other, least=self.least)
        if alone or (i, j) in self.akin:
            yield 1, 1, max(alone - self.least, 0) + 1
        if runs > 1 and alone < _SURE:
            yield from ((1, n, gain) for n, gain in self._runs(one, self.right, j, alone))
            yield from ((n, 1, gain) for n, gain in self._runs(other, self.left, i, alone))

    def _runs(
        self, whole: str, pieces: Sequence[str], at: int, alone: float
    ) -> Iterator[tuple[int, float]]:
        """So many pieces from `at` on as one, where each of them adds to the likeness."""
        joined, last = pieces[at], alone
        for end in range(at + 2, min(at + _LONGEST_RUN, len(pieces)) + 1):
            joined += pieces[end - 1]
            if len(joined) > 2 * len(whole):
                return
            ratio = likeness(whole, joined, least=self.least)
            if ratio <= last or not _adds(whole, pieces[end - 1]):
                return
            last = ratio
            yield end - at, ratio - self.least + 1


def _adds(whole: str, piece: str) -> bool:
    """Whether most of a piece can be found in the whole: it is no stranger beside it."""
    return 2 * LCSseq.similarity(piece, whole) >= len(piece)
