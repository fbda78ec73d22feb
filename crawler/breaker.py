"""A circuit breaker for one host: who does not answer is not hammered. Pure: no clock, no network.

While a host is in trouble, a crawl that has seen it fail asks nothing more of it, and one that has
not may try once: it is on trial. One answer that is a page ends the trouble for all. So a host that
is down gets one request a check, and a host that only refuses one part of itself never silences
the others.
"""

from collections.abc import Hashable

from crawler.items import Verdict

PATIENCE = 5  # troubles in a row after which a host is in trouble

_TROUBLES = frozenset({Verdict.ERROR, Verdict.BLOCKED})


class Breaker:
    """How a host has answered lately, whoever asked."""

    def __init__(self) -> None:
        self._troubles = 0  # in a row
        self._last = ""
        self._verdict = Verdict.ERROR
        self._witnesses: set[Hashable] = set()  # crawls that saw one of these troubles
        self._doubters: set[Hashable] = set()

    @property
    def verdict(self) -> Verdict:
        """What the last trouble was judged to be."""
        return self._verdict

    @property
    def why(self) -> str:
        """What is said of a page that is not asked for."""
        return f"not asked: {self._troubles} in a row were no pages, the last: {self._last}"

    def note(self, crawl: Hashable, verdict: Verdict, evidence: str) -> None:
        """Take one more answer, or none, into account."""
        if verdict in _TROUBLES:
            self._troubles += 1
            self._verdict, self._last = verdict, evidence
            self._witnesses.add(crawl)
        else:
            self._troubles = 0
            self._witnesses.clear()
            self._doubters.clear()

    def doubt(self, crawl: Hashable) -> None:
        """`crawl` knows from an earlier one that the host fails: its first request is a trial."""
        self._doubters.add(crawl)

    def is_on_trial(self, crawl: Hashable) -> bool:
        """Whether the next request of `crawl` decides if it goes on."""
        return self._is_in_trouble(crawl) and crawl not in self._witnesses

    def refuses(self, crawl: Hashable) -> bool:
        """Whether `crawl` is to ask nothing more."""
        return self._is_in_trouble(crawl) and crawl in self._witnesses

    def leave(self, crawl: Hashable) -> None:
        """A crawl has ended; what it saw still counts."""
        self._witnesses.discard(crawl)
        self._doubters.discard(crawl)

    def _is_in_trouble(self, crawl: Hashable) -> bool:
        return self._troubles >= PATIENCE or crawl in self._doubters
