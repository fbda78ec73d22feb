"""Datasette on the live database, for as long as somebody reads."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import uvicorn

from monitor.browse import record
from monitor.browse.guard import Guard, host_name
from monitor.errors import DocwatchError

if TYPE_CHECKING:
    from datasette.app import Datasette

# Instead of Datasette's own, where nothing else is served.
_TEMPLATES = Path(__file__).parent / "alone"

_SETTINGS = {
    "default_allow_sql": False,
    "allow_download": False,
    "sql_time_limit_ms": 3000,
    "max_returned_rows": 1000,
    "default_page_size": 50,
    # To suggest them, Datasette reads the whole of a table at every look, column by column. Each
    # column's menu still makes one.
    "suggest_facets": False,
    "truncate_cells_html": 300,  # a table has whole texts in it
    "max_csv_mb": 200,
}


def reading_room(
    path: Path, *, timezone: str, public_url: str = "", originals: bool = False
) -> "Datasette":
    """A Datasette that reads the record at `path` while docwatch goes on writing to it.

    Times are shown in `timezone`; with `originals` readers are given pages as they came, as files
    that nothing is at work in. Where `public_url` has a path, a proxy is taken to stand there,
    and all links begin with that path.
    """
    # It imports us, as its plugin; and it first: a plugin of its own that is imported before it is
    # registered half made, and then nobody answers for an error.
    from datasette.app import Datasette  # noqa: PLC0415, I001
    from datasette import handle_exception  # noqa: PLC0415

    files = [str(path)]
    still = is_still(path) and not path.with_name(f"{path.name}-wal").exists()
    # It prints every refused address with the local variables of all frames, and so with the
    # headers and cookies of whoever asked.
    handle_exception.rich = None
    base = urlsplit(public_url).path.rstrip("/")
    return Datasette(
        # Never as immutable what can be written: Datasette would not see what is written meanwhile.
        [] if still else files,
        immutables=files if still else [],
        settings={**_SETTINGS, "base_url": f"{base}/"},
        metadata={
            "title": "docwatch",
            "plugins": {
                "docwatch": {
                    "timezone": timezone,
                    "public_url": public_url,
                    "originals": originals,
                }
            },
        },
        template_dir=str(_TEMPLATES),
    )


def is_still(path: Path) -> bool:
    """Whether the record lies where this user cannot write, as on a medium that is only read."""
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def serve(room: "Datasette", *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Answer at `host` and `port` until a signal says stop; `ready` is told the address.

    Port 0 is any free one.

    Raises:
        DocwatchError: the address cannot be had.
    """
    with _listening(host, port) as listener:
        named = f"[{host}]" if ":" in host else host
        ready(f"http://{named}:{listener.getsockname()[1]}{room.setting('base_url')}")
        config = uvicorn.Config(
            door(room, host), log_config=None, access_log=False, timeout_graceful_shutdown=5
        )
        uvicorn.Server(config).run(sockets=[listener])


def door(room: "Datasette", host: str) -> Guard:
    """The room for those who know it by a name: as where it listens, or as `public_url` says."""
    names = {host, host_name(record.public_url(room))} - {""}
    return Guard(room.app(), names=names, base=room.setting("base_url"))


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or error
        raise DocwatchError(
            f"{host}:{port} cannot be listened at: {reason}; name another one with --port or --host"
        ) from error
