"""Every address that is asked gives exactly one finding, in a sensible order, within the budget."""

import json
from contextlib import aclosing
from dataclasses import replace

import pytest

from crawler.breaker import PATIENCE
from crawler.items import Document, Finding, Known, Link, Reading, Verdict, dump, load, sha256
from crawler.settings import WINDOW
from monitor.crawl import Crawl
from tests.links import NOON, QUICK, article, found, link_crawl, link_order, listing
from tests.site import Site


async def test_a_listing_leads_to_its_documents(site: Site) -> None:
    site.serve("/", listing("/a", "/b"))
    site.serve("/a", article("第一份声明"))
    site.serve("/b", article("第二份声明"))

    findings = await found(link_crawl(), link_order(site.url("/")))

    assert [site.url(path) for path in ("/", "/a", "/b")] == list(findings)
    assert findings[site.url("/a")].reading.documents[0].title == "第一份声明"


async def test_a_finding_tells_what_the_server_sent_and_survives_json(site: Site) -> None:
    site.serve("/a", article(), etag=True, headers={"Set-Cookie": "session=secret", "X-Odd": "1"})
    bodies: dict[str, bytes] = {}

    findings = await found(link_crawl(), link_order(pages=(site.url("/a"),)), bodies)

    page = findings[site.url("/a")].page
    assert (200, Verdict.OK, site.url("/a")) == (page.status, page.verdict, page.answered)
    assert {"content-type", "content-length", "etag"} == set(page.headers)
    assert bodies == {page.body: article().encode()}
    assert page.body == sha256(article().encode())
    assert "secret" not in dump(findings[site.url("/a")])
    assert load(Finding, dump(findings[site.url("/a")])) == findings[site.url("/a")]


async def test_a_gzipped_page_is_kept_as_the_page_that_it_is(site: Site) -> None:
    site.serve("/a", article("压缩"), compress=True)
    bodies: dict[str, bytes] = {}

    findings = await found(link_crawl(), link_order(pages=(site.url("/a"),)), bodies)

    assert article("压缩").encode() == bodies[findings[site.url("/a")].page.body]


async def test_one_spelling_of_an_address_is_asked_once(site: Site) -> None:
    links = ("/a", "/a#top", "/a?utm_source=weibo", site.url("/a").upper().replace("/A", "/a"))
    site.serve("/", listing(*links))
    site.serve("/a", article())

    await found(link_crawl(), link_order(site.url("/")))

    assert site.paths == ["/", "/a"]


async def test_listings_come_before_documents_and_the_unknown_before_the_due(site: Site) -> None:
    site.serve("/", listing("/new") + listing("/page/2", role="listing"))
    site.serve("/page/2", listing("/newer"))
    for path in ("/new", "/newer", "/old"):
        site.serve(path, article())
    due = Known(url=site.url("/old"), due=True)

    await found(link_crawl(), link_order(site.url("/"), known=(due,), delay=0))

    order = site.paths
    assert {"/", "/page/2", "/new", "/newer", "/old"} == set(order)
    assert order.index("/page/2") < order.index("/newer")


async def test_a_document_that_is_known_and_not_due_is_not_asked(site: Site) -> None:
    site.serve("/", listing("/known", "/due"))
    site.serve("/due", article())
    known = (Known(url=site.url("/known")), Known(url=site.url("/due"), due=True))

    findings = await found(link_crawl(), link_order(site.url("/"), known=known))

    assert {site.url("/"), site.url("/due")} == set(findings)


async def test_the_budget_bounds_the_pages_asked(site: Site) -> None:
    site.serve("/", listing(*(f"/{number}" for number in range(20))))

    findings = await found(link_crawl(), link_order(site.url("/"), budget=5))

    assert 5 == len(findings) == len(site.paths)


async def test_a_page_without_a_required_part_is_unreadable_and_says_which(site: Site) -> None:
    site.serve(
        "/a", "<html><body><p>没有标题的一页，只有一段文字，说明网站已经改版。</p></body></html>"
    )

    page = (await found(link_crawl(), link_order(pages=(site.url("/a"),))))[site.url("/a")].page

    assert (page.verdict, page.evidence) == (Verdict.UNREADABLE, "no title: tried h1")
    assert page.body


async def test_a_mistake_in_a_reader_is_a_finding_and_not_a_crash(site: Site) -> None:
    site.serve("/bad", "<explode><p>一段文字。</p>")
    site.serve("/good", article())

    findings = await found(link_crawl(), link_order(pages=(site.url("/bad"), site.url("/good"))))

    page = findings[site.url("/bad")].page
    assert page.verdict == Verdict.UNREADABLE
    assert "reader failed: KeyError" in page.evidence
    assert findings[site.url("/good")].page.verdict == Verdict.OK


async def test_a_304_of_a_listing_still_means_its_items(site: Site) -> None:
    body = listing("/a")
    site.serve("/", body, etag=True)
    site.serve("/a", article())
    first = (await found(link_crawl(), link_order(site.url("/"))))[site.url("/")]
    known = Known(
        url=site.url("/"),
        role="listing",
        etag=first.page.headers["etag"],
        reading=first.reading,
    )
    site.forget()

    findings = await found(link_crawl(), link_order(site.url("/"), known=(known,)))

    assert findings[site.url("/")].page.verdict == Verdict.NOT_MODIFIED
    assert first.reading == findings[site.url("/")].reading
    assert site.url("/a") in findings


async def test_a_listing_whose_reading_was_not_kept_is_asked_unconditionally(site: Site) -> None:
    site.serve("/", listing("/a"), etag=True)
    known = Known(url=site.url("/"), role="listing", etag='"x"')

    await found(link_crawl(), link_order(site.url("/"), known=(known,)))

    assert "if-none-match" not in site.asked("/")[0].headers


@pytest.mark.parametrize(
    "link",
    ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "ftp://127.0.0.1/x",
     "http://[broken", "mailto:desk@example.org"],
)  # fmt: skip
async def test_a_page_leads_to_web_pages_only(site: Site, link: str) -> None:
    site.serve("/", listing(link))

    findings = await found(link_crawl(), link_order(site.url("/")))

    assert [site.url("/")] == list(findings)


async def test_where_all_is_gone_the_front_page_is_asked_at_the_end(site: Site) -> None:
    site.serve("/", article("首页"))

    findings = await found(link_crawl(), link_order(pages=(site.url("/x"), site.url("/y"))))

    assert site.paths == ["/x", "/y", "/"]
    assert findings[site.url("/")].role == "probe"
    assert Reading() == findings[site.url("/")].reading
    assert findings[site.url("/")].page.verdict == Verdict.OK


async def test_no_probe_where_the_host_has_answered_otherwise(site: Site) -> None:
    site.serve("/x", article())

    await found(link_crawl(), link_order(pages=(site.url("/x"), site.url("/y"))))

    assert site.paths == ["/x", "/y"]


async def test_a_host_in_trouble_is_left_alone_and_every_page_still_has_its_finding(
    site: Site,
) -> None:
    site.fail(403)
    site.robots("")
    pages = tuple(site.url(f"/{number}") for number in range(40))

    findings = await found(link_crawl(), link_order(pages=pages))

    assert len(findings) == 40
    assert {Verdict.BLOCKED} == {finding.page.verdict for finding in findings.values()}
    assert len(site.paths) < PATIENCE + WINDOW
    assert "not asked: " in findings[pages[-1]].page.evidence


async def test_a_source_that_failed_lately_asks_one_page_and_once(site: Site) -> None:
    """Even where second tries are the rule."""
    site.fail(503, "/")
    pages = tuple(site.url(f"/{number}") for number in range(10))
    order = replace(link_order(site.url("/"), pages=pages), careful=True)

    findings = await found(link_crawl({"RETRY_TIMES": 2}), order)

    assert site.paths == ["/"]
    assert len(findings) == 11
    assert all("not asked: " in findings[page].page.evidence for page in pages)


async def test_a_careful_crawl_goes_on_once_its_first_page_came(site: Site) -> None:
    site.serve("/", listing("/a", "/b"))
    for path in ("/a", "/b"):
        site.serve(path, article())

    findings = await found(link_crawl(), replace(link_order(site.url("/")), careful=True))

    assert site.paths == ["/", "/a", "/b"]
    assert {Verdict.OK} == {finding.page.verdict for finding in findings.values()}


async def test_a_careful_crawl_tries_each_host_by_itself(site: Site) -> None:
    with Site("127.0.0.2") as other:
        for path in ("/a", "/b", "/c"):
            site.fail(503, path)
            other.serve(path, article())
        pages = tuple(each.url(path) for path in ("/a", "/b", "/c") for each in (site, other))

        findings = await found(link_crawl(), replace(link_order(pages=pages), careful=True))

    assert site.paths == ["/a"]
    assert other.paths == ["/a", "/b", "/c"]
    assert [finding.page.verdict for finding in findings.values()].count(Verdict.OK) == 3


async def test_the_budget_of_an_hour_holds_for_all_that_is_asked_of_a_host(site: Site) -> None:
    """robots.txt and three pages, and then nothing for nearly an hour."""
    pages = tuple(site.url(f"/{number}") for number in range(9))
    for number in range(9):
        site.serve(f"/{number}", article())
    crawl = link_crawl()

    async with aclosing(crawl(replace(link_order(pages=pages), hourly=4), {})) as findings:
        for _ in range(3):
            await anext(findings)
        assert crawl._hosts.gate(site.host)._wait() > 3500

    assert len(site.requests) == 4


async def test_what_one_crawl_saw_of_a_host_the_next_one_tries_once(site: Site) -> None:
    """For the whole process: a host is down, whoever asks."""
    crawl = link_crawl()
    pages = tuple(site.url(f"/{number}") for number in range(30))
    site.fail(403)
    site.robots("")
    await found(crawl, link_order(pages=pages))
    site.forget()

    await found(crawl, link_order(pages=pages))
    assert len(site.paths) == 1

    site.mend()
    for page in pages:
        site.serve(page.removeprefix(site.url("")), article())
    site.forget()
    findings = await found(crawl, link_order(pages=pages))
    assert len(site.paths) == 30
    assert {Verdict.OK} == {finding.page.verdict for finding in findings.values()}


async def test_an_order_is_plain_data(site: Site) -> None:
    order = link_order(
        site.url("/"),
        known=(Known(url="https://example.org/", reading=Reading(follow=(Link("/x"),), documents=(
            Document(url="https://example.org/", title="标题"),))),),
    )  # fmt: skip

    assert order == load(type(order), dump(order))
    assert json.loads(dump(order))["source"] == "test"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("该文章已被删除。", Verdict.TOMBSTONE),
        ("很抱歉，您访问的页面不存在。", Verdict.TOMBSTONE),
        ("大使馆表示，该帖子已被删除，微博方面未作解释。", Verdict.OK),
        ("领事处周五闭馆。", Verdict.OK),
    ],
)
async def test_a_note_in_the_place_of_an_articles_text_is_known_by_what_is_read(
    site: Site, text: str, verdict: Verdict
) -> None:
    """The page is an article's in all else: date, menus and the news of the day are there."""
    news = "<div class='news'><p>发言人周二表示，双方就相关问题交换了意见。</p></div>" * 30
    main = f"<main><h1>声明</h1><time>2026-05-03</time><div class='text'><p>{text}</p></div></main>"
    site.serve("/a", f"<html><head><title>声明</title></head><body>{main}{news}</body></html>")
    options = {"url": site.url("/a"), "select": [".text"], "title": "h1"}
    order = replace(link_order(), spider="webpage", options=options)

    findings = await found(Crawl(clock=lambda: NOON, overrides=QUICK), order)

    finding = findings[site.url("/a")]
    assert finding.page.verdict == verdict
    assert bool(finding.reading.documents) == (verdict == Verdict.OK)
