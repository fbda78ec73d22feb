"""What a cron line stands for, and when it comes round."""

from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.schedule import parse_cron
from tests.monitor.schedule.parts import DAY, HOUR, MINUTE, MOMENTS, NOON, ZONES, check, cron, turns


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


@given(fields(0, 59), fields(0, 23), MOMENTS, ZONES)
def test_cron_moves_on_whatever_the_clocks_do(minute, hour, now, zone):
    line = f"{minute[0]} {hour[0]} * * *"

    due = check(cron(line, zone), now, now)

    assert now < due <= now + 2 * DAY
