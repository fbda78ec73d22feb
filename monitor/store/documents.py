"""Documents and their identities: who is who, in which state, and when each is due."""

import hashlib
from datetime import datetime
from urllib.parse import urlsplit

from crawler.items import Document, Identity
from monitor.model import Snapshot, State, Watched
from monitor.store.connection import Connection, Row, moment, stamp, sure
from monitor.store.snapshots import Snapshots
from monitor.text import key

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

    def find(self, source: str, document: Document, *, asked: str) -> Watched | None:
        """The known document that `document`, read at the address `asked`, is.

        The same address is the same document. A post id counts within one host. A slug counts
        together with a matching title or day of publication (design: identity is evidence, not a
        key).
        """
        found = self._at_address(source, asked) or self._at_address(source, document.url)
        if found is None:
            for identity in document.identities:
                found = self._by_identity(source, document, identity)
                if found:
                    break
        return self.get(found) if found else None

    def search(self, term: str) -> list[Watched]:
        """Documents by id, the beginning of an id, or an address."""
        rows = self._connection.rows(
            """
            select distinct documents.*, sources.name as source
              from documents
              join sources on sources.id = documents.source_id
              left join addresses on addresses.document_id = documents.id
             where documents.id = :term or documents.url = :term or addresses.url = :term
                or (length(:term) >= 4 and substr(documents.id, 1, length(:term)) = :term)
             order by documents.id = :term desc, documents.first_seen
             limit 20
            """,
            {"term": term},
        )
        return [self._watched(row) for row in rows]

    def of_source(self, source: str) -> list[Watched]:
        """The documents of a source without their snapshots, for the plan."""
        rows = self._connection.rows(
            f"{_SELECT} where sources.name = :source order by documents.due_at, documents.id",
            {"source": source},
        )
        return [_row_to_watched(row) for row in rows]

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
                    "value": _value(document, identity),
                    "document": name,
                },
            )

    def update(self, watched: Watched) -> None:
        """Write down where a document stands now."""
        self._connection.write(
            """
            update documents
               set title = :title, state = :state, last_seen = :last_seen,
                   changed_at = :changed_at, missing_since = :missing_since,
                   absences = :absences, last_absence = :last_absence,
                   failures = :failures, due_at = :due_at, snapshot_id = :snapshot
             where id = :id
            """,
            {
                "id": watched.id,
                "title": watched.title,
                "state": watched.state,
                "last_seen": stamp(watched.last_seen),
                "changed_at": stamp(watched.changed_at),
                "missing_since": stamp(watched.missing_since) if watched.missing_since else None,
                "absences": watched.absences,
                "last_absence": stamp(watched.last_absence) if watched.last_absence else None,
                "failures": watched.failures,
                "due_at": stamp(watched.due_at) if watched.due_at else None,
                "snapshot": watched.snapshot.id if watched.snapshot else None,
            },
        )

    def unchanged(self, name: str, *, seen_at: datetime, due_at: datetime) -> None:
        """A document stands as it stood. The fast way for the many."""
        values = {"id": name, "seen": stamp(seen_at), "due": stamp(due_at)}
        self._connection.write(
            "update documents set last_seen = :seen, failures = 0, due_at = :due where id = :id",
            values,
        )
        self._connection.write(
            """
            update snapshots set last_seen = :seen
             where id = (select snapshot_id from documents where id = :id)
            """,
            values,
        )

    def sighted(self, name: str, interface: str, *, at: datetime) -> None:
        """An interface shows the document."""
        self._connection.write(
            """
            insert into sightings (document_id, interface, first_seen, last_seen)
            values (:document, :interface, :at, :at)
            on conflict do update set last_seen = excluded.last_seen
            """,
            {"document": name, "interface": interface, "at": stamp(at)},
        )

    def _at_address(self, source: str, url: str) -> str | None:
        row = self._connection.row(
            """
            select document_id from addresses join sources on sources.id = addresses.source_id
             where sources.name = :source and addresses.url = :url
            """,
            {"source": source, "url": url},
        )
        return row["document_id"] if row else None

    def _by_identity(self, source: str, document: Document, identity: Identity) -> str | None:
        if identity.scheme not in {"post-id", "slug", "symbol"}:
            return None
        row = self._connection.row(
            """
            select identities.document_id as id, documents.title, documents.url, snapshots.published
              from identities
              join sources on sources.id = identities.source_id
              join documents on documents.id = identities.document_id
              left join snapshots on snapshots.id = documents.snapshot_id
             where sources.name = :source and identities.language = :language
               and scheme = :scheme and value = :value
            """,
            {
                "source": source,
                "language": document.language,
                "scheme": identity.scheme,
                "value": _value(document, identity),
            },
        )
        if row is None or not _vouched(row, document, identity):
            return None
        return str(row["id"])

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
        snapshot=snapshot,
    )


def _value(document: Document, identity: Identity) -> str:
    """A post id means something within its host only: another installation numbers anew."""
    if identity.scheme == "post-id":
        return f"{urlsplit(document.url).netloc}#{identity.value}"
    return identity.value


def _vouched(row: Row, document: Document, identity: Identity) -> bool:
    """Does anything else say, too, that this is the document of that identity?

    A symbol needs no other voice. A post id may have been given away again, and a slug may be used
    twice: both want the same title; a slug may have the same day instead, a post id the same slug.
    """
    if identity.scheme == "symbol" or key(row["title"]) == key(document.title):
        return True
    if identity.scheme == "post-id":
        return _last_part(row["url"]) == _last_part(document.url)
    day = document.dates.get("published", "")[:10]
    return bool(day and day == (row["published"] or "")[:10])


def _last_part(url: str) -> str:
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]
