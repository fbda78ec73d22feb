"""What our pages ask of the record, beside the store's own verbs. All of it reads, none writes."""

from dataclasses import dataclass
from datetime import datetime

from monitor.model import Change, Snapshot
from monitor.store.changes import Changes
from monitor.store.connection import Connection, Row, moment, sure
from monitor.store.snapshots import Snapshots
from monitor.store.sources import SourceCounts, SourceRecord, Sources

_EMPTY: Row = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A snapshot without its text, as a line of a list. `number` counts from 1 in a document."""

    number: int
    first_seen: datetime
    last_seen: datetime
    why: str
    title: str
    characters: int
    body: str


@dataclass(frozen=True, slots=True)
class Slice:
    """Some changes, the latest first, and where older ones go on (None: there are none)."""

    changes: tuple[Change, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A source, and how many documents of it stand how."""

    source: SourceRecord
    counts: SourceCounts


def changes_before(
    record: Connection, *, before: int | None = None, source: str = "", limit: int = 50
) -> Slice:
    """The changes that were written down before number `before` (None: the latest ones)."""
    rows = record.rows(
        """
        select changes.id, changes.seq
          from changes join sources on sources.id = changes.source_id
         where (:before is null or changes.seq < :before)
           and (:source = '' or sources.name = :source)
         order by changes.seq desc
         limit :limit + 1
        """,
        {"before": before, "source": source, "limit": limit},
    )
    shown = rows[:limit]
    changes = Changes(record).many(row["id"] for row in shown)
    return Slice(changes, shown[-1]["seq"] if len(rows) > limit else None)


def standings(record: Connection) -> list[Standing]:
    """Every source, those in the configuration first."""
    sources = Sources(record)
    return [Standing(source, sources.counts(source.name)) for source in sources.all()]


def totals(record: Connection) -> Row:
    """How many documents, versions and changes there are."""
    return (
        record.row(
            """
            select (select count(*) from documents) as documents,
                   (select count(*) from snapshots) as versions,
                   (select count(*) from changes) as changes
            """
        )
        or _EMPTY
    )


def standing(record: Connection, name: str) -> Standing | None:
    """The source of that name, or of that number."""
    sources = Sources(record)
    source = sources.get(name)
    if source is None:
        row = record.row("select name from sources where cast(id as text) = :id", {"id": name})
        source = sources.get(row["name"]) if row else None
    return Standing(source, sources.counts(source.name)) if source else None


def coverage(record: Connection, source: str, *, days: int = 30) -> list[Row]:
    """For each day on which a source was looked at, the latest first: how many looks were good."""
    return record.rows(
        """
        select day, checks, good, percent from coverage
         where source = :source
         order by day desc
         limit :days
        """,
        {"source": source, "days": days},
    )


def checks(record: Connection, source: int, *, limit: int = 20) -> list[Row]:
    """The latest checks of a source that ended."""
    rows = record.rows(
        """
        select id, started_at, outcome, asked, unchanged, changed, baseline, failed, message
          from checks
         where source_id = :source and ended_at is not null
         order by started_at desc
         limit :limit
        """,
        {"source": source, "limit": limit},
    )
    return [row | {"started_at": sure(row["started_at"])} for row in rows]


def failed_pages(record: Connection, source: int, *, limit: int = 20) -> list[Row]:
    """The pages that told nothing in the latest check of a source."""
    return record.rows(
        """
        select url, verdict, status, evidence
          from fetches
         where check_id = (select id from checks
                            where source_id = :source and ended_at is not null
                            order by started_at desc limit 1)
           and verdict not in ('ok', 'not_modified')
         order by id
         limit :limit
        """,
        {"source": source, "limit": limit},
    )


def change(record: Connection, name: str) -> Change | None:
    """The change of that id, or of that number."""
    changes = Changes(record)
    found = changes.get(name)
    if found is None and name.isdecimal():
        row = record.row("select id from changes where cast(seq as text) = :seq", {"seq": name})
        found = changes.get(row["id"]) if row else None
    return found


def neighbours(record: Connection, name: str) -> Row:
    """The ids of the changes of the same document before and after this one."""
    return (
        record.row(
            """
            select (select other.id from changes as other
                     where other.document_id = changes.document_id and other.seq < changes.seq
                     order by other.seq desc limit 1) as before,
                   (select other.id from changes as other
                     where other.document_id = changes.document_id and other.seq > changes.seq
                     order by other.seq limit 1) as after
              from changes
             where id = :id
            """,
            {"id": name},
        )
        or _EMPTY
    )


def document(record: Connection, name: str) -> Row | None:
    """A document as it stands, with its source's name and its text's latest snapshot."""
    row = record.row(
        """
        select documents.*, sources.name as source
          from documents join sources on sources.id = documents.source_id
         where documents.id = :id
        """,
        {"id": name},
    )
    if row is None:
        return None
    times = ("first_seen", "last_seen", "changed_at", "missing_since", "due_at")
    return row | {time: moment(row[time]) for time in times}


def like(record: Connection, beginning: str) -> list[Row]:
    """Documents whose id begins so, for somebody who copied half of one."""
    return record.rows(
        """
        select id, title, language from documents
         where length(:beginning) >= 3 and substr(id, 1, length(:beginning)) = :beginning
         order by id limit 5
        """,
        {"beginning": beginning},
    )


def known_as(record: Connection, document: str) -> list[Row]:
    """What its site says of a document: scheme and value."""
    return record.rows(
        "select scheme, value from identities where document_id = :id order by scheme, value",
        {"id": document},
    )


def addresses(record: Connection, document: str) -> list[str]:
    """The addresses under which a document was found."""
    rows = record.rows(
        "select url from addresses where document_id = :id order by id", {"id": document}
    )
    return [row["url"] for row in rows]


def versions(record: Connection, document: str) -> list[Version]:
    """The versions of a document, the oldest first."""
    rows = record.rows(
        """
        select first_seen, last_seen, why, title, length(text) as characters, body
          from snapshots
         where document_id = :id
         order by id
        """,
        {"id": document},
    )
    return [
        Version(
            number=number,
            first_seen=sure(row["first_seen"]),
            last_seen=sure(row["last_seen"]),
            why=row["why"],
            title=row["title"],
            characters=row["characters"],
            body=row["body"],
        )
        for number, row in enumerate(rows, start=1)
    ]


def version(record: Connection, document: str, number: int) -> Snapshot | None:
    """One version of a document, by its number."""
    row = record.row(
        """
        select id from snapshots where document_id = :id order by id limit 1 offset :number - 1
        """,
        {"id": document, "number": number},
    )
    return Snapshots(record).get(row["id"]) if row and number > 0 else None


def number_of(record: Connection, document: str, snapshot: int | None) -> int | None:
    """Which version of its document a snapshot is."""
    if snapshot is None:
        return None
    row = record.row(
        "select count(*) as n from snapshots where document_id = :document and id <= :snapshot",
        {"document": document, "snapshot": snapshot},
    )
    return row["n"] if row else None


def changes_of(record: Connection, document: str) -> list[Change]:
    """All changes of a document, the latest first."""
    return Changes(record).of(document)[::-1]
