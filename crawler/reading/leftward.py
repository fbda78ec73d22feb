"""Lines that are read from right to left, put into the order in which they are read.

A PDF says where its glyphs stand, and nothing of the order of a text in two directions. What PDFium
makes of it goes wrong where figures, marks and brackets meet: here the paper is read as it is seen,
and the rules of Unicode's bidirectional algorithm (UAX #9) are turned round.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_RTL = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
# What keeps its own direction: words of Latin letters with all between them, and numbers.
_RIGHTWARD = re.compile(
    rf"[^\W\d_{_RTL}](?:[^{_RTL}]*[^\W_{_RTL}])?|\d+(?:[.,:/٫٬-]\d+)*%?",
)
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("‹", "›"))


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn in one place: a character, or several that one glyph stands for."""

    text: str
    left: float
    right: float


def is_leftward(text: str) -> bool:
    """Whether anything in `text` is written from right to left."""
    return not text.isascii() and any(
        unicodedata.bidirectional(char) in {"R", "AL"} for char in text
    )


def is_mostly_leftward(text: str) -> bool:
    """Whether most letters of `text` are written from right to left."""
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(map(is_leftward, letters)) > len(letters)


def logical(marks: Sequence[Mark], blank: float) -> str:
    """The text of marks on one line, in the order in which it is read.

    Between two marks that are more than `blank` apart stands a blank. Where nothing is written from
    right to left, it is read as it stands.
    """
    seen = sorted(_joined(marks), key=lambda mark: mark.left)
    pieces: list[str] = []
    for number, mark in enumerate(seen):
        if number and mark.left - seen[number - 1].right > blank:
            pieces.append(" ")
        pieces.append(mark.text)
    if not any(map(is_leftward, pieces)):
        return "".join(pieces)
    return unicodedata.normalize("NFC", _paired("".join(_kept(pieces))))


def _joined(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, those drawn in one place as one: ligatures, and points above or below letters."""
    found: list[Mark] = []
    points: list[Mark] = []
    for mark in marks:
        last = found[-1] if found else None
        if unicodedata.combining(mark.text[0]):
            points.append(mark)
        elif (
            last and not mark.text.isspace() and (last.left, last.right) == (mark.left, mark.right)
        ):
            found[-1] = Mark(last.text + mark.text, last.left, last.right)
        else:
            found.append(mark)
    for point in points:
        middle = (point.left + point.right) / 2
        near = min(
            range(len(found)),
            key=lambda number: abs((found[number].left + found[number].right) / 2 - middle),
            default=None,
        )
        if near is not None:
            base = found[near]
            found[near] = Mark(base.text + point.text, base.left, base.right)
    return found


def _kept(pieces: Sequence[str]) -> list[str]:
    """Pieces as they are seen from left to right in the order of reading."""
    # One sign a piece, so that a ligature's letters stay in their order.
    signs = "".join(piece[0] for piece in pieces)
    turned: list[str] = list(pieces[::-1])
    for first, last in _rightward(signs):
        turned[len(pieces) - last : len(pieces) - first] = pieces[first:last]
    return turned


def _rightward(signs: str) -> Iterator[tuple[int, int]]:
    """Where what keeps its own direction begins and ends, with a bracket that closes one in it."""
    for found in _RIGHTWARD.finditer(signs):
        first, last = found.span()
        pair = next((pair for pair in _BRACKETS if signs[last : last + 1] in pair), ())
        is_open = sum(found[0].count(bracket) for bracket in pair) % 2
        yield first, last + is_open


def _paired(read: str) -> str:
    """The text with its brackets turned to what they enclose.

    Which way one was drawn is not to be had. It opens where a text begins after it, and closes
    where one ends before it; where both or neither is so, it closes what is open.
    """
    chars = list(read)
    for opening, closing in _BRACKETS:
        depth = 0
        for number, char in enumerate(read):
            if char not in {opening, closing}:
                continue
            before = _is_text(read[number - 1 : number])
            after = _is_text(read[number + 1 : number + 2])
            opens = depth == 0 if before == after else after
            chars[number] = opening if opens else closing
            depth = max(0, depth + (1 if opens else -1))
    return "".join(chars)


def _is_text(char: str) -> bool:
    return bool(char) and (char.isalnum() or unicodedata.category(char) == "Mn")
