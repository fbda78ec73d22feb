"""The seam: findings stream, a crawl that broke says so, and nothing is left behind."""

import asyncio
import logging

import pytest

from crawler.items import Link, Order, Verdict
from monitor.crawl import Crawl
from monitor.errors import FetchError
from tests.links import LinkOptions, LinkSpider, article, found, link_crawl, link_order, listing
from tests.site import Site


def crawl_tasks() -> list[str]:
    """The tasks of this loop besides the test's own."""
    current = asyncio.current_task()
    return [task.get_name() for task in asyncio.all_tasks() if task is not current]


async def test_a_burst_to_one_host_goes_one_by_one(site: Site) -> None:
    site.linger = 0.01
    paths = [f"/{number}" for number in range(30)]
    site.serve("/", listing(*paths))

    await found(link_crawl(), link_order(site.url("/")))

    assert len(site.paths) == 31
    assert site.most_in_flight == 1


async def test_two_crawls_at_once_share_the_gate_of_a_host(site: Site) -> None:
    site.linger = 0.01
    site.serve("/", listing(*(f"/a{number}" for number in range(15))))
    site.serve("/other", listing(*(f"/b{number}" for number in range(15))))
    crawl = link_crawl()

    await asyncio.gather(
        found(crawl, link_order(site.url("/"))), found(crawl, link_order(site.url("/other")))
    )

    assert len(site.paths) == 32
    assert site.most_in_flight == 1
    firsts = [path[1] for path in site.paths if path[1:2] in {"a", "b"}]
    assert {"a", "b"} == set(firsts[:4]), "they take turns"


async def test_redirects_and_robots_go_through_the_gate_as_well(site: Site) -> None:
    site.linger = 0.01
    pages = tuple(site.url(f"/from{number}") for number in range(8))
    for number in range(8):
        site.redirect(f"/from{number}", f"/to{number}")
        site.serve(f"/to{number}", article())

    findings = await found(link_crawl(), link_order(pages=pages))

    assert {Verdict.OK} == {finding.page.verdict for finding in findings.values()}
    assert {site.url(f"/to{number}") for number in range(8)} == {
        finding.page.answered for finding in findings.values()
    }
    assert site.most_in_flight == 1


async def test_a_reader_who_leaves_early_leaves_nothing_behind(site: Site) -> None:
    site.serve("/", listing(*(f"/{number}" for number in range(50))))
    site.hang("/3")
    findings = link_crawl()(link_order(site.url("/")), {})

    assert site.url("/") == (await anext(findings)).page.url
    await findings.aclose()

    assert not crawl_tasks()
    assert len(site.paths) < 20


async def test_cancelling_the_reader_ends_the_crawl(site: Site) -> None:
    site.hang("/")
    reading = asyncio.create_task(found(link_crawl(), link_order(site.url("/"))))
    await asyncio.to_thread(site.wait_for, 1, "/")

    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading

    assert not crawl_tasks()


async def test_stopping_cuts_all_crawls_short_and_says_so(site: Site) -> None:
    site.hang("/")
    crawl = link_crawl()
    readings = [
        asyncio.create_task(found(crawl, link_order(site.url("/")))),
        asyncio.create_task(found(crawl, link_order(site.url("/")))),
    ]
    await asyncio.to_thread(site.wait_for, 1, "/")

    await crawl.stop()

    for reading in readings:
        with pytest.raises(FetchError, match="cut short"):
            await reading
    assert not crawl_tasks()


async def test_stopping_does_not_wait_for_a_reader_that_is_busy(site: Site) -> None:
    site.serve("/", listing(*(f"/{number}" for number in range(50))))
    crawl = link_crawl()
    findings = crawl(link_order(site.url("/")), {})
    await anext(findings)

    await crawl.stop()

    with pytest.raises(FetchError, match="cut short"):
        async for _ in findings:
            pass
    assert not crawl_tasks()


async def test_a_crawl_stopped_before_its_first_step_ends_as_well(site: Site) -> None:
    crawl = link_crawl()
    reading = asyncio.create_task(found(crawl, link_order(site.url("/"))))
    await asyncio.sleep(0)

    await crawl.stop()

    with pytest.raises(FetchError, match="cut short"):
        await reading


async def test_after_a_cut_the_next_crawl_goes_through_the_same_gate(site: Site) -> None:
    site.hang("/hung")
    site.serve("/", article())
    crawl = link_crawl()
    reading = asyncio.create_task(found(crawl, link_order(pages=(site.url("/hung"),))))
    await asyncio.to_thread(site.wait_for, 1, "/hung")
    reading.cancel()
    await asyncio.wait({reading})

    findings = await found(crawl, link_order(pages=(site.url("/"),)))

    assert findings[site.url("/")].page.verdict == Verdict.OK


async def test_a_crawl_is_cut_short_even_while_it_waits_for_another(site: Site) -> None:
    """Both wait for one robots.txt; the one that asked for it may take as long as it likes."""
    site.hang("/robots.txt")
    crawl = link_crawl()
    order = link_order(pages=(site.url("/a"),))
    first = asyncio.create_task(found(crawl, order))
    await asyncio.to_thread(site.wait_for, 1)
    second = asyncio.create_task(found(crawl, order))
    for _ in range(200):
        await asyncio.sleep(0)

    second.cancel()
    await asyncio.wait({second})

    assert not first.done()
    first.cancel()
    await asyncio.wait({first})
    assert not crawl_tasks()


async def test_a_slow_reader_holds_the_crawl_back(site: Site) -> None:
    """However many pages there are, only a window of them is ever asked ahead of the reader."""
    site.serve("/", listing(*(f"/{number}" for number in range(60))))
    bodies: dict[str, bytes] = {}
    findings = link_crawl()(link_order(site.url("/")), bodies)
    await anext(findings)
    await asyncio.to_thread(site.wait_for, 9)
    for _ in range(200):
        await asyncio.sleep(0)

    assert len(site.paths) <= 10

    await findings.aclose()


async def test_an_unknown_spider_is_an_error_that_names_the_known_ones() -> None:
    order = Order(source="news", spider="embasy", options={})

    with pytest.raises(FetchError, match="no spider 'embasy'; there are: links"):
        await found(link_crawl(), order)


async def test_a_crawl_that_cannot_begin_is_an_error() -> None:
    order = Order(source="news", spider="links", options={"urls": 5})

    with pytest.raises(FetchError, match="the crawl broke: ValidationError"):
        await found(link_crawl(), order)


class Broken(LinkSpider):
    @classmethod
    def entries(cls, options: LinkOptions) -> tuple[Link, ...]:
        raise ZeroDivisionError("no entries")


async def test_a_spider_that_cannot_begin_is_an_error() -> None:
    crawl = Crawl(spiders={"links": Broken})

    with pytest.raises(FetchError, match="the crawl broke: ZeroDivisionError: no entries"):
        await found(crawl, link_order())


async def test_an_order_with_nothing_to_ask_ends_at_once() -> None:
    assert await found(link_crawl(), link_order()) == {}


async def test_the_libraries_say_nothing_to_the_person(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    site.serve("/", listing("/gone", "http://127.0.0.2:1/"))

    await found(link_crawl(), link_order(site.url("/")))

    foreign = {record.name.partition(".")[0] for record in caplog.records} - {"crawler", "monitor"}
    assert not foreign
