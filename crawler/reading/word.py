"""Word files as paragraphs: .docx with its styles, tables, numbers and footnotes, and old .doc.

Files are hostile input: this is only called in the worker process, and nothing in them is run.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crawler.items import UnreadableError
from crawler.reading.spacing import SUPERSCRIPTS, collapse
from crawler.reading.word_numbers import Numbers, W

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table
    from docx.text.paragraph import Paragraph as WordParagraph

LARGEST = 200 << 20  # bytes that a file may have when it is unpacked
_USUAL, _STYLED = 11.0, 16.0  # points of a paragraph and of a heading, where the file says none
_LONGEST_HEADING = 300  # characters of a bold paragraph that heads others
_HEADING = re.compile(r"heading|^title$|^_?\s?H_|^H(?:\d|Ch|M)|标题", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or the row of a table with its cells."""

    text: str
    cells: tuple[tuple[str, ...], ...] = ()  # of a row: the paragraphs of each cell
    size: float = 0.0  # points
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """What a Word file says: its parts in order, and its footnotes with their marks."""

    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    form: str  # docx or doc
    foot: tuple[str, ...] = ()  # what stands at the foot of the first page


def read(body: bytes) -> Word:
    """The text of a Word file, chosen by its bytes.

    Raises:
        UnreadableError: it is encrypted, damaged, no Word file, or has no text in it.
    """
    word = _docx(body) if body.startswith(b"PK") else _doc(body)
    if not any(part.text or part.cells for part in word.parts):
        raise UnreadableError("the Word file has no text")
    return word


# .docx -------------------------------------------------------------------------------------------


def _docx(body: bytes) -> Word:
    # Heavy, and needed in the worker alone, and there only for Word.
    import docx  # noqa: PLC0415

    try:
        _refuse_bomb(body)
        document = docx.Document(io.BytesIO(body))
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError(f"the Word file cannot be opened: {error}") from None
    reader = _Reader(document)
    parts = tuple(reader.parts())
    return Word(parts, tuple(reader.notes()), "docx", tuple(reader.foot()))


def _refuse_bomb(body: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
        if "word/document.xml" not in archive.namelist():
            raise UnreadableError("this is no Word file, but another archive")
    if size > LARGEST:
        raise UnreadableError(f"the Word file unpacks to {size} bytes; {LARGEST} are read")


class _Reader:
    """A walk through a document that counts its numbers and its footnotes."""

    def __init__(self, document: "WordDocument") -> None:
        self._document = document
        self._marks: list[str] = []  # ids of the footnotes in the order of their references
        self._numbers = Numbers(_part_of(document, "/word/numbering.xml"))

    def parts(self) -> Iterator[Part]:
        for header in _first_page(self._document, "header"):
            yield from self._inside(header)
        yield from self._inside(self._document)

    def foot(self) -> Iterator[str]:
        """The lines at the foot of the first page: the job number stands there."""
        for footer in _first_page(self._document, "footer"):
            for paragraph in footer._element.iter(f"{W}p"):
                if text := collapse(self._text(paragraph)):
                    yield text

    def notes(self) -> Iterator[str]:
        """The footnotes, each behind its mark."""
        root = _part_of(self._document, "/word/footnotes.xml")
        if root is None:
            return
        texts = {
            note.get(f"{W}id"): " ".join(self._text(each) for each in note.iter(f"{W}p"))
            for note in root.iter(f"{W}footnote")
        }
        for number, name in enumerate(self._marks, start=1):
            yield f"{_raised(number)} {collapse(texts.get(name, ''))}".strip()

    def _inside(self, container: Any) -> Iterator[Part]:
        for item in container.iter_inner_content():
            if hasattr(item, "rows"):
                yield from self._rows(item)
            elif (part := self._paragraph(item)).text:
                yield part

    def _rows(self, table: "Table") -> Iterator[Part]:
        for row in table.rows:
            cells: list[tuple[str, ...]] = []
            seen: list[Any] = []
            for cell in row.cells:
                if any(cell._tc is other for other in seen):
                    continue  # merged over several columns
                seen.append(cell._tc)
                texts = (collapse(self._text(each)) for each in cell._tc.iter(f"{W}p"))
                cells.append(tuple(text for text in texts if text))
            filled = [" ".join(texts) for texts in cells if texts]
            if filled:
                yield Part(" | ".join(filled), tuple(texts for texts in cells if texts))

    def _paragraph(self, paragraph: "WordParagraph") -> Part:
        text = collapse(self._text(paragraph._p))
        number = self._numbers.next(paragraph) if text else ""
        runs = [run for run in paragraph.runs if run.text.strip()]
        is_bold = bool(runs) and all(run.bold for run in runs)
        style = paragraph.style.name if paragraph.style is not None else ""
        sizes = [run.font.size.pt for run in runs if run.font.size]
        is_styled = bool(_HEADING.search(style or ""))
        return Part(
            f"{number} {text}".strip() if number else text,
            size=max(sizes, default=_STYLED if is_styled else _USUAL),
            is_heading=is_styled or (is_bold and len(text) <= _LONGEST_HEADING),
        )

    def _text(self, element: Any) -> str:
        """What a paragraph says: insertions, no deletions; raised figures as superscripts."""
        pieces: list[str] = []
        for node in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}footnoteReference"):
            if any(above.tag == f"{W}del" for above in node.iterancestors()):
                continue
            if node.tag == f"{W}t":
                text = node.text or ""
                pieces.append(text.translate(SUPERSCRIPTS) if _is_raised(node) else text)
            elif node.tag == f"{W}footnoteReference":
                self._marks.append(node.get(f"{W}id"))
                pieces.append(_raised(len(self._marks)))
            else:
                pieces.append(" ")
        return "".join(pieces)


def _first_page(document: "WordDocument", edge: str) -> Iterator[Any]:
    """The head or the foot of the first page, where that page has its own."""
    section = document.sections[0] if document.sections else None
    if section is not None and section.different_first_page_header_footer:
        yield getattr(section, f"first_page_{edge}")


def _is_raised(node: Any) -> bool:
    run = node.getparent()
    found = run.find(f"{W}rPr/{W}vertAlign") if run is not None else None
    return found is not None and found.get(f"{W}val") == "superscript"


def _part_of(document: "WordDocument", name: str) -> Any:
    from docx.oxml import parse_xml  # noqa: PLC0415 - as above

    for part in document.part.package.iter_parts():
        if str(part.partname) == name:
            return parse_xml(part.blob)
    return None


def _raised(number: int) -> str:
    return str(number).translate(SUPERSCRIPTS)


# .doc --------------------------------------------------------------------------------------------


def _doc(body: bytes) -> Word:
    # Needed in the worker alone, and there only for old Word.
    import legacy_doc  # noqa: PLC0415

    try:
        text = legacy_doc.extract_text(body).text
    except Exception as error:
        raise UnreadableError(f"the Word file cannot be opened: {error}") from None
    lines = (collapse(line) for line in re.split(r"[\r\n\x07\x0b\x0c]+", text))
    parts = tuple(Part(line) for line in lines if line)
    return Word(parts, (), "doc")
