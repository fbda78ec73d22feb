"""Which words differ between two texts that are each other.

Sentences are aligned first. Inside of a pair, texts are cut into tokens (Chinese words, Latin
words, whole numbers, dates, symbols, addresses), every token becomes one private character, and
diff-match-patch compares those: so a number is never cut and a word never split. Tokens are
compared by their keys; one that is merely written otherwise does not pull the comparison apart.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel, LCSseq

from monitor.diff import tidy
from monitor.diff.pairing import CODES, Alphabet, Pairing, common
from monitor.diff.sentences import sentences
from monitor.diff.tokens import recut, tokens
from monitor.diff.trim import Place, Step
from monitor.text import Key

# The work of diff-match-patch grows with the square of the differences; rapidfuzz counts them
# beforehand at a small part of the price. Beyond this many, the texts have little in common that
# would help a reader, and one replaces the other as a whole. (600 take about 0.15 s.)
MOST_DIFFERENCES = 600
# Counting has its price too: this many comparisons take about 50 ms.
MOST_COMPARISONS = 60_000 * 60_000
# Two sentences are the same one edited when so much of their words is common.
_ALIKE = 40.0
# More sentences than this are compared only where they are equal.
_MOST_PAIRS = 10_000

BY_SENTENCE = "compared by sentence only"
BY_PARAGRAPH = "compared by paragraph only"


@dataclass(frozen=True, slots=True)
class Found:
    """The places where two texts differ, in order; between them they are equal.

    `note` says where less was compared than usual.
    """

    places: tuple[Place, ...]
    note: str = ""


def places(
    before: str, after: str, key: Key | None = None, *, most: int = MOST_DIFFERENCES
) -> Found:
    """Where `before` and `after` differ. Parts with more than `most` differences are replaced."""
    if before == after:
        return Found(())
    if not before or not after:
        return Found((Place(0, len(before), 0, len(after)),))
    return _Comparison(key or Key(), most).texts(before, after)


class _Comparison:
    def __init__(self, key: Key, most: int) -> None:
        self._key = key
        self._most = most
        self._note = ""
        self._is_one = False

    def texts(self, before: str, after: str) -> Found:
        head, tail = _frame(before, after)
        old = sentences(before[head : len(before) - tail])
        new = sentences(after[head : len(after) - tail])
        starts = [[*accumulate(map(len, side), initial=head)] for side in (old, new)]
        self._is_one = not head and not tail and len(old) == len(new) == 1
        found: list[Place] = []
        for rows, columns in self._gaps(old, new):
            a, b = starts[0][rows.start], starts[1][columns.start]
            one, other = before[a : starts[0][rows.stop]], after[b : starts[1][columns.stop]]
            found += [
                Place(a + place.start, a + place.end, b + place.new_start, b + place.new_end)
                for place in self._part(one, other)
            ]
        return Found(tuple(found), self._note)

    def _gaps(self, old: list[str], new: list[str]) -> Iterator[tuple[range, range]]:
        """The sentences that differ, beside those that they became or none."""
        i = j = 0
        for left, right, size in self._equal(old, new):
            yield from self._gap(old, new, range(i, left), range(j, right))
            for at in range(size):
                if old[left + at] != new[right + at]:
                    yield range(left + at, left + at + 1), range(right + at, right + at + 1)
            i, j = left + size, right + size

    def _equal(self, old: list[str], new: list[str]) -> Iterator[tuple[int, int, int]]:
        """Runs of sentences with equal keys, and the two ends."""
        ends = (len(old), len(new), 0)
        if len(old) == len(new) == 1:
            yield ends
            return
        alphabet = Alphabet()
        # What stands on both sides is known by itself, which saves its key.
        same = {*old} & {*new}
        one = alphabet.text(text if text in same else self._key(text) for text in old)
        other = alphabet.text(text if text in same else self._key(text) for text in new)
        if len(one) * len(other) <= MOST_COMPARISONS:
            for match in LCSseq.editops(one, other).as_matching_blocks():
                yield match.a, match.b, match.size
        else:
            self._note = BY_PARAGRAPH
        yield ends

    def _gap(
        self, old: list[str], new: list[str], rows: range, columns: range
    ) -> Iterator[tuple[range, range]]:
        if not rows and not columns:
            return
        i, j = rows.start, columns.start
        for left, right in self._pairs(old, new, rows, columns):
            yield from _apart(range(i, left.start), range(j, right.start))
            yield left, right
            i, j = left.stop, right.stop
        yield from _apart(range(i, rows.stop), range(j, columns.stop))

    def _pairs(
        self, old: list[str], new: list[str], rows: range, columns: range
    ) -> list[tuple[range, range]]:
        """The sentences of a gap that are each other."""
        if self._is_one:
            return [(rows, columns)]  # of two blocks that are each other
        if not rows or not columns:
            return []
        if len(rows) * len(columns) > _MOST_PAIRS:
            self._note = BY_SENTENCE
            return []
        alphabet = Alphabet()
        left = [alphabet.sample(self._key.form(old[at])) for at in rows]
        right = [alphabet.sample(self._key.form(new[at])) for at in columns]
        return [
            (
                range(rows.start + one.start, rows.start + one.stop),
                range(columns.start + other.start, columns.start + other.stop),
            )
            for one, other in Pairing(left, right, _ALIKE).pairs()
        ]

    def _part(self, before: str, after: str) -> Iterable[Place]:
        whole = Place(0, len(before), 0, len(after))
        if not before or not after:
            return [whole]
        old, new = tokens(before), tokens(after)
        vocabularies = frozenset(old), frozenset(new)
        old, new = recut(old, vocabularies[1]), recut(new, vocabularies[0])
        forms = {token: self._key.form(token) for token in {*old, *new}}
        alphabet = Alphabet()
        coded = tuple(alphabet.text(forms[token] for token in side) for side in (old, new))
        if not self._is_comparable(*coded):
            self._note = BY_SENTENCE
            return [whole]
        steps = tidy.tidied(_steps(*coded), old, new)
        return list(tidy.placed(steps, old, new))

    def _is_comparable(self, old: str, new: str) -> bool:
        if len(old) + len(new) > CODES or len(old) * len(new) > MOST_COMPARISONS:
            return False
        return Indel.distance(old, new, score_cutoff=self._most) <= self._most


def _frame(before: str, after: str) -> tuple[int, int]:
    """How many characters of whole sentences both begin and end with."""
    head = common(before, after)
    head = next((at for at in range(head, 0, -1) if _parts(before, at)), 0)
    rest, other = before[head:], after[head:]
    tail = common(rest[::-1], other[::-1])
    start = len(rest) - tail
    tail = next((tail - by for by in range(tail) if _parts(rest, start + by)), 0)
    return head, tail


def _parts(text: str, at: int) -> bool:
    """Whether a sentence ends before the character at `at`, and surely none of its signs follow."""
    return 0 < at < len(text) and text[at - 1] in "。！？；" and text[at].isalnum()


def _apart(rows: range, columns: range) -> Iterator[tuple[range, range]]:
    """What was taken out, and what was put in: they are not each other."""
    if rows:
        yield rows, range(columns.start, columns.start)
    if columns:
        yield range(rows.stop, rows.stop), columns


def _steps(old: str, new: str) -> list[Step]:
    """Where two coded texts differ, by diff-match-patch."""
    engine = diff_match_patch()
    # The default of one second would make the answer depend on how busy the machine is.
    engine.Diff_Timeout = 0
    found: list[Step] = []
    i = j = 0
    start = (0, 0)
    for op, run in [*engine.diff_main(old, new, False), (0, "")]:
        if op == 0:
            if (i, j) != start:
                found.append(Step(start[0], i, start[1], j))
            i, j = i + len(run), j + len(run)
            start = (i, j)
        else:
            i, j = (i + len(run), j) if op < 0 else (i, j + len(run))
    return found
