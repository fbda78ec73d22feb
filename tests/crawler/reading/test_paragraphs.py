"""Where paragraphs end: numbers, gaps, indents, unfilled lines; and how lines are joined."""

import pytest

from crawler.reading.paragraphs import Measure, is_heading, paragraphs
from crawler.reading.pdf import Line

MEASURE = Measure(size=10, leading=12, left=100, right=500)


def line(text: str, baseline: float, **others: object) -> Line:
    """A full line at the left edge, unless said otherwise."""
    values: dict[str, object] = {"page": 0, "left": 100.0, "right": 498.0, "size": 10.0}
    return Line(text=text, baseline=baseline, **(values | others))  # type: ignore[arg-type]


def texts(*lines: Line) -> list[str]:
    return [part.text for part in paragraphs(lines, MEASURE)]


def test_full_lines_at_the_usual_distance_are_one_paragraph() -> None:
    assert texts(line("我们", 700), line("承诺", 688)) == ["我们承诺"]
    assert texts(line("the human", 700), line("rights", 688)) == ["the human rights"]


def test_a_gap_an_unfilled_line_and_another_size_part_paragraphs() -> None:
    assert texts(line("我们", 700), line("承诺", 682)) == ["我们", "承诺"]
    assert texts(line("我们", 700, right=400.0), line("承诺", 688)) == ["我们", "承诺"]
    assert texts(line("我们", 700, size=13.0), line("承诺", 688)) == ["我们", "承诺"]


def test_a_line_that_begins_with_a_number_by_chance_begins_no_paragraph() -> None:
    assert texts(line("见第", 700), line("3. 款所述", 688)) == ["见第3. 款所述"]
    assert texts(line("提出报告。", 700), line("3. 请秘书长", 688)) == ["提出报告。", "3. 请秘书长"]


def test_an_indent_says_over_the_page_whether_a_paragraph_goes_on() -> None:
    first = (line("Recalling that", 700, left=123.0), line("the report ended.", 688))

    goes_on = texts(*first, line("It is clear", 730, page=1))
    begins = texts(*first, line("Recalling also", 730, page=1, left=123.0))

    assert goes_on == ["Recalling that the report ended. It is clear"]
    assert begins == ["Recalling that the report ended.", "Recalling also"]


def test_over_the_page_a_heading_does_not_become_the_end_of_a_paragraph() -> None:
    above = (line("1. 美国承诺", 112), line("提出报告。", 100))

    parts = texts(*above, line("国际承诺", 730, page=1, right=150.0), line("2. 美国", 700, page=1))

    assert parts == ["1. 美国承诺提出报告。", "国际承诺", "2. 美国"]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("Two-", "State Solution", "Two-State Solution"),
        ("in its resolution,", "and the", "in its resolution, and the"),
        ("第60/", "251号", "第60/251号"),
        ("人权 (见附件", ")。", "人权 (见附件)。"),
    ],
)
def test_a_blank_is_put_between_words_only(above: str, below: str, joined: str) -> None:
    assert texts(line(above, 700), line(below, 688)) == [joined]


def test_in_a_chinese_line_a_figure_may_be_parted_and_a_drawn_blank_is_kept() -> None:
    assert texts(line("提供近20", 700, right=499.0), line("24万", 688)) == ["提供近2024万"]
    open_line = line("提供近2", 700, is_open=True)
    assert texts(open_line, line("800万", 688)) == ["提供近2 800万"]


def test_a_heading_is_bold_or_large_or_short_and_no_sentence() -> None:
    found = {
        part.text: is_heading(part, MEASURE)
        for part in paragraphs(
            [
                line("总则", 700, right=120.0),
                line("大会，", 680, right=130.0),
                line("United Nations principles", 660, is_bold=True),
                line("1. 请秘书长", 640, right=150.0),
                line("第52次全体会议", 620, left=400.0, right=480.0),
            ],
            MEASURE,
        )
    }

    assert [text for text, heading in found.items() if heading] == [
        "总则",
        "United Nations principles",
    ]
