"""Catching up with today's eyes: in slices, beside the loop, and where it stopped."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path

import pytest

from crawler.spiders import SPIDERS
from monitor.model import Kind
from monitor.reread import Rereading, Result, catch_up, reader_of, survey
from monitor.reread import catching_up as module
from monitor.store import Store
from tests.monitor.check.watch import HOUR, PAGES, SITE, Watch, page, unmodified

URLS = [f"{SITE}/{number}" for number in range(50)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = Store(tmp_path / "docwatch.db")
    yield one
    one.close()


@pytest.fixture
async def many(store: Store) -> Watch:
    """Fifty pages that other eyes have read: today's leave their last paragraph out."""
    watch = Watch(store, PAGES)
    watch.become(options={"urls": URLS, "select": ["main"]})
    await watch.look(*(page(url, f"第{n}号通知。\n页脚") for n, url in enumerate(URLS)))
    watch.become(options={"urls": URLS, "select": ["main"], "remove": ["main p:last-child"]})
    return watch


def _left(watch: Watch) -> int:
    """How many documents still stand as other eyes have read them."""
    reader = reader_of(watch.source)
    return len(watch.store.snapshots.standing("pages", but=reader, after="", limit=1000))


async def test_what_stands_is_read_by_todays_eyes_before_a_check_begins(many: Watch) -> None:
    report = await many.look(*(unmodified(url) for url in URLS), after=HOUR)

    assert _left(many) == 0
    assert (report.unchanged, report.changes) == (50, ())
    assert many.texts(URLS[7]) == ["第7号通知。\n\n页脚", "第7号通知。"]


async def test_it_is_done_once(many: Watch) -> None:
    assert await catch_up(many.source, many.store)
    assert not await catch_up(many.source, many.store)


async def test_a_new_reading_was_seen_when_its_page_was(many: Watch) -> None:
    watched = many.store.documents.search(URLS[0])[0]
    await catch_up(many.source, many.store)

    before, after = many.store.snapshots.of(watched.id)
    assert (after.why, after.first_seen) == ("reread", before.last_seen)


async def test_interrupted_it_goes_on_where_it_stopped(many: Watch) -> None:
    seen: list[Rereading] = []

    def stop(again: Rereading) -> None:
        seen.append(again)
        if len(seen) == 45:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await catch_up(many.source, many.store, follow=stop)
    assert _left(many) == 10

    rest: list[Rereading] = []
    await catch_up(many.source, many.store, follow=rest.append)
    assert (len(rest), _left(many)) == (10, 0)


async def test_the_loop_goes_on_while_a_page_is_read(
    many: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page waits until the loop has taken a step: a loop that stood still would never."""
    stepped = threading.Event()
    really = SPIDERS["webpage"].read

    def slow(*args: object) -> object:
        assert stepped.wait(timeout=20), "the loop stood still"
        stepped.clear()
        return really(*args)  # type: ignore[arg-type]

    async def steps() -> None:
        while True:
            stepped.set()
            await asyncio.sleep(0)

    monkeypatch.setattr(SPIDERS["webpage"], "read", slow)
    stepping = asyncio.create_task(steps())
    await catch_up(many.source, many.store)
    stepping.cancel()
    assert _left(many) == 0


async def test_others_may_write_at_any_time(many: Watch) -> None:
    other = Store(many.store.path)

    def write(_: Rereading) -> None:
        with other.transaction():
            other.requests.beat("other", many.clock.now)

    await catch_up(many.source, many.store, follow=write)
    other.close()
    assert _left(many) == 0


async def test_what_was_seen_otherwise_meanwhile_is_left_alone(many: Watch) -> None:
    """A snapshot that somebody else put in place while its page was read is the one that counts."""
    store = many.store
    watched = store.documents.search(URLS[0])[0]

    def replace(again: Rereading) -> None:
        if again.before.document == watched.id and again.reading:
            store.snapshots.read_otherwise(again.before, again.reading, reader="a third")

    await catch_up(many.source, store, follow=replace)
    assert [snapshot.reader for snapshot in store.snapshots.of(watched.id)][1:] == ["a third"]


async def test_a_survey_writes_nothing_and_holds_no_more_than_a_slice(many: Watch) -> None:
    before = "\n".join(many.store._connection.db.conn.iterdump())
    results = []
    async with aclosing(survey(many.source, many.store)) as rereadings:
        async for each in rereadings:
            results.append(each.result)
    assert results == [Result.SUBSTANTIVE] * 50
    assert "\n".join(many.store._connection.db.conn.iterdump()) == before


async def test_keys_are_made_anew_when_the_yardstick_is_another(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit that is taken back is known as such, though the keys between were made otherwise."""
    watch = Watch(store, PAGES)
    for text in ("甲。", "乙。"):
        await watch.look(page(URLS[0], text))
    store._connection.write("update snapshots set key = 'old', hash = 'old'")
    monkeypatch.setattr(module, "yardstick", lambda: "another")

    report = await watch.look(page(URLS[0], "乙。"))
    assert (report.unchanged, watch.kinds()) == (1, [Kind.EDITED])
    assert not store._connection.rows("select 1 from snapshots where key = 'old' or hash = 'old'")

    await watch.look(page(URLS[0], "甲。"))
    assert "returns_to" in watch.changes()[-1].circumstances
