"""Conditional requests: a page that the record has is asked whether it is still the same.

Nothing is kept here, and nothing is ever answered from here: a 304 reaches the spider as it came,
and an outage is never "unchanged". Servers lie about 304: an order leaves the validators out where
the page has to come whole once more (`monitor.store.addresses` says when).
"""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.addresses import canonical
from crawler.items import Known


class Revalidate:
    """Sends the validators of the order's `Known` with the address that they were given for.

    A redirected request is asked unconditionally: a 304 of where it leads to today would not say
    that the page we know is unchanged. So is a listing whose reading was not kept, because its
    items could not be told from a 304.
    """

    def __init__(self, known: dict[str, Known]) -> None:
        self._known = known

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy, once a crawl."""
        return cls(crawler.spider.known)  # type: ignore[union-attr]

    def process_request(self, request: Request) -> None:
        """Set the validators, or take away those of the address that led here."""
        request.headers.pop("If-None-Match", None)
        request.headers.pop("If-Modified-Since", None)
        known = self._known.get(canonical(request.url))
        if known is None or not _may_be_unchanged(known) or request.meta.get("redirect_times"):
            return
        if known.etag:
            request.headers["If-None-Match"] = known.etag.encode("latin-1", "ignore")
        if known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified.encode("latin-1", "ignore")


def is_conditional(request: Request | None) -> bool:
    """Whether a 304 is a fair answer to `request`."""
    if request is None:
        return False
    return "If-None-Match" in request.headers or "If-Modified-Since" in request.headers


def _may_be_unchanged(known: Known) -> bool:
    return known.role != "listing" or known.reading is not None
