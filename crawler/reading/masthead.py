"""The first page of a UN document: the masthead, and what stands between it and the title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crawler.reading import dates
from crawler.reading.furniture import job_numbers
from crawler.reading.pdf import Line, Sheet
from crawler.reading.symbols import Marked, marked

LANGUAGES = {
    "arabic": "ar", "chinese": "zh", "english": "en", "french": "fr", "russian": "ru",
    "spanish": "es", "阿文": "ar", "阿拉伯文": "ar", "中文": "zh", "英文": "en", "法文": "fr",
    "俄文": "ru", "西班牙文": "es",
}  # fmt: skip

_TOP = 0.55  # of the page's height: a masthead stands above
_HEAD = 0.85  # of the page's height: where there is no masthead, a symbol stands above
_NEAR = 2.6  # sizes between two lines of what belongs together
_DISTRIBUTION = re.compile(r"(?:Distr\.?|Distribution|分发|分配)\s*[:：]\s*(.*)|(普遍|有限)分发")
_ORIGINAL = re.compile(r"(?:Original|原文|原件)\s*[:：]\s*(.+)")
_SESSION = re.compile(
    r"第.{1,8}届.{0,8}会议.{0,20}|.{0,60}\bsession\b.{0,20}|.{0,60}\bsesiones\b.{0,20}"
    r"|.{0,60}\bсессия\b.{0,20}|.{0,20}الدورة.{0,40}",
    re.IGNORECASE,
)
_COMMITTEE = re.compile(
    r".{0,60}\b(?:Committee|Council|Commission)|.{1,20}(?:委员会|理事会)", re.IGNORECASE
)
_AGENDA = re.compile(
    r"(?:provisional )?(?:agenda )?items? (?P<en>\d.*)"
    r"|(?:临时)?议程\s*\*{0,3}\s*项目\s*(?P<zh>\d.*)"
    r"|points? (?P<fr>\d.*)|(?:tema|punto)s? (?P<es>\d.*)|пункты? (?P<ru>\d.*)"
    r"|البند (?P<ar>\d.*)",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\s+(?:of the|de l|du|del|предвар|повестк).*|\*+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What the first page says of the document, in its own words; the date in ISO 8601.

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
    symbols = list(dict.fromkeys(found for line in top if (found := _symbol(line.text))))
    below = tuple(line for line in sheet.lines if not block or line not in top)
    front = _Front.of([line for line in below if line.baseline > 0.1 * sheet.height])
    fields = {"symbol": ", ".join(found.symbol for found in symbols)}
    fields |= _said(block) | front.fields | job_numbers(sheet)
    return Masthead(
        symbols=tuple(found.symbol for found in symbols),
        mark=next((found.mark for found in symbols if found.mark), ""),
        date=next((day for line in block if (day := dates.whole(line.text))), ""),
        language=next((LANGUAGES[name] for line in block if (name := _language(line.text))), ""),
        fields={name: value for name, value in fields.items() if value},
        rest=tuple(line for line in below if line not in front.lines),
    )


def _block(sheet: Sheet) -> list[Line]:
    """The lines from "Distr.:" on that say date, language and original language."""
    upper = [line for line in sheet.lines if line.baseline > _TOP * sheet.height]
    first = next((line for line in upper if _DISTRIBUTION.match(line.text)), None)
    if first is None:
        return []
    return [first, *(line for line in upper if line is not first and _is_said(line.text))]


def _is_said(text: str) -> bool:
    return bool(_ORIGINAL.match(text) or _language(text) or dates.whole(text))


def _said(block: Sequence[Line]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in block:
        if distribution := _DISTRIBUTION.match(line.text):
            found["distribution"] = (distribution[1] or distribution[2] or "").strip()
        elif original := _ORIGINAL.match(line.text):
            found["original_language"] = original[1].strip()
    return found


def _language(text: str) -> str:
    """The language that a line names, as a key of `LANGUAGES`; empty for any other line."""
    name = re.sub(r"\s+only$|本$", "", text.strip().lower())
    return name if name in LANGUAGES else ""


def _symbol(text: str) -> Marked | None:
    """The symbol at the end of a line: "United Nations A/76/100" may be drawn in one."""
    words = text.split()
    for start in range(max(0, len(words) - 6), len(words)):
        if "/" in words[start] and (found := marked(" ".join(words[start:]))):
            return found
    return None


@dataclass(frozen=True, slots=True)
class _Front:
    """Session, committee, agenda item and its subject, as they stand below a masthead."""

    fields: dict[str, str]
    lines: frozenset[Line]

    @classmethod
    def of(cls, lines: list[Line]) -> "_Front":
        fields: dict[str, str] = {}
        taken: list[Line] = []
        for index, line in enumerate(lines):
            name, value = _front_line(line.text, fields)
            if not name:
                break
            fields[name] = value
            taken.append(line)
            if name == "agenda_item":
                subject = list(_subject(line, lines[index + 1 :]))
                fields["subject"] = _joined([each.text for each in subject])
                taken += subject
                break
        return cls(fields, frozenset(taken))


def _front_line(text: str, so_far: dict[str, str]) -> tuple[str, str]:
    if "session" not in so_far and _SESSION.fullmatch(text):
        return "session", text
    if agenda := _AGENDA.fullmatch(text):
        number = next(part for part in agenda.groups() if part)
        return "agenda_item", _OF_WHICH.sub("", number).strip()
    if "session" in so_far and _COMMITTEE.fullmatch(text):
        return "committee", text
    return "", ""


def _subject(agenda: Line, lines: Sequence[Line]) -> Iterator[Line]:
    """The item's name: the lines right below it; after a colon it goes on."""
    last = agenda
    for line in lines:
        apart = (last.baseline - line.baseline) / line.size
        is_open = last is agenda or last.text.endswith((":", "："))
        if not 0 < apart < (_NEAR if is_open else _NEAR * 0.6) or abs(line.left - agenda.left) > 9:
            return
        yield line
        last = line


def _joined(texts: Sequence[str]) -> str:
    whole = texts[0] if texts else ""
    for text in texts[1:]:
        is_wide = not (whole[-1:].isascii() and text[:1].isascii())
        whole += text if is_wide else f" {text}"
    return whole
