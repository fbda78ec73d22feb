"""UN documents that a feed or a page leads to, as far as they are wanted."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from crawler.items import UnreadableError
from crawler.reading.blocks import line
from crawler.reading.decoding import decode
from crawler.reading.html import base, parse
from crawler.reading.symbols import marked
from crawler.reading.syndication import taken_apart
from crawler.reading.un_links import target

_BREAK = re.compile(r"[,;:|，；：]|\s[-–—]\s")
# S/RES/2600 (2021) among other words
_TOKEN = re.compile(r"[A-Z]+(?:/[\w.()-]*\w)+(?: \(\d{4}\))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Find:
    """A document that is named somewhere: by its symbol, else by the address of its file."""

    symbol: str
    url: str
    title: str


def in_feed(body: bytes) -> tuple[Find, ...]:
    """The documents that the entries of a feed (RSS, Atom) name.

    Raises:
        UnreadableError: this is no feed, or one too large.
    """
    feed = taken_apart(body)
    if not feed.get("version") and not feed.entries:
        raise UnreadableError("no feed: neither RSS nor Atom, and no entries")
    finds = []
    for entry in feed.entries:
        title, summary = (" ".join(entry.get(part, "").split()) for part in ("title", "summary"))
        links = (entry.get("link", ""), *(each.get("href", "") for each in entry.get("links", ())))
        linked = tuple(_linked(link, title) for link in links)
        # A link by a job number says neither symbol nor language; the entry's words may.
        ways = (*(each for each in linked if each and each.symbol), _named(title), _named(summary))
        if find := next(filter(None, (*ways, *linked)), None):
            finds.append(replace(find, title=f"{title} {summary}".strip()))
    return tuple(finds)


def on_page(body: bytes, content_type: str, url: str) -> tuple[Find, ...]:
    """The documents that the links of a web page lead to, each once."""
    root = parse(decode(body, content_type))
    place = base(root, url)
    found: dict[tuple[str, str], Find] = {}
    for link in root.iter("a"):
        text = line(link) or " ".join(link.get("title", "").split())
        if find := _linked(urljoin(place, link.get("href", "")), text):
            if not find.symbol and (said := marked(text)):
                find = Find(said.symbol, "", text)
            known = found.get((find.symbol, find.url))
            title = f"{known.title} {text}" if known else text
            found[find.symbol, find.url] = Find(find.symbol, find.url, title)
    return tuple(found.values())


def wanted(finds: Iterable[Find], prefixes: Iterable[str], words: Iterable[str]) -> Iterator[Find]:
    """Those whose symbol begins, or in whose title stands, what is wanted; all if nothing is said.

    `A/HRC/` is the beginning of A/HRC/48/L.1; case does not count.
    """
    beginnings = tuple(each.upper() for each in prefixes)
    terms = tuple(each.casefold() for each in words)
    for find in finds:
        says = any(term in find.title.casefold() for term in terms)
        begins = bool(beginnings) and find.symbol.upper().startswith(beginnings)
        if says or begins or not (beginnings or terms):
            yield find


def _linked(url: str, title: str) -> Find | None:
    found = target(url)
    if found is None:
        return None
    return Find(found.symbol, "" if found.symbol else url, title)


def _named(title: str) -> Find | None:
    """The first symbol in a title: the feeds of the United Nations have it at the beginning."""
    for text in (title, *_BREAK.split(title), *_TOKEN.findall(title)):
        if found := marked(text.strip()):
            return Find(found.symbol, "", title)
    return None
