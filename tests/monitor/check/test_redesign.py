"""A redesigned site, read by the real spider over HTTP, from the first look to the mend."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from monitor.check import check
from monitor.crawl import Crawl
from monitor.model import Alert, CheckReport, Kind, Outcome, Source
from monitor.store import Store
from tests.embassy_pages import Entry, article, listing
from tests.monitor.check.watch import HOUR, Clock
from tests.site import Site

STORIES = {
    f"statement-{number}": (
        f"第{number}号新闻声明",
        (f"大使就第{number}项议题发表了讲话。", "双方就各自关心的问题交换了意见，并同意继续对话。"),
    )
    for number in range(8)
}
EDITED = ("第3号新闻声明", ("大使就第3项议题取消了讲话。", STORIES["statement-3"][1][1]))
MENDED = {"title": [".headline"], "body": [".story-copy"]}


def redesigned(title: str, paragraphs: tuple[str, ...], *, noise: int) -> str:
    """An article in a theme that nobody has seen before: none of the old parts is there."""
    text = "".join(f"<div class='line'>{each}</div>" for each in paragraphs)
    return (
        f"<!doctype html><html lang='zh'><head><meta charset='utf-8'></head>"
        f"<body class='single single-post v2-{noise}'><div class='headline'>{title}</div>"
        f"<div class='story-copy'>{text}</div><div class='foot'>{noise}</div></body></html>"
    )


def with_a_main_content(title: str, paragraphs: tuple[str, ...], *, noise: int) -> str:
    """The same, but by its heading and its words anybody would find an article on it."""
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!doctype html><html lang='zh'><head><meta charset='utf-8'><title>{title} | 使馆</title>"
        f"</head><body class='single single-post postid-5'><h1 class='headline'>{title}</h1>"
        f"<div>第 {noise} 位访客，欢迎您阅读本页的内容。</div><div class='story-copy'>{text}</div>"
        f"<div><h4>看看别的</h4><p>第{noise}号公告说明了情况。</p></div></body></html>"
    )


class Desk:
    """Looks at a mission's site through the real crawler."""

    def __init__(self, site: Site, store: Store) -> None:
        self.site = site
        self.store = store
        self.clock = Clock()
        self.crawl = Crawl(clock=self.clock)
        self.noise = 0
        self.theme = redesigned
        self.source = Source(
            name="embassy",
            spider="embassy",
            options={"url": site.url("/zh/news-zh/"), "languages": ["zh"]},
            notify=("desk",),
            delay=HOUR * 0,
        )

    def publish(self, *, new: frozenset[str] = frozenset(), **edited: object) -> None:
        """Serve all stories; those whose slug is in `new` in the new theme."""
        self.noise += 1
        base = self.site.url("")
        stories = STORIES | {slug.replace("_", "-"): told for slug, told in edited.items()}
        entries = [
            Entry(title, self.site.url(f"/zh/{slug}/"), " ".join(text))  # type: ignore[misc]
            for slug, (title, text) in stories.items()  # type: ignore[misc]
        ]
        self.site.serve("/zh/news-zh/", listing(entries, base=base, noise=self.noise))
        for number, (slug, (title, text)) in enumerate(stories.items()):  # type: ignore[misc]
            if slug in new:
                page = self.theme(title, text, noise=self.noise)  # type: ignore[has-type]
            else:
                page = article(
                    title,  # type: ignore[has-type]
                    text,  # type: ignore[has-type]
                    slug=slug,
                    post_id=500 + number,
                    base=base,
                    noise=self.noise,
                )
            self.site.serve(f"/zh/{slug}/", page)

    async def look(self) -> CheckReport:
        self.clock.now += HOUR
        return await check(self.source, self.store, self.crawl, clock=self.clock, full=True)

    def mend(self, **select: list[str]) -> None:
        """What a person writes into config.yaml."""
        self.source = replace(self.source, options={**self.source.options, "select": select})

    def kinds(self) -> list[Kind]:
        return [change.kind for change in self.store.changes.recent()[::-1]]

    def alerts(self) -> list[Alert]:
        return self.store.outbox.due(self.clock.now)

    def texts(self, slug: str) -> list[str]:
        [watched] = self.store.documents.search(self.site.url(f"/zh/{slug}/"))
        return [each.reading.text for each in self.store.snapshots.of(watched.id)]


@pytest.fixture
async def desk(site: Site, store: Store) -> AsyncIterator[Desk]:
    one = Desk(site, store)
    yield one
    await one.crawl.stop()


async def test_a_redesign_is_one_alert_and_once_mended_what_changed_is_told_once(
    desk: Desk,
) -> None:
    desk.publish()
    assert (await desk.look()).baseline == 8
    stood = desk.texts("statement-3")

    for turn in range(5):
        desk.publish(new=frozenset(STORIES), **({"statement_3": EDITED} if turn > 1 else {}))
        report = await desk.look()
        assert report.outcome is Outcome.UNREADABLE
    assert desk.kinds() == []
    assert desk.texts("statement-3") == stood
    [alert] = desk.alerts()
    assert alert.type == "source.unreadable"
    assert "8 of 8 pages" in alert.text
    assert "no title: looked for" in alert.text

    desk.mend(**MENDED)
    report = await desk.look()
    [change] = report.changes
    assert (change.kind, change.failed_checks) == (Kind.EDITED, 5)
    [hunk] = [hunk for edit in change.edits for hunk in edit.hunks]
    assert ("-", "发表") in hunk.diff
    assert [alert.type for alert in desk.alerts()] == [
        "source.unreadable",
        "source.recovered",
        "changes.observed",
    ]

    for _ in range(3):
        desk.publish(new=frozenset(STORIES), statement_3=EDITED)
        assert (await desk.look()).changes == ()
    assert desk.kinds() == [Kind.EDITED]


async def test_what_looks_like_the_article_of_a_redesigned_page_is_not_believed(
    desk: Desk,
) -> None:
    desk.publish()
    await desk.look()
    stood = desk.texts("statement-3")
    desk.theme = with_a_main_content

    for _ in range(3):
        desk.publish(new=frozenset(STORIES))
        report = await desk.look()
        assert (report.outcome, report.changes) == (Outcome.UNREADABLE, ())
    assert desk.texts("statement-3") == stood
    [alert] = desk.alerts()
    assert "no body where it was" in alert.text
    assert "8 of 8 pages" in alert.text

    desk.mend(**MENDED)
    desk.publish(new=frozenset(STORIES), statement_3=EDITED)
    [change] = (await desk.look()).changes
    assert change.kind is Kind.EDITED
    assert "取消" in desk.texts("statement-3")[-1]


async def test_a_site_of_no_theme_that_we_know_is_watched_by_its_main_content(
    desk: Desk,
) -> None:
    desk.theme = with_a_main_content
    desk.publish(new=frozenset(STORIES))
    assert (await desk.look()).baseline == 8

    desk.noise -= 1  # nothing around the text differs
    desk.publish(new=frozenset(STORIES), statement_3=EDITED)
    [change] = (await desk.look()).changes
    assert (change.kind, change.title) == (Kind.EDITED, EDITED[0])


async def test_the_alert_says_which_part_fails_on_how_many_pages(desk: Desk) -> None:
    desk.publish()
    await desk.look()
    desk.publish(new=frozenset(STORIES))
    headed = [f"statement-{number}" for number in range(3)]
    for slug in headed:
        text = f"<html lang=zh><h1 class=entry-title>{STORIES[slug][0]}</h1></html>"
        desk.site.serve(f"/zh/{slug}/", text + " " * 500)
    report = await desk.look()
    assert "no title: looked for" in report.message
    assert "(5 of 8 pages; 8 say nothing in all)" in report.message


async def test_a_few_pages_of_another_design_are_no_alert_and_are_named(desk: Desk) -> None:
    desk.publish()
    await desk.look()
    for _ in range(4):
        desk.publish(new=frozenset({"statement-3", "statement-4"}), statement_3=EDITED)
        report = await desk.look()
        assert (report.outcome, report.failed) == (Outcome.OK, 2)

    assert desk.alerts() == []
    silent = desk.store.silence.of_source("embassy", looks=3)
    assert {each.url for each in silent} == {
        desk.site.url("/zh/statement-3/"),
        desk.site.url("/zh/statement-4/"),
    }
    assert all("no title: looked for" in each.why for each in silent)
    assert [each.failures for each in silent] == [4, 4]

    desk.mend(**MENDED)
    [change] = (await desk.look()).changes
    assert (change.kind, change.url) == (Kind.EDITED, desk.site.url("/zh/statement-3/"))
    assert desk.store.silence.of_source("embassy", looks=1) == []
