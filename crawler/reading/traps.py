"""Links that lead where no page has any business to lead: they are refused, on the record."""

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import islice
from urllib.parse import urljoin

from crawler.addresses import host_of, leads_inside
from crawler.items import Link
from crawler.reading.html import Element

# A link that plainly leads to the page's own host, and one that names its host: of either, no more
# than that need be looked at, and pages have hundreds.
_HERE = re.compile(r"/[A-Za-z0-9]|[?#]")
_THERE = re.compile(r"https?://[A-Za-z0-9.:-]+(?=[/?#]|$)")

MOST_TRAPS = 5  # of a page's links into our own network so many are written down


def is_trap(url: str, link: str, named: Collection[str]) -> bool:
    """Does `link` on the page at `url` lead to this machine's files, or to machines around it?

    What the operator himself named, the hosts `named`, is none.
    """
    named_host = _THERE.match(link)
    shorter = "/" if _HERE.match(link) else named_host[0] if named_host else link
    host = _host_inside(url, shorter)
    return host is not None and host not in named


@lru_cache(maxsize=256)
def _host_inside(url: str, link: str) -> str | None:
    """The host of a link that leads inside; None for any other link."""
    return host_of(urljoin(url, link)) if leads_inside(url, link) else None


def traps(root: Element, url: str, named: Collection[str]) -> tuple[Link, ...]:
    """The traps among the links of a page: to be refused, and written down."""
    links = dict.fromkeys(element.get("href", "") for element in root.iter("a"))
    found = (Link(link, "probe") for link in links if link and is_trap(url, link, named))
    return tuple(islice(found, MOST_TRAPS))
