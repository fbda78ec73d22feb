"""The demo itself: the real daemon watches the sites, and the timeline goes by."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.channels import open_channels
from monitor.crawl import Crawl
from monitor.daemon.service import Daemon
from monitor.daemon.signals import on_signals
from monitor.daemon.systemd import Systemd
from monitor.demo.acts import Sites
from monitor.demo.embassy import LISTING, Embassy
from monitor.demo.mail import Post
from monitor.demo.screen import Screen
from monitor.demo.setup import READER, configure
from monitor.demo.sight import Sight
from monitor.demo.timeline import DOCUMENTS, STORIES, TIMELINE, Moment
from monitor.demo.un import ADDRESS, UnitedNations
from monitor.demo.witness import Said, Witness
from monitor.errors import DocwatchError
from monitor.model import Source
from monitor.store import Lock, Store

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
        sites = Sites(
            await stack.enter_async_context(Embassy(*STORIES)),
            await stack.enter_async_context(UnitedNations(DOCUMENTS)),
        )
        post = await stack.enter_async_context(Post())
        config = configure(folder, sites, post.port, pace.every)
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
        _open(screen, sites, folder)
        sources = {source.name: source for source in config.sources}
        stage = _Stage(sites, sources, post, store, screen, pace, clock, clock())
        return await _side_by_side(daemon, stage.tell(timeline))


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

    sites: Sites
    sources: dict[str, Source]
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
        self._count(len(told))
        shown = next((said.mail for said in told if said.change and said.change.edits), None)
        if shown:
            self.screen.mail(shown)
        quiet = len(everything) - len(told)
        self.screen.close(
            f"{len(told)} changes were told, each by one mail; {quiet} times nobody was disturbed."
        )

    def _count(self, told: int) -> None:
        """A mail more than was looked for would be a false alarm, on its way or come already."""
        owed, came = len(self.store.outbox.all()), len(self.post.mails)
        if not told == owed == came:
            raise DocwatchError(
                f"expected mails: {told}; alerts in the record: {owed}; mails that came: {came}"
            )

    async def _moment(self, moment: Moment) -> list[Said]:
        look = self._from_now_on(self.sources[moment.source])
        moment.act(self.sites)
        self.screen.moment((self.clock() - self.began).total_seconds(), moment.does)
        said = []
        for witness in moment.shows:
            said.append(await self._wait_for(witness, moment, look))
            self.screen.said(said[-1])
        return said

    def _from_now_on(self, source: Source) -> Callable[[], Sight]:
        """What there is to be seen of a source from now on, whenever somebody looks."""
        mails = len(self.post.mails)
        known = frozenset(change.id for change in self.store.changes.recent())
        after = self.store.checks.last_begun(source.name)
        return lambda: Sight(
            store=self.store,
            source=source,
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
                f"{moment.does}: nothing of what was expected is in the record after "
                f"{self.pace.patience:g} s ({self.store.path})"
            ) from None


def _open(screen: Screen, sites: Sites, folder: Path) -> None:
    screen.open(
        "Two small sites that change, watched by docwatch as it always watches:",
        {
            "embassy": f"{sites.embassy.url}{LISTING}",
            "un": f"{sites.un.url}{ADDRESS.partition('?')[0]}",
            "mails": f"to {READER}, taken by a mail server inside the demo",
            "record": str(folder / "docwatch.db"),
        },
        "“told” means that a mail went out; “silent” that nobody was disturbed, and why.",
    )
