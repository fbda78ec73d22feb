"""Sources as the record knows them: health, plan, and which of their interfaces have a baseline."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from crawler.items import fingerprint
from monitor.model import Health, Source
from monitor.store.connection import Connection, Row, moment, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """What is remembered of a source between two checks."""

    id: int
    name: str
    spider: str
    health: Health
    health_since: datetime | None
    alarmed: bool
    failures: int
    message: str
    watching_since: datetime | None
    last_check_at: datetime | None
    last_good_at: datetime | None
    next_check_at: datetime | None
    retired_at: datetime | None
    eyes: str  # whose reading of all its documents is on record


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCounts:
    """How many documents of a source stand how."""

    documents: int = 0
    missing: int = 0
    removed: int = 0


class Sources:
    """The sources of the configuration, and those that left it."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def register(self, sources: Iterable[Source], *, now: datetime) -> tuple[str, ...]:
        """Bring the record in line with the configuration: sources come, go, return, are renamed.

        Returns:
            One line for each source that was renamed or retired, for the log.
        """
        said = []
        configured = tuple(sources)
        with self._connection.transaction():
            for source in configured:
                if source.was and self._rename(source):
                    said.append(f"{source.was} is called {source.name} now; its history goes on")
                self.admit(source)
            said += self._retire({source.name for source in configured}, now)
        return tuple(said)

    def get(self, name: str) -> SourceRecord | None:
        """The source of that name."""
        row = self._connection.row("select * from sources where name = :name", {"name": name})
        return _record(row) if row else None

    def all(self) -> list[SourceRecord]:
        """Every source, those in the configuration first."""
        return [
            _record(row)
            for row in self._connection.rows(
                "select * from sources order by retired_at is not null, name"
            )
        ]

    def counts(self, name: str) -> SourceCounts:
        """The documents of a source, by state."""
        row = self._connection.row(
            """
            select count(*) as documents, coalesce(sum(state = 'missing'), 0) as missing,
                   coalesce(sum(state = 'removed'), 0) as removed
              from documents join sources on sources.id = documents.source_id
             where sources.name = :name and documents.joined_to is null
            """,
            {"name": name},
        )
        return SourceCounts(**row) if row else SourceCounts()

    def concluded(
        self,
        name: str,
        *,
        at: datetime,
        good: bool,
        health: Health,
        failures: int,
        alarmed: bool,
        message: str,
    ) -> None:
        """Write down how the source does after a check. Inside the concluding transaction."""
        self._connection.write(
            """
            update sources
               set last_check_at = :at, last_good_at = iif(:good, :at, last_good_at),
                   watching_since = iif(:good, coalesce(watching_since, :at), watching_since),
                   health_since = iif(health = :health, coalesce(health_since, :at), :at),
                   health = :health, failures = :failures, alarmed = :alarmed, message = :message
             where name = :name
            """,
            {
                "name": name,
                "at": stamp(at),
                "good": good,
                "health": health,
                "failures": failures,
                "alarmed": alarmed,
                "message": message,
            },
        )

    def passed_over(self, name: str, *, at: datetime) -> None:
        """Nothing of the source was due, so nothing was asked: it does as it did.

        Inside the concluding transaction.
        """
        self._connection.write(
            "update sources set last_check_at = :at where name = :name",
            {"name": name, "at": stamp(at)},
        )

    def plan(self, name: str, next_check_at: datetime | None) -> None:
        """Write down when the source is looked at next."""
        self._connection.write(
            "update sources set next_check_at = :at where name = :name",
            {"name": name, "at": stamp(next_check_at) if next_check_at else None},
        )

    def sees_with(self, name: str, eyes: str) -> None:
        """What stands of every document of the source was read by these eyes, or cannot be."""
        self._connection.write(
            "update sources set eyes = :eyes where name = :name", {"name": name, "eyes": eyes}
        )

    def open_baselines(
        self, name: str, interfaces: Iterable[str], scope: Mapping[str, object]
    ) -> set[str]:
        """Those of `interfaces` that were never enumerated to their end in this scope."""
        rows = self._connection.rows(
            """
            select interfaces.name
              from interfaces join sources on sources.id = interfaces.source_id
             where sources.name = :name and scope = :scope and baseline_at is not null
            """,
            {"name": name, "scope": fingerprint(scope)},
        )
        return set(interfaces) - {row["name"] for row in rows}

    def has_baseline(self, name: str, scope: Mapping[str, object]) -> bool:
        """Was anything of the source ever enumerated to its end in this scope?"""
        row = self._connection.row(
            """
            select 1
              from interfaces join sources on sources.id = interfaces.source_id
             where sources.name = :name and scope = :scope and baseline_at is not null
            """,
            {"name": name, "scope": fingerprint(scope)},
        )
        return row is not None

    def enumerated(
        self, name: str, interface: str, scope: Mapping[str, object], *, ended: bool, at: datetime
    ) -> None:
        """An interface answered; with `ended`, it was enumerated to its end.

        Inside the concluding transaction.
        """
        self._connection.write(
            """
            insert into interfaces (source_id, name, scope, first_at, baseline_at, last_good_at)
            select id, :interface, :scope, :at, iif(:ended, :at, null), :at
              from sources where name = :name
            on conflict do update
               set baseline_at = coalesce(baseline_at, excluded.baseline_at),
                   last_good_at = excluded.last_good_at
            """,
            {
                "name": name,
                "interface": interface,
                "scope": fingerprint(scope),
                "ended": ended,
                "at": stamp(at),
            },
        )

    def _rename(self, source: Source) -> bool:
        taken = self._connection.row(
            "select 1 from sources where name = :name", {"name": source.name}
        )
        known = self._connection.row("select 1 from sources where name = :was", {"was": source.was})
        if taken or not known:
            return False
        self._connection.write(
            "update sources set name = :name where name = :was",
            {"name": source.name, "was": source.was},
        )
        return True

    def admit(self, source: Source) -> None:
        """Let a source be known by its name; one that had left comes back."""
        self._connection.write(
            """
            insert into sources (name, spider) values (:name, :spider)
            on conflict (name) do update set spider = excluded.spider, retired_at = null
            """,
            {"name": source.name, "spider": source.spider},
        )

    def _retire(self, configured: set[str], now: datetime) -> list[str]:
        rows = self._connection.rows("select name from sources where retired_at is null")
        left = [row["name"] for row in rows if row["name"] not in configured]
        for name in left:
            self._connection.write(
                "update sources set retired_at = :now, next_check_at = null where name = :name",
                {"now": stamp(now), "name": name},
            )
        return [f"{name} is no longer configured; its history stays" for name in left]


def _record(row: Row) -> SourceRecord:
    return SourceRecord(
        id=row["id"],
        name=row["name"],
        spider=row["spider"],
        health=Health(row["health"]),
        health_since=moment(row["health_since"]),
        alarmed=bool(row["alarmed"]),
        failures=row["failures"],
        message=row["message"],
        watching_since=moment(row["watching_since"]),
        last_check_at=moment(row["last_check_at"]),
        last_good_at=moment(row["last_good_at"]),
        next_check_at=moment(row["next_check_at"]),
        retired_at=moment(row["retired_at"]),
        eyes=row["eyes"],
    )
