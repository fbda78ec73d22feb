"""Session, committee, agenda item and its subject: what stands between masthead and title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Self

from crawler.reading.pdf import Line
from crawler.reading.spacing import run_on

_NEAR = 2.6  # sizes between two lines of what belongs together
_SESSION = re.compile(
    r"第.{1,8}届.{0,8}会议?.{0,20}|\d{4}年.{0,8}(?:届会|会议)"
    r"|.{0,60}\bsession\b.{0,20}|.{0,60}\bsesiones\b.{0,20}"
    r"|.{0,60}\bсессия\b.{0,20}|.{0,20}الدورة.{0,40}",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\w+(?:[ -]\w+){0,3} (?:year|année|año|год)|第.{1,8}年|السنة .{1,30}", re.IGNORECASE
)
_ORGAN = re.compile(
    r"(?:The )?(?:General Assembly|Security Council|Economic and Social Council"
    r"|Human Rights Council|Trusteeship Council"
    r"|Assemblée générale|Conseil de sécurité|Conseil économique et social"
    r"|Conseil des droits de l.homme"
    r"|Asamblea General|Consejo de Seguridad|Consejo Económico y Social"
    r"|Consejo de Derechos Humanos"
    r"|Генеральная Ассамблея|Совет Безопасности|Экономический и Социальный Совет"
    r"|Совет по правам человека"
    r"|الجمعية العامة|مجلس الأمن|المجلس الاقتصادي والاجتماعي|مجلس حقوق الإنسان"
    r"|大\s?会|安全理事会|经济及社会理事会|人权理事会)",
    re.IGNORECASE,
)
_UNITED = re.compile(
    r"United Nations|Nations Unies|Naciones Unidas|Организация Объединенных Наций"
    r"|الأمم المتحدة|联\s?合\s?国",
    re.IGNORECASE,
)
_COMMITTEE = re.compile(
    r".{0,80}\b(?:Committee|Council|Commission|Conference|Working Group|Board|Comité"
    r"|Conseil|Comisión|Consejo|Комитет|Комиссия|Совет)\b.{0,80}"
    r"|.{1,30}(?:委员会|理事会|工作组|会议)|(?:اللجنة|لجنة|مجلس) .{1,60}",
    re.IGNORECASE,
)
_PERIOD = re.compile(r".{0,60}\b(?:19|20)\d\d\b.{0,20}|.{0,30}\d{4}年.{0,30}")
_MONTH_OR_PLACE = re.compile(r"[–—至-]|\d\s\w{3,}|月|^\w+,")
_AGENDA = re.compile(
    r"(?:provisional )?(?:agenda )?items? (?P<en>\d.*)"
    r"|(?:临时)?议程\s*\*{0,3}\s*项目\s*(?P<zh>\d.*)|项目\s*(?P<bare>\d.*)"
    r"|points? (?P<fr>\d.*)|(?:tema|punto)s? (?P<es>\d.*)|пункты? (?P<ru>\d.*)"
    r"|(?:البند|البنود|البندان) (?P<ar>\d.*)",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(
    r"\s+(?:of the|de l|du|del|предвар|повестк|из|من).*|\*+$", re.IGNORECASE | re.DOTALL
)
_LETTER = re.compile(r"\s*\(?\b(?P<letter>\w)\)")
_AHEAD = 5  # lines in which a session is looked for below the name of an organ


@dataclass(frozen=True, slots=True)
class Front:
    """What the lines below a masthead say, and which lines these were."""

    fields: dict[str, str]
    lines: frozenset[Line]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Self:
        """The front of a document, of the lines below its masthead in the order of reading."""
        fields: dict[str, str] = {}
        taken: list[Line] = []
        for index, line in enumerate(lines):
            name, value = _line(line.text, fields, lines[index + 1 :])
            if not name:
                break
            fields.setdefault(name, value)
            taken.append(line)
            if name == "agenda_item":
                subject = list(_subject(line, lines[index + 1 :]))
                fields["subject"] = reduce(run_on, (each.text for each in subject), "")
                taken += subject
                break
        return cls({name: text for name, text in fields.items() if text}, frozenset(taken))


def is_organ(text: str) -> bool:
    """Whether a line is the name of the United Nations, or of a principal organ."""
    return bool(_UNITED.fullmatch(text) or _ORGAN.fullmatch(text))


def _line(text: str, so_far: dict[str, str], following: Sequence[Line]) -> tuple[str, str]:
    """The field that a line is, by name and value; empty where it is none."""
    if agenda := _AGENDA.fullmatch(text):
        return "agenda_item", _item(next(part for part in agenda.groups() if part))
    is_committee = _ORGAN.fullmatch(text) or _COMMITTEE.fullmatch(text)
    if "session" in so_far:
        return _after_session(text, so_far) or (("committee", text) if is_committee else ("", ""))
    if _SESSION.fullmatch(text):
        return "session", text
    has_session = any(_SESSION.fullmatch(each.text) for each in following[:_AHEAD])
    return ("committee", text) if has_session and is_committee else ("", "")


def _after_session(text: str, so_far: dict[str, str]) -> tuple[str, str] | None:
    if _YEAR.fullmatch(text):
        return "year", text
    is_period = _PERIOD.fullmatch(text) and _MONTH_OR_PLACE.search(text)
    return ("session_dates", text) if is_period and "session_dates" not in so_far else None


def _item(said: str) -> str:
    """The number of an agenda item: 116(d), however the language spells it."""
    number = _OF_WHICH.sub("", said).strip().rstrip("*").strip()
    return _LETTER.sub(lambda found: f"({found['letter']})", number)


def _subject(agenda: Line, lines: Sequence[Line]) -> Iterator[Line]:
    """The item's name: the lines right below it; after a colon it goes on."""
    last = agenda
    for line in lines:
        apart = (last.baseline - line.baseline) / line.size
        is_open = last is agenda or last.text.endswith((":", "："))
        is_near = 0 < apart < (_NEAR if is_open else _NEAR * 0.6)
        if not is_near or abs(line.left - agenda.left) > 9 or line.size > 1.15 * agenda.size:
            return
        yield line
        last = line
