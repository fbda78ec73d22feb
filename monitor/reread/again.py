"""One stored page, read again with today's reader, and what would differ."""

import logging
from dataclasses import dataclass
from enum import StrEnum

from crawler.items import Document, Page, Reading, Role, UnreadableError, Verdict
from crawler.spiders import SPIDERS
from monitor.diff import Comparison, compare
from monitor.model import Snapshot, Source, Weight
from monitor.reread.eyes import options_of
from monitor.store import Store

log = logging.getLogger(__name__)

_NOTHING = Comparison(Weight.IDENTICAL, ())


class Result(StrEnum):
    """What came of reading a stored page again."""

    SAME = "same"
    TYPOGRAPHIC = "typographic"
    SUBSTANTIVE = "substantive"
    UNREADABLE = "unreadable"  # today's reader finds no document on it any more
    NOT_KEPT = "not_kept"  # there is no such page in the record


_RESULTS = {
    Weight.IDENTICAL: Result.SAME,
    Weight.TYPOGRAPHIC: Result.TYPOGRAPHIC,
    Weight.SUBSTANTIVE: Result.SUBSTANTIVE,
}


@dataclass(frozen=True, slots=True)
class Stored:
    """A page as it came, out of the record, and what is looked for on it."""

    page: Page
    body: bytes
    role: Role
    url: str  # of the document


@dataclass(frozen=True, slots=True)
class Rereading:
    """A snapshot, and what today's reader makes of its page (None: nothing)."""

    before: Snapshot
    reading: Document | None
    result: Result
    comparison: Comparison = _NOTHING


def read(source: Source, page: Page, body: bytes, role: Role) -> Reading:
    """`body` read with today's reader.

    Raises:
        UnreadableError: a required part is not found in it.
    """
    return SPIDERS[source.spider].read_safely(page, body, role, options_of(source))


def reread(snapshot: Snapshot, source: Source, store: Store) -> Document | None:
    """The page of a snapshot as today's reader reads it.

    None where it can no longer be read, or was not kept.
    """
    stored = stored_page(snapshot, source, store)
    return read_stored(stored, source) if stored else None


def read_again(snapshot: Snapshot, source: Source, store: Store) -> Rereading:
    """What today's reader makes of the page of a snapshot, and how that differs."""
    return held_against(snapshot, stored_page(snapshot, source, store), source)


def stored_page(snapshot: Snapshot, source: Source, store: Store) -> Stored | None:
    """The page of a snapshot as it came; None where it was not kept.

    Raises:
        StoreError: what is kept is damaged.
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
    return Stored(page, store.captures.body(snapshot.body), role, snapshot.reading.url)


def read_stored(stored: Stored, source: Source) -> Document | None:
    """The document on a stored page, as today's reader reads it; None where it finds none.

    Asks nothing of the record, so that any thread may do it.
    """
    try:
        documents = read(source, stored.page, stored.body, stored.role).documents
    except UnreadableError:
        return None
    except Exception as error:
        # Pages are hostile: one that breaks the reader must not keep the others from conclusion.
        log.warning("%s: %s cannot be read again: %r", source.name, stored.page.url, error)
        return None
    if stored.role == "document":
        return documents[0] if documents else None
    return next((found for found in documents if found.url == stored.url), None)


def held_against(before: Snapshot, stored: Stored | None, source: Source) -> Rereading:
    """A snapshot against what today's reader makes of its page (None: it was not kept).

    Asks nothing of the record, so that any thread may do it.
    """
    if stored is None:
        return Rereading(before, None, Result.NOT_KEPT)
    reading = read_stored(stored, source)
    if reading is None:
        return Rereading(before, None, Result.UNREADABLE)
    comparison = compare(before.reading, reading)
    return Rereading(before, reading, _RESULTS[comparison.weight], comparison)
