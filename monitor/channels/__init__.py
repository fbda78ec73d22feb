"""The ways to people: one file each, and one line each in the table below."""

from collections.abc import Callable, Mapping
from typing import Any

from monitor.channels.channel import Channel, Presentation
from monitor.channels.console import Console
from monitor.channels.email import Email
from monitor.channels.sample import test_alert
from monitor.config import Config

__all__ = [
    "CHANNELS",
    "Channel",
    "Console",
    "Email",
    "Presentation",
    "open_channels",
    "test_alert",
]


def _webhook(name: str, settings: Any, presentation: Presentation) -> Channel:
    # Loaded when the first webhook is opened: httpx takes 10 MB and a tenth of a second.
    from monitor.channels.webhook import Webhook  # noqa: PLC0415

    return Webhook(name, settings, presentation)


# By the type that config.yaml names; each is made of its name, its settings and a Presentation.
CHANNELS: Mapping[str, Callable[[str, Any, Presentation], Channel]] = {
    "console": Console,
    "email": Email,
    "webhook": _webhook,
}


def open_channels(config: Config) -> dict[str, Channel]:
    """The channels of `config`, by their names. Nothing is connected before something is sent."""
    presentation = Presentation(public_url=config.public_url, timezone=config.timezone)
    return {
        name: CHANNELS[settings.type](name, settings, presentation)
        for name, settings in config.channels.items()
    }
