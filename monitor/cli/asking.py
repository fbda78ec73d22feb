"""Asking the running daemon for a check, through the database: there is never a second crawler."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import click

from monitor.cli.output import say
from monitor.cli.session import Session
from monitor.config import Config
from monitor.daemon.pace import HEARTBEAT
from monitor.errors import BusyError
from monitor.model import CheckReport, Outcome, Source
from monitor.store import CheckRequest, Lock, Store

_POLL_SECONDS = 0.2
# Three heartbeats. Before that the lock is not tried: for that moment it would be ours, and a
# daemon that starts just then would be turned away.
_SILENT = timedelta(seconds=30)
_DEAD = timedelta(minutes=1)


def ask_the_daemon(
    session: Session,
    config: Config,
    sources: Sequence[Source],
    *,
    full: bool,
    wait: float | None,
    busy: BusyError,
) -> list[CheckReport]:
    """What the daemon answered, once it has.

    Raises:
        BusyError: it is no daemon that works on the database.
        ClickException: there is no answer in time, or nobody any more who could give one.
    """
    with closing(Store(config.database)) as store:
        waiting = _Waiting(session, config, store, sources, wait, session.clock())
        if waiting.silence() > _DEAD:
            raise busy
        numbers = [
            store.requests.ask(source.name, full=full, now=waiting.since) for source in sources
        ]
        names = ", ".join(source.name for source in sources)
        say(f"the daemon is at work on this database; it is asked to check {names}", err=True)
        if wait == 0:
            return []
        return [_report(store, request) for request in waiting.answers(numbers)]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Somebody at a terminal who waits for the daemon."""

    session: Session
    config: Config
    store: Store
    sources: Sequence[Source]
    wait: float | None
    since: datetime

    def answers(self, numbers: Sequence[int]) -> Iterator[CheckRequest]:
        """The requests of these numbers, each as soon as it is answered."""
        for number in numbers:
            while (request := self.store.requests.get(number)) and not request.done_at:
                self._lose_patience()
                self.session.pause(_POLL_SECONDS)
            if request is None:
                raise click.ClickException("the daemon forgot the request; ask again")
            yield request

    def silence(self) -> timedelta:
        """How long ago the daemon said that it lives."""
        beat = self.store.requests.last_beat(HEARTBEAT)
        return self.session.clock() - beat if beat else timedelta.max

    def _lose_patience(self) -> None:
        waited = self.session.clock() - self.since
        if self.wait is not None and waited.total_seconds() >= self.wait:
            raise click.ClickException(
                f"no answer within {self.wait:g} s; the daemon goes on (docwatch sources)"
            )
        if self.silence() > _SILENT and self._is_gone():
            raise click.ClickException(
                "the daemon ended before it answered; run docwatch check again"
            )

    def _is_gone(self) -> bool:
        try:
            Lock(self.config.database).acquire().release()
        except BusyError:
            return False
        return True


def _report(store: Store, request: CheckRequest) -> CheckReport:
    """The check that a request led to; without one, the reason."""
    report = store.checks.get(request.check) if request.check else None
    if report is None:
        return CheckReport(
            id=request.check,
            source=request.source,
            outcome=Outcome.INTERRUPTED,
            started_at=request.asked_at,
            ended_at=request.done_at or request.asked_at,
            message=request.message,
        )
    record = store.sources.get(request.source)
    return replace(
        report,
        outcome=Outcome(request.outcome),
        changes=store.changes.of_check(report.id),
        missing=store.sources.counts(request.source).missing,
        next_at=record.next_check_at if record else None,
    )
