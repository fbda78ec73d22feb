"""Checks: how one look at a source ended, and what it did."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.changes import Change


class Outcome(StrEnum):
    """How a check ended."""

    OK = "ok"
    DOWN = "down"
    BLOCKED = "blocked"
    UNREADABLE = "unreadable"
    INTERRUPTED = "interrupted"  # cut short: says nothing about what it did not see


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a check did: for the person who asked for it, and for the log."""

    id: str
    source: str
    outcome: Outcome
    started_at: datetime
    ended_at: datetime
    asked: int = 0  # pages
    unchanged: int = 0  # documents
    changes: tuple[Change, ...] = ()
    baseline: int = 0  # documents taken in silently
    missing: int = 0
    failed: int = 0  # pages that told nothing
    message: str = ""
    next_at: datetime | None = None
