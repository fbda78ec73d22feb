"""What a person is told of when docwatch looked, and of its plan."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.cli.session import Session
from tests.monitor.cli.desk import Desk

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(desk: Desk, now: datetime) -> Desk:
    """The same desk, at that time."""
    return replace(desk, session=Session(clock=lambda: now))


@pytest.fixture
def gappy(desk: Desk) -> Desk:
    """A page that was there, could not be asked for, was gone, and is there again."""
    at(desk, NOON).types("check")
    desk.site.fail(503, "/notice")
    at(desk, NOON + HOUR).types("check")
    desk.site.remove("/notice")
    desk.site.serve("/", "<h1>front page</h1><p>of the site</p>")
    for hours in (2, 3):
        at(desk, NOON + hours * HOUR).types("check")
    desk.publish("会议将于十月举行。")
    at(desk, NOON + 4 * HOUR).types("check")
    return at(desk, NOON + 5 * HOUR)


def test_coverage_says_day_by_day_what_was_planned_and_what_was_good(gappy: Desk) -> None:
    seen = gappy.sees("coverage")
    (day,) = seen["days"]
    assert (day["source"], day["day"], day["planned"]) == ("notices", "2026-11-20", 5)
    assert 0 < day["good"] < 5

    head, line, *_ = gappy.types("coverage", "notices").stdout.splitlines()
    assert head.split() == ["day", "(UTC)", "source", "planned", "good", "share"]
    assert line.split()[:3] == ["2026-11-20", "notices", "5"]


def test_a_gap_has_its_ends_and_its_reason(gappy: Desk) -> None:
    (gap,) = gappy.sees("coverage", "notices")["gaps"]
    assert gap["last_good"] == "2026-11-20T12:00:00Z"
    assert gap["why"] == ["down"]
    assert "503" in gap["message"]

    text = gappy.types("coverage").stdout
    assert "2026-11-20 20:00" in text  # in the configured time zone
    assert "it did not answer (1 failed, 0 missed)" in text


def test_of_a_document_it_says_when_it_was_not_there_and_when_nobody_could_look(
    gappy: Desk,
) -> None:
    looks = gappy.sees("coverage", gappy.site.url("/notice"))["looks"]
    assert [(look["what"], look["looks"]) for look in looks] == [
        ("there", 1),
        ("could not look", 1),
        ("not there", 2),
        ("there", 1),
    ]
    assert looks[2]["from"] == "2026-11-20T14:00:00Z"
    assert "not there (status 404" in gappy.types("coverage", gappy.site.url("/notice")).stdout


def test_without_a_gap_it_says_so(desk: Desk) -> None:
    at(desk, NOON).types("check")
    assert "no gaps: what was planned was done" in at(desk, NOON).types("coverage").stdout


def test_that_the_daemon_is_off_just_now_is_said(desk: Desk) -> None:
    at(desk, NOON).types("check")
    with desk.record() as store:
        store.coverage.alive(NOON)
    later = at(desk, NOON + 3 * HOUR)

    assert later.sees("coverage")["passing_untaken"] == {"notices": 5}
    said = later.types("coverage").stdout
    assert "notices: docwatch is off, and 5 checks of its plan were not done" in said


def test_since_bounds_the_days_and_the_gaps(gappy: Desk) -> None:
    later = at(gappy, NOON + timedelta(days=50))
    assert later.sees("coverage") == {"days": [], "gaps": [], "passing_untaken": {}}
    assert len(later.sees("coverage", "--since", "60d")["gaps"]) == 1


def test_what_is_neither_source_nor_document_is_refused(gappy: Desk) -> None:
    result = gappy.types("coverage", "nothing-such")
    assert result.exit_code == 2
    assert 'no source or document is known by "nothing-such"' in result.stderr


def test_sources_shows_the_plan(desk: Desk) -> None:
    at(desk, NOON).types("check")
    (source,) = at(desk, NOON).sees("sources")["sources"]
    plan = source["plan"]
    assert [tier["documents"] for tier in plan["tiers"]] == [1, 0, 0, 0]
    assert (plan["requests_a_day"], plan["stretch"]) == (48, 1)
    assert plan["old_edit_noticed_after"] == {"mean": 302400, "longest": 604800}

    old = at(desk, NOON + timedelta(days=100))
    (source,) = old.sees("sources")["sources"]
    assert [tier["documents"] for tier in source["plan"]["tiers"]] == [0, 0, 1, 0]
    assert source["plan"]["requests_a_day"] == 1


def test_the_plan_fits_a_narrow_terminal_and_says_where_a_host_bears_no_more(desk: Desk) -> None:
    at(desk, NOON).types("check")
    text = desk.file.read_text(encoding="utf-8")
    desk.file.write_text(f"budget: 1\n{text}", encoding="utf-8")
    lines = at(desk, NOON).types("sources").stdout.splitlines()[3:]

    head, line, stretched = lines
    assert head.split()[:6] == ["asked", "every", "check", "6h", "1d", "7d"]
    assert line.split() == ["notices", "1", "0", "0", "0", "0", "19", "8.8d"]
    assert stretched.endswith("all is asked 2.5 times as rarely")
    assert max(map(len, lines)) <= 80
