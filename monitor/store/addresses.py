"""Addresses: what was asked, how it can be asked again, and which document stands there."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from crawler.addresses import host_of
from crawler.items import Finding, Known, Page, Reading, dump, load
from monitor.store.connection import Connection, Row, moment, stamp

# Servers err about 304: once a day a page is asked for as if it had never been seen; one that is
# asked less often, at every fourth time. A server that was caught at it is not believed for a
# month, whatever the page.
_TRUSTED = timedelta(days=1)
_LOOKS_TRUSTED = 4
_CAUGHT = timedelta(days=30)
# A page that was modified in the very second in which it was sent may be modified again in that
# second, and a server that counts in seconds would not know (RFC 9110, 8.8.2.2).
_SETTLED = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a page can be asked again with; empty where none can be relied on."""

    etag: str = ""
    last_modified: str = ""

    @classmethod
    def of(cls, page: Page) -> "Validators":
        """The validators that came with a page."""
        last_modified = page.headers.get("last-modified", "")
        if last_modified and not _is_settled(last_modified, page):
            return cls()
        return cls(page.headers.get("etag", ""), last_modified)


class Addresses:
    """Every address that gave a document or a listing."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def known(
        self, source: str, *, reader: str, due: Mapping[str, bool], now: datetime
    ) -> tuple[Known, ...]:
        """What a crawl has to know: validators, listings, and what is due.

        Args:
            source: The source's name.
            reader: Today's reader: pages that other eyes read are asked unconditionally.
            due: By document id: is it to be asked now?
            now: The time of asking. Validators that nobody has put to the proof for a day, and for
                four looks, are not relied on; nor are those of a host that has lied.
        """
        rows = self._connection.rows(
            """
            select addresses.*,
                   -- Of several addresses its own; but who is missing there may be at another.
                   documents.url = addresses.url or documents.state = 'missing' as wanted,
                   documents.last_seen, documents.due_at,
                   -- Of whom nothing was read yet: "as before" would say nothing.
                   documents.snapshot_id is null and addresses.role = 'document' as unread
              from addresses
              join sources on sources.id = addresses.source_id
              left join documents on documents.id = addresses.document_id
             where sources.name = :source
               and (addresses.document_id is not null or addresses.role = 'listing')
             order by documents.due_at, addresses.id
            """,
            {"source": source},
        )
        liars = self._liars(source, since=now - _CAUGHT)
        return tuple(
            _known(row, reader, due, now, believed=host_of(row["url"]) not in liars) for row in rows
        )

    def document(self, source: str, url: str) -> Row | None:
        """Which document stands at `url`; None where it is unknown.

        The row has its `id` and `state`, the `body` that last came from `url`, and its snapshot's
        number, hash, reader, form and length (`characters`).
        """
        return self._connection.row(
            """
            select addresses.document_id as id, documents.state, addresses.body,
                   snapshots.id as snapshot, snapshots.hash, snapshots.reader, snapshots.form,
                   length(snapshots.text) as characters
              from addresses
              join sources on sources.id = addresses.source_id
              join documents on documents.id = addresses.document_id
              left join snapshots on snapshots.id = documents.snapshot_id
             where sources.name = :source and addresses.url = :url
            """,
            {"source": source, "url": url},
        )

    def read_by(self, source: str, url: str) -> str:
        """Who read the page that was last believed there; empty for nobody."""
        row = self._connection.row(
            """
            select reader from addresses join sources on sources.id = addresses.source_id
             where sources.name = :source and addresses.url = :url
            """,
            {"source": source, "url": url},
        )
        return str(row["reader"]) if row else ""

    def of(self, document: str) -> list[str]:
        """The addresses of a document, in the order in which they were found."""
        rows = self._connection.rows(
            "select url from addresses where document_id = :id order by id", {"id": document}
        )
        return [row["url"] for row in rows]

    def numbers(self, document: str, urls: Iterable[str]) -> tuple[int, ...]:
        """The numbers under which these addresses of a document are kept."""
        rows = self._connection.rows(
            """
            select id from addresses
             where document_id = :id and url in (select value from json_each(:urls))
             order by id
            """,
            {"id": document, "urls": json.dumps(list(urls))},
        )
        return tuple(row["id"] for row in rows)

    def shown(self, source: str, page: str) -> frozenset[str]:
        """The documents that a page of a listing showed when it was last concluded, by address."""
        row = self._connection.row(
            """
            select reading from addresses join sources on sources.id = addresses.source_id
             where sources.name = :source and addresses.url = :page
            """,
            {"source": source, "page": page},
        )
        if row is None or not row["reading"]:
            return frozenset()
        return frozenset(document.url for document in load(Reading, row["reading"]).documents)

    def count_listings(self, source: str, *, since: datetime) -> int:
        """How many pages of listings came whole since then."""
        row = self._connection.row(
            """
            select count(*) as n
              from addresses join sources on sources.id = addresses.source_id
             where sources.name = :source and role = 'listing' and good_at >= :since
            """,
            {"source": source, "since": stamp(since)},
        )
        return int(row["n"]) if row else 0

    def answered(self, source: str, finding: Finding, *, reader: str, document: str | None) -> None:
        """A page was believed: remember its validators and what it gave.

        A document comes here when it does not read as before; `read_alike` is for the others.
        Inside the concluding transaction.
        """
        page = finding.page
        validators = Validators.of(page)
        self._connection.write(
            """
            insert into addresses (source_id, url, role, document_id, etag, last_modified, reader,
                                   body, reading, good_at)
            select id, :url, :role, :document, :etag, :last_modified, :reader,
                   :body, :reading, :at
              from sources where name = :source
            on conflict (source_id, url) do update
               set role = excluded.role,
                   document_id = coalesce(excluded.document_id, document_id),
                   etag = excluded.etag, last_modified = excluded.last_modified,
                   reader = excluded.reader, body = excluded.body,
                   reading = excluded.reading, good_at = excluded.good_at,
                   -- It reads otherwise, by the same eyes and under the same validators: asked with
                   -- them, the server would have said that nothing had changed.
                   lied_at = iif(document_id is not null and reader = excluded.reader
                                 and body <> excluded.body
                                 and etag || last_modified <> ''
                                 and etag = excluded.etag
                                 and last_modified = excluded.last_modified,
                                 excluded.good_at, lied_at)
            """,
            {
                "source": source,
                "url": page.url,
                "role": finding.role,
                "document": document,
                "etag": validators.etag,
                "last_modified": validators.last_modified,
                "reader": reader,
                "body": page.body,
                "reading": dump(finding.reading) if finding.role == "listing" else "",
                "at": stamp(page.fetched_at),
            },
        )

    def read_alike(self, source: str, url: str, validators: Validators, *, at: datetime) -> None:
        """A page came whole and read as before: its validators are the ones to ask with.

        Inside the concluding transaction.
        """
        self._connection.write(
            """
            update addresses set etag = :etag, last_modified = :last_modified, good_at = :at
             where url = :url and source_id = (select id from sources where name = :source)
            """,
            {
                "source": source,
                "url": url,
                "etag": validators.etag,
                "last_modified": validators.last_modified,
                "at": stamp(at),
            },
        )

    def _liars(self, source: str, *, since: datetime) -> frozenset[str]:
        """The hosts that sent other words under the same validators since then."""
        rows = self._connection.rows(
            """
            select url from addresses join sources on sources.id = addresses.source_id
             where sources.name = :source and lied_at >= :since
            """,
            {"source": source, "since": stamp(since)},
        )
        return frozenset(host_of(row["url"]) for row in rows)

    def stands(self, source: str, url: str, document: str) -> None:
        """A document is known to have `url`, though nothing was read there yet.

        Inside the concluding transaction.
        """
        self._connection.write(
            """
            insert into addresses (source_id, url, role, document_id)
            select id, :url, 'document', :document from sources where name = :source
            on conflict (source_id, url) do update
               set document_id = coalesce(document_id, excluded.document_id)
            """,
            {"source": source, "url": url, "document": document},
        )


def _known(
    row: Row, reader: str, due: Mapping[str, bool], now: datetime, *, believed: bool
) -> Known:
    same_eyes = row["reader"] == reader
    good_at = moment(row["good_at"])
    is_proven = good_at is not None and now - good_at < _trusted(row)
    conditional = believed and same_eyes and is_proven and not row["unread"]
    return Known(
        url=row["url"],
        role=row["role"],
        etag=row["etag"] if conditional else "",
        last_modified=row["last_modified"] if conditional else "",
        due=due.get(row["document_id"], False) and bool(row["wanted"]),
        reading=load(Reading, row["reading"]) if row["reading"] and same_eyes else None,
        answered=good_at is not None,
    )


def _trusted(row: Row) -> timedelta:
    """How long the validators of an address are relied on after its page came whole."""
    seen, due = moment(row["last_seen"]), moment(row["due_at"])
    every = due - seen if seen and due else timedelta(0)
    return max(_TRUSTED, every * _LOOKS_TRUSTED)


def _is_settled(last_modified: str, page: Page) -> bool:
    try:
        modified = parsedate_to_datetime(last_modified)
        sent = (
            parsedate_to_datetime(page.headers["date"])
            if "date" in page.headers
            else page.fetched_at
        )
        return sent - modified >= _SETTLED
    except (ValueError, TypeError):
        return False
