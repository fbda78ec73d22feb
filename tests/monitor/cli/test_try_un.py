"""`docwatch try` of a UN document: by its symbol, and by the address of its PDF."""

import pytest

from tests.monitor.cli.desk import Desk
from tests.un_pages import un_pdf
from tests.un_text import Part

PARTS = (
    Part("常驻代表团的普通照会", is_heading=True),
    Part("1. 代表团承诺提供350万美元，用于支持民间社会、妇女和女童的各项活动，并且每年提出报告。"),
)


def test_a_symbol_is_shown_in_every_language_of_the_first_source_of_such_documents(
    desk: Desk,
) -> None:
    address = desk.site.url("/{symbol}/{language}")
    desk.configure(
        more=f"  un: {{spider: un_documents, symbols: [A/1/1], languages: [zh, en],"
        f' address: "{address}"}}\n'
    )
    desk.site.serve("/A%2F76%2F392/zh", un_pdf(PARTS), content_type="application/pdf")
    desk.site.serve("/A%2F76%2F392/en", b"", content_type=None)

    result = desk.types("try", "A/76/392")

    assert result.exit_code == 0
    for part in ("常驻代表团的普通照会", "numbered: 1. ", "job_number", "not_published"):
        assert part in result.stdout
    assert desk.site.paths == ["/A%2F76%2F392/zh", "/A%2F76%2F392/en"]


@pytest.mark.parametrize(
    "typed",
    [
        "a/76/392",
        "Ａ／７６／３９２＊",
        "https://undocs.org/zh/A/76/392",
        "http://www.un.org/ga/search/view_doc.asp?symbol=A/76/392&Lang=C",
    ],
)
def test_a_symbol_may_be_typed_in_any_spelling_or_be_a_link(desk: Desk, typed: str) -> None:
    address = desk.site.url("/{symbol}/{language}")
    desk.configure(more=f'  un: {{spider: un_documents, symbols: [A/1/1], address: "{address}"}}\n')
    desk.site.serve("/A%2F76%2F392/en", un_pdf(PARTS), content_type="application/pdf")

    result = desk.types("try", typed)

    assert (result.exit_code, "A/76/392" in result.stdout) == (0, True), result.output
    assert desk.site.paths == ["/A%2F76%2F392/en"]


def test_the_address_of_a_pdf_is_read_as_a_un_document(desk: Desk) -> None:
    desk.site.serve("/n2113600.pdf", un_pdf(PARTS), content_type="application/pdf")

    result = desk.types("try", desk.site.url("/n2113600.pdf"), "--spider", "un_documents")

    assert result.exit_code == 0
    assert "A/76/392" in result.stdout
