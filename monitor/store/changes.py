"""Changes and their edits: what happened, in words that may be cited."""

import json
from collections.abc import Iterable
from datetime import datetime

from monitor.model import Change, Edit, Hunk, Kind, Weight
from monitor.store.connection import Connection, Row, moment, stamp, sure

_SELECT = """
select changes.*, sources.name as source
  from changes join sources on sources.id = changes.source_id
"""


class Changes:
    """Every change ever observed."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def add(self, change: Change) -> None:
        """Write a change down. Inside the concluding transaction."""
        self._connection.write(
            """
            insert into changes (id, document_id, source_id, check_id, kind, weight, url, language,
                                 title, headline, first_seen, last_seen, failed_checks,
                                 evidence_before, evidence_after, snapshot_before, snapshot_after,
                                 terms, circumstances, told)
            select :id, :document, sources.id, :check, :kind, :weight, :url, :language,
                   :title, :headline, :first_seen, :last_seen, :failed_checks,
                   :evidence_before, :evidence_after, :snapshot_before, :snapshot_after,
                   :terms, :circumstances, :told
              from sources where name = :source
            """,
            {
                "id": change.id,
                "document": change.document,
                "check": change.check,
                "kind": change.kind,
                "weight": change.weight,
                "url": change.url,
                "language": change.language,
                "title": change.title,
                "headline": change.headline,
                "first_seen": stamp(change.first_seen),
                "last_seen": stamp(change.last_seen) if change.last_seen else None,
                "failed_checks": change.failed_checks,
                "evidence_before": change.evidence_before,
                "evidence_after": change.evidence_after,
                "snapshot_before": change.snapshot_before,
                "snapshot_after": change.snapshot_after,
                "terms": json.dumps(change.terms, ensure_ascii=False),
                "circumstances": json.dumps(dict(change.circumstances), ensure_ascii=False),
                "told": change.told,
                "source": change.source,
            },
        )
        for edit in change.edits:
            self._add_edit(change.id, edit)

    def get(self, change: str) -> Change | None:
        """The change of that id, with its edits."""
        row = self._connection.row(f"{_SELECT} where changes.id = :id", {"id": change})
        return self._change(row) if row else None

    def many(self, ids: Iterable[str]) -> tuple[Change, ...]:
        """The changes of those ids, in that order."""
        found = (self.get(change) for change in ids)
        return tuple(change for change in found if change)

    def recent(
        self,
        *,
        since: datetime | None = None,
        source: str = "",
        kinds: Iterable[str] = (),
        limit: int = 1000,
    ) -> list[Change]:
        """Changes, the latest first; `since` bounds when they were first seen."""
        rows = self._connection.rows(
            f"""
            {_SELECT}
             where (:since = '' or changes.first_seen >= :since)
               and (:source = '' or sources.name = :source)
               and (:kinds = '[]' or changes.kind in (select value from json_each(:kinds)))
             order by changes.seq desc
             limit :limit
            """,  # noqa: S608  (a constant of ours is put in, nothing else)
            {
                "since": stamp(since) if since else "",
                "source": source,
                "kinds": json.dumps([str(kind) for kind in kinds]),
                "limit": limit,
            },
        )
        return [self._change(row) for row in rows]

    def of(self, document: str) -> list[Change]:
        """All changes of a document and of those that were joined to it, the oldest first."""
        rows = self._connection.rows(
            f"""
            {_SELECT}
             where changes.document_id = :document
                or changes.document_id in (select id from documents where joined_to = :document)
             order by changes.seq
            """,  # noqa: S608  (a constant of ours is put in, nothing else)
            {"document": document},
        )
        return [self._change(row) for row in rows]

    def turns(self, document: str, readings: frozenset[str], *, since: datetime) -> int:
        """How often since then the document went from one of two readings (keys) to the other."""
        return len(self._between(document, readings, since=stamp(since)))

    def has_flapped(self, document: str, readings: frozenset[str]) -> bool:
        """Is it on record that the document goes back and forth between these two readings?"""
        kinds = {row["kind"] for row in self._between(document, readings, since="")}
        return Kind.FLAPPING in kinds

    def moves(self, document: str, *, since: datetime) -> int:
        """How often since then the document moved."""
        row = self._connection.row(
            """
            select count(*) as number from changes
             where document_id = :document and kind = 'moved' and first_seen >= :since
            """,
            {"document": document, "since": stamp(since)},
        )
        return int(row["number"]) if row else 0

    def numbers(self, ids: Iterable[str]) -> tuple[int, ...]:
        """The numbers under which changes are kept, in order."""
        rows = self._connection.rows(
            "select seq from changes where id in (select value from json_each(:ids)) order by seq",
            {"ids": json.dumps(list(ids))},
        )
        return tuple(row["seq"] for row in rows)

    def _between(self, document: str, readings: frozenset[str], *, since: str) -> list[Row]:
        return self._connection.rows(
            """
            select changes.kind
              from changes
              join snapshots as before on before.id = changes.snapshot_before
              join snapshots as after on after.id = changes.snapshot_after
             where changes.document_id = :document and changes.first_seen >= :since
               and before.key <> after.key
               and before.key in (select value from json_each(:readings))
               and after.key in (select value from json_each(:readings))
            """,
            {"document": document, "since": since, "readings": json.dumps(sorted(readings))},
        )

    def of_check(self, check: str) -> tuple[Change, ...]:
        """All changes that a check observed, in the order in which it did."""
        rows = self._connection.rows(
            f"{_SELECT} where changes.check_id = :check order by changes.seq", {"check": check}
        )
        return tuple(self._change(row) for row in rows)

    def _add_edit(self, change: str, edit: Edit) -> None:
        hunks = [
            {"block": hunk.block, "before": hunk.before, "after": hunk.after, "diff": hunk.diff}
            for hunk in edit.hunks
        ]
        self._connection.write(
            """
            insert into edits (change_id, field, weight, hunks)
            values (:change, :field, :weight, :hunks)
            """,
            {
                "change": change,
                "field": edit.field,
                "weight": edit.weight,
                "hunks": json.dumps(hunks, ensure_ascii=False),
            },
        )

    def _edits(self, change: str) -> tuple[Edit, ...]:
        rows = self._connection.rows(
            "select field, weight, hunks from edits where change_id = :change order by id",
            {"change": change},
        )
        return tuple(
            Edit(field=row["field"], weight=Weight(row["weight"]), hunks=_hunks(row["hunks"]))
            for row in rows
        )

    def _change(self, row: Row) -> Change:
        return Change(
            id=row["id"],
            kind=Kind(row["kind"]),
            weight=Weight(row["weight"]),
            source=row["source"],
            check=row["check_id"],
            document=row["document_id"],
            url=row["url"],
            language=row["language"],
            title=row["title"],
            headline=row["headline"],
            first_seen=sure(row["first_seen"]),
            last_seen=moment(row["last_seen"]),
            failed_checks=row["failed_checks"],
            edits=self._edits(row["id"]),
            terms=tuple(json.loads(row["terms"])),
            evidence_before=row["evidence_before"],
            evidence_after=row["evidence_after"],
            snapshot_before=row["snapshot_before"],
            snapshot_after=row["snapshot_after"],
            circumstances=json.loads(row["circumstances"]),
            told=bool(row["told"]),
        )


def _hunks(text: str) -> tuple[Hunk, ...]:
    return tuple(
        Hunk(
            hunk["block"],
            hunk["before"],
            hunk["after"],
            tuple((op, words) for op, words in hunk["diff"]),
        )
        for hunk in json.loads(text)
    )
