"""Turns that were not taken are written down, each once, with the reason."""

from datetime import timedelta
from typing import Any

import pytest

from monitor.errors import FetchError
from monitor.model import Schedule
from monitor.store import Store
from tests.monitor.daemon.parts import HALF_AN_HOUR, NOON, Setup, source

HOUR = timedelta(hours=1)


def missed(setup: Setup) -> list[tuple[str, int, str]]:
    rows = setup.store._connection.rows("select began_at, turns, why from missed order by id")
    return [(row["began_at"][5:16], row["turns"], row["why"]) for row in rows]


async def started(setup: Setup) -> Any:
    """Another daemon on the record, which takes the turn that is due."""
    daemon = setup.another_daemon()
    daemon.prepare()
    await daemon.look_if_due(setup.sources[0])
    return daemon


async def test_what_was_planned_while_no_daemon_ran_is_missed(setup: Setup) -> None:
    await started(setup)
    setup.clock.forward(3 * HOUR)  # 12:30, 13:00, 13:30, 14:00, 14:30; 15:00 is made up for
    await started(setup)

    assert missed(setup) == [("11-21T12:30", 5, "off")]
    (day,) = setup.store.coverage.days(since=NOON)
    assert (day.planned, day.good) == (7, 2)


async def test_a_night_off_is_two_days(setup: Setup) -> None:
    await started(setup)
    setup.clock.forward(13 * HOUR)
    await started(setup)

    assert missed(setup) == [("11-21T12:30", 23, "off"), ("11-22T00:00", 2, "off")]


async def test_a_restart_misses_nothing(setup: Setup) -> None:
    await started(setup)
    for _ in range(4):
        setup.clock.forward(HALF_AN_HOUR + timedelta(seconds=20))
        await started(setup)

    assert missed(setup) == []


async def test_a_machine_that_slept_was_off_though_the_daemon_lives(setup: Setup) -> None:
    daemon = await started(setup)
    await daemon.beat()
    setup.clock.forward(2 * HOUR)
    await daemon.beat()
    await daemon.look_if_due(setup.sources[0])

    assert missed(setup) == [("11-21T12:30", 3, "off")]


async def test_a_daemon_that_is_behind_was_late(setup: Setup) -> None:
    daemon = await started(setup)
    for _ in range(2 * 60 * 2):
        setup.clock.forward(timedelta(seconds=30))
        await daemon.beat()
    await daemon.look_if_due(setup.sources[0])

    assert missed(setup) == [("11-21T12:30", 3, "late")]


async def test_the_turns_for_which_a_failing_source_is_left_alone_are_no_good_ones(
    setup: Setup,
) -> None:
    """Failed at 12:00, 12:30 and 13:30; the last of these keeps away until 15:30."""
    daemon = await started(setup)
    setup.pages.error = FetchError("nobody answers")
    for _ in range(3):
        due = setup.planned()
        assert due is not None
        setup.clock.now = due
        await daemon.beat()
        await daemon.look_if_due(setup.sources[0])
    setup.pages.error = None
    due = setup.planned()
    assert due is not None
    setup.clock.now = due
    await daemon.look_if_due(setup.sources[0])

    assert [(turns, why) for _, turns, why in missed(setup)] == [(1, "failing"), (3, "failing")]
    (gap,) = setup.store.coverage.gaps(since=NOON)
    assert (gap.last_good, gap.next_good) == (NOON, due)
    assert gap.missed == 4


async def test_no_turn_is_written_down_twice(setup: Setup) -> None:
    await started(setup)
    setup.clock.forward(2 * HOUR)
    setup.another_daemon().prepare()
    setup.another_daemon().prepare()
    await started(setup)

    assert missed(setup) == [("11-21T12:30", 3, "off")]


async def test_the_turns_of_a_cron_line_are_its_own(store: Store) -> None:
    schedule = Schedule(every=None, cron="0 8,20 * * *")
    setup = Setup(store, sources=(source(schedule=schedule),))
    await started(setup)
    setup.clock.forward(timedelta(days=2))
    await started(setup)

    assert missed(setup) == [("11-21T20:00", 1, "off"), ("11-22T08:00", 2, "off")]


@pytest.mark.parametrize("off", [timedelta(days=1), timedelta(days=40)])
async def test_a_source_that_was_switched_off_misses_nothing(store: Store, off: timedelta) -> None:
    setup = Setup(store)
    await started(setup)
    setup.sources = (source(enabled=False),)
    await started(setup)
    setup.clock.forward(off)
    setup.sources = (source(),)
    await started(setup)

    assert missed(setup) == []
