"""An article's body, told from the lines about it that stand before and after."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from crawler.items import Block, Reference
from crawler.reading import dates
from crawler.reading.about import about, day_among
from crawler.reading.about import labels as in_words
from crawler.reading.blocks import BREAKING, Placed, is_link, line_around
from crawler.reading.headline import title as title_of
from crawler.reading.html import Element, base, meta
from crawler.reading.labels import Labels, in_footer, is_label, label_of, labels, texts
from crawler.reading.links import links
from crawler.reading.region import (
    HEAD_LINES,
    Region,
    after,
    article_around,
    is_anchor,
    region,
)
from crawler.reading.selecting import within
from crawler.reading.sheet import Found, Sheet

HEAD = ("byline", "reading_time", "date")
_END = re.compile(
    r"(?:相关|相關|最新|近期|更多|related|latest|recent|more)\s?"
    r"(?:新闻|新聞|文章|内容|內容|阅读|閱讀|动态|動態|news|posts|stories|articles|content|reading)"
    r"|(?:您|你)?(?:可能|也许|也許)(?:还|還|也|會|会)*(?:喜欢|喜歡|感兴趣|感興趣).{0,6}"
    r"|(?:推荐|推薦|延伸|拓展)(?:阅读|閱讀)"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: for you)?"
    r"|leave a (?:reply|comment)|(?:发表|發表)(?:评论|評論|回复|回覆)"
    r"|share this(?: page| article)?",
    re.IGNORECASE,
)

_HEAD_LINES_OF_A_BODY = 2  # the head may be at the very beginning of a body, and no further on
_LEAD_LINES = 4  # so many lines about the article may stand before its title
_LABEL_LINES = 4  # the tags and the category stand within so many lines after the body
WORDS = "the words of its line"  # what finds a fact where no selector does
FOOTER = "the article's footer"


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it stands on a page.

    `facts` are what the lines before the body say: byline, published (an ISO day), reading_time,
    category; `labels` the texts of the links to tags and category. `by` names what bounds the body,
    `facts_by` what gave each of the others. `links` are where the body's links lead.
    With `is_guess` the body is the page's main content, as far as that can be told.
    """

    title: Found
    blocks: tuple[Block, ...]
    links: tuple[Reference, ...]
    facts: Mapping[str, str]
    labels: Mapping[str, str]
    by: str
    facts_by: Mapping[str, str]
    is_guess: bool


def read(sheet: Sheet, containers: tuple[str, ...]) -> Article:
    """The article on a page with the parts title, body, byline, reading_time, date, tags, category.

    Where no `body` is found, it is looked for in `containers`, places that hold more than the body,
    then between any lines that can only be an article's head and its tags; and in the end, of a
    page that calls itself an article, it is the main content.

    Raises:
        UnreadableError: there is no title or no body.

    """
    title = title_of(sheet)
    place = region(sheet, title.element, containers)
    known = labels(sheet)
    lead = _lead(sheet, title.element)
    text = () if place is None else _text(sheet, place, known, lead)
    if place is None or not text:
        raise sheet.missing("body", *containers)
    head = (*lead, *after(sheet.lines[: sheet.lines.index(text[0])], title.element))
    end = sheet.lines.index(text[-1]) + 1
    behind = sheet.lines[end : end + _LABEL_LINES]
    facts = _facts(sheet, head, behind)
    named = texts(head, behind, known)
    footer = in_footer(sheet, article_around(title.element))
    links_by = {part: found.by for part in named if (found := sheet.first(part))}
    words_by = dict.fromkeys(named, WORDS) | links_by
    return Article(
        title=title,
        blocks=tuple(placed.block for placed in text),
        links=_links(sheet, text),
        facts={name: fact for name, (fact, _) in facts.items()},
        labels=footer | named,
        by=place.by,
        is_guess=place.is_guess,
        facts_by=dict.fromkeys(footer, FOOTER)
        | {name: by for name, (_, by) in facts.items()}
        | words_by,
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


def _lead(sheet: Sheet, title: Element) -> tuple[Placed, ...]:
    """The lines about the article that stand right before its title, in the same box."""
    inside = frozenset((title,))
    first = next((n for n, one in enumerate(sheet.lines) if within(one.element, inside)), 0)
    parent = title.getparent()
    box = frozenset(each for each in (parent, None if parent is None else parent.getparent())
                    if each is not None and each.tag not in ("html", "body"))  # fmt: skip
    near = sheet.lines[max(0, first - _LEAD_LINES) : first][::-1]
    lead = takewhile(lambda one: about(one.block.text) and within(one.element, box), near)
    return tuple(lead)[::-1]


def _text(
    sheet: Sheet, place: Region, known: Labels, lead: tuple[Placed, ...]
) -> tuple[Placed, ...]:
    """The lines of the body: what follows the head, up to the tags or what else comes after."""
    length = _head_length(sheet, place, known, lead)
    lines = place.lines[length:]
    if place.is_container:
        name = meta(sheet.root, "og:site_name")
        # A page of many cards has nothing else to say; an article has a head, and they are others.
        inner = (placed for placed in lines if not within(placed.element, place.cards))
        lines = tuple(inner) if length or lead else lines
        lines = tuple(takewhile(lambda placed: not _is_end(placed, known, name), lines))
    lines = _without_other_news(lines)
    while lines and _is_idle(lines[0]):
        lines = lines[1:]
    while lines and (_is_idle(lines[-1]) or is_label(lines[-1], known)):
        lines = lines[:-1]
    return lines


def _without_other_news(lines: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """The lines up to tags in words, or to "related news", with only links and days after that."""
    for number in range(len(lines) - 1, 0, -1):
        placed = lines[number]
        if _END.fullmatch(placed.block.text) or in_words(placed.block.text):
            return lines[:number]
        if not (is_link(placed) or dates.alone(placed.block.text) or _is_idle(placed)):
            break
    return lines


def _is_idle(placed: Placed) -> bool:
    """Whether a line is a counter, a button, or says how long it takes or when it was updated."""
    said = about(placed.block.text)
    return said is not None and said.keys() <= {"reading_time", "modified"}


def _head_length(sheet: Sheet, place: Region, known: Labels, lead: tuple[Placed, ...]) -> int:
    """How many lines at the beginning of a region are about the article.

    The statement's own date, the first line of many bodies, is not: of two dates only the first is.
    """
    heads = frozenset(found.element for part in HEAD for found in sheet.find(part))
    lines = place.lines
    window = lines[: HEAD_LINES if place.is_container else _HEAD_LINES_OF_A_BODY]
    anchors = (n for n, one in enumerate(window) if is_anchor(one) or within(one.element, heads))
    first = next(anchors, None)
    if first is None:
        return 0
    is_dated = any(_is_day(one) for one in (*lead, *lines[:first]))
    for number in range(first, len(lines)):
        said = about(lines[number].block.text)
        is_more = said is not None and not (is_dated and said.keys() == {"published"})
        is_named = label_of(lines[number], known) is not None
        if not (is_more or is_named or within(lines[number].element, heads)):
            return number
        is_dated = is_dated or "published" in (said or ())
    return len(lines)


def _is_day(placed: Placed) -> bool:
    return "published" in (about(placed.block.text) or ())


def _is_end(placed: Placed, known: Labels, site_name: str) -> bool:
    """Whether a line is the first after the body: tags, a heading over other news, the footer."""
    block = placed.block
    is_other_news = block.kind in ("heading", "paragraph") and _END.fullmatch(block.text)
    return bool(is_other_news or block.text == site_name or label_of(placed, known) is not None)


def _facts(
    sheet: Sheet, head: tuple[Placed, ...], behind: tuple[Placed, ...]
) -> dict[str, tuple[str, str]]:
    """What the lines before the body say, by the parts' selectors or in words that we know.

    Each with what it was found by. The day of the last update may stand after the body as well.
    """
    said = ((about(placed.block.text) or {}).get("modified", "") for placed in behind)
    updated = next(filter(None, said), "")
    facts = {"modified": (updated, WORDS)} if updated else {}
    for placed in reversed(head):
        facts |= {name: (fact, WORDS) for name, fact in (about(placed.block.text) or {}).items()}
    for part in HEAD:
        found = sheet.first(part)
        touched = [placed for placed in head if found and _touch(found.element, placed.element)]
        if found is None or not touched:
            continue
        more = about(found.text) or _said(part, found)
        facts |= {name: (fact, found.by) for name, fact in more.items()}
        if day := day_among(touched[0].block.text):
            facts.setdefault("published", (day, WORDS))
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
    return is_inside or line_around(one) is line_around(other)
