"""Where on a page an article's body is: among which lines, and what bounds them."""

import re
from dataclasses import dataclass

from crawler.reading.about import about
from crawler.reading.blocks import Placed, is_link
from crawler.reading.content import main_content
from crawler.reading.html import Element, meta
from crawler.reading.schema import article as schema_article
from crawler.reading.selecting import select, within
from crawler.reading.sheet import Found, Sheet

HEAD_LINES = 8  # the head of an article begins within so many lines after the title
BY_WORDS = "the lines after the byline"
_OF_A_POST = re.compile(r"(?:^|\s)(?:single|single-post|postid-\d+|page-id-\d+)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Region:
    """The lines among which the body is, and what bounds them.

    A container holds lines about the article as well, before and after the body.
    """

    lines: tuple[Placed, ...]
    by: str
    is_container: bool = False
    is_guess: bool = False  # nothing of it was known, but that it holds most of the text
    cards: frozenset[Element] = frozenset()  # of other articles, among these lines


def region(sheet: Sheet, title: Element, containers: tuple[str, ...]) -> Region | None:
    """The body that a selector finds, else the place that holds it and more; None without any.

    Such a place is one of `containers`. Where none of them is there, at least one line of the head
    must be in words that we know; or the page says that it is an article, and its main content is.
    """
    found = _body(sheet, title)
    if found is not None:
        return Region(after(sheet.lines_in(found.element), title), found.by)
    if any(sheet.find("body")):
        return None  # the body is there and empty: whatever else stands on the page is not it
    cards = _cards(sheet, title)
    for css in containers:
        elements = (one for one in select(sheet.root, css) if one not in cards)
        container = _container(list(elements), title)
        lines = () if container is None else after(sheet.lines_in(container), title)
        if lines:
            return Region(lines, css, is_container=True, cards=cards)
    return _around(sheet, title, cards)


def after(lines: tuple[Placed, ...], title: Element) -> tuple[Placed, ...]:
    """The lines that follow the title, or all of them where the title is not among them."""
    inside = frozenset((title,))
    last = [number for number, placed in enumerate(lines) if within(placed.element, inside)]
    return lines[last[-1] + 1 :] if last else lines


def is_anchor(placed: Placed) -> bool:
    """Whether a line is a byline or a reading time, in words that we know."""
    said = about(placed.block.text) or {}
    return bool(said.keys() - {"published", "modified"})


def article_around(element: Element) -> Element | None:
    """The `<article>` that an element stands in."""
    return next(element.iterancestors("article"), None)


def _body(sheet: Sheet, title: Element) -> Found | None:
    """The first body after the title, or around it: the cards of other articles have bodies too."""
    found = list(sheet.find("body"))
    best = next((one.by for one in found if one.text), "")
    bodies = {one.element: one for one in found if one.by == best}
    if len(bodies) < 2:
        return next(iter(bodies.values()), None)
    order = list(sheet.root.iter(title.tag, *(element.tag for element in bodies)))
    later = frozenset(order[order.index(title) :]).union(title.iterancestors())
    following = [one for element, one in bodies.items() if element in later] or list(
        bodies.values()
    )
    home = article_around(following[0].element)
    return next((o for o in following if o.text and article_around(o.element) is home), None)


def _container(elements: list[Element], title: Element) -> Element | None:
    """The one element, or of several the one around the title."""
    if len(elements) == 1:
        return elements[0]
    around = frozenset(title.iterancestors())
    return next((element for element in elements if element in around), None)


def _around(sheet: Sheet, title: Element, cards: frozenset[Element]) -> Region | None:
    """What there is of a page of no structure that we know."""
    lines = after(sheet.lines, title)
    if any(map(is_anchor, lines[:HEAD_LINES])):
        return Region(lines, BY_WORDS, is_container=True, cards=cards)
    if not _says_article(sheet, title):
        return None
    content = main_content(sheet.root, sheet.skip)
    inner = after(sheet.lines_in(content.element), title)
    lines = tuple(placed for placed in inner if not within(placed.element, content.skip))
    return Region(lines, content.by, is_container=True, is_guess=True, cards=cards)


def _says_article(sheet: Sheet, title: Element) -> bool:
    """Whether the page calls itself an article: by its head or structure, or as WordPress does."""
    root = sheet.root
    body = next(root.iter("body"), root)
    return (
        meta(root, "og:type") == "article"
        or bool(meta(root, "article:published_time"))
        or _OF_A_POST.search(body.get("class", "")) is not None
        or article_around(title) is not None
        or bool(schema_article(root))
    )


def _cards(sheet: Sheet, title: Element) -> frozenset[Element]:
    """The articles other than the title's that begin with a heading that leads elsewhere."""
    own = frozenset(title.iterancestors())
    cards: set[Element] = set()
    others: set[Element] = set()
    for placed in sheet.lines:
        around = (placed.element, *placed.element.iterancestors())
        article = next((one for one in around if one.tag == "article"), None)
        if article is None or article in own or article in others:
            continue
        if placed.block.kind == "heading" and is_link(placed):
            cards.add(article)
        elif about(placed.block.text) is None and not is_link(placed):
            others.add(article)
    return frozenset(cards)
