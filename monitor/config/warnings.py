"""What is allowed in config.yaml, and yet may not be what was meant."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from monitor.config.channels import ChannelSettings
from monitor.config.values import format_duration, is_loopback
from monitor.model import Source

_POLITE = timedelta(seconds=1)


def warnings_of(
    contact: str | None, sources: tuple[Source, ...], channels: Mapping[str, ChannelSettings]
) -> Iterator[str]:
    """One sentence for each thing that the operator may want to look at."""
    if not contact:
        yield "contact is not set: sites cannot reach you before they block you"
    if not any(source.enabled for source in sources):
        yield "every source is switched off: nothing is watched"
    for source in sources:
        if source.enabled:
            yield from _of_source(source)
    told = {name for source in sources for name in source.notify}
    for name in channels:
        if name not in told:
            yield f"channels.{name} is named by no notify: nothing is sent there"


def _of_source(source: Source) -> Iterator[str]:
    if not source.notify:
        yield f"sources.{source.name} has no notify: its changes are recorded, and nobody is told"
    hosts = [host for host in _hosts(source.options) if not is_loopback(host)]
    if hosts and source.delay < _POLITE:
        delay = format_duration(source.delay)
        yield f"sources.{source.name} asks {hosts[0]} with a delay of {delay}: expected 1s or more"


def _hosts(options: Any) -> Iterator[str]:
    """The hosts of all addresses among a source's options."""
    if isinstance(options, Mapping):
        options = list(options.values())
    if isinstance(options, list):
        for option in options:
            yield from _hosts(option)
    elif isinstance(options, str) and options.startswith(("http://", "https://")):
        yield urlsplit(options).hostname or ""
