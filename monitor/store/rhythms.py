"""How often documents change, and what the documents of a source ask of their hosts."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from monitor.model import Rhythm
from monitor.store.connection import Connection, stamp

# A look says so much less the older it is: after a year of watching, the past has the weight of a
# year and no more.
_MEMORY = timedelta(days=365)


class Rhythms:
    """What was learnt of documents by looking at them."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def learn(self, source: str, check: str, *, since: datetime) -> None:
        """Count the good looks of a check that began at `since`, and the changes it found.

        Inside the concluding transaction, after its changes are written. The first look at a
        document begins the counting. A change of commas is none, and neither is flapping.
        """
        self._connection.write(
            """
            insert into rhythms (document_id, looks, changes, seconds, looked_at)
            select id, looks * weight, changes * weight, span * weight, at
              from (select *, min(1.0, :memory / max(1.0, span)) as weight
                      from (select documents.id, documents.last_seen as at,
                                   coalesce(rhythms.looks + 1, 0) as looks,
                                   coalesce(rhythms.changes + exists (
                                       select 1 from changes
                                        where changes.check_id = :check
                                          and changes.document_id = documents.id
                                          and changes.kind in ('edited', 'reissued', 'restored')
                                   ), 0) as changes,
                                   coalesce(rhythms.seconds
                                       + strftime('%s', documents.last_seen)
                                       - strftime('%s', rhythms.looked_at), 0.0) as span
                              from documents
                              join sources on sources.id = documents.source_id
                              left join rhythms on rhythms.document_id = documents.id
                             where sources.name = :source and documents.last_seen >= :since
                               and (rhythms.looked_at is null
                                    or documents.last_seen > rhythms.looked_at)))
             where true
            on conflict (document_id) do update
               set looks = excluded.looks, changes = excluded.changes,
                   seconds = excluded.seconds, looked_at = excluded.looked_at
            """,
            {
                "source": source,
                "check": check,
                "since": stamp(since),
                "memory": _MEMORY.total_seconds(),
            },
        )

    def of_source(self, source: str, *, at_least: float = 0.0) -> dict[str, Rhythm]:
        """By document, the rhythms with `at_least` so many changes."""
        rows = self._connection.rows(
            """
            select rhythms.*
              from rhythms
              join documents on documents.id = rhythms.document_id
              join sources on sources.id = documents.source_id
             where sources.name = :source and rhythms.changes >= :least
            """,
            {"source": source, "least": at_least},
        )
        return {
            row["document_id"]: Rhythm(
                looks=row["looks"],
                changes=row["changes"],
                watched=timedelta(seconds=row["seconds"]),
            )
            for row in rows
        }

    def bring_forward(self, document: str, due_at: datetime) -> None:
        """A document that changes often is due earlier than its age says."""
        self._connection.write(
            """
            update documents set due_at = :due
             where id = :id and (due_at is null or due_at > :due)
            """,
            {"id": document, "due": stamp(due_at)},
        )

    def demand(self, source: str, hourly: Mapping[str, float], *, allowed: float | None) -> None:
        """Write down what the documents of a source ask of each host: requests an hour."""
        with self._connection.transaction():
            self._connection.write(
                """
                delete from demands
                 where source_id = (select id from sources where name = :source)
                """,
                {"source": source},
            )
            for host, requests in hourly.items():
                self._connection.write(
                    """
                    insert into demands (source_id, host, hourly, allowed)
                    select id, :host, :hourly, :allowed from sources where name = :source
                    """,
                    {"source": source, "host": host, "hourly": requests, "allowed": allowed},
                )

    def demands(self, source: str) -> dict[str, tuple[float, float | None]]:
        """By host: what `source` and all others that are planned ask an hour, and what it bears."""
        rows = self._connection.rows(
            """
            select host, sum(hourly) as hourly, min(allowed) as allowed
              from demands join sources on sources.id = demands.source_id
             where sources.name = :source or next_check_at is not null
             group by host
            """,
            {"source": source},
        )
        return {row["host"]: (row["hourly"], row["allowed"]) for row in rows}
