"""How much the daemon asks at a time, and by which name its heart beats."""

from datetime import datetime, timedelta

from monitor.model import Source
from monitor.schedule import allowance, between_turns

HEARTBEAT = "daemon"

_FEWEST_PAGES = 50


def budget_of(source: Source, *, now: datetime) -> int | None:
    """The most pages that a check may ask: as many as its host bears until the next check.

    At least 50, so that a first run gets on; None, without bound, where the host bears any number.
    """
    allowed = allowance(source.budget, source.delay)
    if allowed is None:
        return None
    hours = between_turns(source.schedule, now=now) / timedelta(hours=1)
    return max(_FEWEST_PAGES, round(allowed * hours))
