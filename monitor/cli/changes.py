"""docwatch changes: what changed."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from monitor.cli import reports
from monitor.cli.command import json_option, main
from monitor.cli.output import Column, print_json, print_table, say, width
from monitor.cli.session import Session, recorded, refuse_unknown, shown
from monitor.config import Config, parse_duration
from monitor.diff import changed_text
from monitor.model import Change, Kind
from monitor.render.payload import entry
from monitor.render.words import name, one_line, title
from monitor.store import Store
from monitor.text import contains

_HEAD = (
    Column("seen"),
    Column("kind"),
    Column("source"),
    Column("document"),
    Column("change"),
    Column("what"),
)
_SCANNED = 1_000_000  # a term is looked for in this many changes, the latest first


@main.command(
    examples=(
        "docwatch changes --since 7d",
        "docwatch changes --kind removed --kind edited --source embassy-news",
        "docwatch changes --term 台湾 --json",
    ),
)
@click.option("--since", metavar="7d|DAY", help="As far back as that: 12h, 7d, or 2026-11-01.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in Kind]),
    metavar="KIND",
    help=f"Only of this kind; may be repeated. Kinds: {', '.join(Kind)}.",
)
@click.option("--source", default="", help="Only of this source.")
@click.option(
    "--term",
    metavar="WORD",
    help="Only with this in title or text: a configured term, or any text.",
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many."
)
@json_option
@click.pass_obj
def changes(
    session: Session,
    since: str | None,
    kinds: tuple[str, ...],
    source: str,
    term: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Show what changed, the latest first.

    A change names its document (d-…); `docwatch diff` and `docwatch history` take that.
    """
    config = session.config()
    after = moment_of(since, ZoneInfo(config.timezone), session.clock()) if since else None
    with recorded(config) as store:
        if source:
            refuse_unknown("source", source, {each.name: each for each in store.sources.all()})
        most = _SCANNED if term else limit
        found = store.changes.recent(since=after, source=source, kinds=kinds, limit=most)
        if term:
            found = _with_term(found, term, config, store, limit)
    if as_json:
        print_json({"changes": [_entry(change, config) for change in found]})
    else:
        _print(found, ZoneInfo(config.timezone))


def moment_of(since: str, zone: ZoneInfo, now: datetime) -> datetime:
    """The time that `7d` (before `now`) or `2026-11-01` (in `zone`) means."""
    if re.match(r"\d{4}-", since):
        try:
            moment = datetime.fromisoformat(since)
        except ValueError:
            raise click.UsageError(f'--since: "{since}" is no day; expected 2026-11-01') from None
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    try:
        return now - parse_duration(since)
    except (ValueError, OverflowError):
        raise click.UsageError(
            f'--since: "{since}" is neither a duration (12h, 7d) nor a day (2026-11-01)'
        ) from None


def _with_term(
    found: Iterable[Change], term: str, config: Config, store: Store, limit: int
) -> list[Change]:
    variants = _variants(term, config)
    matching: list[Change] = []
    for change in found:
        if term in change.terms or contains(_haystack(change), variants):
            matching.append(change)
        if len(matching) == limit:
            break
    return matching


def _variants(term: str, config: Config) -> tuple[str, ...]:
    """What a configured term stands for; any other is itself."""
    configured = [source.terms[term] for source in config.sources if term in source.terms]
    return tuple(dict.fromkeys(word for words in configured for word in words)) or (term,)


def _haystack(change: Change) -> str:
    return "\n".join((change.title, change.headline, changed_text(change.edits)))


def _entry(change: Change, config: Config) -> dict[str, object]:
    about = {"source": change.source, "check": change.check, "told": change.told}
    return {**about, **entry(change, config.public_url)}


def _print(found: Sequence[Change], zone: ZoneInfo) -> None:
    if width() is None:
        print_table(_HEAD, [_cells(change, zone) for change in found], empty="no changes")
        return
    for number, change in enumerate(found):
        if number:
            say()
        say(f"{shown(change.first_seen, zone)}  {change.source}", bold=True)
        reports.print_change(change)
    if not found:
        say("no changes", err=True)


def _cells(change: Change, zone: ZoneInfo) -> tuple[str, ...]:
    headline = one_line(change.headline)
    what = title(change) if headline in ("", title(change)) else f"{title(change)} — {headline}"
    return (
        shown(change.first_seen, zone),
        name(change.kind),
        change.source,
        change.document,
        change.id,
        what,
    )
