"""When to look next. Every test says what time it is; none looks at a clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import TIERS, Schedule, State, Watched
from monitor.schedule import LONGEST_BACKOFF, next_check, next_due, parse_cron

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


# --- a source


def test_a_source_never_checked_is_due_now():
    assert check(every(HOUR), None, NOON) == NOON
    assert check(cron("@daily"), None, NOON) == NOON


def test_a_source_is_due_one_interval_after_its_last_check():
    assert check(every(HOUR), NOON - 10 * MINUTE, NOON) == NOON + 50 * MINUTE


def test_missed_turns_are_not_made_up_for():
    assert check(every(HOUR), NOON - 100 * DAY, NOON) == NOON
    assert check(cron("@hourly"), NOON - 100 * DAY, NOON) == NOON
    assert check(every(HOUR), NOON, NOON) == NOON + HOUR


def test_jitter_is_a_share_of_the_schedules_own():
    schedule = every(HOUR, jitter=10 * MINUTE)

    assert check(schedule, NOON, NOON, jitter=0.5) == NOON + 65 * MINUTE
    assert check(cron("@hourly", jitter=10 * MINUTE), NOON, NOON, jitter=1) == NOON + 70 * MINUTE


def test_a_failing_source_is_left_alone_for_longer_and_longer():
    waits = [check(every(HOUR), NOON, NOON, failures=n) - NOON for n in (0, 1, 2, 3, 4, 5, 1000)]

    assert waits == [HOUR, HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR, 6 * HOUR, 6 * HOUR]


def test_a_failing_source_is_never_asked_less_than_its_own_interval_says():
    assert check(every(7 * DAY), NOON, NOON, failures=50) == NOON + 7 * DAY


def test_a_failing_source_with_a_cron_line_keeps_its_line():
    assert check(cron("@hourly"), NOON, NOON, failures=50) == NOON + HOUR


def test_a_clock_that_was_set_back_does_not_silence_a_source():
    assert check(every(HOUR), NOON + 900 * DAY, NOON) == NOON + HOUR
    assert check(cron("@hourly"), NOON + 900 * DAY, NOON) == NOON + HOUR


def test_an_interval_is_real_time_where_the_clocks_change():
    night = datetime(2026, 3, 8, 0, 30, tzinfo=ZoneInfo("America/New_York"))

    due = check(every(6 * HOUR), night, night)

    assert due - night.astimezone(UTC) == 6 * HOUR
    assert due.tzinfo is UTC


@settings(deadline=None)
@given(LENGTHS, LENGTHS, MOMENTS, MOMENTS, FAILURES, SHARES)
def test_an_interval_is_never_in_the_past_and_never_too_far_away(
    length, jitter, last, now, failures, share
):
    due = check(every(length, jitter=jitter), last, now, failures, share)

    assert now <= due <= now + max(length, LONGEST_BACKOFF) + jitter


@settings(deadline=None)
@given(LENGTHS, MOMENTS, MOMENTS, MOMENTS, FAILURES)
def test_a_later_check_is_followed_by_a_later_one(length, first, second, now, failures):
    earlier, later = sorted((first, second))

    assert check(every(length), earlier, now, failures) <= check(
        every(length), later, now, failures
    )


@settings(deadline=None)
@given(LENGTHS, MOMENTS, FAILURES)
def test_more_failures_never_mean_more_requests(length, now, failures):
    fewer = check(every(length), now, now, failures)

    assert fewer <= check(every(length), now, now, failures + 1)


# --- cron


@pytest.mark.parametrize(
    ("line", "first", "second"),
    [
        ("30 * * * *", "20T12:30", "20T13:30"),
        ("*/20 * * * *", "20T12:20", "20T12:40"),
        ("5/20 * * * *", "20T12:05", "20T12:25"),
        ("0 8-20/6 * * *", "20T14:00", "20T20:00"),
        ("0 9,17 * * *", "20T17:00", "21T09:00"),
        ("0 8 * * mon-fri", "23T08:00", "24T08:00"),
        ("0 8 * * MON-FRI", "23T08:00", "24T08:00"),
        ("0 8 * * 1-5", "23T08:00", "24T08:00"),
        ("0 8 * * 0", "22T08:00", "29T08:00"),
        ("0 8 * * 7", "22T08:00", "29T08:00"),
        ("0 8 * * 6,7", "21T08:00", "22T08:00"),
        ("0 8 * * 5-7", "21T08:00", "22T08:00"),
        ("0 8 * * sat-sun", "21T08:00", "22T08:00"),
        ("0 8 * * */3", "21T08:00", "22T08:00"),  # Sunday, Wednesday, Saturday
        ("0 8 25 * *", "25T08:00", None),
        ("0 8 25 NOV *", "25T08:00", None),
        ("0 8 25 11 mon", "23T08:00", "25T08:00"),  # either will do
        ("0 8 */5 11 *", "21T08:00", "26T08:00"),
        ("@hourly", "20T13:00", "20T14:00"),
        ("@daily", "21T00:00", "22T00:00"),
        ("@midnight", "21T00:00", "22T00:00"),
        ("@weekly", "22T00:00", "29T00:00"),
        ("  0   9 * *\t*  ", "21T09:00", "22T09:00"),
    ],
)
def test_a_cron_line_means_what_cron_means_by_it(line, first, second):
    parse_cron(line)

    found = [turn.strftime("%dT%H:%M") for turn in turns(line, NOON, 2)]

    assert found[0] == first
    assert second in (found[1], None)


def test_months_and_years_come_round_too():
    assert turns("@monthly", NOON, 1) == [datetime(2026, 12, 1, tzinfo=UTC)]
    assert turns("@yearly", NOON, 1) == turns("@annually", NOON, 1)
    assert turns("0 0 29 2 *", NOON, 1) == [datetime(2028, 2, 29, tzinfo=UTC)]


def test_a_cron_line_is_meant_in_the_sources_time_zone():
    assert check(cron("0 8 * * *", "Asia/Shanghai"), NOON, NOON) == NOON + 12 * HOUR


def test_a_turn_in_the_hour_that_is_skipped_comes_all_the_same():
    zone = ZoneInfo("America/New_York")
    start = datetime(2026, 3, 7, 12, tzinfo=zone)

    first, second = turns("30 2 * * *", start, 2, "America/New_York")

    assert first.astimezone(UTC) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)  # 3:30, in summer time
    assert second == datetime(2026, 3, 9, 2, 30, tzinfo=zone)


def test_every_real_hour_has_its_turn_when_the_clocks_go_back():
    start = datetime(2026, 11, 1, 0, tzinfo=ZoneInfo("America/New_York"))

    found = [turn.astimezone(UTC) for turn in turns("0 * * * *", start, 4, "America/New_York")]

    assert [after - before for before, after in pairwise(found)] == [HOUR] * 3


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "expected five fields"),
        ("* * * *", "expected five fields .* found 4"),
        ("0 0 * * * *", "expected five fields .* found 6"),
        ("@reboot", "expected five fields or one of @yearly"),
        ("60 * * * *", '"60" is no minute: expected 0 to 59'),
        ("* 24 * * *", '"24" is no hour: expected 0 to 23'),
        ("* * 0 * *", '"0" is no day of the month: expected 1 to 31'),
        ("* * * 13 *", '"13" is no month: expected 1 to 12 or jan, feb'),
        ("* * * * 8", '"8" is no weekday: expected 0 to 7 or sun, mon'),
        ("* * * * monday", '"monday" is no weekday'),
        ("* * * mon *", '"mon" is no month'),
        ("1-x * * * *", '"x" is no minute'),
        ("*/0 * * * *", '"\\*/0" is no minute: expected a number, a range'),
        ("1,,2 * * * *", '"" is no minute'),
        ("-1 * * * *", '"-1" is no minute'),
        ("1-2-3 * * * *", '"1-2-3" is no minute'),
        ("30-10 * * * *", '"30-10" runs backwards; write the minutes as a list'),
        ("* * * * fri-mon", '"fri-mon" runs backwards; write the weekdays as a list'),
        ("0 0 31 2 *", "expected a day that exists: no month asked for has a day 31"),
        ("0 0 31 4,jun,9 *", "no month asked for has a day 31"),
        ("٣ * * * *", "is no minute"),
        ("99999999999999999999 * * * *", "is no minute"),
    ],
)
def test_a_wrong_cron_line_is_explained(line, message):
    with pytest.raises(ValueError, match=message):
        parse_cron(line)


@settings(deadline=None)
@given(st.text(alphabet="0123456789*/,-@ monfriju", max_size=30) | st.text())
def test_any_line_is_a_cron_line_or_a_value_error(line):
    try:
        parse_cron(line)
    except ValueError:
        return
    assert check(cron(line), NOON, NOON) > NOON


@st.composite
def fields(draw, first: int, last: int) -> tuple[str, set[int]]:
    """A field of a cron line, and the numbers that it stands for."""
    low = draw(st.integers(first, last))
    high = draw(st.integers(low, last))
    step = draw(st.integers(1, last))
    return draw(
        st.sampled_from(
            [
                ("*", set(range(first, last + 1))),
                (f"*/{step}", set(range(first, last + 1, step))),
                (f"{low}", {low}),
                (f"{low}-{high}", set(range(low, high + 1))),
                (f"{low}-{high}/{step}", set(range(low, high + 1, step))),
                (f"{low}/{step}", set(range(low, last + 1, step))),
                (f"{high},{low}", {low, high}),
            ]
        )
    )


@settings(deadline=None)
@given(fields(0, 59), fields(0, 23), fields(0, 6), MOMENTS)
def test_a_cron_line_comes_round_at_its_first_time_and_no_other(minute, hour, weekday, now):
    line = f"{minute[0]} {hour[0]} * * {weekday[0]}"

    def matches(moment: datetime) -> bool:
        # Cron's Sunday is 0, Python's is 6.
        day = (moment.weekday() + 1) % 7
        return moment.minute in minute[1] and moment.hour in hour[1] and day in weekday[1]

    due = check(cron(line), now, now)

    assert now < due <= now + 7 * DAY
    assert matches(due)
    assert (due.second, due.microsecond) == (0, 0)
    between = range(1, int((due - now) / MINUTE) + 1)
    assert not [n for n in between if due - n * MINUTE > now and matches(due - n * MINUTE)]


@settings(deadline=None)
@given(fields(0, 59), fields(0, 23), MOMENTS, ZONES)
def test_cron_moves_on_whatever_the_clocks_do(minute, hour, now, zone):
    line = f"{minute[0]} {hour[0]} * * *"

    due = check(cron(line, zone), now, now)

    assert now < due <= now + 2 * DAY


# --- a document


def watched(**keys: object) -> Watched:
    return Watched(
        **{
            "id": "d",
            "source": "s",
            "state": State.LIVE,
            "url": "https://example.org/a",
            "language": "zh",
            "title": "公告",
            "first_seen": NOON - 400 * DAY,
            "last_seen": NOON,
            "changed_at": NOON,
            **keys,
        }
    )


@pytest.mark.parametrize(
    ("age", "interval"),
    [
        (timedelta(0), timedelta(0)),
        (3 * DAY - SECOND, timedelta(0)),
        (3 * DAY, 6 * HOUR),
        (30 * DAY - SECOND, 6 * HOUR),
        (30 * DAY, DAY),
        (365 * DAY - SECOND, DAY),
        (365 * DAY, 7 * DAY),
        (4000 * DAY, 7 * DAY),
    ],
)
def test_a_document_is_asked_less_and_less_and_never_never(age, interval):
    due = next_due(watched(changed_at=NOON - age), now=NOON)

    assert due == NOON + interval * 0.95


def test_a_check_that_comes_a_little_early_still_asks():
    """A check every 6 h, moved by some minutes, must not find "not due yet" and wait 6 h more."""
    due = next_due(watched(changed_at=NOON - 10 * DAY), now=NOON)

    assert due < NOON + 6 * HOUR - 10 * MINUTE


def test_a_missing_document_is_asked_at_once():
    missing = watched(state=State.MISSING, changed_at=NOON - 400 * DAY, missing_since=NOON)

    assert next_due(missing, now=NOON) == NOON


@pytest.mark.parametrize(
    ("gone", "interval"),
    [(DAY, 0 * DAY), (10 * DAY, DAY / 4), (100 * DAY, DAY), (1000 * DAY, 7 * DAY)],
)
def test_a_removed_document_is_still_asked_like_any_that_changed(gone, interval):
    removed = watched(
        state=State.REMOVED,
        last_seen=NOON - gone - DAY,
        missing_since=NOON - gone - HOUR,
        last_absence=NOON - HOUR,
        changed_at=NOON - gone,
    )

    assert next_due(removed, now=NOON) == max(NOON - HOUR + interval * 0.95, NOON)


def test_a_document_that_could_not_be_seen_is_asked_with_the_next_check():
    """A failed look moves nothing: what was due stays due."""
    unseen = watched(last_seen=NOON - 8 * DAY, changed_at=NOON - 400 * DAY, failures=3)

    assert next_due(unseen, now=NOON) == NOON


def test_a_clock_that_was_set_back_does_not_silence_a_document():
    ahead = watched(last_seen=NOON + 900 * DAY, changed_at=NOON - 400 * DAY)

    assert next_due(ahead, now=NOON) <= NOON + 7 * DAY


DOCUMENTS = st.builds(
    watched,
    state=st.sampled_from(State),
    last_seen=MOMENTS,
    changed_at=MOMENTS,
    missing_since=st.none() | MOMENTS,
    last_absence=st.none() | MOMENTS,
)


@settings(deadline=None)
@given(DOCUMENTS, MOMENTS)
def test_a_document_is_never_due_in_the_past_nor_later_than_the_last_tier(document, now):
    assert now <= next_due(document, now=now) <= now + TIERS[-1].every


@settings(deadline=None)
@given(DOCUMENTS, MOMENTS, MOMENTS, MOMENTS)
def test_a_document_seen_later_is_due_later(document, first, second, now):
    earlier, later = sorted((first, second))
    due = [next_due(replace(document, last_seen=seen), now=now) for seen in (earlier, later)]

    assert due == sorted(due)
