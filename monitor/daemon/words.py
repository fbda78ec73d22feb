"""What is said of a check in one line, in the log and on the command line."""

from collections import Counter
from datetime import datetime, timedelta, tzinfo

from monitor.model import CheckReport, Kind, Outcome
from monitor.render.words import name, one_line

_NEAR = timedelta(minutes=2)
_TROUBLE = {
    Outcome.DOWN: "does not answer",
    Outcome.BLOCKED: "turns us away",
    Outcome.UNREADABLE: "cannot be read",
}


def of_report(report: CheckReport, zone: tzinfo, *, failures: int = 0) -> str:
    """A check in one line: what came of it, and when the next one is.

    `failures` counts the failed checks of the source in a row, this one included.
    """
    return f"{_what(report, failures)}{_next(report, zone)}"


def clock(moment: datetime, zone: tzinfo, *, now: datetime) -> str:
    """`moment` in `zone`: with its day unless that is today, to the second where near."""
    local = moment.astimezone(zone)
    day = "" if local.date() == now.astimezone(zone).date() else f"{local:%Y-%m-%d} "
    return f"{day}{local:%H:%M:%S}" if moment - now < _NEAR else f"{day}{local:%H:%M}"


def counted(count: int, noun: str) -> str:
    """`1 page`, `2 pages`, `2 addresses`."""
    return f"{count} {noun}{'' if count == 1 else 'es' if noun.endswith('s') else 's'}"


def _what(report: CheckReport, failures: int) -> str:
    message = one_line(report.message)
    if not report.id:
        return f"{report.source} was not checked: {message}"
    if report.outcome is Outcome.INTERRUPTED:
        reason = f": {message}" if message else ""
        asked = counted(report.asked, "page")
        return f"{report.source} was cut short after {asked}; nothing is concluded from it{reason}"
    if report.outcome is Outcome.OK:
        return f"checked {report.source}: {_counts(report)}{_took(report)}"
    in_a_row = f"; {counted(failures, 'check')} in a row failed" if failures > 1 else ""
    also = f"; {_counts(report)}" if report.changes else ""
    return f"{report.source} {_TROUBLE[report.outcome]}: {message}{also}{in_a_row}"


def _counts(report: CheckReport) -> str:
    kinds = Counter(change.kind for change in report.changes)
    parts = [
        counted(report.asked, "page"),
        *_some(report.baseline, "taken in"),
        f"{report.unchanged} unchanged",
        *(f"{kinds[kind]} {name(kind)}" for kind in Kind if kind in kinds),
        *_some(report.missing, "missing"),
        *_some(report.failed, "failed"),
    ]
    return ", ".join(parts)


def _some(count: int, word: str) -> list[str]:
    return [f"{count} {word}"] if count else []


def _took(report: CheckReport) -> str:
    return f" in {(report.ended_at - report.started_at).total_seconds():.1f} s"


def _next(report: CheckReport, zone: tzinfo) -> str:
    if report.next_at is None or report.outcome is Outcome.INTERRUPTED:
        return ""
    word = "next" if report.outcome is Outcome.OK else "tried again"
    return f"; {word} {clock(report.next_at, zone, now=report.ended_at)}"
