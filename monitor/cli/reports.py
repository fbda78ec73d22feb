"""What a check did, for the person who asked for it, and for programs."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from monitor.cli.output import say
from monitor.config import Config
from monitor.daemon import words
from monitor.model import Change, CheckReport, Outcome
from monitor.render.payload import entry, utc
from monitor.render.words import name, one_line, title

KIND_COLOURS = {"new": "green", "edited": "yellow", "removed": "red"}
OTHER_COLOUR = "cyan"
_INDENT = " " * 2


def print_report(report: CheckReport, zone: ZoneInfo, *, is_told: bool = False) -> None:
    """The check in one line, and below its changes; without alerts that were just printed."""
    is_good = report.outcome is Outcome.OK
    say(words.of_report(report, zone), fg=None if is_good else "red")
    for change in report.changes:
        if not (is_told and change.told):
            print_change(change)


def print_change(change: Change, *, opening: str = "") -> None:
    """Kind, title, what changed, where, and how to see all of it."""
    kind = name(change.kind).upper()
    say(f"{_INDENT}{opening}{kind}  {title(change)}", fg=_colour(change), bold=True)
    if change.headline and change.headline != change.title:
        say(f"{_INDENT * 2}{one_line(change.headline)}")
    say(f"{_INDENT * 2}{one_line(change.url)}")
    say(f"{_INDENT * 2}docwatch diff {change.document}", dim=True)


def as_json(reports: Sequence[CheckReport], config: Config) -> dict[str, Any]:
    """Checks as one JSON document."""
    return {"checks": [_check(report, config) for report in reports]}


def _colour(change: Change) -> str:
    return KIND_COLOURS.get(change.kind, OTHER_COLOUR)


def _check(report: CheckReport, config: Config) -> dict[str, Any]:
    return {
        "id": report.id,
        "source": report.source,
        "outcome": report.outcome,
        "started_at": utc(report.started_at),
        "ended_at": utc(report.ended_at),
        "pages": report.asked,
        "unchanged": report.unchanged,
        "baseline": report.baseline,
        "missing": report.missing,
        "failed": report.failed,
        "message": report.message,
        "next_check_at": utc(report.next_at) if report.next_at else None,
        "changes": [entry(change, config.public_url) for change in report.changes],
    }
