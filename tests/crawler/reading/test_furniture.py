"""What stands on every page is taken away, and nothing else."""

from crawler.reading.furniture import content, job_numbers, note_number
from crawler.reading.pdf import Line, Sheet


def line(text: str, baseline: float, *, page: int = 0, size: float = 10.0) -> Line:
    return Line(text=text, page=page, left=100, right=480, baseline=baseline, size=size)


def sheet(*lines: Line) -> Sheet:
    return Sheet(612, 792, lines)


def body(*sheets: Sheet) -> list[str]:
    return [line.text for line in content(sheets).body]


def test_the_barcode_of_a_reissue_goes_with_its_star() -> None:
    assert body(sheet(line("正文", 400), line("*2113600**", 29))) == ["正文"]


def test_heads_page_numbers_job_numbers_and_barcodes_go() -> None:
    first = sheet(line("正文", 400), line("21-13600 (C) 300921 081021", 44), line("*2113600*", 29))
    second = sheet(
        line("关于会费的决议", 743, page=1),
        line("A/76/392", 733, page=1),
        line("正文续", 700, page=1),
        line("2/9", 37, page=1),
        line("21-13600", 38, page=1),
    )

    assert body(first, second) == ["正文", "正文续"]


def test_a_figure_or_a_symbol_inside_the_text_stays() -> None:
    assert body(sheet(line("A/76/392", 400), line("2/9", 380), line("*2113600*", 360))) == [
        "A/76/392",
        "2/9",
        "*2113600*",
    ]


def test_the_last_line_of_a_page_stays_though_it_is_at_the_edge() -> None:
    assert body(sheet(line("这是最后一行", 60)), sheet(line("那是另一行", 60, page=1))) == [
        "这是最后一行",
        "那是另一行",
    ]


def test_footnotes_are_known_by_the_rule_or_by_size_and_mark() -> None:
    ruled = sheet(line("正文第一行", 400), line("____________", 150), line("¹ 见附件。", 140))
    small = sheet(
        line("正文第一行，比脚注长", 400),
        line("1 见附件一。", 140, size=8),
        line("续行", 130, size=8),
    )

    assert [line.text for line in content([ruled]).notes] == ["¹ 见附件。"]
    assert [line.text for line in content([small]).notes] == ["1 见附件一。", "续行"]


def test_the_job_number_of_a_reissue_has_its_days() -> None:
    foot = sheet(line("25-17755* (E) 121125", 44))

    assert job_numbers(foot) == {"job_number": "25-17755", "job_dates": "121125"}
    assert job_numbers(sheet(line("GE.21-11532 (C)", 44)))["job_number"] == "GE.21-11532"


def test_a_footnote_begins_with_its_mark() -> None:
    assert [note_number(text) for text in ("¹² 见", "** 见", "3 见", "见第3段")] == [
        "¹²",
        "**",
        "3",
        "",
    ]
