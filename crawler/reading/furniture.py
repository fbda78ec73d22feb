"""What stands on every page and belongs to none: running heads, page numbers, job numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.reading.layout import arranged
from crawler.reading.pdf import Line, Sheet
from crawler.reading.symbols import is_symbol

_RIM = 0.2  # of a page's height: no head and no foot is further inside
_EDGE = 0.1  # of a page's height, at its top and at its bottom
_RULE = re.compile(r"[_‗⎯─—]{5,}")
_MARK = re.compile(r"(?:[⁰¹²³⁴-⁹]+|\*{1,3})\s*")
_PLAIN_MARK = re.compile(r"(\d{1,3})\s+(?=\S)")
_SMALL = 0.92  # of the text's size: footnotes are set smaller
_JOB = re.compile(
    r"(?P<number>(?:[A-Z]{1,4}\.?\s?)?\d{2}-\d{4,6}|[A-Z]\d{7,8})"
    r"(?P<mark>\*{0,3})(?:\s*\([A-Z]\))?(?P<dates>(?:\s+\d{6})*)"
)
_BARCODE = re.compile(r"[*!]?[A-Z]?\d{6,8}[*!]{0,4}")  # of a reissue with its stars
_WISHES = re.compile(
    r"(?:请回收|请再循环|Please recycle|Merci de recycler|Se ruega reciclar"
    r"|Просьба отправить на вторичную переработку|الرجاء إعادة استعمال الورق"
    r"|Accessible document|无障碍文件|Document adapté).{0,4}",
    re.IGNORECASE,
)
_OF_PAGES = re.compile(r"\d{1,4}\s*(?:/|of)\s*\d{1,4}")
_PATTERNS = (
    _JOB,
    _BARCODE,
    re.compile(r"\(?[A-Z]\)?|\d{6}(?:\s+\d{6})*"),  # parts of a job number drawn by themselves
    _OF_PAGES,
    re.compile(r"[-–—]?\s*\d{1,4}\s*[-–—]?|[ivxlc]{1,6}"),  # page numbers by themselves
    re.compile(
        r"(?:Page|Página|Стр\.|Стр|页|الصفحة) ?\d{1,4}(?: ?(?:/|of|de|из) ?\d{1,4})?"
        r"|第\s*\d{1,4}\s*页.{0,12}|/?\.{3}",
        re.IGNORECASE,
    ),
    _WISHES,
    re.compile(r"ENGLISH|FRENCH|SPANISH|RUSSIAN|CHINESE|ARABIC", re.IGNORECASE),  # old heads
    re.compile(r"\d{1,2}/\d{1,2}/\d{4}"),  # the day of a meeting, in the head of its record
)


@dataclass(frozen=True, slots=True)
class Content:
    """The lines of a document without its furniture: the text, and the footnotes apart."""

    body: tuple[Line, ...]
    notes: tuple[Line, ...]


def content(sheets: Sequence[Sheet]) -> Content:
    """What of the pages is the document's own text."""
    known = _recurring(sheets)
    kept = [
        [line for line in _without_rims(sheet) if not _is_furniture(line, sheet, known)]
        for sheet in sheets
    ]
    size = usual_size([line for lines in kept for line in lines])
    parted = [_parted(lines, size) for lines in kept]
    return Content(
        tuple(line for body, _ in parted for line in arranged(body)),
        tuple(line for _, notes in parted for line in notes),
    )


def job_numbers(sheet: Sheet) -> dict[str, str]:
    """The job number at a page's foot and the days (ddmmyy) on which the job was done."""
    foot = [line for line in sheet.lines if line.baseline < 2 * _EDGE * sheet.height]
    found = [match for line in foot if (match := _JOB.fullmatch(line.text))]
    if not found:
        return {}
    days = " ".join(match["dates"] for match in found).split()
    days += [line.text for line in foot if re.fullmatch(r"\d{6}", line.text)]
    return {"job_number": found[0]["number"], "job_dates": " ".join(days)}


def is_furniture(text: str) -> bool:
    """Whether a text by itself is a symbol, a job number or a barcode, and belongs to a page."""
    return is_symbol(text) or any(form.fullmatch(text) for form in (_JOB, _BARCODE, _WISHES))


def usual_size(lines: Sequence[Line]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=10.0)


def note_number(text: str) -> str:
    """The mark that a footnote begins with; empty where a line only goes on with one."""
    found = _MARK.match(text) or _PLAIN_MARK.match(text)
    return found[0].strip() if found else ""


def _masked(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def _recurring(sheets: Sequence[Sheet]) -> frozenset[str]:
    """What stands at the edge of two pages or more, figures aside."""
    edges = (
        {_masked(line.text) for line in sheet.lines if _is_edge(line, sheet)} for sheet in sheets
    )
    times = Counter(text for texts in edges for text in texts)
    return frozenset(text for text, count in times.items() if count > 1)


def _is_edge(line: Line, sheet: Sheet) -> bool:
    return not _EDGE * sheet.height < line.baseline < (1 - _EDGE) * sheet.height


def _without_rims(sheet: Sheet) -> list[Line]:
    """The lines of a page without what cannot be text at its very top and bottom.

    Some set their heads and feet further inside than others do.
    """
    lines = sorted(sheet.lines, key=lambda line: line.baseline)
    rims: set[Line] = set()
    for ordered, limit in ((lines, _RIM), (lines[::-1], 1 - _RIM)):
        for line in ordered:
            is_outside = (line.baseline - limit * sheet.height) * (0.5 - limit) < 0
            if not is_outside or not _is_rim(line.text):
                break
            if is_furniture(line.text) or _OF_PAGES.fullmatch(line.text):
                rims.add(line)
    heights = [rim.baseline for rim in rims]
    return [
        line
        for line in sheet.lines
        if not (_is_rim(line.text) and any(abs(line.baseline - each) < 1 for each in heights))
    ]


def _is_rim(text: str) -> bool:
    return is_symbol(text) or any(form.fullmatch(text) for form in _PATTERNS)


def _is_furniture(line: Line, sheet: Sheet, known: frozenset[str]) -> bool:
    if not _is_edge(line, sheet):
        return False
    if _is_rim(line.text):
        return True
    return _masked(line.text) in known or _is_beside_head(line, sheet)


def _is_beside_head(line: Line, sheet: Sheet) -> bool:
    """A running title stands beside the symbol, or above it."""
    heads = [other for other in sheet.lines if _is_edge(other, sheet) and is_symbol(other.text)]
    return line.page > 0 and any(
        line.baseline > sheet.height / 2 and line.baseline > head.baseline - 0.5 * head.size
        for head in heads
        if head.baseline > sheet.height / 2
    )


def _parted(lines: list[Line], size: float) -> tuple[list[Line], list[Line]]:
    """The text of a page and its footnotes: below a rule, or small and marked at its foot."""
    rules = [index for index, line in enumerate(lines) if _RULE.fullmatch(line.text)]
    for rule in reversed(rules):
        below = lines[rule + 1 :]
        if below and all(line.baseline < lines[rule].baseline for line in below):
            return _ruleless(lines[:rule]), _ruleless(below)
    start = len(lines)
    while start and lines[start - 1].size < _SMALL * size:
        start -= 1
    while start < len(lines) and not note_number(lines[start].text):
        start += 1
    return _ruleless(lines[:start]), _ruleless(lines[start:])


def _ruleless(lines: list[Line]) -> list[Line]:
    return [line for line in lines if not _RULE.fullmatch(line.text)]
