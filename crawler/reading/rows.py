"""Entries of a listing in a theme that nobody knows: links that stand alike, beside their days."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from urllib.parse import urlsplit

from crawler.items import Block
from crawler.reading.about import MORE, about
from crawler.reading.blocks import blocks, line, place
from crawler.reading.html import Element, absolute
from crawler.reading.selecting import select, within
from crawler.reading.sheet import Sheet
from crawler.reading.wordpress import slug

BY = "links that stand alike, each beside its day or its words"
_FEWEST = 3  # rows; two links that stand alike are no listing
_MOST_ROWS = 0.8  # of a listing have a day, or words
_NO_DOCUMENTS = ("/category/", "/tag/", "/author/", "/page/", "/feed/", "/wp-")
_ARCHIVES = frozenset({"archive", "category", "blog", "tag", "post-type-archive"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Row:
    """One link, its title, and what else is said of it."""

    title: str
    url: str
    link: Element
    beside: tuple[Block, ...]

    @property
    def length(self) -> int:
        """The characters of all that it says."""
        return len(self.title) + sum(len(block.text) for block in self.beside)


def rows(sheet: Sheet) -> list[Row]:
    """The links that are most probably the entries of this listing; none where none are sure."""
    alike: defaultdict[tuple[str, ...], dict[str, Element]] = defaultdict(dict)
    for link in select(sheet.root, "a[href]"):
        url = _document(sheet, link)
        text = line(link, sheet.skip) if url else ""
        if text and not MORE.fullmatch(text):
            where = tuple(str(above.tag) for above in link.iterancestors())
            alike[where].setdefault(url, link)
    groups = (list(_group(sheet, links)) for links in alike.values() if len(links) >= _FEWEST)
    is_archive = _is_archive(sheet.root)
    listings = (group for group in groups if _is_listing(group, is_archive=is_archive))
    return max(listings, key=lambda group: sum(row.length for row in group), default=[])


def _document(sheet: Sheet, link: Element) -> str:
    """Where a link leads, if that is a page of this site that may be a document."""
    url = absolute(sheet.url, link.get("href", ""))
    parts, own = urlsplit(url), urlsplit(sheet.url)
    is_here = parts.netloc == own.netloc and parts.path.rstrip("/") != own.path.rstrip("/")
    is_list = any(part in f"{parts.path}/" for part in _NO_DOCUMENTS)
    is_named = bool(slug(url) or "p=" in parts.query)
    is_read = is_here and is_named and not is_list and not within(link, sheet.skip)
    return url if is_read else ""


def _group(sheet: Sheet, links: dict[str, Element]) -> Iterator[Row]:
    counts: defaultdict[Element, int] = defaultdict(int)
    for link in links.values():
        for above in link.iterancestors():
            counts[above] += 1
    for url, link in links.items():
        alone = takewhile(lambda above: counts[above] == 1, link.iterancestors())
        *_, box = (link, *alone)
        title = _title(link, sheet)
        yield Row(title, url, link, tuple(_beside(box, title, sheet)))


def _title(link: Element, sheet: Sheet) -> str:
    """A heading in the link, else its first line that says what, and not when."""
    headings = (line(each, sheet.skip) for each in link.iter(*_HEADINGS))
    texts = [block.text for block in blocks(link, sheet.skip)]
    said = (text for text in texts if about(text) is None)
    return next(filter(None, headings), "") or next(said, texts[0]).replace("\n", " ")


def _beside(box: Element, title: str, sheet: Sheet) -> Iterator[Block]:
    """What a row says beside its title; the cells of a table's row one by one."""
    for placed in place(box, sheet.skip):
        block = placed.block
        parts = block.text.split(" | ") if block.kind == "row" else [block.text]
        texts = (_without(title, text.strip()) for text in "\n".join(parts).split("\n"))
        said = [text for text in texts if text]
        if said:
            yield replace(block, text="\n".join(said))


def _without(title: str, text: str) -> str:
    """What is left of a line that is the title, with the day beside it at most."""
    for rest in (text.removeprefix(title), text.removesuffix(title)):
        if not rest.strip() or about(rest) is not None:
            return rest.strip()
    return text


def _is_listing(group: Sequence[Row], *, is_archive: bool) -> bool:
    """Whether most rows have a day of their own; or at least words, on a page that is an archive.

    The boxes of a menu may have words, too.
    """
    said = [[about(block.text) for block in row.beside] for row in group]
    with_days = sum(any("published" in (each or ()) for each in row) for row in said)
    with_words = sum(None in row for row in said)
    enough = _MOST_ROWS * len(group)
    return len(group) >= _FEWEST and (with_days >= enough or (is_archive and with_words >= enough))


def _is_archive(root: Element) -> bool:
    """Whether the page calls itself an archive, as WordPress does."""
    body = next(root.iter("body"), root)
    return not _ARCHIVES.isdisjoint(body.get("class", "").split())
