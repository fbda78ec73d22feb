"""What is still to be asked, and in which order."""

import heapq
import itertools
from dataclasses import dataclass
from enum import IntEnum

from crawler.items import Role


class Urgency(IntEnum):
    """What is asked first."""

    LISTING = 0
    UNKNOWN = 1
    DUE = 2
    PROBE = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request was made for; it travels with the request through retries and redirects."""

    url: str  # canonical
    role: Role
    interface: str = ""  # of a page of a listing: what it is a page of
    is_further: bool = False  # another page of the listing leads to it
    instead: tuple[str, ...] = ()  # what to ask where nothing is here


class Agenda:
    """What is still to be asked, the most urgent first and each address once, within a budget."""

    def __init__(self, budget: int | None) -> None:
        self._budget = budget
        self._heap: list[tuple[Urgency, int, Asked]] = []
        self._seen: set[str] = set()
        self._numbers = itertools.count()

    def __len__(self) -> int:
        return len(self._heap)

    @property
    def has_budget(self) -> bool:
        """Whether anything more may be asked."""
        return self._budget is None or self._budget > 0

    @property
    def has_listings(self) -> bool:
        """Whether the next to be asked is a page of a listing."""
        return bool(self._heap) and self._heap[0][0] is Urgency.LISTING

    @property
    def next(self) -> Asked | None:
        """What `pop` would give."""
        return self._heap[0][2] if self._heap and self.has_budget else None

    def add(self, urgency: Urgency, asked: Asked) -> bool:
        """Put an address on the agenda; False if it was there before, asked or not."""
        if asked.url in self._seen:
            return False
        self._seen.add(asked.url)
        heapq.heappush(self._heap, (urgency, next(self._numbers), asked))
        return True

    def pop(self) -> Asked | None:
        """The most urgent, the oldest of those first; None if nothing is left or may be asked."""
        return heapq.heappop(self._heap)[2] if self._heap and self.spend() else None

    def spend(self) -> bool:
        """Take one out of the budget; False if nothing is left of it."""
        if not self.has_budget:
            return False
        if self._budget is not None:
            self._budget -= 1
        return True
