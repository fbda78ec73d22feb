"""docwatch health: is the daemon at work, and does it keep up?"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import click

from monitor.cli.command import json_option, main
from monitor.cli.output import print_json, say
from monitor.cli.session import Session, recorded, shown
from monitor.config import Config
from monitor.daemon.pace import HEARTBEAT
from monitor.model import Source
from monitor.render.payload import utc
from monitor.schedule import between_turns
from monitor.store import Store

_SILENT = timedelta(minutes=1)
_LATE = timedelta(minutes=10)
_UNDELIVERED = timedelta(hours=1)
# A first run of a large site, at its polite pace, takes hours; none takes this long.
_ENDLESS = timedelta(days=1)


@main.command(
    examples=(
        "docwatch health || systemctl restart docwatch",
        "docwatch health --json",
    ),
)
@json_option
@click.pass_obj
def health(session: Session, as_json: bool) -> None:
    """Say whether the daemon lives and keeps up.

    Exit code 1, and why, if it does not. That is so if it has not been heard of for a minute, if a
    check is overdue by two intervals (at least ten minutes) or runs for more than a day, or if an
    alert waits for more than an hour.
    """
    config = session.config()
    now = session.clock()
    with recorded(config) as store:
        beat = store.requests.last_beat(HEARTBEAT)
        troubles = list(_troubles(config, store, now))
    if as_json:
        heard = utc(beat) if beat else None
        print_json({"healthy": not troubles, "heartbeat": heard, "troubles": troubles})
    else:
        for trouble in troubles or ["healthy"]:
            say(trouble, fg="red" if troubles else "green")
    if troubles:
        raise click.exceptions.Exit(1)


def _troubles(config: Config, store: Store, now: datetime) -> Iterator[str]:
    zone = ZoneInfo(config.timezone)
    beat = store.requests.last_beat(HEARTBEAT)
    if beat is None:
        yield "the daemon has never run on this database (docwatch run)"
    elif now - beat > _SILENT:
        yield f"the daemon was last heard of at {shown(beat, zone)}"
    for source in config.sources:
        if due := _overdue(source, store, now):
            yield f"{source.name} was due at {shown(due, zone)} and has not been checked since"
    waiting = store.outbox.oldest_overdue(now)
    if waiting and now - waiting > _UNDELIVERED:
        yield f"an alert should have been tried at {shown(waiting, zone)} (docwatch alerts)"


def _overdue(source: Source, store: Store, now: datetime) -> datetime | None:
    """Since when `source` should have been checked, where that is too long ago."""
    record = store.sources.get(source.name)
    due = record.next_check_at if record and source.enabled else None
    if due is None:
        return None
    if running := store.checks.running_since(source.name):
        return due if now - running > _ENDLESS else None
    late = max(between_turns(source.schedule, now=due) * 2, _LATE)
    return due if now - due > late else None
