"""The main content of a page that nobody gave a selector for.

Trafilatura only says where it is: it flattens lists and lines, so our own walk reads the place.
"""

from collections import Counter
from dataclasses import dataclass

from lxml import etree

from crawler.reading.blocks import Placed, is_link, place
from crawler.reading.html import Element
from crawler.reading.selecting import select

_SHARE = 0.9  # of the text found: the smallest element that holds so much of it is the content
_SHORTEST = 8  # characters; a shorter line says nothing about where it stands
_DEEPEST = 256  # elements; trafilatura recurses,
_LARGEST = 20_000  # elements; and takes seconds where a page is larger than any honest one
_LANDMARKS = ("article", "main", "[role=main]")


@dataclass(frozen=True, slots=True)
class Content:
    """The element that holds the main content, what found it, and what in it is none of it."""

    element: Element
    by: str
    skip: frozenset[Element] = frozenset()


def main_content(root: Element, skip: frozenset[Element] = frozenset()) -> Content:
    """Where the main content stands, and what found it.

    That is where trafilatura finds most of its text, without lines that are nothing but a link it
    did not take; else an `article` or `main`; else the smallest element that holds most of the text
    outside of links. The same page always gives the same.
    """
    lines = place(root, skip)
    text = _extracted(root)
    known = [one for one in lines if len(_bare(one)) >= _SHORTEST and _bare(one) in text]
    if known:
        links = (one.element for one in lines if is_link(one) and _bare(one) not in text)
        return Content(_holder(root, known), "trafilatura", skip.union(links))
    for css in _LANDMARKS:
        for element in select(root, css):
            if place(element, skip):
                return Content(element, css, skip)
    prose = [one for one in lines if not is_link(one)]
    return Content(_holder(root, prose or lines), "densest element", skip)


def _extracted(root: Element) -> str:
    """What trafilatura takes for the main text, without white space; empty if it finds none."""
    # 0.6 s, which whoever watches no such page should not pay.
    from trafilatura import extract  # noqa: PLC0415

    if _is_beyond(root, depth=_DEEPEST, size=_LARGEST):
        return ""
    source = etree.tostring(root, encoding="unicode", method="html")
    text = extract(source, include_comments=False, include_tables=True)
    return "".join((text or "").split())


def _is_beyond(root: Element, *, depth: int, size: int) -> bool:
    level = 0
    for number, (event, _) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        level += 1 if event == "start" else -1
        if level > depth or number > 2 * size:
            return True
    return False


def _holder(root: Element, lines: list[Placed]) -> Element:
    """The smallest element that holds `_SHARE` of the text of `lines`."""
    weights: Counter[Element] = Counter()
    for placed in lines:
        for element in (placed.element, *placed.element.iterancestors()):
            weights[element] += len(placed.block.text)
    enough = weights[root] * _SHARE
    holder = root
    while True:
        inner = max(holder, key=lambda child: weights[child], default=None)
        if inner is None or weights[inner] < enough or not enough:
            return holder
        holder = inner


def _bare(placed: Placed) -> str:
    return "".join(placed.block.text.split())
