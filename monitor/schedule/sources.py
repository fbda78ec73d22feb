"""When a source is looked at: its turns, those it takes and those it is left alone for."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from monitor.model import Schedule
from monitor.schedule.cron import after

# A failing source is left alone for longer and longer, but never for longer than this
# (or than its own interval, where that is longer).
LONGEST_BACKOFF = timedelta(hours=6)

# Of more turns than these the first ones are named: a check every minute, for a month.
MOST_TURNS = 50_000


def next_check(
    schedule: Schedule, *, last: datetime | None, failures: int, now: datetime, jitter: float
) -> datetime:
    """The time of a source's next check, in UTC; never before `now`.

    A source never checked, or overdue, is due now; missed turns are not made up for. `jitter`
    (0 to 1, drawn by the caller) is the share of the schedule's jitter that is added. After
    `failures` failed checks in a row a source with an interval waits twice as long for each one
    after the first, up to six hours or its own interval, whichever is longer; a source with a cron
    line keeps its line. Where the clock was set back, so that `last` lies in the future, it counts
    as now: a wrong clock must not silence a source.
    """
    now = now.astimezone(UTC)
    if last is None:
        return now
    last = min(last.astimezone(UTC), now)
    if schedule.cron:
        turn = after(last, schedule.cron, schedule.timezone)
    else:
        turn = last + _interval(schedule, failures)
    return max(turn + schedule.jitter * jitter, now)


def between_turns(schedule: Schedule, *, now: datetime) -> timedelta:
    """The time between two turns of a schedule; of a cron line, between the next two."""
    first, second = islice(_turns(schedule, now), 1, 3)
    return second - first


def put_off_turns(schedule: Schedule, *, last: datetime, failures: int) -> list[datetime]:
    """The turns after the check at `last` that a source is left alone for.

    Because its last `failures` checks failed. At most `MOST_TURNS`.
    """
    if schedule.cron:
        return []
    left_alone = _interval(schedule, failures) // _interval(schedule, 0) - 1
    return list(islice(_turns(schedule, last), 1, 1 + min(left_alone, MOST_TURNS)))


def turns_until(schedule: Schedule, *, planned: datetime, until: datetime) -> list[datetime]:
    """The turns that passed untaken: from the one `planned` on, all before the last by `until`.

    That last one is what a check at `until` makes up for. At most `MOST_TURNS`.
    """
    passed = []
    for turn in islice(_turns(schedule, planned), MOST_TURNS + 1):
        if turn > until:
            break
        passed.append(turn)
    return passed[:-1]


def _turns(schedule: Schedule, first: datetime) -> Iterator[datetime]:
    """`first`, and every turn of the schedule after it."""
    turn = first.astimezone(UTC)
    while True:
        yield turn
        if schedule.cron:
            turn = after(turn, schedule.cron, schedule.timezone)
        else:
            turn += _interval(schedule, 0)


def _interval(schedule: Schedule, failures: int) -> timedelta:
    if schedule.every is None:
        raise ValueError("a schedule has an interval or a cron line")
    longest = max(schedule.every, LONGEST_BACKOFF)
    # Beyond 2^40 every interval is the longest; the bound keeps the product inside a timedelta.
    times = 1 << min(max(failures - 1, 0), 40)
    return longest if schedule.every > longest / times else schedule.every * times
