"""A file that an article links to is read by what it is, whatever stands before its first byte."""

from datetime import UTC, datetime

import pytest

from crawler.items import Document, Page, Verdict
from crawler.reading import office
from tests.papers import paper
from tests.word_files import docx_file

TITLE = "关于签证的公告"
TEXT = "自即日起，签证申请须在网上提交，详情见本馆网站。"
PAGE = Page(
    url="https://mission.example.org/notice.pdf",
    fetched_at=datetime(2026, 11, 21, tzinfo=UTC),
    verdict=Verdict.OK,
)


def read(body: bytes) -> Document:
    return office.read(PAGE, body)


@pytest.mark.parametrize("before", [b"", b"\r\n", b"\xef\xbb\xbf"])
def test_a_pdf_is_one_whatever_stands_before_it(before: bytes) -> None:
    found = read(before + paper(TITLE, TEXT))

    assert (found.title, found.text, found.form) == (TITLE, TEXT, "pdf")
    assert found.language == "zh"


def test_a_word_file_has_its_title_and_its_rows() -> None:
    found = read(docx_file("A/76/100", TEXT, title=TITLE, rows=(("年份", "捐款"),)))

    assert (found.title, found.form, found.language) == (TITLE, "docx", "zh")
    assert [block.text for block in found.blocks if block.kind == "row"][-1] == "年份 | 捐款"
