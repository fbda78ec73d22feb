"""PDFs as offices put them up: a large title, and paragraphs in Chinese."""

import io

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas


def paper(title: str, *paragraphs: str) -> bytes:
    """A page with a large title and paragraphs; the same words give the same bytes."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    canvas.setFont("STSong-Light", 20)
    canvas.drawString(72, 760, title)
    canvas.setFont("STSong-Light", 11)
    for number, paragraph in enumerate(paragraphs):
        canvas.drawString(72, 700 - 40 * number, paragraph)
    canvas.save()
    return file.getvalue()
