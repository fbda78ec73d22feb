"""The entries of a listing: title, address and excerpt of each, and the way to the next page."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from crawler.items import Block
from crawler.reading.about import MORE, about
from crawler.reading.blocks import Placed, blocks, is_link, line, line_around, place
from crawler.reading.html import Element, absolute
from crawler.reading.rows import BY as BY_ROWS
from crawler.reading.rows import rows
from crawler.reading.selecting import select, within
from crawler.reading.sheet import Found, Sheet

BY_MORE = "阅读更多, Read More"
_CUT = re.compile(r"(?:\.\.\.|…|\[\.\.\.\]|\[…\])$")
_PAGED = re.compile(r"/page/(\d+)(?=/|$)")
_PAGE_NAME = re.compile(r"paged|query(?:-\d+)?-page")  # the theme's and the query block's


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
        return is_cut(self.blocks)


def entries(sheet: Sheet) -> tuple[Entry, ...]:
    """The entries of a listing in their order, each address once.

    They are found by the parts item, item_title, item_link and item_excerpt, else by the links that
    say "read more", else by headings that are links, else by links that stand alike. Of an entry
    that is shown twice, as what is featured on top often is, the one with an excerpt counts.
    """
    found: dict[str, Entry] = {}
    ways = (_by_selectors, _by_links, _by_headings, _by_rows)
    for entry in next(filter(None, (list(way(sheet)) for way in ways)), []):
        if entry.blocks or entry.url not in found:
            first = found.get(entry.url, entry)
            found[entry.url] = first if first.blocks else entry
    return tuple(found.values())


def is_cut(excerpt: Sequence[Block]) -> bool:
    """Whether an excerpt ends as sites end what they show only the beginning of."""
    return bool(excerpt) and _CUT.search(excerpt[-1].text) is not None


def next_page(sheet: Sheet, asked: str, hosts: frozenset[str]) -> str:
    """The address of a later page of the listing, on one of `hosts`; empty if there is none."""
    # Page numbers belong to the frame, and an arrow is nothing to read: no `sheet.find` here.
    links = (element for css in sheet.parts["next"] for element in select(sheet.root, css))
    urls = (absolute(sheet.url, element.get("href", "")) for element in links)
    later = (url for url in urls if page_number(url) > page_number(asked))
    found = next((url for url in later if urlsplit(url).netloc in hosts), "")
    return found or _numbered(sheet, asked)


def _numbered(sheet: Sheet, asked: str) -> str:
    """The address that is `asked` but for the next page's number, where anything leads there."""
    links = (absolute(sheet.url, each.get("href", "")) for each in sheet.root.iter("a"))
    following = (url for url in links if page_number(url) == page_number(asked) + 1)
    return next((url for url in following if _unnumbered(url) == _unnumbered(asked)), "")


def _unnumbered(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{_PAGED.sub('', parts.path).rstrip('/')}"


def page_number(url: str) -> int:
    """Which page of a listing an address is: `/page/3/`, `?paged=3`; 1 without a number."""
    parts = urlsplit(url)
    match = _PAGED.search(parts.path)
    queried = (value for name, value in parse_qsl(parts.query) if _PAGE_NAME.fullmatch(name))
    number = match[1] if match else next(queried, "1")
    return int(number) if re.fullmatch(r"[0-9]{1,6}", number) else 1


def _by_selectors(sheet: Sheet) -> list[Entry]:
    for css in sheet.parts["item"]:
        found = [element for element in select(sheet.root, css) if not within(element, sheet.skip)]
        frames = {above for element in found for above in element.iterancestors()}
        cards = (element for element in found if element not in frames)
        items = [item for element in cards if (item := _entry(sheet, element, css))]
        if items:
            return items
    return []


def _entry(sheet: Sheet, element: Element, by: str) -> Entry | None:
    title, link = sheet.first("item_title", element), sheet.first("item_link", element)
    if title is None or link is None or sum(map(_says_more, place(element, sheet.skip))) > 1:
        return None  # a frame around the whole listing, or a card that leads nowhere
    url = _address(sheet, link.element.get("href", ""))
    # A card has paragraphs that are no excerpt: its date, its author, its category.
    excerpts = (one for one in sheet.find("item_excerpt", element) if _is_prose(sheet, one))
    excerpt = next(excerpts, None)
    texts = () if excerpt is None else _excerpt_texts(blocks(excerpt.element, sheet.skip))
    return Entry(title.text, url, texts, by) if url else None


def _is_prose(sheet: Sheet, found: Found) -> bool:
    lines = place(found.element, sheet.skip)
    return any(about(one.block.text) is None and not is_link(one) for one in lines)


def _address(sheet: Sheet, href: str) -> str:
    """Where `href` leads; on the same host as the listing, with or without www, as it is called."""
    url = absolute(sheet.url, href)
    parts, own = urlsplit(url), urlsplit(sheet.url)
    if parts.netloc.removeprefix("www.") != own.netloc.removeprefix("www."):
        return url
    return urlunsplit((own.scheme, own.netloc, *parts[2:]))


def _by_links(sheet: Sheet) -> Iterator[Entry]:
    """Entries as anybody sees them: a heading, an excerpt, and a link that says "read more"."""
    begin = 0
    for number, placed in enumerate(sheet.lines):
        if not _says_more(placed):
            continue
        lines, begin = sheet.lines[begin : number + 1], number + 1
        url = _address(sheet, _href(placed.element))
        if inner := _title_beside(sheet, placed, url):
            rest = replace(placed.block, text=placed.block.text.removeprefix(inner).strip())
            yield Entry(inner, url, _excerpt_texts((rest,)), BY_MORE)
            continue
        heading = _heading(sheet, lines[:-1], url)
        if url and heading is not None:
            texts = _excerpt_texts(one.block for one in lines[heading + 1 :])
            yield Entry(lines[heading].block.text, url, texts, BY_MORE)


def _title_beside(sheet: Sheet, placed: Placed, url: str) -> str:
    """The words of the link that stands on one line with "read more", and leads where that does."""
    around = line_around(placed.element)
    links = () if around is None or not url else around.iter("a")
    same = (each for each in links if _address(sheet, each.get("href", "")) == url)
    texts = filter(None, (line(each, sheet.skip) for each in same))
    said = placed.block.text
    return next((text for text in texts if text in said and not MORE.fullmatch(text)), "")


def _by_headings(sheet: Sheet) -> Iterator[Entry]:
    """Entries as headings that lead elsewhere, each with what follows in its card."""
    cards = _heading_cards(sheet)
    texts: dict[Placed, list[Block]] = {}
    flat: dict[Placed, list[Block]] = {}
    current: Placed | None = None
    for placed in sheet.lines if len(cards) > 1 else ():
        around = (placed.element, *placed.element.iterancestors())
        heading = next((cards[one] for one in around if one in cards), None)
        if heading is placed:
            texts[placed], current = [], placed
        elif heading is not None:
            texts.get(heading, []).append(placed.block)
        elif current is not None and _follows(placed, current):
            flat.setdefault(current, []).extend([] if is_link(placed) else [placed.block])
        else:
            current = None
    texts |= _even(flat)
    for heading, following in texts.items():
        url = _address(sheet, _href(heading.element))
        if url:
            text = _excerpt_texts(following)
            yield Entry(heading.block.text, url, text, "headings that are links")


def _follows(placed: Placed, heading: Placed) -> bool:
    """Whether a line in no card of its own stands under a heading, where all lie side by side."""
    around = line_around(heading.element)
    box = None if around is None else around.getparent()
    return box is not None and box in placed.element.iterancestors()


def _even(flat: dict[Placed, list[Block]]) -> dict[Placed, list[Block]]:
    """What stands under each heading; what follows the last one may be no part of the listing."""
    *others, last = flat or [None]
    longest = max((len(flat[each]) for each in others if each), default=0)
    return {
        heading: found[:longest] if heading is last else found for heading, found in flat.items()
    }


def _by_rows(sheet: Sheet) -> Iterator[Entry]:
    """Entries as links that stand alike, in any theme."""
    for row in rows(sheet):
        yield Entry(row.title, row.url, _excerpt_texts(row.beside), BY_ROWS)


def _heading_cards(sheet: Sheet) -> dict[Element, Placed]:
    """The headings that are links, by the largest element around each that holds no other."""
    headings = [one for one in sheet.lines if one.block.kind == "heading" and is_link(one)]
    counts = Counter(above for one in headings for above in one.element.iterancestors())
    cards = {}
    for heading in headings:
        around = takewhile(lambda above: counts[above] == 1, heading.element.iterancestors())
        *_, card = (heading.element, *around)
        cards[card] = heading
    return cards


def _heading(sheet: Sheet, lines: tuple[Placed, ...], url: str) -> int | None:
    """Which line is an entry's title: the last that leads where "read more" does, or a heading."""
    numbered = list(enumerate(lines))[::-1]
    linked = (n for n, one in numbered if url and _address(sheet, _href(one.element)) == url)
    headed = (n for n, one in numbered if one.block.kind == "heading")
    return next(linked, next(headed, None))


def _href(element: Element) -> str:
    """Where a line leads: by the link that it is in, else by the last one in it."""
    around = [one for one in (element, *element.iterancestors("a")) if one.tag == "a"]
    links = around or list(element.iter("a"))
    return links[-1].get("href", "") if links else ""


def _says_more(placed: Placed) -> bool:
    return MORE.search(placed.block.text) is not None


def _excerpt_texts(texts: Iterable[Block]) -> tuple[Block, ...]:
    """An excerpt without its "read more"."""
    trimmed = (replace(block, text=MORE.sub("", block.text)) for block in texts)
    return tuple(block for block in trimmed if block.text and about(block.text) is None)
