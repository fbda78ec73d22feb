"""The single values of config.yaml: durations, names, addresses, time zones, cron lines.

Each check raises ValueError that says what was expected; `monitor.config.checking` adds what was
found, because it knows whether that may be shown.
"""

import re
import zoneinfo
from collections.abc import Iterable
from datetime import timedelta
from difflib import get_close_matches
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, StrictBool, StrictInt, StringConstraints
from pydantic import Field as _Field

from monitor.schedule import parse_cron

_UNITS = {"d": 86_400_000, "h": 3_600_000, "m": 60_000, "s": 1_000, "ms": 1}
_DURATION = re.compile("".join(f"(?:(?P<{unit}>[0-9]{{1,15}}){unit})?" for unit in _UNITS))
# Longer than anything that is meant, and shorter than what dates can hold.
_CENTURY = 36_525 * _UNITS["d"]

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")

# What a browser's e-mail field takes (HTML, "valid e-mail address"), with no two dots in a row. It
# has no room for a blank, a line break or a second address: nothing of it can begin a new header.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAILBOX = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")


def parse_duration(text: object) -> timedelta:
    """The length of time that `30s`, `5m`, `2h`, `1d`, `500ms` or `1h30m` means."""
    if _is_bare_number(text):
        raise ValueError(f"a duration has a unit: say {text}s or {text}m")
    match = _DURATION.fullmatch(text) if isinstance(text, str) else None
    if not match or not text:
        raise ValueError("expected a duration such as 30s, 5m, 2h, 1d or 1h30m")
    length = sum(int(count or 0) * _UNITS[unit] for unit, count in match.groupdict().items())
    if length > _CENTURY:
        raise ValueError("expected a duration of at most 100 years")
    return timedelta(milliseconds=length)


def format_duration(length: timedelta) -> str:
    """`length` as config.yaml says it: `1h30m`. To the millisecond."""
    rest = length // timedelta(milliseconds=1)
    parts = []
    for unit, size in _UNITS.items():
        count, rest = divmod(rest, size)
        parts += [f"{count}{unit}"] if count else []
    return "".join(parts) or "0s"


def nearest(word: str, words: Iterable[str]) -> str:
    """The one of `words` that `word` was probably meant to be; empty where none is near."""
    by_fold = {candidate.casefold(): candidate for candidate in words}
    found = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""


def suggestion(word: str, words: Iterable[str]) -> str:
    """The end of a message about an unknown `word`: the near one, or all that there are."""
    words = list(words)
    near = nearest(word, words)
    if near:
        return f'; did you mean "{near}"?'
    return f"; known here: {', '.join(words) or 'none'}"


def is_loopback(host: str) -> bool:
    """Whether `host` is a name or a number of the machine itself."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def check_web_address(url: str) -> str:
    """`url`, if it is a complete http(s) address with nothing in it that an address has not."""
    expected = "expected a web address such as https://example.org/page"
    if not re.fullmatch(r"[!-~\u00a1-\U0010ffff]+", url):
        raise ValueError(expected)
    try:
        parts = urlsplit(url)
        is_complete = parts.scheme in {"http", "https"} and bool(parts.hostname)
        _ = parts.port
    except ValueError:
        is_complete = False
    if not is_complete:
        raise ValueError(expected)
    return url


def check_mailbox(address: str) -> str:
    """`address`, if it is one plain e-mail address."""
    if len(address) > 254 or not _MAILBOX.fullmatch(address):
        raise ValueError("expected one e-mail address such as desk@example.org")
    return address


def _is_bare_number(value: object) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (
        isinstance(value, str) and bool(re.fullmatch("[0-9]{1,15}", value))
    )


def _share(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= 1:
        raise ValueError("expected a share above 0 and at most 1, such as 0.5")
    return value


def _name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(
            "expected a name of lower-case letters, digits, '-', '_' and '.', at most 64, "
            "that begins with a letter or a digit"
        )
    return name


def _contact(contact: str) -> str:
    """Goes into a header of every request: one address, and nothing that could end the header."""
    for check in (check_mailbox, check_web_address):
        try:
            check(contact)
        except ValueError:
            continue
        if contact.isascii():
            return contact
    raise ValueError("expected an e-mail address or a web address where a site can reach you")


def _time_zone(name: str) -> str:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        zones = zoneinfo.available_timezones()
        cities = {zone.rpartition("/")[2]: zone for zone in sorted(zones)}
        city = nearest(name.rpartition("/")[2].replace(" ", "_"), cities)
        near = nearest(name, zones) or cities.get(city, "")
        hint = f'; did you mean "{near}"?' if near else ""
        raise ValueError(f"expected a time zone such as Europe/Zurich{hint}") from None
    return name


def _cron(line: str) -> str:
    parse_cron(line)
    return line


def _at_least_a_second(length: timedelta) -> timedelta:
    if length < timedelta(seconds=1):
        raise ValueError("expected a duration of at least 1s")
    return length


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, AfterValidator(_name)]
Flag = StrictBool
Count = Annotated[StrictInt, _Field(ge=1, le=1_000_000)]
Share = Annotated[float, BeforeValidator(_share)]
Duration = Annotated[timedelta, BeforeValidator(parse_duration)]
Interval = Annotated[Duration, AfterValidator(_at_least_a_second)]
WebAddress = Annotated[str, AfterValidator(check_web_address)]
Mailbox = Annotated[str, AfterValidator(check_mailbox)]
Contact = Annotated[str, AfterValidator(_contact)]
TimeZone = Annotated[str, AfterValidator(_time_zone)]
CronLine = Annotated[str, AfterValidator(_cron)]
