"""A page or document on this machine, read as one from the network would be."""

from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import click

from crawler.items import Finding, Order
from monitor.reread import look_at, spider_for

LARGEST = 30 * 1024 * 1024  # bytes, as from the network


def contents(path: Path) -> bytes:
    """What is in a file.

    Raises:
        ClickException: it cannot be read, or is larger than a page may be.
    """
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from None
    if len(body) > LARGEST:
        raise click.ClickException(f"{path}: more than the {LARGEST >> 20} MB that are read")
    return body


def spider_and_options(
    path: Path, body: bytes, spider: str | None
) -> tuple[str, dict[str, object]]:
    """Which spider reads a file, and by what options: the bytes say what it is, not its name."""
    chosen = spider or spider_for(body)
    url = address(path)
    return chosen, {"urls": [url]} if chosen == "un_documents" else {"url": url}


def address(path: Path) -> str:
    """An address that stands for a file; nobody is asked for it."""
    return f"http://localhost/{quote(path.name)}"


def finding(order: Order, path: Path, body: bytes, *, now: datetime) -> Finding:
    """What a file is judged to be, and what was read from it."""
    return look_at(order.spider, order.options, path.absolute().as_uri(), body, now=now)
