"""Arabic comes out as it is written, whatever the file holds."""

from collections.abc import Callable

import pytest

from crawler.reading import un_document
from crawler.reading.leftward import Mark, logical
from tests.arabic import shaped, visual
from tests.un_papers import un_paper

TEXTS = [
    "[دون الإحالة إلى لجنة رئيسية (A/80/L.7)]",
    "تهيب بالدول (انظر A/80/L.7 و A/76/6 (Sect. 3)/Corr.1) أن تقدم 12.5 في المائة.",
    "لا ينطبق على النص الإنكليزي United Nations Office (OHCHR) في 1999-2000.",
    "بلغت النسبة 35% من 2 800 دولار في البند 71 (ب)؛",
    "«حقوق الإنسان» في 11 تشرين الثاني/نوفمبر 2025.",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("glyphs", [str, shaped], ids=["letters", "presentation forms"])
def test_figures_symbols_and_brackets_stand_where_they_are_read(
    text: str, glyphs: Callable[[str], str]
) -> None:
    found = un_document.read(un_paper("A/80/29", "ar", lead=[text, "نص", "نص آخر"], glyphs=glyphs))

    assert [block for block in found.blocks if text in block.text]


@pytest.mark.parametrize("text", TEXTS)
def test_marks_are_read_in_whatever_order_they_are_drawn(text: str) -> None:
    marks = [Mark(char, 6.0 * place, 6.0 * place + 6) for place, char in enumerate(visual(text))]

    assert logical(marks, 3.0) == text
    assert logical(marks[::-1], 3.0) == text


def test_points_stay_with_their_letters_and_ligatures_whole() -> None:
    marks = [
        Mark("م", 0, 5),
        Mark("لا", 5, 12),  # one glyph
        Mark("س", 12, 20),
        Mark("\u064f", 14, 14),  # above the one before
    ]

    assert logical(marks, 3.0) == "سُلام"


def test_letters_that_stand_apart_are_two_words() -> None:
    marks = [Mark("ب", 0, 5), Mark("ا", 20, 25)]

    assert logical(marks, 3.0) == "ا ب"


def test_a_line_without_arabic_is_read_as_it_stands() -> None:
    marks = [Mark(char, 6.0 * place, 6.0 * place + 6) for place, char in enumerate("25-17755 (A)")]

    assert logical(marks[::-1], 3.0) == "25-17755 (A)"
