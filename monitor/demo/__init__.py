"""docwatch demo: a site that changes on loopback, watched by the real thing."""

from monitor.demo.play import Pace, play
from monitor.demo.screen import Screen

__all__ = ["Pace", "Screen", "play"]
