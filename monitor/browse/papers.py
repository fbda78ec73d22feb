"""What our pages ask of the record about documents and their versions. All of it reads."""

from dataclasses import dataclass
from datetime import datetime

from monitor.browse.asking import LARGEST, among, whole
from monitor.model import Snapshot
from monitor.store.connection import Connection, Row, moment, sure
from monitor.store.snapshots import Snapshots


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
class Shelf:
    """Some documents, and the id after which others go on (empty: there are none)."""

    documents: list[Row]
    more: str


def documents(
    record: Connection,
    *,
    source: str = "",
    state: str = "",
    words: str = "",
    after: str = "",
    limit: int = 50,
) -> Shelf:
    """Documents, those where something happened last first; those after the document `after`.

    `words` is looked for in titles and addresses, as it is written; also in those of documents that
    were joined to others, which are left out otherwise.
    """
    rows = record.rows(
        f"""
        select documents.id, documents.title, documents.url, documents.language, documents.state,
               documents.changed_at, documents.changed_at = documents.first_seen as is_untouched,
               documents.joined_to, sources.name as source
          from documents join sources on sources.id = documents.source_id
         where (:source = '' or sources.name = :source)
           and (:state = '' or documents.state = :state)
           and (:words <> '' or documents.joined_to is null)
           and (:words = '' or instr(lower(documents.title || ' ' || documents.url), :words) > 0)
           {_AFTER if after else ""}
         order by documents.changed_at desc, documents.id desc
         limit :limit + 1
        """,  # noqa: S608  (a constant of ours is put in, nothing else)
        {
            "source": source,
            "state": state,
            "words": words.strip().lower(),
            "after": after,
            "limit": limit,
        },
    )
    shown = [row | {"changed_at": sure(row["changed_at"])} for row in rows[:limit]]
    return Shelf(shown, shown[-1]["id"] if len(rows) > limit else "")


_AFTER = """
           and (documents.changed_at, documents.id)
               < (select changed_at, id from documents where id = :after)
"""


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


def count(record: Connection, document: str) -> int:
    """How many versions of a document there are."""
    names, values = among(whole(record, document))
    row = record.row(
        f"select count(*) as n from snapshots where document_id in ({names})",  # noqa: S608
        values,
    )
    return row["n"] if row else 0


def versions(
    record: Connection, document: str, *, before: int | None = None, limit: int = 20
) -> list[Version]:
    """The versions of a document before number `before` (None: the latest), the latest first."""
    below = LARGEST if before is None else before
    newest = max(min(count(record, document), below - 1), 0)
    oldest = max(newest - limit, 0)
    names, values = among(whole(record, document))
    rows = record.rows(
        f"""
        select first_seen, last_seen, why, title, length(text) as characters, body
          from snapshots
         where id in (select id from snapshots where document_id in ({names})
                       order by id limit :limit offset :skipped)
         order by id
        """,  # noqa: S608  (names of values are put in, nothing else)
        {**values, "limit": newest - oldest, "skipped": oldest},
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
        for number, row in enumerate(rows, start=oldest + 1)
    ][::-1]


def version(record: Connection, document: str, number: int) -> Snapshot | None:
    """One version of a document, by its number."""
    names, values = among(whole(record, document))
    row = record.row(
        f"""
        select id from snapshots where document_id in ({names})
         order by id limit 1 offset :number - 1
        """,  # noqa: S608  (names of values are put in, nothing else)
        {**values, "number": number},
    )
    return Snapshots(record).get(row["id"]) if row and number > 0 else None


def number_of(record: Connection, document: str, snapshot: int | None) -> int | None:
    """Which version of its document a snapshot is."""
    if snapshot is None:
        return None
    names, values = among(whole(record, document))
    row = record.row(
        f"""
        select count(*) as n from snapshots
         where document_id in ({names}) and id <= :snapshot
        """,  # noqa: S608  (names of values are put in, nothing else)
        {**values, "snapshot": snapshot},
    )
    return row["n"] if row else None


def whereabouts(record: Connection, snapshot: str) -> Row | None:
    """Which document a snapshot is of, and which of its versions it is."""
    row = record.row(
        "select id, document_id as document from snapshots where cast(id as text) = :id",
        {"id": snapshot},
    )
    return row and row | {"number": number_of(record, row["document"], row["id"])}


def both(record: Connection, old: int, new: int) -> tuple[str, int, int] | None:
    """The document that two snapshots are of, and which of its versions they are."""
    rows = record.rows(
        """
        select snapshots.id, documents.id as document, documents.joined_to
          from snapshots join documents on documents.id = snapshots.document_id
         where snapshots.id in (:old, :new)
        """,
        {"old": old, "new": new},
    )
    for holder in (name for row in rows for name in (row["document"], row["joined_to"]) if name):
        if {row["document"] for row in rows} <= set(whole(record, holder)):
            numbers = {row["id"]: number_of(record, holder, row["id"]) for row in rows}
            first, last = numbers.get(old), numbers.get(new)
            return (holder, first, last) if first and last else None
    return None
