"""The numbers that Word shows and does not write are counted as Word counts them."""

import docx
from docx.text.paragraph import Paragraph
from lxml import etree

from crawler.reading.word_numbers import Numbers, W

LEVELS = (("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%1.%3"))


def numbering(*levels: tuple[str, str]) -> etree._Element:
    """One list, number 7, whose levels are counted and written so."""
    rows = "".join(
        f'<w:lvl w:ilvl="{number}"><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for number, (kind, text) in enumerate(levels)
    )
    return etree.fromstring(
        f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="3">{rows}'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    )


def paragraph(level: int | None = None, name: str = "7") -> Paragraph:
    """A paragraph of that list; of none without a level."""
    found = docx.Document().add_paragraph("text")
    if level is not None:
        number = found._p.get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_numId().val = int(name)
        number.get_or_add_ilvl().val = level
    return found


def counted(root: etree._Element | None, *levels: int | None, name: str = "7") -> list[str]:
    numbers = Numbers(root)
    return [numbers.next(paragraph(level, name)) for level in levels]


def test_each_level_counts_by_itself_and_anew_below_the_next_of_what_is_above() -> None:
    assert counted(numbering(*LEVELS), 0, 1, 1, 2, 0, 1, None) == [
        *("1.", "(a)", "(b)", "1.i", "2.", "(a)", ""),
    ]


def test_a_bullet_is_no_number() -> None:
    assert counted(numbering(("bullet", "\uf0b7")), 0, 0) == ["•", "•"]


def test_a_list_that_the_file_does_not_describe_is_counted_in_figures() -> None:
    assert counted(numbering(*LEVELS), 0, 0, name="9") == ["1.", "2."]
    assert counted(None, 0) == ["1."]
    assert counted(numbering(*LEVELS), 0, name="0") == [""]


def test_capitals_are_capitals() -> None:
    assert counted(numbering(("upperRoman", "%1")), 0, 0, 0, 0) == ["I", "II", "III", "IV"]
    assert counted(numbering(("upperLetter", "%1")), 0, 0) == ["A", "B"]
