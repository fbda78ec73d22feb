"""Texts as they are compared and shortened: the key, terms, columns.

The key of a text is what two readings of the same words have in common, whatever the width of their
punctuation, their spacing and their invisible characters. It is compared and hashed, never shown.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

# Zero-width space, word joiner, byte order mark, soft hyphen: editors and converters leave them
# behind. The joiners and the bidi controls are not among them: they change what is read.
_INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad")
# 10² is not 102, ① is a list's own mark, and ½ is not 1⁄2.
_MEANT = ("<super>", "<sub>", "<circle>", "<fraction>")
# As the inside of a character class. Among Han are the Kangxi radicals, the signs that count as
# ideographs, and all of planes 2 and 3.
HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
KANA = "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001aff0-\U0001b16f"
_HAN = re.compile(f"[{HAN}]")
_HAN_OR_KANA = re.compile(f"[{HAN}{KANA}]")


def key(text: str) -> str:
    """What `text` is compared by: folded forms, no invisible characters, no idle white space.

    Compatibility forms are folded (full and half width are one), except where the form is the
    meaning: 10² stays apart from 102, ① from 1. A blank survives only between two letters, marks
    or digits neither of which is Han or kana. The key of a key is itself.
    """
    folded = unicodedata.normalize("NFC", text.translate(_FOLDS))
    words = folded.split()
    if len(words) < 2:
        return words[0] if words else ""
    pieces = [words[0]]
    for left, right in pairwise(words):
        if _spells(left[-1]) and _spells(right[0]):
            pieces.append(" ")
        pieces.append(right)
    # Once more: without a blank between them, a sign and a mark may have become one character.
    return unicodedata.normalize("NFC", "".join(pieces))


def contains(haystack: str, needles: Iterable[str]) -> bool:
    """Whether one of `needles` stands in `haystack`, by their keys and without regard to case."""
    text = key(haystack).casefold()
    wanted = (key(needle).casefold() for needle in needles)
    return any(needle in text for needle in wanted if needle)


def count(haystack: str, needle: str) -> int:
    """How often `needle` stands in `haystack`, by their keys and without regard to case."""
    wanted = key(needle).casefold()
    return key(haystack).casefold().count(wanted) if wanted else 0


def shorten(text: str, width: int) -> str:
    """`text` on one line and in at most `width` columns, ending in … where something was cut."""
    line = " ".join(text.split())
    if len(line) <= 4 * width and columns(line) <= width:
        return line
    used = 1  # the … itself
    # Marks take no column; a text of nothing else must end all the same.
    for end, char in enumerate(line[: 4 * width]):
        used += _columns(char)
        if used > width:
            return line[:end].rstrip() + "…"
    return line[: 4 * width] + "…"


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes: two for a wide character, none for a mark."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def is_han(char: str) -> bool:
    """Whether `char` is a Chinese character (or a sign that stands for one, as 々 and 〇)."""
    return _HAN.match(char) is not None


class _Folds(dict[int, "int | str"]):
    """What each character is folded to: a table for `str.translate` that grows as it is read."""

    def __missing__(self, code: int) -> int | str:
        folded = _folded(chr(code))
        result = code if folded == chr(code) else folded
        # Rare planes are folded anew each time: a page of all of Unicode must not stay in memory.
        if code < 0x20000:
            self[code] = result
        return result


_FOLDS = _Folds()


def _folded(char: str) -> str:
    """`char` taken apart as NFKC does, but stopping at a form that is meant (㎡ is m², not m2)."""
    if char in _INVISIBLE:
        return ""
    tag, *codes = unicodedata.decomposition(char).split() or [""]
    if not tag or tag in _MEANT:
        return char
    if not tag.startswith("<"):
        codes.insert(0, tag)
    return "".join(_folded(chr(int(code, 16))) for code in codes)


@lru_cache(maxsize=4096)
def _spells(char: str) -> bool:
    """Whether a blank beside `char` parts two words: a letter, mark or digit, not Han or kana."""
    return unicodedata.category(char)[0] in "LMN" and not _HAN_OR_KANA.match(char)


@lru_cache(maxsize=4096)
def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
