"""Config: what config.yaml means, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from monitor.config.channels import ChannelSettings
from monitor.model import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long evidence is kept that nothing rests on. Snapshots, changes and their pages stay."""

    fetches: timedelta = timedelta(days=90)  # the single requests; their sums stay for ever


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What config.yaml means. Sources that are switched off are here too, with `enabled=False`.

    `file` and `database` are absolute. `contact` and `public_url` are empty where they are not set;
    `public_url` ends without a slash. `warnings` are sentences for the operator: nothing is wrong,
    something may not be what was meant.
    """

    file: Path
    database: Path
    user_agent: str
    sources: tuple[Source, ...]
    timezone: str = "UTC"
    contact: str = ""
    public_url: str = ""
    channels: Mapping[str, ChannelSettings] = field(default_factory=dict)
    retention: Retention = Retention()
    warnings: tuple[str, ...] = ()
