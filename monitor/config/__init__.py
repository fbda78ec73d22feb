"""The configuration: config.yaml, read once, at the door.

Nothing else in docwatch sees YAML or the environment. What comes out is frozen and checked, so that
the rest of the program can trust it; what is wrong comes out as one `ConfigError` with every
mistake in it.
"""

from monitor.config.channels import (
    CHANNELS,
    ChannelSettings,
    ConsoleSettings,
    EmailSettings,
    Server,
    WebhookSettings,
)
from monitor.config.meaning import describe
from monitor.config.reading import read_config
from monitor.config.settings import Config, Retention
from monitor.config.values import format_duration, parse_duration

__all__ = [
    "CHANNELS",
    "ChannelSettings",
    "Config",
    "ConsoleSettings",
    "EmailSettings",
    "Retention",
    "Server",
    "WebhookSettings",
    "describe",
    "format_duration",
    "parse_duration",
    "read_config",
]
