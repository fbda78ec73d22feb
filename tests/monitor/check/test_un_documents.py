"""UN documents from the first look on: a language that is not there yet, and one that appears."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from monitor.check import check
from monitor.crawl import Crawl
from monitor.model import CheckReport, Kind, Outcome, Source, State
from monitor.store import Store
from tests.monitor.check.watch import HOUR, Clock
from tests.site import Site
from tests.un_pages import Layout, un_pdf
from tests.un_text import Part

PARTS = (
    Part("常驻代表团的普通照会", is_heading=True),
    Part("1. 代表团承诺提供350万美元，用于支持民间社会、妇女和女童的各项活动，并且每年提出报告。"),
    Part("2. 代表团欢迎第60/251号决议，并重申支持人权理事会的工作，直到下一届会议开始为止。"),
)
CHINESE, ENGLISH = "/A%2F76%2F392/zh", "/A%2F76%2F392/en"


class Desk:
    """Looks at one symbol in two languages."""

    def __init__(self, site: Site, store: Store) -> None:
        self.site = site
        self.store = store
        self.clock = Clock()
        self.crawl = Crawl(clock=self.clock)
        self.source = Source(
            name="un",
            spider="un_documents",
            options={
                "symbols": ["A/76/392"],
                "languages": ["zh", "en"],
                "address": site.url("/{symbol}/{language}"),
            },
            notify=("desk",),
        )
        self.source = replace(self.source, delay=HOUR * 0)

    def publish(self, path: str, parts: tuple[Part, ...] = PARTS, **others: object) -> None:
        self.site.serve(path, un_pdf(parts, **others), content_type="text/html")  # type: ignore[arg-type]

    async def look(self) -> CheckReport:
        self.clock.now += HOUR
        return await check(self.source, self.store, self.crawl, clock=self.clock, full=True)

    def kinds(self) -> list[Kind]:
        return [change.kind for change in self.store.changes.recent()[::-1] if change.told]


@pytest.fixture
async def desk(site: Site, store: Store) -> AsyncIterator[Desk]:
    one = Desk(site, store)
    for path in (CHINESE, ENGLISH):
        site.serve(path, b"", content_type=None)
    yield one
    await one.crawl.stop()


async def test_a_language_that_appears_later_is_a_translation_and_its_absence_no_failure(
    desk: Desk,
) -> None:
    desk.publish(ENGLISH)

    first = await desk.look()
    second = await desk.look()
    desk.publish(CHINESE)
    third = await desk.look()

    assert (first.outcome, first.baseline, first.failed) == (Outcome.OK, 1, 0)
    assert (second.outcome, second.failed) == (Outcome.OK, 0)
    assert desk.kinds() == [Kind.TRANSLATED]
    assert (third.changes[0].language, third.changes[0].title) == ("zh", "常驻代表团的普通照会")


async def test_a_source_of_which_nothing_is_published_yet_is_well(desk: Desk) -> None:
    first = await desk.look()
    desk.publish(CHINESE)
    await desk.look()

    assert (first.outcome, first.baseline, first.failed) == (Outcome.OK, 0, 0)
    assert desk.kinds() == [Kind.NEW]


async def test_a_published_document_that_answers_nothing_is_a_failed_look(desk: Desk) -> None:
    desk.publish(CHINESE)
    desk.publish(ENGLISH)
    await desk.look()
    for path in (CHINESE, ENGLISH):
        desk.site.serve(path, b"", content_type=None)

    reports = [await desk.look() for _ in range(4)]
    desk.publish(CHINESE)
    desk.publish(ENGLISH)
    last = await desk.look()

    assert [(each.outcome, each.failed) for each in reports] == [(Outcome.DOWN, 2)] * 4
    states = {each.state for each in desk.store.documents.of_source("un")}
    assert ({State.LIVE}, []) == (states, desk.kinds())
    assert (last.outcome, last.unchanged) == (Outcome.OK, 2)


async def test_a_pdf_made_anew_is_no_change_and_a_changed_amount_is_one(desk: Desk) -> None:
    desk.publish(CHINESE)
    await desk.look()

    desk.publish(CHINESE, layout=Layout(paper="a4", columns=26, author="Another"))
    anew = await desk.look()
    other = replace(PARTS[1], text=PARTS[1].text.replace("350", "450"))
    desk.publish(CHINESE, (PARTS[0], other, PARTS[2]))
    edited = await desk.look()

    assert (anew.unchanged, anew.changes) == (1, ())
    (change,) = edited.changes
    assert (change.kind, [edit.field for edit in change.edits]) == (Kind.EDITED, ["text"])
    assert other.text == change.edits[0].hunks[0].after


async def test_a_document_is_read_again_by_new_eyes_in_the_worker(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.publish(CHINESE)
    await desk.look()
    monkeypatch.setattr("monitor.check.scene.reader_of", lambda _: "tomorrow's reader")

    report = await desk.look()

    assert (report.outcome, report.changes) == (Outcome.OK, ())


async def test_a_pdf_that_is_broken_is_no_document_and_says_why(desk: Desk) -> None:
    desk.site.serve(CHINESE, b"%PDF-1.7 broken %%EOF", content_type="application/pdf")

    report = await desk.look()
    only = replace(desk.source, options={**desk.source.options, "languages": ["zh"]})
    desk.source = only
    alone = await desk.look()

    assert report.failed == 1
    assert Outcome.UNREADABLE is alone.outcome
    assert "the PDF cannot be opened" in alone.message
