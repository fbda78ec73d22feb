"""Any page as one document: by the operator's selectors, else its main content."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from crawler.items import Block, Document, Identity, Page, UnreadableError
from crawler.reading import content, dates, markup, paper
from crawler.reading.blocks import blocks, line, plain
from crawler.reading.decoding import decode
from crawler.reading.html import (
    Element,
    absolute,
    base,
    canonical_address,
    cleaned,
    language,
    meta,
    parse,
)
from crawler.reading.links import links
from crawler.reading.selecting import select, select_all, within
from crawler.reading.spacing import first_line
from crawler.verdict import kind_of

# What is never the main content, wherever it stands. Where the operator selects, it may be.
FRAME = ("nav", "footer", "[role=navigation]", "[role=search]", "[role=contentinfo]")
# A time that stands beside the text may be the clock of the site: it is not looked at.
DATE_METAS = ("article:published_time", "datePublished", "pubdate", "publishdate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where the operator says that the parts of a page stand; what is not said is looked for.

    Of several selectors in `body` the first that finds any text counts, with all that it finds.
    """

    body: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    title: str | None = None
    date: str | None = None
    language: str | None = None


def read(page: Page, body: bytes, where: Where) -> Document:
    """The one document of a page.

    Raises:
        UnreadableError: a selector finds nothing, there is no text, or the page is of a type that
            is not read.

    """
    content_type = page.headers.get("content-type", "")
    url = page.answered or page.url
    if kind_of({}, body) == "pdf":
        return _of_paper(paper.read(body), url, where)
    text = decode(body, content_type)
    kind = _kind(text, content_type)
    # Who selects parts of a page means hypertext, whatever its server calls it this time.
    is_hypertext = kind == "html" or bool(where.body)
    document = _hypertext(text, url, where) if is_hypertext else _plain(text, kind, url)
    return replace(document, language=where.language) if where.language else document


def _of_paper(found: paper.Paper, url: str, where: Where) -> Document:
    return Document(
        url=url,
        title=found.title,
        language=where.language or "",
        identities=_identities(url, ""),
        dates={"published": found.day} if found.day else {},
        blocks=found.blocks,
        form="pdf",
        read_by={"title": found.by, "body": "text of the PDF"},
    )


def _kind(text: str, content_type: str) -> str:
    """html, xml or text: what the server says, and where it does not, what the text looks like."""
    mime = content_type.partition(";")[0].strip().lower()
    start = text[:2000].lstrip().lower()
    if "html" in mime or "<html" in start or "<!doctype html" in start:
        return "html"
    if mime.endswith("xml") or start.startswith("<?xml"):
        return "xml"
    if not mime:
        return "html" if start.startswith("<") else "text"
    if mime.startswith("text/") or mime.endswith("json"):
        return "text"
    raise UnreadableError(f"pages of the type {mime[:80]} are not read")


# HTML ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Content:
    """The elements that hold the text, what found them, and what in them is no text."""

    elements: tuple[Element, ...]
    by: str
    form: str
    skip: frozenset[Element]

    def texts(self, skip: frozenset[Element] = frozenset()) -> tuple[Block, ...]:
        """Their blocks, in order."""
        unread = self.skip | skip
        return tuple(block for element in self.elements for block in blocks(element, unread))


@dataclass(frozen=True, slots=True)
class _Title:
    """The title, what found it, and the element that it stands in, if it is part of the text."""

    text: str
    by: str
    element: Element | None = None


def _hypertext(text: str, url: str, where: Where) -> Document:
    root = parse(text)
    found, title, texts = _parts(root, where)
    day = _date(root, found, where)
    canonical = canonical_address(root, url)
    return Document(
        url=url,
        title=title.text,
        language=language(root),
        identities=_identities(url, canonical),
        dates={"published": day} if day else {},
        blocks=texts,
        links=links(found.elements, base(root, url), found.skip),
        form=found.form,
        read_by={"title": title.by, "body": found.by},
    )


def _parts(root: Element, where: Where) -> tuple[_Content, _Title, tuple[Block, ...]]:
    """What holds the text, the title, and the text, of the first place that has any."""
    for found in _contents(root, where):
        title = next(_titles(root, found, where), None)
        if title is None:
            continue
        own = frozenset((title.element,)) if title.element is not None else frozenset()
        # Where the title is all that the operator selects, it is the text.
        if texts := found.texts(own) or found.texts():
            return found, title, texts
    sought = f"looked for {', '.join(where.body)}" if where.body else "there is no text on the page"
    raise UnreadableError(f"no body: {sought}")


def _contents(root: Element, where: Where) -> Iterator[_Content]:
    cut = select_all(root, where.remove)
    for css in where.body:
        elements = [element for element in select(root, css) if not within(element, cut)]
        yield _Content(_outermost(elements), css, "page", cut)
    if not where.body:
        main = content.main_content(root, cut | select_all(root, FRAME))
        yield _Content((main.element,), main.by, "main-content", main.skip)


def _outermost(elements: list[Element]) -> tuple[Element, ...]:
    """Without those that stand inside another: no text is read twice."""
    every = frozenset(elements)
    return tuple(each for each in elements if every.isdisjoint(each.iterancestors()))


def _titles(root: Element, found: _Content, where: Where) -> Iterator[_Title]:
    """The title as the operator says, else by whatever the page has for one, the best first.

    An `<h1>` outside the text is the site's name as often as the title: it counts where it is most
    of the title in the page's head, and where the head says nothing.
    """
    if where.title:
        yield from _headings(select(root, where.title), found, where.title)
        raise UnreadableError(f"no title: looked for {where.title}")
    inside = (each for element in found.elements for each in element.iter("h1"))
    yield from _headings(inside, found, "h1")
    said = {"og:title": meta(root, "og:title"), "title": _head_title(root)}
    outside = list(_headings(root.iter("h1"), found, "h1"))
    yield from (each for each in outside if any(_is_most(each.text, of) for of in said.values()))
    yield from (_Title(text, by) for by, text in said.items() if text)
    yield from outside
    if texts := found.texts():
        yield _Title(_first_line(texts), "first line")


def _headings(elements: Iterable[Element], found: _Content, by: str) -> Iterator[_Title]:
    for element in elements:
        text = "" if within(element, found.skip) else line(element)
        if text:
            yield _Title(text, by, element)


def _is_most(part: str, whole: str) -> bool:
    return part in whole and 2 * len(part) >= len(whole)


def _head_title(root: Element) -> str:
    element = next(root.iter("title"), None)
    return " ".join((element.text or "").split()) if element is not None else ""


def _first_line(texts: tuple[Block, ...]) -> str:
    return first_line(texts[0].text)


def _date(root: Element, found: _Content, where: Where) -> str | None:
    """When the page was published: by the operator's selector, by its times, by its head."""
    if where.date:
        said = (_moment(element) for element in select(root, where.date))
        return next((moment for moment in said if moment), None)
    inside = [each for element in found.elements for each in element.iter("time")]
    moments = {_moment(each) for each in inside}
    if len(moments) == 1:  # of several different times none is known to be the page's own
        return moments.pop()
    metas = (dates.iso(meta(root, name)) for name in DATE_METAS)
    return next((moment for moment in metas if moment), None)


def _moment(element: Element) -> str | None:
    return dates.iso(element.get("datetime", "")) or dates.only(line(element))


def _identities(url: str, canonical: str) -> tuple[Identity, ...]:
    found = (Identity("canonical", canonical), Identity("url", absolute(url, url)))
    return tuple(identity for identity in found if identity.value)


# Plain text and XML -------------------------------------------------------------------------------


def _plain(text: str, kind: str, url: str) -> Document:
    texts = _xml_blocks(text) if kind == "xml" else plain(cleaned(text))
    if not texts:
        raise UnreadableError("no body: there is no text on the page")
    return Document(
        url=url,
        title=_first_line(texts),
        identities=_identities(url, ""),
        blocks=texts,
        form=kind,  # the same page as hypertext reads otherwise, and is never compared with this
        read_by={"title": "first line", "body": kind},
    )


def _xml_blocks(text: str) -> tuple[Block, ...]:
    """Every text of an XML document as a paragraph; one that is HTML itself is read as such."""
    root = markup.root(text)
    if root is None:
        return ()
    texts = (str(part) for part in root.itertext())
    return tuple(block for part in texts for block in _marked_up(part))


def _marked_up(text: str) -> tuple[Block, ...]:
    return blocks(parse(text)) if re.search(r"</?[a-zA-Z]", text) else plain(text)
