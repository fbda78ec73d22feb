"""The record among Datasette's databases: found by its tables, read by Datasette's connections.

A database is looked at again whenever a connection to it is opened: a record that docwatch is yet
to make is found as soon as it is there.
"""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Base400

from monitor.store.connection import Connection, Row

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database

T = TypeVar("T")

# Every table that our pages read, and the one of bodies.
TABLES = (
    "sources",
    "checks",
    "fetches",
    "blobs",
    "captures",
    "documents",
    "identities",
    "addresses",
    "snapshots",
    "changes",
    "edits",
    "alerts",
)

_settings: "WeakKeyDictionary[Datasette, Mapping[str, object]]" = WeakKeyDictionary()
_known: "WeakKeyDictionary[Datasette, set[str]]" = WeakKeyDictionary()


class Reader(Connection):
    """The record through a connection that is Datasette's: for reading, by the store's own verbs.

    Nothing is prepared or migrated: the file belongs to docwatch, and may be open for writing.
    """

    def __init__(self, connection: sqlite3.Connection):
        self._connection = connection

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Row]:
        """The rows of a query, as dictionaries."""
        return [dict(row) for row in self._connection.execute(sql, values or {})]

    def row(self, sql: str, values: Mapping[str, Any] | None = None) -> Row | None:
        """The first row, or None."""
        row = self._connection.execute(sql, values or {}).fetchone()
        return dict(row) if row else None


class CannotAnswer(Base400):  # type: ignore[misc]
    """The record is there, and cannot be asked this; shown as a page, without a traceback."""

    status = 503


async def ask(datasette: "Datasette", name: str, question: Callable[[Connection], T]) -> T:
    """What `question` finds in the database of that name, within Datasette's time limit.

    Raises:
        CannotAnswer: an older docwatch made the record, or it took too long.
    """

    def within_limit(connection: sqlite3.Connection) -> T:
        with sqlite_timelimit(connection, datasette.setting("sql_time_limit_ms")):
            try:
                return question(Reader(connection))
            except sqlite3.OperationalError as error:
                raise CannotAnswer(_in_words(error)) from error

    found: T = await datasette.databases[name].execute_fn(within_limit)
    return found


def _in_words(error: sqlite3.OperationalError) -> str:
    said = str(error)
    if said.startswith("no such"):
        return (
            "An older docwatch made this record, and it lacks what is shown here; any command of"
            " today's docwatch (docwatch sources) brings it up to date"
        )
    if said == "interrupted":
        return "That took too long; the machine may be busy: try again"
    return f"The record cannot be read just now: {said}"


async def find(datasette: "Datasette") -> str | None:
    """The name of the first database that is a record; None if there is none."""
    for name, database in datasette.databases.items():
        if await database.execute_fn(is_record):
            return str(name)
    return None


def is_record(connection: sqlite3.Connection) -> bool:
    """Whether a database has the tables of a record."""
    found = connection.execute("select name from sqlite_master where type = 'table'")
    return set(TABLES) <= {name for (name,) in found}


def recognised(datasette: "Datasette", name: str, connection: sqlite3.Connection) -> bool:
    """Whether this new connection leads to a record; remembered in `known`."""
    if not is_record(connection):
        return False
    _known.setdefault(datasette, set()).add(name)
    return True


def known(datasette: "Datasette") -> frozenset[str]:
    """The records to which a connection was opened so far."""
    return frozenset(_known.get(datasette, ()))


def names(datasette: "Datasette") -> frozenset[str]:
    """The databases that are records, each asked by a connection of its own."""
    return frozenset(
        name for name, database in datasette.databases.items() if database.path and _leads(database)
    )


def is_alone(datasette: "Datasette") -> bool:
    """Whether Datasette serves a record and no other file."""
    files = [name for name, database in datasette.databases.items() if database.path]
    return len(files) == 1 and names(datasette) == frozenset(files)


def zone(datasette: "Datasette") -> ZoneInfo:
    """The zone in which times are shown: the plugin's `timezone`, else UTC."""
    return ZoneInfo(_configured(datasette, "timezone", "UTC"))


def public_url(datasette: "Datasette") -> str:
    """Where people reach the pages from elsewhere; empty if that is not known."""
    return _configured(datasette, "public_url", "")


def gives_originals(datasette: "Datasette") -> bool:
    """Whether readers are given pages as they came, as files."""
    return bool(_configured(datasette, "originals", ""))


def _configured(datasette: "Datasette", name: str, default: str) -> str:
    # Datasette puts its metadata together anew whenever it is asked, which is for every cell of a
    # table; what is configured stays so until the end.
    if datasette not in _settings:
        _settings[datasette] = datasette.plugin_config("docwatch") or {}
    return str(_settings[datasette].get(name) or default)


def _leads(database: "Database") -> bool:
    try:
        with closing(database.connect()) as connection:
            return is_record(connection)
    except sqlite3.Error:  # not there yet, or no database: Datasette itself will say so
        return False
