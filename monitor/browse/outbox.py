"""What our pages ask of the record about alerts: who was told what, and who was not yet."""

import json
from dataclasses import dataclass
from datetime import datetime

from monitor.browse.asking import LARGEST
from monitor.store.connection import Connection, Row, moment, sure


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An alert, and what became of it. `changes` are the first ones of `total`: id and title."""

    id: str
    channel: str
    type: str
    source: str
    created_at: datetime
    state: str  # pending, delivered, given_up
    attempts: int
    next_attempt_at: datetime | None
    ended_at: datetime | None
    error: str
    text: str
    total: int
    changes: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """Some alerts, the latest first, and where older ones go on (None: there are none)."""

    alerts: tuple[Told, ...]
    older: int | None


def alerts_before(
    record: Connection, *, before: int | None = None, state: str = "", limit: int = 30
) -> Post:
    """The alerts before number `before` (None: the latest ones), in any state or in one."""
    of_state = "and state = :state" if state else ""  # by its index: given up are few of many
    rows = record.rows(
        f"{_SELECT} where seq < :before {of_state} order by seq desc limit :limit + 1",
        {"before": LARGEST if before is None else before, "state": state, "limit": limit},
    )
    shown = rows[:limit]
    older = shown[-1]["seq"] if len(rows) > limit else None
    return Post(tuple(_told(record, row) for row in shown), older)


def told_of(record: Connection, change: str, check: str) -> tuple[Told, ...]:
    """The alerts of a check that name a change of it."""
    rows = record.rows(f"{_SELECT} where check_id = :check order by seq", {"check": check})
    return tuple(_told(record, row) for row in rows if change in json.loads(row["changes"]))


def not_told(record: Connection) -> Row:
    """How many alerts still wait, and how many were given up."""
    row = record.row(
        """
        select (select count(*) from alerts where state = 'pending') as pending,
               (select count(*) from alerts where state = 'given_up') as given_up
        """
    )
    return row or {}


_NAMED = 5  # changes of an alert whose titles are shown

_SELECT = """
select seq, id, channel, type, source, created_at, state, attempts, next_attempt_at, ended_at,
       error, text, total, changes
  from alerts
"""


def _told(record: Connection, row: Row) -> Told:
    named = json.loads(row["changes"])[:_NAMED]
    title = "select id, title, url, language, kind from changes where id = :id"
    changes = (record.row(title, {"id": name}) for name in named)
    return Told(
        id=row["id"],
        channel=row["channel"],
        type=row["type"],
        source=row["source"],
        created_at=sure(row["created_at"]),
        state=row["state"],
        attempts=row["attempts"],
        next_attempt_at=moment(row["next_attempt_at"]),
        ended_at=moment(row["ended_at"]),
        error=row["error"],
        text=row["text"],
        total=row["total"],
        changes=tuple(change for change in changes if change),
    )
