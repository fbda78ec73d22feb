"""From elements to blocks of text: where a reader sees a new paragraph, there is a new block."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from crawler.items import Block, BlockKind
from crawler.reading.html import Element
from crawler.reading.spacing import collapse, is_visible

# Not text: code, pictures, embedded pages, and what a person fills in.
_SKIPPED = frozenset(
    (
        *("head", "title", "script", "style", "noscript", "template", "rp"),
        *("svg", "canvas", "audio", "video", "map", "iframe", "object", "embed"),
        *("button", "select", "textarea", "input", "label", "datalist"),
    )
)
# Elements that begin a line of their own. Anything else runs on with the text around it.
BREAKING = frozenset(
    (
        *("html", "body", "main", "header", "footer", "nav", "aside", "section", "article"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "address", "search", "form", "fieldset"),
        *("p", "div", "center", "blockquote", "pre", "hr", "figure", "figcaption", "legend"),
        *("ul", "ol", "menu", "dir", "li", "dl", "dt", "dd", "details", "summary", "dialog"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"),
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
# A table row that holds one of these lays a page out; it is no row of data.
_STRUCTURE = ("table", "tr", "ul", "ol", "dl", "blockquote", "section", "article", *_HEADINGS)
_OF_LINES = frozenset({"br", "pre"})
_HIDING_CLASSES = frozenset(
    (
        *("sr-only", "usa-sr-only", "visually-hidden", "visuallyhidden"),
        *("screen-reader-text", "elementor-screen-only"),
    )
)
_HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

_NUMBER = re.compile(
    r"(?:\d{1,3}[.．](?!\d)|\d{1,3}[)）、]|[(（]\d{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])\s*\S"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, and the element of the page in which its text begins."""

    block: Block
    element: Element


def blocks(element: Element, skip: Collection[Element] = frozenset()) -> tuple[Block, ...]:
    """The text of `element` as blocks, without what is in `skip`.

    A block ends where an element of its own line begins or ends, and at two `<br>` in a row; one
    `<br>` is a newline in the block. Headings carry their level, list items their depth; the cells
    of a table row are joined by " | ". What people do not see is left out: scripts, pictures, form
    controls, hidden elements. Blocks without a visible character do not exist.
    """
    return tuple(placed.block for placed in place(element, skip))


def place(element: Element, skip: Collection[Element] = frozenset()) -> list[Placed]:
    """`blocks`, each with the element that it begins in."""
    walk = _Walk(element)
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, part in walker:
        if event == "end":
            walk.leave(part)
            if part is not element and part.tail:
                walk.read(part.tail, part.getparent())
        elif part is not element and (part in skip or _is_hidden(part)):
            # Its `end` still comes, and `leave` must know that nothing was entered.
            walk.skipped = part
            walker.skip_subtree()
        else:
            walk.enter(part)
    walk.flush()
    return walk.placed


def shown(element: Element, skip: Collection[Element], tag: str) -> Iterator[Element]:
    """The elements of that tag that people see in `element`, without those in `skip`."""
    walker = etree.iterwalk(element, events=("start",))
    for _, part in walker:
        if part is not element and (part in skip or _is_hidden(part)):
            walker.skip_subtree()
        elif part.tag == tag:
            yield part


def plain(text: str) -> tuple[Block, ...]:
    """The paragraphs of a plain text: parted by empty lines, unwrapped."""
    paragraphs = re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    collapsed = (collapse(paragraph) for paragraph in paragraphs)
    return tuple(Block(_paragraph(text), text) for text in collapsed if is_visible(text))


def line(element: Element, skip: Collection[Element] = frozenset()) -> str:
    """What people see of `element`, on one line."""
    if not len(element) and element.tag not in _OF_LINES:  # as most are: no need for a walk
        text = collapse(element.text or "")
        return text if is_visible(text) else ""
    return " ".join(block.text.replace("\n", " ") for block in blocks(element, skip))


def line_around(element: Element) -> Element | None:
    """The element of a line of its own that `element` is or stands in; None outside of any."""
    return next((one for one in (element, *element.iterancestors()) if one.tag in BREAKING), None)


def is_link(placed: Placed) -> bool:
    """Whether a line is one link and nothing else."""
    around = (placed.element, *placed.element.iterancestors("a"))
    link = next((element for element in around if element.tag == "a"), None)
    text = placed.block.text
    # What is much longer is not read at all: an unclosed link may hold the whole page.
    return link is not None and _is_within(link, 4 * len(text) + 200) and line(link) == text


def _is_within(element: Element, length: int) -> bool:
    """Whether all text of `element`, hidden or not, has at most so many characters."""
    for text in element.itertext():
        length -= len(text.strip())
        if length < 0:
            return False
    return True


@dataclass(slots=True)
class _Walk:
    """A walk through the elements of a page: the text since the last break, and where it stands."""

    root: Element
    placed: list[Placed] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=lambda: [[]])
    began: Element | None = None
    kinds: list[tuple[BlockKind, int]] = field(default_factory=lambda: [("paragraph", 0)])
    lists: int = 0
    preformatted: int = 0
    row: Element | None = None
    cells: list[list[str]] = field(default_factory=list)
    skipped: Element | None = None

    def enter(self, element: Element) -> None:
        tag = element.tag
        if tag == "br":
            self.lines.append([])
        elif tag in BREAKING:
            self.flush()
            self._open(element, tag)
        if element.text:
            self.read(element.text, element)

    def leave(self, element: Element) -> None:
        if element is self.skipped:
            self.skipped = None
            if element.tag in BREAKING:
                self.flush()
        elif element.tag in BREAKING:
            self.flush()
            self._close(element, element.tag)

    def read(self, text: str, element: Element | None) -> None:
        if self.preformatted and "\n" in text:
            first, *others = text.split("\n")
            self.lines[-1].append(first)
            self.lines.extend([other] for other in others)
        else:
            self.lines[-1].append(text)
        if self.began is None and not text.isspace():
            self.began = element

    def flush(self) -> None:
        """End the block, if there is one: give it out, or put it into the cell that it is in."""
        began, self.began = self.began, None
        if began is None:
            self.lines = [[]]
            return
        lines, self.lines = self.lines, [[]]
        texts = _paragraphs(collapse("".join(parts)) for parts in lines)
        if self.row is not None and self.cells:
            self.cells[-1].extend(texts)
        else:
            self.placed.extend(Placed(self._block(text), began) for text in texts)

    def _block(self, text: str) -> Block:
        kind, level = self.kinds[-1]
        return Block(_paragraph(text), text) if kind == "paragraph" else Block(kind, text, level)

    def _open(self, element: Element, tag: str) -> None:
        if tag in _HEADINGS:
            self.kinds.append(("heading", _HEADINGS[tag]))
        elif tag == "li":
            self.kinds.append(("item", max(self.lists, 1)))
        elif tag in _LISTS:
            self.lists += 1
        elif tag == "pre":
            self.preformatted += 1
        elif tag == "tr" and self.row is None and _is_data(element):
            self.row, self.cells = element, []
        elif tag in _CELLS and self.row is not None:
            self.cells.append([])

    def _close(self, element: Element, tag: str) -> None:
        if tag in _HEADINGS or tag == "li":
            self.kinds.pop()
        elif tag in _LISTS:
            self.lists -= 1
        elif tag == "pre":
            self.preformatted -= 1
        elif element is self.row:
            cells, self.row, self.cells = self.cells, None, []
            if any(cells):
                self.placed.append(Placed(Block("row", _joined(cells)), element))


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Lines to paragraphs: an empty line parts two, other lines stay lines of one."""
    paragraph: list[str] = []
    for line in (*lines, ""):
        if is_visible(line):
            paragraph.append(line)
        elif paragraph:
            yield "\n".join(paragraph)
            paragraph = []


def _joined(cells: list[list[str]]) -> str:
    text = " | ".join("\n".join(cell) for cell in cells)
    return re.sub(" {2,}", " ", text).strip()


def _paragraph(text: str) -> BlockKind:
    return "numbered" if _NUMBER.match(text) else "paragraph"


def _is_hidden(element: Element) -> bool:
    if element.tag in _SKIPPED:
        return True
    attributes = element.attrib
    if not attributes:
        return element.tag == "dialog"
    return (
        attributes.get("aria-hidden") == "true"
        or attributes.get("hidden", "until-found") != "until-found"
        or (element.tag == "dialog" and "open" not in attributes)
        or not _HIDING_CLASSES.isdisjoint(attributes.get("class", "").split())
        or _HIDING_STYLE.search(attributes.get("style", "")) is not None
    )


def _is_data(row: Element) -> bool:
    """Whether a table row is a row of data, and not the frame of a page."""
    inner = row.iter(*_STRUCTURE)
    next(inner, None)  # the row itself
    if next(inner, None) is not None:
        return False
    cells = sum(1 for _ in row.iterchildren(*_CELLS))
    paragraphs = sum(1 for _ in row.iter("p"))
    return cells > 1 or paragraphs <= 1
