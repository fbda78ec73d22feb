"""A page that we have is asked whether it changed; nothing else ever counts as unchanged."""

from datetime import UTC, datetime

import pytest

from crawler.items import Known, Page, Verdict
from tests.links import article, found, link_crawl, link_order
from tests.site import Answer, Site

MODIFIED = datetime(2021, 2, 8, 12, 0, tzinfo=UTC)
STAMP = "Mon, 08 Feb 2021 12:00:00 GMT"


async def ask(site: Site, path: str, *known: Known) -> Page:
    findings = await found(link_crawl(), link_order(pages=(site.url(path),), known=known))
    return findings[site.url(path)].page


async def test_an_unchanged_page_is_not_modified(site: Site) -> None:
    site.serve("/a", article(), etag=True)
    findings = await found(link_crawl(), link_order(pages=(site.url("/a"),)))
    etag = findings[site.url("/a")].page.headers["etag"]

    page = await ask(site, "/a", Known(url=site.url("/a"), etag=etag, due=True))

    assert (page.verdict, page.status, page.body) == (Verdict.NOT_MODIFIED, 304, "")
    assert site.asked("/a")[1].headers["if-none-match"] == etag


async def test_a_date_will_do_as_well(site: Site) -> None:
    site.serve("/a", article(), last_modified=MODIFIED)

    page = await ask(site, "/a", Known(url=site.url("/a"), last_modified=STAMP, due=True))

    assert page.verdict == Verdict.NOT_MODIFIED


async def test_a_changed_page_comes_whole(site: Site) -> None:
    site.serve("/a", article(), etag=True)

    page = await ask(site, "/a", Known(url=site.url("/a"), etag='"old"', due=True))

    assert page.verdict == Verdict.OK
    assert page.body


async def test_without_validators_it_is_asked_unconditionally(site: Site) -> None:
    site.serve("/a", article(), etag=True)

    await ask(site, "/a", Known(url=site.url("/a"), due=True))

    assert not {"if-none-match", "if-modified-since"} & set(site.asked("/a")[0].headers)


async def test_where_a_redirect_leads_is_asked_unconditionally(site: Site) -> None:
    """A 304 of the front page does not say that the article which forwards there is unchanged."""
    site.redirect("/a", "/b")
    site.serve("/b", article(), etag=True)
    known = (
        Known(url=site.url("/a"), etag='"a"', last_modified=STAMP, due=True),
        Known(url=site.url("/b"), etag='"b"'),
    )

    page = await ask(site, "/a", *known)

    assert page.verdict == Verdict.OK
    assert not {"if-none-match", "if-modified-since"} & set(site.asked("/b")[0].headers)


async def test_a_304_that_nobody_asked_for_is_an_error(site: Site) -> None:
    site.act("/a", Answer(b"", 304))

    page = await ask(site, "/a", Known(url=site.url("/a"), due=True))

    assert page.verdict == Verdict.ERROR
    assert page.evidence.startswith("status 304")


@pytest.mark.parametrize("status", [500, 503])
async def test_an_outage_is_never_unchanged(site: Site, status: int) -> None:
    site.fail(status, "/a")

    page = await ask(site, "/a", Known(url=site.url("/a"), etag='"a"', due=True))

    assert page.verdict == Verdict.ERROR


async def test_a_refused_connection_is_never_unchanged(site: Site) -> None:
    site.refuse()

    page = await ask(site, "/a", Known(url=site.url("/a"), etag='"a"', due=True))

    assert page.verdict == Verdict.ERROR
