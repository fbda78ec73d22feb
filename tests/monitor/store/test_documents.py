"""Documents: who is who, by address and by what the site says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from crawler.items import Identity
from monitor.model import State
from monitor.store import Sighting, Store
from tests.monitor.store.parts import (
    DAY,
    HOUR,
    NEWS,
    NOON,
    OTHER,
    URL,
    admitted,
    document,
)

MOVED = "https://site.example.org/zh/2026/visa/"
ELSEWHERE = "https://embassy.example.net/zh/visa/"

POST = (Identity("post-id", "17"),)
SLUG = (Identity("slug", "visa-fees"),)


def _found(store: Store, url: str, asked: str = "", **others: object) -> str | None:
    watched = store.documents.find("news", document(url, **others), asked=asked or url)
    return watched.id if watched else None


def test_a_document_is_known_by_its_address(store: Store) -> None:
    watched = admitted(store)
    assert _found(store, URL, identities=()) == watched.id
    assert _found(store, MOVED, asked=URL, identities=()) == watched.id
    assert _found(store, MOVED, identities=()) is None


def test_a_post_id_counts_within_its_host(store: Store) -> None:
    watched = admitted(store)
    assert _found(store, MOVED, identities=POST) == watched.id
    assert _found(store, ELSEWHERE, identities=POST) is None


@pytest.mark.parametrize(
    ("title", "published", "same"),
    [
        ("关于签证费的通知", "", True),
        ("关于签证费的通知 ", "2020-01-01", True),
        ("另一个标题", "2026-11-20T08:00:00+08:00", True),
        ("另一个标题", "2026-11-21", False),
        ("另一个标题", "", False),
    ],
)
def test_a_slug_counts_together_with_a_title_or_a_day(
    store: Store, title: str, published: str, same: bool
) -> None:
    watched = admitted(store)
    dates = {"published": published} if published else {}
    found = _found(store, ELSEWHERE, identities=SLUG, title=title, dates=dates)
    assert (found == watched.id) is same


def test_a_symbol_identifies_everywhere(store: Store) -> None:
    symbol = (Identity("symbol", "A/76/100"),)
    watched = admitted(store, document(identities=symbol))
    assert _found(store, ELSEWHERE, identities=symbol, title="决议") == watched.id


def test_canonical_addresses_are_evidence_and_no_key(store: Store) -> None:
    same = (Identity("canonical", "https://site.example.org/"),)
    admitted(store, document(identities=same))
    assert _found(store, MOVED, identities=same) is None


def test_language_versions_are_documents_of_their_own(store: Store) -> None:
    admitted(store)
    assert _found(store, MOVED, identities=POST, language="en") is None


def test_sources_do_not_share_documents(store: Store) -> None:
    admitted(store)
    store.sources.register([NEWS, OTHER], now=NOON)
    assert store.documents.find("other", document(), asked=URL) is None


def test_what_one_document_claims_stays_with_it(store: Store) -> None:
    first = admitted(store)
    admitted(store, document(MOVED, identities=POST))
    assert _found(store, f"{MOVED}more/", identities=POST) == first.id


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


def test_a_sighting_keeps_its_first_time(store: Store) -> None:
    watched = admitted(store)
    for hours in range(3):
        store.documents.sighted(watched.id, "listing:zh", at=NOON + timedelta(hours=hours))
    [row] = store._connection.rows("select first_seen, last_seen from sightings")
    assert row == {"first_seen": "2026-11-21T12:00:00Z", "last_seen": "2026-11-21T14:00:00Z"}


@pytest.mark.parametrize(
    ("interface", "is_current"),
    [("listing:zh", False), ("symbol:A/76/100:zh", True), ("language:zh", True)],
)
def test_an_interface_that_lists_can_cease_to_show_a_document(
    interface: str, is_current: bool
) -> None:
    sighting = Sighting(interface, NOON, NOON)
    assert sighting.is_current({}) is True
    assert sighting.is_current({interface: NOON}) is True
    assert sighting.is_current({interface: NOON + timedelta(hours=1)}) is is_current
