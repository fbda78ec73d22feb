"""What makes no difference: the rules by which two texts are compared, one name each.

A rule folds what is only another way of writing; it is applied to what is compared and hashed,
never to what is shown. Those of `DEFAULT` hold unless a source says otherwise.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from monitor.text.scripts import HAN, KANA, simplified


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing that makes no difference; `by_default` unless a source minds it."""

    name: str
    folds: str
    by_default: bool = True


RULES = (
    Rule("space", "white space, its kind and its length, and where lines are wrapped"),
    Rule("gaps", "a blank beside a Chinese character or beside punctuation"),
    Rule("width", "full and half width: ２０２１ and 2021, （ and (, 。 and ."),
    Rule("forms", "compatibility forms: ﬁ and fi, ㎞ and km; never 10² and 102, ① and 1"),
    Rule("invisible", "zero-width blanks, soft hyphens, byte order marks"),
    Rule("quotes", "which quotation marks: “ ”, 「 」, « », straight; never whether there are any"),
    Rule("dashes", "which dash, hyphen, minus or wave, and how long"),
    Rule("dots", "three dots or six, and which dot parts a foreign name"),
    Rule("thousands", "separators of thousands: 2 800, 2,800 and 2800"),
    Rule("cuts", "where one paragraph ends and the next begins, if the words go on alike"),
    Rule("script", "simplified and traditional characters", by_default=False),
    Rule("case", "capital and small letters", by_default=False),
)
DEFAULT = frozenset(rule.name for rule in RULES if rule.by_default)

Rules = frozenset[str]


def rules(*, ignore: Collection[str] = (), mind: Collection[str] = ()) -> Rules:
    """Those that hold by default and those to `ignore`, without those to `mind`.

    Who minds what a rule folds is told of it.
    """
    return (DEFAULT | frozenset(ignore)) - frozenset(mind)


# Zero-width space, word joiner, byte order mark, soft hyphen, direction marks: editors and
# converters leave them behind. What turns the direction is not among them: it changes what is read.
_INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad\u200e\u200f\u061c")
# 10² is not 102, ① is a list's own mark, and ½ is not 1⁄2.
_MEANT = ("<super>", "<sub>", "<circle>", "<fraction>")
_WIDTHS = ("<wide>", "<narrow>", "<small>", "<vertical>")
_SIGNS = {
    "quotes": dict.fromkeys("“”„‟〝〞〟「」『』«»‹›‘‚‛", '"'),
    "dashes": dict.fromkeys("‐‑‒–—―−─━⸺⸻﹘", "-") | dict.fromkeys("〜∼∿", "~"),
    "dots": dict.fromkeys("•‧∙⋅・", "·"),
    "width": {"。": "."},
}

_LETTER = rf"[^\W_{HAN}{KANA}]"
# An apostrophe stands inside a word; after a figure it counts feet or minutes.
_SINGLE = re.compile(rf"(?<!{_LETTER})'|(?<=[^\W\d_])'(?!{_LETTER})")
_CURLY = re.compile(rf"(?<={_LETTER})’(?={_LETTER})")
# The joiners count in the scripts whose letters they join, and between emoji.
_JOINERS = re.compile(rf"(?<=[!-\u024f{HAN}{KANA}\u3001-\u303f\uff01-\uffee])[\u200c\u200d]+")
# Square and cubic metres are written in three ways.
_METRES = re.compile(r"(?<=m)[²³](?!\w)")
_GROUPED = re.compile(r"(?<!\d)(?<!\d[.,])\d{1,3}([, '٬])\d{3}(?:\1\d{3})*(?![ ,'٬]?\d)")
_MAYBE_GROUPED = re.compile(r"[0-9][, '٬][0-9]{3}")
_RUNS = re.compile(r"-{2,}|\.{4,}")


def apply(text: str, rules: Rules = DEFAULT) -> str:
    """The key of `text`: equal for two texts that differ in nothing but what `rules` fold."""
    return _rejoined(_folded(text, rules), rules, own=True)


def join(keys: Iterable[str], rules: Rules = DEFAULT) -> str:
    """The key of texts one after the other, from the keys of each.

    The same however a text was cut, unless a word or a number was, or cuts are minded.
    """
    if "cuts" not in rules:
        return "\n\n".join(filter(None, keys))
    return _rejoined(" ".join(keys), rules, own=False)


def _rejoined(text: str, rules: Rules, *, own: bool) -> str:
    if "invisible" in rules and ("\u200c" in text or "\u200d" in text):
        text = _JOINERS.sub("", text)
    if "space" in rules:
        text = _spaced(text.split(), narrow="gaps" in rules)
    if "--" in text or "...." in text:
        text = _RUNS.sub(lambda run: _shortest(run[0], rules), text)
    if own and "thousands" in rules and _MAYBE_GROUPED.search(text):
        text = _GROUPED.sub(lambda number: number[0].replace(number[1], ""), text)
    # Once more: without a blank between them, a sign and a mark may have become one character.
    return unicodedata.normalize("NFC", text)


def _folded(text: str, rules: Rules) -> str:
    for sign, to in _frequent(rules):
        text = text.replace(sign, to)
    if _rest(rules).search(text):
        text = text.translate(_table(rules))
    folded = unicodedata.normalize("NFC", text)
    if "forms" in rules and ("²" in folded or "³" in folded):
        folded = _METRES.sub(lambda sign: "23"["²³".index(sign[0])], folded)
    if "script" in rules:
        folded = simplified(folded)
    if "quotes" in rules and ("'" in folded or "’" in folded):
        folded = _SINGLE.sub('"', _CURLY.sub("'", folded).replace("’", '"'))
    return folded.lower() if "case" in rules else folded


def _spaced(words: list[str], *, narrow: bool) -> str:
    if not narrow:
        return " ".join(words)
    if len(words) < 2:
        return words[0] if words else ""
    pieces = [words[0]]
    last = words[0]
    for word in words[1:]:
        if _spells(last[-1]) and _spells(word[0]):
            pieces.append(" ")
        pieces.append(word)
        last = word
    return "".join(pieces)


def _shortest(run: str, rules: Rules) -> str:
    if run[0] == "-":
        return "-" if "dashes" in rules else run
    return "..." if "dots" in rules else run


class _Folds(dict[int, "int | str"]):
    """What each character is folded to: a table for `str.translate` that grows as it is read."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self.fold = fold

    def __missing__(self, code: int) -> int | str:
        folded = self.fold(chr(code))
        result = code if folded == chr(code) else folded
        # Rare planes are folded anew each time: a page of all of Unicode must not stay in memory.
        if code < 0x20000:
            self[code] = result
        return result


@cache
def _table(rules: Rules) -> _Folds:
    signs = {sign: to for rule in rules for sign, to in _SIGNS.get(rule, {}).items()}

    def fold(char: str) -> str:
        if char in _INVISIBLE:
            return "" if "invisible" in rules else char
        if char in signs:
            return signs[char]
        tag, *codes = unicodedata.decomposition(char).split() or [""]
        if not tag or tag in _MEANT:
            return char
        if not tag.startswith("<"):
            codes.insert(0, tag)  # canonical: the same character, whatever the rules
        elif ("width" if tag in _WIDTHS else "forms") not in rules:
            return char
        # Taken apart as NFKC does, but stopping at a form that is meant: ㎡ is m², not m2.
        return "".join(fold(chr(int(code, 16))) for code in codes)

    return _Folds(fold)


# To ask a table of every character takes most of the time: what stands in every Chinese text is
# replaced first, and most texts then hold nothing else to be folded.
_FREQUENT = "，。：；（）！？“”—"


@cache
def _frequent(rules: Rules) -> list[tuple[str, str]]:
    folds = ((sign, sign.translate(_table(rules))) for sign in _FREQUENT)
    return [(sign, to) for sign, to in folds if sign != to]


@cache
def _rest(rules: Rules) -> re.Pattern[str]:
    """Finds a character that is folded; beyond the basic plane, one that may be."""
    fold = _table(rules).fold  # by itself: a table of the whole plane would stay in memory
    plane = map(chr, (*range(0xD800), *range(0xE000, 0x10000)))
    # What is folded to its own composed form is no other character.
    folded = (char for char in plane if unicodedata.normalize("NFC", fold(char)) != char)
    signs = "".join(map(re.escape, folded))
    return re.compile(f"[{signs}\U00010000-\U0001ffff\U0002f800-\U0002ffff]")


@lru_cache(maxsize=4096)
def _spells(char: str) -> bool:
    """Whether a blank beside `char` parts two words: a letter, mark or digit, not Han or kana."""
    return unicodedata.category(char)[0] in "LMN" and not _HAN_OR_KANA.match(char)


_HAN_OR_KANA = re.compile(f"[{HAN}{KANA}]")
