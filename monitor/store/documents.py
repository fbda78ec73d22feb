"""Documents: in which state each is, and when it is due."""

import hashlib
import json
from datetime import datetime

from crawler.items import Document
from monitor.identity import identity_value
from monitor.model import Snapshot, State, Watched
from monitor.store.connection import Connection, Row, moment, stamp, sure
from monitor.store.snapshots import Snapshots

_SELECT = """
select documents.*, sources.name as source
  from documents join sources on sources.id = documents.source_id
"""


class Documents:
    """The documents of every source. Writing happens inside the concluding transaction."""

    def __init__(self, connection: Connection, snapshots: Snapshots):
        self._connection = connection
        self._snapshots = snapshots

    def get(self, document: str) -> Watched | None:
        """The document of that id."""
        row = self._connection.row(
            f"{_SELECT} where documents.id = :id",
            {"id": document},
        )
        return self._watched(row) if row else None

    def standing(self, document: str) -> Watched:
        """The document of that id, without its snapshot.

        Raises:
            LookupError: there is none.
        """
        row = self._connection.row(f"{_SELECT} where documents.id = :id", {"id": document})
        if row is None:
            raise LookupError(f"no document {document}")
        return _row_to_watched(row)

    def at(self, source: str, url: str) -> Watched | None:
        """The document that stands at an address."""
        found = self.id_at(source, url)
        return self.get(found) if found else None

    def id_at(self, source: str, url: str) -> str | None:
        """The id of the document that stands at an address."""
        row = self._connection.row(
            """
            select document_id from addresses join sources on sources.id = addresses.source_id
             where sources.name = :source and addresses.url = :url
            """,
            {"source": source, "url": url},
        )
        return row["document_id"] if row else None

    def versions(self, source: str, document: Document) -> list[Watched]:
        """The known documents that `document` is another language version of, the oldest first.

        They bear the same symbol, or stand where `document` says that its twins are.
        """
        rows = self._connection.rows(
            f"""
            {_SELECT}
             where sources.name = :source and documents.language <> :language
               and documents.joined_to is null
               and documents.id in (
                    select document_id from identities
                     where source_id = sources.id and scheme = 'symbol'
                       and value in (select value from json_each(:symbols))
                    union
                    select document_id from addresses
                     where source_id = sources.id
                       and url in (select value from json_each(:twins)))
             order by documents.first_seen, documents.id
            """,  # noqa: S608  (a constant of ours is put in, nothing else)
            {
                "source": source,
                "language": document.language,
                "symbols": json.dumps(_symbols(document)),
                "twins": json.dumps(list(document.twins.values())),
            },
        )
        return [_row_to_watched(row) for row in rows]

    def linking(self, source: str, url: str) -> list[Watched]:
        """The documents whose text, as it stands, links to the file at `url`."""
        rows = self._connection.rows(
            f"""
            {_SELECT} join snapshots on snapshots.id = documents.snapshot_id
             where sources.name = :source and documents.joined_to is null
               and exists (select 1 from json_each(snapshots.details, '$.files')
                            where value = :url)
             order by documents.first_seen, documents.id
            """,  # noqa: S608  (a constant of ours is put in, nothing else)
            {"source": source, "url": url},
        )
        return [_row_to_watched(row) for row in rows]

    def by_symbol(self, source: str, symbol: str, *, language: str) -> Watched | None:
        """The document of that symbol, in `language` rather than in another."""
        row = self._connection.row(
            f"""
            {_SELECT} join identities on identities.document_id = documents.id
             where sources.name = :source and scheme = 'symbol' and value = :symbol
             order by documents.language <> :language, documents.first_seen limit 1
            """,
            {"source": source, "symbol": symbol, "language": language},
        )
        return _row_to_watched(row) if row else None

    def published(self, document: str) -> str:
        """The day of publication, as the standing snapshot has it."""
        row = self._connection.row(
            """
            select published from documents join snapshots on snapshots.id = documents.snapshot_id
             where documents.id = :id
            """,
            {"id": document},
        )
        return str(row["published"]) if row else ""

    def search(self, term: str) -> list[Watched]:
        """Documents by id, the beginning of an id, or an address.

        For one that was joined to another, the other.
        """
        rows = self._connection.rows(
            """
            select distinct documents.*, sources.name as source
              from documents as found
              join documents on documents.id = coalesce(found.joined_to, found.id)
              join sources on sources.id = documents.source_id
              left join addresses on addresses.document_id = found.id
             where found.id = :term or found.url = :term or addresses.url = :term
                or (length(:term) >= 4 and substr(found.id, 1, length(:term)) = :term)
             order by documents.id = :term desc, documents.first_seen
             limit 20
            """,
            {"term": term},
        )
        return [self._watched(row) for row in rows]

    def of_source(self, source: str) -> list[Watched]:
        """The documents of a source without their snapshots, for the plan."""
        rows = self._connection.rows(
            f"""
            {_SELECT}
             where sources.name = :source and documents.joined_to is null
             order by documents.due_at, documents.id
            """,
            {"source": source},
        )
        return [_row_to_watched(row) for row in rows]

    def absent(self, source: str, *, since: datetime) -> list[str]:
        """The documents of a source that are missing or removed, and were last seen since then."""
        rows = self._connection.rows(
            """
            select documents.id
              from documents join sources on sources.id = documents.source_id
             where sources.name = :source and documents.state in ('missing', 'removed')
               and documents.last_seen >= :since and documents.joined_to is null
             order by documents.last_seen desc
            """,
            {"source": source, "since": stamp(since)},
        )
        return [str(row["id"]) for row in rows]

    def admit(self, source: str, document: Document, *, baseline: bool, at: datetime) -> str:
        """Take in a document not seen before; its permanent id."""
        name = self._new_id(source, document)
        self._connection.write(
            """
            insert into documents (id, source_id, url, language, title, state, baseline,
                                   first_seen, last_seen, changed_at)
            select :id, sources.id, :url, :language, :title, :state, :baseline,
                   :at, :at, :at
              from sources where name = :source
            """,
            {
                "id": name,
                "source": source,
                "url": document.url,
                "language": document.language,
                "title": document.title,
                "state": State.LIVE,
                "baseline": baseline,
                "at": stamp(at),
            },
        )
        self.identify(source, name, document)
        return name

    def identify(self, source: str, name: str, document: Document) -> None:
        """Keep what the site says of a document.

        What another document already claims stays with that one.
        """
        for identity in document.identities:
            self._connection.write(
                """
                insert into identities (source_id, language, scheme, value, document_id)
                select id, :language, :scheme, :value, :document
                  from sources where name = :source
                on conflict do nothing
                """,
                {
                    "source": source,
                    "language": document.language,
                    "scheme": identity.scheme,
                    "value": identity_value(document, identity),
                    "document": name,
                },
            )

    def update(self, watched: Watched) -> None:
        """Write down where a document stands now."""
        self._connection.write(
            """
            update documents
               set url = :url, title = :title, state = :state, last_seen = :last_seen,
                   changed_at = :changed_at, missing_since = :missing_since,
                   absences = :absences, last_absence = :last_absence,
                   failures = :failures, due_at = :due_at, turned_at = :turned_at,
                   doubted = :doubted, doubts = :doubts, doubted_at = :doubted_at,
                   snapshot_id = :snapshot
             where id = :id
            """,
            {
                "id": watched.id,
                "url": watched.url,
                "title": watched.title,
                "state": watched.state,
                "last_seen": stamp(watched.last_seen),
                "changed_at": stamp(watched.changed_at),
                "missing_since": stamp(watched.missing_since) if watched.missing_since else None,
                "absences": watched.absences,
                "last_absence": stamp(watched.last_absence) if watched.last_absence else None,
                "failures": watched.failures,
                "due_at": stamp(watched.due_at) if watched.due_at else None,
                "turned_at": stamp(watched.turned_at) if watched.turned_at else None,
                "doubted": watched.doubted,
                "doubts": watched.doubts,
                "doubted_at": stamp(watched.doubted_at) if watched.doubted_at else None,
                "snapshot": watched.snapshot.id if watched.snapshot else None,
            },
        )

    def unchanged(self, name: str, *, seen_at: datetime, due_at: datetime) -> None:
        """A document stands as it stood. The fast way for the many."""
        values = {"id": name, "seen": stamp(seen_at), "due": stamp(due_at)}
        self._connection.write(
            """
            update documents
               set last_seen = :seen, failures = 0, due_at = :due,
                   doubted = '', doubts = 0, doubted_at = null
             where id = :id
            """,
            values,
        )
        self._connection.write(
            """
            update snapshots set last_seen = :seen
             where id = (select snapshot_id from documents where id = :id)
            """,
            values,
        )

    def respelled(self, name: str, url: str) -> None:
        """The site spells the address of a document otherwise now. Inside the transaction."""
        self._connection.write(
            "update documents set url = :url where id = :id", {"id": name, "url": url}
        )

    def _new_id(self, source: str, document: Document) -> str:
        seed = f"{source}\n{document.language}\n{document.url}"
        for attempt in range(100):
            name = "d-" + hashlib.sha256(f"{seed}\n{attempt}".encode()).hexdigest()[:12]
            if not self._connection.row("select 1 from documents where id = :id", {"id": name}):
                return name
        raise LookupError(f"no free id for {document.url}")

    def _watched(self, row: Row) -> Watched:
        snapshot = self._snapshots.get(row["snapshot_id"]) if row["snapshot_id"] else None
        return _row_to_watched(row, snapshot)


def _row_to_watched(row: Row, snapshot: Snapshot | None = None) -> Watched:
    return Watched(
        id=row["id"],
        source=row["source"],
        state=State(row["state"]),
        url=row["url"],
        language=row["language"],
        title=row["title"],
        first_seen=sure(row["first_seen"]),
        last_seen=sure(row["last_seen"]),
        changed_at=sure(row["changed_at"]),
        missing_since=moment(row["missing_since"]),
        absences=row["absences"],
        last_absence=moment(row["last_absence"]),
        failures=row["failures"],
        due_at=moment(row["due_at"]),
        turned_at=moment(row["turned_at"]),
        doubted=row["doubted"],
        doubts=row["doubts"],
        doubted_at=moment(row["doubted_at"]),
        snapshot=snapshot,
    )


def _symbols(document: Document) -> list[str]:
    return [one.value for one in document.identities if one.scheme == "symbol"]
