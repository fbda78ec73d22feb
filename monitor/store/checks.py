"""Checks, and the evidence of each: a row a request, and findings until they are concluded."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from crawler.items import Finding, Page, Role, Verdict, dump, load
from monitor.model import CheckReport, Outcome
from monitor.store.connection import Connection, Row, moment, stamp, sure
from monitor.text import DEFAULT, Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One request of a check, as it is written down."""

    page: Page
    role: Role


class Checks:
    """Looks at sources, one after the other."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def begin(self, source: str, *, now: datetime, rules: Rules = DEFAULT) -> str:
        """Open a check that compares by `rules`; its id, which sorts by time and may be cited."""
        day = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        taken = self._connection.row(
            "select count(*) as n from checks where id >= :first and id < :last",
            {"first": f"{day}-{source}", "last": f"{day}-{source}~"},
        )
        again = f".{taken['n']}" if taken and taken["n"] else ""
        check = f"{day}-{source}{again}"
        self._connection.write(
            """
            insert into checks (id, source_id, started_at, rules)
            select :id, id, :now, :rules from sources where name = :source
            """,
            {
                "id": check,
                "now": stamp(now),
                "source": source,
                "rules": json.dumps(sorted(rules)),
            },
        )
        return check

    def end(self, report: CheckReport) -> None:
        """Close a check that is open. Inside the concluding transaction."""
        self._connection.write(
            """
            update checks
               set ended_at = :ended, outcome = :outcome, asked = :asked,
                   unchanged = :unchanged, changed = :changed, baseline = :baseline,
                   failed = :failed, message = :message
             where id = :id and ended_at is null
            """,
            {
                "id": report.id,
                "ended": stamp(report.ended_at),
                "outcome": report.outcome,
                "asked": report.asked,
                "unchanged": report.unchanged,
                "changed": len(report.changes),
                "baseline": report.baseline,
                "failed": report.failed,
                "message": report.message,
            },
        )
        self.forget_findings(report.id)

    def get(self, check: str) -> CheckReport | None:
        """What became of an ended check, without its changes."""
        row = self._connection.row(
            """
            select checks.*, sources.name as source
              from checks join sources on sources.id = checks.source_id
             where checks.id = :id and ended_at is not null
            """,
            {"id": check},
        )
        if row is None:
            return None
        return CheckReport(
            id=row["id"],
            source=row["source"],
            outcome=Outcome(row["outcome"]),
            started_at=sure(row["started_at"]),
            ended_at=sure(row["ended_at"]),
            asked=row["asked"],
            unchanged=row["unchanged"],
            baseline=row["baseline"],
            failed=row["failed"],
            message=row["message"],
        )

    def rules(self, check: str) -> Rules | None:
        """By which rules a check compared; None where that is not on record."""
        row = self._connection.row("select rules from checks where id = :id", {"id": check})
        return frozenset(json.loads(row["rules"])) if row and row["rules"] else None

    def last_begun(self, source: str) -> str:
        """The id of the check of `source` that began last, ended or not; empty for none."""
        row = self._connection.row(
            """
            select checks.id
              from checks join sources on sources.id = checks.source_id
             where sources.name = :source
             order by checks.rowid desc limit 1
            """,
            {"source": source},
        )
        return str(row["id"]) if row else ""

    def ended(self, source: str, *, after: str) -> list[CheckReport]:
        """The checks of `source` that began after the check `after` and have ended, in order."""
        rows = self._connection.rows(
            """
            select checks.id
              from checks join sources on sources.id = checks.source_id
             where sources.name = :source and ended_at is not null
               and checks.rowid > coalesce((select rowid from checks where id = :after), 0)
             order by checks.rowid
            """,
            {"source": source, "after": after},
        )
        return [report for row in rows if (report := self.get(row["id"])) is not None]

    def fetches(self, source: str, *, after: str) -> list[Fetch]:
        """The requests of ended checks of `source` that began after the check `after`, in order."""
        rows = self._connection.rows(
            """
            select role, url, answered, status, fetched_at, verdict, evidence, body
              from fetches
              join checks on checks.id = fetches.check_id
              join sources on sources.id = checks.source_id
             where sources.name = :source and ended_at is not null
               and checks.rowid > coalesce((select rowid from checks where id = :after), 0)
             order by fetches.id
            """,
            {"source": source, "after": after},
        )
        return [Fetch(page=_page(row), role=row["role"]) for row in rows]

    def running_since(self, source: str) -> datetime | None:
        """When the check of `source` began that has not ended; None where there is none."""
        row = self._connection.row(
            """
            select max(started_at) as at
              from checks join sources on sources.id = checks.source_id
             where sources.name = :source and ended_at is null
            """,
            {"source": source},
        )
        return moment(row["at"]) if row else None

    def close_unfinished(self, *, now: datetime) -> list[str]:
        """Close the checks that a kill left open, as interrupted; their ids."""
        with self._connection.transaction():
            rows = self._connection.rows("select id from checks where ended_at is null order by id")
            for row in rows:
                self._connection.write(
                    """
                    update checks
                       set ended_at = :now, outcome = :outcome,
                           message = 'docwatch was stopped during this check'
                     where id = :id
                    """,
                    {"id": row["id"], "now": stamp(now), "outcome": Outcome.INTERRUPTED},
                )
                self.forget_findings(row["id"])
        return [row["id"] for row in rows]

    def record(self, check: str, fetches: Iterable[Fetch]) -> None:
        """Write down requests, second tries among them. Inside the caller's transaction."""
        for fetch in fetches:
            for attempt in fetch.page.attempts:
                self._record(check, fetch.role, attempt, asked_again=True)
            self._record(check, fetch.role, fetch.page)

    def _record(self, check: str, role: Role, page: Page, *, asked_again: bool = False) -> None:
        self._connection.write(
            """
            insert into fetches (check_id, source_id, fetched_at, role, url, answered, status,
                                 bytes, ms, verdict, evidence, body, asked_again)
            select :check, source_id, :at, :role, :url, :answered, :status,
                   :bytes, :ms, :verdict, :evidence, :body, :again
              from checks where id = :check
            """,
            {
                "check": check,
                "at": stamp(page.fetched_at),
                "role": role,
                "url": page.url,
                "answered": page.answered,
                "status": page.status,
                "bytes": page.size,
                "ms": page.took,
                "verdict": page.verdict,
                "evidence": page.evidence,
                "body": page.body,
                "again": asked_again,
            },
        )

    def keep_finding(self, check: str, position: int, finding: Finding) -> None:
        """Keep a finding until the check is concluded. Inside the caller's transaction."""
        self._connection.write(
            """
            insert into findings (check_id, position, finding)
            values (:check, :position, :finding)
            """,
            {"check": check, "position": position, "finding": dump(finding)},
        )

    def finding(self, check: str, position: int) -> Finding:
        """A finding that was kept."""
        row = self._connection.row(
            "select finding from findings where check_id = :check and position = :position",
            {"check": check, "position": position},
        )
        if row is None:
            raise LookupError(f"{check} has no finding {position}")
        return load(Finding, row["finding"])

    def forget_finding(self, check: str, position: int) -> None:
        """Drop a finding that was concluded before its check is."""
        self._connection.write(
            "delete from findings where check_id = :check and position = :position",
            {"check": check, "position": position},
        )

    def forget_findings(self, check: str) -> None:
        """Drop what was kept for the conclusion."""
        self._connection.write("delete from findings where check_id = :check", {"check": check})

    def host_answered(self, origin: str, *, since: datetime) -> bool:
        """Did any page of `origin` answer well since then, for whatever source?

        `origin` is a scheme and a host: "https://example.org/".
        """
        row = self._connection.row(
            """
            select 1 from fetches
             where url >= :first and url < :last and fetched_at >= :since
               and verdict in ('ok', 'not_modified')
             limit 1
            """,
            {"first": origin, "last": origin[:-1] + "0", "since": stamp(since)},  # "0" follows "/",
        )
        return row is not None

    def thin(self, *, before: datetime) -> int:
        """Drop the rows of requests older than `before`; how many.

        Their sums, by day, source and verdict, stay for ever: one transaction adds them up and
        drops them, so that nothing is counted twice or lost.
        """
        values = {"before": stamp(before)}
        with self._connection.transaction():
            row = self._connection.row(
                "select count(*) as n from fetches where fetched_at < :before", values
            )
            self._connection.write(
                """
                insert into fetch_sums (day, source_id, verdict, requests, not_sent, bytes, ms)
                select substr(fetched_at, 1, 10), source_id, verdict,
                       sum(evidence not like 'not asked:%'), sum(evidence like 'not asked:%'),
                       sum(bytes), sum(ms)
                  from fetches where fetched_at < :before
                 group by 1, 2, 3
                on conflict do update
                   set requests = requests + excluded.requests,
                       not_sent = not_sent + excluded.not_sent,
                       bytes = bytes + excluded.bytes, ms = ms + excluded.ms
                """,
                values,
            )
            self._connection.write("delete from fetches where fetched_at < :before", values)
        return int(row["n"]) if row else 0


def _page(row: Row) -> Page:
    return Page(
        url=row["url"],
        answered=row["answered"],
        status=row["status"],
        fetched_at=sure(row["fetched_at"]),
        verdict=Verdict(row["verdict"]),
        evidence=row["evidence"],
        body=row["body"],
    )
