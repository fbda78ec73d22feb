"""When we looked, when we could not, and why: what silence of the record may be taken for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.store.connection import Connection, Row, moment, stamp, sure

# Six heartbeats: a daemon that says nothing for so long was off, asleep, or hung.
_SILENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Life:
    """A time in which the daemon was at work without a pause."""

    began: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day (in UTC) of a source: the checks that were planned, and those that were good."""

    source: str
    day: str
    planned: int
    checks: int
    good: int
    percent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """From the last good look to the next one, with looks in between that said nothing.

    `last_good` is None where there was none before, `next_good` where there was none since.
    """

    source: str
    last_good: datetime | None
    next_good: datetime | None
    failed: int  # checks
    missed: int  # turns
    why: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at one document: what the verdict was, and what it was seen by."""

    at: datetime
    verdict: str
    evidence: str


class Coverage:
    """The turns that were taken, those that were not, and the life of the daemon."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def alive(self, now: datetime) -> None:
        """The daemon is at work. After a silence of more than a minute a new life begins."""
        written = self._connection.row(
            """
            update lives set last_at = :now
             where id = (select max(id) from lives) and last_at >= :silent and began_at <= :now
            returning id
            """,
            {"now": stamp(now), "silent": stamp(now - _SILENT)},
        )
        if written is None:
            self._connection.write(
                "insert into lives (began_at, last_at) values (:now, :now)", {"now": stamp(now)}
            )

    def lives(self) -> list[Life]:
        """The times at which the daemon was at work, the latest first."""
        rows = self._connection.rows("select * from lives order by id desc")
        return [Life(sure(row["began_at"]), sure(row["last_at"]) + _SILENT) for row in rows]

    def noted(self, source: str) -> datetime | None:
        """The last turn of `source` that was written down as missed."""
        row = self._connection.row(
            """
            select max(ended_at) as at
              from missed join sources on sources.id = missed.source_id
             where sources.name = :source
            """,
            {"source": source},
        )
        return moment(row["at"]) if row else None

    def missed(self, source: str, turns: Iterable[datetime], *, why: str) -> None:
        """Write down turns that were not taken, a row a day."""
        days: defaultdict[str, list[str]] = defaultdict(list)
        for turn in turns:
            days[stamp(turn)[:10]].append(stamp(turn))
        with self._connection.transaction():
            for taken in days.values():
                self._connection.write(
                    """
                    insert into missed (source_id, began_at, ended_at, turns, why)
                    select id, :began, :ended, :turns, :why from sources where name = :source
                    """,
                    {
                        "source": source,
                        "began": taken[0],
                        "ended": taken[-1],
                        "turns": len(taken),
                        "why": why,
                    },
                )

    def days(self, *, since: datetime, source: str | None = None) -> list[Day]:
        """Day by day, the latest first, how many of the planned checks were good."""
        rows = self._connection.rows(
            """
            select source, day, planned, checks, good, percent from coverage
             where day >= :since and (:source is null or source = :source)
             order by day desc, source
            """,
            {"since": stamp(since)[:10], "source": source},
        )
        return [Day(**row) for row in rows]

    def gaps(self, *, since: datetime, source: str | None = None) -> list[Gap]:
        """The gaps that reach beyond `since`, the latest first."""
        rows = self._connection.rows(
            """
            select * from coverage_gaps
             where (next_good_at is null or next_good_at >= :since)
               and (:source is null or source = :source)
             order by first_failed_at desc, source
            """,
            {"since": stamp(since), "source": source},
        )
        return [_gap(row) for row in rows]

    def looks(self, document: str, *, since: datetime) -> list[Look]:
        """The single looks at a document since then, as far as they are kept, the oldest first."""
        rows = self._connection.rows(
            """
            select fetched_at, verdict, evidence
              from fetches
             where url in (select url from addresses where document_id = :document)
               and source_id = (select source_id from documents where id = :document)
               and fetched_at >= :since and not asked_again
             order by fetched_at, id
            """,
            {"document": document, "since": stamp(since)},
        )
        return [
            Look(at=sure(row["fetched_at"]), verdict=row["verdict"], evidence=row["evidence"])
            for row in rows
        ]


def _gap(row: Row) -> Gap:
    return Gap(
        source=row["source"],
        last_good=moment(row["last_good_at"]),
        next_good=moment(row["next_good_at"]),
        failed=row["failed"],
        missed=row["missed"],
        why=tuple(sorted(row["why"].split(","))),
        message=row["message"] or "",
    )
