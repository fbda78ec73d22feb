"""What of an edit is shown: its changes, and as much around them as a reader needs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from monitor.diff.blocks import BREAK
from monitor.diff.telling import shown
from monitor.model import Edit, Hunk, Op, Span
from monitor.render.safe import printable
from monitor.text import HAN, KANA

# Said of a text edit without hunks.
RECUT = "the same text, cut into other blocks"

# Characters. A stretch is folded when that hides more than its note takes.
_BESIDE = 32
_WORTH = 40
# Beside a fold, a word is shown to its end, if it has one within so many characters.
_LONGEST_WORD = 30

# The scripts that go without blanks: beside any other character, a word may go on.
_END = re.compile(rf"[{HAN}{KANA}\u3000-\u303f\uff00-\uff65]")


@dataclass(frozen=True, slots=True)
class Gap:
    """Blocks that did not change, between two that did: how many, of how many characters."""

    blocks: int
    characters: int

    def __str__(self) -> str:
        plural = "s" if self.blocks > 1 else ""
        return f"[… {self.blocks} paragraph{plural}, {self.characters:,} characters …]"


def with_gaps(edit: Edit) -> Iterator[Hunk | Gap]:
    """The hunks of an edit, and what stands unchanged between them."""
    passed = {"old": Span(0, 0, 0, 0), "new": Span(0, 0, 0, 0)}
    for hunk in edit.hunks:
        side, span = ("new", hunk.new) if hunk.new else ("old", hunk.old)
        if span and hunk.op != "renumbered":
            last = passed[side]
            if (blocks := span.first - last.first - last.count) > 0:
                yield Gap(blocks, max(0, span.start - last.end - len(BREAK) * blocks))
            for name, each in (("old", hunk.old), ("new", hunk.new)):
                if each and hunk.op != "moved":
                    passed[name] = each
            if hunk.op == "removed":
                # On the other side, what was counted once is not counted again.
                passed["new"] = _later(passed["new"], max(0, blocks), span.start)
        yield hunk


def _later(span: Span, blocks: int, end: int) -> Span:
    return Span(span.first + span.count + blocks, 0, end, max(span.end, end)) if blocks else span


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a hunk as it is shown: printable, with newlines where the text has its own."""

    op: Op | Literal["…"]  # …: so much is not shown
    text: str


def pieces(hunk: Hunk) -> Iterator[Piece]:
    """The parts of `hunk` in reading order, long unchanged stretches replaced by their length.

    What was put in or taken out can be seen even where it is white space.
    """
    parts = list(shown(hunk))
    last = len(parts) - 1
    for at, (op, text) in enumerate(parts):
        if op == "=":
            yield from _unchanged(text, follows=at > 0, leads=at < last)
        else:
            yield Piece(op, _changed(op, text))


def _unchanged(text: str, *, follows: bool, leads: bool) -> Iterator[Piece]:
    """An unchanged part: what follows a change of it, its middle's length, what leads to one."""
    head = _seam(text, _BESIDE) if follows else 0
    tail = len(text) - _seam(text[::-1], _BESIDE) if leads else len(text)
    if tail - head < _WORTH:
        yield Piece("=", _lines(text))
        return
    if head:
        yield Piece("=", _lines(text[:head]))
    yield Piece("…", " " * follows + f"[… {tail - head} …]" + " " * leads)
    if tail < len(text):
        yield Piece("=", _lines(text[tail:]))


def _seam(text: str, start: int) -> int:
    """The first place from `start` on where no word and no number is cut."""
    places = range(start, min(start + _LONGEST_WORD, len(text)))
    return next((at for at in places if _is_seam(text[at - 1], text[at])), start)


def _is_seam(left: str, right: str) -> bool:
    if left.isspace() or right.isspace():
        return True
    if left.isdigit() or right.isdigit():
        return False
    return bool(_END.match(left) or _END.match(right))


def _lines(text: str) -> str:
    return "\n".join(map(printable, text.split("\n")))


def _changed(op: Op, text: str) -> str:
    if text.isspace():
        text = re.sub(r"[^\S\n]", _blank, text)
    # A line that went away breaks no line any more.
    return _lines(text).replace("\n", "↵\n" if op == "+" else "↵")


def _blank(match: re.Match[str]) -> str:
    return "␣" if match[0] == " " else f"⟨U+{ord(match[0]):04X}⟩"
