"""Every interface of a site leads to the same documents; one that fails stops no other."""

import gzip
import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from crawler.items import Finding
from monitor.model import Kind, Outcome
from tests.monitor.check.mission import ACCORD, DAY, GRANT, TALKS, Watched
from tests.monitor.check.watch import HOUR
from tests.wordpress import JSON, Post

WAYS = ("listing", "feed", "api", "sitemap")


async def test_all_interfaces_lead_to_one_set_of_documents(watch: Callable[..., Watched]) -> None:
    news = watch()

    report = await news.look()

    assert (report.outcome, report.baseline, report.changes) == (Outcome.OK, 3, ())
    assert len(news.wordpress.site.asked(news.wordpress.path(ACCORD))) == 1
    assert news.sightings(ACCORD) == ["listing:zh", "feed:zh", "api/posts", "sitemap"]
    forms = {
        known["form"]
        for post in (ACCORD, TALKS, GRANT)
        if (known := news.store.addresses.document("news", news.wordpress.url(post)))
    }
    assert forms == {"article"}


@pytest.mark.parametrize("way", WAYS)
async def test_a_new_post_is_found_by_each_interface_alone(
    watch: Callable[..., Watched], way: str
) -> None:
    news = watch(interfaces=[way])
    await news.look()
    news.wordpress.publish(Post(14, "visit", "国务卿将访问三国", published="2021-02-10"))

    report = await news.look()

    assert [(c.kind, c.title) for c in report.changes] == [(Kind.NEW, "国务卿将访问三国")]


@pytest.mark.parametrize("way", ["api", "sitemap"])
async def test_an_edit_of_a_post_that_is_not_due_is_found_where_it_says_when_it_was_modified(
    watch: Callable[..., Watched], way: str
) -> None:
    news = watch(interfaces=[way])
    await news.look()
    await news.look(40 * DAY)
    await news.look()
    assert not news.asked(ACCORD)
    news.wordpress.edit("accord", text=("协定推迟生效。",), modified="2026-12-31T22:30:00")

    report = await news.look()

    assert [(c.kind, c.title) for c in report.changes] == [(Kind.EDITED, ACCORD.title)]
    assert not news.asked(TALKS)
    await news.look()
    assert not news.asked(GRANT)


@pytest.mark.parametrize("way", WAYS)
async def test_a_post_in_the_bin_is_gone_by_each_interface_alone(
    watch: Callable[..., Watched], way: str
) -> None:
    news = watch(interfaces=[way])
    await news.look()
    news.wordpress.bin("talks")

    kinds = [change.kind for _ in range(4) for change in (await news.look(2 * HOUR)).changes]

    assert kinds == [Kind.REMOVED]


async def test_packed_sitemaps_are_found_by_robots_txt_an_index_in_an_index(
    watch: Callable[..., Watched],
) -> None:
    news = watch(interfaces=["sitemap"])
    site = news.wordpress.site
    parts = {"/maps.xml.gz": "sitemap_index.xml", "/2021.php": "post-sitemap.xml"}
    site.robots(f"User-agent: *\nDisallow: /wp-admin/\nSitemap: {site.url('/maps.xml.gz')}\n")
    for at, (path, named) in enumerate(parts.items()):
        body = site.answer(f"/{named}").body.replace(b"/post-sitemap.xml", b"/2021.php")
        kind = ("application/x-gzip", "text/plain")[at]
        site.serve(path, gzip.compress(body), content_type=kind)
        site.remove(f"/{named}")

    report = await news.look()

    assert (report.outcome, report.baseline) == (Outcome.OK, 3)
    assert news.interface("sitemap").message == ""


async def test_a_sitemap_that_is_a_bomb_is_no_sitemap(watch: Callable[..., Watched]) -> None:
    news = watch()
    bomb = gzip.compress(b"<urlset>" + b" " * 40_000_000)
    news.wordpress.site.serve("/sitemap_index.xml", bomb, content_type="application/gzip")

    report = await news.look()

    assert (report.outcome, report.baseline) == (Outcome.OK, 3)
    assert "when unpacked" in news.interface("sitemap").message


async def test_an_interface_that_fails_is_noted_and_stops_no_other(
    watch: Callable[..., Watched],
) -> None:
    news = watch()
    site = news.wordpress.site
    site.serve("/zh/feed/", "<html><title>首页</title><main><h1>首页</h1>欢迎</main></html>")
    site.remove("/sitemap_index.xml")
    for link in (path for path in list(site._actions) if path.startswith("/wp-json/")):
        refused = '{"code":"rest_cannot_access","message":"closed","data":{"status":401}}'
        site.serve(link, refused, status=401, content_type=JSON)

    report = await news.look()

    assert (report.outcome, report.baseline) == (Outcome.OK, 3)
    assert "html" in news.interface("feed:zh").message
    assert "rest_cannot_access" in news.interface("api/posts").message
    assert "404" in news.interface("sitemap").message
    assert news.interface("listing:zh").message == ""
    assert news.interface("listing:zh").baseline_at is not None
    assert news.interface("feed:zh").baseline_at is None


async def test_what_an_interface_brings_to_light_when_it_opens_later_is_no_news(
    watch: Callable[..., Watched],
) -> None:
    news = watch()
    news.wordpress.on_listing = 1
    news.wordpress.site.remove("/zh/feed/")
    news.wordpress.show("listing")
    for path in ("/sitemap_index.xml", *_api(news)):
        news.wordpress.site.remove(path)
    assert (await news.look()).baseline == 1

    news.wordpress.show()
    reports = [await news.look(DAY) for _ in range(2)]

    assert sum(report.baseline for report in reports) == 2
    assert [change for report in reports for change in report.changes] == []
    assert news.interface("sitemap").baseline_at is not None


def _api(news: Watched) -> list[str]:
    return [path for path in news.wordpress.site._actions if path.startswith("/wp-json/")]


async def test_a_source_is_down_when_all_its_interfaces_are(watch: Callable[..., Watched]) -> None:
    news = watch()
    await news.look()
    news.wordpress.site.fail(500)

    report = await news.look(2 * DAY)

    assert report.outcome is Outcome.DOWN
    assert report.changes == ()


async def test_a_failing_interface_is_asked_less_and_less(watch: Callable[..., Watched]) -> None:
    news = watch()
    news.wordpress.site.remove("/zh/feed/")
    asked = []
    for _ in range(12):
        await news.look()
        asked.append("/zh/feed/" in news.wordpress.site.paths)

    assert asked[:2] == [True, True]
    assert sum(asked) <= 6
    news.wordpress.show()
    await news.look(full=True)
    assert news.interface("feed:zh").failures == 0


async def test_the_api_is_paged_to_its_end_once_and_then_asked_for_what_is_new(
    watch: Callable[..., Watched],
) -> None:
    posts = [Post(n, f"n-{n}", f"第{n}号新闻稿", modified=f"2021-02-08T02:00:{n}")
             for n in range(10, 35)]  # fmt: skip
    news = watch(*posts, interfaces=["api"], api_types=["posts"], api_items=10)

    assert (await news.look()).baseline == 25
    assert len(_asked_api(news)) == 3
    await news.look()
    assert len(_asked_api(news)) == 1
    await news.look(DAY)
    assert len(_asked_api(news)) == 3


async def test_the_page_past_the_last_is_the_end(watch: Callable[..., Watched]) -> None:
    news = watch(interfaces=["api"], api_types=["posts"], api_items=3)
    path = _api(news)[0]
    news.wordpress.site.serve(
        path, json.dumps([news.wordpress.item(p) for p in news.wordpress.posts]),
        content_type=JSON,
    )  # fmt: skip
    past = '{"code":"rest_post_invalid_page_number","message":"...","data":{"status":400}}'
    second = path.replace("&page=1&", "&page=2&")
    news.wordpress.site.serve(second, past, status=400, content_type=JSON)

    report = await news.look()

    assert (report.outcome, report.baseline) == (Outcome.OK, 3)
    assert second in news.wordpress.site.paths
    assert news.interface("api/posts").ended_at is not None


def _asked_api(news: Watched) -> list[str]:
    return [path for path in news.wordpress.site.paths if path.startswith("/wp-json/")]


async def test_an_article_that_cannot_be_read_is_compared_by_what_the_api_says(
    watch: Callable[..., Watched],
) -> None:
    news = watch()
    news.wordpress.site.fail(403, news.wordpress.path(ACCORD))
    await news.look()
    news.wordpress.posts = [p for p in news.wordpress.posts if p.slug != "accord"]
    edited = Post(
        11, "accord", ACCORD.title, text=("协定推迟生效。",), modified="2026-11-21T13:30:00"
    )
    news.wordpress.posts.append(edited)
    news.wordpress._show_api()

    report = await news.look()

    assert [(c.kind, c.edits[0].field) for c in report.changes] == [(Kind.EDITED, "text")]
    news.wordpress.show()
    assert (await news.look()).changes == ()
    known = news.store.addresses.document("news", news.wordpress.url(ACCORD))
    assert known is not None
    assert known["form"] == "article"


async def test_an_edit_that_the_site_does_not_date_is_quiet(watch: Callable[..., Watched]) -> None:
    news = watch()
    await news.look()
    news.wordpress.edit("accord", text=("协定推迟生效。",))
    news.wordpress.edit("talks", text=("会谈推迟举行。",), modified="2026-11-21T13:30:00")

    report = await news.look()

    assert {c.title: c.circumstances.get("quiet") for c in report.changes} == {
        ACCORD.title: "2021-02-08T02:00:00+00:00",
        TALKS.title: None,
    }


@pytest.mark.parametrize("way", ["api", "listing"])
async def test_nothing_is_quiet_where_no_date_of_modification_is_stated(
    watch: Callable[..., Watched], way: str
) -> None:
    news = watch(Post(11, "accord", ACCORD.title, shows_modified=False), interfaces=[way])
    await news.look()
    news.wordpress.edit("accord", text=("协定推迟生效。",))

    (change,) = (await news.look()).changes

    # The API states it where the page does not.
    assert ("quiet" in change.circumstances) == (way == "api")


async def test_who_found_a_document_first_and_who_shows_it_now_is_on_record(
    watch: Callable[..., Watched],
) -> None:
    news = watch()
    news.wordpress.on_listing = 2
    news.wordpress.show()

    await news.look()

    assert news.sightings(ACCORD) == ["feed:zh", "api/posts", "sitemap"]
    assert news.sightings(TALKS)[0] == "listing:zh"


class _CutShort(BaseException):
    """Somebody has enough."""


async def test_a_long_first_run_is_planned_and_goes_on_where_it_was_cut_short(
    watch: Callable[..., Watched],
) -> None:
    posts = [
        Post(n, f"n-{n}", f"第{n}号新闻稿", text=(f"第{n}号文件今天生效。",)) for n in range(260)
    ]
    news = watch(*posts, interfaces=["api"], api_types=["posts"])
    ahead: list[int | None] = []

    def until_it_is_enough(finding: Finding) -> None:
        ahead.append(finding.ahead)
        if len(ahead) == 240:
            raise _CutShort

    with pytest.raises(_CutShort):
        await news.look(progress=until_it_is_enough)
    # Six pages of the API, and then it is known what lies ahead.
    assert ahead[:6] == [None] * 5 + [260]

    report = await news.look(timedelta(minutes=1))

    assert report.outcome is Outcome.OK
    assert report.changes == ()
    assert len(news.wordpress.site.paths) <= 6 + 60
    assert len(news.store.documents.of_source("news")) == 260


async def test_of_an_article_that_cannot_be_read_the_excerpt_is_compared_and_says_so(
    watch: Callable[..., Watched],
) -> None:
    news = watch(interfaces=["listing"])
    news.wordpress.site.fail(403, news.wordpress.path(ACCORD))
    await news.look()
    article = news.wordpress.site._actions[news.wordpress.path(ACCORD)]
    news.wordpress.edit("accord", text=("协定的生效日期推迟到明年，双方将另行通知。",))
    news.wordpress.site.act(news.wordpress.path(ACCORD), article)

    (change,) = (await news.look()).changes

    assert (change.kind, change.circumstances["listed"]) == (Kind.EDITED, "excerpt, cut")
    news.wordpress.show()
    assert (await news.look()).changes == ()


@pytest.mark.parametrize("way", ["api", "sitemap"])
async def test_what_comes_when_another_goes_is_new_where_all_there_is_is_shown(
    watch: Callable[..., Watched], way: str
) -> None:
    news = watch(interfaces=[way])
    await news.look()
    news.wordpress.bin("talks")
    news.wordpress.publish(Post(14, "visit", "国务卿将访问三国", published="2021-02-07"))

    report = await news.look(DAY)

    assert [(c.kind, c.title) for c in report.changes] == [(Kind.NEW, "国务卿将访问三国")]
