"""What robots.txt wants is done, whatever the number of requests that wait for it."""

import asyncio

import pytest
from protego import Protego

from crawler.items import Finding, Verdict
from crawler.robots import LONGEST_DELAY, Rules
from tests.links import article, found, link_crawl, link_order
from tests.site import Site


def only(findings: dict[str, Finding]) -> Finding:
    (finding,) = findings.values()
    return finding


async def test_not_one_of_eight_disallowed_addresses_is_fetched(site: Site) -> None:
    site.robots("User-agent: *\nDisallow: /")
    pages = tuple(site.url(f"/{number}") for number in range(8))

    findings = await found(link_crawl(), link_order(pages=pages))

    assert site.paths == []
    assert [finding.page.verdict for finding in findings.values()] == [Verdict.DISALLOWED] * 8
    assert findings[pages[0]].page.evidence == "robots.txt of 127.0.0.1 does not allow it"


async def test_what_is_not_disallowed_is_asked(site: Site) -> None:
    site.robots("User-agent: *\nDisallow: /private/")
    site.serve("/public", article())

    pages = (site.url("/public"), site.url("/private/x"))
    findings = await found(link_crawl(), link_order(pages=pages))

    verdicts = [findings[page].page.verdict for page in pages]
    assert verdicts == [Verdict.OK, Verdict.DISALLOWED]


async def test_rules_for_us_are_found_by_our_product_name(site: Site) -> None:
    """A group that names a part of the contact address is none of ours."""
    site.robots("User-agent: docwatch\nDisallow: /a\n\nUser-agent: example\nDisallow: /b")
    site.serve("/b", article())

    pages = (site.url("/a"), site.url("/b"))
    findings = await found(link_crawl(), link_order(pages=pages))

    assert [findings[page].page.verdict for page in pages] == [Verdict.DISALLOWED, Verdict.OK]


async def test_where_a_redirect_leads_is_checked_too(site: Site) -> None:
    site.robots("User-agent: *\nDisallow: /hidden")
    site.redirect("/open", "/hidden")
    site.serve("/hidden", article())

    findings = await found(link_crawl(), link_order(pages=(site.url("/open"),)))

    assert site.paths == ["/open"]
    assert only(findings).page.verdict == Verdict.DISALLOWED


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_a_site_out_of_order_is_not_asked_for_anything_else(site: Site, status: int) -> None:
    site.robots("", status=status)
    pages = (site.url("/a"), site.url("/b"))

    findings = await found(link_crawl(), link_order(pages=pages))

    assert site.paths == []
    assert len(site.asked("/robots.txt")) == 1
    assert {(finding.page.verdict, finding.page.evidence) for finding in findings.values()} == {
        (Verdict.ERROR, f"robots.txt: status {status}")
    }


async def test_a_site_that_does_not_answer_is_not_asked_for_anything_else(site: Site) -> None:
    site.reset("/robots.txt")

    findings = await found(link_crawl(), link_order(pages=(site.url("/a"),)))

    page = only(findings).page
    assert site.paths == []
    assert page.verdict == Verdict.ERROR
    assert page.evidence.startswith("robots.txt: the connection failed")


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_no_robots_file_allows_everything(site: Site, status: int) -> None:
    site.robots("User-agent: *\nDisallow: /", status=status)
    site.serve("/a", article())

    findings = await found(link_crawl(), link_order(pages=(site.url("/a"),)))

    assert only(findings).page.verdict == Verdict.OK


async def test_html_in_the_place_of_rules_is_no_rules(site: Site) -> None:
    site.robots("<!doctype html><p>Disallow: /</p>", content_type="text/plain")
    site.serve("/a", article())

    assert only(await found(link_crawl(), link_order(pages=(site.url("/a"),)))).page.verdict == "ok"


async def test_rules_that_lead_in_circles_are_no_rules(site: Site) -> None:
    site.redirect("/robots.txt", "/robots.txt")
    site.serve("/a", article())

    assert only(await found(link_crawl(), link_order(pages=(site.url("/a"),)))).page.verdict == "ok"


async def test_rules_are_asked_for_once_for_all_crawls(site: Site) -> None:
    site.serve("/a", article())
    crawl = link_crawl()
    order = link_order(pages=(site.url("/a"),))

    await asyncio.gather(found(crawl, order), found(crawl, order))
    await found(crawl, order)

    assert len(site.asked("/robots.txt")) == 1
    assert len(site.asked("/a")) == 3


async def test_that_rules_could_not_be_had_is_forgotten_with_the_crawl(site: Site) -> None:
    site.serve("/a", article())
    crawl = link_crawl()
    order = link_order(pages=(site.url("/a"),))
    site.robots("", status=500)
    await found(crawl, order)

    site.remove("/robots.txt")

    assert only(await found(crawl, order)).page.verdict == Verdict.OK


@pytest.mark.parametrize(
    ("said", "kept"),
    [("7", 7.0), ("0.5", 0.5), ("3600", LONGEST_DELAY), ("inf", 0.0), ("nan", 0.0),
     ("-3", 0.0), ("soon", 0.0)],
)  # fmt: skip
def test_a_crawl_delay_is_kept_within_reason(said: str, kept: float) -> None:
    rules = Rules(Protego.parse(f"User-agent: *\nCrawl-delay: {said}"))

    assert rules.delay("docwatch") == kept


async def test_a_crawl_delay_lies_between_two_requests(site: Site) -> None:
    site.robots("User-agent: *\nCrawl-delay: 0.1")
    pages = tuple(site.url(f"/{number}") for number in range(3))
    for page in range(3):
        site.serve(f"/{page}", article())
    loop = asyncio.get_running_loop()

    begin = loop.time()
    await found(link_crawl(), link_order(pages=pages))

    assert loop.time() - begin >= 0.2
