"""What robots.txt wants, without upstream's leak, and read as RFC 9309 has it."""

from dataclasses import dataclass
from typing import cast

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.addresses import host_of, origin_of
from crawler.downloader import Downloader
from crawler.gate import Hosts
from crawler.verdict import (
    CutShortError,
    DisallowedError,
    NotPublicError,
    RestingError,
    UnknownRulesError,
    judge_failure,
    kind_of,
)

FRESH = 3600.0  # seconds that a robots.txt is not asked for again
LONGEST_DELAY = 60.0  # seconds: a longer Crawl-delay is taken for this
LARGEST = 512 * 1024  # bytes of a robots.txt that are read (RFC 9309, 2.5 asks for 500 KiB)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says; without a parser, everything is allowed."""

    parser: Protego | None = None

    def allow(self, url: str, agent: str) -> bool:
        """Whether `agent` may ask for `url`."""
        return self.parser is None or bool(self.parser.can_fetch(url, agent))

    def delay(self, agent: str) -> float:
        """Seconds that `agent` is to wait between two requests; 0 where nothing is said."""
        said = self.parser.crawl_delay(agent) if self.parser else None
        # Not `said <= 0`: that is false for a NaN as well.
        return min(float(said), LONGEST_DELAY) if said is not None and said > 0 else 0.0


class Robots(RobotsTxtMiddleware):
    """Obeys robots.txt; one lock a site, so that no request slips through while it is fetched.

    Upstream (2.14 to 2.19) lets the third and later requests go that wait for a site's first
    robots.txt, and takes a 5xx for "all allowed". Rules are shared by all crawls for an hour; that
    a robots.txt could not be had is remembered for this crawl alone.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._hosts: Hosts = crawler.spider.hosts  # type: ignore[union-attr]
        # The product token is what groups are matched by: a contact address must not match one.
        self._agent: str = crawler.settings["USER_AGENT"].split("/")[0].split(" ")[0]
        self._is_careful: bool = crawler.spider.order.careful  # type: ignore[union-attr]
        self._failures: dict[str, Exception] = {}

    async def process_request(self, request: Request) -> None:  # type: ignore[override]
        """Raise `DisallowedError` or `UnknownRulesError` where the page may not be asked for."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        # Another crawl may be at it, for as long as that site takes.
        with cast("Downloader", self.crawler.engine.downloader).cuttable():
            rules = await self._rules(origin_of(request.url))
        delay = rules.delay(self._agent)
        if delay:
            self._hosts.gate(host_of(request.url)).require(self.crawler, delay)
        if not rules.allow(request.url, self._agent):
            raise DisallowedError(f"robots.txt of {host_of(request.url)} does not allow it")

    async def _rules(self, origin: str) -> Rules:
        async with self._hosts.lock(origin):
            if origin in self._failures:
                raise self._failures[origin].with_traceback(None)  # it is raised many times
            rules: Rules | None = self._hosts.rules(origin)
            if rules is None:
                rules = await self._fetch(origin)
                self._hosts.remember(origin, rules, seconds=FRESH)
            return rules

    async def _fetch(self, origin: str) -> Rules:
        request = Request(
            f"{origin}/robots.txt",
            callback=NO_CALLBACK,
            priority=self.DOWNLOAD_PRIORITY,
            # Who failed lately is asked once.
            meta={"dont_obey_robotstxt": True, "dont_retry": self._is_careful},
        )
        try:
            response = await self.crawler.engine.download_async(request)
            return _read(response)
        except IgnoreRequest:
            return Rules()  # it leads in circles: unavailable, so all is allowed (2.3.1.2)
        except (CutShortError, NotPublicError, RestingError, UnknownRulesError) as error:
            self._failures[origin] = error
            raise
        except Exception as error:
            unknown = UnknownRulesError(f"robots.txt: {judge_failure(error)[1]}")
            self._failures[origin] = unknown
            raise unknown from error


def _read(response: Response) -> Rules:
    """The rules of an answer; raises `UnknownRulesError` for a server that is out of order.

    A 429 counts as that: who is told to slow down does not take it for a permission.
    """
    if response.status >= 500 or response.status == 429:
        raise UnknownRulesError(f"robots.txt: status {response.status}")
    if not 200 <= response.status < 300:
        return Rules()
    headers = {"content-type": (response.headers.get("Content-Type") or b"").decode("latin-1")}
    if kind_of(headers, response.body) == "html":
        return Rules()  # a front page or an error page that says 200
    text = response.body[:LARGEST].decode("utf-8-sig", errors="ignore")
    return Rules(Protego.parse(text))
