"""Addresses: how a page can be asked again, and what stands there."""

from dataclasses import replace
from email.utils import format_datetime

import pytest

from crawler.items import Finding, Known, Reading
from monitor.store import Store, Validators
from tests.monitor.store.parts import (
    DAY,
    HOUR,
    NEWS,
    NOON,
    OTHER,
    URL,
    admitted,
    document,
    finding,
    page,
)

LISTING = "https://site.example.org/zh/"
ETAG = {"etag": '"1"'}


def _known(
    store: Store, *, reader: str = "eyes", due: bool = False, hours: int = 1
) -> dict[str, Known]:
    watched = store.documents.of_source("news")
    known = store.addresses.known(
        "news",
        reader=reader,
        due={one.id: due for one in watched},
        now=NOON + hours * HOUR,
    )
    return {one.url: one for one in known}


def _answered(store: Store, name: str | None, **headers: str) -> None:
    found = finding(document(), page(b"x", headers=headers))
    store.addresses.answered("news", found, reader="eyes", document=name)


def test_an_address_that_answered_is_asked_with_its_validators(store: Store) -> None:
    _answered(store, admitted(store).id, etag='"1"')
    assert _known(store) == {URL: Known(url=URL, etag='"1"')}
    assert _known(store, due=True)[URL].due


def test_other_eyes_ask_for_the_page_whole(store: Store) -> None:
    _answered(store, admitted(store).id, etag='"1"')
    assert _known(store, reader="other eyes")[URL].etag == ""


def test_once_a_day_a_page_is_asked_for_as_if_never_seen(store: Store) -> None:
    _answered(store, admitted(store).id, etag='"1"')
    assert _known(store, hours=23)[URL].etag == '"1"'
    assert _known(store, hours=24)[URL].etag == ""

    again = page(b"x", at=NOON + DAY, headers=ETAG)
    store.addresses.read_alike("news", URL, Validators.of(again), at=again.fetched_at)
    assert _known(store, hours=25)[URL].etag == '"1"'


def test_a_page_that_is_asked_seldom_is_asked_whole_at_every_fourth_time(store: Store) -> None:
    watched = admitted(store)
    _answered(store, watched.id, etag='"1"')
    store.documents.update(replace(watched, due_at=NOON + 7 * DAY))

    assert [bool(_known(store, hours=24 * days)[URL].etag) for days in (7, 14, 21, 28)] == [
        True,
        True,
        True,
        False,
    ]


def test_a_server_that_lied_about_304_is_not_believed_for_a_month(store: Store) -> None:
    """Other words came under the validators that stand for the words of before."""
    watched = admitted(store)
    other = f"{URL}second/"
    store.addresses.stands("news", other, watched.id)
    for url, body, at in ((URL, b"x", 0), (other, b"z", 0), (URL, b"y", 1)):
        sent = page(body, url=url, headers=ETAG, at=NOON + at * DAY)
        store.addresses.answered(
            "news", finding(document(url), sent), reader="eyes", document=watched.id
        )

    assert [_known(store, hours=25)[url].etag for url in (URL, other)] == ["", ""]
    store.addresses.read_alike("news", URL, Validators('"1"'), at=NOON + 32 * DAY)
    assert _known(store, hours=24 * 32)[URL].etag == '"1"'


@pytest.mark.parametrize(
    ("again", "reader"),
    [({"etag": '"2"'}, "eyes"), ({}, "eyes"), (ETAG, "other eyes")],
    ids=["another tag", "no tag", "read by other eyes"],
)
def test_a_change_under_other_validators_is_no_lie(
    store: Store, again: dict[str, str], reader: str
) -> None:
    watched = admitted(store)
    _answered(store, watched.id, etag='"1"')
    changed = page(b"y", headers=again, at=NOON + HOUR)
    store.addresses.answered(
        "news", finding(document(), changed), reader=reader, document=watched.id
    )

    assert _known(store, reader=reader, hours=2)[URL].etag == again.get("etag", "")


def test_of_several_addresses_a_document_is_asked_at_its_own(store: Store) -> None:
    watched = admitted(store)
    other = f"{URL}?view=print"
    store.addresses.stands("news", other, watched.id)
    assert {url: known.due for url, known in _known(store, due=True).items()} == {
        URL: True,
        other: False,
    }


def test_a_listing_is_known_with_what_it_gave(store: Store) -> None:
    reading = Reading(documents=(document(),), interface="listing:zh", ends=True)
    sent = page(b"x", url=LISTING, headers=ETAG)
    found = Finding(page=sent, role="listing", reading=reading)
    store.addresses.answered("news", found, reader="eyes", document=None)

    assert _known(store)[LISTING] == Known(url=LISTING, role="listing", etag='"1"', reading=reading)
    assert _known(store, reader="other eyes")[LISTING] == Known(url=LISTING, role="listing")


def test_what_stands_at_an_address_comes_with_its_snapshot(store: Store) -> None:
    watched = admitted(store)
    stands = store.addresses.document("news", URL)
    assert stands is not None
    assert watched.snapshot is not None
    assert (stands["id"], stands["state"]) == (watched.id, "live")
    assert (stands["snapshot"], stands["reader"]) == (watched.snapshot.id, "eyes")
    assert stands["form"] == "article"
    assert store.addresses.document("news", LISTING) is None


def test_an_address_keeps_its_document_when_an_answer_names_none(store: Store) -> None:
    watched = admitted(store)
    _answered(store, watched.id)
    _answered(store, None, etag='"2"')
    assert store.addresses.document("news", URL)["id"] == watched.id  # type: ignore[index]
    assert _known(store)[URL].etag == '"2"'


def test_an_address_that_is_taken_is_not_given_to_another(store: Store) -> None:
    first = admitted(store)
    other = store.documents.admit("news", document(LISTING), baseline=True, at=NOON)
    store.addresses.stands("news", URL, other)
    assert store.addresses.document("news", URL)["id"] == first.id  # type: ignore[index]


def test_sources_do_not_share_addresses(store: Store) -> None:
    admitted(store)
    store.sources.register([NEWS, OTHER], now=NOON)
    assert store.addresses.document("other", URL) is None
    assert store.addresses.known("other", reader="eyes", due={}, now=NOON) == ()


@pytest.mark.parametrize(
    ("seconds", "relied_on"), [(0, False), (1, False), (2, True), (3600, True)]
)
def test_a_page_modified_as_it_was_sent_is_asked_for_whole(seconds: int, relied_on: bool) -> None:
    """A server that counts in seconds would not notice a second change within that second."""
    modified = format_datetime(NOON, usegmt=True)
    sent = format_datetime(NOON + seconds * HOUR / 3600, usegmt=True)
    came = page(b"x", headers=ETAG | {"last-modified": modified, "date": sent})
    expected = Validators('"1"', modified) if relied_on else Validators()
    assert Validators.of(came) == expected


def test_a_date_that_is_none_is_not_relied_on() -> None:
    assert Validators.of(page(b"x", headers={"last-modified": "gestern"})) == Validators()
    assert Validators.of(page(b"x")) == Validators()
