"""Looks at sources: one at a time a source, each counted, each with the time of the next one."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from monitor.check import Crawl, Progress, check, count_as_failed
from monitor.daemon.pace import budget_of
from monitor.daemon.turns import note_missed
from monitor.model import CheckReport, Outcome, Source
from monitor.schedule import next_check
from monitor.store import Store


class Looks:
    """Checks sources and plans them. All of it on the thread of one loop."""

    def __init__(
        self,
        store: Store,
        crawl: Crawl,
        *,
        clock: Callable[[], datetime],
        draw: Callable[[], float],
    ):
        """`draw` draws the share (0 to 1) of a schedule's jitter."""
        self._store = store
        self._crawl = crawl
        self._clock = clock
        self._draw = draw
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._is_closing = False

    async def look(
        self,
        source: Source,
        *,
        full: bool = False,
        budget: int | None = None,
        progress: Progress | None = None,
    ) -> CheckReport | None:
        """Check `source` now, or after the check of it that is going on; None once closing.

        A check that broke counts as a failed one, and its report says so.

        Raises:
            StoreError: the record is in doubt.
        """
        async with self._turns[source.name]:
            return await self._look(source, full=full, budget=budget, progress=progress)

    async def look_if_due(self, source: Source) -> CheckReport | None:
        """Check `source` if the record says that it is due; None if it does not."""
        async with self._turns[source.name]:
            due = self.due_at(source)
            if due is None or due > self._clock():
                return None
            return await self._look(source, budget=budget_of(source, now=self._clock()))

    def under_way(self) -> set[str]:
        """The names of the sources that are being checked."""
        return {name for name, turn in tuple(self._turns.items()) if turn.locked()}

    def close(self) -> None:
        """Begin nothing new. That a check is cut short from now on is no fault of its source."""
        self._is_closing = True

    def due_at(self, source: Source) -> datetime | None:
        """When the record says that `source` is due."""
        record = self._store.sources.get(source.name)
        return record.next_check_at if record else None

    def plan(self, source: Source) -> datetime | None:
        """Write down when `source` is looked at next: None if it is switched off."""
        note_missed(source, self._store, now=self._clock())
        record = self._store.sources.get(source.name)
        last, failures = (record.last_check_at, record.failures) if record else (None, 0)
        return self._plan(source, last, failures)

    def put_off(self, source: Source) -> datetime | None:
        """Plan `source` as if it had been looked at just now."""
        return self._plan(source, self._clock(), 0)

    async def _look(
        self,
        source: Source,
        *,
        full: bool = False,
        budget: int | None = None,
        progress: Progress | None = None,
    ) -> CheckReport | None:
        if self._is_closing:
            return None
        note_missed(source, self._store, now=self._clock())
        report = await check(
            source,
            self._store,
            self._crawl,
            clock=self._clock,
            full=full,
            budget=budget,
            progress=progress,
        )
        if report.outcome is Outcome.INTERRUPTED and not self._is_closing:
            report = replace(report, outcome=Outcome.DOWN)
            count_as_failed(source, self._store, report)
        return replace(report, next_at=self.plan(source))

    def _plan(self, source: Source, last: datetime | None, failures: int) -> datetime | None:
        next_at = None
        if source.enabled:
            next_at = next_check(
                source.schedule,
                last=last,
                failures=failures,
                now=self._clock(),
                jitter=self._draw(),
            )
        self._store.sources.plan(source.name, next_at)
        return next_at
