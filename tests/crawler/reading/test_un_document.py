"""The same document, however it is set: one text, one reading, and nothing of its pages in it."""

import re
from functools import cache
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.items import Block, Document
from crawler.reading import un_document
from crawler.reading.un_document import UnText, attached
from monitor.diff import reading_key
from tests.drawing import BOLD, HAN, HEIGHT, Text, below, drawn, paragraph
from tests.un_pages import Layout, Masthead, un_pdf
from tests.un_text import Part, seed

FURNITURE = re.compile(
    r"A/76/392|21-13600|\*?2113600\*?|^\d+/\d+$|^\d+$|请回收|recycle|GE\.|Distr|^联合国$"
)
PARTS = (
    Part("常驻代表团的普通照会", is_heading=True),
    Part("一、国际承诺", is_heading=True),
    *(
        Part(
            f"{number}. 代表团承诺提供{number * 35}万美元，用于支持民间社会、妇女和女童的各项活动，"
            "并且每年提出报告；代表团欢迎第60/251号决议，并重申支持人权理事会的工作，直到下一届会议开始为止。"
        )
        for number in range(1, 13)
    ),
    Part("二、国内承诺", is_heading=True),
    *(Part(f"{number}. 代表团在国内促进人权，并且与联合国合作。") for number in range(13, 20)),
)


def key(found: UnText) -> str:
    return reading_key(
        Document(url="https://un.example.org/", title=found.title, blocks=found.blocks)
    )


@cache
def usual_key() -> str:
    return key(un_document.read(un_pdf(PARTS)))


def numbers(found: UnText) -> list[int]:
    texts = [block.text for block in found.blocks if block.kind == "numbered"]
    return [int(re.match(r"\d+", text)[0]) for text in texts]  # type: ignore[index]


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(
    paper=st.sampled_from(["letter", "a4"]),
    size=st.sampled_from([9.5, 10.5, 12]),
    columns=st.integers(24, 38),
    spacing=st.floats(1.35, 1.7),
    apart=st.floats(6, 12),
    heading=st.sampled_from([0.0, 1.5]),
    author=st.text("ab", max_size=4),
)
def test_a_document_made_anew_with_other_lines_and_pages_reads_the_same(
    paper: str, size: float, columns: int, spacing: float, apart: float, heading: float, author: str
) -> None:
    layout = Layout(
        paper=paper,
        size=size,
        columns=min(columns, 400 / size),
        leading=size * spacing,
        apart=apart,
        heading=heading,
        author=author,
    )

    found = un_document.read(un_pdf(PARTS, layout=layout))

    assert key(found) == usual_key()
    assert numbers(found) == list(range(1, 20))
    assert not [block.text for block in found.blocks if FURNITURE.search(block.text)]


def geneva(parts: list[str], foot: float) -> bytes:
    """A document as Geneva sets it: its job number with GE., and the wish that it be recycled."""
    symbol = "A/HRC/48/L.1"
    pages: list[list[Text]] = [[
        Text(60, 58, "联合国", 14, HAN),
        Text(420, 57, symbol, 18),
        Text(123, 87, "大 会", 20, HAN),
        *(Text(380, 87 + 12 * n, text) for n, text in enumerate(
            ("Distr.: Limited", "30 September 2021", "Chinese", "Original: English"))),
        Text(60, 200, "人权理事会", 10, HAN),
        Text(60, 214, "第四十八届会议", 10, HAN),
        Text(60, 228, "议程项目 3", 10, HAN),
        Text(60, 242, "增进和保护所有人权", 10, HAN),
        Text(120, 290, "决议草案", 14, HAN),
        Text(60, HEIGHT - foot - 20, "GE.21-13600 (C)  300921  081021"),
        Text(60, HEIGHT - foot, "*2113600*", 12),
        Text(400, HEIGHT - foot, "请回收", 9, HAN),
    ]]  # fmt: skip
    down = 330.0
    for text in parts:
        lines = paragraph(text, down, left=120, width=400, size=10.5, leading=15, font=HAN)
        if lines[-1].down > HEIGHT - foot - 40:
            number = len(pages) + 1
            left = 60 if number % 2 == 0 else 430
            pages.append([
                Text(left, foot, symbol, 9),
                Text(left, HEIGHT - foot, str(number), 9),
                Text(490 - left, HEIGHT - foot, "GE.21-13600", 8),
            ])  # fmt: skip
            down = foot + 50
            lines = paragraph(text, down, left=120, width=400, size=10.5, leading=15, font=HAN)
        pages[-1] += lines
        down = below(lines, 24)
    return drawn(*pages)


@pytest.mark.parametrize("foot", [40, 60, 95])
def test_a_document_of_geneva_has_nothing_of_its_pages_in_its_text(foot: float) -> None:
    parts = [part.text for part in PARTS if not part.is_heading]

    found = un_document.read(geneva(parts, foot))

    assert (found.title, found.symbols, found.date) == ("决议草案", ("A/HRC/48/L.1",), "2021-09-30")
    assert found.fields["job_number"] == "GE.21-13600"
    assert [block.text for block in found.blocks] == parts


def test_a_pdf_is_known_behind_what_may_stand_before_it() -> None:
    body = un_pdf(seed())

    assert un_document.read(b"\xef\xbb\xbf\n" + body).blocks == un_document.read(body).blocks


def test_the_seed_reads_the_same_in_every_layout() -> None:
    parts = seed()
    layouts = [
        Layout(paper=paper, size=size, columns=columns, leading=1.5 * size, apart=7)
        for paper, size, columns in product(("letter", "a4"), (9.5, 11), (28, 35))
    ]

    keys = {key(un_document.read(un_pdf(parts, layout=layout))) for layout in layouts}

    assert len(keys) == 1


def test_a_footnote_stands_by_the_first_paragraph_that_refers_to_it() -> None:
    blocks = [Block("paragraph", text) for text in ("Iraq:* draft", "the Covenant,¹ the", "End.¹²")]
    notes = ["* Sponsors may change.", "¹ Resolution 2200.", "¹² Ibid.", "³ Nowhere."]

    assert [block.text for block in attached(blocks, notes)] == [
        "Iraq:* draft",
        "* Sponsors may change.",
        "the Covenant,¹ the",
        "¹ Resolution 2200.",
        "End.¹²",
        "¹² Ibid.",
        "³ Nowhere.",
    ]


def test_the_footnotes_of_an_annex_begin_anew() -> None:
    blocks = [Block("paragraph", text) for text in ("one¹", "two²", "annex¹")]

    order = [block.text for block in attached(blocks, ["¹ a", "² b", "¹ c"])]

    assert order == ["one¹", "¹ a", "two²", "² b", "annex¹", "¹ c"]


@pytest.mark.parametrize(
    ("symbol", "base", "parent"),
    [
        ("A/76/5/Corr.1", "A/76/5", "A/76/5"),
        ("A/76/L.9/Rev.1/Add.2", "A/76/L.9", "A/76/L.9/Rev.1"),
    ],
)
def test_a_document_says_of_which_it_is_a_part(symbol: str, base: str, parent: str) -> None:
    found = un_document.read(un_pdf(PARTS, head=Masthead(symbol=symbol)))

    assert (found.fields["base"], found.fields["parent"]) == (base, parent)


def test_a_reissue_is_known_by_its_note_in_every_language() -> None:
    for said in ("* 因技术原因重新印发。", "* Reissued for technical reasons on 4 November 2025."):
        found = un_document.read(un_pdf(PARTS, head=Masthead(mark="*"), notes=[said]))

        assert found.fields["reissue"] == said[2:]
        assert said not in {block.text for block in found.blocks}


def test_another_heading_below_the_masthead_is_the_title() -> None:
    lines = [
        Text(430, 57, "CEDAW/C/CHN/CO/9", 14),
        *(
            Text(380, 87 + 12 * n, text)
            for n, text in enumerate(("Distr.: General", "31 May 2023"))
        ),
        Text(80, 200, "Concluding observations on the report of China*", 14, BOLD),
        *paragraph("1.   The Committee considered the report. " * 4, 240),
    ]

    found = un_document.read(drawn(lines))

    assert found.title == "Concluding observations on the report of China*"
    assert (found.language, numbers(found)) == ("en", [1])
