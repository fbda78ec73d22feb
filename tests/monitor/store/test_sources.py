"""Sources: their health, their plan, and which of their interfaces have a baseline."""

from dataclasses import replace

import pytest

from monitor.model import Health
from monitor.store import SourceCounts, SourceRecord, Store
from tests.monitor.store.parts import DAY, HOUR, NEWS, NOON, OTHER, admitted

SCOPE = {"url": "https://site.example.org/zh/", "pages": 1}


def _record(store: Store, name: str = "news") -> SourceRecord:
    record = store.sources.get(name)
    assert record is not None
    return record


def _concluded(store: Store, *, hours: int, good: bool, failures: int = 0) -> None:
    store.sources.concluded(
        "news",
        at=NOON + hours * HOUR,
        good=good,
        health=Health.OK if good else Health.DOWN,
        failures=failures,
        alarmed=failures >= 3,
        message="" if good else "status 500",
    )


def test_a_source_is_known_and_unlooked_at(store: Store) -> None:
    record = _record(store)
    assert (record.spider, record.health, record.failures) == ("embassy", Health.UNKNOWN, 0)
    assert (record.watching_since, record.last_check_at, record.next_check_at) == (None,) * 3
    assert store.sources.get("nobody") is None


def test_a_source_that_left_is_retired_and_its_history_stays(store: Store) -> None:
    store.sources.plan("news", NOON + HOUR)
    watched = admitted(store)
    said = store.sources.register([OTHER], now=NOON + DAY)

    assert said == ("news is no longer configured; its history stays",)
    record = _record(store)
    assert (record.retired_at, record.next_check_at) == (NOON + DAY, None)
    assert store.documents.get(watched.id) is not None
    assert [one.name for one in store.sources.all()] == ["other", "news"]
    assert store.sources.register([OTHER], now=NOON + 2 * DAY) == ()


def test_a_source_that_comes_back_goes_on(store: Store) -> None:
    number = _record(store).id
    store.sources.register([OTHER], now=NOON)
    store.sources.register([NEWS, OTHER], now=NOON + DAY)
    assert (_record(store).id, _record(store).retired_at) == (number, None)


def test_a_renamed_source_keeps_its_history(store: Store) -> None:
    watched = admitted(store)
    renamed = replace(NEWS, name="embassy", was="news")
    said = store.sources.register([renamed], now=NOON)

    assert said == ("news is called embassy now; its history goes on",)
    assert store.sources.get("news") is None
    assert [one.id for one in store.documents.of_source("embassy")] == [watched.id]
    assert store.sources.register([renamed], now=NOON) == ()


def test_a_former_name_that_nobody_knows_is_no_trouble(store: Store) -> None:
    assert store.sources.register([NEWS, replace(OTHER, was="never")], now=NOON) == ()


def test_a_former_name_does_not_take_over_a_source_that_is_there(store: Store) -> None:
    store.sources.register([NEWS, OTHER], now=NOON)
    number = _record(store, "other").id
    store.sources.register([NEWS, replace(OTHER, was="news")], now=NOON)
    assert _record(store, "other").id == number


def test_health_keeps_since_when_it_is_so(store: Store) -> None:
    _concluded(store, hours=0, good=True)
    _concluded(store, hours=1, good=False, failures=1)
    _concluded(store, hours=2, good=False, failures=2)
    record = _record(store)
    assert (record.health, record.health_since) == (Health.DOWN, NOON + HOUR)
    assert (record.failures, record.alarmed, record.message) == (2, False, "status 500")
    assert (record.last_check_at, record.last_good_at) == (NOON + 2 * HOUR, NOON)


def test_watching_begins_with_the_first_good_check_and_stays(store: Store) -> None:
    _concluded(store, hours=0, good=False, failures=1)
    assert _record(store).watching_since is None
    _concluded(store, hours=1, good=True)
    _concluded(store, hours=2, good=True)
    assert _record(store).watching_since == NOON + HOUR


def test_a_source_that_was_passed_over_does_as_it_did(store: Store) -> None:
    _concluded(store, hours=0, good=False, failures=2)
    before = _record(store)
    store.sources.passed_over("news", at=NOON + HOUR)
    assert _record(store) == replace(before, last_check_at=NOON + HOUR)


def test_the_plan_is_remembered_and_can_be_taken_back(store: Store) -> None:
    store.sources.plan("news", NOON + HOUR)
    assert _record(store).next_check_at == NOON + HOUR
    store.sources.plan("news", None)
    assert _record(store).next_check_at is None


@pytest.mark.parametrize("ended", [True, False])
def test_a_baseline_is_there_once_the_interface_was_enumerated_to_its_end(
    store: Store, ended: bool
) -> None:
    store.sources.enumerated("news", "listing:zh", SCOPE, ended=ended, at=NOON)
    assert store.sources.has_baseline("news", SCOPE) is ended
    opened = store.sources.open_baselines("news", ["listing:zh", "listing:en"], SCOPE)
    assert opened == {"listing:en"} | (set() if ended else {"listing:zh"})


def test_a_baseline_that_is_complete_stays_complete(store: Store) -> None:
    store.sources.enumerated("news", "listing:zh", SCOPE, ended=True, at=NOON)
    store.sources.enumerated("news", "listing:zh", SCOPE, ended=False, at=NOON + HOUR)
    assert store.sources.open_baselines("news", ["listing:zh"], SCOPE) == set()


def test_another_scope_has_a_baseline_of_its_own(store: Store) -> None:
    store.sources.enumerated("news", "listing:zh", SCOPE, ended=True, at=NOON)
    wider = SCOPE | {"pages": 2}
    assert store.sources.open_baselines("news", ["listing:zh"], wider) == {"listing:zh"}
    assert not store.sources.has_baseline("news", wider)


def test_counts_go_by_state(store: Store) -> None:
    admitted(store)
    assert store.sources.counts("news") == SourceCounts(documents=1, missing=0, removed=0)
    assert store.sources.counts("nobody") == SourceCounts()
