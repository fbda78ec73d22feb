"""The number that a paragraph bears: apart from its words, because it changes without them."""

import re
from dataclasses import dataclass

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE = "[〇零一二三四五六七八九十百千两]{1,7}"

_LABEL = re.compile(
    rf"""\s*(?:[\#*-]+\s+)?(?:
        [(（]\s*(?P<a>\d{{1,3}}|{_CHINESE}|[a-z])\s*[)）]
      | (?P<b>\d{{1,3}})(?:[.．](?![\d.．])|[)）、])
      | (?P<c>{_CHINESE})、
      | (?P<d>[a-z])[)）.](?=\s)
      | 第\s*(?P<e>\d{{1,4}}|{_CHINESE})\s*[条條章节節款项項段](?=[\s\u3000：:]|$)
    )[\s\u3000]*""",
    re.VERBOSE,
)
_NAMES = "abcde"


@dataclass(frozen=True, slots=True)
class Label:
    """The number that a text begins with: `5. `, `（三）`, `第二条　`; `value` is it in figures."""

    text: str
    style: str
    value: int


def label(text: str) -> Label | None:
    """The label of a paragraph; None where it bears none."""
    match = _LABEL.match(text)
    if not match:
        return None
    style = next(name for name in _NAMES if match[name])
    written = match[style]
    sort = "0" if written.isdecimal() else "a" if written.isascii() else "一"
    return Label(match[0], style + sort, _value(written))


def _value(written: str) -> int:
    if written.isdecimal():
        return int(written)
    return ord(written) - ord("a") + 1 if written.isascii() else _counted(written)


def _counted(written: str) -> int:
    """What a number in Chinese characters says: 一百一十五 is 115, 二〇 is 20."""
    if not any(char in _UNITS for char in written):
        return int("".join(str(_DIGITS[char]) for char in written))
    total = digit = 0
    for char in written:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
