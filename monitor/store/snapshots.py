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
            "select count(*) as number from snapshots where document_id = :document and id <= :id",
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
