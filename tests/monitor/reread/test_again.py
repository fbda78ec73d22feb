"""Reading stored pages again, and knowing when that is needed."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.items import Document, Page, Verdict, sha256
from crawler.spiders import SPIDERS
from monitor.errors import StoreError
from monitor.model import Snapshot, Source
from monitor.reread import read, reader_of, reread, scope_of
from monitor.store import Store
from tests.monitor.store.parts import NOON

URL = "https://site.example.org/one"
BODY = "<!doctype html><html><main><h1>通知</h1><p>周五不办公。</p></main></html>".encode()
HEADERS = {"content-type": "text/html; charset=utf-8"}
PAGES = Source(name="pages", spider="webpage", options={"url": URL, "select": ["main"]})


def _with(**options: Any) -> Source:
    return replace(PAGES, options=dict(PAGES.options) | options)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = Store(tmp_path / "docwatch.db")
    one.sources.register([PAGES], now=NOON)
    yield one
    one.close()


def _kept(store: Store, body: bytes = BODY, form: str = "page") -> Snapshot:
    page = Page(
        url=URL,
        answered=URL,
        status=200,
        headers=HEADERS,
        body=sha256(body),
        fetched_at=NOON,
        verdict=Verdict.OK,
    )
    store.captures.keep("pages", page, body, state="A")
    return Snapshot(
        id=1,
        document="d-1",
        reading=Document(url=URL, title="通知", form=form),
        reader="eyes of yesterday",
        body=sha256(body),
        first_seen=NOON,
        last_seen=NOON,
    )


def test_a_reader_is_another_with_other_reading_options_only() -> None:
    assert reader_of(PAGES) == reader_of(replace(PAGES, name="other"))
    assert reader_of(PAGES) == reader_of(_with(urls=["https://site.example.org/two"]))
    assert reader_of(PAGES) != reader_of(_with(select=["article"]))
    assert reader_of(PAGES) != reader_of(_with(remove=["aside"]))


def test_spiders_have_readers_of_their_own() -> None:
    news = Source(name="news", spider="embassy", options={"url": URL})
    assert reader_of(news) != reader_of(PAGES)


def test_a_scope_is_what_is_enumerated() -> None:
    assert scope_of(PAGES) == scope_of(_with(remove=["aside"]))
    assert scope_of(PAGES) != scope_of(_with(urls=["https://site.example.org/two"]))


def test_a_stored_page_is_read_with_todays_reader(store: Store) -> None:
    read_again = reread(_kept(store), PAGES, store)
    assert read_again is not None
    assert (read_again.title, read_again.text) == ("通知", "周五不办公。")

    narrower = reread(_kept(store), _with(select=["h1"]), store)
    assert narrower is not None
    assert narrower.text == "通知"


def test_a_page_that_can_no_longer_be_read_is_none(store: Store) -> None:
    assert reread(_kept(store), _with(select=["table"]), store) is None


def test_a_page_that_was_not_kept_is_none(store: Store) -> None:
    assert reread(replace(_kept(store), body=sha256(b"another")), PAGES, store) is None
    assert reread(replace(_kept(store), body=""), PAGES, store) is None


def test_a_page_that_breaks_the_reader_is_none_and_named(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(SPIDERS["webpage"], "read", broken)
    with caplog.at_level(logging.WARNING):
        assert reread(_kept(store), PAGES, store) is None
    assert f"pages: {URL} cannot be read again" in caplog.text


def test_a_damaged_page_is_an_error_of_the_record(store: Store) -> None:
    snapshot = _kept(store)
    store._connection.write("update blobs set data = x'00'")
    with pytest.raises(StoreError, match="restore it from a backup"):
        reread(snapshot, PAGES, store)


def test_of_a_listing_the_document_of_the_snapshot_is_found(store: Store) -> None:
    """An excerpt is read from a page that shows others, too."""
    snapshot = _kept(store, form="excerpt")
    assert reread(snapshot, PAGES, store) is not None
    elsewhere = replace(snapshot.reading, url="https://site.example.org/two")
    assert reread(replace(snapshot, reading=elsewhere), PAGES, store) is None


def test_a_page_is_read_as_the_options_say() -> None:
    page = Page(url=URL, headers=HEADERS, fetched_at=NOON, verdict=Verdict.OK)
    [document] = read(PAGES, page, BODY, "document").documents
    assert (document.url, document.title) == (URL, "通知")
