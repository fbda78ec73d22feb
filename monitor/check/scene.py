"""What every step of one check has to know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.diff import rules_of
from monitor.model import Source
from monitor.reread import named_by, reader_of, scope_of
from monitor.store import SourceRecord, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One check: of which source, by which eyes, in which scope; and the record as it began."""

    id: str
    source: Source
    store: Store
    record: SourceRecord
    reader: str
    scope: Mapping[str, Any]
    named: frozenset[str]  # addresses that the source itself names, of single documents
    started_at: datetime

    @classmethod
    def open(cls, source: Source, store: Store, *, now: datetime) -> "Scene":
        """Begin a check in the record."""
        record = store.sources.get(source.name)
        if record is None:
            store.sources.admit(source)
            record = store.sources.get(source.name)
        if record is None:
            raise LookupError(f"the source {source.name} is not in the record")
        reader, scope = reader_of(source), scope_of(source)
        return cls(
            id=store.checks.begin(source.name, now=now, rules=rules_of(source)),
            source=source,
            store=store,
            record=record,
            reader=reader,
            scope=scope,
            named=named_by(source),
            started_at=now,
        )
