"""Alerts: what a channel is told at once, and the attempts to send it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from monitor.model.changes import Change

AlertType = Literal[
    "changes.observed",
    "changes.grouped",
    "source.down",
    "source.blocked",
    "source.unreadable",
    "source.recovered",
    "test",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What one channel is told at once: changes of one check, or a source that broke or mended.

    The same `id` on every attempt. `total` counts the changes that the alert is about, of which
    `changes` has the first ones. `text` is the one line for an alert that is about a source, and
    for a group what most of its changes have in common (else empty). `remaining` names the
    recipients that are still to get it, where others of the channel have it already (empty:
    everybody). `since` is the last good look at a source that broke, or that mended.
    """

    id: str
    channel: str
    type: AlertType
    source: str
    check: str
    created_at: datetime
    changes: tuple[Change, ...] = ()
    total: int = 0
    text: str = ""
    attempts: int = 0
    remaining: tuple[str, ...] = ()
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One attempt to send an alert."""

    alert: str
    at: datetime
    delivered: bool
    error: str = ""
