"""The quote finder: who said it, from when, and until when."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from monitor.browse import quotes
from monitor.store import Store
from monitor.store.connection import Connection
from tests.monitor.browse.kin import NOTE, Kin
from tests.monitor.browse.room import HOSTILE, Shelf, links, turned, words


async def found(kin: Kin, text: str, **others: str) -> str:
    query = "&".join(f"{name}={quote(value)}" for name, value in {"q": text, **others}.items())
    answer = await kin.shelf().room().client.get(f"/-/docwatch/quotes?{query}")
    assert answer.status_code == 200
    return str(answer.text)


async def test_words_from_the_middle_of_a_sentence_are_found_with_the_time_they_stood(
    kin: Kin,
) -> None:
    page = await found(kin, "350万美元")
    assert "<mark>350万美元</mark>" in page
    base = f"/docwatch/documents/{kin.translation}"
    assert {base, f"{base}/versions/1", f"{base}/diff/1/2"} <= links(page)
    entry = words(page.partition(f'href="{base}"')[2].partition("</li>")[0])
    assert "seen from 2026-11-21 22:00 to 2026-11-21 22:00" in entry
    assert "first seen without it at 2026-11-21 23:00" in entry
    standing = words(page.partition(f'href="/docwatch/documents/{kin.corrigendum}"')[2])
    assert "and still standing then" in standing.partition("live")[0]


async def test_a_text_that_came_back_has_two_stretches(kin: Kin) -> None:
    page = words(await found(kin, "同意“保持"))
    assert "Version 1, seen from" in page
    assert "Version 3, seen from" in page
    assert "Version 2" not in page


async def test_what_is_said_no_more_can_be_asked_for_alone(kin: Kin) -> None:
    page = await found(kin, "350万美元", only="gone")
    assert f"/docwatch/documents/{kin.translation}" in links(page)
    assert f"/docwatch/documents/{kin.note}" not in links(page)


async def test_a_quote_is_looked_for_in_one_source(kin: Kin) -> None:
    assert "No version" in words(await found(kin, "350万美元", source="news"))
    assert "No version" not in words(await found(kin, "350万美元", source="un"))


async def test_every_line_of_a_quote_is_looked_for(kin: Kin) -> None:
    both = f"{NOTE[:6]}\n\n  {NOTE[-7:]} "
    assert f"<mark>{NOTE[:6]}</mark>" in await found(kin, both)
    assert "No version" in words(await found(kin, f"{NOTE[:6]}\n没有这样说过"))


@pytest.mark.parametrize("text", ["", "  \n ", "100%", "_", "350万美圆", "x" * 5000])
async def test_what_nobody_said_is_not_found(kin: Kin, text: str) -> None:
    page = await found(kin, text)
    assert "<mark>" not in page
    assert ("No version" in words(page)) == bool(text.strip())


async def test_the_words_of_a_joined_document_lead_to_the_other_one(kin: Kin) -> None:
    page = await found(kin, "第2号正文")
    base = f"/docwatch/documents/{kin.kept}"
    assert {base, f"{base}/versions/1", f"{base}/diff/1/2"} <= links(page)


async def test_what_is_looked_for_and_found_does_nothing(shelf: Shelf) -> None:
    answer = await shelf.room().client.get(f"/-/docwatch/quotes?q={quote(HOSTILE)}")
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    assert f"<mark>{HOSTILE.partition('<')[0]}" in answer.text
    assert "\u202e" not in answer.text.partition("</form>")[2]


async def test_what_our_eyes_lost_is_not_said_to_be_gone(kin: Kin, tmp_path: Path) -> None:
    path = tmp_path / "docwatch.db"
    path.write_bytes(kin.path.read_bytes())
    with closing(Store(path)) as store:
        standing = store.documents.get(kin.note)
        assert standing is not None
        assert standing.snapshot is not None
        reading = replace(standing.snapshot.reading, blocks=())
        with store.transaction():
            store.snapshots.read_otherwise(standing.snapshot, reading, reader="tomorrow's")
    other = Kin(**{**vars(kin), "path": path})
    page = await found(other, "350万美元", source="un")
    entry = page.partition(f'href="/docwatch/documents/{kin.note}"')[2].partition("</li>")[0]
    assert "docwatch reads it otherwise since" in words(entry)
    assert "first seen without it" not in words(entry)


async def test_a_document_that_was_removed_says_when_it_was_found_gone(shelf: Shelf) -> None:
    answer = await shelf.room().client.get(f"/-/docwatch/quotes?q={quote('第2号新闻稿')}")
    assert "the document was first found gone at 2026-11-22 00:00" in words(answer.text)


async def test_every_version_is_looked_through_slice_by_slice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "docwatch.db"
    document = await turned(path, 12)
    monkeypatch.setattr(quotes, "SLICE", 5)
    with closing(Connection(path)) as record:
        numbers = [
            row["id"]
            for up_to in range(quotes.newest(record), 0, -quotes.SLICE)
            for row in quotes.hits(record, wanted=("本周共受理",), source="", up_to=up_to)
        ]
    assert numbers == list(range(13, 0, -1))
    page = await Shelf(path, *[None] * 3).room().client.get("/-/docwatch/quotes?q=受理7份")  # type: ignore[list-item]
    assert f"/docwatch/documents/{document}/versions/8" in links(page.text)


async def test_of_too_many_documents_the_first_are_shown_and_it_is_said(
    kin: Kin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotes, "MOST", 2)
    page = await found(kin, "正文")
    assert "More than 2 documents say it" in words(page)
    assert page.count("<mark>") == 2
