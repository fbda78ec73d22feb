"""What a crawl is asked to do: every address that is known, and which of them are due."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from crawler.items import Order
from monitor.check.scene import Scene
from monitor.model import Source, State, Watched
from monitor.reread import paces_of
from monitor.schedule import next_due
from monitor.store import InterfaceRecord

_FIRST_WAIT = timedelta(minutes=30)
_WHOLE = timedelta(days=1)  # so often an interface is asked to its end, not for what is new only
_LONGEST_PAUSE = timedelta(days=1)  # of an interface that fails, while another works
_SLACK = 0.95  # a check that comes a little early still asks


def order_for(scene: Scene, *, full: bool, budget: int | None) -> Order:
    """The order of this check. With `full`, every known document is due."""
    return Order(
        source=scene.source.name,
        spider=scene.source.spider,
        options=scene.source.options,
        known=scene.store.addresses.known(
            scene.source.name,
            reader=scene.reader,
            now=scene.started_at,
            due={
                watched.id: full or _is_due(watched, scene)
                for watched in scene.store.documents.of_source(scene.source.name)
            },
        ),
        delay=scene.source.delay.total_seconds(),
        user_agent=scene.source.user_agent,
        budget=budget,
        resting=() if full else _resting(scene),
        brief=() if full else _brief(scene),
    )


def is_idle(order: Order) -> bool:
    """May a crawl of this order ask nothing at all, because nothing that is known is due?"""
    return bool(order.known) and not any(
        known.due or known.role == "listing" for known in order.known
    )


def _resting(scene: Scene) -> tuple[str, ...]:
    """The interfaces that are not asked this time, as long as any other one is.

    They are large and were enumerated lately, or they fail and were asked lately.
    """
    interfaces = scene.store.sources.interfaces(scene.source.name, scene.scope)
    paces = paces_of(scene.source)
    resting = tuple(
        each.name for each in interfaces if _rests(each, paces, scene.source, scene.started_at)
    )
    works = any(each.name not in resting and not each.failures for each in interfaces)
    return resting if works else ()


def _rests(
    interface: InterfaceRecord, paces: Mapping[str, timedelta], source: Source, now: datetime
) -> bool:
    if interface.asked_at is None:
        return False
    if interface.failures:
        every = source.schedule.every or _FIRST_WAIT
        pause = min(every * 2 ** min(interface.failures - 1, 20), _LONGEST_PAUSE)
        return interface.failures > 1 and now - interface.asked_at < pause * _SLACK
    pace = paces.get(interface.name.partition(":")[0].partition("/")[0], timedelta(0))
    return bool(interface.ended_at) and now - interface.asked_at < pace * _SLACK


def _brief(scene: Scene) -> tuple[str, ...]:
    """The interfaces that were enumerated to their end within the last day."""
    interfaces = scene.store.sources.interfaces(scene.source.name, scene.scope)
    since = scene.started_at - _WHOLE * _SLACK
    return tuple(each.name for each in interfaces if each.ended_at and each.ended_at > since)


def _is_due(watched: Watched, scene: Scene) -> bool:
    if watched.state is State.MISSING:
        return True
    due = watched.due_at or next_due(watched, now=scene.started_at)
    if not scene.store.sources.has_baseline(scene.source.name, scene.scope):
        # A first run that was interrupted goes on with what it has not seen; what it has just seen
        # can wait.
        due = max(due, watched.last_seen + (scene.source.schedule.every or _FIRST_WAIT))
    return due <= scene.started_at
