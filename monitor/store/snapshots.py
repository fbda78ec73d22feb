"""Snapshots: a document as it stood from one moment on."""

import json
from datetime import datetime
from typing import Any

from crawler.items import Block, Document, Identity, Reference
from monitor.diff import reading_hash, reading_key
from monitor.model import Snapshot
from monitor.store.connection import Connection, Row, stamp, sure


class Snapshots:
    """The versions of every document, the latest of which the next look is compared with."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def get(self, snapshot: int) -> Snapshot | None:
        """The snapshot of that number."""
        row = self._connection.row("select * from snapshots where id = :id", {"id": snapshot})
        return _snapshot(row) if row else None

    def of(self, document: str) -> list[Snapshot]:
        """All snapshots of a document and of those that were joined to it, the oldest first."""
        return [
            _snapshot(row)
            for row in self._connection.rows(
                """
                select * from snapshots
                 where document_id = :document
                    or document_id in (select id from documents where joined_to = :document)
                 order by id
                """,
                {"document": document},
            )
        ]

    def number(self, snapshot: Snapshot) -> int:
        """Which of its document's versions it is, as people count them: from 1 on."""
        row = self._connection.row(
            """
            select count(*) as number from snapshots
             where id <= :id
               and (document_id = :document
                    or document_id in (select id from documents where joined_to = :document))
            """,
            {"document": snapshot.document, "id": snapshot.id},
        )
        return int(row["number"]) if row else 0

    def stood_at(self, document: str, url: str) -> bool:
        """Whether the document was ever read at this address."""
        row = self._connection.row(
            """
            select 1 from snapshots
             where document_id = :document and json_extract(details, '$.url') = :url limit 1
            """,
            {"document": document, "url": url},
        )
        return row is not None

    def earlier(self, than: Snapshot, reading: Document, *, alike: bool) -> Snapshot | None:
        """The latest snapshot before the standing one that says what `reading` says.

        In the same form, and by the same eyes. With `alike` it does not differ in the least,
        otherwise in nothing of substance.
        """
        row = self._connection.row(
            """
            select * from snapshots
             where document_id = :document and id <> :standing and form = :form
               and reader = :reader and key = :key and (:hash = '' or hash = :hash)
             order by last_seen desc, id desc limit 1
            """,
            {
                "document": than.document,
                "standing": than.id,
                "form": reading.form,
                "reader": than.reader,
                "key": reading_key(reading),
                "hash": reading_hash(reading) if alike else "",
            },
        )
        return _snapshot(row) if row else None

    def add(
        self,
        document: str,
        reading: Document,
        *,
        check: str,
        reader: str,
        body: str,
        at: datetime,
        why: str,
    ) -> Snapshot:
        """Keep how a document stands. Inside the concluding transaction."""
        number = self._connection.write(
            """
            insert into snapshots (document_id, check_id, first_seen, last_seen, title, published,
                                   text, blocks, details, form, reader, body, key, hash, why)
            values (:document, :check, :at, :at, :title, :published,
                    :text, :blocks, :details, :form, :reader, :body, :key, :hash, :why)
            """,
            {
                "document": document,
                "check": check,
                "at": stamp(at),
                "title": reading.title,
                "published": reading.dates.get("published", ""),
                "text": reading.text,
                "blocks": _blocks(reading),
                "details": _details(reading),
                "form": reading.form,
                "reader": reader,
                "body": body,
                "key": reading_key(reading),
                "hash": reading_hash(reading),
                "why": why,
            },
        )
        return Snapshot(
            id=number,
            document=document,
            reading=reading,
            reader=reader,
            body=body,
            first_seen=at,
            last_seen=at,
            why=why,
        )

    def seen_again(self, snapshot: int, *, at: datetime) -> None:
        """The document still stands so. Inside the concluding transaction."""
        self._connection.write(
            "update snapshots set last_seen = :at where id = :id", {"id": snapshot, "at": stamp(at)}
        )

    def read_alike(self, snapshot: int, *, reader: str) -> None:
        """Today's reader reads the page of this snapshot as it was read then.

        Inside the concluding transaction.
        """
        self._connection.write(
            "update snapshots set reader = :reader where id = :id",
            {"id": snapshot, "reader": reader},
        )

    def read_otherwise(self, before: Snapshot, reading: Document, *, reader: str) -> Snapshot:
        """Today's reader reads the page of `before`, which stands, otherwise: that stands now.

        It is seen when that page was seen last. Inside a transaction.
        """
        check = self._connection.row(
            "select check_id from snapshots where id = :id", {"id": before.id}
        )
        if check is None:
            raise LookupError(f"no snapshot {before.id}")
        after = self.add(
            before.document,
            reading,
            check=check["check_id"],
            reader=reader,
            body=before.body,
            at=before.last_seen,
            why="reread",
        )
        self._connection.write(
            "update documents set snapshot_id = :snapshot, title = :title where id = :id",
            {"snapshot": after.id, "title": reading.title, "id": before.document},
        )
        return after

    def stands(self, snapshot: Snapshot) -> bool:
        """Is it the latest of its document?"""
        row = self._connection.row(
            "select 1 from documents where id = :document and snapshot_id = :snapshot",
            {"document": snapshot.document, "snapshot": snapshot.id},
        )
        return row is not None

    def standing(self, source: str, *, but: str, after: str, limit: int) -> list[Snapshot]:
        """The latest snapshots of a source's documents, in the order of the documents' ids.

        At most `limit` of them, of documents whose id comes after `after`; those that `but` has
        read are left out.
        """
        rows = self._connection.rows(
            """
            select snapshots.*
              from documents
              join sources on sources.id = documents.source_id
              join snapshots on snapshots.id = documents.snapshot_id
             where sources.name = :source and documents.id > :after
               and documents.joined_to is null and snapshots.reader <> :but
             order by documents.id
             limit :limit
            """,
            {"source": source, "but": but, "after": after, "limit": limit},
        )
        return [_snapshot(row) for row in rows]

    def count_standing(self, source: str) -> int:
        """How many documents of a source have a snapshot."""
        row = self._connection.row(
            """
            select count(documents.snapshot_id) as number
              from documents join sources on sources.id = documents.source_id
             where sources.name = :source and documents.joined_to is null
            """,
            {"source": source},
        )
        return int(row["number"]) if row else 0

    def measure_anew(self, source: str, *, after: int, limit: int) -> int | None:
        """Make the keys and hashes of a source's snapshots anew, in a transaction of its own.

        Of `limit` snapshots with numbers above `after`.

        Returns:
            The number to go on after; None at the end.
        """
        rows = self._connection.rows(
            """
            select snapshots.*
              from snapshots
              join documents on documents.id = snapshots.document_id
              join sources on sources.id = documents.source_id
             where sources.name = :source and snapshots.id > :after
             order by snapshots.id
             limit :limit
            """,
            {"source": source, "after": after, "limit": limit},
        )
        others = [other for row in rows if (other := _measured_otherwise(row))]
        if others:
            with self._connection.transaction():
                for other in others:
                    self._connection.write(
                        "update snapshots set key = :key, hash = :hash where id = :id", other
                    )
        return int(rows[-1]["id"]) if rows else None


def _measured_otherwise(row: Row) -> Row | None:
    """The number, key and hash of a snapshot that were made otherwise; None if they are right."""
    reading = _snapshot(row).reading
    key, digest = reading_key(reading), reading_hash(reading)
    if (key, digest) == (row["key"], row["hash"]):
        return None
    return {"id": row["id"], "key": key, "hash": digest}


def _blocks(reading: Document) -> str:
    return json.dumps([[block.kind, block.level, len(block.text)] for block in reading.blocks])


def _details(reading: Document) -> str:
    details: dict[str, Any] = {
        "url": reading.url,
        "language": reading.language,
        "identities": [[identity.scheme, identity.value] for identity in reading.identities],
        "dates": dict(reading.dates),
        "fields": dict(reading.fields),
        "links": [[link.text, link.url] for link in reading.links],
        "remarks": dict(reading.remarks),
        "twins": dict(reading.twins),
        "files": list(reading.files),
        "cut": reading.cut,
        "read_by": dict(reading.read_by),
    }
    return json.dumps({name: value for name, value in details.items() if value}, ensure_ascii=False)


def _snapshot(row: Row) -> Snapshot:
    details = json.loads(row["details"])
    reading = Document(
        url=details["url"],
        title=row["title"],
        language=details.get("language", ""),
        identities=tuple(Identity(*pair) for pair in details.get("identities", ())),
        dates=details.get("dates", {}),
        blocks=_cut(row["text"], json.loads(row["blocks"])),
        fields=details.get("fields", {}),
        links=tuple(Reference(*pair) for pair in details.get("links", ())),
        remarks=details.get("remarks", {}),
        twins=details.get("twins", {}),
        files=tuple(details.get("files", ())),
        form=row["form"],
        cut=details.get("cut", False),
        read_by=details.get("read_by", {}),
    )
    return Snapshot(
        id=row["id"],
        document=row["document_id"],
        reading=reading,
        reader=row["reader"],
        body=row["body"],
        first_seen=sure(row["first_seen"]),
        last_seen=sure(row["last_seen"]),
        why=row["why"],
    )


def _cut(text: str, lengths: list[tuple[Any, int, int]]) -> tuple[Block, ...]:
    """The blocks of a text, which stand in it one after the other with two newlines between."""
    blocks, start = [], 0
    for kind, level, length in lengths:
        blocks.append(Block(kind, text[start : start + length], level))
        start += length + 2
    return tuple(blocks)
