"""The record: everything that is remembered, behind verbs.

One SQLite file, one writing process, one writing thread.
"""

import sqlite3
from contextlib import AbstractContextManager, closing
from datetime import datetime
from pathlib import Path

from monitor.errors import StoreError
from monitor.store.addresses import Addresses, Validators
from monitor.store.belongings import Belongings
from monitor.store.blobs import Blobs
from monitor.store.captures import Captures
from monitor.store.changes import Changes
from monitor.store.checks import Checks, Fetch
from monitor.store.connection import Connection
from monitor.store.coverage import Coverage, Day, Gap, Life, Look
from monitor.store.documents import Documents
from monitor.store.identities import Identities
from monitor.store.joins import Joining, Joins
from monitor.store.lock import Lock
from monitor.store.outbox import AlertRecord, Outbox
from monitor.store.requests import CheckRequest, Requests
from monitor.store.rhythms import Rhythms
from monitor.store.set_back import set_back
from monitor.store.sightings import Sighting, Sightings
from monitor.store.silence import Silence, SilentDocument
from monitor.store.snapshots import Snapshots
from monitor.store.sources import InterfaceRecord, SourceCounts, SourceRecord, Sources

__all__ = [
    "AlertRecord",
    "Belongings",
    "CheckRequest",
    "Day",
    "Fetch",
    "Gap",
    "InterfaceRecord",
    "Joining",
    "Life",
    "Lock",
    "Look",
    "Sighting",
    "SilentDocument",
    "SourceCounts",
    "SourceRecord",
    "Store",
    "Validators",
]


class Store:
    """The whole record, a noun an attribute.

    Raises:
        StoreError: the file cannot be opened or written, or a newer docwatch made it.
    """

    def __init__(self, path: Path):
        self.path = path
        self._connection = Connection(path)
        self.sources = Sources(self._connection)
        self.checks = Checks(self._connection)
        self.captures = Captures(self._connection, Blobs(self._connection))
        self.snapshots = Snapshots(self._connection)
        self.documents = Documents(self._connection, self.snapshots)
        self.identities = Identities(self._connection, self.documents)
        self.sightings = Sightings(self._connection)
        self.joins = Joins(self._connection)
        self.addresses = Addresses(self._connection)
        self.silence = Silence(self._connection)
        self.changes = Changes(self._connection)
        self.outbox = Outbox(self._connection, self.changes)
        self.requests = Requests(self._connection)
        self.rhythms = Rhythms(self._connection)
        self.coverage = Coverage(self._connection)

    def set_back(self, source: str, *, now: datetime) -> bool:
        """Let nothing of a source wait for a time that the clock had reached before."""
        return set_back(self._connection, source, now=now)

    def transaction(self) -> AbstractContextManager[None]:
        """All of what is written inside, or nothing."""
        return self._connection.transaction()

    def backup(self, target: Path) -> None:
        """A consistent copy of the live database, written aside and put in place when it is whole.

        Raises:
            StoreError: `target` exists, or cannot be written.
        """
        if target.exists():
            raise StoreError(f"{target}: exists already; name another file")
        unfinished = target.with_name(target.name + ".unfinished")
        try:
            with closing(sqlite3.connect(unfinished)) as copy:
                self._connection.db.conn.backup(copy, pages=1000)
                copy.execute("pragma journal_mode = delete")
            unfinished.replace(target)
        except (sqlite3.Error, OSError) as error:
            unfinished.unlink(missing_ok=True)
            raise StoreError(f"{target}: the backup could not be written: {error}") from error

    def close(self) -> None:
        """Close the file; what was committed is on disk."""
        self._connection.close()
