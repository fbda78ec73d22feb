"""How the requests that a host bears are shared among its documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

_HOUR = timedelta(hours=1)

# Of what a host bears, known documents may take so much: listings, what is new, second tries and
# the confirming of absences need room as well.
_FOR_KNOWN = 0.8


@dataclass(frozen=True, slots=True)
class Forecast:
    """How long an edit waits before it is noticed: `delay` on average, `longest` at most."""

    delay: timedelta
    longest: timedelta


def allowance(budget: int | None, delay: timedelta) -> float | None:
    """The requests an hour that a host bears; None: without bound.

    As many as `delay` between two of them leaves room for, and no more than `budget`.
    """
    by_delay = _HOUR / delay if delay else None
    return min((bound for bound in (budget, by_delay) if bound is not None), default=None)


def demand(intervals: Iterable[timedelta], *, check: timedelta) -> float:
    """The requests an hour that documents ask for, whose source is checked every `check`."""
    return sum(_HOUR / max(every, check) for every in intervals)


def stretch(demand: float, allowed: float | None) -> float:
    """By what every interval is multiplied, so that all documents of a host fit into its budget.

    By the law of the square root (`monitor.schedule.documents.interval_of`) the best intervals
    for fewer requests are the same intervals, all of them longer by one factor: nobody is dropped,
    and no document is so old or so slow that it is never asked.
    """
    if allowed is None:
        return 1.0
    return max(1.0, demand / (allowed * _FOR_KNOWN))


def forecast(every: timedelta, *, check: timedelta, stretch: float) -> Forecast:
    """How soon an edit is noticed in a document that may stay unasked `every` so long.

    It is asked with the first check, of those every `check`, after its time has come.
    """
    due = max(every, check) * stretch
    longest = -(-due // check) * check
    return Forecast(longest / 2, longest)
