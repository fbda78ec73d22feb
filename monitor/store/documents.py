"""Documents and their identities: who is who, in which state, and when each is due."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawler.items import Document, Identity
from monitor.identity import are_told_apart, identity_value, same_text, spellings
from monitor.model import Snapshot, State, Watched
from monitor.store.connection import Connection, Row, moment, stamp, sure
from monitor.store.snapshots import Snapshots
from monitor.text import key

_SELECT = """
select documents.*, sources.name as source
  from documents join sources on sources.id = documents.source_id
"""


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

        The same address is the same document; so is another spelling of it, with the same title or
        text. A post id counts within one host. A slug counts
        together with a matching title or day of publication (design: identity is evidence, not a
        key), unless the site dates or numbers the two otherwise. What two documents bear that
        somebody has split says nothing.
        """
        found = self._at_address(source, asked) or self._at_address(source, document.url)
        found = found or self._spelled_otherwise(source, document)
        if found is None:
            for identity in document.identities:
                found = self._by_identity(source, document, identity)
                found = found or self._by_canonical(source, document, identity)
                if found:
                    break
        return self.get(found) if found else None

    def at(self, source: str, url: str) -> Watched | None:
        """The document that stands at an address."""
        found = self._at_address(source, url)
        return self.get(found) if found else None

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

    def sighted(self, name: str, interface: str, *, at: datetime, modified: str = "") -> None:
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

    def sightings(self, name: str) -> list[Sighting]:
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

    def _at_address(self, source: str, url: str) -> str | None:
        row = self._connection.row(
            """
            select document_id from addresses join sources on sources.id = addresses.source_id
             where sources.name = :source and addresses.url = :url
            """,
            {"source": source, "url": url},
        )
        return row["document_id"] if row else None

    def _spelled_otherwise(self, source: str, document: Document) -> str | None:
        """The document that stands at another spelling of an address, if it is called alike."""
        rows = self._connection.rows(
            """
            select distinct document_id as id
              from addresses join sources on sources.id = addresses.source_id
             where sources.name = :source and document_id is not null
               and addresses.url in (select value from json_each(:urls))
            """,
            {"source": source, "urls": json.dumps(sorted(spellings(document.url)))},
        )
        for row in rows:
            standing = self.get(row["id"])
            reading = standing.snapshot.reading if standing and standing.snapshot else None
            if reading is None:
                continue
            if key(reading.title) == key(document.title) or same_text(reading, document):
                return str(row["id"])
        return None

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
               and scheme = :scheme and value = :value and not contested
            """,
            {
                "source": source,
                "language": document.language,
                "scheme": identity.scheme,
                "value": identity_value(document, identity),
            },
        )
        if row is None or not _vouched(row, document, identity):
            return None
        if identity.scheme == "slug" and self._is_told_apart(row["id"], document):
            return None
        return str(row["id"])

    def _is_told_apart(self, known: str, document: Document) -> bool:
        """Whether it is another of one name: `/2021/03/notice/`, `/2021/04/notice/`."""
        standing = self.get(known)
        reading = standing.snapshot.reading if standing and standing.snapshot else None
        if reading is None or urlsplit(reading.url).netloc != urlsplit(document.url).netloc:
            return False
        return are_told_apart(reading, document)

    def _by_canonical(self, source: str, document: Document, identity: Identity) -> str | None:
        """The document that stands where this one says that it belongs, if it is called alike."""
        found = self._at_address(source, identity.value) if identity.scheme == "canonical" else None
        standing = self.get(found) if found else None
        if standing is None or key(standing.title) != key(document.title):
            return None
        return standing.id

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


def _vouched(row: Row, document: Document, identity: Identity) -> bool:
    """Does anything else say, too, that this is the document of that identity?

    A symbol needs no other voice. A post id may have been given away again, and a slug may be used
    twice: both want the same title, or the same day of publication; a post id may have the same
    slug instead.
    """
    if identity.scheme == "symbol" or key(row["title"]) == key(document.title):
        return True
    if identity.scheme == "post-id" and _last_part(row["url"]) == _last_part(document.url):
        return True
    day = document.dates.get("published", "")[:10]
    return bool(day and day == (row["published"] or "")[:10])


def _universal(moment: str) -> str:
    """A moment in UTC, so that moments can be compared as texts; a day stays a day."""
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    return parsed.astimezone(UTC).isoformat() if parsed.tzinfo else moment


def _last_part(url: str) -> str:
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]
