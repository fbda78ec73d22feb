"""Tables on a page: each of their rows as one line, its cells joined by " | "."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from crawler.reading.pdf import Cell, Line
from crawler.reading.spacing import run_on

_ROW = 0.35  # sizes between the baselines of one row, at most
_NEAR = 0.9  # sizes between two edges that are meant to be in one line
_APART = 1.15  # times the smallest step between the lines of a table: its next row
_WIDE = 2.0  # sizes between the two cells of a table that has only two rows
_LEADING = 1.7  # sizes between two lines of one cell, at most
_STEP = 2.6  # sizes between two rows of one table, at most
_MARKER = re.compile(r"[(（]?[0-9A-Za-z]{1,4}[.)）]|[•●▪·–—*-]{1,3}|[⁰¹²³⁴-⁹]+")
_LEADER = re.compile(r"(?:\s?[.．·…_]){4,}\s?")


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands at one height of a page."""

    lines: tuple[Line, ...]

    @property
    def baseline(self) -> float:
        return self.lines[0].baseline

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Its stretches from left to right; the mark of a list belongs to what it marks."""
        cells = [cell for line in self.lines for cell in _cells_of(line)]
        cells.sort(key=lambda cell: cell.left)
        if len(cells) > 1 and _MARKER.fullmatch(cells[0].text):
            first, second, *others = cells
            text = f"{first.text} {second.text}"
            return (Cell(text, first.left, second.right), *others)
        return tuple(cells)


def _cells_of(line: Line) -> tuple[Cell, ...]:
    return line.cells or (Cell(line.text, line.left, line.right),)


def with_rows(lines: list[Line], size: float) -> Iterator[Line]:
    """The lines from the top down; those of a table, a line a row."""
    rows = _rows(lines)
    position = 0
    while position < len(rows):
        end = _table(rows, position, size)
        if end:
            yield from _table_rows(rows[position:end], size)
            position = end
        else:
            yield from rows[position].lines
            position += 1


def _rows(lines: list[Line]) -> list[_Row]:
    rows: list[list[Line]] = []
    for line in lines:
        if rows and abs(rows[-1][0].baseline - line.baseline) < _ROW * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_Row(tuple(sorted(row, key=lambda line: line.left))) for row in rows]


def _table(rows: list[_Row], start: int, size: float) -> int:
    """Where the table ends that begins with this row; 0 where none does."""
    first = _first_whole(rows, start, size)
    if first is None:
        return 0
    columns = list(rows[first].cells)
    whole = [first]  # the rows that have several cells
    end = first + 1
    while end < len(rows) and rows[end - 1].baseline - rows[end].baseline < _STEP * size:
        cells = rows[end].cells
        merged = _merged([*columns, *cells])
        if len(cells) > 1:
            agree = any(_agree(rows[each].cells, cells, size) for each in whole[-4:])
            if not agree or len(merged) < max(2, 0.6 * max(len(columns), len(cells))):
                break
            whole.append(end)
        elif len(merged) < len(columns) or not _stands_in(cells[0], columns, size):
            break
        columns = merged
        end += 1
    end = whole[-1] + 1 + _continued(rows, whole[-1] + 1, end, size)
    return end if _is_table([rows[each] for each in whole], columns, size) else 0


def _first_whole(rows: list[_Row], start: int, size: float) -> int | None:
    """The first row with several cells, where a higher cell begins before it."""
    if len(rows[start].cells) > 1:
        return start
    for number in range(start + 1, min(start + 6, len(rows))):
        if rows[number - 1].baseline - rows[number].baseline > 1.6 * size:
            return None
        cells = rows[number].cells
        if len(cells) > 1:
            before = [row.cells[0] for row in rows[start:number]]
            is_higher = all(
                cell.left > cells[0].right and _stands_in(cell, cells, size) for cell in before
            )
            return number if is_higher else None
    return None


def _continued(rows: list[_Row], start: int, end: int, size: float) -> int:
    """How many single cells below the last full row still belong to it: those close below it."""
    count = 0
    for above, below in pairwise(rows[start - 1 : end]):
        if above.baseline - below.baseline > 1.3 * size or below.cells[0].left < (
            rows[start - 1].cells[0].right
        ):
            break
        count += 1
    return count


def _is_table(rows: list[_Row], columns: list[Cell], size: float) -> bool:
    if len(rows) < 2 or len(columns) < 2:
        return False
    apart = min(
        (right.left - left.right for row in rows for left, right in pairwise(row.cells)),
        default=0.0,
    )
    return len(rows) > 2 or len(columns) > 2 or apart > _WIDE * size


def _merged(cells: list[Cell]) -> list[Cell]:
    """The columns in which cells stand."""
    columns: list[Cell] = []
    for cell in sorted(cells, key=lambda cell: cell.left):
        if columns and cell.left < columns[-1].right:
            right = max(columns[-1].right, cell.right)
            columns[-1] = replace(columns[-1], right=right)
        else:
            columns.append(replace(cell, text=""))
    return columns


def _agree(cells: Sequence[Cell], others: Sequence[Cell], size: float) -> bool:
    """Whether two rows have cells in line with one another, not only the first ones."""
    near = _NEAR * size
    pairs = [
        (number, index)
        for number, cell in enumerate(cells)
        for index, other in enumerate(others)
        if abs(cell.left - other.left) < near
        or abs(cell.right - other.right) < near
        or abs(cell.left + cell.right - other.left - other.right) < near
    ]
    return any(number and index for number, index in pairs) and len(pairs) > 1


def _stands_in(cell: Cell, columns: Sequence[Cell], size: float) -> bool:
    """Whether a line stands within a column of the table."""
    for number, column in enumerate(columns):
        following = columns[number + 1].left if number + 1 < len(columns) else float("inf")
        if cell.left > column.left - _NEAR * size and cell.right < following:
            return True
    return False


def _table_rows(rows: list[_Row], size: float) -> Iterator[Line]:
    """The rows of a table, what runs over several lines in one."""
    columns = _merged([cell for row in rows for cell in row.cells])
    for group in _grouped(rows, columns, size):
        texts = ["" for _ in columns]
        for row in group:
            for cell in row.cells:
                number = next(i for i, each in enumerate(columns) if cell.left < each.right)
                texts[number] = run_on(texts[number], cell.text)
        filled = [text for text in texts if text]
        lines = [line for row in group for line in row.lines]
        yield replace(
            lines[0],
            text=_LEADER.sub(" ", " | ".join(filled)).strip(),
            left=min(line.left for line in lines),
            right=max(line.right for line in lines),
            cells=(),
            is_row=True,
        )


def _grouped(rows: list[_Row], columns: list[Cell], size: float) -> list[list[_Row]]:
    """The lines of each row: a gap parts two rows, else a line that begins at the left edge."""
    steps = [above.baseline - below.baseline for above, below in pairwise(rows)]
    least = min(steps, default=0.0)
    is_wrapped = any(len(row.cells) < len(columns) for row in rows)
    has_gaps = is_wrapped and any(step > _APART * least for step in steps)
    groups = [[rows[0]]]
    for (above, below), step in zip(pairwise(rows), steps, strict=True):
        begins = len(below.cells) > 1 and below.cells[0].left < columns[0].right
        if has_gaps and least < _LEADING * size:
            begins = step > _APART * least or (begins and _is_figures(above, below))
        if begins:
            groups.append([below])
        else:
            groups[-1].append(below)
    return groups


def _is_figures(above: _Row, below: _Row) -> bool:
    """Whether both end in a figure: each is a row of its own, however close they stand."""
    return all(re.fullmatch(r"[\d\s.,%–—-]+", row.cells[-1].text) for row in (above, below))
