"""The daemon: checks what is due, does what it is asked, delivers what is owed, says it lives."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from apscheduler.events import (
    EVENT_JOB_ERROR,
    EVENT_JOB_MAX_INSTANCES,
    EVENT_JOB_MISSED,
    JobEvent,
)
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from crawler.items import Finding, Order
from monitor.channels.channel import Channel
from monitor.config import Config
from monitor.daemon import words
from monitor.daemon.looks import Looks
from monitor.daemon.pace import HEARTBEAT, budget_of
from monitor.daemon.systemd import Systemd
from monitor.errors import StoreError
from monitor.model import CheckReport, Outcome, Source
from monitor.notify import deliver
from monitor.store import CheckRequest, Store

log = logging.getLogger(__name__)

BEAT_EVERY = timedelta(seconds=10)
DELIVER_EVERY = timedelta(seconds=5)
READ_REQUESTS_EVERY = timedelta(seconds=1)
HOUSEKEEP_EVERY = timedelta(days=1)
COME_UP_EVERY = timedelta(minutes=1)
REQUESTS_KEPT = timedelta(days=7)
# How long running checks may go on after the first signal; how long they may take to be cut short;
# and how long the last delivery may take. Together less than the 90 seconds that systemd gives.
GRACE = timedelta(seconds=30)
CUTTING = timedelta(seconds=10)
LAST_DELIVERY = timedelta(seconds=5)
# A clock that is this much earlier than it was has been set back, and every plan is worth nothing.
SET_BACK = timedelta(minutes=1)


class Crawler(Protocol):
    """The seam to the crawler, and the way to cut everything short."""

    def __call__(self, order: Order, bodies: MutableMapping[str, bytes]) -> AsyncIterator[Finding]:
        """The findings of a crawl as they come; FetchError if it broke or was cut short."""
        ...

    async def stop(self) -> None:
        """Cut all running crawls short."""
        ...


class Daemon:
    """One daemon at work on one record, from `run` until `stop`."""

    def __init__(
        self,
        config: Config,
        store: Store,
        crawl: Crawler,
        channels: Mapping[str, Channel],
        *,
        systemd: Systemd,
        clock: Callable[[], datetime],
        draw: Callable[[], float],
        grace: timedelta = GRACE,
    ):
        self._config = config
        self._store = store
        self._crawl = crawl
        self._channels = channels
        self._systemd = systemd
        self._clock = clock
        self._grace = grace
        self._zone = ZoneInfo(config.timezone)
        self._sources = {source.name: source for source in config.sources}
        self._looks = Looks(store, crawl, clock=clock, draw=draw)
        self._scheduler: Any = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._running: set[asyncio.Task[Any]] = set()
        self._turns: set[asyncio.Task[Any]] = set()
        self._busy: set[str] = set()  # channels that are still at it
        self._ending = asyncio.Event()
        self._fault: StoreError | None = None
        self._last_beat = clock()
        self.left_hanging = False  # a channel did not come to an end, and holds a thread

    async def run(self) -> None:
        """Work until `stop`, then end in order.

        Raises:
            StoreError: the record is in doubt; everything was stopped at once.
        """
        self.prepare()
        self._begin()
        await self._ending.wait()
        if self._fault:
            await self._break_off()
            raise self._fault
        await self._end_in_order()

    def stop(self, why: str) -> None:
        """Take nothing new, and let `run` come to its end."""
        log.info("%s: taking nothing new", why)
        self._ending.set()

    def prepare(self) -> None:
        """Bring the record in line: close what a kill left open, register the sources, plan."""
        now = self._clock()
        self._say_that_it_lives(now)
        for check in self._store.checks.close_unfinished(now=now):
            log.warning("%s was under way when docwatch ended; nothing is concluded from it", check)
        for line in self._store.sources.register(self._config.sources, now=now):
            log.info("%s", line)
        for source in self._config.sources:
            self._looks.plan(source)

    async def look_if_due(self, source: Source) -> None:
        """Check `source` if the record says that it is due; have it come up again when it is."""
        try:
            with _among(self._running):
                self._tell(await self._looks.look_if_due(source))
        except StoreError:
            raise
        except Exception:
            self._looks.put_off(source)
            raise
        finally:
            self._schedule(source)

    async def read_requests(self) -> None:
        """Begin everything that somebody asked for."""
        for request in self._store.requests.take(self._clock()):
            task = asyncio.create_task(self._safely(self.answer, request))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def answer(self, request: CheckRequest) -> None:
        """Do the check that was asked for, and say what came of it."""
        source = self._sources.get(request.source)
        if source is None:
            message = "the running daemon does not know this source; restart it to read config.yaml"
            self._reply(request, "unknown", message)
            return
        budget = None if request.full else budget_of(source, now=self._clock())
        report = await self._looks.look(source, full=request.full, budget=budget)
        if report is None:
            self._reply(request, Outcome.INTERRUPTED, "docwatch is being stopped")
            return
        self._tell(report)
        self._reply(request, report.outcome, report.message, check=report.id)
        self._schedule(source)

    async def deliver(self) -> None:
        """Send what is owed and due, by every channel that is not still at it."""
        with _among(self._turns):
            await deliver(self._store.outbox, self._channels, now=self._clock(), busy=self._busy)

    async def beat(self) -> None:
        """Say that the loop lives. Where the clock was set back, plan everything anew."""
        now = self._clock()
        self._say_that_it_lives(now)
        if now < self._last_beat - SET_BACK:
            log.warning("the clock was set back; all sources are planned anew")
            for source in self._sources.values():
                self._looks.plan(source)
                self._schedule(source)
        self._last_beat = now

    def _say_that_it_lives(self, now: datetime) -> None:
        self._store.requests.beat(HEARTBEAT, now)
        self._store.coverage.alive(now)

    async def see_that_all_come_up(self) -> None:
        """No source may be forgotten, whatever became of its turn: the record says what is due."""
        for name in self._sources.keys() - self.coming_up():
            if self._sources[name].enabled:
                log.warning("%s had lost its turn; it comes up again", name)
                self._schedule(self._sources[name])

    def coming_up(self) -> set[str]:
        """The sources that are being checked, or have a turn to be."""
        jobs = {job.id for job in self._scheduler.get_jobs()}
        waiting = {name for name in self._sources if _job("check", name) in jobs}
        return waiting | self._looks.under_way()

    async def housekeep(self) -> None:
        """Drop evidence that nothing rests on, once it is older than it is to be kept."""
        now = self._clock()
        dropped = self._store.checks.thin(before=now - self._config.retention.fetches)
        self._store.requests.forget(before=now - REQUESTS_KEPT)
        log.debug("housekeeping: %d old requests dropped", dropped)

    # The jobs

    def _begin(self) -> None:
        self._scheduler.add_listener(
            _note, EVENT_JOB_ERROR | EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES
        )
        for source in self._sources.values():
            self._schedule(source)
        self._repeat(self.beat, BEAT_EVERY)
        # A slow channel must not keep the others waiting: as many turns as there are channels.
        self._repeat(self.deliver, DELIVER_EVERY, at_once=len(self._channels) + 1)
        self._repeat(self.read_requests, READ_REQUESTS_EVERY)
        self._repeat(self.housekeep, HOUSEKEEP_EVERY)
        self._repeat(self.see_that_all_come_up, COME_UP_EVERY)
        if self._systemd.watchdog:
            self._repeat(self._feed_the_watchdog, self._systemd.watchdog)
        self._scheduler.start()
        watched = words.counted(sum(s.enabled for s in self._sources.values()), "source")
        self._systemd.say("READY=1", f"STATUS=watching {watched}")
        log.info("watching %s", watched)

    def _repeat(
        self, work: Callable[[], Awaitable[None]], every: timedelta, *, at_once: int = 1
    ) -> None:
        self._scheduler.add_job(
            self._safely,
            "interval",
            seconds=every.total_seconds(),
            args=[work],
            id=_job(work.__name__),
            next_run_time=datetime.now(UTC),
            max_instances=at_once,
        )

    def _schedule(self, source: Source) -> None:
        """Have `source` come up when the record says that it is due."""
        due = self._looks.due_at(source)
        if due is None or self._ending.is_set():
            return
        self._scheduler.add_job(
            self._safely,
            DateTrigger(due),
            args=[self.look_if_due, source],
            id=_job("check", source.name),
            # A check schedules the next one while it is still under way, perhaps for at once. Of
            # one instance APScheduler would pass over that turn, and a date comes only once.
            max_instances=2,
            replace_existing=True,
        )

    async def _safely(self, work: Callable[..., Awaitable[None]], *args: Any) -> None:
        """Do `work`. A record in doubt ends the daemon; any other fault is said, and it goes on."""
        try:
            await work(*args)
        except StoreError as error:
            self._fault = self._fault or error
            self._ending.set()
        except Exception as error:
            log.error("unexpected in %s: %s: %s", work.__name__, type(error).__name__, error)
            log.debug("where it failed", exc_info=True)

    async def _feed_the_watchdog(self) -> None:
        self._systemd.say("WATCHDOG=1")

    def _tell(self, report: CheckReport | None) -> None:
        """Say what came of a check, and deliver at once what it owes."""
        if report is None:
            return
        record = self._store.sources.get(report.source)
        line = words.of_report(report, self._zone, failures=record.failures if record else 0)
        log.log(logging.INFO if report.outcome is Outcome.OK else logging.WARNING, "%s", line)
        if self._scheduler.running and not self._ending.is_set():
            self._scheduler.modify_job(_job("deliver"), next_run_time=datetime.now(UTC))

    def _reply(self, request: CheckRequest, outcome: str, message: str, *, check: str = "") -> None:
        self._store.requests.done(
            request.id, check=check, outcome=outcome, message=message, now=self._clock()
        )

    # The end

    async def _end_in_order(self) -> None:
        self._systemd.say("STOPPING=1", "STATUS=waiting for running checks")
        self._take_nothing_new()
        await self._wait_for_checks()
        await self._deliver_once_more()
        self._scheduler.shutdown(wait=False)
        log.info("stopped; what is due is done at the next start")

    async def _break_off(self) -> None:
        self._systemd.say("STOPPING=1", "STATUS=the record is in doubt")
        self._looks.close()
        self._scheduler.shutdown(wait=False)
        await self._cut_short()

    def _take_nothing_new(self) -> None:
        self._looks.close()
        kept = {_job("beat"), _job(self._feed_the_watchdog.__name__)}
        for job in self._scheduler.get_jobs():
            if job.id not in kept:
                job.remove()
        for request in self._store.requests.take(self._clock()):
            self._reply(request, Outcome.INTERRUPTED, "docwatch is being stopped")

    async def _wait_for_checks(self) -> None:
        if not self._running:
            return
        running = words.counted(len(self._running), "running check")
        log.info("waiting up to %d s for %s", self._grace.total_seconds(), running)
        await asyncio.wait(self._running, timeout=self._grace.total_seconds())
        await self._cut_short()

    async def _cut_short(self) -> None:
        """End running checks without believing them."""
        await self._crawl.stop()
        if self._running:
            await asyncio.wait(self._running, timeout=CUTTING.total_seconds())
        for task in tuple(self._running):
            task.cancel()
        if self._running:
            await asyncio.wait(self._running, timeout=CUTTING.total_seconds())

    async def _deliver_once_more(self) -> None:
        try:
            async with asyncio.timeout(LAST_DELIVERY.total_seconds()):
                await self.deliver()
                if self._turns:
                    await asyncio.wait(self._turns)
        except TimeoutError:
            self.left_hanging = True
            log.warning("a channel is slow; what it did not take is delivered at the next start")


@contextmanager
def _among(tasks: set[asyncio.Task[Any]]) -> Iterator[None]:
    """The current task is one of `tasks`, which are waited for at the end."""
    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("this is done in a task")
    tasks.add(task)
    try:
        yield
    finally:
        tasks.discard(task)


def _job(*names: str) -> str:
    return ":".join(names)


def _note(event: JobEvent) -> None:
    """What the scheduler itself has to say of a job."""
    if event.code == EVENT_JOB_MAX_INSTANCES:
        log.debug("%s is still at work; its turn is passed over", event.job_id)
    elif event.code == EVENT_JOB_MISSED:
        log.warning("%s missed its turn", event.job_id)
    elif not isinstance(event.exception, asyncio.CancelledError):
        log.error("%s failed: %s", event.job_id, event.exception)
