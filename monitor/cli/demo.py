"""docwatch demo: see it at work, with no network and no accounts."""

import shlex
import shutil
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import click

from monitor.cli import logs
from monitor.cli.command import main
from monitor.cli.output import has_colour, say, width
from monitor.cli.session import Session
from monitor.config import parse_duration
from monitor.demo import Pace, Screen, play

_PAUSES = 2  # so many looks long a reader has after every moment
_INTERRUPTED = 130


def _duration(_: click.Context, __: click.Parameter, text: str) -> timedelta:
    try:
        length = parse_duration(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    if not length:
        raise click.BadParameter("expected a duration longer than nothing")
    return length


@main.command(
    examples=(
        "docwatch demo",
        "docwatch demo --every 500ms     # twice as fast",
        "docwatch demo --browse          # and look at the history afterwards",
    ),
)
@click.option(
    "--every",
    callback=_duration,
    default="1s",
    show_default=True,
    metavar="DURATION",
    help="How often docwatch looks; after every moment it waits for two looks.",
)
@click.option("--browse", "then_browse", is_flag=True, help="Open docwatch browse at the end.")
@click.pass_context
def demo(context: click.Context, every: timedelta, then_browse: bool) -> None:
    """Watch two sites that change, on this machine alone.

    It serves a small embassy site and a small site of UN documents on loopback, changes them,
    watches them as `docwatch run` would, and says of everything that happens what was told, or why
    nobody was disturbed. It takes less than a minute, needs neither a network nor an account, and
    leaves a record to look at. --config is not used.
    """
    session = context.ensure_object(Session)
    logs.set_up("error", "UTC")
    folder = Path(tempfile.mkdtemp(prefix="docwatch-demo-"))
    screen = Screen(say, has_colour=has_colour(), width=width())
    pace = Pace(every=every, pause=_PAUSES * every.total_seconds())
    if not play(folder, screen, pace, clock=session.clock):
        say("Interrupted.", err=True)
        raise click.exceptions.Exit(_INTERRUPTED)
    file = folder / "config.yaml"
    screen.close("The history stays. Look at it with:", _commands(file))
    if then_browse:
        _browse(context, session, file)


def _commands(file: Path) -> list[str]:
    config = shlex.quote(str(file))
    return [f"{_program()} {command} --config {config}" for command in ("changes", "browse")]


def _program() -> str:
    """What to type for docwatch: its name, or where it is if the shell would not find it."""
    asked = Path(sys.argv[0])
    if shutil.which("docwatch") or asked.name != "docwatch":
        return "docwatch"
    return shlex.quote(str(asked))


def _browse(context: click.Context, session: Session, file: Path) -> None:
    command = main.get_command(context, "browse")
    if command is not None:
        with command.make_context(
            "browse", ["--port", "0", "--config", str(file)], parent=context.parent
        ) as inner:
            command.invoke(inner)
