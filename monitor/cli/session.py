"""What every command works with: the configuration, the record, and the time."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from monitor.config import Config, read_config
from monitor.config.values import suggestion
from monitor.model import Source
from monitor.store import Store


def utc_now() -> datetime:
    """The time by the machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One call of the command line."""

    file: Path | None = None  # as --config names it
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    clock: Callable[[], datetime] = utc_now
    pause: Callable[[float], None] = time.sleep

    def config(self) -> Config:
        """The configuration; ConfigError if it cannot be used."""
        default = self.environ.get("DOCWATCH_CONFIG") or "config.yaml"
        return read_config(self.file or Path(default), self.environ)


class NothingYet(click.ClickException):
    """There is no record that could be asked."""

    exit_code = 1

    def __init__(self, config: Config):
        super().__init__(f"{config.database}: nothing recorded yet: run docwatch check")


@contextmanager
def recorded(config: Config) -> Iterator[Store]:
    """The record, which must exist already: to ask a question creates nothing."""
    if not config.database.exists():
        raise NothingYet(config)
    with closing(Store(config.database)) as store:
        yield store


def named(config: Config, names: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources of these names; without names all that are switched on."""
    sources = {source.name: source for source in config.sources}
    for name in names:
        refuse_unknown("source", name, sources)
    if names:
        return tuple(sources[name] for name in dict.fromkeys(names))
    return tuple(source for source in config.sources if source.enabled)


def refuse_unknown(noun: str, name: str, known: Mapping[str, object]) -> None:
    """Say that there is no such name, and which one may have been meant."""
    if name not in known:
        raise click.UsageError(f'there is no {noun} "{name}"{suggestion(name, known)}')


def shown(moment: datetime | None, zone: ZoneInfo) -> str:
    """A time in the configured zone, to the minute; empty for none."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""
