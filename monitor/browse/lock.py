"""The lock on what nobody is to read here: pages as they came, and who is still to be written to.

Twice: by Datasette's permissions, which close the table, its `.json`, `.csv` and `.blob` with a
plain answer, and by SQLite, which closes the columns to any SQL on any way there may be, whatever
Datasette's version thinks of permissions. Pages as they came are other people's works, and other
people's scripts.
"""

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from monitor.browse import record

if TYPE_CHECKING:
    from datasette.app import Datasette

# A table closed, in the spelling that SQLite compares by.
_CLOSED = "blobs"
_WHOLE_FILE = "view-database-download"

# What SQLite answers when a column of a record is read: refused, or empty, so that the rest of the
# row can still be seen.
_COLUMNS = {
    ("blobs", "data"): sqlite3.SQLITE_DENY,
    ("alerts", "remaining"): sqlite3.SQLITE_IGNORE,
}
# Where SQLite is built with it, this table has all pages of the file.
_PAGES_OF_THE_FILE = "sqlite_dbpage"


def put_on(connection: sqlite3.Connection, *, schemas: frozenset[str]) -> None:
    """Have SQLite itself refuse the locked columns in the records attached under these names."""

    def judge(
        action: int, table: str | None, column: str | None, schema: str | None, _: str | None
    ) -> int:
        if action != sqlite3.SQLITE_READ or table is None or column is None:
            return sqlite3.SQLITE_OK
        if table.lower() == _PAGES_OF_THE_FILE:
            return sqlite3.SQLITE_DENY
        if schema not in schemas:
            return sqlite3.SQLITE_OK
        return _COLUMNS.get((table.lower(), column.lower()), sqlite3.SQLITE_OK)

    connection.set_authorizer(judge)


def sees_others(datasette: "Datasette", database: str) -> bool:
    """Whether queries of this database reach into the other ones (`datasette --crossdb`)."""
    return database == "_memory" and bool(getattr(datasette, "crossdb", False))


async def is_closed(datasette: "Datasette", action: str, resource: object) -> bool:
    """Whether Datasette 0.65 must say no. In doubt it must."""
    name, table = _parts(resource)
    is_ours = action == _WHOLE_FILE or (action == "view-table" and table.lower() == _CLOSED)
    if not is_ours or name not in datasette.databases:
        return False
    try:
        return bool(await datasette.databases[name].execute_fn(record.is_record))
    except sqlite3.Error:
        return True


def rules(datasette: "Datasette", action: str) -> Any:
    """What Datasette 1.0 must say no to, as it wants to be told; None for nothing."""
    child = {_WHOLE_FILE: None, "view-table": _CLOSED}
    records = sorted(record.known(datasette) | record.names(datasette)) if action in child else []
    if not records:
        return None
    # There is no such module in 0.65, where nobody calls this.
    from datasette.permissions import PermissionSQL  # noqa: PLC0415

    line = (
        "select :docwatch_{0} as parent, :docwatch_table as child,"
        " 0 as allow, :docwatch_why as reason"
    )
    return PermissionSQL(
        sql="\nunion all\n".join(line.format(number) for number in range(len(records))),
        params={
            **{f"docwatch_{number}": name for number, name in enumerate(records)},
            "docwatch_table": child[action],
            "docwatch_why": "pages as they came are not shown",
        },
    )


async def may_read(datasette: "Datasette", actor: object, database: str) -> bool:
    """Whether `actor` may see every table that our pages are made of.

    Pages of plugins are protected by nothing but themselves.
    """
    check = _asked_of_1_0 if hasattr(datasette, "allowed") else _asked_of_0_65
    return all([await check(datasette, actor, database, table) for table in _READ])


_READ = tuple(table for table in record.TABLES if table != _CLOSED)

_Check = Callable[["Datasette", object, str, str], Any]


async def _asked_of_1_0(datasette: "Datasette", actor: object, database: str, table: str) -> bool:
    from datasette.resources import TableResource  # noqa: PLC0415  (not there in 0.65)

    resource = TableResource(database, table)
    return bool(await datasette.allowed(action="view-table", resource=resource, actor=actor))


async def _asked_of_0_65(datasette: "Datasette", actor: object, database: str, table: str) -> bool:
    visible, _ = await datasette.check_visibility(
        actor,
        permissions=[
            ("view-table", (database, table)),
            ("view-database", database),
            "view-instance",
        ],
    )
    return bool(visible)


def _parts(resource: object) -> tuple[str, str]:
    """Database and table, of what 0.65 calls a resource."""
    if isinstance(resource, tuple | list) and len(resource) == 2:
        return str(resource[0]), str(resource[1])
    return str(resource), ""
