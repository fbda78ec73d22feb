"""The machinery that all spiders share: what is asked, in which order, and what becomes of answers.

A spider of a site adds nothing but what it knows of the site: where to begin (`entries`) and how to
read a page (`read`).
"""

import asyncio
import heapq
import itertools
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, ClassVar, cast

import scrapy
from pydantic import BaseModel
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from twisted.python.failure import Failure

from crawler.addresses import canonical, host_of, origin_of, resolved
from crawler.breaker import Breaker
from crawler.gate import Hosts, LeftAloneError
from crawler.items import (
    ABSENT,
    BELIEVABLE,
    Finding,
    Known,
    Link,
    Order,
    Page,
    Reading,
    Role,
    UnreadableError,
    Verdict,
    is_later,
    sha256,
)
from crawler.reading.worker import WORKER
from crawler.revalidate import is_conditional
from crawler.settings import WINDOW
from crawler.spiders.shown import Shown
from crawler.verdict import (
    PAGES,
    TELLING_HEADERS,
    Judgement,
    RestingError,
    judge_failure,
    judge_response,
    kind_of,
    one_line,
)

_LISTING, _UNKNOWN, _DUE, _PROBE = range(4)  # what is asked first
_NOT_HERE = ABSENT | {Verdict.WRONG_TYPE}
_LONGEST_HEADER = 500  # characters
_HEADERS = frozenset(
    {
        "age", "cache-control", "cf-cache-status", "cf-mitigated", "cf-ray", "content-disposition",
        "content-language", "content-length", "content-type", "date", "etag", "last-modified",
        "location", "retry-after", "rimon", "server", "via", "x-amzn-waf-action", "x-cache",
        "x-generator", "x-reference-error", "x-robots-tag", "x-wp-total", "x-wp-totalpages",
    }
    | TELLING_HEADERS
)  # fmt: skip

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request was made for; it travels with the request through retries and redirects."""

    url: str  # canonical
    role: Role
    interface: str = ""  # of a page of a listing: what it is a page of
    is_further: bool = False  # another page of the listing leads to it
    instead: tuple[str, ...] = ()  # what to ask where nothing is here


class WatchSpider(scrapy.Spider):
    """A spider that answers an order with findings: exactly one for everything that it asks.

    Subclasses give `name`, `options_type`, `entries` and `read`, and may narrow `expected`. Whoever
    takes a finding calls `taken`: no more than `WINDOW` findings lie between the network and there.
    """

    name: str
    options_type: ClassVar[type[BaseModel]]
    expected: ClassVar[Mapping[Role, frozenset[str]]] = {}
    """The types (html, xml, pdf, ...) that pages of a role may have; `verdict.PAGES` if unsaid."""
    in_worker: ClassVar[bool] = False
    """Whether `read` is called in a process of its own: what it reads may hang or kill a reader."""

    def __init__(
        self,
        *,
        order: Order,
        hosts: Hosts,
        bodies: MutableMapping[str, bytes],
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self.order = order
        self.hosts = hosts
        self.bodies = bodies
        self.clock = clock
        self.options: Any = self.options_type.model_validate(dict(order.options))
        self.known: dict[str, Known] = {canonical(known.url): known for known in order.known}
        self._agenda = Agenda(order.budget)
        self._listings = 0  # pages of listings that were put on it
        self._shown = Shown(order.known, order.resting)
        self._open_listings = 0  # on the agenda or under way
        self._under_way = 0
        self._change = asyncio.Event()
        self._moods: dict[str, Mood] = {}
        self._met: set[str] = set()  # hosts

    @property
    def most_pages(self) -> int | None:
        """How many pages of its listing are read, where the spider leaves counting them to us.

        Then only one of the further pages that a page names is asked: the first that is new.
        """
        return None

    @classmethod
    def entries(cls, options: Any) -> tuple[Link, ...]:
        """The addresses to begin with."""
        raise NotImplementedError

    @classmethod
    def is_own(cls, url: str, options: Any) -> bool:
        """Whether a document at `url` may be asked: a listing may show what stands elsewhere."""
        return True

    @classmethod
    def read(cls, page: Page, body: bytes, role: Role, options: Any) -> Reading:
        """What stands on a page. Pure; raises `UnreadableError` where a required part misses."""
        raise NotImplementedError

    @classmethod
    def second_look(cls, page: Page, body: bytes) -> Judgement:
        """The verdict on a page, and its evidence, by one who knows how this site fails."""
        return page.verdict, page.evidence

    @classmethod
    def bare(cls, page: Page, options: Any) -> Reading:
        """What the mere address of a page says, where the page was not sent or is not there yet."""
        return Reading()

    @classmethod
    def read_safely(cls, page: Page, body: bytes, role: Role, options: Any) -> Reading:
        """As `read`, in the process that it is to be called in. Waits for it."""
        if cls._reads_apart(body):
            return WORKER.read(cls, page, body, role, options.model_dump(mode="json"))
        return cls.read(page, body, role, options)

    @classmethod
    def _reads_apart(cls, body: bytes) -> bool:
        """Whether a page may hang or kill its reader; any spider may be sent a PDF or Word file."""
        return cls.in_worker or kind_of({}, body) in {"pdf", "word"}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "WatchSpider":
        """Made by Scrapy, once a crawl."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.taken, signals.spider_error)  # no finding will come of it
        return spider

    @property
    def left(self) -> int:
        """How many addresses were not asked for, because the budget was used up."""
        return len(self._agenda)

    def taken(self) -> None:
        """Somebody took a finding: there is room for another."""
        self._under_way -= 1
        self._change.set()

    async def start(self) -> AsyncIterator[Any]:
        """All requests of the crawl, each as soon as there is room for its finding."""
        self._plan()
        while (asked := await self._next()) is not None:
            self._under_way += 1
            yield self._unasked(asked) or self._request(asked)

    async def parse(self, response: Response, asked: Asked) -> AsyncIterator[Finding]:
        """The finding of an answer."""
        try:
            yield await self._answered(response, asked)
        except Exception as error:
            log.debug("%s: %s could not be handled", self.name, asked.url, exc_info=True)
            evidence = one_line(f"the answer could not be handled: {type(error).__name__}: {error}")
            yield self._unanswered(asked, Verdict.ERROR, evidence)

    def failed(self, failure: Failure) -> Iterator[Finding]:
        """The finding of a request that brought no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        asked: Asked = request.cb_kwargs["asked"]
        if isinstance(failure.value, LeftAloneError | RestingError):
            verdict, evidence = judge_failure(failure.value)
            tried = request.meta.get("attempts", ())
            yield self._left_alone(asked, verdict, evidence, attempts=tried)
            return
        page = self.unanswered(failure.value, request)
        self._note(page)
        yield self._silence(page, asked)

    # What second tries are decided by

    def now(self) -> datetime:
        """The time by the crawl's clock."""
        return self.clock()

    def spend(self) -> bool:
        """Take one more request out of the budget; False if nothing is left of it."""
        return self._agenda.spend()

    def judged(self, response: Response, request: Request) -> Page | None:
        """The judged page of an answer, without its body; None where the request is not ours."""
        asked: Asked | None = request.cb_kwargs.get("asked")
        return self._judged(response, request, asked) if asked else None

    def unanswered(self, error: BaseException | None, request: Request) -> Page:
        """The judged page of a request that brought no answer."""
        verdict, evidence = judge_failure(error)
        return Page(
            url=request.cb_kwargs["asked"].url if "asked" in request.cb_kwargs else request.url,
            took=request.meta.get("took", 0),
            fetched_at=self.clock(),
            verdict=verdict,
            evidence=evidence,
            attempts=request.meta.get("attempts", ()),
        )

    # What is asked

    def _plan(self) -> None:
        for link in () if self.order.alone else self.entries(self.options):
            if link.interface not in self.order.resting:
                self._follow(link, base="")
        for known in self.known.values():
            if self._is_wanted(known):
                self._agenda.add(_DUE, Asked(canonical(known.url), known.role))

    def _is_wanted(self, known: Known) -> bool:
        """Whether a known address is asked by itself: listings are found from the entries."""
        return known.due and self._may_be_asked(known)

    def _may_be_asked(self, known: Known) -> bool:
        is_ours = known.answered or self.is_own(known.url, self.options)
        return known.role == "document" and is_ours

    def _follow_all(self, reading: Reading, *, base: str) -> Reading:
        """Follow what a page leads to; where pages are counted, its listing ends with the last.

        An interface of which only what is new is asked is left where it shows nothing that is.
        """
        if self._shows_nothing_new(reading):
            kept = tuple(link for link in reading.follow if link.role != "listing")
            reading = replace(reading, follow=kept, ends=False)
        further = [link for link in reading.follow if link.role == "listing"]
        claims = {canonical(one.url): one.dates.get("modified", "") for one in reading.documents}
        for link in reading.follow:
            if link.role != "listing" or self.most_pages is None:
                self._follow(link, base=base, interface=reading.interface, claims=claims)
        if not further or self.most_pages is None:
            return reading
        goes_on = any(self._turn_page(link, base, reading.interface) for link in further)
        return replace(reading, ends=not goes_on)

    def _shows_nothing_new(self, reading: Reading) -> bool:
        if reading.ends or reading.interface not in self.order.brief or not reading.ordered:
            return False
        return not any(
            self._is_news(canonical(one.url), one.dates.get("modified", ""))
            for one in reading.documents
        )

    def _is_news(self, url: str, claim: str) -> bool:
        """Whether an address is unknown, or was modified since it was read."""
        known = self.known.get(url)
        return known is None or (bool(known.modified) and is_later(claim, known.modified))

    def _turn_page(self, link: Link, base: str, interface: str) -> bool:
        """Ask a further page; False if it was asked before, or enough pages were."""
        before = self._listings
        if self.most_pages is not None and before < self.most_pages:
            self._follow(link, base=base, interface=interface)
        return self._listings > before

    def _follow(
        self,
        link: Link,
        *,
        base: str,
        interface: str = "",
        claims: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Put a link on the agenda; `claims` say when a document was modified."""
        url = resolved(base, link.url)
        if link.role == "probe":
            self._agenda.add(_PROBE, Asked(url or one_line(link.url), link.role))
            return
        if url is None:
            log.debug("%s: a link to %r is not followed", self.name, link.url[:200])
            return
        known = self.known.get(url)
        if link.role == "listing":
            name = link.interface or interface
            asked = Asked(url, link.role, name, is_further=bool(base), instead=link.instead)
            is_added = self._agenda.add(_LISTING, asked)
            self._listings += is_added
            self._open_listings += is_added
        elif known is None:
            self._agenda.add(_UNKNOWN, Asked(url, link.role))
        elif known.due or self._is_news(url, claims.get(url, "")):
            self._agenda.add(_DUE, Asked(url, link.role))

    async def _next(self) -> Asked | None:
        """The next to be asked, once there is room; None when all is answered."""
        while True:
            if self._has_room() and (asked := self._agenda.pop()) is not None:
                return asked
            if not self._under_way and not self._add_leavers() and not self._add_probes():
                return None
            self._change.clear()
            if self._under_way:
                await self._change.wait()

    def _add_leavers(self) -> bool:
        """Who left the listing is asked by itself: pulled, moved, or only rolled off its end?"""
        added = False
        for url in self._shown.leavers():
            known = self.known.get(url)
            if known and self._may_be_asked(known):
                added |= self._agenda.add(_DUE, Asked(url, "document"))
        return added and self._agenda.has_budget

    def _has_room(self) -> bool:
        """Whether the next may be asked: a host on trial is asked one thing, and then seen.

        Documents are asked once it is known how many there are.
        """
        is_planned = not self._open_listings or self._agenda.has_listings
        if self._under_way >= WINDOW or not is_planned:
            return False
        following = self._agenda.next
        return not self._under_way or following is None or not self._is_on_trial(following)

    def _is_on_trial(self, asked: Asked) -> bool:
        return self._breaker(asked.url).is_on_trial(self.crawler)

    def _breaker(self, url: str) -> Breaker:
        """The breaker of the host of `url`, which a careful crawl doubts before it asks."""
        host = host_of(url)
        gate = self.hosts.gate(host)
        if host not in self._met:
            self._met.add(host)
            if self.order.careful:
                gate.breaker.doubt(self.crawler)
            if self.order.hourly:
                gate.limit(self.crawler, self.order.hourly)
        return gate.breaker

    def _add_probes(self) -> bool:
        """Where everything is gone, ask the front page: is it the pages or the host?"""
        added = False
        for mood in self._moods.values():
            if mood.front_page and not mood.has_answered:
                added |= self._agenda.add(_PROBE, Asked(mood.front_page, "probe"))
                mood.front_page = ""
        return added and self._agenda.has_budget

    def _request(self, asked: Asked) -> Request:
        return Request(
            asked.url,
            callback=self.parse,
            errback=self.failed,
            cb_kwargs={"asked": asked},
            meta={"dont_retry": True} if self._is_on_trial(asked) else None,
            dont_filter=True,
        )

    # What becomes of answers

    async def _answered(self, response: Response, asked: Asked) -> Finding:
        page = response.meta.pop("page", None)
        if page is None:
            page = self._judged(response, cast("Request", response.request), asked)
        page = replace(page, body=self._kept(response.body, asked.role))
        return await self._finding(page, response.body, asked)

    def _judged(self, response: Response, request: Request, asked: Asked) -> Page:
        headers = _headers(response.headers)
        verdict, evidence = judge_response(
            status=response.status,
            headers=headers,
            body=response.body,
            url=asked.url,
            answered=canonical(response.url),
            role=asked.role,
            expected=self.expected.get(asked.role, PAGES),
            conditional=is_conditional(request),
            redirects=tuple(request.meta.get("redirect_reasons", ())),
        )
        page = Page(
            url=asked.url,
            answered=canonical(response.url),
            status=response.status,
            headers=headers,
            size=len(response.body),
            took=request.meta.get("took", 0),
            fetched_at=self.clock(),
            verdict=verdict,
            evidence=evidence,
            attempts=request.meta.get("attempts", ()),
        )
        if asked.role != "probe":
            verdict, evidence = self.second_look(page, response.body)
            page = replace(page, verdict=verdict, evidence=one_line(evidence))
        return page

    async def _finding(self, page: Page, body: bytes, asked: Asked) -> Finding:
        page, reading = await self._read(page, body, asked.role)
        if not self._is_closed(page, asked):
            self._note(page)
        if page.verdict in _NOT_HERE and asked.instead:
            self._ask_instead(asked)
            return self._found(Finding(page=page, role="probe"), asked)
        if asked.interface:
            # Many a last page leads to one more that was never there: the listing has ended.
            ends = reading.ends or (page.verdict in ABSENT and asked.is_further)
            reading = replace(reading, interface=asked.interface, ends=ends)
        reading = self._follow_all(reading, base=page.answered)
        self._change.set()
        return self._found(Finding(page=page, role=asked.role, reading=reading), asked)

    def _is_closed(self, page: Page, asked: Asked) -> bool:
        """Whether an interface is refused, by a host that answers otherwise: that is no trouble."""
        mood = self._moods.get(host_of(page.url))
        is_refused = page.status is not None and 400 <= page.status < 500
        return bool(asked.interface and is_refused and mood and mood.has_answered)

    def _ask_instead(self, asked: Asked) -> None:
        following, *others = asked.instead
        link = Link(following, asked.role, asked.interface, tuple(others))
        self._follow(link, base="")
        self._change.set()

    def _found(self, finding: Finding, asked: Asked) -> Finding:
        """The finding, with how much is ahead, once that is known."""
        if finding.role == "listing":
            self._shown.note(finding.page, finding.reading)
        self._open_listings -= asked.role == "listing"
        return finding if self._open_listings else replace(finding, ahead=self.left)

    async def _read(self, page: Page, body: bytes, role: Role) -> tuple[Page, Reading]:
        if page.verdict == Verdict.NOT_MODIFIED:
            known = self.known.get(page.url)
            return page, (known and known.reading) or self.bare(page, self.options)
        if page.verdict == Verdict.NOT_PUBLISHED:
            return page, self.bare(page, self.options)
        if page.verdict != Verdict.OK or role == "probe":
            return page, Reading()
        try:
            return page, await self._read_beside(page, body, role)
        except UnreadableError as error:
            return _unreadable(page, str(error)), Reading()
        except Exception as error:
            log.debug("%s: the reader failed on %s", self.name, page.url, exc_info=True)
            return _unreadable(page, f"reader failed: {type(error).__name__}: {error}"), Reading()

    async def _read_beside(self, page: Page, body: bytes, role: Role) -> Reading:
        """The reading of a page; what is read in another process holds up nobody here."""
        if self._reads_apart(body):
            return await asyncio.to_thread(self.read_safely, page, body, role, self.options)
        return self.read(page, body, role, self.options)

    def _kept(self, body: bytes, role: Role) -> str:
        if not body or role == "probe":
            return ""
        name = sha256(body)
        self.bodies[name] = body
        return name

    def _unanswered(self, asked: Asked, verdict: Verdict, evidence: str) -> Finding:
        page = Page(
            url=asked.url,
            fetched_at=self.clock(),
            verdict=verdict,
            evidence=evidence,
        )
        self._note(page)
        return self._silence(page, asked)

    def _silence(self, page: Page, asked: Asked) -> Finding:
        """The finding for a page that did not come."""
        reading = Reading(interface=asked.interface)
        return self._found(Finding(page=page, role=asked.role, reading=reading), asked)

    def _unasked(self, asked: Asked) -> Finding | None:
        """The finding for what is no web page, or is on a host that has to be left alone by now."""
        if resolved("", asked.url) is None:
            evidence = f"refused: {asked.url.partition(':')[0]} is neither http nor https"
            return self._unanswered(asked, Verdict.ERROR, one_line(evidence))
        breaker = self._breaker(asked.url)
        if not breaker.refuses(self.crawler):
            return None
        return self._left_alone(asked, breaker.verdict, breaker.why)

    def _left_alone(
        self, asked: Asked, verdict: Verdict, why: str, *, attempts: tuple[Page, ...] = ()
    ) -> Finding:
        """The finding for what was not asked (again): nothing is learnt from it."""
        page = Page(
            url=asked.url,
            fetched_at=self.clock(),
            verdict=verdict,
            evidence=one_line(why),
            attempts=attempts,
        )
        return self._silence(page, asked)

    def _note(self, page: Page) -> None:
        self._breaker(page.url).note(self.crawler, page.verdict, page.evidence)
        self._moods.setdefault(host_of(page.url), Mood()).note(page)


class Agenda:
    """What is still to be asked, the most urgent first and each address once, within a budget."""

    def __init__(self, budget: int | None) -> None:
        self._budget = budget
        self._heap: list[tuple[int, int, Asked]] = []
        self._seen: set[str] = set()
        self._numbers = itertools.count()

    def __len__(self) -> int:
        return len(self._heap)

    @property
    def has_budget(self) -> bool:
        """Whether anything more may be asked."""
        return self._budget is None or self._budget > 0

    @property
    def has_listings(self) -> bool:
        """Whether the next to be asked is a page of a listing."""
        return bool(self._heap) and self._heap[0][0] == _LISTING

    @property
    def next(self) -> Asked | None:
        """What `pop` would give."""
        return self._heap[0][2] if self._heap and self.has_budget else None

    def add(self, urgency: int, asked: Asked) -> bool:
        """Put an address on the agenda; False if it was there before, asked or not."""
        if asked.url in self._seen:
            return False
        self._seen.add(asked.url)
        heapq.heappush(self._heap, (urgency, next(self._numbers), asked))
        return True

    def pop(self) -> Asked | None:
        """The most urgent, the oldest of those first; None if nothing is left or may be asked."""
        return heapq.heappop(self._heap)[2] if self._heap and self.spend() else None

    def spend(self) -> bool:
        """Take one out of the budget; False if nothing is left of it."""
        if not self.has_budget:
            return False
        if self._budget is not None:
            self._budget -= 1
        return True


@dataclass(slots=True)
class Mood:
    """How a host has answered in this crawl."""

    has_answered: bool = False
    front_page: str = ""  # to be asked at the end, because a page of this host is gone

    def note(self, page: Page) -> None:
        """Take one more answer, or none, into account."""
        if page.verdict in BELIEVABLE:
            self.has_answered = True
        if page.verdict in ABSENT:
            self.front_page = f"{origin_of(page.url)}/"


def _headers(headers: Headers) -> dict[str, str]:
    """The headers of interest, in lower case, each of bounded length; never a cookie."""
    found: dict[str, str] = {}
    for raw, values in headers.items():
        name = raw.decode("latin-1").lower()
        if name in _HEADERS and values:
            found[name] = _clean(values[-1].decode("latin-1"))
    return found


def _clean(value: str) -> str:
    return "".join(char for char in value[:_LONGEST_HEADER] if char.isprintable())


def _unreadable(page: Page, message: str) -> Page:
    return replace(page, verdict=Verdict.UNREADABLE, evidence=one_line(message))
