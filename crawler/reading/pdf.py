"""PDF files: the lines of each page, with the place and the size of every one.

PDFium is not thread-safe and a PDF is hostile input: this is only called in the worker process.
"""

import ctypes
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2
from pypdfium2 import raw

from crawler.items import UnreadableError
from crawler.reading.leftward import Mark, is_leftward, is_mostly_leftward, logical
from crawler.reading.patience import page_read
from crawler.reading.runs import Glyph, apart, runs, stretches
from crawler.reading.spacing import SUPERSCRIPTS

LEAST = 20  # characters a page: below, it is a picture of a text
MOST_PAGES = 3000
_LONGEST_NAME = 128  # bytes of a font's name
_NAME = ctypes.create_string_buffer(_LONGEST_NAME)
_BOLD = re.compile(rb"bold|heavy|black", re.IGNORECASE)
_HEAVY = 600  # a font's weight from here on is bold
_SCALED = 4.0  # points: no text is as small
_WORD = 0.17  # sizes between two words: what PDFium takes for a blank may be less
_HYPHEN = "\x02"  # so PDFium hands over a hyphen at the end of a line


class NoTextError(UnreadableError):
    """A PDF without a text layer: pictures of a text."""

    def __init__(self, characters: int, pages: int) -> None:
        super().__init__(f"no text layer: {characters} characters on {pages} pages")
        self.pages = pages


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a line that stands well apart from what is beside it."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stretch of characters on one baseline, in points from the page's lower left corner."""

    text: str  # white space collapsed; raised figures as superscripts
    page: int  # from 0
    left: float
    right: float
    baseline: float
    size: float  # of its font: also the width of an ideograph
    is_bold: bool = False
    is_open: bool = False  # a blank is drawn at its end
    cells: tuple[Cell, ...] = ()  # its stretches, where there are several
    is_row: bool = False  # the row of a table, its cells joined
    edge: float = 0.0  # how far the lines of its column go; 0 where the page has but one


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a PDF: its measures and its lines, in the order in which they are drawn."""

    width: float
    height: float
    lines: tuple[Line, ...]


def sheets(body: bytes) -> tuple[Sheet, ...]:
    """The pages of a PDF.

    Raises:
        UnreadableError: it is encrypted, damaged, has too many pages, or has no text in it.
    """
    document = opened(body)
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableError(f"{len(document)} pages are more than are read ({MOST_PAGES})")
        found = tuple(_sheets(document))
    finally:
        document.close()
    characters = sum(len(line.text) for sheet in found for line in sheet.lines)
    if characters < LEAST * max(1, len(found)):
        raise NoTextError(characters, len(found))
    return found


def opened(body: bytes) -> pypdfium2.PdfDocument:
    """A PDF, to be closed by who opened it.

    Raises:
        UnreadableError: it is encrypted or damaged.
    """
    try:
        return pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("the PDF is encrypted and wants a password") from None
        raise UnreadableError(f"the PDF cannot be opened: {error}") from None


def _sheets(document: pypdfium2.PdfDocument) -> Iterator[Sheet]:
    for number in range(len(document)):
        yield _sheet(document, number)
        page_read(number + 1, len(document))


def _sheet(document: pypdfium2.PdfDocument, number: int) -> Sheet:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        # The others alone would look as if this one had been taken out.
        raise UnreadableError(f"page {number + 1} of {len(document)}: {error}") from None
    width, height = page.get_size()
    glyphs = list(_glyphs(text))
    text.close()
    page.close()
    chars = "".join(glyph.char for glyph in glyphs)
    has_leftward = is_leftward(chars)
    reads_leftward = has_leftward and is_mostly_leftward(chars)
    lines = tuple(line for line in _lines(glyphs, number, reads_leftward) if line.text)
    if has_leftward:
        lines = _whole(lines)
    if reads_leftward:
        lines = _mirrored(lines, width)
    return Sheet(width, height, lines)


def _whole(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, what touches another and reads rightward joined to it.

    Beside Arabic, PDFium hands over the parts of A/76/100 one by one, the last first.
    """
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else line
        touches = abs(line.right - last.left) < 0.25 * line.size
        if (
            last is not line
            and touches
            and abs(line.baseline - last.baseline) < 1
            and not (is_leftward(line.text) or is_leftward(last.text))
        ):
            found[-1] = replace(last, text=line.text + last.text, left=line.left, cells=())
        else:
            found.append(line)
    return tuple(found)


def _mirrored(lines: tuple[Line, ...], width: float) -> tuple[Line, ...]:
    """The lines as seen in a mirror: what begins at the right edge begins at the left one."""
    return tuple(
        replace(
            line,
            left=width - line.right,
            right=width - line.left,
            cells=tuple(
                Cell(each.text, width - each.right, width - each.left) for each in line.cells
            ),
        )
        for line in lines
    )


def _glyphs(text: pypdfium2.PdfTextPage) -> Iterator[Glyph]:
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    styles: dict[int | None, tuple[float, bool]] = {}
    follows_blank = False
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in {0, 0xFFFE, 0xFFFF}:
            continue
        if code in {10, 13} or (code == 32 and raw.FPDFText_IsGenerated(text, index)):
            follows_blank = True
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        # What is drawn at once has one font: to ask for it at every character takes most time.
        drawn = ctypes.cast(raw.FPDFText_GetTextObject(text, index), ctypes.c_void_p).value
        if drawn is None or drawn not in styles:
            styles[drawn] = (_size(text, index), _is_bold(text, index))
        size, is_bold = styles[drawn]
        char = "-" if chr(code) == _HYPHEN else chr(code)
        yield Glyph(char, box.left, box.right, y.value, size, is_bold, follows_blank)
        follows_blank = False


def _is_bold(text: pypdfium2.PdfTextPage, index: int) -> bool:
    """Whether a glyph is bold: by its font's weight, else by its font's name."""
    if raw.FPDFText_GetFontWeight(text, index) >= _HEAVY:
        return True
    raw.FPDFText_GetFontInfo(text, index, _NAME, _LONGEST_NAME, None)
    return bool(_BOLD.search(_NAME.value))


def _size(text: pypdfium2.PdfTextPage, index: int) -> float:
    """The size of a glyph as it is seen: some producers set a font of 1 and scale the text."""
    size = float(raw.FPDFText_GetFontSize(text, index))
    if size > _SCALED:
        return size
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
    return size * math.hypot(matrix.c, matrix.d) or 1.0


def _lines(glyphs: Iterable[Glyph], page: int, reads_leftward: bool) -> Iterator[Line]:
    """Glyphs as lines: one ends where the next glyph stands elsewhere."""
    for run in runs(glyphs, reads_leftward):
        for part in apart(run) if reads_leftward else [run]:
            yield _line(part, page, reads_leftward)


def _line(run: list[Glyph], page: int, reads_leftward: bool) -> Line:
    inked = [glyph for glyph in run if not glyph.char.isspace()] or run
    size = median(glyph.size for glyph in inked)
    base = median(glyph.baseline for glyph in inked if glyph.size >= size)
    bold = sum(glyph.is_bold for glyph in inked)
    cells = tuple(_cell(part, base, size, reads_leftward) for part in stretches(inked, run, size))
    return Line(
        text=" ".join(cell.text for cell in cells),
        page=page,
        left=min(glyph.left for glyph in inked),
        right=max(glyph.right for glyph in inked),
        baseline=base,
        size=size,
        is_bold=2 * bold > len(inked),
        is_open=run[-1].char.isspace(),
        cells=cells if len(cells) > 1 else (),
    )


def _cell(part: list[Glyph], base: float, size: float, reads_leftward: bool) -> Cell:
    if reads_leftward:
        marks = [Mark(_char(glyph, base, size), glyph.left, glyph.right) for glyph in part]
        text = logical(marks, _WORD * size)
    else:
        text = _rightward(part, base, size)
    inked = [glyph for glyph in part if not glyph.char.isspace()] or part
    return Cell(
        " ".join(text.split()),
        min(glyph.left for glyph in inked),
        max(glyph.right for glyph in inked),
    )


def _between(last: Glyph, glyph: Glyph) -> float:
    """How far apart two glyphs are, in whichever direction they are read."""
    return max(glyph.left - last.right, last.left - glyph.right)


def _rightward(part: list[Glyph], base: float, size: float) -> str:
    text = ""
    for index, glyph in enumerate(part):
        # Letters that are set a little apart are still one word.
        if index and glyph.follows_blank and _between(part[index - 1], glyph) > _WORD * size:
            text += " "
        text += _char(glyph, base, size)
    return text


def _char(glyph: Glyph, base: float, size: float) -> str:
    """A raised figure is a reference or an exponent: 10² is not 102."""
    is_raised = glyph.size < 0.85 * size and glyph.baseline > base + 0.15 * size
    return glyph.char.translate(SUPERSCRIPTS) if is_raised else glyph.char
