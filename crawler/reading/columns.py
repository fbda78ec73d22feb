"""Pages with columns of text: each is read to its end before the next one begins."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from crawler.reading.pdf import Line

_GUTTER = 0.9  # sizes between two columns of text, at least
_LEAST = 4  # lines that a column of text has
_NARROWEST = 0.25  # of the text's width: a narrower column is one of a table
_FULL = 0.8  # of its column's width: a full line
_MOSTLY = 0.55  # of its lines are full in a column of text
_NEAR = 0.9  # sizes between two edges that are meant to be in one line


def columns(lines: list[Line], size: float) -> Iterator[list[Line]]:
    """Lines that are read together, from the top down: a page is one such part, or several."""
    gutter = _gutter(lines, size)
    if gutter is None:
        yield sorted(lines, key=lambda line: -line.baseline)
        return
    band: list[Line] = []
    widest = max(line.right for line in lines)
    for line in sorted(lines, key=lambda line: -line.baseline):
        if _crosses(line, gutter, size):
            yield from _band(band, gutter, size)
            yield [replace(line, edge=widest)]
            band = []
        else:
            band.append(line)
    yield from _band(band, gutter, size)


def edge(lines: Sequence[Line]) -> float:
    """How far lines go, but for the few that go further."""
    rights = sorted(line.right for line in lines)
    return rights[int(0.9 * (len(rights) - 1))]


def _band(lines: list[Line], gutter: float, size: float) -> Iterator[list[Line]]:
    """The left column and the right one, moved to where the left one begins."""
    left = [line for line in lines if line.right < gutter]
    right = [line for line in lines if line.right >= gutter]
    if not left or not right:
        yield lines
        return
    start, limit = min(line.left for line in left), edge(left)
    yield [replace(line, edge=limit) for line in left]
    shift = min(line.left for line in right) - start
    for part in columns(right, size):
        limit = edge(part)
        yield [_moved(line, shift, limit) for line in part]


def _moved(line: Line, shift: float, limit: float) -> Line:
    right = line.edge or limit
    return replace(line, left=line.left - shift, right=line.right - shift, edge=right - shift)


def _gutter(lines: list[Line], size: float) -> float | None:
    """Where the second column of text begins, if there are two."""
    lefts = sorted(line.left for line in lines)
    for left in dict.fromkeys(round(each) for each in lefts):
        near = [each for each in lefts if abs(each - left) < _NEAR * size]
        if len(near) >= _LEAST and _parts(lines, min(near), size):
            return min(near)
    return None


def _parts(lines: list[Line], gutter: float, size: float) -> bool:
    left = [line for line in lines if line.right < gutter - _GUTTER * size]
    right = [line for line in lines if line.left > gutter - 0.5]
    beside = [line for line in left if _overlaps(line, right)]
    against = [line for line in right if _overlaps(line, left)]
    crossing = [line for line in lines if _crosses(line, gutter, size)]
    between = [line for line in crossing if _overlaps(line, against) and _overlaps(line, beside)]
    width = max(line.right for line in lines) - min(line.left for line in lines)
    return (
        len(beside) >= _LEAST
        and len(against) >= _LEAST
        and len(between) <= 0.2 * len(against)
        and _is_text(beside, width)
        and _is_text(against, width)
        and not _are_rows(beside, against, size)
    )


def _crosses(line: Line, gutter: float, size: float) -> bool:
    return line.left < gutter - 0.5 and line.right > gutter - _GUTTER * size


def _overlaps(line: Line, others: list[Line]) -> bool:
    """Whether a line stands at the height of others."""
    heights = [other.baseline for other in others]
    return bool(heights) and min(heights) - line.size < line.baseline < max(heights) + line.size


def _is_text(lines: list[Line], width: float) -> bool:
    """Whether lines are a column of text: wide, and mostly filled."""
    left = min(line.left for line in lines)
    own = edge(lines) - left
    full = sum(line.right - left > _FULL * own for line in lines)
    return own > _NARROWEST * width and full > _MOSTLY * len(lines)


def _are_rows(left: list[Line], right: list[Line], size: float) -> bool:
    """Whether both sides have their gaps at the same heights: two columns of a table."""
    gaps, others = _gaps(left), _gaps(right)
    if len(gaps) < 2 or len(others) < 2:
        return False
    shared = sum(any(abs(gap - other) < size for other in others) for gap in gaps)
    return shared > 0.7 * len(gaps)


def _gaps(lines: list[Line]) -> list[float]:
    """The heights at which a column begins anew after a gap."""
    steps = [(above.baseline - below.baseline, below.baseline) for above, below in _down(lines)]
    usual = median(step for step, _ in steps) if steps else 0.0
    return [height for step, height in steps if step > 1.25 * usual]


def _down(lines: list[Line]) -> list[tuple[Line, Line]]:
    return list(pairwise(sorted(lines, key=lambda line: -line.baseline)))
