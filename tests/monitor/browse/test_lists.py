"""Lists that grow for years: read page by page, found again by source, state and words."""

import asyncio
import re
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.browse import outbox, papers, queries
from monitor.browse.record import Reader
from monitor.browse.serve import reading_room
from monitor.store import Store
from monitor.store.connection import Connection
from tests.monitor.browse.room import Shelf, links, turned, words

TURNS = 60


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lists") / "docwatch.db"


@pytest.fixture(scope="module")
def document(path: Path) -> str:
    return asyncio.run(turned(path, TURNS))


async def walk(path: Path, address: str, pattern: str) -> tuple[list[str], int]:
    """What matches on a page and on all that follow it, in order; and how many pages there are."""
    room = reading_room(path, timezone="UTC")
    found, pages, query = [], 0, ""
    while pages < 50:
        answer = await room.client.get(address + query)
        assert answer.status_code == 200
        found += re.findall(pattern, answer.text)
        pages += 1
        further = re.findall(r'href="(\?[^"]+)" rel="next"', answer.text)
        if not further:
            break
        query = further[0].replace("&amp;", "&")
    return found, pages


async def test_a_document_of_many_turns_shows_the_latest_and_leads_to_all(
    path: Path, document: str
) -> None:
    room = reading_room(path, timezone="UTC")
    page = (await room.client.get(f"/docwatch/documents/{document}")).text
    base = f"/docwatch/documents/{document}"
    assert {f"{base}/versions", f"{base}/changes", f"{base}/diff/1/{TURNS + 1}"} <= links(page)
    assert f"{base}/versions/{TURNS + 1}" in links(page)
    assert f"{base}/versions/1" not in links(page)
    assert "All 61 versions" in words(page)


async def test_all_versions_are_read_page_by_page(path: Path, document: str) -> None:
    base = f"/docwatch/documents/{document}/versions"
    found, pages = await walk(path, base, rf'scope="row"[^>]*><a href="{base}/(\d+)"')
    assert found == [str(number) for number in range(TURNS + 1, 0, -1)]
    assert pages == 2
    room = reading_room(path, timezone="UTC")
    beyond = await room.client.get(f"{base}?before=0")
    assert "no version before that" in words(beyond.text)
    assert (await room.client.get(f"{base}?before={'9' * 40}")).status_code == 200


async def test_all_changes_of_a_document_are_read_page_by_page(path: Path, document: str) -> None:
    base = f"/docwatch/documents/{document}/changes"
    found, pages = await walk(path, base, r'class="name"><a href="/docwatch/changes/(c-\w+)"')
    assert len(found) == len(set(found)) == TURNS
    assert pages == 2


async def test_all_changes_are_read_page_by_page(path: Path, document: str) -> None:
    for address in ("/", "/docwatch/sources/pages"):
        found, pages = await walk(path, address, r'class="name"><a href="/docwatch/changes/(c-\w+)')
        assert len(found) == len(set(found)) == TURNS, document
        assert pages > 1


async def test_a_snapshots_number_leads_to_the_version(path: Path, document: str) -> None:
    room = reading_room(path, timezone="UTC")
    answer = await room.client.get("/docwatch/snapshots/7")
    assert answer.headers["location"] == f"/docwatch/documents/{document}/versions/7"


async def test_documents_are_found_by_source_state_and_words(shelf: Shelf) -> None:
    room = shelf.room()

    async def found(query: str) -> set[str]:
        answer = await room.client.get(f"/-/docwatch/documents?{query}")
        assert answer.status_code == 200
        return {link for link in links(answer.text) if "/documents/d-" in link}

    everything = await found("")
    assert len(everything) == 3
    gone = {f"/docwatch/documents/{shelf.removed.document}"}
    assert await found("state=removed") == gone
    assert await found("q=第2号") == gone
    assert await found("q=SITE.example.org") == everything
    assert await found("source=embassy-news") == everything
    assert await found("source=un-documents") == set()
    assert await found("q=100%25") == set()  # no wildcard
    assert await found("state=nonsense") == everything
    assert await found("after=nothing") == set()


def test_documents_go_on_where_a_page_ended(shelf: Shelf) -> None:
    with closing(Connection(shelf.path)) as record:
        first = papers.documents(record, limit=2)
        rest = papers.documents(record, limit=2, after=first.more)
        ids = [row["id"] for row in (*first.documents, *rest.documents)]
        assert len(set(ids)) == 3
        assert not rest.more


async def test_alerts_say_what_became_of_them(shelf: Shelf) -> None:
    room = shelf.room()
    page = (await room.client.get("/-/docwatch/alerts")).text
    assert f"/docwatch/changes/{shelf.removed.id}" in links(page)
    assert "pending" in words(page)
    waiting = (await room.client.get("/-/docwatch/alerts?state=pending")).text
    assert f"/docwatch/changes/{shelf.removed.id}" in links(waiting)
    done = (await room.client.get("/-/docwatch/alerts?state=delivered")).text
    assert "There is none" in words(done)
    change = (await room.client.get(f"/docwatch/changes/{shelf.removed.id}")).text
    assert "desk" in words(change)
    assert "/-/docwatch/alerts?state=pending" in links((await room.client.get("/")).text)


async def test_every_time_has_its_utc_and_every_page_its_permanent_address(shelf: Shelf) -> None:
    base = f"/docwatch/documents/{shelf.edited.document}"
    for path in (f"/docwatch/changes/{shelf.edited.id}", base):
        page = (await shelf.room().client.get(f"{path}?x=1")).text
        assert f">http://localhost{path}<" in page
        abroad = shelf.room(public_url="https://watch.example.org/reading/")
        page = (await abroad.client.get(path)).text
        assert f">https://watch.example.org/reading{path}<" in page
    assert 'title="2026-11-21 15:00:00 UTC">2026-11-21 23:00</time>' in page


async def test_a_version_has_its_evidence(shelf: Shelf) -> None:
    path = f"/docwatch/documents/{shelf.edited.document}/versions/2"
    said = words((await shelf.room().client.get(path)).text)
    assert f"sha256:{shelf.edited.evidence_after}" in said
    assert shelf.edited.check in said
    assert "status 200" in said
    assert "why it is kept" in said


def test_a_day_is_one_of_the_readers_zone(tmp_path: Path) -> None:
    path = tmp_path / "docwatch.db"
    Store(path).close()
    with closing(Connection(path)) as record:
        record.write("insert into sources (id, name, spider) values (1, 'pages', 'webpage')")
        for hour, outcome in ((14, "ok"), (15, "down"), (16, "ok"), (17, "ok")):
            record.write(
                """
                insert into checks (id, source_id, started_at, ended_at, outcome)
                values (:hour, 1, :at, :at, :outcome)
                """,
                {"hour": str(hour), "at": f"2026-11-21T{hour}:00:00Z", "outcome": outcome},
            )
        days = queries.coverage(record, 1, ZoneInfo("Asia/Shanghai"))
    assert days == [queries.Day("2026-11-22", 2, 2), queries.Day("2026-11-21", 2, 1)]


async def test_many_sources_that_are_well_are_folded(tmp_path: Path) -> None:
    path = tmp_path / "docwatch.db"
    Store(path).close()
    with closing(Connection(path)) as record:
        for number in range(20):
            record.write(
                "insert into sources (name, spider, health) values (:name, 'webpage', :health)",
                {"name": f"s{number}", "health": "ok" if number else "down"},
            )
    page = (await reading_room(path, timezone="UTC").client.get("/")).text
    assert "19 others do well" in words(page)
    unfolded = page.partition("<details")[0]
    assert "/docwatch/sources/s0" in links(unfolded)
    assert "/docwatch/sources/s1" not in links(unfolded)


def plans(record: Connection, ask: object) -> list[str]:
    """How SQLite finds what a question of ours asks for."""
    asked: list[tuple[str, object]] = []

    class Watched(Reader):
        def rows(self, sql: str, values: object = None) -> list[dict[str, object]]:
            asked.append((sql, values))
            return super().rows(sql, values)  # type: ignore[arg-type]

    ask(Watched(record.db.conn))  # type: ignore[operator]
    found = []
    for sql, values in asked:
        plan = record.db.conn.execute(f"explain query plan {sql}", values or {})
        found += [str(row["detail"]) for row in plan]
    return found


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda r: queries.changes_before(r, source="embassy-news"), "changes_by_source"),
        (lambda r: queries.changes_before(r, document="d-1"), "changes_by_document"),
        (lambda r: papers.versions(r, "d-1"), "snapshots_by_document"),
        (lambda r: outbox.alerts_before(r, state="given_up"), "alerts_by_state"),
        (lambda r: outbox.told_of(r, "c-1", "check"), "alerts_by_check"),
        (papers.documents, "documents_by_change"),
        (lambda r: papers.documents(r, after="d-1"), "documents_by_change"),
    ],
)
def test_a_long_list_is_read_by_an_index_and_never_sorted(
    shelf: Shelf, ask: object, index: str
) -> None:
    with closing(Connection(shelf.path)) as record:
        found = " / ".join(plans(record, ask))
        assert index in found
        assert "TEMP B-TREE" not in found


async def test_of_many_interfaces_the_first_are_folded_and_the_table_has_all(
    tmp_path: Path,
) -> None:
    path = tmp_path / "docwatch.db"
    Store(path).close()
    with closing(Connection(path)) as record:
        record.write("insert into sources (id, name, spider) values (1, 'un', 'un_documents')")
        for number in range(150):
            record.write(
                """
                insert into interfaces (source_id, name, scope, first_at, asked_at, failures)
                values (1, :name, 'all', :at, :at, :failures)
                """,
                {"name": f"symbol:A/{number}:zh", "at": "2026-11-21T12:00:00Z", "failures": 0},
            )
    room = reading_room(path, timezone="UTC")
    page = (await room.client.get("/docwatch/sources/un")).text
    assert page.count('data-label="baseline"') == 100
    assert "150 that do well" in words(page)
    (table,) = {link for link in links(page) if "interfaces?" in link}
    assert (await room.client.get(table)).status_code == 200
