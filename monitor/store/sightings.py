"""Sightings: which interfaces have shown a document, when, and what they said of its date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from monitor.store.connection import Connection, stamp, sure

# Interfaces that are asked document by document, each when it is due.
_BY_NAME = ("symbol:", "address:", "language:", "family:", "pattern:")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One interface that shows a document; `modified` is what it says of that, once it was read."""

    interface: str
    first_seen: datetime
    last_seen: datetime
    modified: str = ""

    def is_current(self, whole_at: Mapping[str, datetime]) -> bool:
        """Whether the interface showed the document when it was last enumerated to its end.

        Those that ask for documents by their names list nothing that one could be missing from.
        """
        if self.interface.startswith(_BY_NAME):
            return True
        last = whole_at.get(self.interface)
        return last is None or self.last_seen >= last


class Sightings:
    """The sightings of every document. Writing happens inside the concluding transaction."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def add(self, name: str, interface: str, *, at: datetime, modified: str = "") -> None:
        """An interface shows the document, as one that was `modified` then, and read since."""
        self._connection.write(
            """
            insert into sightings (document_id, interface, first_seen, last_seen, modified)
            values (:document, :interface, :at, :at, :modified)
            on conflict do update
               set last_seen = excluded.last_seen,
                   modified = iif(excluded.modified = '', modified, excluded.modified)
            """,
            {
                "document": name,
                "interface": interface,
                "at": stamp(at),
                "modified": _universal(modified),
            },
        )

    def claimed(self, name: str) -> str:
        """When the interfaces say that the document was modified last, as of its last reading."""
        row = self._connection.row(
            "select max(modified) as modified from sightings where document_id = :id", {"id": name}
        )
        return str(row["modified"] or "") if row else ""

    def of(self, name: str) -> list[Sighting]:
        """The interfaces that have shown the document, the first to do so first.

        What was joined to it was the same document.
        """
        rows = self._connection.rows(
            """
            select interface, min(first_seen) as first_seen, max(last_seen) as last_seen,
                   max(modified) as modified
              from sightings
             where interface <> ''
               and (document_id = :id
                    or document_id in (select id from documents where joined_to = :id))
             group by interface
             order by min(first_seen), interface
            """,
            {"id": name},
        )
        return [
            Sighting(
                row["interface"], sure(row["first_seen"]), sure(row["last_seen"]), row["modified"]
            )
            for row in rows
        ]

    def last_shown(self, name: str) -> str:
        """When a listing showed the document last (UTC, ISO 8601); empty if none ever did."""
        row = self._connection.row(
            """
            select max(last_seen) as at from sightings
             where document_id = :id and interface like 'listing%'
            """,
            {"id": name},
        )
        return str(row["at"] or "") if row else ""


def _universal(moment: str) -> str:
    """A moment in UTC, so that moments can be compared as texts; a day stays a day."""
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    return parsed.astimezone(UTC).isoformat() if parsed.tzinfo else moment
