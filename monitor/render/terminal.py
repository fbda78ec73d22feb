"""An edit on a terminal: in colours, or between marks where there are none."""

from collections.abc import Iterator
from itertools import groupby, repeat
from operator import itemgetter

from monitor.model import Edit, Hunk
from monitor.render.folding import RECUT, pieces
from monitor.render.plain import FURTHER, INDENT, heading, marked
from monitor.text import columns

# Not by colour alone: what went is struck through, what came is underlined.
_STYLES = {"-": "\x1b[9;31m", "+": "\x1b[4;32m", "…": "\x1b[2m"}
_RESET = "\x1b[0m"
# Lines are never made narrower, whatever the terminal says of itself.
_NARROWEST = 20

_Cells = list[tuple[str, str]]  # a character, and what it is part of: = - + …

_FURTHER: _Cells = list(zip(FURTHER, repeat("=")))


def hunks(edit: Edit, *, colour: bool, width: int | None) -> str:
    """The places where `edit` differs, in lines of at most `width` columns (None: not broken).

    No character of the page reaches the terminal as anything but text.
    """
    if not edit.hunks:
        return INDENT + RECUT
    room = None if width is None else max(width, _NARROWEST)
    cells = (_cells(hunk, edit, colour=colour) for hunk in edit.hunks)
    lines = [line for each in cells for line in _lines(each, room)]
    return "\n".join(map(_painted if colour else _plain, lines))


def _cells(hunk: Hunk, edit: Edit, *, colour: bool) -> _Cells:
    cells: _Cells = list(zip(heading(hunk, edit), repeat("=")))
    for piece in pieces(hunk):
        cells += zip(piece.text if colour else marked(piece), repeat(piece.op))
    return cells


def _lines(cells: _Cells, room: int | None) -> Iterator[_Cells]:
    line: _Cells = []
    seam = 0  # where the line may end: after a blank or a wide character
    for cell in cells:
        if cell[0] == "\n":
            yield line
            line, seam = list(_FURTHER), 0
            continue
        size = columns(cell[0])
        if room is not None and _width(line) + size > room:
            # A word longer than half a line is cut.
            cut = seam if size < 2 and _width(line[seam:]) <= room // 2 else len(line)
            yield line[:cut]
            line, seam = _FURTHER + line[cut:], 0
        line.append(cell)
        if size == 2 or cell[0].isspace():
            seam = len(line)
    yield line


def _width(line: _Cells) -> int:
    return sum(columns(char) for char, _ in line)


def _plain(line: _Cells) -> str:
    return "".join(char for char, _ in line)


def _painted(line: _Cells) -> str:
    runs = ((op, _plain(list(run))) for op, run in groupby(line, itemgetter(1)))
    return "".join(f"{_STYLES[op]}{text}{_RESET}" if op in _STYLES else text for op, text in runs)
