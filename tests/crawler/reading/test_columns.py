"""Columns of text are read one after the other, however they are drawn."""

from itertools import chain, zip_longest

from tests.crawler.reading.report import CHINESE, ENGLISH, TITLE, blocks
from tests.drawing import BOLD, HAN, Text, paragraph


def test_columns_are_read_one_after_the_other_however_they_are_drawn() -> None:
    left = paragraph(ENGLISH + ENGLISH, 100, left=60, width=220)
    right = paragraph("Mr. Zhang (China): " + ENGLISH, 100, left=310, width=220)
    in_rows = [line for pair in zip_longest(left, right) for line in pair if line]

    for lines in ([*left, *right], in_rows, [*right, *left]):
        texts = [block.text for block in blocks([TITLE, *lines])]
        assert texts == [(ENGLISH + ENGLISH).strip(), f"Mr. Zhang (China): {ENGLISH}".strip()]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    whole = paragraph(CHINESE * 8, 100, left=60, width=220, size=10, font=HAN)
    half = len(whole) // 2
    moved = [
        line._replace(left=310, down=100 + number * 12.5)
        for number, line in enumerate(whole[half:])
    ]

    (found,) = blocks([TITLE, *whole[:half], *moved])

    assert found.text == CHINESE * 8


def test_a_heading_over_both_columns_stands_between_what_is_above_and_below() -> None:
    def pair(down: float, first: str, second: str) -> list[Text]:
        sides = ((60, first), (310, second))
        return list(
            chain.from_iterable(
                paragraph(f"{mark} {ENGLISH}", down, left=left, width=220) for left, mark in sides
            )
        )

    heading = "Agenda item 3: the situation in both of the regions"
    lines = [*pair(100, "First.", "Second."), Text(120, 240, heading, 12, BOLD)]
    lines += pair(270, "Third.", "Fourth.")

    texts = [block.text.partition(" ")[0] for block in blocks([TITLE, *lines])]

    assert texts == ["First.", "Second.", "Agenda", "Third.", "Fourth."]


def test_a_heading_is_parted_from_the_text_right_below_it() -> None:
    text = paragraph(ENGLISH, 112.5)

    found = blocks([TITLE, Text(80, 100, "Emissions scenarios", 10, BOLD), *text])

    assert [(block.kind, block.text) for block in found] == [
        ("heading", "Emissions scenarios"),
        ("paragraph", ENGLISH.strip()),
    ]
