"""Scans of UN documents: kept without a text, and told when something else takes their place."""

import io
from collections.abc import AsyncIterator

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from monitor.model import CheckReport, Kind, Outcome
from monitor.store import Store
from tests.monitor.check.un_desk import Desk
from tests.site import Site
from tests.un_papers import un_paper

PATH = "/archive/A_5_1.pdf"


class Scans(Desk):
    """Watches one document, by its symbol or by the address of its file."""

    by_symbol = True

    def put(self, body: bytes) -> None:
        """Put a file in the document's place."""
        self.server.publish("A/5/1", body)
        self.site.serve(PATH, body, content_type="application/pdf")

    async def see(self) -> CheckReport:
        """One look at it."""
        return await self.look(
            **{"symbols": "A/5/1"} if self.by_symbol else {"urls": self.site.url(PATH)}
        )


@pytest.fixture(params=[True, False], ids=["by symbol", "by address"])
async def desk(request: pytest.FixtureRequest, site: Site, store: Store) -> AsyncIterator[Scans]:
    one = Scans(site, store)
    one.by_symbol = request.param
    yield one
    await one.crawl.stop()


async def test_a_scan_says_that_it_has_no_text_and_its_bytes_are_kept(desk: Scans) -> None:
    desk.put(scan(b"\x00"))

    report = await desk.see()

    assert (report.outcome, report.baseline, report.failed) == (Outcome.OK, 1, 0)
    (document,) = desk.documents()
    (snapshot,) = desk.store.snapshots.of(document.id)
    assert snapshot.reading.fields["text_layer"] == "no text layer: 1 pages"
    assert desk.store.captures.body(snapshot.body) == scan(b"\x00")


async def test_the_same_pictures_in_another_file_are_told_to_nobody(
    desk: Scans, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program may save a scan, and pack its pictures in another way that loses nothing."""
    desk.put(scan(b"\x00"))
    await desk.see()
    monkeypatch.setattr("reportlab.rl_config.useA85", 0)
    packed = scan(b"\x00")
    assert b"ASCII85" not in packed
    reports = []
    for body in (
        packed,
        packed + b"\n% another program was here\n%%EOF\n",
        scan(b"\x00", author="Another"),
    ):
        desk.put(body)
        reports.append(await desk.see())

    assert [(each.unchanged, each.changes) for each in reports] == [(1, ())] * 3


async def test_another_scan_in_its_place_is_told_once(desk: Scans) -> None:
    desk.put(scan(b"\x00"))
    await desk.see()
    desk.put(scan(b"\xff"))
    other = await desk.see()
    again = await desk.see()

    (change,) = other.changes
    assert (change.kind, [edit.field for edit in change.edits]) == (Kind.EDITED, ["pictures"])
    assert desk.store.captures.has(change.evidence_before)
    assert again.unchanged == 1


async def test_a_page_more_is_told(desk: Scans) -> None:
    desk.put(scan(b"\x00"))
    await desk.see()
    desk.put(scan(b"\x00", b"\x40"))
    report = await desk.see()

    assert {edit.field for edit in report.changes[0].edits} == {"pictures", "text_layer"}


async def test_letters_drawn_as_outlines_are_pictures_as_well(desk: Scans) -> None:
    desk.put(outlines(100))
    await desk.see()
    desk.put(outlines(100, author="Another"))
    same = await desk.see()
    desk.put(outlines(240))
    other = await desk.see()

    assert (same.unchanged, len(other.changes)) == (1, 1)


async def test_a_text_in_the_place_of_a_scan_is_told_once(desk: Scans) -> None:
    desk.put(scan(b"\x00"))
    await desk.see()
    desk.put(un_paper("A/5/1"))
    report = await desk.see()
    again = await desk.see()

    (change,) = report.changes
    assert {"pictures", "text", "text_layer"} <= {edit.field for edit in change.edits}
    assert (again.unchanged, len(desk.changes())) == (1, 1)


def scan(*shades: bytes, author: str = "Archive") -> bytes:
    """Pages that are pictures."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    canvas.setAuthor(author)
    for shade in shades:
        picture = io.BytesIO(b"P5 16 16 255\n" + shade * 256)
        canvas.drawImage(ImageReader(picture), 0, 0, 500, 700)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def outlines(left: float, *, author: str = "Archive") -> bytes:
    """A page without letters and without pictures."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    canvas.setAuthor(author)
    canvas.rect(left, 300, 200, 40, fill=1)
    canvas.save()
    return file.getvalue()
