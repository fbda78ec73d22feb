"""The seam between the monitor and the network: an order goes in, findings come out.

Scrapy runs in the program's own asyncio loop, any number of crawls at a time. No Scrapy object gets
past this module.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping, MutableMapping
from datetime import UTC, datetime
from typing import Any, Self, cast

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from crawler.downloader import Downloader
from crawler.gate import Hosts
from crawler.items import Finding, Order
from crawler.settings import quieten, settings_for
from crawler.spiders import SPIDERS
from crawler.spiders.base import WatchSpider
from monitor.errors import FetchError

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The time by the machine's clock."""
    return datetime.now(UTC)


class Crawl:
    """Runs crawls; there is one object of it a process, because there is one gate a host.

    `clock` dates the pages, `spiders` are those that an order may name, and `overrides` are
    settings of Scrapy that have the last word.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = utc_now,
        spiders: Mapping[str, type[WatchSpider]] = SPIDERS,
        overrides: Mapping[str, Any] | None = None,
    ) -> None:
        quieten()
        self._clock = clock
        self._spiders = spiders
        self._overrides = overrides
        self._hosts = Hosts()
        self._runs: set[_Run] = set()

    async def __call__(
        self, order: Order, bodies: MutableMapping[str, bytes]
    ) -> AsyncIterator[Finding]:
        """The findings of a crawl as they come; their bodies are put into `bodies` before.

        It ends when everything that was to be asked has been answered, one way or another. Raises
        `FetchError` if the crawl broke or was cut short: then nothing may be concluded from what is
        missing. Close it (or cancel the task that reads it) to end the crawl early.
        """
        run = _Run(self._spider(order), order, self._hosts, self._overrides)
        self._runs.add(run)
        run.begin(order=order, hosts=self._hosts, bodies=bodies, clock=self._clock)
        try:
            while (finding := await run.next()) is not None:
                yield finding
        finally:
            self._runs.discard(run)
            await run.end()
        run.check()

    async def stop(self) -> None:
        """Cut all running crawls short: their readers get a `FetchError`."""
        await asyncio.gather(*(run.cut_short() for run in self._runs))

    def _spider(self, order: Order) -> type[WatchSpider]:
        if order.spider not in self._spiders:
            known = ", ".join(sorted(self._spiders))
            raise FetchError(f"{order.source}: no spider {order.spider!r}; there are: {known}")
        return self._spiders[order.spider]


class _Run:
    """One crawl by Scrapy, from its first step to the last."""

    def __init__(
        self,
        spider: type[WatchSpider],
        order: Order,
        hosts: Hosts,
        overrides: Mapping[str, Any] | None,
    ) -> None:
        self._source = order.source
        self._hosts = hosts
        # Not bounded itself: the spider asks for no more than its window of findings.
        self._queue: asyncio.Queue[Finding | None] = asyncio.Queue()
        settings = settings_for(order, overrides)
        settings["ITEM_PIPELINES"] = {_Outlet: 100}
        self._crawler = _Crawler(spider, settings, self._queue)
        self._crawler.signals.connect(self._broke, signals.spider_error)
        self._crawler.signals.connect(self._broke, signals.item_error)
        self._error: BaseException | None = None
        self._is_cut = False
        self._count = 0

    def begin(self, **arguments: Any) -> None:
        """Start crawling in a task of its own."""
        self._task = asyncio.create_task(self._crawl(arguments), name=f"crawl {self._source}")

    async def next(self) -> Finding | None:
        """The next finding; None when Scrapy is done."""
        finding = await self._queue.get()
        if finding is not None:
            self._count += 1
            self._spider.taken()
        return finding

    async def cut_short(self) -> None:
        """End the crawl now: nothing more is asked, and what is under way is dropped."""
        self._is_cut = True
        await self._halt()

    async def end(self) -> None:
        """Leave nothing behind: no task, no session, no turn at a gate."""
        ending = asyncio.ensure_future(self._halt())
        try:
            await asyncio.shield(ending)
        except asyncio.CancelledError:
            await ending
            raise

    def check(self) -> None:
        """Raise `FetchError` unless the crawl came to its own end."""
        if self._is_cut:
            raise FetchError(f"{self._source}: the crawl was cut short after {self._count} pages")
        if self._error is not None:
            what = f"{type(self._error).__name__}: {self._error}"
            raise FetchError(f"{self._source}: the crawl broke: {what}") from self._error
        if self._spider.left:
            log.info("%s: the budget is used up, %d left", self._source, self._spider.left)
        log.debug("%s: %d pages asked", self._source, self._count)

    @property
    def _spider(self) -> WatchSpider:
        return cast("WatchSpider", self._crawler.spider)

    async def _crawl(self, arguments: Mapping[str, Any]) -> None:
        try:
            await self._crawler.crawl_async(**arguments)
        except Exception as error:
            self._error = error
        finally:
            self._hosts.leave(self._crawler)
            self._queue.put_nowait(None)

    async def _halt(self) -> None:
        # A crawl can be stopped once it is open, and opening takes a few turns of the loop.
        while not self._task.done() and not self._crawler.is_open:
            await asyncio.sleep(0)
        if not self._task.done():
            cast("Downloader", self._crawler.engine.downloader).cut_short()
            await self._crawler.stop_async()
        await asyncio.wait({self._task})

    def _broke(self, failure: Failure) -> None:
        self._error = self._error or failure.value


class _Crawler(Crawler):
    """Scrapy's crawler, with the queue that its findings go to."""

    def __init__(
        self,
        spider: type[WatchSpider],
        settings: dict[str, Any],
        queue: asyncio.Queue[Finding | None],
    ) -> None:
        super().__init__(spider, settings)
        self.queue = queue

    @property
    def is_open(self) -> bool:
        """Whether the engine runs, or ran and is being closed."""
        engine = self._engine
        return engine is not None and (engine.running or engine._stopping)


class _Outlet:
    """The pipeline: findings leave Scrapy here."""

    def __init__(self, queue: asyncio.Queue[Finding | None]) -> None:
        self._queue = queue

    @classmethod
    def from_crawler(cls, crawler: _Crawler) -> Self:
        return cls(crawler.queue)

    async def process_item(self, item: Finding) -> Finding:
        self._queue.put_nowait(item)
        return item
