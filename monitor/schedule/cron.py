"""Cron lines: what they stand for, and when they come round."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

_MACROS = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Cron counts Sunday as 0 (and as 7); APScheduler counts Monday as 0, and is therefore told names.
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")


class _Field(NamedTuple):
    name: str
    first: int
    last: int
    words: Mapping[str, int] = MappingProxyType({})


_FIELDS = (
    _Field("minute", 0, 59),
    _Field("hour", 0, 23),
    _Field("day of the month", 1, 31),
    _Field("month", 1, 12, {name: number for number, name in enumerate(_MONTHS, start=1)}),
    _Field("weekday", 0, 7, {name: number for number, name in enumerate(_WEEKDAYS)}),
)
_PART = re.compile(
    r"(?:(?P<all>\*)|(?P<from>[a-z0-9]+)(?:-(?P<to>[a-z0-9]+))?)(?:/(?P<step>[0-9]+))?"
)


def parse_cron(line: str) -> None:
    """Raise ValueError, with a message for people, unless `line` is a cron line that comes round.

    Five fields (minute, hour, day of the month, month, weekday) with lists, ranges, steps, and
    English names of months and weekdays; or @hourly, @daily, @midnight, @weekly, @monthly, @yearly,
    @annually. After crontab(5): 0 and 7 are Sunday, and where both a day of the month and a weekday
    are given, either will do.
    """
    _minutes, _hours, days, months, _weekdays = _expand(line)
    if min(days) > max(_LONGEST_MONTH[month - 1] for month in months):
        raise ValueError(f"expected a day that exists: no month asked for has a day {min(days)}")


def after(moment: datetime, line: str, timezone: str) -> datetime:
    """The first time after `moment` at which `line` comes round, in UTC."""
    just_after = moment + timedelta(microseconds=1)
    turns: list[datetime] = [
        trigger.get_next_fire_time(None, just_after) for trigger in _triggers(line, timezone)
    ]
    return min(turns).astimezone(UTC)


@lru_cache(maxsize=256)
def _triggers(line: str, timezone: str) -> tuple[CronTrigger, ...]:
    """One trigger; two where the line names a day of the month and a weekday: either will do."""
    minutes, hours, days, months, weekdays = _expand(line)
    always = {
        "minute": _listed(minutes),
        "hour": _listed(hours),
        "month": _listed(months),
        "second": "0",
        "timezone": ZoneInfo(timezone),
    }
    by_day = {"day": _listed(days)}
    by_weekday = {"day_of_week": ",".join(_WEEKDAYS[number] for number in sorted(weekdays))}
    _minute, _hour, day, _month, weekday = _fields(line)
    if day.startswith("*") or weekday.startswith("*"):
        return (CronTrigger(**always, **by_day, **by_weekday),)
    return (CronTrigger(**always, **by_day), CronTrigger(**always, **by_weekday))


def _listed(numbers: set[int]) -> str:
    return ",".join(str(number) for number in sorted(numbers))


def _fields(line: str) -> list[str]:
    """The five fields of a cron line, in lower case, its macro resolved."""
    line = line.strip().lower()
    if line.startswith("@"):
        if line not in _MACROS:
            raise ValueError(f"expected five fields or one of {', '.join(_MACROS)}")
        line = _MACROS[line]
    fields = line.split()
    if len(fields) != len(_FIELDS):
        raise ValueError(
            "expected five fields (minute, hour, day of the month, month, weekday), "
            f"found {len(fields)}"
        )
    return fields


def _expand(line: str) -> tuple[set[int], set[int], set[int], set[int], set[int]]:
    """What each of the five fields stands for; weekdays as 0 (Sunday) to 6."""
    minutes, hours, days, months, weekdays = (
        set().union(*(_part(part, field) for part in text.split(",")))
        for text, field in zip(_fields(line), _FIELDS, strict=True)
    )
    return minutes, hours, days, months, {number % 7 for number in weekdays}


def _part(part: str, field: _Field) -> set[int]:
    match = _PART.fullmatch(part)
    if not match or (match["step"] and int(match["step"]) == 0):
        raise ValueError(
            f'"{part}" is no {field.name}: expected a number, a range (1-5), '
            "a step (*/15) or a list of these (1,15)"
        )
    first, last = _bounds(match, field)
    return set(range(first, last + 1, int(match["step"] or 1)))


def _bounds(match: re.Match[str], field: _Field) -> tuple[int, int]:
    """The first and the last number of a part; `5/15` goes on to the field's end."""
    # A star means every weekday once: the 7 is Sunday again.
    end = 6 if field.name == "weekday" else field.last
    if match["all"]:
        return field.first, end
    first = _number(match["from"], field)
    if not match["to"]:
        return first, max(first, end) if match["step"] else first
    last = _number(match["to"], field)
    if field.name == "weekday" and last == 0 and first > 0:
        last = 7  # fri-sun ends on a Sunday
    if last < first:
        raise ValueError(f'"{match[0]}" runs backwards; write the {field.name}s as a list')
    return first, last


def _number(text: str, field: _Field) -> int:
    if text in field.words:
        return field.words[text]
    # Two digits are the most that a field has; more would only overflow.
    if not re.fullmatch(r"0*[0-9]{1,2}", text) or not field.first <= int(text) <= field.last:
        allowed = f"{field.first} to {field.last}"
        named = f" or {', '.join(field.words)}" if field.words else ""
        raise ValueError(f'"{text}" is no {field.name}: expected {allowed}{named}')
    return int(text)
