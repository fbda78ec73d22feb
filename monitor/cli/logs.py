"""The log: one fact a line on standard error, in the configured time zone."""

import logging
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from monitor.cli.output import has_colour
from monitor.render.safe import printable

LEVELS = ("debug", "info", "warning", "error")

_COLOURS = {logging.WARNING: "yellow", logging.ERROR: "red", logging.CRITICAL: "red"}
_OURS = ("monitor", "crawler")
# What these have to say below a warning is of use to their own makers. APScheduler's errors come to
# the daemon as events, and would be said twice.
_THEIRS = {
    "scrapy": logging.WARNING,
    "asyncio": logging.WARNING,
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "aiohttp": logging.WARNING,
    "twisted": logging.WARNING,
    "trafilatura": logging.CRITICAL,
    "apscheduler": logging.CRITICAL,
}


def set_up(level: str, timezone: str) -> None:
    """Log to standard error from `level` on. Tracebacks are shown at the level debug alone."""
    is_debug = level == "debug"
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Lines(ZoneInfo(timezone), is_coloured=has_colour(err=True), has_tracebacks=is_debug)
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    logging.getLogger("py.warnings").setLevel(logging.WARNING if is_debug else logging.CRITICAL)
    for name in _OURS:
        logging.getLogger(name).setLevel(level.upper())
    for name, least in _THEIRS.items():
        logging.getLogger(name).setLevel(least)


class _Lines(logging.Formatter):
    """2026-11-22 08:00:00 what happened."""

    def __init__(self, zone: ZoneInfo, *, is_coloured: bool, has_tracebacks: bool):
        super().__init__()
        self._zone = zone
        self._is_coloured = is_coloured
        self._has_tracebacks = has_tracebacks

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record; below it its traceback, if tracebacks are shown."""
        at = datetime.fromtimestamp(record.created, UTC).astimezone(self._zone)
        word = f"{record.levelname.lower()}: " if record.levelno != logging.INFO else ""
        line = f"{at:%Y-%m-%d %H:%M:%S} {word}{printable(' '.join(record.getMessage().split()))}"
        if self._is_coloured and record.levelno in _COLOURS:
            line = click.style(line, fg=_COLOURS[record.levelno])
        if self._has_tracebacks and record.exc_info:
            trace = self.formatException(record.exc_info).splitlines()
            line = "\n".join([line, *(f"    {printable(each)}" for each in trace)])
        return line
