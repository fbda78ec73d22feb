"""How two processes talk through the database: requests to the daemon, and its heartbeat."""

from dataclasses import dataclass
from datetime import datetime

from monitor.store.connection import Connection, Row, moment, stamp, sure


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRequest:
    """Somebody asks for a check now.

    `outcome` and `message` are the daemon's answer, once `done_at` is set.
    """

    id: int
    source: str
    full: bool
    asked_at: datetime
    done_at: datetime | None = None
    check: str = ""
    outcome: str = ""
    message: str = ""


class Requests:
    """The daemon's letter box."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def ask(self, source: str, *, full: bool, now: datetime) -> int:
        """Ask for a check; the request's number."""
        return self._connection.write(
            "insert into requests (source, full, asked_at) values (:source, :full, :now)",
            {"source": source, "full": full, "now": stamp(now)},
        )

    def take(self, now: datetime) -> list[CheckRequest]:
        """The requests that nobody took yet; they are the caller's now."""
        with self._connection.transaction():
            rows = self._connection.rows(
                "select * from requests where taken_at is null order by id"
            )
            for row in rows:
                self._connection.write(
                    "update requests set taken_at = :now where id = :id",
                    {"id": row["id"], "now": stamp(now)},
                )
        return [_request(row) for row in rows]

    def done(self, request: int, *, check: str, outcome: str, message: str, now: datetime) -> None:
        """Answer a request."""
        self._connection.write(
            """
            update requests
               set done_at = :now, check_id = :check, outcome = :outcome, message = :message
             where id = :id
            """,
            {
                "id": request,
                "check": check,
                "outcome": outcome,
                "message": message,
                "now": stamp(now),
            },
        )

    def get(self, request: int) -> CheckRequest | None:
        """The request of that number."""
        row = self._connection.row("select * from requests where id = :id", {"id": request})
        return _request(row) if row else None

    def forget(self, *, before: datetime) -> None:
        """Drop requests that are older, answered or not."""
        self._connection.write(
            "delete from requests where asked_at < :before", {"before": stamp(before)}
        )

    def beat(self, name: str, now: datetime, note: str = "") -> None:
        """Say that `name` lives."""
        self._connection.write(
            """
            insert into heartbeats (name, at, note) values (:name, :at, :note)
            on conflict (name) do update set at = excluded.at, note = excluded.note
            """,
            {"name": name, "at": stamp(now), "note": note},
        )

    def last_beat(self, name: str) -> datetime | None:
        """When `name` last said that it lives."""
        row = self._connection.row("select at from heartbeats where name = :name", {"name": name})
        return moment(row["at"]) if row else None


def _request(row: Row) -> CheckRequest:
    return CheckRequest(
        id=row["id"],
        source=row["source"],
        full=bool(row["full"]),
        asked_at=sure(row["asked_at"]),
        done_at=moment(row["done_at"]),
        check=row["check_id"] or "",
        outcome=row["outcome"],
        message=row["message"],
    )
