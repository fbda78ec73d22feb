"""Any PDF as one document: its largest heading, and its text in blocks."""

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.items import Block, UnreadableError
from crawler.reading import dates
from crawler.reading.furniture import content
from crawler.reading.paragraphs import Measure, Paragraph, block, is_heading, paragraphs
from crawler.reading.pdf import sheets
from crawler.reading.spacing import first_line
from crawler.verdict import missing_end

_HEAD = 8  # a title stands among so many paragraphs at the beginning


@dataclass(frozen=True, slots=True)
class Paper:
    """What a PDF says. `day` is the one date that stands by itself in it; `by` found the title."""

    title: str
    blocks: tuple[Block, ...]
    day: str | None
    by: str


def read(body: bytes) -> Paper:
    """The text of a PDF; only to be called in the worker process.

    Raises:
        UnreadableError: it is encrypted, damaged, cut short, or has no text in it.
    """
    if missing := missing_end(body):
        raise UnreadableError(missing)
    text = content(sheets(body))
    if not text.body:
        raise UnreadableError("no body: nothing but furniture")
    measure = Measure.of(text.body)
    parts = paragraphs(text.body, measure)
    headings = frozenset(part for part in parts if is_heading(part, measure))
    title = _title(parts, headings)
    notes = paragraphs(text.notes, Measure.of(text.notes)) if text.notes else ()
    days = {day for part in parts if (day := dates.alone(part.text))}
    return Paper(
        title=title.text if title else first_line(parts[0].text),
        blocks=(
            *(block(part, headings) for part in parts if part is not title or len(parts) == 1),
            *(Block("footnote", note.text) for note in notes),
        ),
        day=days.pop() if len(days) == 1 else None,
        by="largest heading" if title else "first line",
    )


def _title(parts: Sequence[Paragraph], headings: frozenset[Paragraph]) -> Paragraph | None:
    leading = (part for part in parts[:_HEAD] if part in headings and not dates.alone(part.text))
    return max(leading, key=lambda part: round(part.size, 1), default=None)
