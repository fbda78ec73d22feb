"""docwatch sources: how every source does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import click

from monitor.cli.command import json_option, main
from monitor.cli.output import Column, print_json, print_table, say
from monitor.cli.plan import as_json_plan, plans_of, print_plans
from monitor.cli.session import Session, recorded, shown
from monitor.cli.silence import print_silent, silent_as_json, silent_documents
from monitor.config import Config
from monitor.render import words
from monitor.render.payload import utc
from monitor.render.words import one_line
from monitor.store import InterfaceRecord, SourceCounts, SourceRecord

_HEAD = (
    Column("source"),
    Column("state"),
    Column("since"),
    Column("last good"),
    Column("next"),
    Column("documents", is_number=True),
    Column("missing", is_number=True),
    Column("failures", is_number=True),
    Column("last error"),
)


@main.command(
    examples=(
        "docwatch sources",
        "docwatch sources --json | jq '.sources[] | select(.state != \"ok\")'",
    ),
)
@json_option
@click.pass_obj
def sources(session: Session, as_json: bool) -> None:
    """Show how each source does, and which of its interfaces fail.

    States: ok, down (does not answer), blocked (turns us away), unreadable (answers with pages
    that cannot be read), unknown (not looked at yet), off (switched off), retired (no longer in the
    configuration; its history stays).

    Then the plan: how many documents are asked with each check, every 6 hours and so on, by the age
    of their last news; `often` counts those that are asked more often than their age says, because
    they change often. `a day` is the number of requests, listings included; `old seen in` the time
    that an edit of an old document waits on average before it is noticed.
    """
    config = session.config()
    with recorded(config) as store:
        plans = plans_of(config, store, now=session.clock())
        lines = [
            _Line(
                record,
                store.sources.counts(record.name),
                _state(record, config),
                store.sources.interfaces(record.name),
            )
            for record in store.sources.all()
        ]
        quiet = silent_documents(store, config)
    if as_json:
        print_json(
            {
                "sources": [
                    line.as_json()
                    | as_json_plan(plans, line.record.name)
                    | silent_as_json(quiet, line.record.name)
                    for line in lines
                ]
            }
        )
        return
    zone = ZoneInfo(config.timezone)
    print_table(
        _HEAD,
        [line.cells(zone) for line in lines],
        empty="no source is recorded yet: run docwatch check",
    )
    for remark in (remark for line in lines for remark in line.remarks(zone)):
        say(remark)
    print_plans(plans)
    print_silent(quiet, {line.record.name: line.counts.documents for line in lines})


@dataclass(frozen=True, slots=True)
class _Line:
    """One source."""

    record: SourceRecord
    counts: SourceCounts
    state: str
    interfaces: Sequence[InterfaceRecord]

    def remarks(self, zone: ZoneInfo) -> Iterator[str]:
        """What is wrong with interfaces of the source, a line each."""
        for each in self.interfaces:
            if each.failures:
                since = shown(each.last_good_at, zone)
                told = words.interface_fails(each.name, since, each.message)
                yield f"{self.record.name}: {told}"

    def cells(self, zone: ZoneInfo) -> Sequence[str]:
        record, counts = self.record, self.counts
        return (
            record.name,
            self.state,
            shown(record.health_since, zone),
            shown(record.last_good_at, zone),
            shown(record.next_check_at, zone),
            str(counts.documents),
            str(counts.missing),
            str(record.failures),
            one_line(record.message),
        )

    def as_json(self) -> dict[str, Any]:
        record, counts = self.record, self.counts
        times = {
            "since": record.health_since,
            "watching_since": record.watching_since,
            "last_check_at": record.last_check_at,
            "last_good_at": record.last_good_at,
            "next_check_at": record.next_check_at,
            "retired_at": record.retired_at,
        }
        return {
            "source": record.name,
            "spider": record.spider,
            "state": self.state,
            "health": record.health,
            **{name: utc(moment) if moment else None for name, moment in times.items()},
            "documents": counts.documents,
            "missing": counts.missing,
            "removed": counts.removed,
            "failures": record.failures,
            "message": record.message,
            "interfaces": [_interface(each) for each in self.interfaces],
        }


def _interface(interface: InterfaceRecord) -> dict[str, Any]:
    times = {
        "baseline_at": interface.baseline_at,
        "last_good_at": interface.last_good_at,
        "last_asked_at": interface.asked_at,
        "last_whole_at": interface.ended_at,
    }
    return {
        "interface": interface.name,
        "state": "fails" if interface.failures else "ok",
        **{name: utc(moment) if moment else None for name, moment in times.items()},
        "failures": interface.failures,
        "message": interface.message,
    }


def _state(record: SourceRecord, config: Config) -> str:
    if record.retired_at:
        return "retired"
    source = next((source for source in config.sources if source.name == record.name), None)
    return str(record.health) if source is None or source.enabled else "off"
