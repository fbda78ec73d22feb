"""UN documents read as their people wrote them, however they are set and wherever pages end."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.addresses import canonical
from crawler.items import Document, Page, Reading, UnreadableError, Verdict, dump, load
from crawler.options import UnDocumentsOptions
from crawler.reading.un_address import address
from crawler.spiders.un_documents import UnDocumentsSpider
from monitor.diff import compare
from monitor.model import Weight
from tests.un_pages import Layout, Masthead, un_pdf
from tests.un_papers import un_paper
from tests.un_text import FIRST, Part, changed, seed

CORPORA = Path(__file__).parents[3] / ".." / "shared" / "corpora"
OPTIONS = UnDocumentsOptions(symbols=("A/76/392",), languages=("zh", "en"))
TORN = frozenset({"全球供应链", "公共卫生问"})  # where the seed's pages end
SHORT = (
    Part("常驻代表团的普通照会", is_heading=True),
    Part("1. 代表团承诺提供350万美元，用于支持民间社会、妇女和女童的各项活动，并且每年提出报告。"),
    Part("2. 代表团欢迎第60/251号决议，并重申支持人权理事会的工作，直到下一届会议开始为止。"),
)


def page(symbol: str = "A/76/392", language: str = "zh", **others: object) -> Page:
    url = canonical(address(OPTIONS, symbol, language))
    values: dict[str, object] = {
        "url": url,
        "status": 200,
        "headers": {"content-type": "application/pdf"},
        "fetched_at": datetime(2026, 11, 21, tzinfo=UTC),
        "verdict": Verdict.OK,
    }
    return Page(**(values | others))  # type: ignore[arg-type]


def reading(body: bytes, symbol: str = "A/76/392", language: str = "zh") -> Reading:
    found = UnDocumentsSpider.read(page(symbol, language), body, "document", OPTIONS)
    assert load(Reading, dump(found)) == found
    return found


def document(body: bytes, symbol: str = "A/76/392", language: str = "zh") -> Document:
    (found,) = reading(body, symbol, language).documents
    return found


def numbers(found: Document) -> list[int]:
    texts = [block.text for block in found.blocks if block.kind == "numbered"]
    return [int(re.match(r"\d+", text)[0]) for text in texts]  # type: ignore[index]


def corpus(folder: str, name: str) -> bytes:
    file = CORPORA / folder / f"{name}.pdf"
    if not file.exists():
        pytest.skip("the shared corpora are not here")
    return file.read_bytes()


# What is asked ------------------------------------------------------------------------------------


def test_every_symbol_is_asked_in_every_language_percent_encoded() -> None:
    options = UnDocumentsOptions(symbols=("A/76/100", "S/RES/2600 (2021)"), languages=("zh", "en"))

    asked = [link.url.partition("?")[2] for link in UnDocumentsSpider.entries(options)]

    assert asked == [
        "s=A%2F76%2F100&l=zh&t=pdf",
        "s=A%2F76%2F100&l=en&t=pdf",
        "s=S%2FRES%2F2600%20%282021%29&l=zh&t=pdf",
        "s=S%2FRES%2F2600%20%282021%29&l=en&t=pdf",
    ]


def test_language_versions_know_each_other() -> None:
    found = document(un_pdf(SHORT))

    assert ("zh", {"en": page(language="en").url}) == (found.language, found.twins)
    assert reading(un_pdf(SHORT)).interface == "symbol:A/76/392:zh"


# What is not there --------------------------------------------------------------------------------

SHELL = (
    b"<!doctype html><html lang=en><head><meta charset=utf-8><title>ODS</title>"
    b"<script type=module src=/assets/index.js></script></head><body><div id=root></div>"
    + b"<!-- -->" * 120
    + b"</body></html>"
)
NOTE = b"<html><body><p>There is no document matching your request.</p></body></html>"
OUTAGE = b"<html><title>Service unavailable</title><body><script src=/a.js></script>x</body></html>"
ELSEWHERE = b"<html><body><script src=/a.js></script><script>location='/x'</script></body></html>"


@pytest.mark.parametrize(
    ("body", "judged", "verdict"),
    [
        (b"", Verdict.EMPTY, Verdict.NOT_PUBLISHED),
        (SHELL, Verdict.WRONG_TYPE, Verdict.NOT_PUBLISHED),
        (NOTE, Verdict.WRONG_TYPE, Verdict.NOT_PUBLISHED),
        (OUTAGE, Verdict.ERROR, Verdict.ERROR),
        (ELSEWHERE, Verdict.WRONG_TYPE, Verdict.WRONG_TYPE),
        (SHELL + b"x" * 9000, Verdict.WRONG_TYPE, Verdict.WRONG_TYPE),
    ],
)
def test_what_is_not_published_is_told_from_what_failed(
    body: bytes, judged: Verdict, verdict: Verdict
) -> None:
    asked = page(verdict=judged, headers={})

    assert verdict == UnDocumentsSpider.second_look(asked, body)[0]


@pytest.mark.parametrize("status", [403, 404, 500, 202])
def test_an_empty_answer_of_another_status_is_what_its_status_says(status: int) -> None:
    asked = page(verdict=Verdict.ERROR, status=status, headers={})

    assert UnDocumentsSpider.second_look(asked, b"")[0] == Verdict.ERROR


# A Chinese document -------------------------------------------------------------------------------


def test_the_seed_reads_whole_across_lines_and_pages_and_without_furniture() -> None:
    parts = seed()

    found = document(un_pdf(parts, layout=Layout(breaks=TORN)))

    assert found.title == FIRST
    assert [part.text for part in parts[1:]] == [block.text for block in found.blocks]
    assert list(range(1, 35)) == numbers(found)
    headings = [part.text for part in parts[1:] if part.is_heading]
    assert headings == [block.text for block in found.blocks if block.kind == "heading"]


def test_the_masthead_becomes_fields() -> None:
    found = document(un_pdf(SHORT))

    assert found.dates == {"published": "2021-09-27"}
    assert found.fields == {
        "symbol": "A/76/392",
        "distribution": "General",
        "original_language": "English",
        "session": "第七十六届会议",
        "agenda_item": "116(d)",
        "subject": "选举各附属机构成员以补空缺，并进行其他选举：选举人权理事会成员",
        "job_number": "21-13600",
        "job_dates": "300921 081021",
    }


def test_of_every_part_it_is_said_what_gave_it() -> None:
    notes = ("* 由于技术原因于2021年10月8日重新印发。",)

    for body in (un_pdf(SHORT, head=Masthead(mark="*"), notes=notes), un_paper("A/76/5/Corr.1")):
        found = document(body)

        assert found.read_by.keys() >= {
            *("title", "body", "language", "published"),
            *found.fields,
            *found.remarks,
        }


@pytest.mark.parametrize(
    "layout",
    [
        Layout(paper="a4", size=9.5, columns=38, leading=13, author="Somebody else"),
        Layout(size=12, columns=30, leading=18, apart=8),
        Layout(columns=31, leading=14, breaks=frozenset({"促进人"})),
        Layout(columns=28, heading=1.5, apart=7),
    ],
    ids=["A4", "larger", "narrow", "large headings"],
)
def test_the_same_text_set_otherwise_is_the_same_document(layout: Layout) -> None:
    parts = seed()
    before = document(un_pdf(parts, layout=Layout(breaks=TORN)))

    assert compare(before, document(un_pdf(parts, layout=layout))).weight == Weight.IDENTICAL


def test_one_changed_amount_is_one_edit_in_its_paragraph() -> None:
    parts = seed()
    before = document(un_pdf(parts, layout=Layout(breaks=TORN)))

    other = changed(parts, "115万美元", "225万美元")
    (edit,) = compare(before, document(un_pdf(other, layout=Layout(columns=30)))).edits

    (hunk,) = edit.hunks
    assert (edit.field, hunk.after[:3]) == ("text", "8. ")
    assert [part for part in hunk.diff if part[0] != "="] == [("-", "115万"), ("+", "225万")]


def test_a_new_job_number_is_no_edit_of_the_text() -> None:
    head = Masthead(job="21-14000", days="011121")

    edits = compare(document(un_pdf(SHORT)), document(un_pdf(SHORT, head=head))).edits

    assert {"job_number", "job_dates"} == {edit.field for edit in edits}


def test_a_reissue_is_known_by_the_star_at_the_symbol_and_its_note() -> None:
    notes = ("* 由于技术原因于2021年10月8日重新印发。", "1 见大会第60/251号决议。")

    found = document(un_pdf(SHORT, head=Masthead(mark="*"), notes=notes))
    other = document(un_pdf(SHORT, notes=("* 任何变动将反映在正式记录中。",)))

    assert (
        found.fields["symbol"],
        found.fields["reissue"],
    ) == ("A/76/392", "由于技术原因于2021年10月8日重新印发。")
    assert [b.text for b in found.blocks if b.kind == "footnote"] == ["1 见大会第60/251号决议。"]
    assert "reissue" not in other.fields, "a star elsewhere is a footnote like any other"


# Real documents -----------------------------------------------------------------------------------

REAL = [
    ("A/80/L.1", "2025-09-09", "Limited", 0),
    ("A/80/L.10", "2025-11-05", "Limited", 9),
    ("A/80/L.11", "2025-11-06", "Limited", 3),
    ("A/80/L.23", "2025-11-28", "Limited", 108),
    ("A/80/L.30", "2025-12-08", "Limited", 11),
    ("A/80/L.42", "2025-12-23", "Limited", 0),
    ("A/C.1/80/L.29", "2025-10-13", "Limited", 15),
    ("A/C.3/80/L.29", "2025-11-04", "Limited", 28),
    ("A/C.6/80/L.23", "2025-11-14", "Limited", 33),
    ("A/RES/80/62", "2025-12-05", "General", 10),
]
FURNITURE = re.compile(r"^\d+/\d+$|\b\d{2}-\d{5}\b|\*\d{6,}\*|^Distr|^United Nations$|^Original:")


@pytest.mark.parametrize(("symbol", "date", "distribution", "last"), REAL)
def test_a_real_document_reads_with_all_its_paragraphs(
    symbol: str, date: str, distribution: str, last: int
) -> None:
    found = document(corpus("un-pdfs", symbol.replace("/", "_")), symbol, "en")

    assert (symbol, date, distribution) == (
        found.fields["symbol"],
        found.dates["published"],
        found.fields["distribution"],
    )
    assert list(range(1, last + 1)) == numbers(found)
    assert not [b.text for b in found.blocks if FURNITURE.search(b.text) or b.text == symbol]


def test_an_annex_numbers_its_paragraphs_anew() -> None:
    found = document(corpus("un-pdfs", "A_C.2_80_L.42"), "A/C.2/80/L.42", "en")

    assert [*range(1, 8), *range(1, 39)] == numbers(found)
    assert found.title == "Consumer product safety"


def test_a_real_reissue_says_so() -> None:
    found = document(corpus("un-pdfs", "A_C.3_80_L.29"), "A/C.3/80/L.29", "en")

    assert found.fields["reissue"] == "Second reissue for technical reasons (12 November 2025)."
    assert "symbol" in {each.scheme for each in found.identities}


def test_a_pdf_without_its_end_says_so() -> None:
    options = UnDocumentsOptions(urls=("https://site.example.org/file.pdf",))
    asked = replace(page(), url="https://site.example.org/file.pdf")

    with pytest.raises(UnreadableError, match="no %%EOF"):
        UnDocumentsSpider.read(
            asked, corpus("pdf-edge-cases", "no_eof_marker"), "document", options
        )


@pytest.mark.parametrize("name", ["no_metadata", "simple"])
def test_a_scan_that_is_named_by_its_address_is_a_document_without_text(name: str) -> None:
    options = UnDocumentsOptions(urls=("https://site.example.org/old/A_5%201.pdf",))
    asked = replace(page(), url="https://site.example.org/old/A_5%201.pdf")

    (found,) = UnDocumentsSpider.read(
        asked, corpus("pdf-edge-cases", name), "document", options
    ).documents

    assert (found.title, found.blocks, found.identities) == ("A_5 1.pdf", (), ())
    assert found.fields["text_layer"].startswith("no text layer: ")
    assert (found.read_by["title"], found.read_by["body"]) == ("address", "nothing: no text layer")


def test_a_scan_that_is_asked_by_its_symbol_is_a_document_without_text() -> None:
    found = document(corpus("pdf-edge-cases", "no_metadata"))

    assert (found.title, found.blocks, found.form) == ("A/76/392", (), "pdf")
    assert found.fields["text_layer"] == "no text layer: 2 pages"
    assert [each.value for each in found.identities] == ["A/76/392"]
    assert len(found.fields["pictures"]) == 64


def test_an_encrypted_pdf_that_opens_without_a_password_is_read() -> None:
    found = document(corpus("pdf-edge-cases", "encrypted_with_empty_password"))

    assert found.blocks[0].text == "This is an encrypted PDF."


@pytest.mark.parametrize("body", [b"<html>", b"", b"%PDF-1.7\n%%EOF", b"%PDF-1.4 \0\1\2 %%EOF"])
def test_what_is_no_pdf_is_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadableError):
        document(body)


def test_a_document_known_by_its_address_alone_is_read_as_well() -> None:
    options = UnDocumentsOptions(urls=("https://site.example.org/n2113600.pdf",))
    asked = replace(page(), url="https://site.example.org/n2113600.pdf")

    found = UnDocumentsSpider.read(asked, un_pdf(SHORT), "document", options)

    assert (
        found.documents[0].language,
        found.documents[0].identities[0].value,
    ) == ("zh", "A/76/392")
    assert (found.interface, found.ends) == ("address:https://site.example.org/n2113600.pdf", True)
