"""Alerts on standard output: for the terminal, and for the log of a service."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO
from zoneinfo import ZoneInfo

from monitor.channels.channel import Presentation
from monitor.config import ConsoleSettings
from monitor.errors import DeliveryError
from monitor.model import Alert, Change, Kind
from monitor.render import terminal, words
from monitor.render.fit import SIZES, Size, places_left_out, sized

_COLOURS = {Kind.NEW: "32", Kind.EDITED: "33", Kind.REMOVED: "31"}
_OTHER_COLOUR = "36"

# Some screens full. Who wants the rest is told where it is.
_MOST = 10_000  # characters


class Console:
    """Standard output, or any other `stream`. Colour only where a terminal shows it."""

    def __init__(
        self,
        name: str,
        settings: ConsoleSettings,
        presentation: Presentation,
        *,
        stream: TextIO | None = None,
        environ: Mapping[str, str] = os.environ,
    ):
        self.name = name
        self._presentation = presentation
        self._stream = stream
        self._environ = environ

    def send(self, alert: Alert) -> None:
        """Print `alert` and flush; where that cannot be done, DeliveryError."""
        stream = self._stream or sys.stdout
        if stream is None:  # a service without any
            raise DeliveryError("there is no standard output", unreachable=True)
        block = _block(alert, self._presentation, self._dress(stream))
        try:
            stream.write(_writable(block, stream))
            stream.flush()
        except (OSError, ValueError) as error:  # ValueError: it is closed
            raise DeliveryError(f"standard output: {error}", unreachable=True) from None

    def _dress(self, stream: TextIO) -> "_Dress":
        try:
            is_terminal = stream.isatty()
        except ValueError:  # it is closed: writing will say so
            is_terminal = False
        if not is_terminal:
            return _Dress(colour=False, width=None)
        # https://no-color.org: present and not empty
        plain = self._environ.get("NO_COLOR") or self._environ.get("TERM") == "dumb"
        return _Dress(colour=not plain, width=shutil.get_terminal_size().columns)


@dataclass(frozen=True, slots=True)
class _Dress:
    """Whether there are colours, and how many columns (None: as many as there are characters)."""

    colour: bool
    width: int | None

    def painted(self, text: str, codes: str) -> str:
        return f"\x1b[{codes}m{text}\x1b[0m" if self.colour else text


def _block(alert: Alert, presentation: Presentation, dress: _Dress) -> str:
    """All of it; of very long differences only so much that a person can look through it."""
    for size in SIZES:
        block = "\n".join(_lines(alert, presentation, dress, size)) + "\n\n"
        if len(block) <= _MOST:
            break
    return block


def _lines(alert: Alert, presentation: Presentation, dress: _Dress, size: Size) -> Iterator[str]:
    zone = ZoneInfo(presentation.timezone)
    at = f"{alert.created_at.astimezone(zone):%Y-%m-%d %H:%M}"
    yield f"{dress.painted(at, '2')}  {dress.painted(words.opening(alert), '1')}"
    if last_good := words.last_good(alert, zone):
        yield f"  {last_good}"
    for change in alert.changes:
        yield ""
        yield from _of_change(change, sized(change, size), presentation, zone, dress)
    if closing := words.closing(alert):
        yield ""
        yield f"  {closing}"


def _of_change(
    change: Change, shown: Change, presentation: Presentation, zone: ZoneInfo, dress: _Dress
) -> Iterator[str]:
    kind = dress.painted(words.name(change.kind).upper(), _COLOURS.get(change.kind, _OTHER_COLOUR))
    yield f"  {kind}  {dress.painted(words.title(change), '1')}"
    yield f"  {words.one_line(change.url)}"
    for edit in shown.edits:
        if edit.field != "text":
            yield f"  {words.field_name(edit)}:"
        yield terminal.hunks(edit, colour=dress.colour, width=dress.width)
    if left_out := places_left_out(change, shown):
        yield dress.painted(f"  … and {left_out} more places", "2")
    for fact in filter(None, (words.headline(change), words.terms(change))):
        yield f"  {fact}"
    for fact in (*words.circumstances(change, zone), words.observed(change, zone)):
        yield dress.painted(f"  {fact}", "2")
    link = words.history(presentation.public_url, change.document)
    more = f"history: {link}" if link else f"docwatch history {change.document}"
    yield dress.painted(f"  {more}", "2")


def _writable(text: str, stream: TextIO) -> str:
    """`text` as far as the stream's encoding goes; what it lacks is written as its number."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)
