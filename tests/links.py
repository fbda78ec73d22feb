"""A small real spider for tests of the machinery: a listing is its links, a document its title."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from pydantic import BaseModel

from crawler.items import (
    Document,
    Finding,
    Known,
    Link,
    Order,
    Page,
    Reading,
    Role,
    UnreadableError,
)
from crawler.spiders.base import WatchSpider
from monitor.crawl import Crawl

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
QUICK = {"RETRY_TIMES": 0}

_LINK = re.compile(r'<a href="([^"]*)"(?: rel="(\w+)")?')
_TITLE = re.compile(r"<h1>([^<]*)</h1>")


class LinkOptions(BaseModel):
    """Where to begin."""

    urls: tuple[str, ...] = ()  # of listings
    pages: tuple[str, ...] = ()  # of documents


class LinkSpider(WatchSpider):
    """Reads `<a href="..." rel="listing">` and `<h1>`."""

    name = "links"
    options_type: ClassVar[type[BaseModel]] = LinkOptions

    @classmethod
    def entries(cls, options: LinkOptions) -> tuple[Link, ...]:
        listings = tuple(Link(url, "listing") for url in options.urls)
        return listings + tuple(Link(url) for url in options.pages)

    @classmethod
    def read(cls, page: Page, body: bytes, role: Role, options: LinkOptions) -> Reading:
        text = body.decode()
        if "<explode>" in text:
            raise KeyError("an ordinary mistake")
        if role == "listing":
            links = (Link(url, rel or "document") for url, rel in _LINK.findall(text))  # type: ignore[arg-type]
            return Reading(follow=tuple(links), interface="listing", ends=True)
        title = _TITLE.search(text)
        if title is None:
            raise UnreadableError("no title: tried h1")
        return Reading(documents=(Document(url=page.url, title=title[1]),))


def link_order(
    *urls: str,
    pages: tuple[str, ...] = (),
    known: tuple[Known, ...] = (),
    delay: float = 0,
    budget: int | None = None,
) -> Order:
    """An order for `LinkSpider` that begins with the listings `urls`."""
    return Order(
        source="test",
        spider="links",
        options={"urls": list(urls), "pages": list(pages)},
        known=known,
        delay=delay,
        user_agent="docwatch/0.1 (+desk@example.org)",
        budget=budget,
    )


def link_crawl(
    overrides: Mapping[str, Any] | None = None,
    *,
    clock: Callable[[], datetime] = lambda: NOON,
) -> Crawl:
    """The seam with `LinkSpider` behind it, and no second tries unless `overrides` ask for them."""
    return Crawl(
        clock=clock, spiders={"links": LinkSpider}, overrides={**QUICK, **(overrides or {})}
    )


async def found(
    crawl: Crawl, order: Order, bodies: dict[str, bytes] | None = None
) -> dict[str, Finding]:
    """All findings of a crawl by the address asked."""
    stored: dict[str, bytes] = {} if bodies is None else bodies
    return {finding.page.url: finding async for finding in crawl(order, stored)}


def listing(*links: str, role: str = "") -> str:
    """A page of links."""
    rel = f' rel="{role}"' if role else ""
    return "<h1>新闻及活动</h1>" + "".join(
        f'<p><a href="{link}"{rel}>阅读更多</a></p>' for link in links
    )


def article(title: str = "声明") -> str:
    """A page with a title and a sentence."""
    return f"<html><body><h1>{title}</h1><p>本馆今日发表声明，全文如下。</p></body></html>"
