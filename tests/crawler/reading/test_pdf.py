"""The lines of a PDF: where they stand, what is a blank, and what cannot be read."""

from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from crawler.items import UnreadableError
from crawler.reading.pdf import Sheet, sheets
from tests.drawing import ARABIC, BOLD, HAN, HEIGHT, Text, drawn, paragraph

CORPORA = Path(__file__).parents[3] / ".." / "shared" / "corpora"
FILL = "The delegation reports on these activities every year."


def first(*lines: Text) -> Sheet:
    return sheets(drawn([*lines, *paragraph(FILL, 700)]))[0]


def test_a_line_knows_its_place_its_size_and_its_weight() -> None:
    (line, *_) = first(Text(80, 100, "人权理事会", 12, HAN)).lines

    assert (line.text, line.page, round(line.size)) == ("人权理事会", 0, 12)
    assert (round(line.left), round(line.right)) == (80, 140)
    assert round(HEIGHT - line.baseline) == 100
    assert first(Text(80, 100, "Annex", 12, BOLD)).lines[0].is_bold
    assert not line.is_bold


def test_what_stands_far_apart_is_two_lines_and_less_far_two_cells_of_one() -> None:
    far = first(Text(80, 100, "A/76/392"), Text(300, 100, "Page 2"))
    near = first(Text(80, 100, "2019"), Text(122, 100, "350"))

    assert [line.text for line in far.lines[:2]] == ["A/76/392", "Page 2"]
    assert near.lines[0].text == "2019 350"
    assert [cell.text for cell in near.lines[0].cells] == ["2019", "350"]


def test_letters_that_are_set_a_little_apart_are_one_word() -> None:
    # 0.12 of their size: so Word spaces what it justifies.
    apart = (Text(80, 100, "sup"), Text(80 + 13.9 + 1.2, 100, "plies"))

    assert first(*apart).lines[0].text == "supplies"


def test_a_raised_figure_is_a_reference_and_no_figure_of_the_number_before() -> None:
    line = first(Text(80, 100, "10"), Text(90, 96, "2", 6), Text(96, 100, "metres")).lines[0]

    assert line.text == "10² metres"


def test_arabic_is_read_as_it_is_written_and_begins_at_the_right_edge() -> None:
    words = "الجمعية العامة للأمم المتحدة"
    page = [
        Text(300, 100, words[::-1], 12, ARABIC),
        Text(60, 100, "A/76/392", 12),
        Text(300, 130, words[::-1], 12, ARABIC),
    ]

    sheet = sheets(drawn(page))[0]

    assert {line.text for line in sheet.lines} == {words, "A/76/392"}
    arabic, latin = sheet.lines[0], next(line for line in sheet.lines if "A/76" in line.text)
    assert arabic.left < latin.left


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(UnreadableError, match="no text layer: 4 characters on 2 pages"):
        sheets(drawn([Text(80, 100, "1")], [Text(80, 100, "Map")]))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("encrypted_with_empty_password", "encrypted PDF"),
        ("encrypted_with_unsupported_algorithm", "Emissions Scenarios"),
    ],
)
def test_an_encrypted_pdf_that_opens_without_a_password_is_read(name: str, said: str) -> None:
    file = CORPORA / "pdf-edge-cases" / f"{name}.pdf"
    if not file.exists():
        pytest.skip("the shared corpora are not here")

    assert any(said in line.text for sheet in sheets(file.read_bytes()) for line in sheet.lines)


def test_a_password_is_named_as_what_stands_in_the_way() -> None:
    canvas = Canvas("unused", encrypt=StandardEncryption("secret", strength=128))
    canvas.drawString(80, 700, FILL)

    with pytest.raises(UnreadableError, match="wants a password"):
        sheets(canvas.getpdfdata())


@pytest.mark.parametrize("body", [b"", b"<html>", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_cannot_be_opened(body: bytes) -> None:
    with pytest.raises(UnreadableError, match="cannot be opened"):
        sheets(body)
