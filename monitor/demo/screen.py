"""What the demo prints: what the site does, and below it what docwatch makes of that."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage

from monitor.demo.mail import text_of
from monitor.demo.witness import Said
from monitor.model import Change
from monitor.render import terminal
from monitor.render.safe import printable
from monitor.render.words import one_line
from monitor.text import columns

_TIME = 8  # columns
_WORD = 8
_INDENT = " " * (_TIME + _WORD)


@dataclass(frozen=True, slots=True)
class Screen:
    """Where the demo is shown: `say(line, **style)` prints, `width` is in columns (None: any)."""

    say: Callable[..., None]
    has_colour: bool = False
    width: int | None = None

    def open(self, headline: str, facts: Mapping[str, str]) -> None:
        """Say what is going to be shown."""
        self.say(headline, bold=True)
        self.facts(facts)

    def facts(self, facts: Mapping[str, str]) -> None:
        """Names and what they stand for, one a line."""
        size = max(map(columns, facts), default=0)
        for name, value in facts.items():
            self.say(f"  {name}{' ' * (size - columns(name))}  {one_line(value)}")

    def moment(self, seconds: float, does: str) -> None:
        """Say what the site does, so many seconds after the beginning."""
        self.say()
        self.say(f"{seconds:{_TIME - 3}.1f} s  The site {one_line(does)}.", bold=True)

    def said(self, said: Said) -> None:
        """Say what docwatch said, or why it said nothing."""
        word, colour = ("told", "green") if said.is_told else ("silent", "cyan")
        self.say(f"{' ' * _TIME}{word:{_WORD}}{one_line(said.line)}", fg=colour)
        for line in self._edits(said.change):
            self.say(f"{_INDENT}{line}")
        if said.reason:
            self.say(f"{_INDENT}{said.reason}", dim=True)

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

    def _edits(self, change: Change | None) -> list[str]:
        room = None if self.width is None else self.width - len(_INDENT)
        edits = () if change is None else change.edits
        shown = (terminal.hunks(edit, colour=self.has_colour, width=room) for edit in edits)
        return [line for text in shown for line in text.splitlines()]
