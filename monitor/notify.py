"""Deliver what the outbox owes, to every channel, as often as it takes."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from traceback import extract_tb
from typing import Protocol

from monitor.channels.channel import Channel
from monitor.errors import DeliveryError
from monitor.model import Alert

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
# How long a server's Retry-After is obeyed.
LONGEST_WISH = timedelta(days=1)
# An alert is given up when it is older than this, and was not just waiting for the machine to be
# switched on: eight tries are more than two hours of trying.
PATIENCE = timedelta(days=3)
FEWEST_TRIES = 8
# The longest that one alert may take. Channels have shorter limits of their own, for each step;
# this one is for a server that keeps every step just within them.
LIMIT = timedelta(minutes=5)

log = logging.getLogger(__name__)


class Outbox(Protocol):
    """What is still to be told, as the record keeps it. Called on the loop's own thread only."""

    def due(self, now: datetime) -> list[Alert]:
        """Pending alerts whose next attempt is due, the oldest first, with their changes."""
        ...

    def delivered(self, alert: Alert, now: datetime) -> None:
        """Record that `alert` reached its channel."""
        ...

    def postpone(self, alert: Alert, error: str, *, until: datetime, now: datetime) -> None:
        """Record a failed attempt, and `alert.remaining`; try again at `until`."""
        ...

    def give_up(self, alert: Alert, error: str, now: datetime) -> None:
        """Record that `alert` will not be tried again, and `alert.remaining`."""
        ...


async def deliver(
    outbox: Outbox,
    channels: Mapping[str, Channel],
    *,
    now: datetime,
    patience: timedelta = PATIENCE,
    limit: timedelta = LIMIT,
    busy: set[str] | None = None,
) -> int:
    """Send what is due; how many alerts were delivered.

    Channels work side by side and know nothing of each other's troubles; within a channel alerts go
    out one after the other, the oldest first. `busy` is shared between calls that may overlap: it
    names the channels that are still at it from an earlier one, which are left to it.

    An alert is sent at least once: if the record cannot be written after it was sent, it is sent
    again, under the same id. What fails for now is postponed, what fails for good or for longer
    than `patience` is given up, and the log says so.
    """
    busy = set() if busy is None else busy
    queues = _by_channel(alert for alert in outbox.due(now) if alert.channel not in busy)
    busy.update(queues)
    turns = [
        _taken(_Turn(outbox, channels.get(name), alerts, now, patience, limit), name, busy)
        for name, alerts in queues.items()
    ]
    # Every channel comes to the end of its turn before an error of the record is raised.
    outcomes = await asyncio.gather(*turns, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return sum(outcome for outcome in outcomes if isinstance(outcome, int))


async def _taken(turn: "_Turn", name: str, busy: set[str]) -> int:
    try:
        return await turn.take()
    finally:
        busy.discard(name)


def _by_channel(alerts: Iterable[Alert]) -> dict[str, list[Alert]]:
    queues: defaultdict[str, list[Alert]] = defaultdict(list)
    for alert in alerts:
        queues[alert.channel].append(alert)
    return queues


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one channel is to send now."""

    outbox: Outbox
    channel: Channel | None  # None: not in the configuration any more
    alerts: Sequence[Alert]
    now: datetime
    patience: timedelta
    limit: timedelta

    async def take(self) -> int:
        """Try the alerts in order, until the server as a whole does not answer."""
        delivered = 0
        for position, alert in enumerate(self.alerts, start=1):
            error = await self._attempt(alert)
            if error is None:
                self.outbox.delivered(alert, self.now)
                log.info("%s: delivered %s (%s)", alert.channel, alert.id, alert.type)
                delivered += 1
                continue
            self._failed(alert, error)
            if error.unreachable:
                self._pass_over(self.alerts[position:], error)
                break
        return delivered

    async def _attempt(self, alert: Alert) -> DeliveryError | None:
        """Send one alert; what went wrong, or None."""
        if self.channel is None:
            reason = f"there is no channel {alert.channel} in the configuration any more"
            return DeliveryError(reason, temporary=False)
        try:
            async with asyncio.timeout(self.limit.total_seconds()):
                await asyncio.to_thread(self.channel.send, alert)
        except DeliveryError as error:
            return error
        except TimeoutError:
            return DeliveryError("the channel did not come to an end in time", unreachable=True)
        except Exception as error:
            # A fault of ours, perhaps with this alert alone. Not its words: they may quote secrets.
            log.error("%s: unexpected %s with %s", alert.channel, _whereabouts(error), alert.id)
            return DeliveryError(f"unexpected {_whereabouts(error)}")
        return None

    def _failed(self, alert: Alert, error: DeliveryError) -> None:
        alert = replace(alert, remaining=error.remaining or alert.remaining)
        if not error.temporary or self._is_hopeless(alert):
            log.error("%s: gave up %s: %s", alert.channel, alert.id, error)
            self.outbox.give_up(alert, str(error), self.now)
            return
        until = self.now + max(pause(alert.attempts), _wish(error))
        minutes = max(1, round((until - self.now) / timedelta(minutes=1)))
        log.warning("%s: %s is tried again in %d min: %s", alert.channel, alert.id, minutes, error)
        self.outbox.postpone(alert, str(error), until=until, now=self.now)

    def _is_hopeless(self, alert: Alert) -> bool:
        tries = alert.attempts + 1
        return tries >= FEWEST_TRIES and self.now - alert.created_at > self.patience

    def _pass_over(self, alerts: Sequence[Alert], error: DeliveryError) -> None:
        """Postpone `alerts` untried, because the server did not answer the one before them.

        That counts as an attempt. Their pause is half as long, so that next time another alert goes
        first: if it is the first one that the server cannot bear, it holds up the others only once.
        """
        for alert in alerts:
            until = self.now + max(pause(alert.attempts) / 2, _wish(error))
            self.outbox.postpone(alert, f"not tried: {error}", until=until, now=self.now)


def pause(attempts: int) -> timedelta:
    """How long to wait after a failure, when there were `attempts` before: 1, 2, 4 … 60 minutes."""
    return min(FIRST_PAUSE * (1 << min(attempts, 10)), LONGEST_PAUSE)


def _wish(error: DeliveryError) -> timedelta:
    return min(error.retry_after or timedelta(0), LONGEST_WISH)


def _whereabouts(error: Exception) -> str:
    """The type of an error, and the line of the program that it arose in."""
    frame = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}"
