"""Any page that lists documents, by the selectors that `config.yaml` gives."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from crawler.addresses import canonical
from crawler.items import Block, Document, Identity, Link, Page, Reading, Role, UnreadableError
from crawler.options import ListingOptions
from crawler.reading import dates, web
from crawler.reading.blocks import blocks, line
from crawler.reading.decoding import decode
from crawler.reading.entries import is_cut
from crawler.reading.html import Element, absolute, base, language, parse
from crawler.reading.selecting import select, select_all, within
from crawler.reading.traps import traps
from crawler.spiders.base import WatchSpider

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CUT = ("…", "...")  # how a title ends of which the site shows only the beginning
_AROUND_DATES = " []()【】（）〔〕·"


class ListingSpider(WatchSpider):
    """Reads a listing, and the documents that it leads to."""

    name = "listing"
    options_type = ListingOptions

    @classmethod
    def entries(cls, options: ListingOptions) -> tuple[Link, ...]:
        """The first page of the listing."""
        return (Link(options.url, "listing"),)

    @classmethod
    def most_pages(cls, options: ListingOptions) -> int:
        """How many pages of the listing are read."""
        return options.pages

    @classmethod
    def is_own(cls, url: str, options: ListingOptions) -> bool:
        """Whether documents at `url` are read: those on other hosts are only listed."""
        return _bare(urlsplit(url).netloc) in _hosts(options)

    @classmethod
    def read(cls, page: Page, body: bytes, role: Role, options: ListingOptions) -> Reading:
        """The document of a page, or what a listing shows of its documents and where it leads.

        Raises:
            UnreadableError: no items in the listing; of a document, no title or no body.

        """
        if role == "listing":
            root = parse(decode(body, page.headers.get("content-type", "")))
            return _listing(root, page, options)
        where = web.Where(
            body=options.body,
            remove=options.remove,
            title=options.title,
            date=options.date,
            language=options.language,
        )
        return Reading(documents=(web.read(page, body, where),))


@dataclass(frozen=True, slots=True)
class _Item:
    """A link to a document. `box` is what surrounds it, where that belongs to it alone."""

    url: str
    link: Element
    box: Element | None
    by: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the items of a listing stand: its address, and what of it is not looked at."""

    url: str
    own: frozenset[str]  # the listing's own addresses, which are no documents
    cut: frozenset[Element]

    def link(self, element: Element) -> str:
        """Where a link leads; empty if that is no web page, or the listing itself."""
        url = absolute(self.url, element.get("href", ""))
        return "" if url in self.own else url


def _listing(root: Element, page: Page, options: ListingOptions) -> Reading:
    answered = page.answered or page.url
    place = _Place(
        url=base(root, answered),
        own=frozenset(map(canonical, (options.url, page.url, answered))),
        cut=select_all(root, options.remove),
    )
    items = _items(root, place, options.items)
    if not items and page.url == canonical(options.url):
        raise UnreadableError(f"no items: looked for {', '.join(options.items)}")
    further = _further(root, place, options) if items else []
    tongue = options.language or language(root)
    return Reading(
        documents=tuple(_excerpt(item, place, tongue) for item in items),
        follow=(
            *(Link(item.url) for item in items if ListingSpider.is_own(item.url, options)),
            *traps(root, place.url, {host.partition(":")[0] for host in _hosts(options)}),
            *(Link(url, "listing") for url in further),
        ),
        interface="listing",
        ends=not further,
    )


def _items(root: Element, place: _Place, selectors: Iterable[str]) -> list[_Item]:
    """The items by the first selector that finds any, each address once.

    Of an address that is found twice, the item with a box of its own counts.
    """
    for css in selectors:
        found: dict[str, _Item] = {}
        for element in select(root, css):
            for item in _items_in(element, place, css):
                first = found.setdefault(item.url, item)
                if first.box is None:
                    found[item.url] = item
        if found:
            return list(found.values())
    return []


def _items_in(element: Element, place: _Place, by: str) -> list[_Item]:
    """The item that an element is, or is the box of.

    Of many links those in headings count, if there are any. All others do: where a box was meant to
    have one link and has two, both are documents, and none is missed.
    """
    if within(element, place.cut):
        return []
    links = [link for link in _links(element) if place.link(link) and not within(link, place.cut)]
    links = [link for link in links if _heading_at(link, element) is not None] or links
    targets: dict[str, Element] = {}
    for link in links:
        known = targets.setdefault(place.link(link), link)
        if not line(known):  # a picture that leads where the words beside it do
            targets[place.link(link)] = link
    box = element if len(targets) == 1 else None
    return [_Item(url, link, box, by) for url, link in targets.items()]


def _links(element: Element) -> list[Element]:
    """The links in an element, else the one that it stands in."""
    inside = [each for each in element.iter("a") if each.get("href")]
    return inside or [each for each in element.iterancestors("a") if each.get("href")][:1]


def _heading_at(link: Element, box: Element) -> Element | None:
    """The heading that a link stands in, or that stands in it."""
    inside = next(link.iter(*_HEADINGS), None)
    around = (each for each in link.iterancestors(*_HEADINGS) if within(each, frozenset((box,))))
    return inside if inside is not None else next(around, None)


def _excerpt(item: _Item, place: _Place, tongue: str) -> Document:
    heading = None if item.box is None else _heading_in(item.box, place.cut)
    title = _name(item.link, place.cut) if heading is None else line(heading, place.cut)
    said = item.link if heading is None else heading
    beside = () if item.box is None else blocks(item.box, place.cut | {said})
    if item.box is said:  # the title is all that there is
        beside = ()
    days = [day for block in beside for part in _parts(block) if (day := _day(part))]
    texts = tuple(undated for block in beside if (undated := _undated(block)) is not None)
    return Document(
        url=item.url,
        title=title,
        language=tongue,
        identities=(Identity("url", item.url),),
        dates={"published": days[0]} if days else {},
        blocks=texts,
        form="excerpt",
        cut=is_cut(texts),
        read_by={"item": item.by},
    )


def _heading_in(box: Element, cut: frozenset[Element]) -> Element | None:
    headings = (each for each in box.iter(*_HEADINGS) if not within(each, cut))
    return next((each for each in headings if line(each, cut)), None)


def _name(link: Element, cut: frozenset[Element]) -> str:
    """What a link is called: its text, or its title where the text is cut short or missing."""
    text = line(link, cut)
    whole = " ".join(link.get("title", "").split())
    if text.endswith(_CUT) and whole.startswith(text.rstrip("….").rstrip()):
        return whole
    pictures = (" ".join(each.get("alt", "").split()) for each in link.iter("img"))
    return text or whole or next(filter(None, pictures), "") or _file(link)


def _file(link: Element) -> str:
    return unquote(urlsplit(link.get("href", "")).path.rstrip("/").rpartition("/")[2])


def _parts(block: Block) -> list[str]:
    """The cells of a row, or the lines of any other block."""
    return block.text.split("|") if block.kind == "row" else block.text.splitlines()


def _day(part: str) -> str | None:
    return dates.alone(part.strip(_AROUND_DATES))


def _undated(block: Block) -> Block | None:
    """A block without the dates that stand by themselves in it; None if nothing is left."""
    kept = [part.strip() for part in _parts(block) if part.strip() and not _day(part)]
    between = " | " if block.kind == "row" else "\n"
    return replace(block, text=between.join(kept)) if kept else None


def _further(root: Element, place: _Place, options: ListingOptions) -> list[str]:
    """The addresses that `next` names, where they are pages of this listing's host."""
    for css in options.next or ():
        links = (link for element in select(root, css) for link in _next_links(element))
        urls = dict.fromkeys(absolute(place.url, link.get("href", "")) for link in links)
        found = [
            url
            for url in urls
            if url and url not in place.own and ListingSpider.is_own(url, options)
        ]
        if found:
            return found
    return []


def _next_links(element: Element) -> list[Element]:
    return [element] if element.tag == "link" else _links(element)


def _hosts(options: ListingOptions) -> frozenset[str]:
    own = urlsplit(canonical(options.url)).netloc
    return frozenset(map(_bare, (own, *options.hosts)))


def _bare(host: str) -> str:
    """A host with or without `www.` is the same site."""
    return host.removeprefix("www.")
