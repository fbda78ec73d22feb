"""What a crawl is asked to do: every address that is known, and which of them are due."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice

from crawler.addresses import host_of
from crawler.items import Known, Order
from monitor.check.scene import Scene
from monitor.model import Health, Rhythm, Source, State, Watched
from monitor.schedule import (
    allowance,
    between_turns,
    demand,
    interval_of,
    next_due,
    stretch,
)
from monitor.store import SourceRecord, Store

# Of a source that fails, every fourth check asks as if it did not: that which is tried first may be
# the one thing that is broken.
_BOLD = 4
_FAILING = 3  # failed checks in a row, unless people are told earlier

_IN_TROUBLE = {Health.DOWN, Health.BLOCKED}
_FIRST_WAIT = timedelta(minutes=30)
_GOOD_BETWEEN = 3  # documents that answered, between two that did not


def order_for(scene: Scene, *, full: bool, budget: int | None) -> Order:
    """The order of this check. With `full`, every known document is due."""
    watched = scene.store.documents.of_source(scene.source.name)
    due = {each.id for each in watched} if full else _due(scene, watched)
    known = scene.store.addresses.known(
        scene.source.name,
        reader=scene.reader,
        now=scene.started_at,
        due=dict.fromkeys(due, True),
    )
    silent = {each.url for each in watched if each.failures}
    return Order(
        source=scene.source.name,
        spider=scene.source.spider,
        options=scene.source.options,
        known=tuple(_mixed(known, silent)),
        delay=scene.source.delay.total_seconds(),
        hourly=scene.source.budget,
        user_agent=scene.source.user_agent,
        budget=budget,
        careful=is_careful(scene.source, scene.record),
    )


def is_idle(order: Order) -> bool:
    """May a crawl of this order ask nothing at all, because nothing that is known is due?"""
    return bool(order.known) and not any(
        known.due or known.role == "listing" for known in order.known
    )


def is_careful(source: Source, record: SourceRecord) -> bool:
    """Is one page to be asked first, because the last checks of the source failed?"""
    failing = record.failures - min(source.alarm_after, _FAILING)
    return record.health in _IN_TROUBLE and failing >= 0 and failing % _BOLD != _BOLD - 1


def stretches(
    source: Source,
    store: Store,
    watched: Iterable[Watched],
    rhythms: Mapping[str, Rhythm],
    *,
    now: datetime,
) -> dict[str, float]:
    """By host, the factor by which the documents of `source` are asked less often.

    What they ask for is written down, so that other sources on these hosts take it into account.
    """
    check = between_turns(source.schedule, now=now)
    intervals: defaultdict[str, list[timedelta]] = defaultdict(list)
    for each in watched:
        intervals[host_of(each.url)].append(
            interval_of(each, rhythms.get(each.id, Rhythm()), now=now)
        )
    asked = {host: demand(every, check=check) for host, every in intervals.items()}
    store.rhythms.demand(source.name, asked, allowed=allowance(source.budget, source.delay))
    of_all = store.rhythms.demands(source.name)
    return {host: stretch(*of_all[host]) for host in asked}


def _due(scene: Scene, watched: list[Watched]) -> set[str]:
    now, source = scene.started_at, scene.source
    rhythms = scene.store.rhythms.of_source(source.name, at_least=1.0)
    factors = stretches(source, scene.store, watched, rhythms, now=now)
    check = between_turns(source.schedule, now=now)
    # A first run that was interrupted goes on with what it has not seen; what it has just seen can
    # wait.
    is_first = not scene.store.sources.has_baseline(source.name, scene.scope)
    wait = source.schedule.every or _FIRST_WAIT
    due = set()
    for each in watched:
        factor = factors[host_of(each.url)]
        at = each.due_at if factor == 1 else None
        rhythm = rhythms.get(each.id, Rhythm())
        at = at or next_due(each, now=now, rhythm=rhythm, check=check, stretch=factor)
        if is_first:
            at = max(at, each.last_seen + wait)
        if at <= now or each.state is State.MISSING:
            due.add(each.id)
    return due


def _mixed(known: Sequence[Known], silent: Container[str]) -> Iterator[Known]:
    """`known` in its order, but for documents that did not answer last time.

    These come one after every three others, and the rest of them at the end: a dozen broken pages
    that are all overdue must not look like a host that is.
    """
    good = (each for each in known if each.url not in silent)
    bad = (each for each in known if each.url in silent)
    while some := tuple(islice(good, _GOOD_BETWEEN)):
        yield from some
        yield from islice(bad, 1)
    yield from bad
