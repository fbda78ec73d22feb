"""Dates as people write them, in many languages: a wrong date is worse than none."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from crawler.reading import months

_DIGITS = "〇一二三四五六七八九"
_NUMERAL = "[〇一二三四五六七八九十廿卅]{1,4}"
_ENGLISH = rf"(?<![a-z])(?P<m>{'|'.join(months.ENGLISH)})\.?"
_NAMED = rf"(?<!\w)(?P<m>{'|'.join(months.ALL)})(?!\w)"

# What stands for a day. A day like 02/08/2021 is not here: nobody can know which month it means.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4}) ?年 ?(?P<m>\d{1,2}) ?月 ?(?P<d>\d{1,2}) ?[日号號]",
        rf"(?P<y>[{_DIGITS}]{{4}}) ?年 ?(?P<m>{_NUMERAL}) ?月 ?(?P<d>{_NUMERAL}) ?[日号號]",
        rf"(?P<m>{_NUMERAL}|\d{{1,2}}) ?月 ?(?P<d>\d{{1,2}}) ?[日号號]? ?, ?(?P<y>\d{{4}})",
        rf"{_ENGLISH} ?(?P<d>\d{{1,2}})(?:st|nd|rd|th)? ?,? ?(?P<y>\d{{4}})",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_ENGLISH} ?,? ?(?P<y>\d{{4}})",
        rf"(?P<d>\d{{1,2}})(?:er|o|°|\.)? (?:de )?{_NAMED}[,،]? (?:del? )?(?P<y>\d{{4}})"
        r"(?: (?:года|г\.|року|р\.))?",
        rf"{_NAMED} (?P<d>\d{{1,2}})(?:er|o|°)?[,،]? (?:del? )?(?P<y>\d{{4}})",
        r"(?P<y>\d{4})년 (?P<m>\d{1,2})월 (?P<d>\d{1,2})일",
        r"(?P<d>\d{1,2}) tháng (?P<m>\d{1,2}),? (?:năm )?(?P<y>\d{4})",
        r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})",
    )
)
# A number that goes on before or after is another number, and 民国 and 令和 count other years.
_BEFORE = re.compile(
    r"(?:[\d〇一二三四五六七八九十./-]|民[国國]|[令平昭]和|佛[历曆]|農曆|农历)\s?$"
)
_AFTER = re.compile(r"[\d/-]|\.\d")

# What may stand beside a date on its line. Atomic and possessive: no line is slow to refuse.
_BESIDE = re.compile(
    r"""(?>
        (?:星期|周|週|礼拜|禮拜)[一二三四五六日天]
      | (?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?
      | (?:at\s|@\s?)?(?:上午|下午|中午|晚上|凌晨)?\s?
        \d{1,2}[:時时点點](?:\d{1,2}(?::\d{2})?分?)?(?:\s?[ap]\.?m\b\.?)?
      | (?:美国|美國|当地|當地|北京|格林[威尼]治)?(?:东部|東部|中部|山地|太平洋|西部)?
        (?:标准|標準|夏令)?(?:时间|時間)
      | (?:[ecmp][sd]?t|utc|gmt|local\stime|hours)\b
      | (?:le|el)\s
      | [,،();\s]
    )*+""",
    re.IGNORECASE | re.VERBOSE,
)
_BLANK = re.compile(r"(?<=\d) +(?=[+-]\d\d:?\d\d$|(?:UTC|GMT)$)")
_ZONE = re.compile(r"(?<=:\d\d)(?:UTC|GMT)$")
_MAIL = re.compile(r"(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d", re.IGNORECASE)
_MACHINE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]|$)")
_YEARS = range(1900, 2101)
_LONGEST_LINE = 100  # characters; no date line is longer


def whole(text: str) -> str | None:
    """The ISO day that `text` is, and nothing but that: `二月 8, 2021`, `8 February 2021`."""
    folded = _fold(text)
    days = {_day(match) for form in _FORMS if (match := form.fullmatch(folded))}
    return days.pop() if len(days) == 1 else None


def alone(text: str) -> str | None:
    """The ISO day of a line that is a date, with a weekday, time or time zone beside it at most."""
    if len(text) > _LONGEST_LINE:
        return None
    folded = _fold(text)
    found = list(_matches(folded))
    if len(found) != 1:
        return None
    day, start, end = found[0]
    beside = _BESIDE.fullmatch(folded[:start]) and _BESIDE.fullmatch(folded[end:])
    return day if beside else None


def only(text: str) -> str | None:
    """The ISO day that `text` names somewhere, if it names one day and no other."""
    days = {day for day, _, _ in _matches(_fold(text))}
    return days.pop() if len(days) == 1 else None


def iso(text: str) -> str | None:
    """A machine's date (`<time datetime>`, `article:published_time`) in ISO 8601.

    A time keeps its offset; a time without one is reduced to its day, as nobody knows where it was.
    """
    text = text.strip()
    if not _MACHINE.match(text):
        return _of_mail(text) or whole(text)
    try:
        moment = datetime.fromisoformat(_ZONE.sub("+00:00", _BLANK.sub("", text)))
    except ValueError:
        return None
    if moment.year not in _YEARS:
        return None
    return moment.date().isoformat() if moment.tzinfo is None else moment.isoformat()


def _of_mail(text: str) -> str | None:
    """A time as mails and RSS write it: `Mon, 08 Feb 2021 02:00:00 +0000`."""
    try:
        moment = parsedate_to_datetime(text) if _MAIL.match(text) else None
    except ValueError:
        return None
    return moment.isoformat() if moment and moment.tzinfo and moment.year in _YEARS else None


def _matches(folded: str) -> Iterator[tuple[str | None, int, int]]:
    """Every date in `folded`, as ISO day (None: no such day), with where it begins and ends."""
    taken = 0
    found = (match for form in _FORMS for match in form.finditer(folded))
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        start, end = match.span()
        if (
            start < taken
            or _BEFORE.search(folded[max(0, start - 4) : start])
            or (_AFTER.match(folded[end : end + 2]))
        ):
            continue
        taken = end
        yield _day(match), start, end


def _fold(text: str) -> str:
    """Full-width digits and marks as plain ones, white space collapsed, unseen characters gone."""
    folded = unicodedata.normalize("NFKC", text).replace("零", "〇").replace("○", "〇")
    if not folded.isprintable():  # all that is unseen is unprintable: no need to ask of each
        folded = "".join(char for char in folded if unicodedata.category(char) != "Cf")
    return " ".join(folded.split())


def _day(match: re.Match[str]) -> str | None:
    year, month, day = _year(match["y"]), _month(match["m"]), _number(match["d"])
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _year(text: str) -> int:
    return int("".join(str(_DIGITS.index(char)) if char in _DIGITS else char for char in text))


def _month(text: str) -> int:
    return months.NUMBERS.get(text.lower(), 0) or _number(text)


def _number(text: str) -> int:
    """The number that `text` writes, up to 39; 0 for what is none."""
    if text.isdecimal():
        return int(text)
    written = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = written.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or tens == "十":
        return 0
    return (_DIGITS.index(tens or "一") if ten else 0) * 10 + (_DIGITS.index(ones) if ones else 0)
