"""What the demo prints: what a site does, and below it what docwatch makes of that."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage

from rich.console import Console
from rich.text import Text

from monitor.demo.mail import text_of
from monitor.demo.witness import Said
from monitor.model import Change, Edit
from monitor.render import terminal
from monitor.render.plain import INDENT
from monitor.render.safe import printable
from monitor.render.words import field_name, one_line
from monitor.text import columns

_TIME = 8  # columns
_WORD = 8
_INDENT = " " * (_TIME + _WORD)
_LEAST = 20  # columns that a text gets in the narrowest terminal


@dataclass(frozen=True, slots=True)
class Screen:
    """Where the demo is shown: `say(line, **style)` prints, `width` is in columns (None: any)."""

    say: Callable[..., None]
    has_colour: bool = False
    width: int | None = None

    def open(self, headline: str, facts: Mapping[str, str], legend: str) -> None:
        """Say what is going to be shown, and how it is to be read."""
        self.say(headline, bold=True)
        size = max(map(columns, facts), default=0)
        for name, value in facts.items():
            self.say(f"  {name}{' ' * (size - columns(name))}  {one_line(value)}")
        self.say()
        for line in self._lines(legend):
            self.say(line)

    def moment(self, seconds: float, does: str) -> None:
        """Say what a site does, so many seconds after the beginning."""
        self.say()
        self._beside(f"{seconds:{_TIME - 3}.1f} s", f"{one_line(does)}.", _TIME, bold=True)

    def said(self, said: Said) -> None:
        """Say what docwatch said, or why it said nothing."""
        word, colour = ("told", "green") if said.is_told else ("silent", "cyan")
        line = one_line(said.line)
        self._beside(f"{' ' * _TIME}{word}", line, _TIME + _WORD, fg=colour)
        for line in self._edits(said.change):
            self.say(f"{_INDENT}{line}")
        if said.reason:
            self._beside("", one_line(said.reason), _TIME + _WORD, dim=True)

    def mail(self, mail: EmailMessage) -> None:
        """Show a mail as it arrived."""
        self.say()
        self.say("One of the mails, as it arrived:", bold=True)
        for head in ("From", "To", "Subject"):
            self.say(f"  {head}: {one_line(str(mail[head]))}")
        self._block(text_of(mail).strip().splitlines())

    def close(self, headline: str, commands: Iterable[str] = ()) -> None:
        """Say how it went, and what can be typed now."""
        self.say()
        self.say(headline, bold=True)
        for command in commands:
            self.say(f"  {command}")

    def _block(self, lines: Iterable[str]) -> None:
        self.say()
        for line in lines:
            self.say(f"  {printable(line)}".rstrip())

    def _beside(self, left: str, text: str, indent: int, **style: object) -> None:
        """`text` in as many lines as it needs, all of them indented, and `left` before the first.

        `left` is ASCII and shorter than `indent` (columns).
        """
        for number, line in enumerate(self._lines(text, indent)):
            before = "" if number else left
            self.say(f"{before:{indent}}{line}", **style)

    def _lines(self, text: str, indent: int = 0) -> list[str]:
        if self.width is None:
            return [text]
        room = max(self.width - indent, _LEAST)
        return [str(line).rstrip() for line in Text(text).wrap(Console(), room)]

    def _edits(self, change: Change | None) -> list[str]:
        """The edits of a change: its text first, and the other fields by their names."""
        edits = () if change is None else change.edits
        return [
            line
            for edit in sorted(edits, key=lambda edit: edit.field != "text")
            for line in self._edit(edit)
        ]

    def _edit(self, edit: Edit) -> list[str]:
        name = "" if edit.field == "text" else f"{field_name(edit)}: "
        room = None if self.width is None else self.width - len(_INDENT) - columns(name)
        first, *more = terminal.hunks(edit, colour=self.has_colour, width=room).splitlines()
        return [f"{INDENT}{name}{first.removeprefix(INDENT)}", *more]
