"""Changes: they come back word by word, and are found again."""

from dataclasses import replace
from typing import Any

import pytest

from monitor.model import Change, Edit, Hunk, Kind, Weight
from monitor.store import Store
from tests.monitor.store.parts import HOUR, NEWS, NOON, OTHER, URL, admitted

EDITS = (
    Edit(
        field="title",
        weight=Weight.TYPOGRAPHIC,
        hunks=(Hunk(0, "美国,中国", "美国，中国", (("=", "美国"), ("-", ","), ("+", "，"))),),
    ),
    Edit(
        field="text",
        weight=Weight.SUBSTANTIVE,
        hunks=(
            Hunk(3, "删去的一段。", "", (("-", "删去的一段。"),)),
            Hunk(7, "", "“新”的一段。", (("+", "“新”的一段。"),)),
        ),
    ),
)


@pytest.fixture
def told(store: Store) -> Change:
    """A change with something in each of its parts, not written down yet."""
    watched = admitted(store)
    assert watched.snapshot is not None
    return Change(
        id="c-1",
        kind=Kind.EDITED,
        weight=Weight.SUBSTANTIVE,
        source="news",
        check=store.checks.begin("news", now=NOON),
        document=watched.id,
        url=URL,
        language="zh",
        title="关于签证费的通知",
        headline="删去一段",
        first_seen=NOON + HOUR,
        last_seen=NOON,
        failed_checks=2,
        edits=EDITS,
        terms=("taiwan", "visa"),
        evidence_before="aa",
        evidence_after="bb",
        snapshot_before=watched.snapshot.id,
        snapshot_after=watched.snapshot.id,
    )


def _add(store: Store, told: Change, *numbers: int, **others: Any) -> list[str]:
    ids = [f"c-{number}" for number in numbers]
    for number, name in zip(numbers, ids, strict=True):
        at = NOON + number * HOUR
        store.changes.add(replace(told, id=name, first_seen=at, **others))
    return ids


def test_a_change_comes_back_as_it_was(store: Store, told: Change) -> None:
    bare = replace(
        told,
        id="c-2",
        kind=Kind.NEW,
        last_seen=None,
        edits=(),
        terms=(),
        snapshot_before=None,
        told=False,
    )
    store.changes.add(told)
    store.changes.add(bare)
    assert store.changes.get("c-1") == told
    assert store.changes.get("c-2") == bare
    assert store.changes.get("c-3") is None


def test_recent_changes_come_the_latest_first_and_bounded(store: Store, told: Change) -> None:
    ids = _add(store, told, 1, 2, 3)
    assert [change.id for change in store.changes.recent()] == ids[::-1]
    assert [change.id for change in store.changes.recent(limit=1)] == ["c-3"]


def test_recent_changes_are_narrowed_by_time_source_and_kind(store: Store, told: Change) -> None:
    store.sources.register([NEWS, OTHER], now=NOON)
    _add(store, told, 1, 2)
    _add(store, told, 3, kind=Kind.REMOVED)
    _add(store, told, 4, source="other", kind=Kind.REMOVED)

    def ids(**asked: Any) -> list[str]:
        return [change.id for change in store.changes.recent(**asked)]

    assert ids(since=NOON + 3 * HOUR) == ["c-4", "c-3"]
    assert ids(source="news") == ["c-3", "c-2", "c-1"]
    assert ids(kinds=[Kind.REMOVED]) == ["c-4", "c-3"]
    assert ids(kinds=[Kind.REMOVED, Kind.EDITED], source="news", limit=2) == ["c-3", "c-2"]
    assert ids(kinds=["' or 1=1 --"]) == []


def test_the_changes_of_a_document_come_in_order(store: Store, told: Change) -> None:
    ids = _add(store, told, 2, 1)
    assert [change.id for change in store.changes.of(told.document)] == ids
    assert store.changes.of("d-unknown") == []


def test_many_come_in_the_order_asked(store: Store, told: Change) -> None:
    _add(store, told, 1, 2, 3)
    found = store.changes.many(["c-3", "c-9", "c-1"])
    assert [change.id for change in found] == ["c-3", "c-1"]


def test_what_a_check_observed_comes_in_order(store: Store, told: Change) -> None:
    ids = _add(store, told, 2, 1)
    assert [change.id for change in store.changes.of_check(told.check)] == ids
    assert store.changes.of_check("k-unknown") == ()
