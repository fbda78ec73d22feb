"""One gate a host for the whole process: however many crawls ask, a host is asked politely."""

import asyncio
import ssl
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from typing import Any

from crawler.breaker import Breaker
from crawler.items import Verdict
from crawler.verdict import RefusalError, RestingError

_HOUR = 3600.0  # seconds
_IDLE = 3600.0  # seconds after which a host that nobody asks is forgotten
_RULES_KEPT = 1000  # robots.txt files, and the locks under which they are asked for


class LeftAloneError(RefusalError):
    """The host is in trouble, and this request was not sent."""

    def __init__(self, verdict: Verdict, why: str) -> None:
        super().__init__(why)
        self.verdict = verdict  # type: ignore[misc]


class Gate:
    """At most one request to a host at a time, with the strictest delay between two starts.

    And no more of them within any hour than the strictest budget allows. Crawls take turns: one
    with 10,000 requests in line and one with a single request are each let through every other
    time. A host in trouble has a `breaker`, which turns away who has seen it fail.
    """

    def __init__(self, clock: Callable[[], float], host: str = "") -> None:
        self.breaker = Breaker()
        self._clock = clock
        self._host = host
        self._rest_until = float("-inf")
        self._is_shut = False
        self._budgets: dict[Hashable, int] = {}
        self._starts: deque[float] = deque()  # within the last hour, while there is a budget
        self._lines: OrderedDict[Hashable, deque[asyncio.Future[None]]] = OrderedDict()
        self._delays: dict[Hashable, float] = {}
        self._is_taken = False
        self._last_start: float | None = None
        self._timer: asyncio.TimerHandle | None = None

    @property
    def delay(self) -> float:
        """Seconds between the starts of two requests: the strictest that any crawl asks for."""
        return max(self._delays.values(), default=0.0)

    def require(self, crawl: Hashable, delay: float) -> None:
        """Until `crawl` leaves, at least `delay` seconds lie between two requests."""
        self._delays[crawl] = max(delay, self._delays.get(crawl, 0.0))

    def rest(self, seconds: float) -> None:
        """Let nobody through for so long: the host is in trouble, or asked for it."""
        self._rest_until = max(self._rest_until, self._clock() + seconds)
        self._advance()

    def shut(self, seconds: float) -> None:
        """As `rest`, for longer than anybody waits: whoever comes is refused, and who waits, too.

        They get a `RestingError`.
        """
        self._is_shut = True
        self.rest(seconds)
        lines, self._lines = self._lines, OrderedDict()
        for turn in (turn for line in lines.values() for turn in line if not turn.done()):
            turn.set_exception(RestingError(self._host, self._rests))

    def limit(self, crawl: Hashable, hourly: int) -> None:
        """Until `crawl` leaves, at most `hourly` requests are let through within any hour."""
        self._budgets[crawl] = hourly

    def leave(self, crawl: Hashable) -> None:
        """Forget what `crawl` required; those who wait may be let through earlier now."""
        self.breaker.leave(crawl)
        budget, delay = self._budgets.pop(crawl, None), self._delays.pop(crawl, None)
        if budget is not None or delay is not None:
            self._advance()

    def is_idle(self, seconds: float) -> bool:
        """Whether nobody wants anything of this host, and nobody asked for so long."""
        is_wanted = self._lines or self._delays or self._budgets
        if self._is_taken or is_wanted or self._rests > 0:
            return False
        return self._last_start is None or self._clock() - self._last_start > seconds

    @asynccontextmanager
    async def turn(self, crawl: Hashable) -> AsyncIterator[None]:
        """Wait for the turn of `crawl`, and hold the gate for the length of the block.

        Raises:
            LeftAloneError: `crawl` is to ask nothing more of this host.
        """
        await self._enter(crawl)
        try:
            if self.breaker.refuses(crawl):
                raise LeftAloneError(self.breaker.verdict, self.breaker.why)
            yield
        finally:
            self._is_taken = False
            self._advance()

    @property
    def _rests(self) -> float:
        return self._rest_until - self._clock()

    async def _enter(self, crawl: Hashable) -> None:
        self._is_shut = self._is_shut and self._rests > 0
        if self._is_shut:
            raise RestingError(self._host, self._rests)
        turn = asyncio.get_running_loop().create_future()
        self._lines.setdefault(crawl, deque()).append(turn)
        self._advance()
        try:
            await turn
        except asyncio.CancelledError:
            self._give_up(crawl, turn)
            raise

    def _give_up(self, crawl: Hashable, turn: asyncio.Future[None]) -> None:
        if turn.done() and not turn.cancelled() and turn.exception() is None:
            # The turn came in the moment of the cancelling.
            self._is_taken = False
        else:
            line = self._lines.get(crawl)
            if line is not None and turn in line:
                line.remove(turn)
                if not line:
                    del self._lines[crawl]
        self._advance()

    def _advance(self) -> None:
        """Let the next one through, now or as soon as the delay is over."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._is_taken or not self._lines:
            return
        wait = self._wait()
        if wait > 0:
            self._timer = asyncio.get_running_loop().call_later(wait, self._advance)
            return
        self._is_taken = True
        self._last_start = self._clock()
        if self._budgets:
            self._starts.append(self._last_start)
        self._next_in_line().set_result(None)

    def _wait(self) -> float:
        """Seconds until the next one may be let through: by delay, budget and the host's wish."""
        now = self._clock()
        wait = self._rests
        if self._last_start is not None:
            wait = max(wait, self._last_start + self.delay - now)
        while self._starts and self._starts[0] <= now - _HOUR:
            self._starts.popleft()
        hourly = min(self._budgets.values(), default=None)
        if hourly is None or len(self._starts) < hourly:
            return wait
        return max(wait, self._starts[-hourly] + _HOUR - now)

    def _next_in_line(self) -> asyncio.Future[None]:
        crawl, line = self._lines.popitem(last=False)
        turn = line.popleft()
        if line:
            self._lines[crawl] = line  # at the end: the others come first
        return turn


class Hosts:
    """What the process knows of hosts: one gate each, and their robots.txt for a while.

    There is one object of it a process, and every crawl goes through it. `clock` gives seconds that
    only grow (None: the running loop's).
    """

    def __init__(self, *, clock: Callable[[], float] | None = None) -> None:
        self._clock = clock or _loop_time
        self._gates: dict[str, Gate] = {}
        self._rules: OrderedDict[str, tuple[float, Any]] = OrderedDict()
        self._locks: dict[str, asyncio.Lock] = {}
        self._tls: ssl.SSLContext | None = None

    @property
    def tls(self) -> ssl.SSLContext:
        """One verifying TLS context for all crawls: loading the authorities takes its time."""
        if self._tls is None:
            self._tls = ssl.create_default_context()
        return self._tls

    def gate(self, host: str) -> Gate:
        """The gate of `host`."""
        if host not in self._gates:
            self._gates[host] = Gate(self._clock, host)
        return self._gates[host]

    def leave(self, crawl: Hashable) -> None:
        """A crawl has ended: what it required no longer binds anybody."""
        for host, gate in list(self._gates.items()):
            gate.leave(crawl)
            if gate.is_idle(_IDLE):
                del self._gates[host]

    def lock(self, origin: str) -> asyncio.Lock:
        """The lock under which the robots.txt of `origin` is asked for, once for all crawls."""
        if len(self._locks) >= _RULES_KEPT:
            self._locks = {name: lock for name, lock in self._locks.items() if lock.locked()}
        return self._locks.setdefault(origin, asyncio.Lock())

    def rules(self, origin: str) -> Any | None:
        """What was remembered of `origin`, while it is fresh."""
        until, rules = self._rules.get(origin, (0.0, None))
        return rules if self._clock() < until else None

    def remember(self, origin: str, rules: Any, *, seconds: float) -> None:
        """Keep the rules of `origin` for so long."""
        self._rules[origin] = (self._clock() + seconds, rules)
        self._rules.move_to_end(origin)
        while len(self._rules) > _RULES_KEPT:
            self._rules.popitem(last=False)


def _loop_time() -> float:
    return asyncio.get_running_loop().time()
