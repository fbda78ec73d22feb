"""Feeds and pages name documents by symbols and links; only those that are wanted are followed."""

import pytest

from crawler.items import UnreadableError
from crawler.reading.un_finds import Find, in_feed, on_page, wanted


def rss(*items: str) -> bytes:
    return (
        f"<rss version='2.0'><channel><title>New</title>{''.join(items)}</channel></rss>".encode()
    )


def item(title: str, link: str = "https://undocs.org/", summary: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link>"
        f"<description>{summary}</description></item>"
    )


@pytest.mark.parametrize(
    ("entry", "symbol"),
    [
        (item("A/76/100"), "A/76/100"),
        (item("A/76/100", summary="A new document"), "A/76/100"),
        (item("A/76/100 - Report of the Council"), "A/76/100"),
        (item("S/RES/2600 (2021): Resolution"), "S/RES/2600(2021)"),
        (item("A/RES/79/218 A"), "A/RES/79/218 A"),
        (item("Report of the Council (A/76/53)"), "A/76/53"),
        (item("人权理事会的报告 A/76/53，增编"), "A/76/53"),
        (item("Report", "https://undocs.org/en/A/76/53"), "A/76/53"),
        (item("Report", summary="Document A/76/53, just issued"), "A/76/53"),
    ],
)
def test_an_entry_names_its_document(entry: str, symbol: str) -> None:
    (found,) = in_feed(rss(entry))

    assert found.symbol == symbol


def test_entries_that_name_none_are_passed_over_and_an_empty_feed_is_one() -> None:
    assert in_feed(rss(item("Latest documents"))) == in_feed(rss()) == ()


def test_atom_is_a_feed_as_well() -> None:
    body = (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><title>New</title><entry><title>Report</title>"
        b"<link href='https://docs.un.org/zh/A/76/1'/></entry></feed>"
    )

    assert [find.symbol for find in in_feed(body)] == ["A/76/1"]


FILE = "https://documents-dds-ny.un.org/doc/UNDOC/GEN/N21/136/00/pdf/N2113600.pdf?OpenElement"


def test_a_link_by_job_number_leads_to_the_symbol_that_is_written_beside_it() -> None:
    entry = rss(item("A/HRC/48/L.1", FILE), item("Verbatim record", FILE))
    page = f'<html><main><a href="{FILE}">A/HRC/48/L.1*</a></main></html>'.encode()

    said, unsaid = in_feed(entry)
    (linked,) = on_page(page, "text/html", "https://www.un.org/elections/")

    assert (said.symbol, said.url) == (linked.symbol, linked.url) == ("A/HRC/48/L.1", "")
    assert (unsaid.symbol, unsaid.url) == ("", FILE)


@pytest.mark.parametrize("body", [b"<html><body>moved</body></html>", b"", b"/etc/passwd"])
def test_what_is_no_feed_is_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadableError, match="no feed"):
        in_feed(body)


def test_the_links_of_a_page_lead_to_documents_each_once() -> None:
    page = """<html><main>
        <a href="https://undocs.org/en/A/76/1">Note of China</a> <a href="/about">About</a>
        <a href="https://undocs.org/A/76/1">A/76/1</a>
        <a href="https://documents.un.org/doc/undoc/gen/n21/1/00/pdf/n2113600.pdf">PDF</a>
        </main></html>"""

    found = on_page(page.encode(), "text/html", "https://www.un.org/elections/")

    assert found == (
        Find("A/76/1", "", "Note of China A/76/1"),
        Find("", "https://documents.un.org/doc/undoc/gen/n21/1/00/pdf/n2113600.pdf", "PDF"),
    )


@pytest.mark.parametrize(
    ("prefixes", "words", "symbols"),
    [
        ((), (), ["A/HRC/48/1", "A/76/1", "S/2021/1"]),
        (("a/hrc/",), (), ["A/HRC/48/1"]),
        ((), ("CHINA", "中国"), ["A/76/1"]),
        (("S/",), ("china",), ["A/76/1", "S/2021/1"]),
    ],
)
def test_what_is_wanted_begins_so_or_has_a_word_in_its_title(
    prefixes: tuple[str, ...], words: tuple[str, ...], symbols: list[str]
) -> None:
    finds = [
        Find("A/HRC/48/1", "", "Report"),
        Find("A/76/1", "", "Note of China"),
        Find("S/2021/1", "", "Letter"),
    ]

    assert [find.symbol for find in wanted(finds, prefixes, words)] == symbols
