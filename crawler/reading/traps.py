"""Links that lead where no page has any business to lead: they are refused, on the record."""

from collections.abc import Collection
from itertools import islice
from urllib.parse import urljoin

from crawler.addresses import host_of, leads_inside
from crawler.items import Link
from crawler.reading.html import Element

MOST_TRAPS = 5  # of a page's links into our own network so many are written down


def is_trap(url: str, link: str, named: Collection[str]) -> bool:
    """Does `link` on the page at `url` lead to this machine's files, or to machines around it?

    What the operator himself named, the hosts `named`, is none.
    """
    return leads_inside(url, link) and host_of(urljoin(url, link)) not in named


def traps(root: Element, url: str, named: Collection[str]) -> tuple[Link, ...]:
    """The traps among the links of a page: to be refused, and written down."""
    links = dict.fromkeys(element.get("href", "") for element in root.iter("a"))
    found = (Link(link, "probe") for link in links if link and is_trap(url, link, named))
    return tuple(islice(found, MOST_TRAPS))
