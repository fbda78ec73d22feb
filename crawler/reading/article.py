"""An article's body, told from the lines about it that stand before and after."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile
from typing import TypeAlias

from crawler.items import Block
from crawler.reading import dates
from crawler.reading.blocks import Placed, line
from crawler.reading.html import Element, meta, select, within
from crawler.reading.sheet import Found, Sheet

HEAD = ("byline", "reading_time", "date")
LABELS = ("tags", "category")
_BYLINE = re.compile(
    r"(?:通过|By)\s+(?P<byline>[^。]{0,60}?"
    r"(?:Mission|Embassy|Consulate|Institute|使馆|使館|领事馆|領事館)[^。]{0,60})",
    re.IGNORECASE,
)
_TOPICS = re.compile(r"(?:Topics?|主题|主題)\s*[:：]\s*(?P<category>.+)", re.IGNORECASE)
_READING_TIME = re.compile(r"\d+\s*(?:快速阅读|分钟阅读|minutes? read|min read)", re.IGNORECASE)
_END = re.compile(
    r"(?:相关|最新|更多|related|latest|recent|more)\s?(?:新闻|文章|内容|news|posts|stories|articles)",
    re.IGNORECASE,
)

_HEAD_LINES = 8  # the head of an article begins within so many lines after the title,
_HEAD_LINES_OF_A_BODY = 2  # or at the very beginning of an element that is the body and no more
_LONGEST_HEAD_LINE = 200  # characters
_LABEL_LINES = 4  # the tags and the category stand within so many lines after the body
_MOST_LABELS = 100  # no article has more

_Labels: TypeAlias = dict[Element, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it stands on a page.

    `facts` are what the lines before the body say: byline, published (an ISO day), reading_time,
    category; `labels` the texts of the links to tags and category. `by` names what bounds the body.
    """

    title: Found
    blocks: tuple[Block, ...]
    facts: Mapping[str, str]
    labels: Mapping[str, str]
    by: str


@dataclass(frozen=True, slots=True)
class _Region:
    """The lines among which the body is, and the selector that bounds them.

    A container holds lines about the article as well, before and after the body.
    """

    lines: tuple[Placed, ...]
    by: str
    is_container: bool = False


def read(sheet: Sheet, containers: tuple[str, ...]) -> Article:
    """The article on a page with the parts title, body, byline, reading_time, date, tags, category.

    Where no `body` is found, it is looked for in `containers`, places that hold more than the body,
    and in the end between any lines that can only be an article's head and its tags.

    Raises:
        UnreadableError: there is no title or no body.

    """
    title = sheet.required("title")
    region = _region(sheet, title.element, containers)
    labels = _labels(sheet)
    text = () if region is None else _text(sheet, region, labels)
    if region is None or not text:
        raise sheet.missing("body", *containers)
    head = _after(sheet.lines[: sheet.lines.index(text[0])], title.element)
    end = sheet.lines.index(text[-1]) + 1
    return Article(
        title=title,
        blocks=tuple(placed.block for placed in text),
        facts=_facts(sheet, head),
        labels=_label_texts((*head, *sheet.lines[end : end + _LABEL_LINES]), labels),
        by=region.by,
    )


def _region(sheet: Sheet, title: Element, containers: tuple[str, ...]) -> _Region | None:
    found = sheet.first("body")
    if found is not None:
        return _Region(_after(sheet.lines_in(found.element), title), found.by)
    if any(sheet.find("body")):
        return None  # the body is there and empty: whatever else stands on the page is not it
    for css in containers:
        container = _container(sheet, css, title)
        lines = () if container is None else _after(sheet.lines_in(container), title)
        if lines:
            return _Region(lines, css, is_container=True)
    lines = _after(sheet.lines, title)
    # Of a page without any structure that we know, at least one line must be in words that we know.
    is_article = any(map(_is_anchor, lines[:_HEAD_LINES]))
    return _Region(lines, "the lines after the byline", is_container=True) if is_article else None


def _container(sheet: Sheet, css: str, title: Element) -> Element | None:
    """The element that `css` names: of many cards none is the article, unless it has the title."""
    elements = select(sheet.root, css)
    if len(elements) == 1:
        return elements[0]
    around = frozenset(title.iterancestors())
    return next((element for element in elements if element in around), None)


def _after(lines: tuple[Placed, ...], title: Element) -> tuple[Placed, ...]:
    """The lines that follow the title, or all of them where the title is not among them."""
    inside = frozenset((title,))
    last = [number for number, placed in enumerate(lines) if within(placed.element, inside)]
    return lines[last[-1] + 1 :] if last else lines


def _text(sheet: Sheet, region: _Region, labels: _Labels) -> tuple[Placed, ...]:
    """The lines of the body: what follows the head, up to the tags or what else comes after."""
    lines = region.lines[_head_length(sheet, region, labels) :]
    if region.is_container:
        name = meta(sheet.root, "og:site_name")
        lines = tuple(takewhile(lambda placed: not _is_end(placed, labels, name), lines))
    while lines and _label_of(lines[-1], labels) is not None:
        lines = lines[:-1]
    return lines


def _head_length(sheet: Sheet, region: _Region, labels: _Labels) -> int:
    """How many lines at the beginning of a region are about the article.

    The statement's own date, the first line of many bodies, is not: of two dates only the first is.
    """
    heads = frozenset(found.element for part in HEAD for found in sheet.find(part))
    lines = region.lines
    window = lines[: _HEAD_LINES if region.is_container else _HEAD_LINES_OF_A_BODY]
    anchors = (n for n, one in enumerate(window) if _is_anchor(one) or within(one.element, heads))
    first = next(anchors, None)
    if first is None:
        return 0
    is_dated = False
    for number in range(first, len(lines)):
        about = _about(lines[number].block.text)
        is_more = bool(about) and not (is_dated and about.keys() == {"published"})
        is_label = _label_of(lines[number], labels) is not None
        if not (is_more or is_label or within(lines[number].element, heads)):
            return number
        is_dated = is_dated or "published" in about
    return len(lines)


def _is_end(placed: Placed, labels: _Labels, site_name: str) -> bool:
    """Whether a line is the first after the body: tags, a heading over other news, the footer."""
    block = placed.block
    is_other_news = block.kind == "heading" and _END.fullmatch(block.text) is not None
    return is_other_news or block.text == site_name or _label_of(placed, labels) is not None


def _is_anchor(placed: Placed) -> bool:
    """Whether a line is a byline or a reading time, in words that we know."""
    return bool(_about(placed.block.text).keys() - {"published"})


def _about(text: str) -> dict[str, str]:
    """What a line says of the article (who, when, how long, on what), if it says nothing else."""
    text = text.replace("\n", " ").strip()
    if len(text) > _LONGEST_HEAD_LINE:
        return {}
    reading_time = _READING_TIME.search(text)
    facts = {"reading_time": reading_time[0]} if reading_time else {}
    for piece in re.split(r"\s*\|\s*", _READING_TIME.sub("|", text)):
        fact = _fact(piece.strip()) if piece.strip() else {}
        if fact is None:
            return {}
        facts |= fact
    return facts


def _fact(piece: str) -> dict[str, str] | None:
    day = dates.whole(piece)
    if day:
        return {"published": day}
    for pattern in (_BYLINE, _TOPICS):
        match = pattern.fullmatch(piece)
        if match:
            return match.groupdict()
    return None


def _facts(sheet: Sheet, head: tuple[Placed, ...]) -> dict[str, str]:
    """What the lines before the body say, by the parts' selectors or in words that we know."""
    facts: dict[str, str] = {}
    for placed in reversed(head):
        facts |= _about(placed.block.text)
    for part in HEAD:
        found = sheet.first(part)
        if found is not None and any(_touch(found.element, placed.element) for placed in head):
            facts |= _about(found.text) or _said(part, found)
    return facts


def _said(part: str, found: Found) -> dict[str, str]:
    """The fact of a part whose words we do not know, as in other languages."""
    if part != "date":
        return {part: found.text}
    day = dates.only(found.text) or dates.iso(found.element.get("datetime", ""))
    return {"published": day} if day else {}


def _touch(one: Element, other: Element) -> bool:
    return within(one, frozenset((other,))) or within(other, frozenset((one,)))


def _labels(sheet: Sheet) -> _Labels:
    """The tags and categories of the page, by the element of the line that they stand on."""
    labels: _Labels = {}
    has_only_links = cache(_has_only_links)
    for part in LABELS:
        for found in islice(sheet.find(part), _MOST_LABELS):
            around = takewhile(has_only_links, found.element.iterancestors())
            *_, outermost = (found.element, *around)
            line_of = labels.setdefault(outermost, [])
            if found.text and (part, found.text) not in line_of:
                line_of.append((part, found.text))
    return labels


def _has_only_links(element: Element) -> bool:
    """Whether there is nothing in an element but links and what parts them: it is their line."""
    if element.tag in ("main", "article", "body"):
        return False
    links = "".join(line(each) for each in element.iter("a"))
    return _bare(line(element)) == _bare(links)


def _bare(text: str) -> str:
    return re.sub(
        r"^(?:Tags?|Topics?|Categor(?:y|ies)|标签|主题|分类)\s*[:：]|[\s,，、|]", "", text
    )


def _label_of(placed: Placed, labels: _Labels) -> Element | None:
    """The element of the line of tags or categories that a line is; None for any other line."""
    if not labels:
        return None
    around = (placed.element, *placed.element.iterancestors())
    return next((element for element in around if element in labels), None)


def _label_texts(lines: Iterable[Placed], labels: _Labels) -> dict[str, str]:
    elements = dict.fromkeys(_label_of(placed, labels) for placed in lines)
    found = [label for element in elements if element is not None for label in labels[element]]
    texts = {part: [text for of, text in found if of == part] for part in LABELS}
    return {part: ", ".join(dict.fromkeys(names)) for part, names in texts.items() if names}
