"""What belongs to a document: who shows it, who was taken for it, its twins, files and links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from crawler.items import Document
from monitor.model import State, Watched
from monitor.render.words import silence
from monitor.store import Joining, Sighting
from monitor.store.connection import Connection, sure
from monitor.store.documents import Documents
from monitor.store.joins import Joins
from monitor.store.sightings import Sightings
from monitor.store.silence import Silence
from monitor.store.snapshots import Snapshots
from monitor.store.sources import Sources

_LINKED = "linked"  # the interface of files: articles link to them


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A document that belongs to another one, or an address of which no document is watched."""

    url: str
    id: str = ""
    title: str = ""
    language: str = ""
    state: State | Literal[""] = ""
    first_seen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How interfaces show a document, the first to do so first; and those that show it now."""

    sightings: tuple[Sighting, ...]
    current: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A document that was joined to another one: as it was called, where it stood, since when."""

    document: Relative
    at: datetime | None  # of the join, and by which check; none: it is not on record
    check: str


def shown(record: Connection, document: str, source: str) -> Shown:
    """Which interface found a document first, and which show it now."""
    whole_at = Sources(record).whole_at(source)
    sightings = tuple(Sightings(record).of(document))
    return Shown(
        sightings=sightings,
        current=tuple(each.interface for each in sightings if each.is_current(whole_at)),
    )


def joins(record: Connection, document: str) -> list[Joining]:
    """Every join and split of a document and of those joined to it, in order."""
    return Joins(record).of(document)


def former(record: Connection, document: str) -> list[Former]:
    """The documents that are joined to this one."""
    rows = record.rows(
        """
        select id, url, title, language, state, first_seen,
               (select joins.id from joins
                 where joins.document_id = documents.id and what = 'join' and undone_by is null
                 order by joins.id desc limit 1) as joined
          from documents where joined_to = :id
         order by joined, id
        """,
        {"id": document},
    )
    known = {each.id: each for each in joins(record, document)} if rows else {}
    return [
        Former(
            document=Relative(
                id=row["id"],
                url=row["url"],
                title=row["title"],
                language=row["language"],
                state=State(row["state"]),
                first_seen=sure(row["first_seen"]),
            ),
            at=known[row["joined"]].at if row["joined"] else None,
            check=known[row["joined"]].check if row["joined"] else "",
        )
        for row in rows
    ]


def twins(record: Connection, source: str, reading: Document) -> list[Relative]:
    """The other language versions of a document: those watched, and the addresses it names."""
    watched = [_relative(each) for each in _documents(record).versions(source, reading)]
    known = {each.language for each in watched}
    named = ((language, url) for language, url in reading.twins.items() if language not in known)
    return [*watched, *(_at(record, source, url, language=language) for language, url in named)]


def files(record: Connection, source: str, reading: Document) -> list[Relative]:
    """The files that the text of a document links to."""
    return [_at(record, source, url) for url in reading.files]


def linking(record: Connection, source: str, url: str, shown: Shown) -> list[Relative]:
    """The documents whose text links to this one, if it is a file that was found so.

    Of any other document it is not asked: it takes a look into the latest version of them all.
    """
    if _LINKED not in {each.interface for each in shown.sightings}:
        return []
    return [_relative(each) for each in _documents(record).linking(source, url)]


def silent(record: Connection, document: str, failures: int, since: str) -> str:
    """How long a document has said nothing, in a line; empty where its last look was good."""
    return silence(failures, since, Silence(record).why(document)) if failures else ""


def named(record: Connection, ids: Iterable[str]) -> Mapping[str, Relative]:
    """The documents of these ids, for links that say what they lead to."""
    found = (Documents(record, Snapshots(record)).get(each) for each in ids)
    return {each.id: _relative(each) for each in found if each}


def _documents(record: Connection) -> Documents:
    return Documents(record, Snapshots(record))


def _at(record: Connection, source: str, url: str, *, language: str = "") -> Relative:
    known = _documents(record).at(source, url)
    return _relative(known) if known else Relative(url=url, language=language)


def _relative(watched: Watched) -> Relative:
    return Relative(
        id=watched.id,
        url=watched.url,
        title=watched.title,
        language=watched.language,
        state=watched.state,
        first_seen=watched.first_seen,
    )
