"""An article's body, told from the lines about it that stand before and after."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile
from typing import TypeAlias

from crawler.items import Block, Reference
from crawler.reading import dates
from crawler.reading.about import about
from crawler.reading.blocks import BREAKING, Placed, is_link, line
from crawler.reading.html import Element, base, meta, select, within
from crawler.reading.links import links
from crawler.reading.sheet import Found, Sheet

# Where a title is looked for that no selector finds: by itself, or if the page's head names it.
HEADINGS = ("main h1", "h1")
NAMED_HEADINGS = ("main h2", "h2")
HEAD = ("byline", "reading_time", "date")
LABELS = ("tags", "category")
_END = re.compile(
    r"(?:相关|相關|最新|近期|更多|related|latest|recent|more)\s?"
    r"(?:新闻|新聞|文章|内容|內容|阅读|动态|news|posts|stories|articles|content|reading)"
    r"|(?:您|你)?(?:可能|也许)(?:还|也|會|会)*(?:喜欢|喜歡|感兴趣).{0,6}|(?:推荐|延伸|拓展)阅读"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: for you)?"
    r"|leave a (?:reply|comment)|(?:发表|發表)(?:评论|評論|回复)|share this(?: page| article)?",
    re.IGNORECASE,
)

_BEFORE_SITE = re.compile(r"\s+[|–—·•»:-]\s|\s*[|_«»–—]")
_HEAD_LINES = 8  # the head of an article begins within so many lines after the title,
_HEAD_LINES_OF_A_BODY = 2  # or at the very beginning of an element that is the body and no more
_MOST_TITLES = 50  # headings among which the title is looked for
_LABEL_LINES = 4  # the tags and the category stand within so many lines after the body
_MOST_LABELS = 100  # no article has more
WORDS = "the words of its line"  # what finds a fact where no selector does

_Labels: TypeAlias = dict[Element, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it stands on a page.

    `facts` are what the lines before the body say: byline, published (an ISO day), reading_time,
    category; `labels` the texts of the links to tags and category. `by` names what bounds the body,
    `facts_by` what gave each of the others. `links` are where the body's links lead.
    """

    title: Found
    blocks: tuple[Block, ...]
    links: tuple[Reference, ...]
    facts: Mapping[str, str]
    labels: Mapping[str, str]
    by: str
    facts_by: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Region:
    """The lines among which the body is, and the selector that bounds them.

    A container holds lines about the article as well, before and after the body.
    """

    lines: tuple[Placed, ...]
    by: str
    is_container: bool = False
    cards: frozenset[Element] = frozenset()  # of other articles, among these lines


def read(sheet: Sheet, containers: tuple[str, ...]) -> Article:
    """The article on a page with the parts title, body, byline, reading_time, date, tags, category.

    Where no `body` is found, it is looked for in `containers`, places that hold more than the body,
    and in the end between any lines that can only be an article's head and its tags.

    Raises:
        UnreadableError: there is no title or no body.

    """
    title = _title(sheet)
    region = _region(sheet, title.element, containers)
    labels = _labels(sheet)
    text = () if region is None else _text(sheet, region, labels)
    if region is None or not text:
        raise sheet.missing("body", *containers)
    head = _after(sheet.lines[: sheet.lines.index(text[0])], title.element)
    end = sheet.lines.index(text[-1]) + 1
    after = sheet.lines[end : end + _LABEL_LINES]
    facts = _facts(sheet, head, after)
    named = _label_texts((*head, *after), labels)
    links_by = {part: found.by for part in named if (found := sheet.first(part))}
    return Article(
        title=title,
        blocks=tuple(placed.block for placed in text),
        links=_links(sheet, text),
        facts={name: fact for name, (fact, _) in facts.items()},
        labels=named,
        by=region.by,
        facts_by={name: by for name, (_, by) in facts.items()} | links_by,
    )


def _links(sheet: Sheet, text: Sequence[Placed]) -> tuple[Reference, ...]:
    """The links in the lines of the body; what else stands in their elements is none of it."""
    lines = {_line_of(placed.element): None for placed in text}
    outer = [each for each in lines if not any(up in lines for up in each.iterancestors())]
    said = "\n".join(placed.block.text for placed in text)
    found = links(outer, base(sheet.root, sheet.url), sheet.skip)
    return tuple(link for link in found if link.text in said)


def _line_of(element: Element) -> Element:
    """The element that begins the line which `element` stands in."""
    around = (each for each in element.iterancestors() if each.tag in BREAKING)
    return element if element.tag in BREAKING else next(around, element)


def _title(sheet: Sheet) -> Found:
    """The title: of what one selector finds, rather what the head of the page calls it as well.

    Alerts and the site's name are headings too. Where no selector finds a title, it is the heading
    that the head of the page names, else the first `<h1>`.
    """
    found = [one for one in islice(sheet.find("title"), _MOST_TITLES) if one.text]
    same = [one for one in found if one.by == found[0].by]
    same = same or list(islice(_headings(sheet), _MOST_TITLES))
    said = _head_titles(sheet.root)
    named = (one for one in same if any(_is_title(one.text, title) for title in said))
    first = (one for one in same if one.by not in NAMED_HEADINGS)
    title = next(named, next(first, None))
    if title is None:
        raise sheet.missing("title", *HEADINGS)
    return title


def _headings(sheet: Sheet) -> Iterator[Found]:
    for css in (*HEADINGS, *NAMED_HEADINGS):
        for element in select(sheet.root, css):
            text = "" if within(element, sheet.skip) else line(element, sheet.skip)
            if text:
                yield Found(element, css, text)


def _head_titles(root: Element) -> list[str]:
    """What the head of the page calls it, if it does not give the name of the site only."""
    elements = islice(root.iter("title"), 1)
    said = (meta(root, "og:title"), *(" ".join((one.text or "").split()) for one in elements))
    return [title for title in said if title and title != meta(root, "og:site_name")]


def _is_title(text: str, said: str) -> bool:
    """Whether `said` is `text`, alone or before the name of the site."""
    return said == text or bool(said.startswith(text) and _BEFORE_SITE.match(said, len(text)))


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
    home = _article_around(following[0].element)
    return next((o for o in following if o.text and _article_around(o.element) is home), None)


def _article_around(element: Element) -> Element | None:
    return next(element.iterancestors("article"), None)


def _region(sheet: Sheet, title: Element, containers: tuple[str, ...]) -> _Region | None:
    found = _body(sheet, title)
    if found is not None:
        return _Region(_after(sheet.lines_in(found.element), title), found.by)
    if any(sheet.find("body")):
        return None  # the body is there and empty: whatever else stands on the page is not it
    cards = _cards(sheet, title)
    for css in containers:
        elements = (one for one in select(sheet.root, css) if one not in cards)
        container = _container(list(elements), title)
        lines = () if container is None else _after(sheet.lines_in(container), title)
        if lines:
            return _Region(lines, css, is_container=True, cards=cards)
    lines = _after(sheet.lines, title)
    # Of a page without any structure that we know, at least one line must be in words that we know.
    is_article = any(map(_is_anchor, lines[:_HEAD_LINES]))
    by = "the lines after the byline"
    return _Region(lines, by, is_container=True, cards=cards) if is_article else None


def _container(elements: list[Element], title: Element) -> Element | None:
    """The one element, or of several the one around the title."""
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
    length = _head_length(sheet, region, labels)
    lines = region.lines[length:]
    if region.is_container:
        name = meta(sheet.root, "og:site_name")
        # A page of many cards has nothing else to say; an article has a head, and they are others.
        inner = (placed for placed in lines if not within(placed.element, region.cards))
        lines = tuple(inner) if length else lines
        lines = tuple(takewhile(lambda placed: not _is_end(placed, labels, name), lines))
    lines = _without_other_news(lines)
    while lines and _is_idle(lines[0]):
        lines = lines[1:]
    while lines and (_is_idle(lines[-1]) or _label_of(lines[-1], labels) is not None):
        lines = lines[:-1]
    return lines


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


def _without_other_news(lines: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """The lines up to a word like "related news", after which there are links and days only."""
    for number in range(len(lines) - 1, 0, -1):
        placed = lines[number]
        if _END.fullmatch(placed.block.text):
            return lines[:number]
        if not (is_link(placed) or dates.alone(placed.block.text) or _is_idle(placed)):
            break
    return lines


def _is_idle(placed: Placed) -> bool:
    """Whether a line is a counter, a button, or says how long it takes or when it was updated."""
    said = about(placed.block.text)
    return said is not None and said.keys() <= {"reading_time", "modified"}


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
        said = about(lines[number].block.text)
        is_more = said is not None and not (is_dated and said.keys() == {"published"})
        is_label = _label_of(lines[number], labels) is not None
        if not (is_more or is_label or within(lines[number].element, heads)):
            return number
        is_dated = is_dated or "published" in (said or ())
    return len(lines)


def _is_end(placed: Placed, labels: _Labels, site_name: str) -> bool:
    """Whether a line is the first after the body: tags, a heading over other news, the footer."""
    block = placed.block
    is_other_news = block.kind in ("heading", "paragraph") and _END.fullmatch(block.text)
    return bool(is_other_news or block.text == site_name or _label_of(placed, labels) is not None)


def _is_anchor(placed: Placed) -> bool:
    """Whether a line is a byline or a reading time, in words that we know."""
    said = about(placed.block.text) or {}
    return bool(said.keys() - {"published", "modified"})


def _facts(
    sheet: Sheet, head: tuple[Placed, ...], after: tuple[Placed, ...]
) -> dict[str, tuple[str, str]]:
    """What the lines before the body say, by the parts' selectors or in words that we know.

    Each with what it was found by. The day of the last update may stand after the body as well.
    """
    said = ((about(placed.block.text) or {}).get("modified", "") for placed in after)
    updated = next(filter(None, said), "")
    facts = {"modified": (updated, WORDS)} if updated else {}
    for placed in reversed(head):
        facts |= {name: (fact, WORDS) for name, fact in (about(placed.block.text) or {}).items()}
    for part in HEAD:
        found = sheet.first(part)
        if found is not None and any(_touch(found.element, placed.element) for placed in head):
            more = about(found.text) or _said(part, found)
            facts |= {name: (fact, found.by) for name, fact in more.items()}
    return facts


def _said(part: str, found: Found) -> dict[str, str]:
    """The fact of a part whose words we do not know, as in other languages."""
    if part != "date":
        return {part: found.text}
    inner = found.element.iter("time")  # itself included
    moments = (dates.iso(each.get("datetime", "")) for each in inner)
    # A day like the other, so that a date shown as "3 days ago" at first does not change later.
    day = dates.only(found.text) or next(filter(None, moments), "")[:10]
    return {"published": day} if day else {}


def _touch(one: Element, other: Element) -> bool:
    """Whether two elements stand on one line, or one inside the other."""
    is_inside = within(one, frozenset((other,))) or within(other, frozenset((one,)))
    return is_inside or _line_around(one) is _line_around(other)


def _line_around(element: Element) -> Element | None:
    return next((one for one in (element, *element.iterancestors()) if one.tag in BREAKING), None)


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
