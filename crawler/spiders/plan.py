"""What a crawl asks: where it begins, and what the answers lead to."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from crawler.addresses import canonical, resolved
from crawler.items import Finding, Known, Link, Order, Reading, is_later
from crawler.spiders.agenda import Agenda, Asked, Urgency
from crawler.spiders.shown import Shown
from crawler.verdict import one_line

log = logging.getLogger(__name__)


class Plan:
    """What is asked for one order, as far as it is known by now.

    `known` is what the record knows, by canonical address. At most `most_pages` of the listing are
    asked (None: the reader counts them). `is_own` says whether a document at an address may be
    asked, and `of_record` gives the link that is asked for one that was found.
    """

    def __init__(
        self,
        order: Order,
        known: Mapping[str, Known],
        *,
        most_pages: int | None,
        is_own: Callable[[str], bool],
        of_record: Callable[[Link], Link],
    ) -> None:
        self._order = order
        self._known = known
        self._most_pages = most_pages
        self._is_own = is_own
        self._of_record = of_record
        self._agenda = Agenda(order.budget)
        self._shown = Shown(order.known, order.resting)
        self._listings = 0  # pages of listings that were put on the agenda
        self._open_listings = 0  # on the agenda or under way

    @property
    def left(self) -> int:
        """How many addresses were not asked yet."""
        return len(self._agenda)

    @property
    def next(self) -> Asked | None:
        """What `pop` would give. Documents are asked once it is known how many there are."""
        is_planned = not self._open_listings or self._agenda.has_listings
        return self._agenda.next if is_planned else None

    def pop(self) -> Asked | None:
        """What is to be asked now; None if that is nothing, or not known before more answers."""
        return self._agenda.pop() if self.next is not None else None

    def spend(self) -> bool:
        """Take one more request out of the budget; False if nothing is left of it."""
        return self._agenda.spend()

    def begin(self, entries: Iterable[Link]) -> None:
        """Ask the entries, and by itself what is due: listings are found from the entries."""
        for link in entries:
            if link.interface not in self._order.resting:
                self.follow(link)
        for known in self._known.values():
            if known.due and self._may_be_asked(known):
                self._agenda.add(Urgency.DUE, Asked(canonical(known.url), known.role))

    def follow(
        self,
        link: Link,
        *,
        base: str = "",
        interface: str = "",
        claims: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Put a link on the agenda; `claims` say when a document was modified."""
        link = self._of_record(link)
        url = resolved(base, link.url)
        if link.role == "probe":
            self._agenda.add(Urgency.PROBE, Asked(url or one_line(link.url), link.role))
            return
        if url is None:
            log.debug("%s: a link to %r is not followed", self._order.spider, link.url[:200])
            return
        known = self._known.get(url)
        if link.role == "listing":
            name = link.interface or interface
            asked = Asked(url, link.role, name, is_further=bool(base), instead=link.instead)
            is_added = self._agenda.add(Urgency.LISTING, asked)
            self._listings += is_added
            self._open_listings += is_added
        elif known is None:
            self._agenda.add(Urgency.UNKNOWN, Asked(url, link.role))
        elif known.due or self._is_news(url, claims.get(url, "")):
            self._agenda.add(Urgency.DUE, Asked(url, link.role))

    def follow_all(self, reading: Reading, *, base: str) -> Reading:
        """Follow what a page leads to; where pages are counted, its listing ends with the last.

        An interface of which only what is new is asked is left where it shows nothing that is.
        """
        if self._shows_nothing_new(reading):
            kept = tuple(link for link in reading.follow if link.role != "listing")
            reading = replace(reading, follow=kept, ends=False)
        further = [link for link in reading.follow if link.role == "listing"]
        claims = {canonical(one.url): one.dates.get("modified", "") for one in reading.documents}
        for link in reading.follow:
            if link.role != "listing" or self._most_pages is None:
                self.follow(link, base=base, interface=reading.interface, claims=claims)
        if not further or self._most_pages is None:
            return reading
        goes_on = any(self._turn_page(link, base, reading.interface) for link in further)
        return replace(reading, ends=not goes_on)

    def ask_instead(self, asked: Asked) -> None:
        """Ask the next address that an interface may have."""
        following, *others = asked.instead
        self.follow(Link(following, asked.role, asked.interface, tuple(others)))

    def answered(self, asked: Asked, finding: Finding) -> Finding:
        """The finding of what was asked, with how much is ahead, once that is known."""
        if finding.role == "listing":
            self._shown.note(finding.page, finding.reading)
        self._open_listings -= asked.role == "listing"
        return finding if self._open_listings else replace(finding, ahead=self.left)

    def add_leavers(self) -> bool:
        """Who left the listing is asked by itself: pulled, moved, or only rolled off its end?"""
        added = False
        for url in self._shown.leavers():
            known = self._known.get(url)
            if known and self._may_be_asked(known):
                added |= self._agenda.add(Urgency.DUE, Asked(url, "document"))
        return added and self._agenda.has_budget

    def add_probes(self, urls: Iterable[str]) -> bool:
        """Where everything is gone, ask the front page: is it the pages or the host?"""
        added = False
        for url in urls:
            added |= self._agenda.add(Urgency.PROBE, Asked(url, "probe"))
        return added and self._agenda.has_budget

    def _may_be_asked(self, known: Known) -> bool:
        return known.role == "document" and (known.answered or self._is_own(known.url))

    def _shows_nothing_new(self, reading: Reading) -> bool:
        if reading.ends or reading.interface not in self._order.brief or not reading.ordered:
            return False
        return not any(
            self._is_news(canonical(one.url), one.dates.get("modified", ""))
            for one in reading.documents
        )

    def _is_news(self, url: str, claim: str) -> bool:
        """Whether an address is unknown, or was modified since it was read."""
        known = self._known.get(url)
        return known is None or (bool(known.modified) and is_later(claim, known.modified))

    def _turn_page(self, link: Link, base: str, interface: str) -> bool:
        """Ask a further page; False if it was asked before, or enough pages were."""
        before = self._listings
        if self._most_pages is not None and before < self._most_pages:
            self.follow(link, base=base, interface=interface)
        return self._listings > before
