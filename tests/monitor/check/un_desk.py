"""A desk that watches a server of the United Nations by real checks, and what it was told."""

from collections.abc import Mapping
from datetime import timedelta

from monitor.check import check
from monitor.crawl import Crawl
from monitor.model import Change, CheckReport, Circumstance, Kind, Source, Watched
from monitor.store import Store
from tests.monitor.check.watch import HOUR, Clock
from tests.site import Site
from tests.un_server import UnServer


class Desk:
    """Looks at the documents of a server of the United Nations, an hour after the look before."""

    def __init__(self, site: Site, store: Store) -> None:
        self.server = UnServer(site)
        self.site = site
        self.store = store
        self.clock = Clock()
        self.crawl = Crawl(clock=self.clock)

    async def look(self, *, after: timedelta = HOUR, **options: object) -> CheckReport:
        """One look, by a source with these options of the spider."""
        self.clock.now += after
        self.site.forget()
        source = Source(
            name="un",
            spider="un_documents",
            options={"address": self.server.address, **options},
            notify=("desk",),
            delay=HOUR * 0,
        )
        return await check(source, self.store, self.crawl, clock=self.clock, full=True)

    def changes(self) -> list[Change]:
        """What was told so far, the oldest first."""
        return [change for change in self.store.changes.recent()[::-1] if change.told]

    def kinds(self) -> list[Kind]:
        """What happened so far, in order."""
        return [change.kind for change in self.changes()]

    def documents(self) -> list[Watched]:
        """What is known."""
        return list(self.store.documents.of_source("un"))

    def fields(self, document: str) -> Mapping[str, str]:
        """The fields of a document as it stands."""
        return self.store.snapshots.of(document)[-1].reading.fields

    def said(self, change: Change, circumstance: Circumstance) -> str:
        """What a change says beside its kind."""
        return change.circumstances.get(circumstance, "")

    def symbols(self) -> set[str]:
        """The symbols asked for in the last look."""
        return {key[0] for key in self.server.asked}
