"""Sixty rounds of a real site's life: what is told is what happened, and nothing else."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.check import check
from monitor.crawl import Crawl
from monitor.demo.embassy import LISTING
from monitor.model import Change, Confirmation, Source
from monitor.store import Store
from tests.troubled_site import Story60

ROUNDS = 60
BETWEEN = timedelta(minutes=61)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def _slug(change: Change) -> str:
    return change.url.rstrip("/").rpartition("/")[2]


@pytest.mark.parametrize("seed", [1, 3])
async def test_sixty_rounds_tell_every_event_once_and_nothing_else(
    tmp_path: Path, seed: int
) -> None:
    story, clock = Story60.begin(seed), Clock()
    store = Store(tmp_path / "docwatch.db")
    async with story.site:
        source = Source(
            name="embassy-news",
            spider="embassy",
            options={"url": story.site.url + LISTING, "languages": ["zh"]},
            delay=timedelta(0),
            confirm=Confirmation(times=3, apart=timedelta(hours=1)),
            notify=("desk",),
        )
        crawl = Crawl(clock=clock)
        for number in range(ROUNDS + 8):
            if number:
                story.turn() if number < ROUNDS else story.rest()
            clock.now += BETWEEN
            await check(source, store, crawl, clock=clock)
        await crawl.stop()

    told = [change for change in store.changes.recent() if change.told]
    alerts = store.outbox.due(clock.now)
    store.close()
    assert Counter((change.kind.value, _slug(change)) for change in told) == Counter(story.told)
    in_alerts = [change.id for alert in alerts for change in alert.changes]
    assert sorted(in_alerts) == sorted(change.id for change in told)
    assert len({alert.id for alert in alerts}) == len(alerts)
