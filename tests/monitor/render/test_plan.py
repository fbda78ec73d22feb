from datetime import timedelta

from monitor.render.plan import plan


def test_a_long_look_is_announced_with_its_pages_and_hours() -> None:
    five = timedelta(seconds=5)
    assert plan(10_214, five) == "10,214 pages to ask, about 14.2 hours, one every 5 s"
    assert plan(60, five) == "60 pages to ask, about 5 minutes, one every 5 s"
    assert plan(1000, timedelta(0)) == "1,000 pages to ask"


def test_of_a_short_one_nothing_is_said() -> None:
    assert plan(3, timedelta(seconds=5)) == plan(400, timedelta(0)) == ""
