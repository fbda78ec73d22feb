"""The gate: one at a time, in turns, with the strictest delay, and no turn ever gets lost."""

import asyncio
from itertools import pairwise

import pytest

from crawler.breaker import PATIENCE
from crawler.gate import Gate, Hosts, LeftAloneError
from crawler.items import Verdict
from crawler.verdict import RestingError


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


async def idle() -> None:
    """Let everything run that can run now."""
    for _ in range(20):
        await asyncio.sleep(0)


def visitor(gate: Gate, crawl: str, log: list[str], leave: asyncio.Event) -> asyncio.Task[None]:
    async def visit() -> None:
        async with gate.turn(crawl):
            log.append(crawl)
            await leave.wait()

    return asyncio.create_task(visit())


@pytest.fixture
def clock() -> Watch:
    return Watch()


async def test_one_at_a_time(clock: Watch) -> None:
    gate, log, leave = Gate(clock), list[str](), asyncio.Event()
    tasks = [visitor(gate, "a", log, leave) for _ in range(3)]
    await idle()

    assert log == ["a"]

    leave.set()
    await asyncio.gather(*tasks)
    assert log == ["a", "a", "a"]


async def test_a_crawl_with_many_requests_starves_nobody(clock: Watch) -> None:
    gate, log, leave = Gate(clock), list[str](), asyncio.Event()
    tasks = [visitor(gate, "long", log, leave) for _ in range(50)]
    tasks += [visitor(gate, "short", log, leave) for _ in range(2)]
    tasks += [visitor(gate, "third", log, leave)]
    await idle()

    leave.set()
    await asyncio.gather(*tasks)

    assert log[:6] == ["long", "long", "short", "third", "long", "short"]


async def test_the_strictest_delay_counts_from_start_to_start_and_ends_with_its_crawl(
    clock: Watch,
) -> None:
    gate = Gate(clock)
    gate.require("a", 5)
    gate.require("b", 30)
    gate.require("b", 10)

    assert gate.delay == 30

    gate.leave("b")
    assert gate.delay == 5
    gate.leave("a")
    gate.leave("nobody")
    assert gate.delay == 0


async def test_nobody_gets_in_before_the_delay_is_over() -> None:
    loop = asyncio.get_running_loop()
    gate = Gate(loop.time)
    gate.require("a", 0.05)
    starts = []

    for _ in range(3):
        async with gate.turn("a"):
            starts.append(loop.time())

    gaps = [later - earlier for earlier, later in pairwise(starts)]
    assert min(gaps) >= 0.05


async def test_a_delay_that_ends_lets_the_waiting_in(clock: Watch) -> None:
    gate, log, leave = Gate(clock), list[str](), asyncio.Event()
    leave.set()
    gate.require("strict", 3600)
    await visitor(gate, "strict", log, leave)
    waiting = visitor(gate, "b", log, leave)
    await idle()
    assert log == ["strict"]

    gate.leave("strict")
    await waiting

    assert log == ["strict", "b"]


async def test_who_is_cancelled_in_line_leaves_no_gap(clock: Watch) -> None:
    gate, log, leave = Gate(clock), list[str](), asyncio.Event()
    first, second, third = (visitor(gate, name, log, leave) for name in "abc")
    await idle()

    second.cancel()
    await idle()
    leave.set()
    await asyncio.gather(first, third)

    assert log == ["a", "c"]


@pytest.mark.parametrize("turns", range(5))
async def test_who_is_cancelled_at_any_moment_gives_the_turn_back(clock: Watch, turns: int) -> None:
    gate, log, leave = Gate(clock), list[str](), asyncio.Event()
    leave.set()
    first, second = visitor(gate, "a", log, leave), visitor(gate, "b", log, leave)
    for _ in range(turns):
        await asyncio.sleep(0)

    first.cancel()
    await asyncio.wait({first})
    await second
    await visitor(gate, "c", log, leave)

    assert log[-2:] == ["b", "c"]


async def test_an_error_inside_gives_the_turn_back(clock: Watch) -> None:
    gate = Gate(clock)

    with pytest.raises(KeyError):
        async with gate.turn("a"):
            raise KeyError

    async with gate.turn("b"):
        pass


async def test_hosts_that_nobody_asks_are_forgotten(clock: Watch) -> None:
    hosts = Hosts(clock=clock)
    gate = hosts.gate("example.org")
    gate.require("a", 5)
    async with gate.turn("a"):
        pass

    hosts.leave("a")
    assert hosts.gate("example.org") is gate

    clock.now += 3601
    hosts.leave("a")
    assert hosts.gate("example.org") is not gate


def test_rules_are_kept_for_their_time_and_no_more_than_a_thousand(clock: Watch) -> None:
    hosts = Hosts(clock=clock)
    for number in range(1001):
        hosts.remember(f"https://{number}.example", number, seconds=60)

    assert hosts.rules("https://0.example") is None
    assert hosts.rules("https://1000.example") == 1000

    clock.now += 60
    assert hosts.rules("https://1000.example") is None


def test_locks_do_not_pile_up(clock: Watch) -> None:
    hosts = Hosts(clock=clock)
    first = hosts.lock("https://first.example")
    for number in range(5000):
        hosts.lock(f"https://{number}.example")

    assert hosts.lock("https://first.example") is not first


async def test_a_host_that_rests_lets_nobody_through(clock: Watch) -> None:
    gate, log, leave = Gate(clock), list[str](), asyncio.Event()
    leave.set()
    gate.rest(30)
    gate.rest(10)  # the longer one stands
    task = visitor(gate, "a", log, leave)
    clock.now += 29
    gate.leave("nobody")
    gate.rest(0)
    await idle()

    assert log == []
    assert not gate.is_idle(-1)

    clock.now += 1
    gate.rest(0)
    await task
    assert log == ["a"]


async def test_a_host_that_is_shut_refuses_who_waits_and_who_comes(clock: Watch) -> None:
    gate, log, leave = Gate(clock, "site.example"), list[str](), asyncio.Event()
    first = visitor(gate, "a", log, leave)
    waiting = [visitor(gate, "a", log, leave), visitor(gate, "b", log, leave)]
    await idle()

    gate.shut(600)
    late = visitor(gate, "c", log, leave)
    refused = await asyncio.gather(*waiting, late, return_exceptions=True)
    leave.set()
    await first

    assert log == ["a"]
    assert {str(error) for error in refused} == {
        "not asked: site.example asked for rest, 600 s of it are left"
    }
    assert all(isinstance(error, RestingError) for error in refused)


async def test_a_shut_host_opens_when_its_rest_is_over(clock: Watch) -> None:
    gate, log, leave = Gate(clock), list[str](), asyncio.Event()
    leave.set()
    gate.shut(600)
    clock.now += 601

    await visitor(gate, "a", log, leave)

    assert log == ["a"]


async def test_no_more_requests_an_hour_than_the_strictest_budget(clock: Watch) -> None:
    gate = Gate(clock)
    gate.limit("a", 3)
    gate.limit("b", 100)
    for _ in range(3):
        async with gate.turn("a"):
            clock.now += 60

    waiting = asyncio.create_task(visit_once(gate, "b"))
    await idle()
    assert not waiting.done()

    gate.leave("a")
    await asyncio.wait_for(waiting, 5)


async def test_the_hour_of_a_budget_slides(clock: Watch) -> None:
    gate = Gate(clock)
    gate.limit("a", 2)
    for minutes in (0, 50, 60, 110):
        clock.now = 100.0 + minutes * 60
        await asyncio.wait_for(visit_once(gate, "a"), 5)

    too_soon = asyncio.create_task(visit_once(gate, "a"))
    await idle()
    assert not too_soon.done()
    too_soon.cancel()


async def test_a_crawl_that_saw_the_host_fail_is_turned_away_and_the_next_one_is_let_through(
    clock: Watch,
) -> None:
    gate = Gate(clock)
    for _ in range(PATIENCE):
        gate.breaker.note("a", Verdict.BLOCKED, "a challenge")

    with pytest.raises(LeftAloneError, match=r"not asked: .* a challenge") as refused:
        await visit_once(gate, "a")
    assert refused.value.verdict == Verdict.BLOCKED
    await asyncio.wait_for(visit_once(gate, "b"), 5)


async def visit_once(gate: Gate, crawl: str) -> None:
    async with gate.turn(crawl):
        pass
