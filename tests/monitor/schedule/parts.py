"""Schedules and times for the tests of when to look."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from monitor.model import Schedule
from monitor.schedule import next_check

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)  # a Friday
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

MOMENTS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=7300)).map(
    lambda passed: datetime(2020, 1, 1, tzinfo=UTC) + passed
)
LENGTHS = st.timedeltas(min_value=SECOND, max_value=timedelta(days=400))
SHARES = st.floats(min_value=0, max_value=1)
FAILURES = st.integers(min_value=0, max_value=10_000)
ZONES = st.sampled_from(
    ["UTC", "Asia/Shanghai", "America/New_York", "Asia/Beirut", "Asia/Kathmandu"]
)


def every(length: timedelta, **rest: object) -> Schedule:
    return Schedule(every=length, **rest)


def cron(line: str, timezone: str = "UTC", **rest: object) -> Schedule:
    return Schedule(every=None, cron=line, timezone=timezone, **rest)


def check(schedule: Schedule, last: datetime | None, now: datetime, failures=0, jitter=0.0):
    return next_check(schedule, last=last, failures=failures, now=now, jitter=jitter)


def turns(line: str, start: datetime, count: int, timezone: str = "UTC") -> list[datetime]:
    """The next `count` times of a cron line, each counted from the one before, in its zone."""
    times = []
    for _ in range(count):
        start = check(cron(line, timezone), start, start)
        times.append(start.astimezone(ZoneInfo(timezone)))
    return times
