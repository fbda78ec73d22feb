"""What a version is cited by: its page and the headers it came with, and the looks around it."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.browse.asking import among, whole
from monitor.browse.record import Reader
from monitor.model import Snapshot
from monitor.store.blobs import Blobs
from monitor.store.checks import Checks
from monitor.store.connection import Connection, Row, sure
from monitor.text import DEFAULT, RULES, Rules

_MAGIC = ((b"%PDF", ".pdf"), (b"PK\x03\x04", ".docx"), (b"\xd0\xcf\x11\xe0", ".doc"))
_AS_SHORT = 512  # bytes of a page in which it says what it is


@dataclass(frozen=True, slots=True)
class Around:
    """The looks on both sides of a version: between them and its own it came, and went.

    `before` is the last look at the version before it (None: it is the first one), `after` the
    first look at the one after it (None: it is the latest).
    """

    before: datetime | None
    after: datetime | None


def around(record: Connection, snapshot: Snapshot, document: str) -> Around:
    """The looks before and after a version of a document."""
    names, values = among(whole(record, document))
    row = record.row(
        f"""
        select (select last_seen from snapshots where document_id in ({names}) and id < :id
                 order by id desc limit 1) as before,
               (select first_seen from snapshots where document_id in ({names}) and id > :id
                 order by id limit 1) as after
        """,  # noqa: S608  (names of values are put in, nothing else)
        {**values, "id": snapshot.id},
    )
    before, after = (row["before"], row["after"]) if row else (None, None)
    return Around(sure(before) if before else None, sure(after) if after else None)


def pages_kept(record: Connection, snapshot: Snapshot, *, limit: int = 3) -> list[Row]:
    """The captures of the page that a snapshot was read from, the oldest first."""
    rows = record.rows(
        """
        select url, status, verdict, headers, first_seen, last_seen from captures
         where body = :body
         order by id
         limit :limit
        """,
        {"body": snapshot.body, "limit": limit},
    )
    return [
        row
        | {
            "first_seen": sure(row["first_seen"]),
            "last_seen": sure(row["last_seen"]),
            "headers": json.loads(row["headers"]),
        }
        for row in rows
    ]


def check_of(record: Connection, snapshot: Snapshot) -> str:
    """The id of the check by which a snapshot was taken."""
    row = record.row("select check_id from snapshots where id = :id", {"id": snapshot.id})
    return str(row["check_id"]) if row else ""


@dataclass(frozen=True, slots=True)
class Judged:
    """By which rules two versions are compared; `is_known` if they are those of the record."""

    rules: Rules
    is_known: bool

    @property
    def ignored(self) -> tuple[str, ...]:
        """What makes no difference by them, though it usually does."""
        return tuple(rule.folds for rule in RULES if rule.name in self.rules - DEFAULT)

    @property
    def minded(self) -> tuple[str, ...]:
        """What makes a difference by them, though it usually makes none."""
        return tuple(rule.folds for rule in RULES if rule.name in DEFAULT - self.rules)


def judged(record: Connection, snapshot: Snapshot) -> Judged:
    """The rules of the check by which a snapshot was taken; the usual ones for old records."""
    found = Checks(record).rules(check_of(record, snapshot))
    return Judged(DEFAULT if found is None else found, found is not None)


def body(path: Path, name: str, *, is_still: bool = False) -> bytes | None:
    """A page as it came, by its SHA-256 and checked against it; None if it is not kept.

    By a connection of its own: those of Datasette are locked (`lock`). With `is_still` nobody can
    write the file, nor anything beside it.

    Raises:
        StoreError: what is kept is not it.
    """
    how = "immutable=1" if is_still else "mode=ro"
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        blobs = Blobs(Reader(connection))
        return blobs.get(name) if blobs.has(name) else None


def suffix(body: bytes) -> str:
    """What a file of these bytes is called, so that nothing in it runs when it is opened.

    A page is called a text: opened in a browser from a disk, its scripts would be at work.
    """
    start = body[:_AS_SHORT].lstrip()
    return next((name for magic, name in _MAGIC if start.startswith(magic)), ".txt")
