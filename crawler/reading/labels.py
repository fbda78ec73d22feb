"""The tags and the category of an article: links on lines of their own, or the words of a line."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice, takewhile
from typing import TypeAlias

from crawler.reading.about import labels as in_words
from crawler.reading.blocks import Placed, line, line_around
from crawler.reading.html import Element
from crawler.reading.selecting import select, within
from crawler.reading.sheet import Sheet

LABELS = ("tags", "category")
_MOST_LABELS = 100  # no article has more
_NAMES = re.compile(
    r"^(?:Tags?|Tagged|Topics?|Categor(?:y|ies)|Posted in|标签|標籤"
    r"|主题|主題|分类|分類)\s*[:：]?|[\s,，、|]"
)

Labels: TypeAlias = dict[Element, list[tuple[str, str]]]
"""The labels of a page, each as part and text, by the element of the line that they stand on."""


def labels(sheet: Sheet) -> Labels:
    """The links to tags and categories."""
    found: Labels = {}
    has_only_links = cache(_has_only_links)
    for part in LABELS:
        for each in islice(sheet.find(part), _MOST_LABELS):
            around = takewhile(has_only_links, each.element.iterancestors())
            *_, outermost = (each.element, *around)
            line_of = found.setdefault(outermost, [])
            if each.text and (part, each.text) not in line_of:
                line_of.append((part, each.text))
    return found


def label_of(placed: Placed, known: Labels) -> Element | None:
    """The element of the line of tags or categories that a line is; None for any other line."""
    if not known:
        return None
    around = (placed.element, *placed.element.iterancestors())
    return next((element for element in around if element in known), None)


def is_label(placed: Placed, known: Labels) -> bool:
    """Whether a line is one of tags or categories, by its links or its words."""
    return label_of(placed, known) is not None or bool(in_words(placed.block.text))


def texts(head: Sequence[Placed], behind: Sequence[Placed], known: Labels) -> dict[str, str]:
    """What the labels before and behind a body say, by part: by links, else in words.

    In the head they may share a line with the author and the day.
    """
    lines = (*head, *behind)
    elements = dict.fromkeys(label_of(placed, known) for placed in lines)
    places = frozenset(line_around(placed.element) for placed in head)
    elements |= dict.fromkeys(each for each in known if line_around(each) in places)
    found = [label for element in elements if element is not None for label in known[element]]
    by_links = {part: [text for of, text in found if of == part] for part in LABELS}
    said = {part: ", ".join(dict.fromkeys(names)) for part, names in by_links.items() if names}
    for placed in lines:
        said = in_words(placed.block.text) | said
    return said


def in_footer(sheet: Sheet, article: Element | None) -> dict[str, str]:
    """The labels in the footers of an article: of its site's frame they are no part."""
    if article is None:
        return {}
    footers = frozenset(article.iter("footer"))
    found: dict[str, list[str]] = {part: [] for part in LABELS}
    for part in LABELS if footers else ():
        for css in sheet.parts[part]:
            links = (each for each in select(article, css) if within(each, footers))
            found[part] += [line(each) for each in islice(links, _MOST_LABELS)]
    return {part: ", ".join(dict.fromkeys(filter(None, names))) for part, names in found.items()
            if any(names)}  # fmt: skip


def _has_only_links(element: Element) -> bool:
    """Whether there is nothing in an element but links and what parts them: it is their line."""
    if element.tag in ("main", "article", "body"):
        return False
    links = "".join(line(each) for each in element.iter("a"))
    return _bare(line(element)) == _bare(links)


def _bare(text: str) -> str:
    return _NAMES.sub("", text)
