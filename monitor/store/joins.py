"""Who was taken for whom: documents that are joined and split, each on record and to be undone."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from monitor.store.belongings import Belongings, Holdings, read_belongings
from monitor.store.connection import Connection, Row, stamp, sure

Deed = Literal["join", "split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """A join of `document` to `other`, or its split from it. Without a check, a person did it."""

    id: int
    at: datetime
    what: Deed
    document: str
    other: str
    check: str
    belongings: Belongings


class Joins:
    """Every join and every split. Writing happens inside a transaction."""

    def __init__(self, connection: Connection):
        self._connection = connection
        self._holdings = Holdings(connection)

    def to_join(self, document: str, *, into: str) -> Belongings:
        """What would go over if `document` was joined to `into`.

        Its snapshots and changes stay its own, and count for `into` as well; those that a split
        took from `into` go back.
        """
        back = self._split_from(document, into)
        taken = back.belongings if back else Belongings()
        return Belongings(
            addresses=self._holdings.ids("addresses", document),
            identities=self._holdings.identities(document),
            contested=taken.contested,
            sightings=self._holdings.sightings(document, but=into),
            documents=self._holdings.joined_to(document),
            snapshots=self._holdings.still("snapshots", taken.snapshots, document),
            changes=self._holdings.still("changes", taken.changes, document),
        )

    def join(self, document: str, *, into: str, at: datetime, check: str = "") -> None:
        """Two documents turned out to be one: what is known of `document` is known of `into`.

        Its own row stays, so that what was cited by its id is still found. A join of what was split
        undoes the split: what has not changed since stands as it stood before.
        """
        going, back = self.to_join(document, into=into), self._split_from(document, into)
        number = self._begin("join", document, into, going, at=at, check=check)
        self._holdings.hand_over(going, document, into)
        self._holdings.contest(going.contested, into, contested=False)
        if back:
            self._restore(back.id, undone_by=number)
        self._connection.write(
            "update documents set joined_to = :into where id = :document",
            {"document": document, "into": into},
        )
        self.end(number)

    def to_undo(self, document: str) -> Belongings:
        """What would go back to `document`, which is joined to another."""
        joined, holder = self._join_of(document), self._holder(document)
        return self._holdings.still_with(joined.belongings, holder)

    def undo(self, document: str, *, at: datetime) -> None:
        """Split a document from the one that it was joined to: its own are its own again.

        What has not changed since the join stands as it stood before.
        """
        joined, holder = self._join_of(document), self._holder(document)
        going = self._holdings.still_with(joined.belongings, holder)
        number = self._begin("split", document, holder, going, at=at)
        self._connection.write(
            "update documents set joined_to = null where id = :id", {"id": document}
        )
        self._holdings.hand_over(going, holder, document)
        self._holdings.contest(going.contested, holder, contested=True)
        self._restore(joined.id, undone_by=number)
        self.end(number)

    def split(self, document: str, *, off: str, going: Belongings, at: datetime) -> int:
        """A document turned out to be two: `going` is that of `document`, and not of `off`.

        The number of the split, for `end`, once both stand where they are to stand.
        """
        number = self._begin("split", document, off, going, at=at)
        self._holdings.hand_over(going, off, document)
        self._holdings.contest(going.contested, off, contested=True)
        return number

    def end(self, number: int) -> None:
        """Remember how both documents stand now: what stands so still can be undone exactly."""
        row = self._row(number)
        moved = json.loads(row["moved"])
        moved["left"] = self._rows_of(moved["stood"])
        self._connection.write(
            "update joins set moved = :moved where id = :id",
            {"id": number, "moved": json.dumps(moved, ensure_ascii=False)},
        )

    def of(self, document: str) -> list[Joining]:
        """All joins and splits of a document and of those that are joined to it, in order."""
        rows = self._connection.rows(
            """
            with whole(id) as (
                select :document union select id from documents where joined_to = :document)
            select * from joins
             where document_id in (select id from whole) or other_id in (select id from whole)
             order by id
            """,
            {"document": document},
        )
        return [_joining(row) for row in rows]

    def are_apart(self, one: str, other: str) -> bool:
        """Did somebody say that these two are two?"""
        row = self._connection.row(
            """
            select 1 from joins
             where what = 'split' and undone_by is null
               and (document_id = :one and other_id = :other
                    or document_id = :other and other_id = :one)
            """,
            {"one": one, "other": other},
        )
        return row is not None

    def touched(self, source: str, *, since: datetime) -> frozenset[str]:
        """The documents of a source that a person joined or split since then."""
        rows = self._connection.rows(
            """
            select document_id, other_id
              from joins
              join documents on documents.id = joins.document_id
              join sources on sources.id = documents.source_id
             where sources.name = :source and joins.at >= :since and joins.check_id is null
            """,
            {"source": source, "since": stamp(since)},
        )
        return frozenset(name for row in rows for name in row.values())

    def joined_to(self, document: str) -> str:
        """The document that another one is joined to; empty for none."""
        row = self._connection.row(
            "select joined_to from documents where id = :id", {"id": document}
        )
        return str(row["joined_to"] or "") if row else ""

    def joined_by(self, document: str, what: str) -> str:
        """The one joined to `document` that is meant by its id or by an address it had.

        Empty for none.
        """
        row = self._connection.row(
            """
            select joins.document_id
              from joins join documents on documents.id = joins.document_id
             where documents.joined_to = :document and what = 'join' and undone_by is null
               and (documents.id = :what or documents.url = :what
                    or exists (select 1 from addresses, json_each(joins.moved, '$.addresses')
                                where addresses.id = json_each.value and addresses.url = :what))
             order by joins.id desc limit 1
            """,
            {"document": document, "what": what},
        )
        return str(row["document_id"]) if row else ""

    def _restore(self, number: int, *, undone_by: int) -> None:
        """Have both documents stand as before a join or a split, unless they went on since."""
        moved = json.loads(self._row(number)["moved"])
        for document, left in moved["left"].items():
            if self._rows_of([document])[document] == left:
                self._stand(moved["stood"][document])
        self._connection.write(
            "update joins set undone_by = :by where id = :id", {"by": undone_by, "id": number}
        )

    def _stand(self, row: Row) -> None:
        columns = ", ".join(f"{name} = :{name}" for name in row if name != "id")
        self._connection.write(
            f"update documents set {columns} where id = :id",  # noqa: S608  (names of columns)
            row,
        )

    # What there is

    def _begin(
        self,
        what: Deed,
        document: str,
        other: str,
        going: Belongings,
        *,
        at: datetime,
        check: str = "",
    ) -> int:
        moved = {**asdict(going), "stood": self._rows_of([document, other]), "left": {}}
        return self._connection.write(
            """
            insert into joins (at, what, document_id, other_id, check_id, moved)
            values (:at, :what, :document, :other, :check, :moved)
            """,
            {
                "at": stamp(at),
                "what": what,
                "document": document,
                "other": other,
                "check": check or None,
                "moved": json.dumps(moved, ensure_ascii=False),
            },
        )

    def _rows_of(self, documents: Iterable[str]) -> dict[str, Row]:
        """How documents stand, but for whom they are joined to."""
        rows = self._connection.rows(
            "select * from documents where id in (select value from json_each(:ids))",
            {"ids": json.dumps(list(documents))},
        )
        return {
            row["id"]: {name: value for name, value in row.items() if name != "joined_to"}
            for row in rows
        }

    def _split_from(self, document: str, other: str) -> Joining | None:
        """The split that took `document` from `other`, if that still holds."""
        row = self._connection.row(
            """
            select * from joins
             where what = 'split' and undone_by is null
               and document_id = :document and other_id = :other
             order by id desc limit 1
            """,
            {"document": document, "other": other},
        )
        return _joining(row) if row else None

    def _join_of(self, document: str) -> Joining:
        row = self._connection.row(
            """
            select * from joins
             where what = 'join' and undone_by is null and document_id = :document
             order by id desc limit 1
            """,
            {"document": document},
        )
        if row is None:
            raise LookupError(f"no join of {document} is on record")
        return _joining(row)

    def _holder(self, document: str) -> str:
        return self.joined_to(document) or document

    def _row(self, number: int) -> Row:
        row = self._connection.row("select * from joins where id = :id", {"id": number})
        if row is None:
            raise LookupError(f"no join {number}")
        return row


def _joining(row: Row) -> Joining:
    return Joining(
        id=row["id"],
        at=sure(row["at"]),
        what=row["what"],
        document=row["document_id"],
        other=row["other_id"],
        check=row["check_id"] or "",
        belongings=read_belongings(json.loads(row["moved"])),
    )
