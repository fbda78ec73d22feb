import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest

from crawler.items import Page, Verdict
from monitor.crawl import Crawl
from monitor.errors import FetchError, StoreError
from monitor.model import Health, Kind, Schedule
from monitor.store import Fetch, Store
from tests.monitor.daemon.parts import HALF_AN_HOUR, NOON, Clock, Setup, source
from tests.site import Site

HOUR = timedelta(hours=1)


class RealClock(Clock):
    """For daemons that run: what is due now is due by everybody's clock."""

    def __call__(self) -> datetime:
        return datetime.now(UTC)


async def test_what_became_overdue_while_no_daemon_ran_is_checked_at_the_start(
    setup: Setup,
) -> None:
    setup.daemon.prepare()
    await setup.daemon.look_if_due(setup.sources[0])
    setup.clock.forward(5 * HOUR)

    again = setup.another_daemon()
    again.prepare()
    await again.look_if_due(setup.sources[0])

    assert len(setup.pages.orders) == 2


async def test_after_a_restart_a_source_is_not_checked_before_it_is_due(setup: Setup) -> None:
    setup.daemon.prepare()
    await setup.daemon.look_if_due(setup.sources[0])
    setup.clock.forward(timedelta(minutes=29))

    again = setup.another_daemon()
    again.prepare()
    await again.look_if_due(setup.sources[0])

    assert len(setup.pages.orders) == 1
    assert setup.planned() == NOON + HALF_AN_HOUR


async def test_a_source_that_fails_is_left_alone_for_longer_and_longer(setup: Setup) -> None:
    setup.pages.error = FetchError("the crawl broke")
    setup.daemon.prepare()
    waits = []
    for _ in range(3):
        await setup.daemon.look_if_due(setup.sources[0])
        due = setup.planned()
        assert due is not None
        waits.append(due - setup.clock())
        setup.clock.now = due

    assert waits == [HALF_AN_HOUR, 2 * HALF_AN_HOUR, 4 * HALF_AN_HOUR]


async def test_a_fault_of_ours_counts_as_a_failed_look_and_the_daemon_goes_on(
    setup: Setup, caplog: pytest.LogCaptureFixture
) -> None:
    setup.pages.error = KeyError("unforeseen")
    setup.daemon.prepare()
    await setup.daemon.look_if_due(setup.sources[0])

    record = setup.store.sources.get("notices")
    assert record is not None
    assert (record.failures, record.health) == (1, Health.DOWN)
    assert record.next_check_at == NOON + HALF_AN_HOUR
    assert [line.levelname for line in caplog.records if "unforeseen" in line.message] == [
        "ERROR",
        "WARNING",
    ]

    setup.pages.error = None
    setup.clock.forward(HALF_AN_HOUR)
    await setup.daemon.look_if_due(setup.sources[0])
    record = setup.store.sources.get("notices")
    assert record is not None
    assert record.failures == 0


async def test_a_source_that_breaks_by_our_fault_is_told_of_once(store: Store) -> None:
    setup = Setup(store, sources=(source(alarm_after=2),))
    setup.pages.error = ValueError("no such thing")
    setup.daemon.prepare()
    for _ in range(4):
        await setup.daemon.look_if_due(setup.sources[0])
        due = setup.planned()
        assert due is not None
        setup.clock.now = due
    await setup.daemon.deliver()

    assert [alert.type for alert in setup.desk.alerts] == ["source.down"]


async def test_a_check_that_takes_longer_than_its_interval_is_followed_by_the_next(
    store: Store,
) -> None:
    """The next one is due while the first is still under way."""
    hasty = source(schedule=Schedule(every=timedelta(milliseconds=1)))
    setup = Setup(store, sources=(hasty,), clock=RealClock())
    running = asyncio.create_task(setup.daemon.run())
    async with asyncio.timeout(30):
        while len(setup.pages.orders) < 5:
            await asyncio.sleep(0)
    setup.daemon.stop("SIGTERM")
    await running


async def test_a_source_whose_turn_was_lost_comes_up_again(setup: Setup) -> None:
    setup.daemon.prepare()
    assert setup.daemon.coming_up() == set()
    await setup.daemon.see_that_all_come_up()
    assert setup.daemon.coming_up() == {"notices"}


async def test_a_source_that_is_switched_off_is_never_due(store: Store) -> None:
    setup = Setup(store, sources=(source(enabled=False),))
    setup.daemon.prepare()
    await setup.daemon.look_if_due(setup.sources[0])

    assert setup.pages.orders == []
    assert setup.planned() is None


async def test_a_check_asks_no_more_pages_than_its_host_bears_until_the_next(store: Store) -> None:
    slow = source("slow", delay=timedelta(seconds=10))
    few = source("few", delay=timedelta(minutes=5))
    free = source("free", delay=timedelta(0))
    setup = Setup(store, sources=(slow, few, free))
    setup.daemon.prepare()
    for each in setup.sources:
        await setup.daemon.look_if_due(each)

    assert [order.budget for order in setup.pages.orders] == [180, 50, None]


async def test_what_a_kill_left_open_is_closed_as_interrupted(setup: Setup) -> None:
    setup.daemon.prepare()
    check = setup.store.checks.begin("notices", now=NOON)
    setup.another_daemon().prepare()

    closed = setup.store.checks.get(check)
    assert closed is not None
    assert closed.outcome == "interrupted"


async def test_a_check_that_is_asked_for_is_done_and_answered(setup: Setup) -> None:
    setup.daemon.prepare()
    number = setup.store.requests.ask("notices", full=True, now=NOON)
    (request,) = setup.store.requests.take(NOON)
    await setup.daemon.answer(request)

    answer = setup.store.requests.get(number)
    assert answer is not None
    assert answer.outcome == "ok"
    assert setup.store.checks.get(answer.check) is not None
    assert setup.pages.orders[0].budget is None


async def test_a_request_for_an_unknown_source_is_answered_too(setup: Setup) -> None:
    setup.daemon.prepare()
    number = setup.store.requests.ask("brand-new", full=False, now=NOON)
    (request,) = setup.store.requests.take(NOON)
    await setup.daemon.answer(request)

    answer = setup.store.requests.get(number)
    assert answer is not None
    assert (answer.outcome, answer.check) == ("unknown", "")
    assert "restart" in answer.message


async def test_a_request_for_a_source_being_checked_waits_and_has_its_own_check(
    setup: Setup,
) -> None:
    setup.daemon.prepare()
    setup.pages.may_answer.clear()
    number = setup.store.requests.ask("notices", full=False, now=NOON)
    first = asyncio.create_task(setup.daemon.look_if_due(setup.sources[0]))
    await setup.pages.began.wait()
    await setup.daemon.read_requests()
    assert len(setup.pages.orders) == 1

    setup.pages.may_answer.set()
    await first
    while (answer := setup.store.requests.get(number)) and not answer.done_at:
        await asyncio.sleep(0)

    assert len(setup.pages.orders) == 2


async def test_a_running_check_is_waited_for_and_nothing_new_begins(store: Store) -> None:
    setup = Setup(store, sources=(source(),), clock=RealClock())
    setup.pages.may_answer.clear()
    running = asyncio.create_task(setup.daemon.run())
    await setup.pages.began.wait()
    number = store.requests.ask("notices", full=False, now=setup.clock())
    setup.daemon.stop("SIGTERM")
    while not (answer := store.requests.get(number)) or not answer.done_at:
        await asyncio.sleep(0)
    setup.pages.may_answer.set()
    await running

    record = store.sources.get("notices")
    assert record is not None
    assert record.health == "ok"
    assert len(setup.pages.orders) == 1
    assert (answer.outcome, answer.message) == ("interrupted", "docwatch is being stopped")


async def test_a_check_that_outlasts_the_grace_is_cut_short_and_not_believed(store: Store) -> None:
    setup = Setup(store, sources=(source(),), clock=RealClock(), grace=timedelta(0))
    setup.pages.may_answer.clear()
    running = asyncio.create_task(setup.daemon.run())
    await setup.pages.began.wait()
    setup.daemon.stop("SIGTERM")
    await running

    record = store.sources.get("notices")
    assert record is not None
    assert (record.failures, record.last_check_at) == (0, None)
    assert record.next_check_at is not None
    assert record.next_check_at <= setup.clock()


async def test_a_site_that_hangs_does_not_hold_up_the_end(store: Store, site: Site) -> None:
    """With the real crawler."""
    site.hang("/notices")
    watched = source(options={"url": site.url("/notices")}, delay=timedelta(0))
    setup = Setup(store, sources=(watched,), clock=RealClock(), grace=timedelta(0))
    setup.pages = Crawl(clock=setup.clock)
    daemon = setup.another_daemon()
    running = asyncio.create_task(daemon.run())
    assert await asyncio.to_thread(site.wait_for, 1, "/notices")
    daemon.stop("SIGTERM")
    await running

    record = store.sources.get("notices")
    assert record is not None
    assert record.failures == 0
    rows = store._connection.rows("select outcome from checks")
    assert [row["outcome"] for row in rows] == ["interrupted"]


async def test_an_alert_that_a_check_owes_is_delivered_by_the_daemon(store: Store) -> None:
    setup = Setup(store, sources=(source(),))
    setup.daemon.prepare()
    await setup.daemon.look_if_due(setup.sources[0])
    setup.pages.sentence = "会议推迟到明年。"
    setup.clock.forward(HALF_AN_HOUR)
    await setup.daemon.look_if_due(setup.sources[0])
    await setup.daemon.deliver()

    (alert,) = setup.desk.alerts
    assert [change.kind for change in alert.changes] == [Kind.EDITED]


async def test_a_record_in_doubt_ends_the_daemon_at_once(store: Store) -> None:
    setup = Setup(store, sources=(source(),), clock=RealClock())
    setup.pages.may_answer.clear()
    running = asyncio.create_task(setup.daemon.run())
    await setup.pages.began.wait()
    store.close()
    setup.pages.may_answer.set()

    with pytest.raises(StoreError):
        await running


async def test_a_disk_that_is_full_ends_the_daemon_with_one_line(store: Store) -> None:
    setup = Setup(store, sources=(source(),), clock=RealClock())
    connection = store._connection.db.conn
    setup.pages.sentence = "".join(chr(0x4E00 + 97 * number % 20000) for number in range(20000))
    pages = connection.execute("pragma page_count").fetchone()[0]
    connection.execute(f"pragma max_page_count = {pages}")

    with pytest.raises(StoreError, match="the disk is full; make room"):
        await setup.daemon.run()


async def test_a_clock_that_was_set_back_silences_nobody(setup: Setup) -> None:
    setup.daemon.prepare()
    await setup.daemon.look_if_due(setup.sources[0])
    setup.clock.forward(-365 * 24 * HOUR)
    await setup.daemon.beat()

    assert setup.planned() == setup.clock() + HALF_AN_HOUR


async def test_the_heartbeat_is_in_the_record(setup: Setup) -> None:
    setup.clock.forward(HOUR)
    await setup.daemon.beat()

    assert setup.store.requests.last_beat("daemon") == NOON + HOUR


async def test_housekeeping_drops_old_requests_and_no_young_ones(setup: Setup) -> None:
    setup.daemon.prepare()
    check = setup.store.checks.begin("notices", now=NOON)
    pages = [
        Page(url=f"http://127.0.0.1/{days}", fetched_at=NOON - timedelta(days=days),
             verdict=Verdict.OK)
        for days in (89, 91)
    ]  # fmt: skip
    with setup.store.transaction():
        setup.store.checks.record(check, [Fetch(page=page, role="document") for page in pages])
    await setup.daemon.housekeep()

    left = setup.store._connection.rows("select url from fetches")
    assert [row["url"] for row in left] == ["http://127.0.0.1/89"]


async def test_a_source_says_what_failed_and_when_it_is_tried_again(
    setup: Setup, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    setup.pages.error = FetchError("nobody answers")
    setup.daemon.prepare()
    await setup.daemon.look_if_due(setup.sources[0])

    assert "notices does not answer: nobody answers; tried again 12:30" in caplog.messages
