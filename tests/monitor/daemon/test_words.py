from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.daemon import words
from monitor.model import CheckReport, Outcome

SHANGHAI = ZoneInfo("Asia/Shanghai")
MIDNIGHT = datetime(2026, 11, 22, 0, 0, tzinfo=UTC)
REPORT = CheckReport(
    id="c",
    source="embassy-news",
    outcome=Outcome.OK,
    started_at=MIDNIGHT,
    ended_at=MIDNIGHT + timedelta(seconds=3.2),
    asked=12,
    unchanged=11,
    next_at=MIDNIGHT + timedelta(minutes=30),
)


def test_a_check_is_one_line() -> None:
    line = words.of_report(REPORT, SHANGHAI)
    assert line == "checked embassy-news: 12 pages, 11 unchanged in 3.2 s; next 08:30"


def test_another_day_is_named() -> None:
    later = replace(REPORT, next_at=MIDNIGHT + timedelta(days=1))
    assert words.of_report(later, SHANGHAI).endswith("next 2026-11-23 08:00")


def test_a_failed_check_says_what_was_seen_and_how_often() -> None:
    failed = replace(REPORT, outcome=Outcome.BLOCKED, message="403 from cloudflare")
    assert words.of_report(failed, SHANGHAI, failures=3) == (
        "embassy-news turns us away: 403 from cloudflare; 3 checks in a row failed; "
        "tried again 08:30"
    )


def test_what_a_page_says_cannot_break_the_line() -> None:
    failed = replace(REPORT, outcome=Outcome.DOWN, message="a\nb\x1b[2J")
    assert "\x1b" not in words.of_report(failed, SHANGHAI)
    assert "\n" not in words.of_report(failed, SHANGHAI)
