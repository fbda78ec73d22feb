"""What Datasette asks of a plugin, each answered in a line by the module whose job it is.

A hook that a version of Datasette does not know is never called by it: `permission_allowed` and
`get_metadata` are those of 0.65, `permission_resources_sql` is that of 1.0.
"""

import sqlite3
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from pluggy import HookimplMarker

from monitor.browse import lock, record
from monitor.browse.pages import FRONT, routes
from monitor.browse.tables import STYLE, cell, descriptions

if TYPE_CHECKING:
    from datasette.app import Datasette

hookimpl = HookimplMarker("datasette")


@hookimpl
def register_routes(datasette: "Datasette") -> list[tuple[str, Callable[..., Any]]]:
    """Our pages. The front page takes the place of Datasette's where nothing else is served."""
    return routes(alone=record.is_alone(datasette))


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: "Datasette") -> None:
    """Lock what nobody is to read, in SQLite itself."""
    if record.recognised(datasette, database, conn):
        lock.put_on(conn, schemas=frozenset({"main"}))
    elif lock.sees_others(datasette, database):
        lock.put_on(conn, schemas=record.names(datasette))


@hookimpl(trylast=True)
def permission_allowed(
    datasette: "Datasette", action: str, resource: object
) -> Callable[[], Awaitable[bool | None]]:
    """No to raw bodies, whoever asks. Said last: of several answers 0.65 takes the last one."""

    async def answer() -> bool | None:
        return False if await lock.is_closed(datasette, action, resource) else None

    return answer


@hookimpl
def permission_resources_sql(datasette: "Datasette", action: str) -> Any:
    """The same no, as 1.0 asks for it."""
    return lock.rules(datasette, action)


@hookimpl
def get_metadata(datasette: "Datasette") -> dict[str, Any]:
    """What the tables are, for people."""
    return descriptions(record.known(datasette))


@hookimpl
def render_cell(value: object, column: str, database: str, datasette: "Datasette") -> str | None:
    """Times in the reader's zone, short hashes, links to our pages, marked words."""
    if database not in record.known(datasette):
        return None
    return cell(
        value,
        column,
        urls=datasette.urls,
        database=database,
        zone=record.zone(datasette),
    )


@hookimpl
def menu_links(datasette: "Datasette") -> list[dict[str, str]]:
    """The way from Datasette's pages to ours."""
    if not record.known(datasette):
        return []
    return [{"href": datasette.urls.path(FRONT), "label": "docwatch: latest changes"}]


@hookimpl
def extra_css_urls(datasette: "Datasette", database: str | None) -> list[str]:
    """Fonts and measures for the tables of the record."""
    return [STYLE] if database in record.known(datasette) else []
