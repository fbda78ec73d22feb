"""The plan of docwatch sources: how often documents are asked, and how soon an edit is noticed."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from crawler.addresses import host_of
from monitor.cli.output import Column, print_table, say
from monitor.config import Config, format_duration
from monitor.model import TIERS, Rhythm, Source
from monitor.schedule import (
    allowance,
    between_turns,
    demand,
    forecast,
    interval_of,
    stretch,
)
from monitor.store import Store

_DAY = timedelta(days=1)
_LISTED = timedelta(days=2)  # every page of a listing comes whole once a day


@dataclass(frozen=True, slots=True)
class Plan:
    """How the documents of one source are asked.

    `tiers` counts them by the time between two looks that their age asks for, `often` those among
    them that are asked more often. `stretch` is how much rarer all of it is, because the host bears
    no more.
    """

    check: timedelta
    tiers: Mapping[timedelta, int]
    often: int
    a_day: float
    stretch: float
    delay: timedelta  # of an edit of an old document, on average
    longest: timedelta


def plans_of(config: Config, store: Store, *, now: datetime) -> dict[str, Plan]:
    """The plans of the sources that are switched on."""
    watching = [
        _Watching.of(source, store, now=now)
        for source in config.sources
        if source.enabled and store.sources.get(source.name)
    ]
    asked: defaultdict[str, float] = defaultdict(float)
    allowed: defaultdict[str, list[float]] = defaultdict(list)
    for each in watching:
        for host, hourly in each.demand.items():
            asked[host] += hourly
            allowed[host] += [each.allowed] if each.allowed else []
    factors = {host: stretch(asked[host], min(allowed[host], default=None)) for host in asked}
    return {each.source.name: each.plan(factors) for each in watching}


def print_plans(plans: Mapping[str, Plan]) -> None:
    """A table of them, where there is a document to ask."""
    lines = [_cells(name, plan) for name, plan in plans.items() if sum(plan.tiers.values())]
    if not lines:
        return
    tiers = [Column(_named(tier.every), is_number=True) for tier in TIERS]
    numbers = [Column(name, is_number=True) for name in ("often", "a day", "old seen in")]
    say()
    print_table((Column("asked every"), *tiers, *numbers), lines, empty="")
    for name, plan in plans.items():
        if plan.stretch > 1:
            say(f"{name}: its host bears no more; all is asked {plan.stretch:.1f} times as rarely")


def as_json_plan(plans: Mapping[str, Plan], name: str) -> dict[str, Any]:
    """The entry of one source; nothing where it has no plan."""
    if name not in plans:
        return {"plan": None}
    plan = plans[name]
    return {
        "plan": {
            "check_every": _seconds(plan.check),
            "tiers": [
                {
                    "until": _seconds(tier.until) if tier.until else None,
                    "every": _seconds(max(tier.every, plan.check)),
                    "documents": plan.tiers[tier.every],
                }
                for tier in TIERS
            ],
            "often": plan.often,
            "requests_a_day": round(plan.a_day, 1),
            "stretch": round(plan.stretch, 3),
            "old_edit_noticed_after": {
                "mean": _seconds(plan.delay),
                "longest": _seconds(plan.longest),
            },
        }
    }


@dataclass(frozen=True, slots=True)
class _Watching:
    """One source and what its documents ask for, each by itself."""

    source: Source
    check: timedelta
    intervals: Mapping[str, Sequence[timedelta]]  # by host
    tiers: Mapping[timedelta, int]
    often: int
    listings: int

    @classmethod
    def of(cls, source: Source, store: Store, *, now: datetime) -> "_Watching":
        rhythms = store.rhythms.of_source(source.name, at_least=1.0)
        intervals: defaultdict[str, list[timedelta]] = defaultdict(list)
        tiers: Counter[timedelta] = Counter()
        often = 0
        check = between_turns(source.schedule, now=now)
        for each in store.documents.of_source(source.name):
            by_age = interval_of(each, Rhythm(), now=now)
            every = interval_of(each, rhythms.get(each.id, Rhythm()), now=now)
            tiers[by_age] += 1
            often += max(every, check) < by_age
            intervals[host_of(each.url)].append(every)
        listings = _listings(source, store, now=now)
        return cls(source, check, intervals, tiers, often, listings)

    @property
    def allowed(self) -> float | None:
        return allowance(self.source.budget, self.source.delay)

    @property
    def demand(self) -> dict[str, float]:
        return {host: demand(every, check=self.check) for host, every in self.intervals.items()}

    def plan(self, factors: Mapping[str, float]) -> Plan:
        asked = self.demand
        largest = max(asked, key=lambda host: asked[host], default="")
        factor = factors.get(largest, 1.0)
        oldest = forecast(TIERS[-1].every, check=self.check, stretch=factor)
        documents = sum(24 * hourly / factors[host] for host, hourly in asked.items())
        return Plan(
            check=self.check,
            tiers=self.tiers,
            often=self.often,
            a_day=documents + self.listings * (_DAY / self.check),
            stretch=factor,
            delay=oldest.delay,
            longest=oldest.longest,
        )


def _listings(source: Source, store: Store, *, now: datetime) -> int:
    record = store.sources.get(source.name)
    good = record.last_good_at if record and record.last_good_at else now
    return store.addresses.count_listings(source.name, since=good - _LISTED)


def _cells(name: str, plan: Plan) -> tuple[str, ...]:
    counts = (str(plan.tiers[tier.every]) for tier in TIERS)
    return (name, *counts, str(plan.often), f"{plan.a_day:.0f}", _rounded(plan.delay))


def _named(every: timedelta) -> str:
    return format_duration(every) if every else "check"


def _rounded(length: timedelta) -> str:
    return f"{length / _DAY:.1f}d" if length >= _DAY else f"{length / timedelta(hours=1):.1f}h"


def _seconds(length: timedelta) -> int:
    return round(length.total_seconds())
