"""What a channel is, and what every channel is told about how its readers see things."""

from dataclasses import dataclass
from typing import Protocol

from monitor.model import Alert


class Channel(Protocol):
    """One way to people, as `config.yaml` names it."""

    @property
    def name(self) -> str:
        """The channel's name in `config.yaml`."""
        ...

    def send(self, alert: Alert) -> None:
        """Hand `alert` over, or raise DeliveryError; blocks, for a bounded time."""
        ...


@dataclass(frozen=True, slots=True)
class Presentation:
    """Where the history can be read (empty: nowhere), and in which time zone times are told."""

    public_url: str = ""
    timezone: str = "UTC"
