"""The record as a whole: copies of it, its views, and its tables as they are documented."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.store import Store
from tests.monitor.store.parts import NOON, admitted, document


def test_what_was_written_is_there_after_a_restart(store: Store, path: Path) -> None:
    watched = admitted(store)
    with closing(Store(path)) as again:
        assert again.documents.get(watched.id) == watched


def test_a_backup_is_a_whole_record_in_one_file(store: Store, tmp_path: Path) -> None:
    watched = admitted(store)
    target = tmp_path / "copy.db"
    store.backup(target)

    assert [file.name for file in tmp_path.glob("copy*")] == ["copy.db"]
    with closing(Store(target)) as copy:
        assert copy.documents.get(watched.id) == watched


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("mine")
    with pytest.raises(StoreError, match="exists already"):
        store.backup(target)
    assert target.read_text() == "mine"


def test_a_backup_that_fails_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="could not be written"):
        store.backup(tmp_path / "nowhere" / "copy.db")
    (tmp_path / "copy.db.unfinished").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError, match="could not be written"):
        store.backup(tmp_path / "copy.db")
    assert list(tmp_path.glob("copy*")) == []


def test_several_verbs_in_one_transaction_are_one(store: Store) -> None:
    def half() -> None:
        with store.transaction():
            store.documents.admit("news", document(), baseline=True, at=NOON)
            store.requests.ask("news", full=False, now=NOON)
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        half()
    assert store.sources.counts("news").documents == 0
    assert store.requests.take(NOON) == []


def test_every_view_answers(store: Store, path: Path) -> None:
    admitted(store)
    with closing(sqlite3.connect(path)) as reader:
        views = [
            name for (name,) in reader.execute("select name from sqlite_schema where type='view'")
        ]
        rows = {view: reader.execute(f"select * from {view}").fetchall() for view in views}
    assert rows["source_health"][0][0] == "news"
    assert len(rows["document_timeline"]) == 1
    assert set(rows) >= {"recent_changes", "coverage", "undelivered_alerts"}
