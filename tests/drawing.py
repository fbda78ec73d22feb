"""Pages drawn line by line: a PDF of which a test knows where everything stands."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LATIN, BOLD, HAN, ARABIC = "Times-Roman", "Times-Bold", "STSong-Light", "DejaVuSans"
_ARABIC_FILE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


class Text(NamedTuple):
    """A line of text: where it begins, in points from the left and from the top."""

    left: float
    down: float
    text: str
    size: float = 10
    font: str = LATIN


def drawn(*pages: Iterable[Text]) -> bytes:
    """A PDF of these pages, each line drawn in the order given."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)
    for page in pages:
        for line in page:
            canvas.setFont(registered(line.font), line.size)
            canvas.drawString(line.left, HEIGHT - line.down, line.text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def paragraph(
    text: str,
    down: float,
    *,
    left: float = 80,
    width: float = 430,
    size: float = 10,
    leading: float = 12.5,
    font: str = LATIN,
    indent: float = 0,
) -> list[Text]:
    """Lines of a text, broken between its words or ideographs."""
    registered(font)
    lines: list[str] = [""]
    room = width - indent
    for word in _words(text):
        if pdfmetrics.stringWidth((lines[-1] + word).rstrip(), font, size) > room:
            lines.append("")
            room = width
        lines[-1] += word
    return [
        Text(left + (0 if number else indent), down + number * leading, line.strip(), size, font)
        for number, line in enumerate(lines)
    ]


def below(lines: Sequence[Text], gap: float) -> float:
    """The height of what stands so far below the last of these lines."""
    return lines[-1].down + gap


def _words(text: str) -> Iterable[str]:
    word = ""
    for char in text:
        word += char
        if char == " " or char > "\u2e80":
            yield word
            word = ""
    if word:
        yield word


def registered(name: str) -> str:
    """A font, ready to be used; a test that wants one that is not here is skipped."""
    if name == HAN:
        pdfmetrics.registerFont(UnicodeCIDFont(HAN))
    if name == ARABIC:
        if not _ARABIC_FILE.exists():
            pytest.skip("no Arabic font is installed")
        pdfmetrics.registerFont(TTFont(ARABIC, _ARABIC_FILE))
    return name
