"""What belongs to a document, and goes over from one to another."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from monitor.store.connection import Connection

Named = tuple[str, str, str]  # an identity: language, scheme, value

_TABLES = {"addresses": "id", "snapshots": "id", "changes": "seq"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """What goes over from one document to another.

    `documents` were joined to it before. `contested` identities stay, and say nothing any more of
    who is who: both documents bear them.
    """

    addresses: tuple[int, ...] = ()
    identities: tuple[Named, ...] = ()
    contested: tuple[Named, ...] = ()
    sightings: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    snapshots: tuple[int, ...] = ()
    changes: tuple[int, ...] = ()


class Holdings:
    """What every document holds. Writing happens inside a transaction."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def hand_over(self, going: Belongings, giver: str, taker: str) -> None:
        """What of `going` is still the giver's is the taker's."""
        hands = {"giver": giver, "taker": taker}
        for table, key in _TABLES.items():
            self._connection.write(
                f"""
                update {table} set document_id = :taker
                 where document_id = :giver and {key} in
                       (select value from json_each(:ids))
                """,  # noqa: S608  (constants of ours are put in, nothing else)
                {**hands, "ids": json.dumps(getattr(going, table))},
            )
        for language, scheme, value in going.identities:
            self._connection.write(
                """
                update identities set document_id = :taker
                 where document_id = :giver and language = :language and scheme = :scheme
                   and value = :value
                """,
                {**hands, "language": language, "scheme": scheme, "value": value},
            )
        self._connection.write(
            """
            update or ignore sightings set document_id = :taker
             where document_id = :giver and interface in (select value from json_each(:names))
            """,
            {**hands, "names": json.dumps(going.sightings)},
        )
        self._connection.write(
            """
            update documents set joined_to = :taker
             where joined_to = :giver and id in (select value from json_each(:ids))
            """,
            {**hands, "ids": json.dumps(going.documents)},
        )

    def contest(self, identities: Iterable[Named], document: str, *, contested: bool) -> None:
        """Have these identities of a document say who it is, or (contested) say nothing."""
        for language, scheme, value in identities:
            self._connection.write(
                """
                update identities set contested = :contested
                 where document_id = :document and language = :language and scheme = :scheme
                   and value = :value
                """,
                {
                    "contested": contested,
                    "document": document,
                    "language": language,
                    "scheme": scheme,
                    "value": value,
                },
            )

    def still_with(self, belongings: Belongings, holder: str) -> Belongings:
        """What of `belongings` is with `holder` still."""
        identities = set(self.identities(holder))
        return replace(
            belongings,
            addresses=self.still("addresses", belongings.addresses, holder),
            identities=tuple(each for each in belongings.identities if each in identities),
            documents=tuple(
                each for each in self.joined_to(holder) if each in belongings.documents
            ),
            snapshots=self.still("snapshots", belongings.snapshots, holder),
            changes=self.still("changes", belongings.changes, holder),
        )

    def still(self, table: str, ids: Iterable[int], holder: str) -> tuple[int, ...]:
        """Those of these rows that are with `holder` still."""
        wanted = set(ids)
        if not wanted:
            return ()
        return tuple(each for each in self.ids(table, holder) if each in wanted)

    def ids(self, table: str, document: str) -> tuple[int, ...]:
        """The numbers of a document's addresses, snapshots or changes."""
        key = _TABLES[table]
        rows = self._connection.rows(
            f"select {key} as id from {table} where document_id = :id order by {key}",  # noqa: S608
            {"id": document},
        )
        return tuple(row["id"] for row in rows)

    def identities(self, document: str) -> tuple[Named, ...]:
        """What a document is known by."""
        rows = self._connection.rows(
            """
            select language, scheme, value from identities where document_id = :id
             order by language, scheme, value
            """,
            {"id": document},
        )
        return tuple((row["language"], row["scheme"], row["value"]) for row in rows)

    def sightings(self, document: str, *, but: str) -> tuple[str, ...]:
        """The interfaces that showed a document, and never the document `but`."""
        rows = self._connection.rows(
            """
            select interface from sightings where document_id = :id
            except
            select interface from sightings where document_id = :but
            """,
            {"id": document, "but": but},
        )
        return tuple(row["interface"] for row in rows)

    def joined_to(self, document: str) -> tuple[str, ...]:
        """The documents that are joined to this one."""
        rows = self._connection.rows(
            "select id from documents where joined_to = :id order by id", {"id": document}
        )
        return tuple(row["id"] for row in rows)


def read_belongings(moved: dict[str, Any]) -> Belongings:
    """Belongings as they were written down."""

    def named(key: str) -> tuple[Named, ...]:
        return tuple((language, scheme, value) for language, scheme, value in moved[key])

    return Belongings(
        addresses=tuple(moved["addresses"]),
        identities=named("identities"),
        contested=named("contested"),
        sightings=tuple(moved["sightings"]),
        documents=tuple(moved["documents"]),
        snapshots=tuple(moved["snapshots"]),
        changes=tuple(moved["changes"]),
    )
