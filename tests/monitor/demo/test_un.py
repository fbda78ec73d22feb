"""The demo's PDFs, as they are shipped, read as the text that they were made for."""

from datetime import UTC, datetime

import pytest

from crawler.addresses import canonical
from crawler.items import Document, Page, Verdict
from crawler.options import UnDocumentsOptions
from crawler.spiders.un_documents import UnDocumentsSpider, address
from monitor.demo.timeline import DOCUMENTS
from monitor.demo.un import AID, MISSION
from monitor.diff import compare
from monitor.model import Weight
from tests.make_demo_pdfs import REISSUED, SHIPPED, Shipped

OPTIONS = UnDocumentsOptions(symbols=(AID, MISSION), languages=("zh", "en"))
LARGEST = 60_000  # bytes


def read(shipped: Shipped) -> Document:
    page = Page(
        url=canonical(address(OPTIONS, shipped.head.symbol, "zh")),
        status=200,
        fetched_at=datetime(2026, 11, 21, tzinfo=UTC),
        verdict=Verdict.OK,
    )
    body = shipped.path.read_bytes()
    (document,) = UnDocumentsSpider.read(page, body, "document", OPTIONS).documents
    return document


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda each: each.name)
def test_a_pdf_reads_as_the_text_that_it_was_made_for(shipped: Shipped) -> None:
    document = read(shipped)

    title, *rest = (part.text for part in shipped.parts)
    assert (document.title, [block.text for block in document.blocks]) == (title, rest)
    assert document.fields["symbol"] == shipped.head.symbol
    assert document.fields["job_number"] == shipped.head.job
    assert document.fields.get("reissue", "") == (REISSUED if shipped.head.mark else "")
    assert shipped.path.stat().st_size < LARGEST


def test_one_made_anew_differs_in_bytes_alone_and_a_reissue_in_what_it_says() -> None:
    aid, anew, reissued, _ = SHIPPED

    assert aid.path.read_bytes() != anew.path.read_bytes()
    assert compare(read(aid), read(anew)).weight is Weight.IDENTICAL
    assert compare(read(aid), read(reissued)).weight is Weight.SUBSTANTIVE


def test_all_that_is_served_at_first_is_shipped() -> None:
    shipped = {each.path.read_bytes() for each in SHIPPED}
    assert shipped.issuperset(DOCUMENTS.values())
