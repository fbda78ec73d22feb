"""The outbox: alerts that are owed, and every attempt to send one.

It survives anything that the database survives.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from monitor.model import Alert, Delivery
from monitor.store.changes import Changes
from monitor.store.connection import Connection, Row, moment, stamp, sure


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRecord:
    """An alert and what became of it: pending, delivered or given_up."""

    alert: Alert
    state: str
    next_attempt_at: datetime | None
    ended_at: datetime | None
    error: str


class Outbox:
    """Alerts, from the conclusion of their check until they are delivered or given up aloud."""

    def __init__(self, connection: Connection, changes: Changes):
        self._connection = connection
        self._changes = changes

    def put(self, alerts: Iterable[Alert]) -> None:
        """Owe these alerts; one that is owed already is not owed twice.

        Inside the concluding transaction.
        """
        for alert in alerts:
            self._connection.write(
                """
                insert into alerts (id, channel, type, source, check_id, created_at,
                                    state, next_attempt_at, changes, total, text, since)
                values (:id, :channel, :type, :source, :check, :at,
                        'pending', :at, :changes, :total, :text, :since)
                on conflict (id) do nothing
                """,
                {
                    "id": alert.id,
                    "channel": alert.channel,
                    "type": alert.type,
                    "source": alert.source,
                    "check": alert.check,
                    "at": stamp(alert.created_at),
                    "changes": json.dumps([change.id for change in alert.changes]),
                    "total": alert.total,
                    "text": alert.text,
                    "since": stamp(alert.since) if alert.since else None,
                },
            )

    def due(self, now: datetime) -> list[Alert]:
        """Alerts still to be sent whose next attempt is due, the oldest first."""
        rows = self._connection.rows(
            "select * from alerts where state = 'pending' and next_attempt_at <= :now order by seq",
            {"now": stamp(now)},
        )
        return [self._alert(row) for row in rows]

    def delivered(self, alert: Alert, now: datetime) -> None:
        """The channel took it."""
        self._ended(alert, "delivered", "", now)

    def give_up(self, alert: Alert, error: str, now: datetime) -> None:
        """It will not be tried again by itself."""
        self._ended(alert, "given_up", error, now)

    def postpone(self, alert: Alert, error: str, *, until: datetime, now: datetime) -> None:
        """It did not go through; try again at `until`."""
        with self._connection.transaction():
            self._connection.write(
                """
                update alerts set attempts = attempts + 1, next_attempt_at = :until, error = :error,
                                  remaining = :remaining
                 where id = :id
                """,
                {
                    "id": alert.id,
                    "until": stamp(until),
                    "error": error,
                    "remaining": json.dumps(alert.remaining),
                },
            )
            self._attempt(Delivery(alert=alert.id, at=now, delivered=False, error=error))

    def resend(self, ids: Iterable[str], now: datetime) -> int:
        """Owe alerts again, whatever became of them; how many there were."""
        count = 0
        with self._connection.transaction():
            for name in ids:
                if self._connection.row("select 1 from alerts where id = :id", {"id": name}):
                    self._connection.write(
                        """
                        update alerts
                           set state = 'pending', next_attempt_at = :now, attempts = 0,
                               ended_at = null
                         where id = :id
                        """,
                        {"id": name, "now": stamp(now)},
                    )
                    count += 1
        return count

    def all(self, *, failed: bool = False, limit: int = 200) -> list[AlertRecord]:
        """Alerts, the latest first.

        With `failed` only those that were given up, or failed at least once and still wait.
        """
        rows = self._connection.rows(
            """
            select * from alerts
             where not :failed or state = 'given_up' or (state = 'pending' and attempts > 0)
             order by seq desc limit :limit
            """,
            {"failed": failed, "limit": limit},
        )
        return [
            AlertRecord(
                alert=self._alert(row),
                state=row["state"],
                next_attempt_at=moment(row["next_attempt_at"])
                if row["state"] == "pending"
                else None,
                ended_at=moment(row["ended_at"]),
                error=row["error"],
            )
            for row in rows
        ]

    def oldest_overdue(self, now: datetime) -> datetime | None:
        """Since when the alert that waits longest is overdue; None where none is."""
        row = self._connection.row(
            """
            select min(next_attempt_at) as at
              from alerts where state = 'pending' and next_attempt_at <= :now
            """,
            {"now": stamp(now)},
        )
        return moment(row["at"]) if row else None

    def _ended(self, alert: Alert, state: str, error: str, now: datetime) -> None:
        with self._connection.transaction():
            self._connection.write(
                """
                update alerts
                   set state = :state, attempts = attempts + 1, ended_at = :now, error = :error,
                       remaining = :remaining
                 where id = :id
                """,
                {
                    "id": alert.id,
                    "state": state,
                    "now": stamp(now),
                    "error": error,
                    # Sent again, an alert that everybody has goes to everybody; one that some
                    # have, to the others.
                    "remaining": json.dumps(() if state == "delivered" else alert.remaining),
                },
            )
            self._attempt(
                Delivery(alert=alert.id, at=now, delivered=state == "delivered", error=error)
            )

    def _attempt(self, delivery: Delivery) -> None:
        self._connection.write(
            """
            insert into deliveries (alert_id, at, delivered, error)
            values (:alert, :at, :delivered, :error)
            """,
            {
                "alert": delivery.alert,
                "at": stamp(delivery.at),
                "delivered": delivery.delivered,
                "error": delivery.error,
            },
        )

    def _alert(self, row: Row) -> Alert:
        return Alert(
            id=row["id"],
            channel=row["channel"],
            type=row["type"],
            source=row["source"],
            check=row["check_id"],
            created_at=sure(row["created_at"]),
            changes=self._changes.many(json.loads(row["changes"])),
            total=row["total"],
            text=row["text"],
            attempts=row["attempts"],
            since=moment(row["since"]),
            remaining=tuple(json.loads(row["remaining"])),
        )
