"""docwatch coverage: when we looked, and when we could not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from crawler.items import ABSENT, BELIEVABLE, Verdict
from monitor.cli.changes import moment_of
from monitor.cli.command import json_option, main
from monitor.cli.history import the_one
from monitor.cli.output import Column, print_table, say
from monitor.cli.output import print_json as print_document
from monitor.cli.session import Session, recorded, shown
from monitor.config import Config
from monitor.daemon.turns import missed_now
from monitor.daemon.words import counted
from monitor.model import Watched
from monitor.render import words
from monitor.render.payload import utc
from monitor.render.words import one_line
from monitor.store import Day, Gap, Look, Store

_DAYS = (
    Column("day (UTC)"),
    Column("source"),
    Column("planned", is_number=True),
    Column("good", is_number=True),
    Column("share", is_number=True),
)
_GAPS = (Column("last good look"), Column("next one"), Column("source"), Column("why"))
_SPANS = (Column("from"), Column("to"), Column("looks", is_number=True), Column("what"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """Looks at one document, one after the other, that came to the same."""

    began: datetime
    ended: datetime
    looks: int
    what: str  # there, not there, could not look
    evidence: str


@main.command(
    examples=(
        "docwatch coverage --since 7d",
        "docwatch coverage embassy-news --since 2026-11-01 --json",
        "docwatch coverage d-3f2a",
    ),
)
@click.argument("what", metavar="[SOURCE|KEY]", required=False)
@click.option(
    "--since",
    metavar="30d|DAY",
    default="30d",
    show_default=True,
    help="As far back as that: 7d, or 2026-11-01.",
)
@json_option
@click.pass_obj
def coverage(session: Session, what: str | None, since: str, as_json: bool) -> None:
    """Show when we looked, and when we could not.

    Of every source, or of one: day by day, how many of the planned checks were good (those that
    docwatch missed because it was off count as planned), and the gaps, from the last good look to
    the next one. Of a document (d-…, or its address): when it was there, when we looked and it was
    not there, when we could not look, and the gaps of its source.
    """
    config = session.config()
    now = session.clock()
    after = moment_of(since, ZoneInfo(config.timezone), now)
    with recorded(config) as store:
        source, watched = _meant(store, what)
        days = store.coverage.days(since=after, source=source)
        gaps = store.coverage.gaps(since=after, source=source)
        ongoing = _ongoing(config, store, source, now=now)
        spans = list(_spans(store.coverage.looks(watched.id, since=after))) if watched else []
    if watched:
        gaps = [gap for gap in gaps if not gap.next_good or gap.next_good >= watched.first_seen]
        _show_document(watched, spans, gaps, ongoing, config, as_json=as_json)
    elif as_json:
        print_document({"days": [_day(each) for each in days], **_gaps(gaps, ongoing)})
    else:
        zone = ZoneInfo(config.timezone)
        print_table(_DAYS, [_day_cells(each) for each in days], empty="nothing was planned")
        _print_gaps(gaps, ongoing, zone)


def _meant(store: Store, what: str | None) -> tuple[str | None, Watched | None]:
    """The source that is meant, and the document, if one is."""
    if what is None or store.sources.get(what):
        return what, None
    watched = the_one(store, what, nor="source")
    return watched.source, watched


def _ongoing(config: Config, store: Store, source: str | None, *, now: datetime) -> dict[str, int]:
    """The turns that pass untaken just now, by source: nobody has written them down yet."""
    passing = {
        each.name: len(missed_now(each, store, now=now).get("off", ()))
        for each in config.sources
        if source in (None, each.name)
    }
    return {name: turns for name, turns in passing.items() if turns}


def _spans(looks: Iterable[Look]) -> Iterator[_Span]:
    span: _Span | None = None
    for look in looks:
        what = _what(look)
        if span and span.what == what:
            span = replace(span, ended=look.at, looks=span.looks + 1)
            continue
        if span:
            yield span
        span = _Span(began=look.at, ended=look.at, looks=1, what=what, evidence=look.evidence)
    if span:
        yield span


def _what(look: Look) -> str:
    verdict = Verdict(look.verdict)
    if verdict in BELIEVABLE:
        return "there"
    absent = ABSENT | {Verdict.NOT_PUBLISHED}
    return "not there" if verdict in absent else "could not look"


def _show_document(
    watched: Watched,
    spans: Sequence[_Span],
    gaps: Sequence[Gap],
    ongoing: dict[str, int],
    config: Config,
    *,
    as_json: bool,
) -> None:
    if as_json:
        looks = [
            {
                "from": utc(span.began),
                "to": utc(span.ended),
                "looks": span.looks,
                "what": span.what,
                "evidence": span.evidence,
            }
            for span in spans
        ]
        print_document({"document": watched.id, "looks": looks, **_gaps(gaps, ongoing)})
        return
    zone = ZoneInfo(config.timezone)
    rows = [
        (shown(span.began, zone), shown(span.ended, zone), str(span.looks), _said(span))
        for span in spans
    ]
    print_table(_SPANS, rows, empty="no look at it is kept for that time")
    _print_gaps(gaps, ongoing, zone)


def _said(span: _Span) -> str:
    seen = f" ({one_line(span.evidence)})" if span.evidence else ""
    return f"{span.what}{seen}"


def _print_gaps(gaps: Sequence[Gap], ongoing: dict[str, int], zone: ZoneInfo) -> None:
    say()
    rows = [
        (
            shown(gap.last_good, zone) or "none before",
            shown(gap.next_good, zone) or "none yet",
            gap.source,
            _why(gap),
        )
        for gap in gaps
    ]
    if rows:
        print_table(_GAPS, rows, empty="")
    else:
        say("no gaps but this one" if ongoing else "no gaps: what was planned was done")
    for name, turns in ongoing.items():
        checks = counted(turns, "check")
        say(f"{name}: docwatch is off, and {checks} of its plan were not done (docwatch run)")


def _why(gap: Gap) -> str:
    return words.gap(gap.why, failed=gap.failed, missed=gap.missed, message=gap.message)


def _day_cells(day: Day) -> tuple[str, ...]:
    return (day.day, day.source, str(day.planned), str(day.good), f"{day.percent:.1f} %")


def _day(day: Day) -> dict[str, Any]:
    return {
        "day": day.day,
        "source": day.source,
        "planned": day.planned,
        "checks": day.checks,
        "good": day.good,
        "percent": day.percent,
    }


def _gaps(gaps: Sequence[Gap], ongoing: dict[str, int]) -> dict[str, Any]:
    return {
        "gaps": [
            {
                "source": gap.source,
                "last_good": utc(gap.last_good) if gap.last_good else None,
                "next_good": utc(gap.next_good) if gap.next_good else None,
                "failed_checks": gap.failed,
                "missed_turns": gap.missed,
                "why": list(gap.why),
                "message": gap.message,
            }
            for gap in gaps
        ],
        "passing_untaken": ongoing,
    }
