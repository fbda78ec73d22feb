"""docwatch alerts and docwatch test-alert: what is owed, what was delivered, what would be."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import click

from monitor.channels import open_channels, test_alert
from monitor.cli.command import Commands, json_option, main
from monitor.cli.output import Column, print_json, print_table, say
from monitor.cli.session import Session, recorded, refuse_unknown, shown
from monitor.render.payload import utc
from monitor.render.words import one_line, opening
from monitor.store import AlertRecord

_HEAD = (
    Column("alert"),
    Column("made"),
    Column("channel"),
    Column("state"),
    Column("attempts", is_number=True),
    Column("next attempt"),
    Column("what"),
)
_ALL = 1_000_000


@main.group(
    cls=Commands,
    invoke_without_command=True,
    examples=(
        "docwatch alerts --failed",
        "docwatch alerts resend a-0c33f1d2e4b5a697",
    ),
)
@click.option("--failed", is_flag=True, help="Only those that were given up, or failed so far.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many."
)
@json_option
@click.pass_context
def alerts(context: click.Context, failed: bool, limit: int, as_json: bool) -> None:
    """Show alerts that are owed, delivered, given up.

    The latest come first. An alert is owed until its channel took it, or until it was tried for
    days in vain; then it is given up.
    """
    if context.invoked_subcommand:
        return
    session: Session = context.obj
    config = session.config()
    with recorded(config) as store:
        found = store.outbox.all(failed=failed, limit=limit)
    if as_json:
        print_json({"alerts": [_entry(each) for each in found]})
        return
    zone = ZoneInfo(config.timezone)
    print_table(_HEAD, [_cells(each, zone) for each in found], empty="no alerts")


@alerts.command(
    examples=(
        "docwatch alerts resend a-0c33f1d2e4b5a697",
        "docwatch alerts resend --failed",
    ),
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--failed", is_flag=True, help="All that were given up, or failed so far.")
@click.pass_obj
def resend(session: Session, ids: tuple[str, ...], failed: bool) -> None:
    """Owe alerts again, whatever became of them.

    The daemon, or the next check, delivers them.
    """
    if failed == bool(ids):
        raise click.UsageError("name the alerts, or say --failed")
    with recorded(session.config()) as store:
        wanted = ids or _ids(store.outbox.all(failed=True, limit=_ALL))
        with store.transaction():
            for name in wanted:
                if not store.outbox.resend([name], session.clock()):
                    raise click.UsageError(f'there is no alert "{name}" (docwatch alerts)')
    say(f"{len(wanted)} owed again")


@main.command(
    "test-alert",
    examples=("docwatch test-alert desk",),
)
@click.argument("channel")
@click.pass_obj
def try_channel(session: Session, channel: str) -> None:
    """Send a test alert to a channel, now.

    Nothing is recorded. Exit code 1, and the reason, if the channel did not take it.
    """
    config = session.config()
    channels = open_channels(config)
    refuse_unknown("channel", channel, channels)
    channels[channel].send(test_alert(channel, session.clock()))
    say(f"{channel} took the test alert", err=True)


def _ids(records: Sequence[AlertRecord]) -> tuple[str, ...]:
    return tuple(record.alert.id for record in records)


def _what(record: AlertRecord) -> str:
    said = opening(record.alert)
    return f"{said} — {one_line(record.error)}" if record.error else said


def _cells(record: AlertRecord, zone: ZoneInfo) -> tuple[str, ...]:
    return (
        record.alert.id,
        shown(record.alert.created_at, zone),
        record.alert.channel,
        record.state.replace("_", " "),
        str(record.alert.attempts),
        shown(record.next_attempt_at, zone),
        _what(record),
    )


def _entry(record: AlertRecord) -> dict[str, Any]:
    alert = record.alert
    return {
        "id": alert.id,
        "created_at": utc(alert.created_at),
        "channel": alert.channel,
        "type": alert.type,
        "source": alert.source,
        "check": alert.check,
        "state": record.state,
        "attempts": alert.attempts,
        "next_attempt_at": utc(record.next_attempt_at) if record.next_attempt_at else None,
        "ended_at": utc(record.ended_at) if record.ended_at else None,
        "error": record.error,
        "total": alert.total,
        "changes": [change.id for change in alert.changes],
        "text": alert.text,
    }
