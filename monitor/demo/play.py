"""The demo itself: the real daemon watches the site, and the timeline goes by."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from monitor.channels import open_channels
from monitor.config import Config, read_config
from monitor.crawl import Crawl
from monitor.daemon.service import Daemon
from monitor.daemon.signals import on_signals
from monitor.daemon.systemd import Systemd
from monitor.demo.mail import Post
from monitor.demo.screen import Screen
from monitor.demo.site import LISTING, Site
from monitor.demo.timeline import STORIES, TIMELINE, Moment
from monitor.demo.witness import Said, Sight, Witness
from monitor.errors import DocwatchError
from monitor.store import Lock, Store

SOURCE = "embassy"
READER = "desk@example.org"

_CONFIG = """\
# Written by docwatch demo. The site and the mail server went away with it; the record is here.
database: docwatch.db
timezone: Asia/Shanghai
contact: demo@example.org
schedule: {{every: 1s}}
delay: 0s
confirm: {{times: 3, apart: 1s}}
alarm_after: 1000    # the site's bad moments last for some looks, and are no trouble yet
notify: [desk]
terms:
  press: [记者, 新闻自由]
sources:
  {source}:
    spider: embassy
    url: {url}
    languages: [zh]
channels:
  desk: {{type: email, to: [{reader}], server: "smtp://127.0.0.1:{port}"}}
"""

_POLL = 0.02  # seconds between two looks into the record
_GRACE = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often docwatch looks, and how many seconds a reader has after every moment.

    What a moment must show is waited for with `patience` (seconds): a look takes a fraction of one.
    """

    every: timedelta = timedelta(seconds=1)
    pause: float = 2.0
    patience: float = 30.0


def play(
    folder: Path,
    screen: Screen,
    pace: Pace,
    *,
    clock: Callable[[], datetime],
    timeline: Sequence[Moment] = TIMELINE,
) -> bool:
    """Play the demo in `folder`, which keeps its config.yaml and its record.

    False if it was interrupted.

    Raises:
        DocwatchError: something was not told, or told in vain.
    """
    return asyncio.run(_play(folder, screen, pace, clock, timeline))


async def _play(
    folder: Path,
    screen: Screen,
    pace: Pace,
    clock: Callable[[], datetime],
    timeline: Sequence[Moment],
) -> bool:
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(Site(*STORIES))
        post = await stack.enter_async_context(Post())
        config = _configure(folder, site, post, pace)
        stack.enter_context(Lock(config.database))
        store = stack.enter_context(closing(Store(config.database)))
        daemon = Daemon(
            config,
            store,
            Crawl(clock=clock),
            open_channels(config),
            systemd=Systemd({}),
            clock=clock,
            draw=lambda: 0.0,
            grace=_GRACE,
        )
        _open(screen, site, folder)
        stage = _Stage(site, post, store, screen, pace, clock, clock())
        return await _side_by_side(daemon, stage.tell(timeline))


def _configure(folder: Path, site: Site, post: Post, pace: Pace) -> Config:
    file = folder / "config.yaml"
    text = _CONFIG.format(
        source=SOURCE,
        url=f"{site.url}{LISTING}",
        reader=READER,
        port=post.port,
    )
    file.write_text(text, encoding="utf-8")
    return _at_pace(read_config(file, {}), pace)


def _at_pace(config: Config, pace: Pace) -> Config:
    """No configuration asks for more than a look a second: of a site of our own we may."""
    sources = (
        replace(
            source,
            schedule=replace(source.schedule, every=pace.every),
            confirm=replace(source.confirm, apart=pace.every),
        )
        for source in config.sources
    )
    return replace(config, sources=tuple(sources))


async def _side_by_side(daemon: Daemon, telling: Coroutine[Any, Any, None]) -> bool:
    """Let the daemon work while the story is told; end both with either, or with a signal."""
    story = asyncio.create_task(telling, name="the story")
    watching = asyncio.create_task(daemon.run(), name="the daemon")

    def stop(_: str) -> None:
        story.cancel()

    on_signals(asyncio.get_running_loop(), stop)
    try:
        await asyncio.wait({story, watching}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        story.cancel()
        daemon.stop("the demo is over")
        await watching  # it ends by itself only with an error, which is more than the story's
    if story.cancelled():
        return False
    story.result()
    return True


@dataclass(frozen=True, slots=True)
class _Stage:
    """All that takes part in the story."""

    site: Site
    post: Post
    store: Store
    screen: Screen
    pace: Pace
    clock: Callable[[], datetime]
    began: datetime

    async def tell(self, timeline: Sequence[Moment]) -> None:
        """Play moment after moment, and sum up."""
        everything: list[Said] = []
        for moment in timeline:
            everything += await self._moment(moment)
            await asyncio.sleep(self.pace.pause)
        told = [said for said in everything if said.is_told]
        if len(self.post.mails) != len(told):
            raise DocwatchError(f"{len(self.post.mails)} mails came, and {len(told)} were expected")
        pairs = zip(self.post.mails, told, strict=True)
        edited = (mail for mail, said in pairs if said.change and said.change.edits)
        for mail in islice(edited, 1):
            self.screen.mail(mail)
        quiet = len(everything) - len(told)
        self.screen.close(
            f"{len(told)} changes were told, each by one mail; {quiet} times nobody was disturbed."
        )

    async def _moment(self, moment: Moment) -> list[Said]:
        look = self._from_now_on()
        moment.act(self.site)
        self.screen.moment((self.clock() - self.began).total_seconds(), moment.does)
        said = []
        for witness in moment.shows:
            said.append(await self._wait_for(witness, moment, look))
            self.screen.said(said[-1])
        return said

    def _from_now_on(self) -> Callable[[], Sight]:
        """What there is to be seen from now on, whenever somebody looks."""
        mails = len(self.post.mails)
        known = frozenset(change.id for change in self.store.changes.recent())
        after = self.store.checks.last_begun(SOURCE)
        return lambda: Sight(
            store=self.store,
            source=SOURCE,
            known=known,
            after=after,
            mails=tuple(self.post.mails[mails:]),
        )

    async def _wait_for(self, witness: Witness, moment: Moment, look: Callable[[], Sight]) -> Said:
        try:
            async with asyncio.timeout(self.pace.patience):
                while (said := witness(look())) is None:
                    await asyncio.sleep(_POLL)
                return said
        except TimeoutError:
            raise DocwatchError(
                f"the site {moment.does}: nothing of what was expected is in the record after "
                f"{self.pace.patience:g} s ({self.store.path})"
            ) from None


def _open(screen: Screen, site: Site, folder: Path) -> None:
    screen.open(
        "A small embassy site that changes, watched by docwatch as it always watches:",
        {
            "site": f"{site.url}{LISTING}",
            "mails": f"to {READER}, taken by a mail server inside the demo",
            "record": str(folder / "docwatch.db"),
        },
    )
