"""The one connection: opened safely, asked, and plain about what is wrong when it fails."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from monitor.errors import StoreError
from monitor.store.schema import migrations

Row = dict[str, Any]

_OURS = frozenset(migration.name for migration in migrations.pending(Database(memory=True)))

# Readers never block us in WAL; another writer is a command line that is done in milliseconds.
_BUSY_SECONDS = 30.0
_STATEMENTS = 512  # that stay prepared: there are more than the 128 that Python keeps by itself


def stamp(moment: datetime) -> str:
    """`moment` as it is stored: UTC, ISO 8601, whole seconds."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def moment(text: str | None) -> datetime | None:
    """The time that `stamp` wrote, or None where nothing was written."""
    return datetime.fromisoformat(text) if text else None


def sure(text: str) -> datetime:
    """The time that `stamp` wrote into a column that always has one."""
    return datetime.fromisoformat(text)


class Connection:
    """A SQLite database in WAL mode with today's schema.

    Raises:
        StoreError: it cannot be opened or written, or another program or a newer docwatch made it.
    """

    def __init__(self, path: Path):
        self.path = path
        with self._plainly():
            connection = sqlite3.connect(
                path, timeout=_BUSY_SECONDS, isolation_level=None, cached_statements=_STATEMENTS
            )
            connection.row_factory = sqlite3.Row
            self.db = Database(connection)
            try:
                self._prepare()
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Close it; what was committed is on disk."""
        self.db.conn.close()

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Row]:
        """The rows of a query, as dictionaries."""
        try:
            return [dict(row) for row in self.db.conn.execute(sql, values or {})]
        except sqlite3.Error as error:
            raise self._plain(error) from error

    def row(self, sql: str, values: Mapping[str, Any] | None = None) -> Row | None:
        """The first row, or None."""
        try:
            row = self.db.conn.execute(sql, values or {}).fetchone()
        except sqlite3.Error as error:
            raise self._plain(error) from error
        return dict(row) if row else None

    def write(self, sql: str, values: Mapping[str, Any] | None = None) -> int:
        """Execute a statement that writes; the id of the row it inserted, if it did."""
        try:
            return self.db.conn.execute(sql, values or {}).lastrowid or 0
        except sqlite3.Error as error:
            raise self._plain(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Inside another transaction: a part of it."""
        if self.db.conn.in_transaction:
            with self.db.atomic():
                yield
            return
        with self._plainly():
            # Immediate: a transaction that reads first and writes later could otherwise find the
            # record moved under it.
            self.db.conn.execute("begin immediate")
        try:
            yield
        except BaseException:
            self.db.rollback()
            raise
        with self._plainly():
            try:
                self.db.conn.execute("commit")
            except sqlite3.Error:
                self.db.rollback()
                raise

    def _prepare(self) -> None:
        self._refuse_a_record_of_others()
        self.db.conn.execute("pragma journal_mode = wal")
        # Enough in WAL: a crash of the machine loses no consistency.
        self.db.conn.execute("pragma synchronous = normal")
        self.db.conn.execute("pragma foreign_keys = on")
        self._refuse_a_newer_schema()
        # Asked first: to open a record that is up to date waits for no writer.
        if migrations.pending(self.db):
            with self.transaction():
                migrations.apply(self.db)

    def _refuse_a_record_of_others(self) -> None:
        """Nothing is added to a database that another program keeps something in."""
        tables = set(self.db.table_names())
        if tables and migrations.migrations_table not in tables:
            raise StoreError(f"{self.path}: {_NOT_OURS}")

    def _refuse_a_newer_schema(self) -> None:
        applied = {migration.name for migration in migrations.applied(self.db)}
        unknown = sorted(applied - _OURS)
        if unknown:
            raise StoreError(
                f"{self.path}: was made by a newer docwatch ({unknown[-1]}); "
                "install that version or a later one"
            )

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._plain(error) from error
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror or error}") from error

    def _plain(self, error: sqlite3.Error) -> StoreError:
        return StoreError(f"{self.path}: {_in_words(error)}")


_NOT_OURS = "is not a docwatch database; name another file under `database:`"
_WORDS = (
    ("unable to open", "cannot be opened; does its folder exist, and may this user write there?"),
    ("readonly", "cannot be written; may this user write the file and its folder?"),
    (
        "disk is full",
        "the disk is full; make room, then start docwatch again: nothing that was recorded is lost",
    ),
    ("disk i/o", "the disk is full or reports an error; see to it, then start docwatch again"),
    ("not a database", _NOT_OURS),
    ("malformed", "is damaged; restore it from a backup (docwatch backup)"),
    ("locked", "is held by another program for too long; end that program's transaction"),
)


def _in_words(error: sqlite3.Error) -> str:
    said = str(error)
    for sign, words in _WORDS:
        if sign in said.lower():
            return words
    return said
