"""When a source is looked at. None of these tests looks at a clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from monitor.schedule import (
    LONGEST_BACKOFF,
    between_turns,
    put_off_turns,
    turns_until,
)
from tests.monitor.schedule.parts import (
    DAY,
    FAILURES,
    HOUR,
    LENGTHS,
    MINUTE,
    MOMENTS,
    NOON,
    SECOND,
    SHARES,
    check,
    cron,
    every,
)


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


@given(LENGTHS, LENGTHS, MOMENTS, MOMENTS, FAILURES, SHARES)
def test_an_interval_is_never_in_the_past_and_never_too_far_away(
    length, jitter, last, now, failures, share
):
    due = check(every(length, jitter=jitter), last, now, failures, share)

    assert now <= due <= now + max(length, LONGEST_BACKOFF) + jitter


@given(LENGTHS, MOMENTS, MOMENTS, MOMENTS, FAILURES)
def test_a_later_check_is_followed_by_a_later_one(length, first, second, now, failures):
    earlier, later = sorted((first, second))

    assert check(every(length), earlier, now, failures) <= check(
        every(length), later, now, failures
    )


@given(LENGTHS, MOMENTS, FAILURES)
def test_more_failures_never_mean_more_requests(length, now, failures):
    fewer = check(every(length), now, now, failures)

    assert fewer <= check(every(length), now, now, failures + 1)


def test_the_time_between_two_turns_is_the_schedules_own():
    assert between_turns(every(HOUR), now=NOON) == HOUR
    assert between_turns(cron("0 8,20 * * *"), now=NOON) == 12 * HOUR


def test_of_the_turns_that_passed_the_last_is_made_up_for():
    """Planned at noon and looked at at 15:10: the turn of 15:00 is late, three others are lost."""
    planned, until = NOON, NOON + 3 * HOUR + 10 * MINUTE

    assert turns_until(every(HOUR), planned=planned, until=until) == [
        NOON, NOON + HOUR, NOON + 2 * HOUR,
    ]  # fmt: skip
    assert turns_until(cron("@hourly"), planned=planned, until=until) == [
        NOON, NOON + HOUR, NOON + 2 * HOUR,
    ]  # fmt: skip


@pytest.mark.parametrize("late", [timedelta(0), SECOND, HOUR - SECOND, -DAY])
def test_a_check_that_comes_late_has_missed_nothing(late):
    assert turns_until(every(HOUR), planned=NOON, until=NOON + late) == []


def test_the_turns_that_a_failing_source_is_left_alone_for_have_names():
    left = [put_off_turns(every(HOUR), last=NOON, failures=n) for n in (0, 1, 2, 3, 50)]

    assert [len(turns) for turns in left] == [0, 0, 1, 3, 5]
    assert left[3] == [NOON + HOUR, NOON + 2 * HOUR, NOON + 3 * HOUR]
    assert put_off_turns(cron("@hourly"), last=NOON, failures=50) == []
