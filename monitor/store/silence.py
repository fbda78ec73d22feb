"""Documents that say nothing, though they are asked: where, how often in a row, and why."""

from dataclasses import dataclass

from monitor.store.connection import Connection

_DOUBTED = "much less text than before, which is not believed yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentDocument:
    """A document whose last looks said nothing, and what was seen last instead of it."""

    document: str
    url: str
    failures: int
    why: str


class Silence:
    """What is known of looks that said nothing."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def of_source(self, source: str, *, looks: int) -> list[SilentDocument]:
        """The documents of which so many looks in a row said nothing, the longest silent first."""
        rows = self._connection.rows(
            """
            select documents.id, documents.url, documents.failures
              from documents join sources on sources.id = documents.source_id
             where sources.name = :source and documents.joined_to is null
               and documents.failures >= :looks
             order by documents.failures desc, documents.id
            """,
            {"source": source, "looks": looks},
        )
        return [
            SilentDocument(
                document=row["id"],
                url=row["url"],
                failures=row["failures"],
                why=self.why(row["id"]),
            )
            for row in rows
        ]

    def why(self, document: str) -> str:
        """What the last look that said nothing saw; empty where that is not kept any more."""
        doubt = self._connection.row(
            "select 1 from documents where id = :id and doubted <> ''", {"id": document}
        )
        if doubt:
            return _DOUBTED
        row = self._connection.row(
            """
            select fetches.verdict, fetches.evidence
              from documents
              join fetches on fetches.url = documents.url
                          and fetches.source_id = documents.source_id
             where documents.id = :id and fetches.verdict not in ('ok', 'not_modified')
             order by fetches.fetched_at desc, fetches.id desc limit 1
            """,
            {"id": document},
        )
        return f"{row['verdict']}: {row['evidence']}".rstrip(": ") if row else ""
