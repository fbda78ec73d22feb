"""A daemon on a real record, with pages that need no network."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.items import Block, Document, Finding, Order, Page, Reading, Verdict, sha256
from monitor.channels.channel import Channel
from monitor.config import Config
from monitor.daemon.service import Daemon
from monitor.daemon.systemd import Systemd
from monitor.errors import FetchError
from monitor.model import Alert, Schedule, Source
from monitor.store import Store

NOON = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)


@dataclass
class Clock:
    """A clock that stands still until it is set."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, length: timedelta) -> None:
        self.now += length


class Pages:
    """A crawl whose every page holds the same sentence; it can be held up, and it can break."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.sentence = "会议将于下月举行。"
        self.orders: list[Order] = []
        self.began = asyncio.Event()
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.error: Exception | None = None
        self._is_cut = False

    async def __call__(
        self, order: Order, bodies: MutableMapping[str, bytes]
    ) -> AsyncIterator[Finding]:
        self.orders.append(order)
        self.began.set()
        await self.may_answer.wait()
        if self._is_cut:
            raise FetchError(f"{order.source}: the crawl was cut short")
        if self.error:
            raise self.error
        yield self._finding(str(order.options["url"]), bodies)

    async def stop(self) -> None:
        self._is_cut = True
        self.may_answer.set()

    def _finding(self, url: str, bodies: MutableMapping[str, bytes]) -> Finding:
        body = self.sentence.encode()
        bodies[sha256(body)] = body
        page = Page(
            url=url,
            answered=url,
            status=200,
            body=sha256(body),
            size=len(body),
            fetched_at=self.clock(),
            verdict=Verdict.OK,
        )
        document = Document(
            url=url, title="通知", language="zh", blocks=(Block("paragraph", self.sentence),)
        )
        reading = Reading(documents=(document,), interface="page", ends=True)
        return Finding(page=page, role="document", reading=reading)


@dataclass
class Desk:
    """A channel that keeps what it was sent."""

    name: str = "desk"
    alerts: list[Alert] = field(default_factory=list)

    def send(self, alert: Alert) -> None:
        self.alerts.append(alert)


def source(name: str = "notices", **more: Any) -> Source:
    return Source(
        **{
            "name": name,
            "spider": "webpage",
            "options": {"url": f"http://127.0.0.1/{name}"},
            "schedule": Schedule(every=HALF_AN_HOUR),
            "notify": ("desk",),
            **more,
        }
    )


@dataclass
class Setup:
    """All that a daemon is made of, and the daemon."""

    store: Store
    sources: tuple[Source, ...] = (source(),)
    clock: Clock = field(default_factory=Clock)
    desk: Desk = field(default_factory=Desk)
    environ: Mapping[str, str] = field(default_factory=dict)
    grace: timedelta = timedelta(seconds=10)

    def __post_init__(self) -> None:
        self.pages: Any = Pages(self.now)
        self.daemon = self.another_daemon()

    def now(self) -> datetime:
        return self.clock()

    def another_daemon(self) -> Daemon:
        """A daemon as it is started anew, on the same record."""
        config = Config(
            file=Path("config.yaml"),
            database=self.store.path,
            user_agent="docwatch",
            sources=self.sources,
        )
        channels: dict[str, Channel] = {self.desk.name: self.desk}
        return Daemon(
            config,
            self.store,
            self.pages,
            channels,
            systemd=Systemd(self.environ),
            clock=self.clock,
            draw=lambda: 0.0,
            grace=self.grace,
        )

    def planned(self, name: str = "notices") -> datetime | None:
        record = self.store.sources.get(name)
        assert record is not None
        return record.next_check_at
