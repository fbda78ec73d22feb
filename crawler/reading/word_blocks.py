"""The parts of a Word file as blocks of a document, and which of them is its title."""

from collections.abc import Sequence

from crawler.items import Block
from crawler.reading.paragraphs import text_block
from crawler.reading.word import Part

_LEADING = 8  # parts among which a title stands


def title(parts: Sequence[Part]) -> Part | None:
    """The largest heading at the beginning; None where there is none."""
    headings = (part for part in parts[:_LEADING] if part.is_heading)
    return max(headings, key=lambda part: part.size, default=None)


def block(part: Part) -> Block:
    """A part as a row, a heading, or whatever its number says that it is."""
    if part.cells:
        return Block("row", part.text)
    found = text_block(part.text)
    is_heading = part.is_heading and found.kind == "paragraph"
    return Block("heading", part.text, 2) if is_heading else found
