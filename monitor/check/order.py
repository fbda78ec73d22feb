"""What a crawl is asked to do: every address that is known, and which of them are due."""

from datetime import timedelta

from crawler.items import Order
from monitor.check.scene import Scene
from monitor.model import State, Watched
from monitor.schedule import next_due


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
    )


def is_idle(order: Order) -> bool:
    """May a crawl of this order ask nothing at all, because nothing that is known is due?"""
    return bool(order.known) and not any(
        known.due or known.role == "listing" for known in order.known
    )


def _is_due(watched: Watched, scene: Scene) -> bool:
    if watched.state is State.MISSING:
        return True
    due = watched.due_at or next_due(watched, now=scene.started_at)
    if not scene.store.sources.has_baseline(scene.source.name, scene.scope):
        # A first run that was interrupted goes on with what it has not seen; what it has just seen
        # can wait.
        due = max(due, watched.last_seen + (scene.source.schedule.every or timedelta(minutes=30)))
    return due <= scene.started_at
