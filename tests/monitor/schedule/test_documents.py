"""When a document is asked again. None of these tests looks at a clock."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import TIERS, Rhythm, State, Watched
from monitor.schedule import (
    changes_an_hour,
    interval_of,
    next_due,
)
from tests.monitor.schedule.parts import (
    DAY,
    HOUR,
    MINUTE,
    MOMENTS,
    NOON,
    SECOND,
)


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


@given(DOCUMENTS, MOMENTS)
def test_a_document_is_never_due_in_the_past_nor_later_than_the_last_tier(document, now):
    assert now <= next_due(document, now=now) <= now + TIERS[-1].every


@given(DOCUMENTS, MOMENTS, MOMENTS, MOMENTS)
def test_a_document_seen_later_is_due_later(document, first, second, now):
    earlier, later = sorted((first, second))
    due = [next_due(replace(document, last_seen=seen), now=now) for seen in (earlier, later)]

    assert due == sorted(due)


# --- how often it changes


def rhythm(changes: float, *, every: timedelta, looks: float = 1000.0) -> Rhythm:
    """A document that was looked at often, and changed so many times, so far apart."""
    return Rhythm(looks=looks, changes=changes, watched=every * changes)


@pytest.mark.parametrize(
    ("changes", "looks", "hours", "rate"),
    [(0, 100, 100, 0.0), (10, 1000, 1000, 0.01), (1, 1000, 1000, 0.001), (0, 0, 0, 0.0)],
)
def test_many_looks_see_nearly_every_change(changes, looks, hours, rate):
    seen = Rhythm(looks=looks, changes=changes, watched=hours * HOUR)

    assert changes_an_hour(seen) == pytest.approx(rate, rel=0.06, abs=1e-9)


def test_few_looks_miss_changes_and_the_estimate_knows_it():
    """Where four of five looks find a change, there were more changes than that."""
    seen = Rhythm(looks=5, changes=4, watched=5 * DAY)

    assert changes_an_hour(seen) * 24 == pytest.approx(1.299, abs=0.001)  # ln(5.5 / 1.5)
    assert changes_an_hour(replace(seen, changes=5)) * 24 == pytest.approx(2.398, abs=0.001)


def test_what_changes_often_is_asked_more_often_than_its_age_says():
    old = watched(changed_at=NOON - 40 * DAY)

    assert interval_of(old, rhythm(6, every=50 * DAY), now=NOON) < 7 * HOUR
    assert next_due(old, now=NOON, rhythm=rhythm(6, every=50 * DAY)) < NOON + 7 * HOUR


def test_one_change_makes_no_rhythm_and_a_slow_one_slows_nothing_down():
    old, young = watched(changed_at=NOON - 40 * DAY), watched(changed_at=NOON - DAY)

    assert interval_of(old, rhythm(1, every=50 * DAY), now=NOON) == DAY
    assert interval_of(young, rhythm(6, every=50 * DAY), now=NOON) == timedelta(0)


def test_four_times_as_many_changes_are_asked_for_twice_as_often():
    old = watched(changed_at=NOON - 400 * DAY)
    slow = interval_of(old, rhythm(10, every=40 * DAY, looks=100_000), now=NOON)
    quick = interval_of(old, rhythm(10, every=10 * DAY, looks=100_000), now=NOON)

    assert slow / quick == pytest.approx(2, rel=0.01)


@given(
    DOCUMENTS,
    MOMENTS,
    st.floats(0, 1000),
    st.floats(0, 1000),
    st.timedeltas(min_value=timedelta(0), max_value=900 * DAY),
)
def test_no_rhythm_ever_makes_a_document_rarer_or_breaks_the_plan(
    document, now, looks, changes, time
):
    seen = Rhythm(looks=looks, changes=changes, watched=time)

    assert now <= next_due(document, now=now, rhythm=seen) <= next_due(document, now=now)


@pytest.mark.parametrize("stretch", [1.5, 4.0])
def test_where_the_host_bears_less_all_are_asked_less_often_by_one_factor(stretch):
    for age, interval in ((10 * DAY, 6 * HOUR), (400 * DAY, 7 * DAY), (HOUR, HOUR / 2)):
        due = next_due(watched(changed_at=NOON - age), now=NOON, check=HOUR / 2, stretch=stretch)
        assert due == NOON + interval * stretch * 0.95


def test_a_missing_document_waits_for_no_budget():
    missing = watched(state=State.MISSING, missing_since=NOON)

    assert next_due(missing, now=NOON, check=HOUR, stretch=100.0) == NOON
