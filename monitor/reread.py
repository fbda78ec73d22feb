"""When our eyes change, the world has not: stored pages are read again with today's reader.

The *reader* of a snapshot is a hash over all that could make the same bytes read otherwise.
"""

import inspect
import logging
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import crawler.items
import crawler.reading
from crawler.items import (
    LISTED,
    Document,
    Page,
    Reading,
    Role,
    UnreadableError,
    Verdict,
    fingerprint,
    sha256,
)
from crawler.options import OPTIONS, SpiderOptions
from crawler.spiders import SPIDERS
from monitor.model import Snapshot, Source
from monitor.store import Store

log = logging.getLogger(__name__)

_LIBRARIES = ("cssselect", "feedparser", "lxml", "pypdfium2", "trafilatura", "w3lib")


def reader_of(source: Source) -> str:
    """The reader of today for `source`, as one hash.

    It covers the spider's module, `crawler/reading/`, the document type, the source's reading
    options and the versions of the reading libraries.
    """
    return fingerprint({"code": _code(source.spider), "options": _options(source).reading()})


def scope_of(source: Source) -> Mapping[str, Any]:
    """What the source enumerates: widened, it has a new baseline."""
    return _options(source).scope()


def paces_of(source: Source) -> Mapping[str, timedelta]:
    """How often large interfaces of the source are asked, while others bring the news."""
    return _options(source).paces


def read(source: Source, page: Page, body: bytes, role: Role) -> Reading:
    """`body` read with today's reader.

    Raises:
        UnreadableError: a required part is not found in it.
    """
    return SPIDERS[source.spider].read_safely(page, body, role, _options(source))


def reread(snapshot: Snapshot, source: Source, store: Store) -> Document | None:
    """The page of a snapshot as today's reader reads it.

    None where it can no longer be read, or was not kept.
    """
    capture = store.captures.of_body(source.name, snapshot.body)
    if capture is None or not store.captures.has(snapshot.body):
        return None
    page = Page(
        url=capture["url"],
        answered=capture["url"],
        status=capture["status"],
        headers=capture["headers"],
        body=snapshot.body,
        fetched_at=snapshot.first_seen,
        verdict=Verdict.OK,
    )
    role: Role = "listing" if snapshot.reading.form in LISTED else "document"
    documents = _documents(source, page, store.captures.body(snapshot.body), role)
    if role == "document":
        return documents[0] if documents else None
    return next((found for found in documents if found.url == snapshot.reading.url), None)


def _documents(source: Source, page: Page, body: bytes, role: Role) -> tuple[Document, ...]:
    try:
        return read(source, page, body, role).documents
    except UnreadableError:
        return ()
    except Exception as error:
        # Pages are hostile: one that breaks the reader must not keep the others from conclusion.
        log.warning("%s: %s cannot be read again: %r", source.name, page.url, error)
        return ()


def _options(source: Source) -> SpiderOptions:
    return OPTIONS[source.spider].model_validate(dict(source.options))


@cache
def _code(spider: str) -> str:
    folder = Path(inspect.getfile(crawler.reading)).parent
    files = [
        Path(inspect.getfile(SPIDERS[spider])),
        Path(inspect.getfile(crawler.items)),
        *sorted(folder.glob("*.py")),
    ]
    code = b"\0".join(file.read_bytes() for file in files)
    return sha256(code) + " ".join(f"{library} {version(library)}" for library in _LIBRARIES)
