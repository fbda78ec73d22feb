"""Any listing is watched by selectors alone: what it lists, where it goes on, what is behind it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from crawler.items import Document, Link, Page, Reading, Role, UnreadableError, Verdict
from crawler.options import ListingOptions
from crawler.spiders.listing import ListingSpider
from monitor.check import check
from monitor.crawl import Crawl
from monitor.model import Change, CheckReport, Confirmation, Outcome, Source
from monitor.store import Store
from tests.links import NOON, QUICK
from tests.papers import paper
from tests.site import Site

URL = "https://affairs.example/zwgk/"
ITEMS = ".list li"


def read(html: str, *, asked: str = URL, role: Role = "listing", **options: object) -> Reading:
    page = Page(url=asked, fetched_at=NOON, verdict=Verdict.OK)
    checked = ListingOptions.model_validate({"url": URL, "items": ITEMS, **options})
    return ListingSpider.read(page, html.encode(), role, checked)


def listed(entries: str, **options: object) -> tuple[Document, ...]:
    return read(f"<div class=list>{entries}</div>", **options).documents


def one(entries: str, **options: object) -> Document:
    (found,) = listed(entries, **options)
    return found


def followed(html: str, role: Role = "document", **options: object) -> list[str]:
    return [link.url for link in read(html, **options).follow if link.role == role]


def test_the_listing_is_where_it_begins():
    options = ListingOptions(url=URL, items=(ITEMS,))

    assert ListingSpider.entries(options) == (Link(URL, "listing"),)


def test_an_item_is_a_link_or_a_box_around_one():
    boxed = one("<li><a href=a.html>关于渡口的通知</a> 2024-03-01</li>")
    bare = one("<p><a href=a.html>关于渡口的通知</a></p>", items=".list a")
    inner = one("<a href=a.html><h3>关于渡口的通知</h3></a>", items=".list h3")

    assert {found.title for found in (boxed, bare, inner)} == {"关于渡口的通知"}
    assert {found.url for found in (boxed, bare, inner)} == {f"{URL}a.html"}
    assert boxed.dates == {"published": "2024-03-01"}
    assert boxed.form == "excerpt"


def test_a_box_with_several_links_gives_them_all_unless_one_is_its_heading():
    both = listed("<li><a href=a.html>决定</a><a href=a.pdf>全文</a></li>")
    card = listed("<li><a href=/tag>河流</a><h3><a href=a.html>决定</a></h3><p>摘要…</p></li>")

    assert [found.title for found in both] == ["决定", "全文"]
    assert [found.title for found in card] == ["决定"]
    assert card[0].cut


def test_a_container_selected_by_mistake_loses_no_item():
    html = "<li><a href=a.html>甲</a> 2024-03-01</li><li><a href=b.html>乙</a></li>"

    assert [found.title for found in listed(html, items=".list")] == ["甲", "乙"]


def test_an_address_found_twice_is_one_item_with_the_box_that_is_its_own():
    html = "<ul><li><a href=a.html>甲</a><p>甲的摘要</p></li><li><a href=b.html>乙</a></li></ul>"

    first, _ = listed(html, items=".list ul, .list li")

    assert first.text == "甲的摘要"


@pytest.mark.parametrize("end", ["…", "...", "[...]", " […]"])
def test_an_excerpt_that_ends_in_dots_is_only_a_beginning(end: str):
    item = f"<li><h3><a href=a.html>决定</a></h3><p>双方今天{end}</p></li>"

    assert listed(item)[0].cut
    assert not listed("<li><h3><a href=a.html>决定</a></h3><p>双方今天商定。</p></li>")[0].cut


def test_a_title_that_is_cut_short_is_taken_from_where_it_is_whole():
    whole = one("<li><a href=a.html title='关于春季汛期的紧急通知'>关于春季…</a></li>")
    other = one("<li><a href=a.html title='点击查看'>关于春季…</a></li>")
    picture = one("<li><a href=a.html><img alt='汛期地图'></a></li>")
    nameless = one("<li><a href=/files/%E5%9C%B0%E5%9B%BE.pdf></a></li>")

    assert [found.title for found in (whole, other, picture, nameless)] == [
        "关于春季汛期的紧急通知",
        "关于春季…",
        "汛期地图",
        "地图.pdf",
    ]


def test_the_picture_of_an_item_does_not_take_its_words_away():
    found = one("<li><a href=a.html><img alt=图></a><a href=a.html>决定</a></li>")

    assert found.title == "决定"


def test_links_that_lead_nowhere_are_no_items():
    html = "".join(
        f"<li><a href='{href}'>链接</a></li>"
        for href in ("#top", "", "javascript:void(0)", "mailto:a@affairs.example", URL, "./")
    )
    with pytest.raises(UnreadableError, match=r"no items: looked for \.list li"):
        listed(html)


def test_relative_links_count_from_base_and_campaigns_are_left_out():
    html = f"<base href='{URL}2024/'><div class=list><li><a href='a.html?utm_source=x&id=7'>甲</a>"

    assert followed(html) == [f"{URL}2024/a.html?id=7"]


def test_documents_elsewhere_are_listed_and_not_asked_unless_their_host_is_named():
    html = "<div class=list><li><a href='https://gazette.example/1'>公报</a></div>"

    assert [found.title for found in read(html).documents] == ["公报"]
    assert followed(html) == []
    assert followed(html, hosts=["gazette.example"]) == ["https://gazette.example/1"]


def test_the_same_host_with_www_is_the_same_host():
    html = "<div class=list><li><a href='https://www.affairs.example/1'>甲</a></div>"

    assert followed(html) == ["https://www.affairs.example/1"]


def test_links_to_files_and_to_machines_inside_are_put_on_record_as_refused():
    html = """<div class=list><li><a href=a.html>甲</a><a href='file:///etc/passwd'>乙</a>
    <a href='http://169.254.169.254/latest'>丙</a></div>"""

    assert followed(html) == [f"{URL}a.html"]
    assert followed(html, role="probe") == ["file:///etc/passwd", "http://169.254.169.254/latest"]


def test_what_is_removed_holds_no_items():
    html = "<li class=ad><a href=ad.html>广告</a></li><li><a href=a.html>甲</a><i>新</i></li>"

    assert [found.text for found in listed(html, remove=[".ad", "i"])] == [""]


def test_a_listing_ends_where_no_page_follows():
    html = "<div class=list><li><a href=a.html>甲</a></div><a id=n href=p2.html>下一页</a>"

    first = read(html, next="#n", pages=3)
    last = read(html, asked=f"{URL}p2.html", next="#n", pages=3)
    past = read("<p>没有了</p>", asked=f"{URL}p3.html", next="#n", pages=3)

    assert (first.follow[-1], first.ends) == (Link(f"{URL}p2.html", "listing"), False)
    assert (last.interface, last.ends) == ("listing", True)
    assert past == Reading(interface="listing", ends=True)


def test_a_next_page_on_another_host_is_not_followed():
    html = "<div class=list><li><a href=a.html>甲</a></div><a id=n href='https://b.example/'>»</a>"

    assert read(html, next="#n", pages=3).ends


def test_a_document_is_read_by_the_selectors_given():
    html = "<h1>站名</h1><h2>决定</h2><i>2024-03-01</i><div id=t><p>正文。</p><b>分享</b></div>"

    (found,) = read(
        html, role="document", title="h2", date="i", body="#t", remove="b", language="zh"
    ).documents

    assert (found.title, found.text, found.language) == ("决定", "正文。", "zh")
    assert found.dates == {"published": "2024-03-01"}


def test_more_pages_need_a_way_to_them():
    with pytest.raises(ValidationError, match="say where the link to the next one is"):
        ListingOptions(url=URL, items=(ITEMS,), pages=2)


@pytest.mark.parametrize("noise", ["<li>" * 1500, "<a href='http://['>", "\x00<li><a href='//'>x"])
def test_a_hostile_listing_loses_nothing_of_what_is_in_order(noise):
    assert f"{URL}a.html" in followed(f"<div class=list><li><a href=a.html>甲</a></li>{noise}")


# End to end: a real site, the real crawler, the real record -----------------------------------


class Desk:
    """A ministry's site, the source that watches it, and the record."""

    def __init__(self, site: Site, store: Store) -> None:
        self.site = site
        self.store = store
        self.now = NOON
        self.crawl = Crawl(clock=lambda: self.now, overrides=QUICK)
        self.options: dict[str, object] = {"next": ".next", "pages": 3, "body": "main"}

    def publish(self, *pages: dict[str, str]) -> None:
        """Serve a listing, page by page, of these documents (text by name), and the documents."""
        for number, documents in enumerate(pages, start=1):
            items = "".join(f"<li><a href='/{name}'>关于{name}</a></li>" for name in documents)
            around = [number - 1, number + 1]  # as on many sites, the last page leads on to nowhere
            links = "".join(f"<a class=next href='{_page(n)}'>{n}</a>" for n in around if n)
            self.site.serve(_page(number), f"<div class=list>{items}</div>{links}", etag=True)
            for name, text in documents.items():
                page = f"<html lang=zh><h1>关于{name}</h1><main><p>{text}</p></main>"
                self.site.serve(f"/{name}", page)

    async def look(self) -> CheckReport:
        source = Source(
            name="ministry",
            spider="listing",
            options={"url": self.site.url("/news"), "items": [ITEMS], **self.options},
            delay=timedelta(0),
            confirm=Confirmation(times=2, apart=timedelta(0)),
        )
        self.now += timedelta(hours=1)
        self.site.forget()
        return await check(source, self.store, self.crawl, clock=lambda: self.now)

    async def changes(self) -> list[tuple[str, str]]:
        """What another look finds out."""
        return [_brief(change) for change in (await self.look()).changes]


def _page(number: int) -> str:
    return "/news" if number == 1 else f"/news?p={number}"


def _brief(change: Change) -> tuple[str, str]:
    return str(change.kind), change.title.removeprefix("关于")


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Iterator[Desk]:
    with closing(Store(tmp_path / "docwatch.db")) as store:
        yield Desk(site, store)


FERRY = {"ferry": "渡口自三月起停运。"}
DAM = {"dam": "大坝检修为期115天。"}
FLOOD = {"flood": "汛期预警已经发布。"}


async def test_a_site_is_watched_without_a_line_of_code(desk: Desk) -> None:
    desk.publish(FERRY | DAM)
    first = await desk.look()
    assert (first.outcome, first.baseline) == (Outcome.OK, 2)
    assert await desk.changes() == [], "the same again is silence"

    desk.publish(FLOOD | FERRY | DAM)
    assert await desk.changes() == [("new", "flood")]

    desk.publish(FLOOD | FERRY | {"dam": "大坝检修为期120天。"})
    assert await desk.changes() == [("edited", "dam")]

    desk.site.remove("/ferry")
    assert await desk.changes() == [], "one 404 is a sign, no more"
    assert await desk.changes() == [("removed", "ferry")]


async def test_so_many_pages_are_read_as_asked_for_and_none_twice(desk: Desk) -> None:
    """The links to the pages before and after look alike, as on many sites they do."""
    desk.publish(FERRY, DAM, FLOOD, {"fourth": "第四页的通知。"})
    assert (await desk.look()).baseline == 3
    assert [path for path in desk.site.paths if "news" in path] == [_page(n) for n in (1, 2, 3)]

    desk.publish({"weir": "堰坝验收公告。"} | FERRY, DAM, FLOOD)
    assert await desk.changes() == [("new", "weir")], "the baseline was complete"

    desk.options["pages"] = 4
    desk.publish({"weir": "堰坝验收公告。"} | FERRY, DAM, FLOOD, {"fourth": "第四页的通知。"})
    assert (await desk.look()).baseline == 1, "deeper pages are what was there before"


async def test_a_later_page_that_fails_keeps_the_baseline_open(desk: Desk) -> None:
    desk.publish(FERRY, DAM)
    desk.site.fail(500, _page(2))
    await desk.look()
    desk.publish(FERRY, DAM)

    assert await desk.changes() == []
    desk.publish(FERRY | FLOOD, DAM)
    assert await desk.changes() == [("new", "flood")]


async def test_what_stands_on_another_host_is_known_and_never_asked(desk: Desk) -> None:
    with Site(host="127.0.0.2") as other:
        item = f"<li><a href='{other.url('/gazette')}'>公报</a></li>"
        desk.site.serve("/news", f"<div class=list>{item}</div>")
        assert (await desk.look()).baseline == 1
        await desk.look()
        assert other.requests == []


async def test_a_pdf_is_read_as_any_other_item(desk: Desk) -> None:
    desk.publish(FERRY | DAM)
    desk.site.serve("/dam", paper(*REPORT), content_type="application/pdf")
    assert (await desk.look()).baseline == 2
    assert await desk.changes() == []

    changed = (*REPORT[:-1], REPORT[-1].replace("115", "120"))
    desk.site.serve("/dam", paper(*changed), content_type="application/pdf")
    (change,) = (await desk.look()).changes
    assert _brief(change) == ("edited", "大坝年度检修工作报告")
    ((hunk,),) = (edit.hunks for edit in change.edits)
    assert (hunk.before, hunk.after) == (REPORT[-1], changed[-1])


REPORT = (
    "大坝年度检修工作报告",
    "本年度的检修工作自三月初开始，由水务局与三家单位共同承担，历时四个月。",
    "检修期间共更换闸门启闭机二十四台，投入经费115万元，比上一年度有所减少。",
)


async def test_an_item_that_cannot_be_read_stays_what_the_listing_says_of_it(desk: Desk) -> None:
    desk.publish(FERRY | DAM)
    desk.site.serve("/dam", b"\x89PNG\r\n", content_type="image/png")
    report = await desk.look()

    assert report.baseline == 2
    titles = {watched.title for watched in desk.store.documents.of_source("ministry")}
    assert titles == {"关于ferry", "关于dam"}
