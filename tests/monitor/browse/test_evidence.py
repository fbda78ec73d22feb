"""What a version is cited by, and pages as they came, given away as files and as nothing else."""

import hashlib
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from monitor.browse import evidence
from monitor.errors import StoreError
from monitor.store.connection import Connection
from tests.monitor.browse.kin import PDF, Kin
from tests.monitor.browse.room import links, words

BODY = hashlib.sha256(PDF).hexdigest()


async def read(kin: Kin, path: str, **others: Any) -> str:
    answer = await kin.shelf().room(**others).client.get(path)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


async def test_a_version_is_cited_in_two_languages_by_what_never_changes(kin: Kin) -> None:
    public = "https://watch.example.org/reading"
    path = f"/docwatch/documents/{kin.article}/versions/2"
    page = await read(kin, path, public_url=public)
    copies = [words(part.partition("</p>")[0]) for part in page.split('<p class="copy"')[1:]]
    assert len(copies) == 2
    for copy in copies:
        assert "第1号新闻稿" in copy
        assert "https://site.example.org/zh/1/" in copy
        assert "2026-11-21 14:00:00 UTC" in copy
        assert "sha256:" in copy
        assert re.search(rf"{public}/docwatch/snapshots/\d+$", copy)
    assert "version 2 of 3" in copies[0]
    assert "第2版（共3版）" in copies[1]


async def test_a_permanent_address_leads_to_the_version(kin: Kin) -> None:
    path = f"/docwatch/documents/{kin.article}/versions/2"
    page = words(await read(kin, path))
    address = page.partition("permanent address")[2].split()[0].removeprefix("http://localhost")
    answer = await kin.shelf().room().client.get(address)
    assert answer.headers["location"] == path


async def test_a_difference_has_an_address_that_stays_when_documents_are_joined(kin: Kin) -> None:
    for document in (kin.article, kin.kept):  # the latter with a version of what was joined to it
        path = f"/docwatch/documents/{document}/diff/1/2"
        page = words(await read(kin, path))
        address = page.partition("permanent address")[2].split()[0].removeprefix("http://localhost")
        answer = await kin.shelf().room().client.get(address)
        assert answer.headers["location"] == path


async def test_a_version_says_between_which_looks_it_came_and_went(kin: Kin) -> None:
    base = f"/docwatch/documents/{kin.article}/versions"
    first, second, third = [words(await read(kin, f"{base}/{number}")) for number in (1, 2, 3)]
    assert "by 2026-11-21 21:00, the first look" in first
    assert "after 2026-11-21 21:00, when it was last seen otherwise" in second
    assert "and by 2026-11-21 23:00, when it was first seen otherwise" in second
    assert "it is the latest version" in third


async def test_a_change_is_cited_with_both_pages(kin: Kin) -> None:
    change = next(each for each in kin.changes if each.evidence_before)
    page = words(await read(kin, f"/docwatch/changes/{change.id}"))
    assert f"sha256:{change.evidence_before} → sha256:{change.evidence_after}" in page
    assert "edited, between 2026-11-21" in page
    assert "改动" in page


async def test_the_headers_of_a_page_are_shown_and_do_nothing(kin: Kin) -> None:
    page = await read(kin, f"/docwatch/documents/{kin.file}/versions/1")
    assert "content-type" in words(page)
    assert "x-&lt;i&gt;" in page
    assert "a⟨U+202E⟩b" in page


async def test_a_page_as_it_came_is_a_file_and_never_a_page(kin: Kin) -> None:
    path = f"/-/docwatch/originals/{BODY}"
    room = kin.shelf().room(originals=True)
    answer = await room.client.get(path)
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == f'attachment; filename="{BODY}.pdf"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    version = await read(kin, f"/docwatch/documents/{kin.file}/versions/1", originals=True)
    assert path in links(version)


async def test_who_is_not_told_to_gives_no_page_away(kin: Kin) -> None:
    for room in (kin.shelf().room(), kin.shelf().plain()):
        answer = await room.client.get(f"/-/docwatch/originals/{BODY}")
        assert answer.status_code == 404
        assert PDF not in answer.content
    page = await read(kin, f"/docwatch/documents/{kin.file}/versions/1")
    assert not [link for link in links(page) if "originals" in link]


@pytest.mark.parametrize("name", ["0" * 64, "x", "../../etc/passwd", BODY[:63], f"{BODY}.pdf"])
async def test_what_is_no_page_of_the_record_is_not_found(kin: Kin, name: str) -> None:
    answer = await kin.shelf().room(originals=True).client.get(f"/-/docwatch/originals/{name}")
    assert answer.status_code == 404


async def test_the_table_of_bodies_stays_locked_where_pages_are_given_away(kin: Kin) -> None:
    room = kin.shelf().room(originals=True)
    assert (await room.client.get(f"/docwatch/blobs/{BODY}.json")).status_code == 403


def test_a_damaged_page_is_not_given_away(kin: Kin, tmp_path: Path) -> None:
    path = tmp_path / "docwatch.db"
    path.write_bytes(kin.path.read_bytes())
    with closing(Connection(path)) as record:
        record.write("update blobs set data = x'00' where sha256 = :name", {"name": BODY})
    with pytest.raises(StoreError):
        evidence.body(path, BODY)
    assert evidence.body(kin.path, BODY) == PDF


@pytest.mark.parametrize(
    ("body", "suffix"),
    [
        (PDF, ".pdf"),
        (b"PK\x03\x04...", ".docx"),
        (b"\xd0\xcf\x11\xe0...", ".doc"),
        (b"\n<!doctype html><script>", ".txt"),
        (b"", ".txt"),
    ],
)
def test_a_file_is_called_so_that_nothing_in_it_runs(body: bytes, suffix: str) -> None:
    assert evidence.suffix(body) == suffix


async def test_versions_are_compared_by_the_rules_of_their_check(kin: Kin) -> None:
    page = await read(kin, f"/docwatch/documents/{kin.article}/diff/1/2")
    assert "<h2>text</h2>" in page  # by the usual rules it would be typographic
    said = words(page)
    assert "the rules by which version 2 was judged: the usual ones" in said
    assert "no difference is made by simplified and traditional characters" in said
    assert "a difference is made by which quotation marks" in said
    of_the_un = words(await read(kin, f"/docwatch/documents/{kin.translation}/diff/1/2"))
    assert "the rules by which version 2 was judged, which are the usual ones" in of_the_un


async def test_an_older_check_did_not_write_its_rules_down(kin: Kin, tmp_path: Path) -> None:
    path = tmp_path / "docwatch.db"
    path.write_bytes(kin.path.read_bytes())
    with closing(Connection(path)) as record:
        record.write("update checks set rules = ''")
    older = Kin(**{**vars(kin), "path": path})
    page = await read(older, f"/docwatch/documents/{kin.article}/diff/1/2")
    assert '<h2>text <span class="quiet">typographic' in page
    said = words(page)
    assert "the usual rules; by which ones version 2 was judged is not on record" in said


async def test_a_record_of_an_older_docwatch_says_what_to_do(kin: Kin, tmp_path: Path) -> None:
    path = tmp_path / "docwatch.db"
    path.write_bytes(kin.path.read_bytes())
    with closing(Connection(path)) as record:
        record.write("alter table checks drop column rules")
    older = Kin(**{**vars(kin), "path": path})
    base = f"/docwatch/documents/{kin.article}"
    answer = await older.shelf().room().client.get(f"{base}/diff/1/2")
    assert answer.status_code == 503
    assert "An older docwatch made this record" in answer.text
    assert (await older.shelf().room().client.get(base)).status_code == 200
