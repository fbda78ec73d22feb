"""Glyphs that belong to one line, and where a line has its gaps."""

from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from crawler.reading.leftward import is_leftward

_APART = 3.0  # sizes between two characters that are not in one line
_CELL = 1.0  # sizes between two characters that may be in two cells of a table


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as it is drawn, in points from the page's lower left corner."""

    char: str
    left: float
    right: float
    baseline: float
    size: float
    is_bold: bool
    follows_blank: bool = False  # PDFium thinks that there is a blank before it


def runs(glyphs: Iterable[Glyph], reads_leftward: bool) -> Iterator[list[Glyph]]:
    """Glyphs that follow one another on one line."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _goes_on(run, glyph, reads_leftward):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _goes_on(run: list[Glyph], glyph: Glyph, reads_leftward: bool) -> bool:
    last = run[-1]
    size = max(last.size, glyph.size, 1.0)
    if abs(glyph.baseline - last.baseline) > 0.6 * size:
        return False
    if glyph.char.isspace() or -size < glyph.left - last.right < _APART * size:
        return True
    if not reads_leftward:
        return _is_beside(run, glyph, size)
    # Of a line in two directions PDFium hands over the words in any order.
    inked = next((each for each in reversed(run) if not each.char.isspace()), last)
    return abs(glyph.baseline - inked.baseline) < 0.3 * min(inked.size, glyph.size)


def _is_beside(run: list[Glyph], glyph: Glyph, size: float) -> bool:
    """Whether a glyph stands beside a run, or in it, where some of it is read leftward."""
    if not is_leftward(glyph.char) and not any(is_leftward(each.char) for each in run):
        return False
    inked = [each for each in run if not each.char.isspace()] or run
    left, right = min(each.left for each in inked), max(each.right for each in inked)
    return max(glyph.left - right, left - glyph.right) < _APART * size


def apart(run: list[Glyph]) -> Iterator[list[Glyph]]:
    """The parts of a run that stand far apart, the rightmost first."""
    inked = [glyph for glyph in run if not glyph.char.isspace()]
    if not inked:
        return
    edges = _edges(inked, _APART * median(glyph.size for glyph in inked))
    parts: list[list[Glyph]] = [[] for _ in edges]
    for glyph in run:
        parts[max(0, bisect(edges, glyph.left) - 1)].append(glyph)
    yield from filter(None, reversed(parts))


def stretches(inked: list[Glyph], run: list[Glyph], size: float) -> Iterator[list[Glyph]]:
    """The glyphs of a line, parted where they stand far apart; blanks stay with what is before."""
    edges = _edges(inked, _CELL * size)
    part: list[Glyph] = []
    place = 0
    for glyph in run:
        is_inked = not glyph.char.isspace() or len(inked) == len(run)
        here = bisect(edges, glyph.left) if is_inked else place
        if place and here != place:
            yield part
            part = []
        part.append(glyph)
        place = here
    yield part


def _edges(inked: list[Glyph], gap: float) -> list[float]:
    """Where on a line something begins anew after a wide gap.

    Seen on the paper: in a line that is read from right to left, the figures of 350 are handed over
    from left to right, and its first one is not beside the letter before it.
    """
    edges: list[float] = []
    right = inked[0].right if inked else 0.0
    for glyph in sorted(inked, key=lambda glyph: glyph.left):
        if edges and glyph.left - right > gap:
            edges.append(glyph.left)
        right = max(right, glyph.right) if edges else glyph.right
        edges = edges or [glyph.left]
    return edges
