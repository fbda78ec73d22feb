"""The lines of a page in the order in which people read them: columns, and the rows of tables."""

from collections.abc import Sequence
from statistics import median

from crawler.reading.columns import columns
from crawler.reading.pdf import Line
from crawler.reading.tables import with_rows


def arranged(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of one page as they are read: column after column, each table row as one line."""
    if not lines:
        return ()
    size = median(line.size for line in lines)
    return tuple(line for part in columns(list(lines), size) for line in with_rows(part, size))
