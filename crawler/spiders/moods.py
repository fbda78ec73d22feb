"""How the hosts of a crawl answer: which of them may be asked, and which have answered at all."""

from collections.abc import Hashable
from dataclasses import dataclass

from crawler.addresses import host_of, origin_of
from crawler.breaker import Breaker
from crawler.gate import Hosts
from crawler.items import ABSENT, BELIEVABLE, Order, Page


class Moods:
    """What one crawl sees of its hosts; their gates are told who asks, and how much it may."""

    def __init__(self, order: Order, hosts: Hosts, *, crawl: Hashable) -> None:
        self._order = order
        self._hosts = hosts
        self._crawl = crawl
        self._moods: dict[str, _Mood] = {}
        self._met: set[str] = set()  # hosts

    def note(self, page: Page) -> None:
        """Take one more answer, or none, into account."""
        self._breaker(page.url).note(self._crawl, page.verdict, page.evidence)
        self._moods.setdefault(host_of(page.url), _Mood()).note(page)

    def is_on_trial(self, url: str) -> bool:
        """Whether what is asked next of the host of `url` decides if it is asked any more."""
        return self._breaker(url).is_on_trial(self._crawl)

    def refusing(self, url: str) -> Breaker | None:
        """The breaker of the host of `url`, where that is to be left alone by now."""
        breaker = self._breaker(url)
        return breaker if breaker.refuses(self._crawl) else None

    def has_answered(self, url: str) -> bool:
        """Whether the host of `url` has given a page in this crawl."""
        mood = self._moods.get(host_of(url))
        return mood is not None and mood.has_answered

    def front_pages(self) -> list[str]:
        """Of the hosts that have nothing but pages that are gone the front pages, each once."""
        lost = [mood for mood in self._moods.values() if mood.front_page and not mood.has_answered]
        found = [mood.front_page for mood in lost]
        for mood in lost:
            mood.front_page = ""
        return found

    def _breaker(self, url: str) -> Breaker:
        """The breaker of the host of `url`, which a careful crawl doubts before it asks."""
        host = host_of(url)
        gate = self._hosts.gate(host)
        if host not in self._met:
            self._met.add(host)
            if self._order.careful:
                gate.breaker.doubt(self._crawl)
            if self._order.hourly:
                gate.limit(self._crawl, self._order.hourly)
        return gate.breaker


@dataclass(slots=True)
class _Mood:
    """How a host has answered in this crawl."""

    has_answered: bool = False
    front_page: str = ""  # to be asked at the end, because a page of this host is gone

    def note(self, page: Page) -> None:
        """Take one more answer, or none, into account."""
        if page.verdict in BELIEVABLE:
            self.has_answered = True
        if page.verdict in ABSENT:
            self.front_page = f"{origin_of(page.url)}/"
