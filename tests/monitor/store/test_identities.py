"""Identities: who is who, by address and by what the site says."""

import pytest

from crawler.items import Identity
from monitor.store import Store
from tests.monitor.store.parts import (
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
    watched = store.identities.find("news", document(url, **others), asked=asked or url)
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
    assert store.identities.find("other", document(), asked=URL) is None


def test_what_one_document_claims_stays_with_it(store: Store) -> None:
    first = admitted(store)
    admitted(store, document(MOVED, identities=POST))
    assert _found(store, f"{MOVED}more/", identities=POST) == first.id
