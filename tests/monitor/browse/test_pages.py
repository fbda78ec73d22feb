"""The pages: all that an alert links to, with nothing of a page at work in them."""

import re
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import pytest

from monitor.browse.serve import reading_room
from monitor.render.words import history
from monitor.store import Store
from tests.monitor.browse.kin import Kin
from tests.monitor.browse.room import CONSULS, HOSTILE, Shelf, links, words
from tests.monitor.check.watch import NOON, PAGES


async def read(shelf: Shelf, path: str) -> str:
    answer = await shelf.room().client.get(path)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def every_page(shelf: Shelf) -> list[str]:
    document = f"/docwatch/documents/{shelf.hostile.document}"
    return [
        "/",
        "/-/docwatch",
        "/docwatch/sources/embassy-news",
        "/docwatch/sources/un-documents",
        f"/docwatch/changes/{shelf.hostile.id}",
        f"/docwatch/changes/{shelf.removed.id}",
        "/-/docwatch/documents",
        "/-/docwatch/documents?q=%3Cscript%3Ealert&source=%22%3E%3Cimg",
        "/-/docwatch/alerts",
        "/-/docwatch/quotes",
        "/-/docwatch/quotes?q=%3Cscript%3Ealert&only=%22%3E%3Cimg",
        document,
        f"{document}/changes",
        f"{document}/versions",
        f"{document}/versions/1",
        f"{document}/versions/2",
        f"{document}/diff/1/2",
    ]


async def test_the_first_page_has_the_latest_changes_and_the_state_of_the_sources(
    shelf: Shelf,
) -> None:
    page = await read(shelf, "/")
    assert f"/docwatch/changes/{shelf.edited.id}" in links(page)
    assert "/docwatch/sources/embassy-news" in links(page)
    said = words(page)
    assert shelf.edited.headline in said
    assert "removed" in said
    assert "status 500" in said


async def test_earlier_changes_are_a_page_further_on(shelf: Shelf) -> None:
    earlier = words(await read(shelf, "/?before=3"))
    assert "Earlier changes" in earlier
    assert await read(shelf, "/?before=x%27;--") == await read(shelf, "/")
    assert "No change" in words(await read(shelf, "/?before=0"))
    await read(shelf, f"/?before={'9' * 60}")


async def test_a_change_says_what_differs_between_which_checks_and_by_which_evidence(
    shelf: Shelf,
) -> None:
    page = await read(shelf, f"/docwatch/changes/{shelf.edited.id}")
    assert "<del>海峡两岸</del><ins>地区</ins>" in page
    said = words(page)
    assert "last seen so at 2026-11-21 21:00, first seen otherwise at 2026-11-21 23:00" in said
    assert "1 check in between failed" in said
    assert f"sha256:{shelf.edited.evidence_before}" in said
    assert f"sha256:{shelf.edited.evidence_after}" in said
    assert shelf.edited.id in said
    assert "strait" in said


async def test_what_is_folded_away_can_be_read_in_full(shelf: Shelf) -> None:
    page = await read(shelf, f"/docwatch/changes/{shelf.edited.id}")
    (hunk,) = shelf.edited.edits[0].hunks
    assert "[… " in page
    assert hunk.before in page
    assert hunk.after in page


async def test_a_document_has_its_versions_and_what_happened_to_it(shelf: Shelf) -> None:
    page = await read(shelf, f"/docwatch/documents/{shelf.edited.document}")
    base = f"/docwatch/documents/{shelf.edited.document}"
    assert {
        f"/docwatch/changes/{shelf.edited.id}",
        f"{base}/versions/1",
        f"{base}/diff/1/2",
        shelf.edited.url,
    } <= links(page)
    assert shelf.edited.evidence_after in page
    removed = words(await read(shelf, f"/docwatch/documents/{shelf.removed.document}"))
    assert "first found gone" in removed


async def test_two_versions_stand_side_by_side_for_who_asks(shelf: Shelf) -> None:
    address = f"/docwatch/documents/{shelf.edited.document}/diff/1/2"
    assert f"{address}?view=side" in links(await read(shelf, address))
    page = await read(shelf, f"{address}?view=side")
    assert '<table class="sides">' in page
    assert "<del>海峡两岸</del><ins>" not in page
    assert "<del>海峡两岸</del>" in page
    assert "<ins>地区</ins>" in page


async def test_any_two_versions_are_compared_in_either_direction(shelf: Shelf) -> None:
    base = f"/docwatch/documents/{shelf.edited.document}/diff"
    assert "<del>海峡两岸</del><ins>地区</ins>" in await read(shelf, f"{base}/1/2")
    assert "<del>地区</del><ins>海峡两岸</ins>" in await read(shelf, f"{base}/2/1")
    assert "no difference" in await read(shelf, f"{base}/2/2")


async def test_a_version_is_read_as_it_stood(shelf: Shelf) -> None:
    page = await read(shelf, f"/docwatch/documents/{shelf.hostile.document}/versions/1")
    assert CONSULS in page
    assert 'lang="zh"' in page
    assert "Version 1 of 2" in page


async def test_a_source_says_how_well_it_was_covered(shelf: Shelf) -> None:
    said = words(await read(shelf, "/docwatch/sources/embassy-news"))
    assert "3 of 3" in said
    assert "404" in said
    assert "down" in words(await read(shelf, "/docwatch/sources/un-documents"))


@pytest.mark.parametrize("path", ["", "/reading"])
async def test_the_link_of_an_alert_leads_to_the_history(shelf: Shelf, path: str) -> None:
    public = f"https://watch.example.org{path}"
    room = shelf.room(public_url=public)
    # The client of Datasette puts the path of `public_url` before the address.
    address = history(public, shelf.edited.document).removeprefix(public)
    answer = await room.client.get(address)
    assert answer.status_code == 200
    assert shelf.edited.headline in words(answer.text)
    assert all(link.startswith((f"{path}/", "https://", "#")) for link in links(answer.text))


async def test_rows_lead_to_the_page_that_has_more(shelf: Shelf) -> None:
    room = shelf.room()
    change = await room.client.get("/docwatch/changes/1")
    source = await room.client.get("/docwatch/sources/1")
    assert re.fullmatch(r"/docwatch/changes/c-[0-9a-f]{16}", change.headers["location"])
    assert source.headers["location"] == "/docwatch/sources/embassy-news"
    row = await room.client.get(f"/docwatch/documents/{shelf.edited.document}.json")
    assert row.json()["rows"]


@pytest.mark.parametrize("record", ["shelf", "kin"])
async def test_every_link_of_ours_leads_somewhere(
    shelf: Shelf, kin: Kin, record: Literal["shelf", "kin"]
) -> None:
    room = {"shelf": shelf, "kin": kin.shelf()}[record].room(originals=True)
    seen: set[str] = set()
    ahead = {"/"}
    while ahead:
        path = ahead.pop()
        seen.add(path)
        answer = await room.client.get(path)
        assert answer.status_code == 200, path
        ours = {link.split("#")[0] for link in links(answer.text) if link.startswith("/")}
        if answer.headers.get("content-security-policy"):
            ahead |= ours - seen
    assert len(seen) > 15


class Tags(HTMLParser):
    """Every tag of a page, and every attribute."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs


async def test_nothing_that_a_page_says_is_at_work_in_ours(shelf: Shelf) -> None:
    for path in every_page(shelf):
        page = await read(shelf, path)
        found = Tags(page)
        assert not found.tags & {"script", "img", "iframe", "object", "style", "base"}
        names = {name for name, _ in found.attributes}
        assert not {name for name in names if name.startswith("on")} | (names & {"style"})
        targets = [value or "" for name, value in found.attributes if name in {"href", "src"}]
        actions = [value for name, value in found.attributes if name in {"action", "formaction"}]
        assert set(actions) <= {"/-/docwatch/documents", "/-/docwatch/quotes"}
        assert all(re.match(r"/|https://site\.example\.org|\?|#", url) for url in targets)
        assert "\u202e" not in page
    # and yet it can be read
    said = words(await read(shelf, f"/docwatch/changes/{shelf.hostile.id}"))
    assert HOSTILE.replace("\u202e", "⟨U+202E⟩") in said


async def test_no_page_loads_anything_from_elsewhere(shelf: Shelf) -> None:
    room = shelf.room()
    for path in every_page(shelf):
        answer = await room.client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        (sheet,) = re.findall(r'<link rel="stylesheet" href="([^"]+)"', answer.text)
        style = await room.client.get(sheet)
        assert style.status_code == 200
        assert "url(" not in style.text
        assert "@import" not in style.text


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/docwatch/documents/{document:.8}", "It may be one of these"),
        ("/docwatch/documents/nothing", "id is d-"),
        ("/docwatch/documents/nothing/diff/1/2", "id is d-"),
        ("/docwatch/documents/{document}/versions/9", "has 2 versions"),
        ("/docwatch/documents/{document}/diff/0/1", "has 2 versions"),
        ("/docwatch/documents/{document}/diff/1/99999999999999999999999", "has 2 versions"),
        ("/docwatch/documents/nothing/versions", "id is d-"),
        ("/docwatch/documents/nothing/changes", "id is d-"),
        ("/docwatch/snapshots/99999", "A snapshot has a number"),
        ("/docwatch/snapshots/x", "A snapshot has a number"),
        ("/docwatch/snapshots/1/diff/99999", "A snapshot has a number"),
        ("/docwatch/snapshots/1/diff/2", "A snapshot has a number"),  # of two documents
        ("/docwatch/changes/nothing", "id is c-"),
        ("/docwatch/changes/99999999999999999999999", "id is c-"),
        ("/docwatch/sources/embassy", "embassy-news"),
    ],
)
async def test_a_wrong_address_is_told_where_to_look(shelf: Shelf, path: str, says: str) -> None:
    answer = await shelf.room().client.get(path.format(document=shelf.edited.document))
    assert answer.status_code == 404
    assert says in words(answer.text)


async def test_an_empty_record_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "docwatch.db"
    Store(path).close()
    said = words((await reading_room(path, timezone="UTC").client.get("/")).text)
    assert "docwatch check" in said
    assert "No change was observed so far" in said


async def test_what_is_written_meanwhile_is_on_the_next_page(tmp_path: Path) -> None:
    path = tmp_path / "docwatch.db"
    with closing(Store(path)) as store:
        room = reading_room(path, timezone="UTC")
        with store.transaction():
            store.sources.register([PAGES], now=NOON)
            before = await room.client.get("/")
            assert f"/docwatch/sources/{PAGES.name}" not in links(before.text)
        assert f"/docwatch/sources/{PAGES.name}" in links((await room.client.get("/")).text)
