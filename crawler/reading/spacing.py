"""White space: what of it is text, and what only wraps the source."""

import re

# Zero-width characters stay in the text, and count for nothing beside a line break.
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_WIDE = (
    "\u2e80-\u2fdf\u3000-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001f200-\U0001f2ff\U00020000-\U0003ffff"
    + _ZERO_WIDTH
)
_FULL_WIDTH_MARKS = "\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff65"
_QUOTES = "\u2010-\u2027\u00b7"  # quotation marks, dashes and dots that both scripts use
_JOINED = re.compile(
    rf"(?<=[{_WIDE}])\n(?=[{_WIDE}{_QUOTES}])|(?<=[{_QUOTES}])\n(?=[{_WIDE}])"
    rf"|(?<=[{_FULL_WIDTH_MARKS}])\n|\n(?=[{_FULL_WIDTH_MARKS}])"
)

_WIDE_CHAR = re.compile("[\u2e80-\uffef]")


SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Raised figures: so that a footnote's mark is no part of a number."""

_LONGEST_TITLE = 200  # characters


def first_line(text: str) -> str:
    """The beginning of a text that has to serve as its title."""
    return text.partition("\n")[0][:_LONGEST_TITLE]


def collapse(text: str) -> str:
    """`text` with its white space collapsed.

    A line break between two Han, kana or full-width characters joins them, as it only wraps the
    source; so does one beside a full-width mark. Any other run of white space is one blank.
    """
    if "\n" not in text and "\r" not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in re.split("[\r\n]", text))
    return _JOINED.sub("", "\n".join(line for line in lines if line)).replace("\n", " ")


def run_on(text: str, more: str) -> str:
    """Two lines of one cell or one field as one: a blank parts them, but not in Chinese."""
    is_wide = _WIDE_CHAR.match(text[-1:]) or _WIDE_CHAR.match(more[:1])
    return f"{text} {more}" if text and not is_wide else f"{text}{more}"


def is_visible(text: str) -> bool:
    """Whether there is anything to see in `text`."""
    return bool(text.strip(_ZERO_WIDTH + " \n"))
