"""What our pages ask of the record about sources and changes, beside the store's own verbs.

All of it reads, none writes.
"""

from dataclasses import dataclass
from datetime import timedelta, tzinfo
from itertools import groupby

from monitor.browse.asking import LARGEST, among, whole
from monitor.model import Change, Health
from monitor.store.changes import Changes
from monitor.store.connection import Connection, Row, sure
from monitor.store.coverage import Coverage, Gap
from monitor.store.sources import InterfaceRecord, SourceCounts, SourceRecord, Sources

_EMPTY: Row = {}


@dataclass(frozen=True, slots=True)
class Slice:
    """Some changes, the latest first, and where older ones go on (None: there are none)."""

    changes: tuple[Change, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day (ISO 8601) of a source: how many checks of it there were, and how many were good."""

    day: str
    checks: int
    good: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A source, how many documents of it stand how, and its interfaces that fail."""

    source: SourceRecord
    counts: SourceCounts
    failing: tuple[InterfaceRecord, ...]

    @property
    def is_well(self) -> bool:
        """Whether nobody needs to look after it."""
        is_ok = self.source.health is Health.OK and not self.failing
        return is_ok or self.source.retired_at is not None


def changes_before(
    record: Connection,
    *,
    before: int | None = None,
    source: str = "",
    document: str = "",
    limit: int = 50,
) -> Slice:
    """The changes that were written down before number `before` (None: the latest ones).

    All of them, or those of one source, or of one document and of those that were joined to it.
    """
    names, values = among(whole(record, document) if document else ())
    of_whom = f"and document_id in ({names})" if document else _OF_SOURCE if source else ""
    rows = record.rows(
        f"""
        select id, seq from changes
         where seq < :before {of_whom}
         order by seq desc
         limit :limit + 1
        """,  # noqa: S608  (constants and names of values are put in, nothing else)
        {
            **values,
            "before": LARGEST if before is None else before,
            "source": source,
            "limit": limit,
        },
    )
    shown = rows[:limit]
    changes = Changes(record).many(row["id"] for row in shown)
    return Slice(changes, shown[-1]["seq"] if len(rows) > limit else None)


# There is an index that begins with the column: no change of another is looked at.
_OF_SOURCE = "and source_id = (select id from sources where name = :source)"


def standings(record: Connection) -> list[Standing]:
    """Every source, those in the configuration first."""
    return [_standing(record, source) for source in Sources(record).all()]


def _standing(record: Connection, source: SourceRecord) -> Standing:
    counts = Sources(record).counts(source.name)
    return Standing(source, counts, tuple(interfaces(record, source.name)[0]))


def names(record: Connection) -> list[str]:
    """The names of the sources, those in the configuration first."""
    return [source.name for source in Sources(record).all()]


def totals(record: Connection) -> Row:
    """How many documents, versions and changes there are."""
    return (
        record.row(
            """
            select (select count(*) from documents)
                   - (select count(*) from documents where joined_to is not null) as documents,
                   (select count(*) from snapshots) as versions,
                   (select count(*) from changes) as changes
            """
        )
        or _EMPTY
    )


def standing(record: Connection, name: str) -> Standing | None:
    """The source of that name, or of that number."""
    sources = Sources(record)
    source = sources.get(name)
    if source is None:
        row = record.row("select name from sources where cast(id as text) = :id", {"id": name})
        source = sources.get(row["name"]) if row else None
    return _standing(record, source) if source else None


def coverage(record: Connection, source: int, zone: tzinfo) -> list[Day]:
    """For each of the last days on which a source was looked at: how many looks were good.

    Days are those of `zone`, the latest first.
    """
    rows = record.rows(
        """
        select started_at, outcome = 'ok' as good from checks
         where source_id = :source and ended_at is not null
           and started_at > (select strftime('%Y-%m-%dT%H:%M:%SZ', max(started_at), '-30 days')
                               from checks where source_id = :source)
         order by started_at desc
        """,
        {"source": source},
    )
    days = groupby(rows, key=lambda row: sure(row["started_at"]).astimezone(zone).date())
    looks = ((day, [row["good"] for row in these]) for day, these in days)
    return [Day(day.isoformat(), len(good), sum(good)) for day, good in looks]


def interfaces(record: Connection, source: str) -> tuple[list[InterfaceRecord], ...]:
    """The interfaces of a source: those that fail, and the others."""
    found = Sources(record).interfaces(source)
    return [each for each in found if each.failures], [each for each in found if not each.failures]


def gaps(record: Connection, source: str, *, limit: int = 10) -> list[Gap]:
    """The latest gaps of a source, from a good look to the next one."""
    latest = record.row(
        """
        select max(started_at) as at from checks
         where source_id = (select id from sources where name = :source)
        """,
        {"source": source},
    )
    if latest is None or not latest["at"]:
        return []
    since = sure(latest["at"]) - timedelta(days=30)
    return Coverage(record).gaps(since=since, source=source)[:limit]


def checks(record: Connection, source: int, *, limit: int = 20) -> list[Row]:
    """The latest checks of a source that ended."""
    rows = record.rows(
        """
        select id, started_at, outcome, asked, unchanged, changed, baseline, failed, message
          from checks
         where source_id = :source and ended_at is not null
         order by started_at desc
         limit :limit
        """,
        {"source": source, "limit": limit},
    )
    return [row | {"started_at": sure(row["started_at"])} for row in rows]


def failed_pages(record: Connection, source: int, *, limit: int = 20) -> list[Row]:
    """The pages that told nothing in the latest check of a source.

    What is not published yet is no trouble: its family says where it was looked for.
    """
    return record.rows(
        """
        select url, verdict, status, evidence
          from fetches
         where check_id = (select id from checks
                            where source_id = :source and ended_at is not null
                            order by started_at desc limit 1)
           and verdict not in ('ok', 'not_modified', 'not_published') and not asked_again
         order by id
         limit :limit
        """,
        {"source": source, "limit": limit},
    )


def change(record: Connection, name: str) -> Change | None:
    """The change of that id, or of that number."""
    changes = Changes(record)
    found = changes.get(name)
    if found is None and name.isdecimal():
        row = record.row("select id from changes where cast(seq as text) = :seq", {"seq": name})
        found = changes.get(row["id"]) if row else None
    return found


def neighbours(record: Connection, name: str) -> Row:
    """The ids of the changes of the same document before and after this one."""
    return (
        record.row(
            """
            select (select other.id from changes as other
                     where other.document_id = changes.document_id and other.seq < changes.seq
                     order by other.seq desc limit 1) as before,
                   (select other.id from changes as other
                     where other.document_id = changes.document_id and other.seq > changes.seq
                     order by other.seq limit 1) as after
              from changes
             where id = :id
            """,
            {"id": name},
        )
        or _EMPTY
    )
