"""A UN document as text: its masthead as fields, its body in blocks, each note by its paragraph."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from crawler.items import Block, UnreadableError
from crawler.reading import un_kin, word, word_blocks
from crawler.reading.furniture import content, is_furniture, note_number
from crawler.reading.masthead import Masthead, masthead
from crawler.reading.paragraphs import (
    Measure,
    Paragraph,
    block,
    is_heading,
    joined,
    paragraphs,
)
from crawler.reading.pdf import Line, NoTextError, Sheet, sheets
from crawler.reading.scans import pictures
from crawler.reading.spacing import first_line
from crawler.verdict import kind_of, missing_end

_REISSUE = re.compile(
    r"reissue|新印发|重新发布|重发|nouveau tirage|réédité|publicado nuevamente|nueva tirada"
    r"|Переиздан|أعيد إصدار",
    re.IGNORECASE,
)
_HEAD = 60  # parts of a Word file among which its masthead stands
_PAGE = 3000.0  # points: they fit on it, and a masthead into its upper half
_LEADING = 8  # parts among which a title stands
_REFERENCE = re.compile(r"[⁰¹²³⁴-⁹]+|\*{1,3}")
_STARRED = 3  # blocks at the beginning of which one may have a star: sponsors, a title
_SCRIPTS = (("zh", "\u4e00", "\u9fff"), ("ar", "\u0600", "\u06ff"), ("ru", "\u0400", "\u04ff"))
_WORDS = {
    "en": frozenset(("the", "of", "and", "to", "in", "for", "with", "that", "by")),
    "es": frozenset(("el", "los", "las", "y", "en", "del", "por", "que", "con", "una")),
    "fr": frozenset(("le", "les", "des", "et", "du", "dans", "une", "par", "que", "sur")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnText:
    """What a file says; `title_by` and `body_by` name what found them."""

    title: str
    blocks: tuple[Block, ...]
    form: str
    language: str
    symbols: tuple[str, ...] = ()
    date: str = ""
    fields: Mapping[str, str]
    remarks: Mapping[str, str]
    title_by: str
    body_by: str


def read(body: bytes) -> UnText:
    """What a PDF or Word file says, chosen by its bytes; only to be called in the worker process.

    Raises:
        UnreadableError: it is encrypted, damaged, cut short, or has no text in it.
    """
    return read_pdf(body) if kind_of({}, body) == "pdf" else read_word(body)


def scan(body: bytes, error: NoTextError) -> UnText:
    """A document of which only pictures are there: that it has no text, and which pictures."""
    return UnText(
        title="",
        blocks=(),
        form="pdf",
        language="",
        fields={"text_layer": f"no text layer: {error.pages} pages", "pictures": pictures(body)},
        remarks={"pages": str(error.pages)},
        title_by="address",
        body_by="nothing: no text layer",
    )


def read_pdf(body: bytes) -> UnText:
    """What a PDF says; only to be called in the worker process.

    Raises:
        UnreadableError: it is encrypted, damaged, cut short, or has no text in it.
    """
    if missing := missing_end(body):
        raise UnreadableError(missing)
    pages = sheets(body)
    head = masthead(pages[0])
    text = content((Sheet(pages[0].width, pages[0].height, head.rest), *pages[1:]))
    measure = Measure.of(text.body)
    parts = paragraphs(text.body, measure)
    headings = frozenset(part for part in parts if is_heading(part, measure))
    title = _title(parts, headings, head)
    blocks = [block(part, headings) for part in parts if part is not title]
    if not blocks and title is None:
        raise UnreadableError("no body: nothing but a masthead and furniture")
    return assembled(
        head,
        title.text if title else "",
        blocks,
        notes_of(text.notes),
        form="pdf",
        remarks={"pages": str(len(pages))},
        title_by="largest heading",
        body_by="text of the PDF",
    )


def read_word(body: bytes) -> UnText:
    """What a Word file says; only to be called in the worker process.

    Raises:
        UnreadableError: it is encrypted, damaged, cut short, or has no text in it.
    """
    if missing := missing_end(body):
        raise UnreadableError(missing)
    file = word.read(body)
    parts, head = _without_head(file)
    parts = [part for part in parts if part.cells or not is_furniture(part.text)]
    title = word_blocks.title(parts)
    blocks = [word_blocks.block(part) for part in parts if part is not title]
    if not blocks and title is None:
        raise UnreadableError("no body: nothing but a masthead")
    return assembled(
        head,
        title.text if title else "",
        blocks,
        file.notes,
        form=file.form,
        remarks={},
        title_by="first heading",
        body_by=f"text of the {file.form}",
    )


def _without_head(file: word.Word) -> tuple[list[word.Part], Masthead]:
    """The parts of a Word file below its masthead, and that.

    Its lines are laid out as if on a page, so that one reader of mastheads will do.
    """
    lines: dict[Line, int] = {}
    down = _PAGE - 50.0
    for number, part in enumerate(file.parts[:_HEAD]):
        columns = part.cells or ((part.text,),)
        for column, texts in enumerate(columns):
            left = 60.0 + column * 480.0 / len(columns)
            for row, text in enumerate(texts):
                lines[_laid(text, left, down - 12 * row)] = number
        down -= 12 * max(map(len, columns)) + 8
    foot = [_laid(text, 60, 50.0 - 12 * row) for row, text in enumerate(file.foot)]
    head = masthead(Sheet(600, _PAGE, (*lines, *foot)))
    rest = frozenset(head.rest)
    taken = {number for line, number in lines.items() if line not in rest}
    return [part for number, part in enumerate(file.parts) if number not in taken], head


def _laid(text: str, left: float, baseline: float) -> Line:
    right = left + 5 * len(text)
    return Line(text=text, page=0, left=left, right=right, baseline=baseline, size=10)


def assembled(
    head: Masthead,
    title: str,
    blocks: Sequence[Block],
    notes: Sequence[str],
    *,
    form: str,
    remarks: Mapping[str, str],
    title_by: str,
    body_by: str,
) -> UnText:
    """The parts of a document put together, whatever they were read from."""
    reissue, notes = _reissue(head, notes)
    fields = head.fields | ({"reissue": reissue} if reissue else {}) | un_kin.family(head.symbols)
    return UnText(
        title=title or _substitute(head, blocks),
        blocks=attached(blocks, notes),
        form=form,
        language=head.language or guess(blocks),
        symbols=head.symbols,
        date=head.date,
        fields=fields,
        remarks={**remarks, **un_kin.said_of_others(head.symbols, blocks)},
        title_by=title_by if title else "subject",
        body_by=body_by,
    )


def attached(blocks: Sequence[Block], notes: Sequence[str]) -> tuple[Block, ...]:
    """The blocks, each footnote right after the one that refers to it; the others at the end.

    Notes are numbered in the order in which they are referred to; an annex may begin anew.
    """
    after: dict[int, list[Block]] = {}
    left: list[Block] = []
    references = [frozenset(_REFERENCE.findall(block.text)) for block in blocks]
    position = 0
    for note in notes:
        mark = note_number(note)
        is_star = mark.startswith("*")
        place = _referring(references[:_STARRED] if is_star else references, mark, position)
        if place is None:
            left.append(Block("footnote", note))
        else:
            position = position if is_star else place
            after.setdefault(place, []).append(Block("footnote", note))
    whole = (each for number, part in enumerate(blocks) for each in (part, *after.get(number, ())))
    return (*whole, *left)


def notes_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """The footnotes, each joined over lines and pages."""
    groups: list[list[Line]] = []
    expected = 0
    for line in lines:
        mark = note_number(line.text)
        is_next = not mark.isascii() or mark.startswith("*") or mark == str(expected + 1)
        if not groups or (mark and is_next):
            groups.append([line])
            expected = int(mark) if mark.isdecimal() and mark.isascii() else expected
        else:
            groups[-1].append(line)
    measure = Measure.of(lines)
    return tuple(joined(group, measure) for group in groups)


def guess(blocks: Sequence[Block]) -> str:
    """The language of a text, where neither the address nor the masthead says it."""
    text = " ".join(each.text for each in blocks)
    for code, first, last in _SCRIPTS:
        if 4 * sum(first <= char <= last for char in text) > len(text):
            return code
    words = text.lower().split()
    counts = {code: sum(word in known for word in words) for code, known in _WORDS.items()}
    return max(counts, key=lambda code: counts[code])


def _referring(references: Sequence[Container[str]], mark: str, start: int) -> int | None:
    for number in range(start, len(references)):
        if mark and mark in references[number]:
            return number
    return None


def _title(
    parts: Sequence[Paragraph], headings: frozenset[Paragraph], head: Masthead
) -> Paragraph | None:
    """The largest heading before the text begins; of a resolution, the one with its number."""
    leading: list[Paragraph] = []
    for part in parts[:_LEADING]:
        if part in headings:
            leading.append(part)
        elif leading and not part.text.startswith("["):  # "[on the report of ...]"
            break
    numbers = [symbol.split("/RES/")[-1] for symbol in head.symbols if "/RES/" in symbol]
    for part in leading:
        if any(part.text.startswith(f"{number}.") for number in numbers):
            return part
    return max(leading, key=lambda part: round(part.size, 1), default=None)


def _substitute(head: Masthead, blocks: Sequence[Block]) -> str:
    first = first_line(blocks[0].text) if blocks else ""
    return head.fields.get("subject") or first or head.fields.get("symbol", "")


def _reissue(head: Masthead, notes: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """What the document says of its being a reissue, and the other notes."""
    said = next((note for note in notes if note.startswith("*") and _REISSUE.search(note)), "")
    if not head.mark and not said:
        return "", tuple(notes)
    return said.lstrip("* ") or head.mark, tuple(note for note in notes if note != said)
