"""The first page of a UN document: the masthead, in any of the six languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.reading import dates, tongues
from crawler.reading.front import Front, is_organ
from crawler.reading.furniture import job_numbers
from crawler.reading.pdf import Line, Sheet
from crawler.reading.symbols import Marked, marked, parse

_TOP = 0.55  # of the page's height: a masthead stands above
_HEAD = 0.85  # of the page's height: where there is no masthead, a symbol stands above
_DISPLAY = 1.15  # times the size of the block: the name of an organ
_HOUR = re.compile(r",?\s*(?:at )?\d{1,2}(?:[.:]\d\d)?\s*[ap]\.?m\.?$", re.IGNORECASE)
_DATELINE = 90  # characters of a line that says when a meeting was, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What the first page says of the document; the date in ISO 8601, languages by their code.

    `rest` are the lines of the page that are none of it.
    """

    symbols: tuple[str, ...] = ()
    mark: str = ""  # the stars glued to the symbol: it was reissued
    date: str = ""
    language: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    rest: tuple[Line, ...] = ()


def masthead(sheet: Sheet) -> Masthead:
    """The masthead of a document's first page; empty parts where it has none."""
    block = _block(sheet)
    floor = min((line.baseline for line in block), default=sheet.height * _HEAD)
    top = [line for line in sheet.lines if line.baseline >= floor - 0.3 * line.size]
    symbols = _symbols(top)
    mast = frozenset((*top, *_organ(sheet, top, block))) if block else _names(top, symbols)
    below = tuple(line for line in sheet.lines if line not in mast)
    own = [line for line in below if line.baseline > 0.1 * sheet.height]
    front = Front.of(sorted(own, key=lambda line: (-round(line.baseline), line.left)))
    fields = {"symbol": _together(symbols)} | _said(block) | front.fields | job_numbers(sheet)
    return Masthead(
        symbols=tuple(dict.fromkeys(found.symbol for found in symbols)),
        mark=next((found.mark for found in symbols if found.mark), ""),
        date=_date(block, own),
        language=_language(block),
        fields={name: value for name, value in fields.items() if value},
        rest=tuple(line for line in below if line not in front.lines),
    )


def _block(sheet: Sheet) -> list[Line]:
    """The lines from "Distr.:" on that say distribution, date, language and original language."""
    upper = [line for line in sheet.lines if line.baseline > _TOP * sheet.height]
    first = next((line for line in upper if tongues.distribution(line.text) is not None), None)
    if first is None:
        return []
    said = [line for line in upper if line is not first and _is_said(line, first)]
    return [first, *said]


def _is_said(line: Line, first: Line) -> bool:
    if line.baseline > first.baseline + first.size:
        return False
    text = line.text
    return bool(
        tongues.original(text)
        or tongues.languages(text)
        or tongues.day(text)
        or (tongues.is_distribution(text) and not tongues.distribution(first.text))
        or (_symbol(text) and abs(line.left - first.left) < 2 * line.size)
    )


def _said(block: Sequence[Line]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in block:
        if original := tongues.original(line.text):
            found["original_language"] = original
        elif distribution := tongues.distribution(line.text):
            found.setdefault("distribution", distribution)
        elif tongues.is_distribution(line.text):
            found.setdefault("distribution", tongues.distribution_value(line.text))
    return found


def _date(block: Sequence[Line], below: Sequence[Line]) -> str:
    """The date of the block; of a record without one, the day of its meeting."""
    if block:
        return next((day for line in block if (day := tongues.day(line.text))), "")
    lines = (_HOUR.sub("", line.text) for line in below[:20] if len(line.text) <= _DATELINE)
    return next((day for text in lines if (day := tongues.day(text) or dates.alone(text))), "")


def _names(top: Sequence[Line], symbols: Sequence[Marked]) -> frozenset[Line]:
    """Of a page without a block, the symbol, and beside it the names of organs."""
    if not symbols:
        return frozenset()
    return frozenset(
        line
        for line in top
        if _symbol(line.text) or tongues.is_distribution(line.text) or is_organ(line.text)
    )


def _language(block: Sequence[Line]) -> str:
    named = next((codes for line in block if (codes := tongues.languages(line.text))), ())
    return named[0] if len(named) == 1 else ""


def _organ(sheet: Sheet, top: Sequence[Line], block: Sequence[Line]) -> list[Line]:
    """The rest of an organ's name beside the block, where it has more lines than that."""
    size = min(line.size for line in block)
    right = min(line.left for line in block)
    large = [line for line in top if line.left < right and line.size > _DISPLAY * size]
    found: list[Line] = []
    last = min(large, key=lambda line: line.baseline, default=None)
    for line in sorted(sheet.lines, key=lambda line: -line.baseline):
        if last is None or line in top or line.left > right:
            continue
        step = last.baseline - line.baseline
        if abs(line.size - last.size) > 0.5 or abs(line.left - last.left) > 3:
            break
        if not 0 < step < 1.4 * line.size:
            break
        found.append(line)
        last = line
    return found


def _symbols(lines: Sequence[Line]) -> list[Marked]:
    """The symbols of a masthead, each once; a document may have two."""
    found: dict[str, Marked] = {}
    for line in lines:
        if mark := _symbol(line.text):
            for member in parse(mark.symbol).members:
                found.setdefault(member, Marked(member, mark.mark))
    return list(found.values())


def _together(symbols: Sequence[Marked]) -> str:
    return "-".join(found.symbol for found in symbols)


def _symbol(text: str) -> Marked | None:
    """The symbol at the end of a line: "United Nations A/76/100" may be drawn in one."""
    words = re.sub(r"\s*[-–—]$", "", text).split()
    for start in range(max(0, len(words) - 6), len(words)):
        if "/" in words[start] and (found := marked(" ".join(words[start:]))):
            return found
    return None
