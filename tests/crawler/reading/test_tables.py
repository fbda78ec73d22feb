"""The rows of tables are rows, however they are set; lists are none."""

import pytest

from tests.crawler.reading.report import CHINESE, ENGLISH, TITLE, blocks
from tests.drawing import HAN, Text, below, paragraph


def cells(*rows: tuple[float, tuple[str, ...]], font: str, lefts: tuple[float, ...]) -> list[Text]:
    return [
        Text(left, down, text, 10, font)
        for down, texts in rows
        for left, text in zip(lefts, texts, strict=True)
        if text
    ]


HEAD = ("Year", "Contribution", "Purpose")
ROWS = [("2019", "350", "Civil society"), ("2020", "1 000", "Education"), ("2021", "225", "Other")]


@pytest.mark.parametrize("lefts", [(80, 160, 300), (80, 130, 220), (90, 250, 400)])
@pytest.mark.parametrize("step", [13.0, 16.0, 22.0])
def test_the_rows_of_a_table_are_rows(lefts: tuple[float, ...], step: float) -> None:
    before = paragraph(ENGLISH, 100)
    start = below(before, 30)
    table = cells(
        *((start + step * number, row) for number, row in enumerate([HEAD, *ROWS])),
        font="Times-Roman",
        lefts=lefts,
    )

    found = blocks([TITLE, *before, *table, *paragraph(ENGLISH, below(table, 30))])

    assert [block.text for block in found if block.kind == "row"] == [
        " | ".join(row) for row in (HEAD, *ROWS)
    ]
    assert [block.text for block in found if block.kind != "row"] == [ENGLISH.strip()] * 2


@pytest.mark.parametrize("at_bottom", [False, True])
def test_a_cell_may_run_over_several_lines(at_bottom: bool) -> None:
    single, double = ("二〇一九年", "350万美元"), ("用于支持民间社会和妇女的", "各项活动")
    lines = [(*single, double[0]), ("", "", double[1])]
    if at_bottom:
        lines = [("", "", double[0]), (*single, double[1])]
    before = paragraph(CHINESE * 2, 100, font=HAN)
    table = cells(
        (200, ("年份", "捐款", "说明")),
        (222, lines[0]),
        (235, lines[1]),
        (257, ("二〇二〇年", "100万美元", "用于教育")),
        (279, ("二〇二一年", "225万美元", "其他")),
        font=HAN,
        lefts=(80, 180, 300),
    )

    found = blocks([TITLE, *before, *table, *paragraph(CHINESE, 310, font=HAN)])

    assert [block.text for block in found if block.kind == "row"] == [
        "年份 | 捐款 | 说明",
        "二〇一九年 | 350万美元 | 用于支持民间社会和妇女的各项活动",
        "二〇二〇年 | 100万美元 | 用于教育",
        "二〇二一年 | 225万美元 | 其他",
    ]


def test_the_dots_of_a_table_of_contents_are_no_text() -> None:
    table = cells(
        (100, ("I. Introduction . . . . . . . . . . . . . . . . . . . .", "1–3", "2")),
        (116, ("II. Activities of the Office . . . . . . . . . . . . . .", "4–20", "3")),
        (132, ("III. Conclusions . . . . . . . . . . . . . . . . . . .", "21–25", "7")),
        font="Times-Roman",
        lefts=(80, 350, 420),
    )

    found = blocks([TITLE, *table, *paragraph(ENGLISH, 170)])

    assert [block.text for block in found if block.kind == "row"] == [
        "I. Introduction | 1–3 | 2",
        "II. Activities of the Office | 4–20 | 3",
        "III. Conclusions | 21–25 | 7",
    ]


def test_numbered_paragraphs_and_lists_are_no_tables() -> None:
    lines = [
        Text(80 + (0 if number % 2 == 0 else 40), 100 + 26 * number, f"{mark}", 10)
        for number, mark in enumerate(("1.", "(a)", "2.", "(b)", "3."))
    ]
    texts = [Text(line.left + 34, line.down, f"Calls upon all States, item {n}", 10)
             for n, line in enumerate(lines)]  # fmt: skip
    both = [line for pair in zip(lines, texts, strict=True) for line in pair]

    found = blocks([TITLE, *both])

    assert [block.kind for block in found] == ["numbered", "item", "numbered", "item", "numbered"]
