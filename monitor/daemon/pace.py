"""How often the daemon looks, how much it asks, and by which name its heart beats: pure."""

from datetime import datetime, timedelta

from monitor.model import Schedule, Source
from monitor.schedule import next_check

HEARTBEAT = "daemon"

_FEWEST_PAGES = 50


def interval_of(schedule: Schedule, *, now: datetime) -> timedelta:
    """The time between two turns of a schedule; of a cron line, between the next two."""
    first = next_check(schedule, last=now, failures=0, now=now, jitter=0)
    return next_check(schedule, last=first, failures=0, now=first, jitter=0) - first


def budget_of(source: Source, *, now: datetime) -> int | None:
    """The most pages that a check may ask: as many as its host bears until the next check.

    At least 50, so that a first run gets on; None, without bound, where there is no delay.
    """
    if not source.delay:
        return None
    return max(_FEWEST_PAGES, interval_of(source.schedule, now=now) // source.delay)
