"""Raw bodies stay locked: on every way, in every Datasette, whatever else it serves."""

import sqlite3
from base64 import b64encode
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette

from monitor.browse.lock import is_closed
from monitor.browse.record import TABLES
from tests.monitor.browse.room import Shelf

BODY = "select data from blobs"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Somebody else's database, with a table of the same name."""
    with closing(sqlite3.connect(tmp_path / "other.db")) as db:
        db.execute("create table blobs (sha256 text, data blob)")
        db.execute("insert into blobs values ('aa', x'616263')")
        db.commit()
    return tmp_path / "other.db"


@pytest.mark.parametrize("path", ["", ".json", ".csv", ".json?_shape=array", "?_size=1"])
@pytest.mark.parametrize("kind", ["room", "plain"])
async def test_the_table_of_bodies_is_refused(shelf: Shelf, kind: str, path: str) -> None:
    served = getattr(shelf, kind)()
    assert (await served.client.get(f"/docwatch/blobs{path}")).status_code == 403


async def test_no_body_can_be_downloaded(shelf: Shelf) -> None:
    name = shelf.edited.evidence_after
    for served in (shelf.room(), shelf.plain()):
        for path in (
            f"/docwatch/blobs/{name}",
            f"/docwatch/blobs/{name}.json",
            f"/docwatch/blobs/{name}.blob?_blob_column=data",
            "/docwatch/blobs.blob?_blob_column=data",
        ):
            assert (await served.client.get(path)).status_code == 403


async def test_the_file_as_a_whole_cannot_be_downloaded(shelf: Shelf, tmp_path: Path) -> None:
    assert (await shelf.room().client.get("/docwatch.db")).status_code == 403
    still = tmp_path / "still.db"
    with closing(sqlite3.connect(shelf.path)) as live, closing(sqlite3.connect(still)) as copy:
        live.backup(copy)
    served = shelf.plain(immutables=[str(still)])
    assert (await served.client.get("/still.db")).status_code == 403


async def test_arbitrary_sql_is_off(shelf: Shelf) -> None:
    answer = await shelf.room().client.get("/docwatch.json", params={"sql": "select 1"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "sql",
    [
        BODY,
        "select * from blobs",
        "select hex(DATA) from BLOBS",
        "with b as (select * from main.blobs) select length(data) from b",
        "select (select max(data) from blobs) from sources",
    ],
)
async def test_where_sql_is_on_sqlite_itself_refuses_bodies(shelf: Shelf, sql: str) -> None:
    answer = await shelf.plain().client.get("/docwatch.json", params={"sql": sql})
    assert answer.status_code == 400
    assert "prohibited" in answer.text


async def test_bodies_are_not_reached_from_another_database(shelf: Shelf, other: Path) -> None:
    served = shelf.plain(other, crossdb=True)
    refused = await served.client.get(
        "/_memory.json", params={"sql": BODY.replace("blobs", "docwatch.blobs")}
    )
    assert refused.status_code == 400
    allowed = await served.client.get("/_memory.json", params={"sql": "select * from other.blobs"})
    assert allowed.status_code == 200


async def test_filters_and_facets_tell_nothing_of_bodies(shelf: Shelf) -> None:
    through = '{"table":"blobs","column":"data","value":"x"}'
    for served in (shelf.room(), shelf.plain()):
        answer = await served.client.get("/docwatch/captures.json", params={"_through": through})
        assert answer.status_code >= 400


ATTACKS = (
    # the table by another spelling
    "/docwatch/BLOBS.json",
    "/docwatch/%62lobs.json",
    "/docwatch/~62lobs.json",
    "/docwatch/main.blobs.json",
    "/docwatch/main~2Eblobs.json",
    "/docwatch//blobs.json",
    "/docwatch/blobs/.json",
    "/docwatch-abc/blobs.json",
    "/docwatch/BLOBS/{name}.json",
    "/docwatch/~62lobs/{name}.blob?_blob_column=data",
    # around it: rows that refer to it, and everything that can be asked of a table
    "/docwatch/captures.json?_labels=on&_shape=objects",
    "/docwatch/captures.csv?_labels=on&_stream=on",
    "/docwatch/captures/1.json?_extras=foreign_key_tables",
    "/docwatch/captures/1.blob?_blob_column=data",
    "/docwatch/captures.json?_facet=body&_facet_size=max",
    "/docwatch/captures.json?_col=data",
    "/docwatch/captures.json?_sort=data",
    "/docwatch/captures.json?data__contains=x",
    "/docwatch/captures.json?_where=body+in+(select+sha256+from+blobs+where+length(data))",
    "/docwatch/blobs.json?_facet=base&_shape=objects",
    "/docwatch/blobs.json?_shape=object",
    "/docwatch/blobs.csv?_stream=on&_size=max",
    # below it: pages of the file, and SQLite's own tables
    "/docwatch/sqlite_dbpage.json",
    "/docwatch/sqlite_master.json",
    "/docwatch/dbstat.json",
    # beside it: the other databases of Datasette, and SQL
    "/_memory.json?sql=select+1",
    "/_internal.json",
    "/_internal/databases.json",
    "/docwatch.json?sql=select+data+from+blobs",
    "/docwatch?sql=select+hex(data)+from+blobs",
    "/docwatch/-/query.json?sql=select+data+from+blobs",
    "/docwatch.db",
)


@pytest.mark.parametrize("attack", ATTACKS)
async def test_no_way_leads_to_a_body(shelf: Shelf, attack: str) -> None:
    with closing(sqlite3.connect(shelf.path)) as db:
        bodies = [bytes(data) for (data,) in db.execute("select data from blobs")]
    path = attack.format(name=shelf.edited.evidence_after)
    answer = await shelf.room().client.get(path, follow_redirects=True)
    assert not any(body in answer.content for body in bodies)
    assert not any(b64encode(body)[:40] in answer.content for body in bodies)
    assert not any(body.hex()[:40] in answer.text.lower() for body in bodies)
    if "/captures" not in path:  # what refers to a body is shown, by its hash
        assert answer.status_code != 200


@pytest.mark.parametrize("path", ["-/create", "sources/1/-/delete", "blobs", "blobs/-/insert"])
async def test_nothing_can_be_written(shelf: Shelf, path: str) -> None:
    before = shelf.path.read_bytes()
    answer = await shelf.room().client.post(f"/docwatch/{path}", json={"rows": [{"sha256": "x"}]})
    assert answer.status_code >= 400
    assert shelf.path.read_bytes() == before


@pytest.mark.parametrize(
    "question", ["_facet=remaining", "remaining__contains=example", "remaining__notnull=1"]
)
async def test_recipients_cannot_be_guessed_by_filters(shelf: Shelf, question: str) -> None:
    for served in (shelf.room(), shelf.plain()):
        found = await served.client.get(f"/docwatch/alerts.json?{question}&_shape=objects")
        rows = found.json()["rows"]
        assert {row["remaining"] for row in rows} <= {None}
        assert not (rows and "__" in question)


async def test_recipients_are_nobodys_business(shelf: Shelf) -> None:
    for served in (shelf.room(), shelf.plain()):
        rows = (await served.client.get("/docwatch/alerts.json?_shape=array")).json()
        assert rows
        assert {row["remaining"] for row in rows} == {None}


async def test_other_databases_are_left_alone(shelf: Shelf, other: Path) -> None:
    served = shelf.plain(other)
    index = await served.client.get("/")
    assert "other" in index.text
    assert "content-security-policy" not in index.headers
    assert (await served.client.get("/other/blobs.json")).status_code == 200
    assert (await served.client.get("/-/docwatch")).status_code == 200
    only = Datasette([str(other)])
    assert (await only.client.get("/other/blobs")).status_code == 200
    assert (await only.client.get("/-/docwatch")).status_code == 404


@pytest.mark.parametrize("table", [table for table in TABLES if table != "blobs"])
async def test_who_may_not_see_a_table_may_not_see_the_pages_made_of_it(
    shelf: Shelf, table: str
) -> None:
    served = shelf.plain(
        metadata={"databases": {"docwatch": {"tables": {table: {"allow": False}}}}}
    )
    for path in (
        "/-/docwatch",
        "/-/docwatch/alerts",
        "/-/docwatch/documents",
        "/docwatch/snapshots/1",
        f"/docwatch/changes/{shelf.edited.id}",
        f"/docwatch/documents/{shelf.edited.document}/versions",
    ):
        assert (await served.client.get(path)).status_code == 403


@pytest.mark.parametrize(
    "closed", [{"allow": False}, {"databases": {"docwatch": {"allow": False}}}]
)
async def test_a_closed_server_or_database_closes_the_pages(
    shelf: Shelf, closed: dict[str, object]
) -> None:
    served = shelf.plain(metadata=closed)
    assert (await served.client.get("/")).status_code == 403


async def test_a_database_that_cannot_be_judged_is_closed(shelf: Shelf, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\x00" + b"nonsense" * 200)
    served = shelf.plain(broken)
    assert await is_closed(served, "view-table", ("broken", "blobs"))
    assert await is_closed(served, "view-database-download", "broken")
    assert not await is_closed(served, "view-table", ("broken", "sources"))


async def test_an_operators_allow_does_not_open_the_bodies(shelf: Shelf) -> None:
    tables = {"blobs": {"allow": True}}
    served = shelf.plain(metadata={"databases": {"docwatch": {"tables": tables}}})
    assert (await served.client.get("/docwatch/blobs.json")).status_code == 403
