"""docwatch check: one look now, by this process, or by the daemon if one is at work."""

import asyncio
import random
import sys
from collections.abc import Callable, Container, Sequence
from contextlib import closing, nullcontext, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from monitor.channels import open_channels
from monitor.cli import logs, reports
from monitor.cli.asking import ask_the_daemon
from monitor.cli.command import json_option, main
from monitor.cli.output import print_json, say
from monitor.cli.progress import progress
from monitor.cli.session import Session, named
from monitor.config import Config, ConsoleSettings
from monitor.crawl import Crawl
from monitor.daemon.looks import Looks
from monitor.errors import BusyError
from monitor.model import CheckReport, Outcome, Source
from monitor.notify import deliver
from monitor.store import Lock, Store


@main.command(
    examples=(
        "docwatch check",
        "docwatch check embassy-news --full",
        "docwatch check --json | jq '.checks[].changes[].title'",
    ),
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--full", is_flag=True, help="Ask for every known document, whatever its age.")
@click.option("--no-deliver", is_flag=True, help="Leave alerts in the outbox for now.")
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="How long to wait for a running daemon's answer.  [default: until it is there]",
)
@json_option
@click.pass_obj
def check(
    session: Session,
    sources: tuple[str, ...],
    full: bool,
    no_deliver: bool,
    wait: float | None,
    as_json: bool,
) -> None:
    """Look at the sources once, now.

    At all of them, or at those named; then say what changed, and deliver what is due. While the
    daemon runs it is asked to look, and to deliver; this command waits for its answer. A source
    that is switched off is looked at only if it is named. Exit code 1: some source failed.
    """
    config = session.config()
    wanted = named(config, sources)
    logs.set_up("warning", config.timezone)
    job = _Job(config, wanted, session.clock, full=full, delivers=not no_deliver, as_json=as_json)
    told = set() if no_deliver else _told_here(config)
    try:
        with Lock(config.database), closing(Store(config.database)) as store:
            done = asyncio.run(job.do(store))
    except BusyError as busy:
        told = set()
        done = ask_the_daemon(session, config, wanted, full=full, wait=wait, busy=busy)
    _answer(done, config, told, as_json=as_json)


@dataclass(frozen=True, slots=True)
class _Job:
    """What is to be done here, where no daemon is at work."""

    config: Config
    sources: Sequence[Source]
    clock: Callable[[], datetime]
    full: bool
    delivers: bool
    as_json: bool

    async def do(self, store: Store) -> list[CheckReport]:
        """Check all sources side by side (a host's gate keeps them polite), then deliver."""
        now = self.clock()
        store.checks.close_unfinished(now=now)
        for line in store.sources.register(self.config.sources, now=now):
            say(line, err=True)
        looks = Looks(store, Crawl(clock=self.clock), clock=self.clock, draw=random.random)
        with progress() as follow:
            done = await asyncio.gather(
                *(
                    looks.look(source, full=self.full, progress=follow(source))
                    for source in self.sources
                )
            )
        if self.delivers:
            await self._deliver(store)
        return [report for report in done if report]

    async def _deliver(self, store: Store) -> None:
        # A console channel prints to standard output, which belongs to the JSON document.
        with redirect_stdout(sys.stderr) if self.as_json else nullcontext():
            await deliver(store.outbox, open_channels(self.config), now=self.clock())


def _told_here(config: Config) -> set[str]:
    """The sources whose alerts a console channel has just printed."""
    consoles = {name for name, each in config.channels.items() if isinstance(each, ConsoleSettings)}
    return {source.name for source in config.sources if consoles & set(source.notify)}


def _answer(
    done: Sequence[CheckReport], config: Config, told: Container[str], *, as_json: bool
) -> None:
    if as_json:
        print_json(reports.as_json(done, config))
    else:
        for report in done:
            is_told = report.source in told
            reports.print_report(report, ZoneInfo(config.timezone), is_told=is_told)
    if any(report.outcome is not Outcome.OK for report in done):
        raise click.exceptions.Exit(1)
