"""A mission's site under watch, over real HTTP: its posts, and what a look at it brings."""

from datetime import datetime, timedelta
from typing import Any

from monitor.check import check
from monitor.crawl import Crawl
from monitor.model import CheckReport, Source
from monitor.store import Store
from tests.monitor.check.watch import HOUR, Clock
from tests.wordpress import Post, WordPress

ACCORD = Post(11, "accord", "合作协定今日生效")
TALKS = Post(12, "talks", "双边会谈联合公报", published="2021-02-09", date="二月 9, 2021")
GRANT = Post(13, "grant", "新的奖学金计划", modified="2021-03-01T00:00:00")
DAY = timedelta(days=1)


class Watched:
    """A mission's site under watch: `look` checks it, a while later."""

    def __init__(self, store: Store, wordpress: WordPress) -> None:
        self.store, self.wordpress, self.clock = store, wordpress, Clock()
        self.source = Source(
            name="news",
            spider="embassy",
            options=wordpress.options.model_dump(mode="json"),
            delay=timedelta(0),
            notify=("desk",),
        )

    async def look(self, after: timedelta = HOUR, **others: Any) -> CheckReport:
        self.clock.now += after
        self.wordpress.site.forget()
        return await check(
            self.source, self.store, Crawl(clock=self.tick), clock=self.clock, **others
        )

    def tick(self) -> datetime:
        self.clock.now += timedelta(seconds=1)
        return self.clock.now

    def asked(self, post: Post) -> bool:
        return self.wordpress.path(post) in self.wordpress.site.paths

    def interface(self, name: str) -> Any:
        return next(each for each in self.store.sources.interfaces("news") if each.name == name)

    def sightings(self, post: Post) -> list[str]:
        known = self.store.addresses.document("news", self.wordpress.url(post))
        return (
            []
            if known is None
            else [each.interface for each in self.store.sightings.of(known["id"])]
        )
