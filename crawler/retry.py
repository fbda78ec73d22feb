"""Second tries: what failed for the moment is asked again in the same crawl, later and not often.

The wait is the host's, not the request's: while one page waits for its second try, nobody asks that
host anything. A retry takes its turn at the gate like any other request, and costs as much of the
order's budget. What a host itself asks for (`Retry-After`) is obeyed.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    NotConfigured,
    ResponseDataLossError,
)
from scrapy.http import Response

from crawler.addresses import host_of
from crawler.gate import Hosts
from crawler.items import Order, Page, Verdict

LONGEST_WAIT = 60.0  # seconds: a host that asks for more is not asked again in this crawl
LONGEST_REST = 3600.0  # seconds: a longer wish is taken for this
TROUBLES = 4  # failures of a host in a row after which its pages get no second tries

# The waits before the first and the second retry, in delays of the order: who is asked every
# 5 seconds in good health is left alone for 10 and for 40.
_STEPS = (2.0, 8.0)
# A wall that stood a minute ago stands; an empty answer was meant.
_MOST = {Verdict.ERROR: 2, Verdict.TRUNCATED: 2, Verdict.EMPTY: 1, Verdict.BLOCKED: 1}
_ON_PURPOSE = frozenset({407, 451, 511})  # blocks that no second try gets past
_IN_TIME = frozenset({408, 425})  # statuses below 500 that are about this moment
_NETWORK = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)


class Asker(Protocol):
    """What a spider does for second tries."""

    order: Order
    hosts: Hosts

    def now(self) -> datetime:
        """The time by the crawl's clock."""

    def judged(self, response: Response, request: Request) -> Page | None:
        """The judged page of an answer; None where the request is none of the spider's own."""

    def unanswered(self, error: Exception, request: Request) -> Page:
        """The judged page of a request that brought no answer."""

    def spend(self) -> bool:
        """Take one more request out of the budget; False if nothing is left of it."""


class Retry:
    """Asks again for what failed for the moment: errors, blocks, empty and truncated answers.

    Bounded by `RETRY_TIMES` and by the kind of failure for one page, by the order's budget of pages
    and its patience for a crawl; and a host of which everything fails gets no second tries at all,
    nor does a request that says `dont_retry`: who failed lately is tried once.
    Each try that is not the last one travels with the request, and ends in `Page.attempts`.
    """

    def __init__(self, spider: Asker, *, most: int) -> None:
        self._spider = spider
        self._most = most
        self._patience = spider.order.patience
        self._troubles: Counter[str] = Counter()  # in a row, by host

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy, once a crawl."""
        if not crawler.settings.getbool("RETRY_ENABLED"):
            raise NotConfigured
        spider: Asker = crawler.spider  # type: ignore[assignment]
        return cls(spider, most=crawler.settings.getint("RETRY_TIMES"))

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The answer, or the request that asks again."""
        page = self._spider.judged(response, request)
        if page is None:
            return self._again(request, self._rules(response, request)) or response
        request.meta["page"] = page
        return self._again(request, page) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """The request that asks again for what brought no answer; None if it is not to."""
        if not isinstance(exception, _NETWORK):
            return None
        return self._again(request, self._spider.unanswered(exception, request))

    def _rules(self, response: Response, request: Request) -> Page:
        """A robots.txt, judged by its status: whatever a server in order says is an answer."""
        is_broken = response.status >= 500 or response.status == 429
        return Page(
            url=response.url,
            status=response.status,
            headers={"retry-after": (response.headers.get("Retry-After") or b"").decode("latin-1")},
            fetched_at=self._spider.now(),
            verdict=Verdict.ERROR if is_broken else Verdict.OK,
            attempts=request.meta.get("attempts", ()),
        )

    def _again(self, request: Request, page: Page) -> Request | None:
        host = host_of(request.url)
        if not is_transient(page):
            self._troubles[host] = 0
            return None
        self._troubles[host] += 1
        tries = len(page.attempts)
        wish = wished(page.headers, now=page.fetched_at)
        wait = max(pause(page.verdict, tries, delay=self._spider.order.delay), wish)
        may_try = not request.meta.get("dont_retry") and self._may_try(host, page, wait)
        if not may_try or not self._spider.spend():
            self._rest(host, wish)
            return None
        self._patience -= wait
        self._rest(host, wait)
        return _once_more(request, page)

    def _may_try(self, host: str, page: Page, wait: float) -> bool:
        return (
            len(page.attempts) < min(self._most, _MOST[page.verdict])
            and self._troubles[host] <= TROUBLES
            and wait <= min(LONGEST_WAIT, self._patience)
        )

    def _rest(self, host: str, seconds: float) -> None:
        gate = self._spider.hosts.gate(host)
        if seconds > LONGEST_WAIT:
            gate.shut(min(seconds, LONGEST_REST))
        elif seconds > 0:
            gate.rest(seconds)


def is_transient(page: Page) -> bool:
    """Whether the same request may bring another answer in a minute."""
    if page.verdict not in _MOST or page.status in _ON_PURPOSE:
        return False
    if page.verdict is not Verdict.ERROR or page.status is None:
        return True
    # Of statuses below 500 few are about this moment; a 200 may say that it is out of order.
    return page.status >= 500 or page.status < 300 or page.status in _IN_TIME


def pause(verdict: Verdict, tries: int, *, delay: float) -> float:
    """Seconds to wait before the next try, after `tries` retries; a wall is given more time."""
    step = tries + (verdict is Verdict.BLOCKED)
    return delay * _STEPS[min(step, len(_STEPS) - 1)]


def wished(headers: Mapping[str, str], *, now: datetime) -> float:
    """The seconds that `Retry-After` asks for (RFC 9110, 10.2.3), 0 where it says nothing."""
    said = headers.get("retry-after", "").strip()
    if said.isdecimal():
        return float(said[:9])
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, TypeError, OverflowError):
        return 0.0
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((until - now).total_seconds(), 0.0)


def _once_more(request: Request, page: Page) -> Request:
    """The request as it first was, with the record of what came of it so far."""
    again = request.copy()
    led = again.meta.pop("redirect_urls", [again.url])
    for name in ("page", "redirect_times", "redirect_ttl", "redirect_reasons", "signposts"):
        again.meta.pop(name, None)
    again.meta["attempts"] = (*page.attempts, replace(page, attempts=()))
    return again.replace(url=led[0], dont_filter=True)
