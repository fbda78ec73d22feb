"""UN documents found by number, feed, page and family; in all languages and formats."""

from collections.abc import AsyncIterator

import pytest

from monitor.check import check
from monitor.crawl import Crawl
from monitor.model import Change, CheckReport, Kind, Outcome, Source
from monitor.store import Store
from tests.monitor.check.watch import HOUR, Clock
from tests.site import Site
from tests.un_pages import Masthead, un_pdf
from tests.un_server import Miss, UnServer
from tests.un_text import Part
from tests.word_files import docx_file

SENTENCE = "代表团承诺提供350万美元，用于支持民间社会、妇女和女童的各项活动，并且每年提出报告。"


def text(symbol: str, **others: object) -> bytes:
    """A document of that symbol, dated before it was watched."""
    parts = (Part(f"普通照会 {symbol}", is_heading=True), Part(f"1. {SENTENCE}"))
    return un_pdf(parts, head=Masthead(symbol=symbol, **others))  # type: ignore[arg-type]


class Desk:
    """Watches the documents of a server of the United Nations."""

    def __init__(self, site: Site, store: Store) -> None:
        self.server = UnServer(site)
        self.site = site
        self.store = store
        self.clock = Clock()
        self.crawl = Crawl(clock=self.clock)

    async def look(self, **options: object) -> CheckReport:
        self.clock.now += HOUR
        self.site.forget()
        source = Source(
            name="un",
            spider="un_documents",
            options={"address": self.server.address, **options},
            notify=("desk",),
            delay=HOUR * 0,
        )
        return await check(source, self.store, self.crawl, clock=self.clock, full=True)

    def told(self) -> list[tuple[Kind, str, str]]:
        changes = [change for change in self.store.changes.recent()[::-1] if change.told]
        return [(change.kind, symbol_of(change), change.language) for change in changes]

    def symbols(self) -> set[str]:
        return {key[0] for key in self.server.asked}


def symbol_of(change: Change) -> str:
    return change.title.removeprefix("普通照会 ")


@pytest.fixture
async def desk(site: Site, store: Store) -> AsyncIterator[Desk]:
    one = Desk(site, store)
    yield one
    await one.crawl.stop()


MISSES: list[Miss] = ["shell", "empty", "note", "not found"]


@pytest.mark.parametrize("miss", MISSES)
async def test_a_series_is_followed_by_its_running_number(desk: Desk, miss: Miss) -> None:
    desk.server.miss = miss
    options = {"patterns": ["A/HRC/48/L.{n}"], "misses": 2}
    for number in (1, 2, 4):
        desk.server.publish(f"A/HRC/48/L.{number}", text(f"A/HRC/48/L.{number}"))

    first = await desk.look(**options)
    asked = desk.symbols()
    for number in (3, 6, 7):
        desk.server.publish(f"A/HRC/48/L.{number}", text(f"A/HRC/48/L.{number}"))
    second = await desk.look(**options)

    assert (first.outcome, first.baseline, first.failed) == (Outcome.OK, 3, 0)
    assert asked == {f"A/HRC/48/L.{number}" for number in range(1, 7)}
    assert desk.symbols() == {f"A/HRC/48/L.{number}" for number in range(1, 10)}
    assert (second.outcome, second.baseline) == (Outcome.OK, 0)
    assert sorted(desk.told()) == [(Kind.NEW, f"A/HRC/48/L.{number}", "en") for number in (3, 6, 7)]


async def test_a_series_of_which_nothing_is_there_yet_tells_its_first_document(desk: Desk) -> None:
    await desk.look(patterns="A/HRC/48/L.{n}")
    desk.server.publish("A/HRC/48/L.1", text("A/HRC/48/L.1"))
    await desk.look(patterns="A/HRC/48/L.{n}")

    assert desk.told() == [(Kind.NEW, "A/HRC/48/L.1", "en")]


async def test_one_document_that_cannot_be_read_hides_no_other_of_its_series(desk: Desk) -> None:
    desk.server.publish("A/HRC/48/L.1", text("A/HRC/48/L.1"))
    desk.server.publish("A/HRC/48/L.2", b"%PDF-1.7 broken %%EOF")
    desk.server.publish("A/HRC/48/L.3", text("A/HRC/48/L.3"))

    first = await desk.look(patterns="A/HRC/48/L.{n}")
    desk.server.publish("A/HRC/48/L.4", text("A/HRC/48/L.4"))
    await desk.look(patterns="A/HRC/48/L.{n}")

    assert (first.baseline, first.failed) == (2, 1)
    assert desk.told() == [(Kind.NEW, "A/HRC/48/L.4", "en")]


async def test_a_feed_leads_to_what_is_wanted_of_it(desk: Desk) -> None:
    options = {"feeds": desk.site.url("/rss/gadocs.xml"), "prefixes": ["A/HRC/"], "words": ["照会"]}
    for symbol in ("A/HRC/48/1", "A/HRC/48/2", "A/76/7", "A/76/8"):
        desk.server.publish(symbol, text(symbol))
    desk.server.feed("/rss/gadocs.xml", "A/HRC/48/1", "A/76/7", "Read me")

    first = await desk.look(**options)
    desk.server.feed("/rss/gadocs.xml", "A/HRC/48/2", "A/76/8: 普通照会", "A/76/9")
    second = await desk.look(**options)

    assert (first.outcome, first.baseline) == (Outcome.OK, 1)
    assert sorted(desk.told()) == [
        (Kind.NEW, "A/76/8", "en"),
        (Kind.NEW, "A/HRC/48/2", "en"),
    ]
    assert second.unchanged == 1, "what the feed has forgotten is still looked at"


async def test_a_language_that_comes_when_the_feed_has_forgotten_is_told(desk: Desk) -> None:
    options = {"feeds": desk.site.url("/rss/new.xml"), "languages": ["en", "zh"]}
    desk.server.publish("A/76/7", text("A/76/7"))
    desk.server.feed("/rss/new.xml", "A/76/7")
    await desk.look(**options)
    desk.server.feed("/rss/new.xml")
    await desk.look(**options)
    desk.server.publish("A/76/7", text("A/76/7"), language="zh")
    await desk.look(**options)

    assert [(symbol, language) for _, symbol, language in desk.told()] == [("A/76/7", "zh")]


async def test_what_is_no_feed_is_said_so(desk: Desk) -> None:
    desk.site.serve("/rss/gone.xml", "<html><title>Moved</title><main>We have a new site.</main>")

    report = await desk.look(feeds=desk.site.url("/rss/gone.xml"))

    assert report.outcome is Outcome.UNREADABLE
    assert "no feed" in report.message


async def test_a_page_leads_to_the_documents_that_its_links_name(desk: Desk) -> None:
    options = {"pages": desk.site.url("/elections")}
    links = [
        "https://undocs.org/en/A/76/1",
        "http://www.un.org/ga/search/view_doc.asp?symbol=A/76/2&Lang=C",
        "https://example.org/A/76/3",
        "/about",
    ]
    for number in (1, 2, 3, 4):
        desk.server.publish(f"A/76/{number}", text(f"A/76/{number}"))
    desk.server.page("/elections", *links)

    first = await desk.look(**options)
    desk.server.page("/elections", *links, "https://docs.un.org/A/76/4?direct=true")
    await desk.look(**options)

    assert first.baseline == 2
    assert desk.told() == [(Kind.NEW, "A/76/4", "en")]


async def test_the_family_of_a_document_is_looked_for(desk: Desk) -> None:
    options = {"symbols": "A/76/5", "family": 1}
    desk.server.publish("A/76/5", text("A/76/5"))
    desk.server.publish("A/76/5/Corr.1", text("A/76/5/Corr.1"))

    first = await desk.look(**options)
    asked = desk.symbols()
    desk.server.publish("A/76/5/Corr.2", text("A/76/5/Corr.2"))
    desk.server.publish("A/76/5/Rev.1", text("A/76/5/Rev.1"))
    await desk.look(**options)

    assert first.baseline == 2
    assert {"A/76/5/Add.1", "A/76/5/Amend.1", "A/76/5/Corr.2", "A/76/5/Rev.1"} < asked
    assert sorted(symbol for _, symbol, _ in desk.told()) == ["A/76/5/Corr.2", "A/76/5/Rev.1"]
    fields = [
        desk.store.snapshots.of(each.id)[-1].reading.fields
        for each in desk.store.documents.of_source("un")
    ]
    bases = {each["symbol"]: each.get("base") for each in fields}
    assert bases["A/76/5/Corr.2"] == bases["A/76/5/Rev.1"] == "A/76/5"
    assert bases["A/76/5"] is None


async def test_the_first_format_that_is_there_is_read_and_stays(desk: Desk) -> None:
    options = {"symbols": "A/76/5", "formats": ["docx", "pdf"]}
    desk.server.publish("A/76/5", text("A/76/5"))
    first = await desk.look(**options)
    desk.server.publish("A/76/5", docx_file("A/76/5", f"1. {SENTENCE}"), form="docx")
    second = await desk.look(**options)
    asked = desk.server.asked
    desk.server.publish("A/76/5", text("A/76/5", job="21-99999"))
    await desk.look(**options)

    assert (first.baseline, second.unchanged, second.changes) == (1, 1, ())
    assert asked == [("A/76/5", "en", "pdf")]
    assert [kind for kind, *_ in desk.told()] == [Kind.REISSUED]
    assert len(list(desk.store.documents.of_source("un"))) == 1


async def test_a_word_file_is_read_where_it_is_preferred(desk: Desk) -> None:
    options = {"symbols": "A/76/5", "formats": ["docx", "pdf"]}
    desk.server.publish("A/76/5", text("A/76/5"))
    desk.server.publish("A/76/5", docx_file("A/76/5", f"1. {SENTENCE}"), form="docx")
    await desk.look(**options)
    changed = docx_file("A/76/5", f"1. {SENTENCE.replace('350', '450')}")
    desk.server.publish("A/76/5", changed, form="docx")
    report = await desk.look(**options)

    (change,) = report.changes
    assert [part for part in change.edits[0].hunks[0].diff if part[0] != "="] == [
        ("-", "350万"),
        ("+", "450万"),
    ]


async def test_a_file_that_fails_in_one_format_is_not_read_in_another(desk: Desk) -> None:
    options = {"symbols": "A/76/5", "formats": ["docx", "pdf"]}
    desk.server.publish("A/76/5", docx_file("A/76/5", f"1. {SENTENCE}"), form="docx")
    desk.server.publish("A/76/5", text("A/76/5"))
    await desk.look(**options)
    desk.server.publish("A/76/5", b"PK\x03\x04 and no more", form="docx")

    report = await desk.look(**options)

    assert (report.changes, report.failed) == ((), 1)
    assert set(desk.server.asked) == {("A/76/5", "en", "docx")}
