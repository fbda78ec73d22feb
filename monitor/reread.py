"""When our eyes change, the world has not: stored pages are read again with today's reader.

The *reader* of a snapshot is a hash over all that could make the same bytes read otherwise.
"""

import inspect
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import crawler.items
import crawler.reading
from crawler.items import (
    Document,
    Finding,
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
from crawler.verdict import PAGES, judge_response, kind_of
from monitor.model import Snapshot, Source
from monitor.store import Store

_NOWHERE = "http://localhost/"

log = logging.getLogger(__name__)

_LIBRARIES = (
    *("cssselect", "feedparser", "legacy-doc", "lxml", "pypdfium2", "python-docx"),
    *("trafilatura", "w3lib"),
)


def reader_of(source: Source) -> str:
    """The reader of today for `source`, as one hash.

    It covers the spider's module, `crawler/reading/`, the document type, the source's reading
    options and the versions of the reading libraries.
    """
    return fingerprint({"code": _code(source.spider), "options": _options(source).reading()})


def scope_of(source: Source) -> Mapping[str, Any]:
    """What the source enumerates: widened, it has a new baseline."""
    return _options(source).scope()


def read(source: Source, page: Page, body: bytes, role: Role) -> Reading:
    """`body` read with today's reader.

    Raises:
        UnreadableError: a required part is not found in it.
    """
    return SPIDERS[source.spider].read_safely(page, body, role, _options(source))


def look_at(
    spider: str, options: Mapping[str, Any], url: str, body: bytes, *, now: datetime
) -> Finding:
    """What a body of our own (a file) is judged to be, and what a spider reads in it."""
    reader = SPIDERS[spider]
    verdict, evidence = judge_response(
        status=200,
        headers={},
        body=body,
        url=_NOWHERE,  # a file's name promises nothing
        answered=_NOWHERE,
        expected=reader.expected.get("document", PAGES),
    )
    page = Page(
        url=url,
        status=200,
        body=sha256(body),
        size=len(body),
        fetched_at=now,
        verdict=verdict,
        evidence=evidence,
    )
    verdict, evidence = reader.second_look(page, body)
    if verdict is not Verdict.NOT_PUBLISHED:  # that is what a server says, not a file
        page = replace(page, verdict=verdict, evidence=evidence)
    if page.verdict is not Verdict.OK:
        return Finding(page=page, role="document")
    try:
        chosen = OPTIONS[spider].model_validate(dict(options))
        reading = reader.read_safely(page, body, "document", chosen)
        return Finding(page=page, role="document", reading=reading)
    except UnreadableError as error:
        page = replace(page, verdict=Verdict.UNREADABLE, evidence=str(error))
        return Finding(page=page, role="document")


def spider_for(body: bytes) -> str:
    """The spider that reads what belongs to no source: a web page, or a document of the UN."""
    return "un_documents" if kind_of({}, body) in {"pdf", "word"} else "webpage"


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
    role: Role = "listing" if snapshot.reading.form == "excerpt" else "document"
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
