"""How often documents change, as looks at them teach it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitor.model import Change, Kind, Rhythm, Weight
from monitor.store import Store
from tests.monitor.store.parts import DAY, NEWS, NOON, OTHER, admitted


def _look(store: Store, document: str, at: datetime, kind: Kind | None = None) -> None:
    """A good look at a document, that found such a change."""
    check = store.checks.begin("news", now=at)
    watched = store.documents.standing(document)
    store.documents.update(replace(watched, last_seen=at))
    if kind:
        store.changes.add(_change(check, document, kind, at))
    store.rhythms.learn("news", check, since=at)


def _change(check: str, document: str, kind: Kind, at: datetime) -> Change:
    return Change(
        id=f"c-{check}", kind=kind, weight=Weight.SUBSTANTIVE, source="news", check=check,
        document=document, url="", language="zh", title="", headline="", first_seen=at,
    )  # fmt: skip


@pytest.fixture
def document(store: Store) -> str:
    store.sources.register([NEWS, OTHER], now=NOON)
    return admitted(store).id


def test_the_first_look_begins_the_counting(store: Store, document: str) -> None:
    _look(store, document, NOON)
    assert store.rhythms.of_source("news") == {document: Rhythm()}


def test_looks_changes_and_the_time_between_are_counted(store: Store, document: str) -> None:
    for day, kind in enumerate((None, None, Kind.EDITED, Kind.REISSUED, Kind.RESTORED)):
        _look(store, document, NOON + day * DAY, kind)

    expected = Rhythm(looks=4, changes=3, watched=4 * DAY)
    assert store.rhythms.of_source("news") == {document: expected}
    assert store.rhythms.of_source("news", at_least=3.5) == {}
    assert store.rhythms.of_source("other") == {}


@pytest.mark.parametrize("kind", [Kind.TYPOGRAPHIC, Kind.FLAPPING, Kind.MOVED, Kind.ROLLED_OFF])
def test_what_is_no_news_makes_no_document_busy(store: Store, document: str, kind: Kind) -> None:
    _look(store, document, NOON)
    _look(store, document, NOON + DAY, kind)
    assert store.rhythms.of_source("news")[document].changes == 0


def test_a_look_that_said_nothing_is_none(store: Store, document: str) -> None:
    _look(store, document, NOON)
    check = store.checks.begin("news", now=NOON + DAY)
    store.rhythms.learn("news", check, since=NOON + DAY)
    assert store.rhythms.of_source("news")[document].looks == 0


def test_what_is_long_past_fades(store: Store, document: str) -> None:
    for day in range(101):
        _look(store, document, NOON + day * DAY, Kind.EDITED if day else None)
    for week in range(1, 105):
        _look(store, document, NOON + 100 * DAY + 7 * week * DAY)

    rhythm = store.rhythms.of_source("news")[document]
    assert rhythm.watched == timedelta(days=365)
    assert rhythm.changes == pytest.approx(28.5, abs=0.5)


def test_a_document_is_due_earlier_and_never_later_for_its_rhythm(
    store: Store, document: str
) -> None:
    planned = store.documents.standing(document).due_at
    assert planned is not None
    store.rhythms.bring_forward(document, planned + DAY)
    assert store.documents.standing(document).due_at == planned

    store.rhythms.bring_forward(document, planned - timedelta(minutes=7))
    assert store.documents.standing(document).due_at == planned - timedelta(minutes=7)


def test_what_all_sources_ask_of_a_host_counts_and_the_smallest_allowance(
    store: Store, document: str
) -> None:
    store.sources.plan("other", NOON)
    store.rhythms.demand("other", {"site.example.org": 30, "b.example.org": 1}, allowed=None)
    store.rhythms.demand("news", {"gone.example.org": 9}, allowed=None)
    store.rhythms.demand("news", {"site.example.org": 12.5}, allowed=40)

    assert store.rhythms.demands("news") == {
        "site.example.org": (42.5, 40),
        "b.example.org": (1, None),
    }


def test_a_source_that_nobody_checks_asks_for_nothing(store: Store, document: str) -> None:
    store.rhythms.demand("other", {"site.example.org": 30}, allowed=None)
    store.rhythms.demand("news", {"site.example.org": 12.5}, allowed=None)
    store.sources.plan("other", None)

    assert store.rhythms.demands("news") == {"site.example.org": (12.5, None)}
