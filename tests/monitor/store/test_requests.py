"""Requests: how a command line asks the daemon, and knows that it lives."""

from monitor.store import CheckRequest, Store
from tests.monitor.store.parts import DAY, HOUR, MINUTE, NOON


def test_a_request_is_taken_once_and_in_order(store: Store) -> None:
    first = store.requests.ask("news", full=False, now=NOON)
    second = store.requests.ask("other", full=True, now=NOON + MINUTE)
    taken = store.requests.take(NOON + HOUR)
    assert taken == [
        CheckRequest(id=first, source="news", full=False, asked_at=NOON),
        CheckRequest(id=second, source="other", full=True, asked_at=NOON + MINUTE),
    ]
    assert store.requests.take(NOON + HOUR) == []


def test_an_answer_reaches_who_asked(store: Store) -> None:
    number = store.requests.ask("news", full=False, now=NOON)
    store.requests.take(NOON)
    waiting = store.requests.get(number)
    assert waiting is not None
    assert waiting.done_at is None

    store.requests.done(number, check="k-1", outcome="down", message="500", now=NOON + HOUR)
    answered = store.requests.get(number)
    assert answered is not None
    assert (answered.done_at, answered.check) == (NOON + HOUR, "k-1")
    assert (answered.outcome, answered.message) == ("down", "500")
    assert store.requests.get(number + 1) is None


def test_old_requests_are_forgotten_answered_or_not(store: Store) -> None:
    old = store.requests.ask("news", full=False, now=NOON)
    young = store.requests.ask("news", full=False, now=NOON + DAY)
    store.requests.forget(before=NOON + DAY)
    assert store.requests.get(old) is None
    assert store.requests.get(young) is not None


def test_the_last_heartbeat_counts(store: Store) -> None:
    assert store.requests.last_beat("loop") is None
    store.requests.beat("loop", NOON)
    store.requests.beat("loop", NOON + HOUR, "idle")
    store.requests.beat("outbox", NOON + DAY)
    assert store.requests.last_beat("loop") == NOON + HOUR
