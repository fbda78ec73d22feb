"""How the requests that a host bears are shared."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.schedule import allowance, demand, forecast, stretch
from tests.monitor.schedule.parts import DAY, HOUR

HALF = HOUR / 2
INTERVALS = st.lists(
    st.timedeltas(min_value=timedelta(0), max_value=7 * DAY), min_size=1, max_size=50
)


@pytest.mark.parametrize(
    ("budget", "delay", "hourly"),
    [(None, 5, 720), (300, 5, 300), (1000, 5, 720), (300, 0, 300), (None, 0, None)],
)
def test_a_host_bears_what_the_budget_says_and_never_more_than_the_delay_leaves(
    budget, delay, hourly
):
    assert allowance(budget, timedelta(seconds=delay)) == hourly


def test_a_document_asks_for_no_more_than_its_source_is_checked():
    assert demand([timedelta(0)] * 3 + [4 * HOUR] * 4, check=HALF) == 3 * 2 + 4 * 0.25


def test_what_fits_is_not_stretched():
    assert stretch(80, 100) == 1
    assert stretch(10_000, None) == 1


@given(INTERVALS, st.integers(1, 1000))
def test_what_is_stretched_fits_and_nobody_is_dropped(intervals, budget):
    factor = stretch(demand(intervals, check=HALF), budget)
    stretched = [max(every, HALF) * factor for every in intervals]

    assert sum(HOUR / every for every in stretched) <= budget
    assert max(stretched) < timedelta.max


def test_an_edit_waits_half_the_time_between_two_looks():
    assert forecast(7 * DAY, check=HALF, stretch=1).delay == 3.5 * DAY
    assert forecast(timedelta(0), check=HALF, stretch=1).delay == HALF / 2
    assert forecast(timedelta(0), check=HALF, stretch=3).longest == 3 * HALF


def test_who_is_due_between_two_checks_waits_for_the_second():
    assert forecast(5 * HOUR, check=4 * HOUR, stretch=1).longest == 8 * HOUR
