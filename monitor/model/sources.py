"""Sources: what is watched, how often, and how it does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any, Literal

from monitor.model.kinds import TOLD_BY_DEFAULT, Kind


class Health(StrEnum):
    """How a source does."""

    UNKNOWN = "unknown"  # not looked at yet
    OK = "ok"
    DOWN = "down"
    BLOCKED = "blocked"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a source is looked at: every so often, or by a cron line in the configured time zone."""

    every: timedelta | None = timedelta(minutes=30)
    cron: str = ""
    jitter: timedelta = timedelta(0)
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A document is removed when it was found absent `times` times, each `apart` from the last."""

    times: int = 3
    apart: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Documents with news younger than `until` are asked every `every` (zero: with every check)."""

    until: timedelta | None  # None: for ever
    every: timedelta


TIERS = (
    Tier(until=timedelta(days=3), every=timedelta(0)),
    Tier(until=timedelta(days=30), every=timedelta(hours=6)),
    Tier(until=timedelta(days=365), every=timedelta(days=1)),
    Tier(until=None, every=timedelta(days=7)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing watched, as `config.yaml` names it.

    `options` are its spider's, already checked, as plain JSON.
    """

    name: str
    spider: str
    options: Mapping[str, Any]
    schedule: Schedule = Schedule()
    delay: timedelta = timedelta(seconds=5)
    budget: int | None = None  # requests an hour to one host; None: as many as `delay` leaves
    notify: tuple[str, ...] = ()
    kinds: frozenset[Kind] = TOLD_BY_DEFAULT
    confirm: Confirmation = Confirmation()
    alarm_after: int = 3  # failed checks in a row before the source itself is an alert
    group_over: int = 20  # more changes of one kind in one check than this: one grouped alert
    lost_share: float = 0.5  # of its text: a page that lost more is doubted until it stays so
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignore: frozenset[str] = frozenset()  # rules of comparing that hold besides the usual ones
    mind: frozenset[str] = frozenset()  # usual rules that do not hold
    headlines: Literal["document", "zh", "en"] = "document"  # the language of headlines
    user_agent: str = "docwatch"
    enabled: bool = True
    was: str = ""
