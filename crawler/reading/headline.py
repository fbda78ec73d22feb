"""An article's title: which of the headings on its page it is."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from crawler.reading.blocks import line
from crawler.reading.html import Element, absolute, meta
from crawler.reading.selecting import select, within
from crawler.reading.sheet import Found, Sheet

# Where a title is looked for that no selector finds: by itself, or if the page's head names it.
HEADINGS = ("main h1", "h1")
NAMED_HEADINGS = ("main h2", "h2")
NAMED_LINE = "the line that the page's head names"

_BEFORE_SITE = re.compile(r"\s+[|–—·•»:-]\s|\s*[|_«»–—]")
_HOME = re.compile(r"/?(?:[a-z]{2}(?:-[a-z]{2,4})?/?)?$")
_MOST_TITLES = 50  # headings among which the title is looked for


def title(sheet: Sheet) -> Found:
    """The title: of what one selector finds, rather what the head of the page calls it as well.

    Alerts and the site's name are headings too. Where no selector finds a title, it is the heading
    that the head of the page names, else any line that it names, else the first `<h1>`. The
    site's name is no title where there is another heading.

    Raises:
        UnreadableError: there is none.

    """
    found = [one for one in islice(sheet.find("title"), _MOST_TITLES) if one.text]
    same = [one for one in found if one.by == found[0].by]
    headings = [] if same else list(islice(_headings(sheet), _MOST_TITLES))
    same = same or [one for one in headings if not _is_sites(sheet, one)]
    said = _head_titles(sheet.root)
    named = (one for one in same if any(_is_title(one.text, title) for title in said))
    lines = iter(()) if found else _named_lines(sheet, said)
    first = (one for one in (*same, *headings) if one.by not in NAMED_HEADINGS)
    best = next(named, None) or next(lines, None) or next(first, None)
    if best is None:
        raise sheet.missing("title", *HEADINGS)
    return best


def _headings(sheet: Sheet) -> Iterator[Found]:
    for css in (*HEADINGS, *NAMED_HEADINGS):
        for element in select(sheet.root, css):
            text = "" if within(element, sheet.skip) else line(element, sheet.skip)
            if text:
                yield Found(element, css, text)


def _named_lines(sheet: Sheet, said: list[str]) -> Iterator[Found]:
    """The lines that are what the page's head calls it, in whatever elements they stand."""
    for placed in sheet.lines:
        text = placed.block.text
        is_named = any(_is_title(text, title) for title in said)
        if is_named and line(placed.element, sheet.skip) == text:
            yield Found(placed.element, NAMED_LINE, text)


def _head_titles(root: Element) -> list[str]:
    """What the head of the page calls it, if it does not give the name of the site only."""
    elements = islice(root.iter("title"), 1)
    said = (meta(root, "og:title"), *(" ".join((one.text or "").split()) for one in elements))
    return [title for title in said if title and title != meta(root, "og:site_name")]


def _is_title(text: str, said: str) -> bool:
    """Whether `said` is `text`, alone or before the name of the site."""
    return said == text or bool(said.startswith(text) and _BEFORE_SITE.match(said, len(text)))


def _is_sites(sheet: Sheet, found: Found) -> bool:
    """Whether a heading is the name of the site: so the head says, or it leads to the home page."""
    if found.text == meta(sheet.root, "og:site_name"):
        return True
    links = (*found.element.iter("a"), *found.element.iterancestors("a"))
    home = (urlsplit(absolute(sheet.url, link.get("href", ""))) for link in links)
    own = urlsplit(sheet.url).netloc
    return any(each.netloc == own and _HOME.match(each.path) is not None for each in home)
