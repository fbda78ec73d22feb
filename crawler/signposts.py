"""Pages that only lead on to a document: followed where a spider says so, and a few steps at most.

Everywhere else such a page is evidence, and no signpost.
"""

import asyncio
import logging
import re
from html import unescape
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

MOST = 3  # pages in a row that lead on: more is a loop
LONGEST_PAUSE = 10.0  # seconds after which a page wants to be left: later it only renews itself

_HEAD = 8_192  # bytes in which a signpost stands
_UNSEEN = re.compile(r"<!--.*?-->|<(script|noscript|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_META = re.compile(r"<meta\b[^>]{0,500}>", re.IGNORECASE)
_REFRESH = re.compile(r"""http-equiv\s*=\s*["']?\s*refresh\b""", re.IGNORECASE)
_CONTENT = re.compile(
    r"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+(?:\s+url\s*=[^\s>]+)?))""", re.IGNORECASE
)
_LEADS = re.compile(
    r"""\s*(\d{1,6}(?:\.\d*)?)\s*[;,]\s*url\s*=\s*["']?\s*([^"']+)""", re.IGNORECASE
)
_FRAME = re.compile(r"""<i?frame\b[^>]{0,500}?\bsrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)

log = logging.getLogger(__name__)


class Signposts:
    """Asks on where `spider.onward` says that an answer only leads to the document.

    The request that goes on is one like any other: it takes its turn at the gate of its host, is
    held against robots.txt, and reaches public machines only. Where the spider names a
    `front_door`, that is asked once, before the first document.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler: Any = crawler
        spider: Any = crawler.spider
        self._spider = spider
        self._entered = asyncio.Lock()
        self._door: str = spider.front_door
        self._is_inside = not self._door

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy, once a crawl; for a spider that knows signposts."""
        if not hasattr(crawler.spider, "onward"):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Go through the front door before the first page of the spider's own."""
        if self._is_inside or "asked" not in request.cb_kwargs:
            return
        async with self._entered:
            if not self._is_inside:
                await self._enter()
                self._is_inside = True

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The answer, or the request for what it leads to."""
        steps = request.meta.get("signposts", 0)
        asked = request.cb_kwargs.get("asked")
        if asked is None or response.status != 200 or steps >= MOST:
            return response
        target = self._spider.onward(asked, response.url, response.body)
        led = [*request.meta.get("redirect_urls", ()), request.url]
        if not target or target in led:
            return response
        log.debug("%s leads on to %s", response.url, target)
        on = request.replace(url=target, dont_filter=True)
        on.meta.update(
            signposts=steps + 1,
            redirect_urls=led,
            redirect_times=request.meta.get("redirect_times", 0) + 1,
        )
        return on

    async def _enter(self) -> None:
        door = Request(self._door, callback=NO_CALLBACK)
        try:
            await self._crawler.engine.download_async(door)
        except Exception as error:
            # Whether it was needed, the documents will show.
            log.info("%s: the front door did not open: %s", self._spider.name, error)


def leads_to(body: bytes) -> str:
    """Where a page sends a browser at once, or what its only frame shows; empty for nowhere."""
    source = _UNSEEN.sub("", body[:_HEAD].decode("latin-1"))
    for meta in _META.findall(source):
        content = _REFRESH.search(meta) and _CONTENT.search(meta)
        said = unescape(next(filter(None, content.groups()), "")) if content else ""
        found = _LEADS.match(said)
        if found and float(found[1]) <= LONGEST_PAUSE:
            return found[2].strip()
    frames = _FRAME.findall(source)
    return unescape(frames[0]) if len(frames) == 1 else ""
