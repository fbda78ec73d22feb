"""Lines as paragraphs: where one ends is seen by numbers, gaps, indents and unfilled lines.

Nothing is corrected: a blank that stands in the PDF stands in the text.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from crawler.items import Block
from crawler.reading.columns import edge
from crawler.reading.furniture import usual_size
from crawler.reading.pdf import Line

_GAP = 1.2  # leadings between two lines: more parts paragraphs
_SHORT = 2.2  # sizes that a line may end before its measure, and go on in the next
_LARGER = 1.08  # times the usual size: a heading
_OTHER = 1.12  # times the size of the line before: another style
_NUMBER = re.compile(r"(\d{1,3})(?:[.．]\s*(?!\d)|[)）、]\s*)(?=\S)")
_ITEM = re.compile(
    r"(?:\([a-z]{1,4}\)|[(（][一二三四五六七八九十]{1,3}[)）]|\(\d{1,3}\))\s*(?=\S)|[•●▪·–—]\s"
)
_OUTLINE = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[IVXA-Z]{1,5}\.\s)(?=\s*\S)")
_ENDS_SENTENCE = re.compile(r"[.!?。！？；;:：…][”’\"'）)》」』]*[⁰¹²³⁴-⁹*]*$")
_ENDS_PART = re.compile(r"[.!?。！？；;:：,，、…][”’\"'）)》」』]*[⁰¹²³⁴-⁹*]*$")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
# No line begins with a closing mark: it stays with what is before it.
_FIRST_WORD = re.compile(r"(?:[^\s\u2e80-\uffff]+|.)[，。；：、！？”’》）〉」』】…]*")
_QUOTES = "“”‘’…—"


@dataclass(frozen=True, slots=True)
class Measure:
    """The usual size, leading and right edge of a document's text."""

    size: float
    leading: float
    left: float
    right: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Measure":
        """The measure of these lines."""
        size = usual_size(lines)
        # Where pages have columns, the lines of whole pages say what a page is like.
        whole = [line for line in lines if not line.edge] or lines
        text = [line for line in whole if abs(line.size - size) < 0.5] or list(whole)
        steps = [
            above.baseline - below.baseline
            for above, below in pairwise(text)
            if above.page == below.page
        ]
        steps = [step for step in steps if 0.8 * size < step < 2.5 * size]
        lefts = Counter(round(line.left) for line in text)
        return cls(
            size=size,
            leading=median(steps) if steps else 1.2 * size,
            left=float(max(lefts, key=lambda left: lefts[left], default=0)),
            right=edge(text) if text else 0.0,
        )

    def is_full(self, line: Line) -> bool:
        """Whether a line goes as far as lines go."""
        return (line.edge or self.right) - line.right < _SHORT * line.size

    def is_short(self, line: Line, following: Line) -> bool:
        """Whether a line ended though the first word of the next would have had room in it."""
        word = _FIRST_WORD.match(following.text)
        width = _width(word[0] if word else "") * line.size
        edge = line.edge or self.right
        return edge - line.right > max(_SHORT * line.size, width + 0.3 * line.size)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one paragraph, and its text."""

    lines: tuple[Line, ...]
    text: str

    @property
    def size(self) -> float:
        """The size in which it is set."""
        return usual_size(self.lines)

    @property
    def is_bold(self) -> bool:
        """Whether most of its lines are bold."""
        return 2 * sum(line.is_bold for line in self.lines) > len(self.lines)

    @property
    def number(self) -> int | None:
        """The number that it begins with."""
        found = _NUMBER.match(self.text)
        return int(found[1]) if found else None

    @property
    def is_item(self) -> bool:
        """Whether it begins like an item of a list: (a), （一）, •."""
        return bool(_ITEM.match(self.text))


def paragraphs(lines: Sequence[Line], measure: Measure) -> tuple[Paragraph, ...]:
    """The paragraphs of the text, joined over lines and pages."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, measure):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(Paragraph(tuple(group), joined(group, measure)) for group in groups)


def block(paragraph: Paragraph, headings: Container[Paragraph]) -> Block:
    """A paragraph as a block of the document, where `headings` are those that head others."""
    if paragraph.lines[0].is_row:
        return Block("row", paragraph.text)
    if paragraph in headings:
        return Block("heading", paragraph.text, 2)
    return text_block(paragraph.text)


def text_block(text: str) -> Block:
    """A paragraph that heads no others as a block: numbered, an item of a list, or neither."""
    if _NUMBER.match(text):
        return Block("numbered", text)
    return Block("item", text, 1) if _ITEM.match(text) else Block("paragraph", text)


def is_heading(paragraph: Paragraph, measure: Measure) -> bool:
    """Whether a paragraph is a heading: by its style, else by being short and no sentence."""
    if paragraph.lines[0].is_row:
        return False
    right = paragraph.lines[0].edge or measure.right
    if paragraph.lines[0].left > measure.left + 0.55 * (right - measure.left):
        return False  # set to the right: a place, a date, a signature
    if paragraph.number is not None or paragraph.is_item or paragraph.text.startswith("["):
        return False
    if paragraph.size > _LARGER * measure.size or paragraph.is_bold:
        return len(paragraph.text) <= 500
    if len(paragraph.lines) > 2 or _ENDS_PART.search(paragraph.text):
        return bool(_OUTLINE.match(paragraph.text)) and len(paragraph.lines) == 1
    return _width(paragraph.text) <= 60


def joined(lines: Sequence[Line], measure: Measure) -> str:
    """The text of lines that follow one another."""
    text = lines[0].text
    for above, below in pairwise(lines):
        text += _blank(above, below, measure) + below.text
    return text


def _goes_on(group: list[Line], line: Line, measure: Measure) -> bool:
    last = group[-1]
    if last.is_row or line.is_row:
        return False
    if _is_same_row(last, line):
        return True
    if not 1 / _OTHER < line.size / last.size < _OTHER:
        return False
    if line.page != last.page or line.baseline > last.baseline:
        return _goes_on_overleaf(group, line, measure)
    return _goes_on_below(group, line, measure)


def _goes_on_below(group: list[Line], line: Line, measure: Measure) -> bool:
    last = group[-1]
    step = (last.baseline - line.baseline) / max(1.0, line.size / measure.size)
    if step > _GAP * measure.leading or _begins(group, line, measure, step):
        return False
    if last.is_bold and not line.is_bold and not measure.is_full(last):
        return False  # a heading, and no space below it
    is_styled = (line.is_bold and last.is_bold) or line.size > _LARGER * measure.size
    # The lines of a heading in words are as long as sense and looks want them.
    return (is_styled and not _HAN.search(line.text)) or not measure.is_short(last, line)


def _begins(group: list[Line], line: Line, measure: Measure, step: float) -> bool:
    """Whether a line begins a paragraph by its number or by its indent.

    A line may begin with a number by mere chance: something else has to agree.
    """
    if _is_back_at_first(group, line, measure):
        return True
    if not (_NUMBER.match(line.text) or _ITEM.match(line.text)):
        return False
    last = group[-1]
    return (
        step > 1.1 * measure.leading
        or measure.is_short(last, line)
        or bool(_ENDS_PART.search(last.text))
        or abs(line.left - last.left) > 0.5 * line.size
    )


def _is_back_at_first(group: list[Line], line: Line, measure: Measure) -> bool:
    """Where first lines are indented (or hang out), is this set as one?"""
    first = group[0].left
    others = group[1].left if len(group) > 1 else measure.left
    if abs(first - others) < 0.8 * line.size or len(group) == 1:
        return False
    return abs(line.left - first) < 0.4 * line.size


def _goes_on_overleaf(group: list[Line], line: Line, measure: Measure) -> bool:
    last = group[-1]
    if line.is_bold != last.is_bold or measure.is_short(last, line):
        return False
    ends = bool(_ENDS_SENTENCE.search(last.text))
    if _NUMBER.match(line.text) or _ITEM.match(line.text):
        return not ends and not _follows(group, line)
    first, others = group[0].left, group[1].left if len(group) > 1 else measure.left
    if abs(first - others) > 0.8 * line.size:
        return abs(line.left - others) < abs(line.left - first)
    if not ends:
        return True
    # Between numbered paragraphs stand headings, and a heading is neither full nor a sentence.
    is_numbered = bool(_NUMBER.match(group[0].text))
    return is_numbered and (measure.is_full(line) or bool(_ENDS_SENTENCE.search(line.text)))


def _follows(group: list[Line], line: Line) -> bool:
    """Whether a line begins with the number after that of its predecessor."""
    before, now = _NUMBER.match(group[0].text), _NUMBER.match(line.text)
    if now is None:
        return True
    return before is None or int(now[1]) == int(before[1]) + 1


def _is_same_row(last: Line, line: Line) -> bool:
    return (
        line.page == last.page
        and abs(line.baseline - last.baseline) < 0.3 * last.size
        and line.left >= last.right - last.size
    )


def _blank(above: Line, below: Line, measure: Measure) -> str:
    """What stands between two lines of one paragraph: a blank, or nothing."""
    left, right = above.text[-1], below.text[0]
    if left in "-‑/" or (left in "–—" and not above.text[:-1].endswith(" ")):
        return ""
    if _is_same_row(above, below):
        return " "
    is_chinese = bool(_HAN.search(above.text) or _HAN.search(below.text))
    wide = [_is_wide(char) or (is_chinese and char in _QUOTES) for char in (left, right)]
    if any(wide):
        return " " if above.is_open and not all(wide) else ""
    # In a Chinese line a break may fall anywhere, also inside a figure or a word.
    is_filled = (above.edge or measure.right) - above.right < 0.6 * above.size
    return "" if is_chinese and is_filled and not above.is_open else " "


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in {"W", "F"}


def _width(text: str) -> float:
    """The width of `text` in sizes, roughly."""
    return sum(1.0 if _is_wide(char) else 0.5 for char in text)
