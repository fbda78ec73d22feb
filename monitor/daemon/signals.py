"""SIGTERM and SIGINT: the first asks the daemon to end in order, the second ends it at once."""

import asyncio
import os
import signal
from collections.abc import Callable
from types import FrameType

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def on_signals(loop: asyncio.AbstractEventLoop, stop: Callable[[str], None]) -> None:
    """Call `stop` with the signal's name when the first one comes."""
    for number in _SIGNALS:
        loop.add_signal_handler(number, _first, loop, stop, number)


def _first(
    loop: asyncio.AbstractEventLoop, stop: Callable[[str], None], number: signal.Signals
) -> None:
    for each in _SIGNALS:
        loop.remove_signal_handler(each)
        # Not through the loop: the second must work even where the loop hangs.
        signal.signal(each, _second)
    stop(number.name)


def _second(number: int, _: FrameType | None) -> None:
    os.write(2, b"docwatch: ended at once; the record is whole, the next start goes on from it\n")
    os._exit(128 + number)
