"""The entries of a listing: title, address and excerpt of each, and the way to the next page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from crawler.items import Block
from crawler.reading.blocks import Placed, blocks, place
from crawler.reading.html import Element, absolute, select, within
from crawler.reading.sheet import Sheet

_MORE = re.compile(
    r"\s*(?:阅读更多|閱讀更多|查看更多|read more|continue reading)\s*[»›>→….]*$", re.I
)
_CUT = re.compile(r"(?:\.\.\.|…|\[\.\.\.\]|\[…\])$")
_PAGED = re.compile(r"/page/(\d+)(?=/|$)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a listing, as it stands there, and what it was found by."""

    title: str
    url: str
    blocks: tuple[Block, ...]
    by: str

    @property
    def is_cut(self) -> bool:
        """Whether the site itself shows only the beginning."""
        return bool(self.blocks) and _CUT.search(self.blocks[-1].text) is not None


def entries(sheet: Sheet) -> tuple[Entry, ...]:
    """The entries of a listing in their order, each address once.

    They are found by the parts item, item_title, item_link and item_excerpt, else by the links that
    say "read more".
    """
    found: dict[str, Entry] = {}
    for entry in _by_selectors(sheet) or _by_links(sheet):
        found.setdefault(entry.url, entry)
    return tuple(found.values())


def next_page(sheet: Sheet, asked: str, hosts: frozenset[str]) -> str:
    """The address of a later page of the listing, on one of `hosts`; empty if there is none."""
    # Page numbers belong to the frame, and an arrow is nothing to read: no `sheet.find` here.
    links = (element for css in sheet.parts["next"] for element in select(sheet.root, css))
    urls = (absolute(sheet.url, element.get("href", "")) for element in links)
    later = (url for url in urls if page_number(url) > page_number(asked))
    return next((url for url in later if urlsplit(url).netloc in hosts), "")


def page_number(url: str) -> int:
    """Which page of a listing an address is: `/page/3/`, `?paged=3`; 1 without a number."""
    parts = urlsplit(url)
    match = _PAGED.search(parts.path)
    number = match[1] if match else next(iter(parse_qs(parts.query).get("paged", ())), "1")
    return int(number) if re.fullmatch(r"[0-9]{1,6}", number) else 1


def _by_selectors(sheet: Sheet) -> list[Entry]:
    for css in sheet.parts["item"]:
        found = [element for element in select(sheet.root, css) if not within(element, sheet.skip)]
        items = [item for element in found if (item := _entry(sheet, element, css))]
        if items:
            return items
    return []


def _entry(sheet: Sheet, element: Element, by: str) -> Entry | None:
    title, link = sheet.first("item_title", element), sheet.first("item_link", element)
    if title is None or link is None or sum(map(_says_more, place(element, sheet.skip))) > 1:
        return None  # a frame around the whole listing, or a card that leads nowhere
    url = absolute(sheet.url, link.element.get("href", ""))
    excerpt = sheet.first("item_excerpt", element)
    texts = () if excerpt is None else _excerpt_texts(blocks(excerpt.element, sheet.skip))
    return Entry(title.text, url, texts, by) if url else None


def _by_links(sheet: Sheet) -> Iterator[Entry]:
    """Entries as anybody sees them: a heading, an excerpt, and a link that says "read more"."""
    begin = 0
    for number, placed in enumerate(sheet.lines):
        if not _says_more(placed):
            continue
        lines, begin = sheet.lines[begin : number + 1], number + 1
        url = absolute(sheet.url, _href(placed.element))
        heading = _heading(lines[:-1], url, sheet.url)
        if url and heading is not None:
            texts = _excerpt_texts(one.block for one in lines[heading + 1 :])
            yield Entry(lines[heading].block.text, url, texts, "阅读更多, Read More")


def _heading(lines: tuple[Placed, ...], url: str, origin: str) -> int | None:
    """Which line is an entry's title: the last that leads where "read more" does, or a heading."""
    numbered = list(enumerate(lines))[::-1]
    linked = (n for n, one in numbered if url and absolute(origin, _href(one.element)) == url)
    headed = (n for n, one in numbered if one.block.kind == "heading")
    return next(linked, next(headed, None))


def _href(element: Element) -> str:
    """Where a line leads: by the link that it is in, else by the last one in it."""
    around = [one for one in (element, *element.iterancestors("a")) if one.tag == "a"]
    links = around or list(element.iter("a"))
    return links[-1].get("href", "") if links else ""


def _says_more(placed: Placed) -> bool:
    return _MORE.search(placed.block.text) is not None


def _excerpt_texts(texts: Iterable[Block]) -> tuple[Block, ...]:
    """An excerpt without its "read more"."""
    trimmed = (replace(block, text=_MORE.sub("", block.text)) for block in texts)
    return tuple(block for block in trimmed if block.text)
