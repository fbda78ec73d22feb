"""The outbox: what is owed stays owed until it is delivered or given up aloud."""

from dataclasses import replace
from typing import Any

import pytest

from monitor.model import Alert
from monitor.store import Store
from tests.monitor.store.parts import HOUR, MINUTE, NOON, document
from tests.samples import change


def _alert(number: int = 1, **others: Any) -> Alert:
    values: dict[str, Any] = {
        "id": f"a-{number}",
        "channel": "desk",
        "type": "source.down",
        "source": "news",
        "check": "k-1",
        "created_at": NOON + number * MINUTE,
        "text": "news does not answer",
        "since": NOON,
    }
    return Alert(**(values | others))


def _due(store: Store, hours: int = 1) -> list[str]:
    return [alert.id for alert in store.outbox.due(NOON + hours * HOUR)]


def _deliveries(store: Store) -> list[tuple[str, int, str]]:
    rows = store._connection.rows("select * from deliveries order by id")
    return [(row["alert_id"], row["delivered"], row["error"]) for row in rows]


def test_what_is_owed_comes_back_as_it_was_the_oldest_first(store: Store) -> None:
    owed = [_alert(1), _alert(2, type="test", since=None, channel="hook")]
    store.outbox.put(owed)
    assert store.outbox.due(NOON + HOUR) == owed
    assert _due(store, hours=0) == []


def test_an_alert_of_changes_has_them_with_it(store: Store) -> None:
    told = change(source="news", check=store.checks.begin("news", now=NOON))
    name = store.documents.admit("news", document(), baseline=True, at=NOON)
    told = replace(told, document=name)
    store.changes.add(told)
    store.outbox.put([_alert(type="changes.observed", changes=(told,), total=1)])
    [alert] = store.outbox.due(NOON + HOUR)
    assert (alert.changes, alert.total) == ((told,), 1)


def test_an_alert_is_owed_once(store: Store) -> None:
    store.outbox.put([_alert()])
    store.outbox.delivered(_alert(), NOON + HOUR)
    store.outbox.put([_alert()])
    assert _due(store) == []


def test_what_was_delivered_is_not_due_again(store: Store) -> None:
    store.outbox.put([_alert(1), _alert(2)])
    store.outbox.delivered(_alert(1), NOON + HOUR)
    assert _due(store) == ["a-2"]
    assert _deliveries(store) == [("a-1", 1, "")]
    [_, record] = store.outbox.all()
    assert (record.state, record.ended_at, record.next_attempt_at) == (
        "delivered",
        NOON + HOUR,
        None,
    )


def test_what_did_not_go_through_is_due_later_and_for_those_who_lack_it(store: Store) -> None:
    store.outbox.put([_alert()])
    failed = _alert(remaining=("b@example.org",))
    until = NOON + 2 * HOUR
    store.outbox.postpone(failed, "451 greylisted", until=until, now=NOON + HOUR)

    assert _due(store, hours=1) == []
    [alert] = store.outbox.due(until)
    assert (alert.attempts, alert.remaining) == (1, ("b@example.org",))
    assert _deliveries(store) == [("a-1", 0, "451 greylisted")]


@pytest.mark.parametrize(
    ("verb", "remaining"), [("give_up", ("b@example.org",)), ("delivered", ())]
)
def test_what_is_sent_again_goes_to_those_who_lack_it_and_to_all_if_none_does(
    store: Store, verb: str, remaining: tuple[str, ...]
) -> None:
    store.outbox.put([_alert()])
    alert = _alert(remaining=("b@example.org",))
    if verb == "give_up":
        store.outbox.give_up(alert, "550 no such user", NOON + HOUR)
    else:
        store.outbox.delivered(alert, NOON + HOUR)

    assert store.outbox.resend(["a-1", "a-unknown"], NOON + HOUR) == 1
    [again] = store.outbox.due(NOON + HOUR)
    assert (again.attempts, again.remaining) == (0, remaining)


def test_what_was_given_up_is_listed_as_failed_with_its_error(store: Store) -> None:
    store.outbox.put([_alert(1), _alert(2), _alert(3), _alert(4)])
    store.outbox.give_up(_alert(1), "550 no such user", NOON + HOUR)
    store.outbox.delivered(_alert(2), NOON + HOUR)
    store.outbox.postpone(_alert(3), "timeout", until=NOON + 2 * HOUR, now=NOON + HOUR)

    failed = store.outbox.all(failed=True)
    assert [(record.alert.id, record.state, record.error) for record in failed] == [
        ("a-3", "pending", "timeout"),
        ("a-1", "given_up", "550 no such user"),
    ]
    assert [record.alert.id for record in store.outbox.all()] == ["a-4", "a-3", "a-2", "a-1"]
    assert len(store.outbox.all(limit=2)) == 2


def test_the_longest_wait_is_known(store: Store) -> None:
    assert store.outbox.oldest_overdue(NOON + HOUR) is None
    store.outbox.put([_alert(2), _alert(1)])
    assert store.outbox.oldest_overdue(NOON) is None
    assert store.outbox.oldest_overdue(NOON + HOUR) == NOON + MINUTE
    store.outbox.delivered(_alert(1), NOON + HOUR)
    assert store.outbox.oldest_overdue(NOON + HOUR) == NOON + 2 * MINUTE
