"""UN documents as PDF, drawn as the United Nations draw them: masthead, heads, job number."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.un_text import Part

FONT = "STSong-Light"
SIZES = {"letter": LETTER, "a4": A4}


@dataclass(frozen=True)
class Layout:
    """How a document is set: the same text comes out with other lines and other pages."""

    paper: str = "letter"
    size: float = 10.5
    columns: float = 34  # ideographs a line
    leading: float = 15.5
    apart: float = 6.0  # points between two paragraphs
    top: float = 90
    bottom: float = 84
    heading: float = 0.0  # points that headings are larger
    breaks: frozenset[str] = frozenset()  # a page ends after the line that has one of these
    author: str = "Documents Section"


@dataclass(frozen=True)
class Masthead:
    """What the first page of a document says of it."""

    symbol: str = "A/76/392"
    mark: str = ""
    distribution: str = "Distr.: General"
    date: str = "27 September 2021"
    language: str = "Chinese"
    original: str = "Original: English"
    session: str = "第七十六届会议"
    item: str = "议程项目 116(d)"
    subject: Sequence[str] = ("选举各附属机构成员以补空缺，并进行其他选举：", "选举人权理事会成员")
    job: str = "21-13600"
    days: str = "300921    081021"


@dataclass
class _Press:
    """A canvas with a place on it, that begins a new page when the old one is full."""

    canvas: Canvas
    layout: Layout
    head: Masthead
    page: int = 1
    y: float = 0.0
    notes: Sequence[str] = field(default_factory=tuple)

    @property
    def width(self) -> float:
        return SIZES[self.layout.paper][0]

    @property
    def height(self) -> float:
        return SIZES[self.layout.paper][1]

    def text(self, x: float, y: float, text: str, size: float) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, y, text)

    def turn(self) -> None:
        self._foot()
        self.canvas.showPage()
        self.page += 1
        self._furnish()
        self.y = self.height - self.layout.top

    def end(self) -> None:
        self._foot()
        self.canvas.save()

    def line(self, x: float, text: str, size: float) -> None:
        if self.y < self.layout.bottom:
            self.turn()
        self.text(x, self.y, text, size)
        self.y -= self.layout.leading
        if any(text.endswith(end) for end in self.layout.breaks):
            self.turn()

    def _furnish(self) -> None:
        at = 60 if self.page % 2 == 0 else self.width - 120
        self.text(at, self.height - 50, self.head.symbol, 8.5)

    def _foot(self) -> None:
        if self.page == 1:
            mark = self.head.mark
            self.text(60, 44, f"{self.head.job}{mark} (C)    {self.head.days}", 10)
            self.text(60, 29, f"*{self.head.job.replace('-', '')}*", 12)
            return
        left, right = f"{self.page}/9", self.head.job
        if self.page % 2:
            left, right = right, left
        self.text(60, 37, left, 8.5)
        self.text(self.width - 110, 37, right, 7)


def un_pdf(
    parts: Sequence[Part],
    *,
    head: Masthead = Masthead(),
    layout: Layout = Layout(),
    notes: Sequence[str] = (),
) -> bytes:
    """A document with these parts, set by `layout`."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=SIZES[layout.paper], invariant=False)
    canvas.setAuthor(layout.author)
    press = _Press(canvas, layout, head)
    _masthead(press)
    for part in parts:
        _part(press, part)
    if notes:
        _notes(press, notes)
    press.end()
    return file.getvalue()


def _masthead(press: _Press) -> None:
    head, top, right = press.head, press.height, press.width - 215
    press.text(123, top - 58, "联合国", 14)
    press.text(press.width - 130, top - 57, f"{head.symbol}{head.mark}", 18)
    press.text(123, top - 87, "大 会", 20)
    for down, text in zip(
        (87, 99, 111, 123),
        (head.distribution, head.date, head.language, head.original),
        strict=True,
    ):
        press.text(right, top - down, text, 10)
    press.y = top - 220
    for text in (head.session, head.item, *head.subject):
        press.line(60, text, 10)
    press.y -= 2 * press.layout.leading


def _part(press: _Press, part: Part) -> None:
    layout = press.layout
    size = layout.size + (layout.heading if part.is_heading else 0)
    for text in lines(part.text, layout.columns * layout.size, size):
        press.line(110, text, size)
    press.y -= layout.apart


def _notes(press: _Press, notes: Sequence[str]) -> None:
    press.text(99, 150, "__________________", 8)
    for number, note in enumerate(notes):
        press.text(110, 138 - 11 * number, note, 8)


def lines(text: str, width: float, size: float) -> Iterator[str]:
    """`text` in lines no wider than `width`; words and figures are not parted."""
    line = ""
    for word in _words(text):
        if line and pdfmetrics.stringWidth(line + word.rstrip(), FONT, size) > width:
            yield line
            line = word.lstrip()
        else:
            line += word
    if line:
        yield line


def _words(text: str) -> Iterator[str]:
    """What stays together: a word or figure with its blank, an ideograph with its mark."""
    word = ""
    for char in text:
        if (
            word
            and not (char.isascii() and word[-1].isascii() and word[-1] != " ")
            and char not in "，。；：、！？”》）〉 "
        ):
            yield word
            word = ""
        word += char
    if word:
        yield word
