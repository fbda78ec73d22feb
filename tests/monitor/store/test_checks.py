"""Checks: their ids, their evidence, and what a kill leaves of them."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.items import Page, Verdict
from monitor.errors import StoreError
from monitor.model import CheckReport, Outcome
from monitor.store import Fetch, Store
from monitor.text import DEFAULT
from tests.monitor.store.parts import DAY, HOUR, NEWS, NOON, OTHER, document, finding, page

HOST = "https://site.example.org/"


def _report(check: str, **others: object) -> CheckReport:
    values: dict[str, object] = {
        "id": check,
        "source": "news",
        "outcome": Outcome.OK,
        "started_at": NOON,
        "ended_at": NOON + HOUR,
    }
    return CheckReport(**(values | others))  # type: ignore[arg-type]


def _row(store: Store, check: str) -> dict[str, object]:
    [row] = store._connection.rows("select * from checks where id = :id", {"id": check})
    return row


def test_an_id_names_time_and_source_and_is_never_given_twice(store: Store) -> None:
    store.sources.register([NEWS, OTHER], now=NOON)
    ids = [store.checks.begin("news", now=NOON) for _ in range(3)]
    assert ids == ["20261121T120000Z-news", "20261121T120000Z-news.1", "20261121T120000Z-news.2"]
    assert store.checks.begin("other", now=NOON) == "20261121T120000Z-other"


def test_the_names_of_sources_may_begin_alike(store: Store) -> None:
    names = ["news", "news-zh", "new"]
    store.sources.register([replace(NEWS, name=name) for name in names], now=NOON)
    ids = [store.checks.begin(name, now=NOON) for name in reversed(names) for _ in range(2)]
    assert len(set(ids)) == 6


def test_an_id_is_in_utc_whatever_the_clock_says(store: Store) -> None:
    there = NOON.astimezone(ZoneInfo("Asia/Shanghai"))
    assert store.checks.begin("news", now=there) == "20261121T120000Z-news"


def test_a_check_ends_with_its_counts_and_without_its_findings(store: Store) -> None:
    check = store.checks.begin("news", now=NOON)
    store.checks.keep_finding(check, 1, finding(document(), page()))
    store.checks.end(_report(check, asked=9, unchanged=7, baseline=1, failed=1, message="!"))

    row = _row(store, check)
    assert (row["outcome"], row["ended_at"]) == ("ok", "2026-11-21T13:00:00Z")
    assert (row["asked"], row["unchanged"], row["baseline"], row["failed"]) == (9, 7, 1, 1)
    with pytest.raises(LookupError):
        store.checks.finding(check, 1)


def test_a_check_ends_once(store: Store) -> None:
    check = store.checks.begin("news", now=NOON)
    store.checks.end(_report(check))
    store.checks.end(_report(check, outcome=Outcome.INTERRUPTED, ended_at=NOON + DAY))
    assert _row(store, check)["outcome"] == "ok"


def test_a_finding_comes_back_as_it_was(store: Store) -> None:
    check = store.checks.begin("news", now=NOON)
    kept = finding(document(), page(b"...", headers={"etag": '"1"'}))
    store.checks.keep_finding(check, 4, kept)
    assert store.checks.finding(check, 4) == kept


def test_what_a_kill_left_open_is_closed_as_interrupted(store: Store) -> None:
    ended = store.checks.begin("news", now=NOON)
    store.checks.end(_report(ended))
    left = store.checks.begin("news", now=NOON + HOUR)
    store.checks.keep_finding(left, 1, finding(document(), page()))

    assert store.checks.close_unfinished(now=NOON + DAY) == [left]
    row = _row(store, left)
    assert (row["outcome"], row["message"]) == (
        "interrupted",
        "docwatch was stopped during this check",
    )
    assert store._connection.rows("select 1 from findings") == []
    assert store.checks.close_unfinished(now=NOON + DAY) == []


def test_every_request_leaves_a_row(store: Store) -> None:
    check = store.checks.begin("news", now=NOON)
    bad = page(b"no", verdict=Verdict.BLOCKED, status=403, took=120, evidence="a challenge")
    store.checks.record(check, [Fetch(page=page(b"yes"), role="document"), _fetch(bad)])
    rows = store._connection.rows("select * from fetches order by id")
    assert [(row["verdict"], row["status"], row["bytes"], row["ms"]) for row in rows] == [
        ("ok", 200, 3, 0),
        ("blocked", 403, 2, 120),
    ]
    assert rows[1]["evidence"] == "a challenge"


def test_a_try_that_was_followed_by_another_leaves_a_row_of_its_own(store: Store) -> None:
    check = store.checks.begin("news", now=NOON)
    first = page(b"", verdict=Verdict.ERROR, status=503, at=NOON)
    second = page(b"yes", at=NOON + timedelta(seconds=10), attempts=(first,))
    store.checks.record(check, [_fetch(second)])
    store.checks.end(_report(check))

    rows = store._connection.rows("select status, asked_again from fetches order by id")
    assert [(row["status"], row["asked_again"]) for row in rows] == [(503, 1), (200, 0)]
    sums = store._connection.rows("select verdict, requests from fetches_by_day")
    assert {row["verdict"]: row["requests"] for row in sums} == {"ok": 1, "error": 1}


@pytest.mark.parametrize(
    ("url", "verdict", "answers"),
    [
        (f"{HOST}a", Verdict.OK, True),
        (f"{HOST}a", Verdict.NOT_MODIFIED, True),
        (f"{HOST}a", Verdict.GONE, False),
        ("https://site.example.organ/a", Verdict.OK, False),
        ("https://site.example.org:8443/a", Verdict.OK, False),
        ("http://site.example.org/a", Verdict.OK, False),
    ],
)
def test_a_host_answered_if_one_of_its_pages_did(
    store: Store, url: str, verdict: Verdict, answers: bool
) -> None:
    check = store.checks.begin("news", now=NOON)
    store.checks.record(check, [_fetch(page(b"x", url=url, verdict=verdict))])
    assert store.checks.host_answered(HOST, since=NOON) is answers
    assert not store.checks.host_answered(HOST, since=NOON + timedelta(seconds=1))


def test_thinning_drops_old_requests_and_keeps_the_sums(store: Store) -> None:
    check = store.checks.begin("news", now=NOON)
    store.checks.record(check, [_fetch(page(b"x", at=NOON + n * DAY)) for n in range(4)])
    store.checks.end(_report(check, asked=4))
    assert store.checks.thin(before=NOON + 2 * DAY) == 2
    assert len(store._connection.rows("select 1 from fetches")) == 2
    assert _row(store, check)["asked"] == 4


def test_the_sums_of_a_day_are_the_same_before_and_after_thinning(store: Store) -> None:
    check = store.checks.begin("news", now=NOON)
    left_alone = {"verdict": Verdict.ERROR, "status": None, "evidence": "not asked: 5 in a row"}
    sent = [page(b"xx", at=NOON + n * HOUR, took=n) for n in range(30)]
    sent += [page(b"", at=NOON, **left_alone) for _ in range(3)]
    store.checks.record(check, [_fetch(each) for each in sent])
    before = store._connection.rows("select * from fetches_by_day")
    assert [(row["day"], row["verdict"], row["requests"], row["not_sent"]) for row in before] == [
        ("2026-11-22", "ok", 18, 0),
        ("2026-11-21", "ok", 12, 0),
        ("2026-11-21", "error", 0, 3),
    ]

    for hours in (5, 20, 20, 100):  # in the middle of a day, and once for nothing
        store.checks.thin(before=NOON + hours * HOUR)
        assert store._connection.rows("select * from fetches_by_day") == before
    assert store._connection.rows("select 1 from fetches") == []


def test_a_thinning_that_fails_loses_no_sum(store: Store) -> None:
    check = store.checks.begin("news", now=NOON)
    store.checks.record(check, [_fetch(page(b"x"))])
    before = store._connection.rows("select * from fetches_by_day")
    store._connection.write(
        "create trigger stop before delete on fetches begin select raise(abort, 'no'); end"
    )
    with pytest.raises(StoreError):
        store.checks.thin(before=NOON + DAY)
    assert store._connection.rows("select * from fetches_by_day") == before


def _fetch(sent: Page) -> Fetch:
    return Fetch(page=sent, role="document")


def test_what_became_of_a_check_can_be_asked_once_it_ended(store: Store) -> None:
    check = store.checks.begin("news", now=NOON)
    assert store.checks.get(check) is None
    store.checks.end(_report(check, asked=3, unchanged=2, message="!"))
    assert store.checks.get(check) == _report(check, asked=3, unchanged=2, message="!")


def test_a_finding_that_was_concluded_early_leaves_the_others(store: Store) -> None:
    check = store.checks.begin("news", now=NOON)
    for position in (1, 2):
        store.checks.keep_finding(check, position, finding(document(), page()))
    store.checks.forget_finding(check, 1)
    assert store.checks.finding(check, 2) == finding(document(), page())
    with pytest.raises(LookupError):
        store.checks.finding(check, 1)


def test_what_came_of_the_checks_after_one_is_told_however_close_they_follow(store: Store) -> None:
    store.sources.register([NEWS, OTHER], now=NOON)
    assert store.checks.last_begun("news") == ""
    first, second, running = (store.checks.begin("news", now=NOON) for _ in range(3))
    store.checks.begin("other", now=NOON)
    challenge = Page(
        url=HOST, fetched_at=NOON, verdict=Verdict.BLOCKED, evidence="a challenge", status=200
    )
    fine = replace(challenge, verdict=Verdict.OK, evidence="")
    for check in (first, second, running):
        store.checks.record(
            check, [Fetch(page=each, role="document") for each in (challenge, fine)]
        )
    store.checks.end(_report(first))
    store.checks.end(_report(second))

    assert store.checks.last_begun("news") == running
    assert [report.id for report in store.checks.ended("news", after="")] == [first, second]
    assert [report.id for report in store.checks.ended("news", after=first)] == [second]
    assert store.checks.fetches("news", after=first) == [
        Fetch(page=each, role="document") for each in (challenge, fine)
    ]
    assert store.checks.fetches("news", after=second) == []


def test_a_check_remembers_by_which_rules_it_compared(store: Store) -> None:
    minding = frozenset({"space", "width"})
    own = store.checks.begin("news", now=NOON, rules=minding)
    usual = store.checks.begin("news", now=NOON)
    assert store.checks.rules(own) == minding
    assert store.checks.rules(usual) == DEFAULT
    assert store.checks.rules("nothing") is None
