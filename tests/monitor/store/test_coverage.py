"""When we looked, when we could not, and what silence may be taken for."""

from datetime import datetime, timedelta

import pytest

from crawler.items import Verdict
from monitor.model import CheckReport, Outcome
from monitor.store import Fetch, Store
from tests.monitor.store.parts import DAY, HOUR, MINUTE, NEWS, NOON, OTHER, URL, admitted, page


@pytest.fixture(autouse=True)
def sources(store: Store) -> None:
    store.sources.register([NEWS, OTHER], now=NOON)


def _check(store: Store, outcome: str, at: datetime, *, source: str = "news") -> None:
    check = store.checks.begin(source, now=at)
    message = "" if outcome == "ok" else "status 503"
    store.checks.end(
        CheckReport(
            id=check,
            source=source,
            outcome=Outcome(outcome),
            started_at=at,
            ended_at=at + MINUTE,
            message=message,
        )
    )


def test_the_daemon_lives_as_long_as_its_heart_beats(store: Store) -> None:
    for seconds in (0, 10, 20, 80, 141, 200):
        store.coverage.alive(NOON + timedelta(seconds=seconds))

    lives = [(life.began, life.until) for life in store.coverage.lives()]
    assert lives == [
        (NOON + timedelta(seconds=141), NOON + timedelta(seconds=260)),
        (NOON, NOON + timedelta(seconds=140)),
    ]


def test_a_clock_that_was_set_back_begins_a_new_life(store: Store) -> None:
    store.coverage.alive(NOON)
    store.coverage.alive(NOON - DAY)
    assert [life.began for life in store.coverage.lives()] == [NOON - DAY, NOON]


def test_missed_turns_count_as_planned_on_the_day_that_they_were_for(store: Store) -> None:
    _check(store, "ok", NOON)
    _check(store, "down", NOON + 30 * MINUTE)
    turns = [NOON + number * 6 * HOUR for number in (1, 2, 3)]  # 18:00, and two of the next day
    store.coverage.missed("news", turns, why="off")
    _check(store, "ok", NOON + DAY)

    days = store.coverage.days(since=NOON - DAY, source="news")
    found = [(day.day, day.planned, day.checks, day.good, day.percent) for day in days]
    assert found == [("2026-11-22", 3, 1, 1, 33.3), ("2026-11-21", 3, 2, 1, 33.3)]
    assert store.coverage.noted("news") == turns[-1]
    assert store.coverage.noted("other") is None
    assert store.coverage.days(since=NOON, source="other") == []


def test_a_gap_reaches_from_the_last_good_look_to_the_next(store: Store) -> None:
    for hours, outcome in enumerate(("ok", "down", "blocked", "ok", "ok", "interrupted")):
        _check(store, outcome, NOON + hours * HOUR)
    store.coverage.missed("news", [NOON + 6 * HOUR, NOON + 7 * HOUR], why="off")

    last, first = store.coverage.gaps(since=NOON)
    assert (first.last_good, first.next_good) == (NOON, NOON + 3 * HOUR)
    assert (first.failed, first.missed, first.why) == (2, 0, ("blocked", "down"))
    assert first.message == "status 503"
    assert (last.last_good, last.next_good) == (NOON + 4 * HOUR, None)
    assert (last.failed, last.missed, last.why) == (1, 2, ("interrupted", "off"))


def test_a_source_that_was_never_well_has_one_gap_without_ends(store: Store) -> None:
    _check(store, "unreadable", NOON)
    (gap,) = store.coverage.gaps(since=NOON, source="news")
    assert (gap.last_good, gap.next_good) == (None, None)


def test_sources_have_gaps_of_their_own_and_old_ones_are_left_out(store: Store) -> None:
    for at, outcome in ((NOON, "ok"), (NOON + HOUR, "down"), (NOON + 2 * HOUR, "ok")):
        _check(store, outcome, at)
        _check(store, "ok", at, source="other")

    assert [gap.source for gap in store.coverage.gaps(since=NOON)] == ["news"]
    assert store.coverage.gaps(since=NOON, source="other") == []
    assert store.coverage.gaps(since=NOON + 3 * HOUR) == []


def test_the_looks_at_one_document_come_in_order_and_of_several_tries_the_last_counts(
    store: Store,
) -> None:
    watched = admitted(store)
    verdicts = (Verdict.OK, Verdict.GONE, Verdict.ERROR)
    for hours, verdict in enumerate(verdicts):
        now = NOON + hours * HOUR
        tries = [page(b"", at=now, verdict=each) for each in (Verdict.ERROR, verdict)]
        tries.append(page(b"", url=f"{URL}another/", at=now))
        check = store.checks.begin("news", now=now)
        store.checks.record(check, [Fetch(page=each, role="document") for each in tries])

    looks = store.coverage.looks(watched.id, since=NOON)
    assert [look.verdict for look in looks] == list(verdicts)
    assert [look.at for look in store.coverage.looks(watched.id, since=NOON + HOUR)] == [
        NOON + HOUR,
        NOON + 2 * HOUR,
    ]
