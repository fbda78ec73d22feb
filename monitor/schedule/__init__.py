"""When a source is looked at next, and when a document is: pure; a restart computes the same."""

from monitor.schedule.cron import parse_cron
from monitor.schedule.documents import changes_an_hour, interval_of, next_due
from monitor.schedule.sharing import Forecast, allowance, demand, forecast, stretch
from monitor.schedule.sources import (
    LONGEST_BACKOFF,
    MOST_TURNS,
    between_turns,
    next_check,
    put_off_turns,
    turns_until,
)

__all__ = [
    "LONGEST_BACKOFF",
    "MOST_TURNS",
    "Forecast",
    "allowance",
    "between_turns",
    "changes_an_hour",
    "demand",
    "forecast",
    "interval_of",
    "next_check",
    "next_due",
    "parse_cron",
    "put_off_turns",
    "stretch",
    "turns_until",
]
