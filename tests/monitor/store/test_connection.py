"""The connection: all or nothing, and plain words when the file is not what it should be."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.store.connection import Connection, moment, stamp, sure


@pytest.fixture
def connection(path: Path) -> Iterator[Connection]:
    with closing(Connection(path)) as one:
        one.write("create table things (name text not null unique) strict")
        yield one


def _names(connection: Connection) -> list[str]:
    return [row["name"] for row in connection.rows("select name from things order by name")]


def _put(connection: Connection, *names: str | None, error: BaseException | None = None) -> None:
    """Put things in, in a transaction that ends with `error`."""
    with connection.transaction():
        for name in names:
            connection.write("insert into things (name) values (:name)", {"name": name})
        if error:
            raise error


def test_what_a_transaction_wrote_is_there_for_others(connection: Connection, path: Path) -> None:
    _put(connection, "甲", "乙")
    with closing(Connection(path)) as other:
        assert _names(other) == ["乙", "甲"]


@pytest.mark.parametrize("error", [ValueError("ours"), KeyboardInterrupt()])
def test_a_transaction_that_breaks_leaves_nothing(
    connection: Connection, error: BaseException
) -> None:
    with pytest.raises(type(error)):
        _put(connection, "甲", error=error)
    assert _names(connection) == []
    _put(connection, "乙")
    assert _names(connection) == ["乙"]


def test_a_transaction_inside_another_is_a_part_of_it(connection: Connection) -> None:
    def both() -> None:
        with connection.transaction():
            _put(connection, "甲")
            raise ValueError("outer")

    with pytest.raises(ValueError, match="outer"):
        both()
    assert _names(connection) == []


def test_a_part_that_breaks_takes_only_itself_back(connection: Connection) -> None:
    with connection.transaction():
        _put(connection, "甲")
        with pytest.raises(StoreError):
            _put(connection, "乙", "乙")
    assert _names(connection) == ["甲"]


def test_a_statement_that_sqlite_refuses_is_an_error_of_the_record(connection: Connection) -> None:
    with pytest.raises(StoreError, match=r"docwatch\.db: NOT NULL"):
        _put(connection, None)


def test_a_record_that_is_up_to_date_opens_while_another_writes(
    connection: Connection, path: Path
) -> None:
    with connection.transaction():
        _put(connection, "甲")
        with closing(Connection(path)) as other:
            assert _names(other) == []


def test_opening_twice_applies_the_migrations_once(path: Path) -> None:
    Connection(path).close()
    with closing(Connection(path)) as again:
        assert again.rows("select name from sources") == []


def test_foreign_keys_are_kept(connection: Connection) -> None:
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        connection.write("insert into checks (id, source_id, started_at) values ('c', 9, '')")


def test_a_file_of_a_newer_docwatch_is_refused(path: Path) -> None:
    with closing(Connection(path)) as connection:
        connection.write(
            """
            insert into _sqlite_migrations (migration_set, name, applied_at)
            values ('docwatch', 'm999_from_tomorrow', '')
            """
        )
    with pytest.raises(StoreError, match=r"newer docwatch \(m999_from_tomorrow\)"):
        Connection(path)


def test_a_file_that_is_no_database_is_named(path: Path) -> None:
    path.write_bytes("这不是数据库。".encode() * 100)
    with pytest.raises(StoreError, match="is not a docwatch database"):
        Connection(path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does its folder exist"):
        Connection(tmp_path / "nowhere" / "docwatch.db")


def test_a_damaged_file_says_that_a_backup_is_needed(path: Path) -> None:
    with closing(Connection(path)) as connection:
        connection.write("insert into heartbeats (name, at) values ('loop', '')")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("pragma journal_mode = delete")
        [(size,)] = raw.execute("pragma page_size")
    body = bytearray(path.read_bytes())
    body[size:] = b"\xff" * (len(body) - size)
    path.write_bytes(bytes(body))
    with pytest.raises(StoreError, match="restore it from a backup"):
        Connection(path)


def test_times_are_kept_in_utc_and_whole_seconds() -> None:
    shanghai = timezone(timedelta(hours=8))
    text = stamp(datetime(2026, 11, 21, 20, 0, 0, 999_999, tzinfo=shanghai))
    assert text == "2026-11-21T12:00:00Z"
    assert sure(text) == datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert moment(None) is None
