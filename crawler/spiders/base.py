"""The machinery that all spiders share, as Scrapy drives it: a plan is asked, answers are read."""

import asyncio
import logging
from collections.abc import (
    AsyncIterator,
    Callable,
    Hashable,
    Iterable,
    Iterator,
    MutableMapping,
)
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.addresses import canonical, resolved
from crawler.gate import Hosts, LeftAloneError
from crawler.items import (
    ABSENT,
    Finding,
    Known,
    Link,
    Order,
    Page,
    Reading,
    Role,
    UnreadableError,
    Verdict,
    sha256,
)
from crawler.settings import WINDOW
from crawler.spiders import answers
from crawler.spiders.agenda import Asked
from crawler.spiders.moods import Moods
from crawler.spiders.plan import Plan
from crawler.spiders.reader import Reader
from crawler.verdict import PAGES, RestingError, judge_failure, one_line

_NOT_HERE = ABSENT | {Verdict.WRONG_TYPE}

log = logging.getLogger(__name__)


class WatchSpider(Reader, scrapy.Spider):
    """A spider that answers an order with findings: exactly one for everything that it asks.

    Whoever takes a finding calls `taken`: no more than `WINDOW` findings lie between the network
    and there.
    """

    def __init__(
        self,
        *,
        order: Order,
        hosts: Hosts,
        bodies: MutableMapping[str, bytes],
        clock: Callable[[], datetime],
        crawl: Hashable,
    ) -> None:
        super().__init__()
        self.order = order
        self.hosts = hosts
        self.bodies = bodies
        self.clock = clock
        self.options: Any = self.options_type.model_validate(dict(order.options))
        self.known: dict[str, Known] = {canonical(known.url): known for known in order.known}
        self._plan = Plan(
            order,
            self.known,
            most_pages=self.most_pages(self.options),
            is_own=lambda url: self.is_own(url, self.options),
            of_record=self._of_record,
        )
        self._moods = Moods(order, hosts, crawl=crawl)
        self._under_way = 0
        self._change = asyncio.Event()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "WatchSpider":
        """Made by Scrapy, once a crawl."""
        spider = super().from_crawler(crawler, *args, crawl=crawler, **kwargs)
        crawler.signals.connect(spider.taken, signals.spider_error)  # no finding will come of it
        return spider

    @property
    def left(self) -> int:
        """How many addresses were not asked for, because the budget was used up."""
        return self._plan.left

    def taken(self) -> None:
        """Somebody took a finding: there is room for another."""
        self._under_way -= 1
        self._change.set()

    async def start(self) -> AsyncIterator[Any]:
        """All requests of the crawl, each as soon as there is room for its finding."""
        self._begin()
        while (asked := await self._next()) is not None:
            self._under_way += 1
            yield self._unasked(asked) or self._request(asked)

    async def parse(self, response: Response, asked: Asked) -> AsyncIterator[Finding]:
        """The finding of an answer."""
        try:
            yield await self._answered(response, asked)
        except Exception as error:
            log.debug("%s: %s could not be handled", self.name, asked.url, exc_info=True)
            evidence = f"the answer could not be handled: {type(error).__name__}: {error}"
            yield self._trouble(asked, evidence)

    def failed(self, failure: Failure) -> Iterator[Finding]:
        """The finding of a request that brought no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        page = self.unanswered(failure.value, request)
        if isinstance(failure.value, LeftAloneError | RestingError):
            page = replace(page, took=0)  # not asked (again): nothing is learnt from it
        else:
            self._moods.note(page)
        yield self._silence(request.cb_kwargs["asked"], page)

    # What second tries are decided by

    def now(self) -> datetime:
        """The time by the crawl's clock."""
        return self.clock()

    def spend(self) -> bool:
        """Take one more request out of the budget; False if nothing is left of it."""
        return self._plan.spend()

    def judged(self, response: Response, request: Request) -> Page | None:
        """The judged page of an answer, without its body; None where the request is not ours."""
        asked: Asked | None = request.cb_kwargs.get("asked")
        return self._judged(response, request, asked) if asked else None

    def unanswered(self, error: BaseException | None, request: Request) -> Page:
        """The judged page of a request that brought no answer."""
        asked: Asked | None = request.cb_kwargs.get("asked")
        page = answers.missing(
            asked.url if asked else request.url,
            judge_failure(error),
            now=self.clock(),
            attempts=request.meta.get("attempts", ()),
        )
        return replace(page, took=request.meta.get("took", 0))

    # What a subclass may know only while it crawls

    def _further(self) -> Iterable[Link]:
        """What is asked besides the entries, by what is known at the beginning."""
        return ()

    def _of_record(self, link: Link) -> Link:
        """The link that is asked where `link` was found: a document may be had elsewhere."""
        return link

    async def _read(self, page: Page, body: bytes, role: Role) -> tuple[Page, Reading]:
        """The reading of a page, and the page with the last word on it."""
        if page.verdict == Verdict.NOT_MODIFIED:
            known = self.known.get(page.url)
            return page, (known and known.reading) or self.bare(page, self.options)
        if page.verdict == Verdict.NOT_PUBLISHED:
            return page, self.bare(page, self.options)
        if page.verdict != Verdict.OK or role == "probe":
            return page, Reading()
        try:
            reading = await self._read_beside(page, body, role)
        except UnreadableError as error:
            return answers.unreadable(page, str(error)), Reading()
        except Exception as error:
            log.debug("%s: the reader failed on %s", self.name, page.url, exc_info=True)
            what = f"reader failed: {type(error).__name__}: {error}"
            return answers.unreadable(page, what), Reading()
        note = answers.in_its_place(page, reading) if role == "document" else None
        return (note, Reading()) if note else (page, reading)

    async def _read_beside(self, page: Page, body: bytes, role: Role) -> Reading:
        """The reading of a page; what is read in another process holds up nobody here."""
        if self._reads_apart(body):
            return await asyncio.to_thread(self.read_safely, page, body, role, self.options)
        return self.read(page, body, role, self.options)

    # What is asked

    def _begin(self) -> None:
        if self.order.alone:
            # An address that nobody's source begins with is its own source's beginning: a document.
            own = canonical(str(getattr(self.options, "url", "")))
            others = (known.url for known in self.order.known if canonical(known.url) != own)
            named = (self.entry_at(url, self.options) for url in others)
            self._plan.begin(filter(None, named))
            return
        self._plan.begin(self.entries(self.options))
        for link in self._further():
            self._plan.follow(link)

    async def _next(self) -> Asked | None:
        """The next to be asked, once there is room; None when all is answered."""
        while True:
            if self._has_room() and (asked := self._plan.pop()) is not None:
                return asked
            if not self._under_way and not self._add_rest():
                return None
            self._change.clear()
            if self._under_way:
                await self._change.wait()

    def _has_room(self) -> bool:
        """Whether the next may be asked: a host on trial is asked one thing, and then seen."""
        if not self._under_way:
            return True
        following = self._plan.next
        is_free = following is None or not self._moods.is_on_trial(following.url)
        return is_free and self._under_way < WINDOW

    def _add_rest(self) -> bool:
        """Whether there is more to ask, once everything is answered."""
        return self._plan.add_leavers() or self._plan.add_probes(self._moods.front_pages())

    def _request(self, asked: Asked) -> Request:
        return Request(
            asked.url,
            callback=self.parse,
            errback=self.failed,
            cb_kwargs={"asked": asked},
            meta={"dont_retry": True} if self._moods.is_on_trial(asked.url) else None,
            dont_filter=True,
        )

    def _unasked(self, asked: Asked) -> Finding | None:
        """The finding for what is no web page, or is on a host that has to be left alone by now."""
        if resolved("", asked.url) is None:
            evidence = f"refused: {asked.url.partition(':')[0]} is neither http nor https"
            return self._trouble(asked, evidence)
        breaker = self._moods.refusing(asked.url)
        if breaker is None:
            return None
        left_alone = (breaker.verdict, breaker.why)  # nothing is learnt from it
        return self._silence(asked, answers.missing(asked.url, left_alone, now=self.clock()))

    # What becomes of answers

    async def _answered(self, response: Response, asked: Asked) -> Finding:
        page = response.meta.pop("page", None)
        if page is None:
            page = self._judged(response, cast("Request", response.request), asked)
        page = replace(page, body=self._kept(response.body, asked.role))
        return await self._finding(page, response.body, asked)

    def _judged(self, response: Response, request: Request, asked: Asked) -> Page:
        expected = self.expected.get(asked.role, PAGES)
        page = answers.judged(response, request, asked, expected=expected, now=self.clock())
        if asked.role == "probe":
            return page
        verdict, evidence = self.second_look(page, response.body)
        return replace(page, verdict=verdict, evidence=one_line(evidence))

    def _kept(self, body: bytes, role: Role) -> str:
        if not body or role == "probe":
            return ""
        name = sha256(body)
        self.bodies[name] = body
        return name

    async def _finding(self, page: Page, body: bytes, asked: Asked) -> Finding:
        page, reading = await self._read(page, body, asked.role)
        if not self._is_closed(page, asked):
            self._moods.note(page)
        if page.verdict in _NOT_HERE and asked.instead:
            self._plan.ask_instead(asked)
            self._change.set()
            return self._plan.answered(asked, Finding(page=page, role="probe"))
        if asked.interface:
            # Many a last page leads to one more that was never there: the listing has ended.
            ends = reading.ends or (page.verdict in ABSENT and asked.is_further)
            reading = replace(reading, interface=asked.interface, ends=ends)
        reading = self._plan.follow_all(reading, base=page.answered)
        self._change.set()
        return self._plan.answered(asked, Finding(page=page, role=asked.role, reading=reading))

    def _is_closed(self, page: Page, asked: Asked) -> bool:
        """Whether an interface is refused, by a host that answers otherwise: that is no trouble."""
        is_refused = page.status is not None and 400 <= page.status < 500
        return bool(asked.interface) and is_refused and self._moods.has_answered(page.url)

    def _trouble(self, asked: Asked, evidence: str) -> Finding:
        """The finding for what cannot be asked, or whose answer cannot be handled."""
        page = answers.missing(asked.url, (Verdict.ERROR, evidence), now=self.clock())
        self._moods.note(page)
        return self._silence(asked, page)

    def _silence(self, asked: Asked, page: Page) -> Finding:
        """The finding for a page that did not come."""
        reading = Reading(interface=asked.interface)
        return self._plan.answered(asked, Finding(page=page, role=asked.role, reading=reading))
