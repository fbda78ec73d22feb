"""What the interfaces of a source show, held against what they showed when they were last asked."""

from collections import defaultdict
from collections.abc import Iterable

from crawler.addresses import canonical
from crawler.items import BELIEVABLE, Known, Page, Reading


class Shown:
    """Who left an interface that was enumerated to its end, and is shown by no other one.

    An interface that failed, rests, or was asked only for what is new still shows what it showed.
    """

    def __init__(self, known: Iterable[Known], resting: Iterable[str]) -> None:
        self._known = {canonical(one.url): one.reading for one in known if one.reading}
        self._before: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._now: set[str] = set()
        self._ended: set[str] = set()
        self._broken: set[str] = set(resting)
        self._met: set[str] = set(resting)

    def note(self, page: Page, reading: Reading) -> None:
        """Take one more page of an interface into account; one that failed hides what it shows."""
        self._met.add(reading.interface)
        if reading.ends:
            self._ended.add(reading.interface)
        elif page.verdict not in BELIEVABLE:
            self._broken.add(reading.interface)
        self._now |= set(_addresses(reading))
        if before := self._known.get(page.url):
            self._before[reading.interface] |= dict.fromkeys(_addresses(before))

    def leavers(self) -> list[str]:
        """The addresses that were shown, and are not any more."""
        whole = self._ended - self._broken
        still = {
            address
            for reading in self._known.values()
            if reading.interface in self._met - whole
            for address in _addresses(reading)
        }
        gone: dict[str, None] = {}
        for interface in whole:
            gone |= self._before[interface]
        return [address for address in gone if address not in self._now | still]


def _addresses(reading: Reading) -> list[str]:
    return [canonical(document.url) for document in reading.documents]
