"""Documents: where each stands, and how it is asked for."""

from dataclasses import replace

import pytest

from monitor.model import State
from monitor.store import Store
from tests.monitor.store.parts import (
    DAY,
    HOUR,
    NOON,
    URL,
    admitted,
    document,
)

MOVED = "https://site.example.org/zh/2026/visa/"


def test_an_id_is_the_same_on_every_machine_and_never_given_twice(store: Store) -> None:
    first = store.documents.admit("news", document(), baseline=True, at=NOON)
    again = store.documents.admit("news", document(), baseline=True, at=NOON)
    assert first == "d-caa60d99e0c8"
    assert first != again


def test_where_a_document_stands_is_written_down_whole(store: Store) -> None:
    watched = admitted(store)
    stands = replace(
        watched,
        state=State.MISSING,
        title="新标题",
        last_seen=NOON + HOUR,
        changed_at=NOON + HOUR,
        missing_since=NOON + 2 * HOUR,
        absences=2,
        last_absence=NOON + 3 * HOUR,
        failures=4,
        due_at=NOON + DAY,
    )
    store.documents.update(stands)
    assert store.documents.get(watched.id) == stands
    assert store.documents.standing(watched.id) == replace(stands, snapshot=None)
    assert store.sources.counts("news").missing == 1


def test_a_document_that_is_not_there_is_none_or_an_error(store: Store) -> None:
    assert store.documents.get("d-unknown") is None
    with pytest.raises(LookupError, match="d-unknown"):
        store.documents.standing("d-unknown")


def test_an_unchanged_document_and_its_snapshot_are_seen_again(store: Store) -> None:
    watched = admitted(store)
    store.documents.update(replace(watched, failures=3))
    later = NOON + HOUR
    store.documents.unchanged(watched.id, seen_at=later, due_at=later + HOUR)

    now = store.documents.get(watched.id)
    assert now is not None
    assert now.snapshot is not None
    assert (now.last_seen, now.failures, now.due_at) == (later, 0, later + HOUR)
    assert (now.snapshot.first_seen, now.snapshot.last_seen) == (NOON, later)
    assert now.changed_at == NOON


def test_a_document_is_searched_by_id_or_the_beginning_of_it_or_an_address(store: Store) -> None:
    watched = admitted(store)
    store.addresses.stands("news", MOVED, watched.id)
    for term in (watched.id, watched.id[:6], URL, MOVED):
        assert [found.id for found in store.documents.search(term)] == [watched.id]
    for term in ("d-", "", "____", "%%%%", "d-zzzz", "' or 1=1 --"):
        assert store.documents.search(term) == []
