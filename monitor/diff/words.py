"""Which words differ between two texts.

Texts are cut into tokens (Chinese words, Latin words, whole numbers, addresses), every token
becomes one private character, and diff-match-patch compares those: so a number is never cut and a
word never split. Tokens are compared by their keys; one that is merely written otherwise neither
pulls the comparison apart nor goes unmarked.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import accumulate, groupby
from operator import itemgetter
from typing import cast

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

from monitor.model import Op
from monitor.text import HAN, key

Diff = tuple[tuple[Op, str], ...]
_Step = tuple[list[str], list[str]]  # the tokens of the old text, and of the new one, at one place

# The work of diff-match-patch grows with the square of the differences; rapidfuzz counts them
# beforehand at a small part of the price. Beyond this many, the texts have little in common that
# would help a reader, and one replaces the other as a whole. (600 take about 0.15 s.)
MOST_DIFFERENCES = 600
# Counting has its price too: this many comparisons take about 50 ms.
MOST_COMPARISONS = 60_000 * 60_000
# From the private use area up: beyond the surrogates.
_FIRST_CODE = 0xE000
_CODES = 0x110000 - _FIRST_CODE

_HAN_RUN = re.compile(f"[{HAN}]+")
_NUMERAL = re.compile("[〇零一二三四五六七八九十百千万亿兩两萬億兆点]+")


def diff(before: str, after: str, *, most: int = MOST_DIFFERENCES) -> Diff:
    """What leads from `before` to `after`: `=` and `-` rebuild the one, `=` and `+` the other.

    Never two of one kind in a row; where words were replaced, `-` comes before `+`. Texts with more
    than `most` different tokens are not compared: the one replaces the other.
    """
    if before == after:
        return _parts(before, "", "")
    if not before or not after:
        return _parts("", before, after)
    old, new = tokens(before), tokens(after)
    # All white space is alike, and alike to nothing else.
    likeness = {token: key(token) or " " for token in {*old, *new}}
    alphabet = Alphabet()
    coded_old = alphabet.text(likeness[token] for token in old)
    coded_new = alphabet.text(likeness[token] for token in new)
    if not _is_comparable(coded_old, coded_new, most):
        return _parts("", before, after)
    told = _told(_steps(coded_old, coded_new, old, new))
    return tuple((op, "".join(text for _, text in run)) for op, run in groupby(told, itemgetter(0)))


def tokens(text: str) -> list[str]:
    """The words of `text`; joined they are `text` again, whatever it holds."""
    return [word for match in _token().finditer(text) for word in _words(match)]


class Alphabet:
    """One character for each distinct word, for tools that compare characters."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def text(self, words: Iterable[str]) -> str:
        """`words` as one character each. Beyond a million distinct ones, some share theirs."""
        return "".join(map(self._code, words))

    def _code(self, word: str) -> str:
        code = self._codes.get(word)
        if code is None:
            code = self._codes[word] = chr(_FIRST_CODE + len(self._codes) % _CODES)
        return code


def _parts(kept: str, gone: str, come: str) -> Diff:
    parts: Diff = (("=", kept), ("-", gone), ("+", come))
    return tuple(part for part in parts if part[1])


def _is_comparable(old: str, new: str, most: int) -> bool:
    if len(old) + len(new) > _CODES or len(old) * len(new) > MOST_COMPARISONS:
        return False
    return Indel.distance(old, new, score_cutoff=most) <= most


def _steps(coded_old: str, coded_new: str, old: list[str], new: list[str]) -> Iterator[_Step]:
    """The tokens of both texts side by side, in reading order."""
    engine = diff_match_patch()
    # The default of one second would make the answer depend on how busy the machine is.
    engine.Diff_Timeout = 0
    found = engine.diff_main(coded_old, coded_new, False)
    # Before decoding, while a word is one character: afterwards it would split words again.
    engine.diff_cleanupSemantic(found)
    i = j = 0
    for op, run in found:
        gone = old[i : i + len(run)] if op <= 0 else []
        come = new[j : j + len(run)] if op >= 0 else []
        i, j = i + len(gone), j + len(come)
        if op == 0:
            yield from (([one], [other]) for one, other in zip(gone, come, strict=True))
        else:
            yield gone, come


def _told(steps: Iterable[_Step]) -> Iterator[tuple[Op, str]]:
    """The steps as text; all that changes between two kept words is one change."""
    for is_kept, run in groupby(steps, lambda step: step[0] == step[1]):
        pairs = list(run)
        gone = [token for pair in pairs for token in pair[0]]
        come = [token for pair in pairs for token in pair[1]]
        if is_kept:
            yield "=", "".join(gone)
        else:
            yield from _change(gone, come)


def _change(gone: list[str], come: list[str]) -> Iterator[tuple[Op, str]]:
    """One change, without what both sides begin or end with.

    Where a Chinese word ends is read from its neighbours, so the same characters may have been cut
    into words in two ways: they did not change. Numbers are never cut, in figures or in characters.
    """
    before, after = "".join(gone), "".join(come)
    shortest = min(len(before), len(after))
    head = _shared(gone, come, limit=shortest)
    tail = _shared(_mirrored(gone), _mirrored(come), limit=shortest - head)
    left, right = len(before) - tail, len(after) - tail
    yield from _parts(before[:head], before[head:left], after[head:right])
    yield from _parts(before[left:], "", "")


def _shared(gone: list[str], come: list[str], *, limit: int) -> int:
    """How many characters both begin with, up to a place where a word ends on one side at least."""
    before, after = "".join(gone), "".join(come)
    common = next((at for at in range(limit) if before[at] != after[at]), limit)
    if not common:
        return 0
    (ends_old, cuts_old), (ends_new, cuts_new) = _cuts(gone), _cuts(come)
    return max(at for at in (ends_old & cuts_new) | (cuts_old & ends_new) if at <= common)


def _cuts(words: list[str]) -> tuple[set[int], set[int]]:
    """Where `words` end, and where they may be cut: there, and inside of Chinese words."""
    ends = {0, *accumulate(map(len, words))}
    cuts = set(ends)
    at = 0
    for word in words:
        if _HAN_RUN.fullmatch(word) and not _NUMERAL.fullmatch(word):
            cuts.update(range(at, at + len(word)))
        at += len(word)
    return ends, cuts


def _mirrored(words: list[str]) -> list[str]:
    return [word[::-1] for word in reversed(words)]


def _words(match: re.Match[str]) -> list[str]:
    if match["han"] is None:
        return [match[0]]
    words = _chinese()(match[0])
    return words if "".join(words) == match[0] else list(match[0])


@cache
def _chinese() -> Callable[[str], list[str]]:
    # Its dictionary takes 0.1 s and 34 MB: not before the first Chinese text differs.
    from rjieba import cut  # noqa: PLC0415

    return cast("Callable[[str], list[str]]", cut)


@cache
def _token() -> re.Pattern[str]:
    """The pattern of a token. No repetition in it can match one text in two ways."""
    # `\w` knows no combining marks: without them, decomposed é and all of Hindi would be cut.
    marks = "".join(
        char for char in map(chr, range(0x300, 0x10000)) if unicodedata.category(char)[0] == "M"
    )
    letters = rf"(?:[^\W\d_{HAN}]|[{marks}])++"
    number = r"\d++(?:[.,:٫٬．，]\d++)*+"  # or a time of day
    return re.compile(
        rf"""
          (?P<han> [{HAN}]++ )
        | (?:https?://|www\.)[!-~]*[0-9A-Za-z/=&\#%~+-]    # without the full stop after it
        | [0-9A-Za-z._%+-]{{1,64}}@[0-9A-Za-z-]{{1,63}}(?:\.[0-9A-Za-z-]{{1,63}}){{1,8}}
        | {number} (?: [%％‰℃°] | [十百千万亿萬億兆]++ | {letters} )?+
        | {letters} (?: ['’]?+ (?: {letters} | {number} ) )*+
        | \s++
        | .
        """,
        re.VERBOSE | re.DOTALL,
    )
