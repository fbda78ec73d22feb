"""Texts as they are compared and shortened: the key, terms, columns.

The key of a text is what two readings of the same words have in common, whatever the width of their
punctuation, their spacing and their invisible characters. It is compared and hashed, never shown.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from monitor.text.rules import DEFAULT, RULES, Rules, apply, join, rules
from monitor.text.scripts import HAN, KANA, is_han, simplified

__all__ = [
    "DEFAULT",
    "HAN",
    "KANA",
    "RULES",
    "Key",
    "Rules",
    "columns",
    "contains",
    "count",
    "is_han",
    "join",
    "key",
    "rules",
    "shorten",
    "simplified",
]


def key(text: str, rules: Rules = DEFAULT) -> str:
    """What `text` is compared by: all that `rules` fold, folded. The key of a key is itself."""
    return apply(text, rules)


class Key:
    """`key` by some rules, with a memory of its own: for one comparison."""

    def __init__(self, rules: Rules = DEFAULT) -> None:
        self._rules = rules
        self._keys: dict[str, str] = {}
        self._forms: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """The key of `text`."""
        known = self._keys.get(text)
        if known is None:
            known = self._keys[text] = apply(text, self._rules)
        return known

    def form(self, word: str) -> str:
        """What a word is aligned by: its key in simplified characters; all white space is alike."""
        known = self._forms.get(word)
        if known is None:
            known = self._forms[word] = simplified(apply(word, self._rules)) or " "
        return known


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


@lru_cache(maxsize=4096)
def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
