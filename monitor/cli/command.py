"""The commands' common ground: --config where people look for it, errors without tracebacks."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from monitor.cli.session import Session, refuse_unknown
from monitor.errors import DocwatchError
from monitor.render.safe import printable

_EXIT_INTERRUPTED = 130


def _take_config(context: click.Context, _: click.Parameter, file: Path | None) -> None:
    session = context.ensure_object(Session)
    if file is not None:
        context.obj = replace(session, file=file)


config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    expose_value=False,
    is_eager=True,
    callback=_take_config,
    metavar="FILE",
    help="The configuration.  [default: $DOCWATCH_CONFIG, or config.yaml]",
)

json_option = click.option(
    "--json", "as_json", is_flag=True, help="One JSON document, with times in UTC."
)


class _Exampled(click.Command):
    """A command whose help ends in examples, each a line that can be typed as it stands."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, unbroken."""
        if self.examples:
            with formatter.section("Examples"):
                formatter.write("".join(f"  {example}\n" for example in self.examples))
        super().format_epilog(context, formatter)


class Commands(_Exampled, click.Group):
    """A group whose commands take --config, and whose errors are one line and an exit code."""

    command_class = _Exampled

    def invoke(self, context: click.Context) -> Any:
        """Run a command; no traceback reaches a person for what docwatch itself has to say."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # what it cannot encode is written as its number
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(context)
        except DocwatchError as error:
            for line in f"Error: {error}".splitlines():
                click.echo(printable(line), err=True)
            context.exit(error.exit_code)
        except KeyboardInterrupt:
            context.exit(_EXIT_INTERRUPTED)

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is typed, or say which one may have been meant."""
        if not args[0].startswith("-"):
            refuse_unknown("command", args[0], dict.fromkeys(self.list_commands(context)))
        return super().resolve_command(context, args)

    def add_command(self, command: click.Command, name: str | None = None) -> None:
        """Take a command in, and have it take --config."""
        config_option(command)
        super().add_command(command, name)


# A command's module is imported when the command is typed: most need no Scrapy, and Scrapy alone
# takes half a second.
_MODULES = {
    "alerts": "alerts",
    "backup": "backup",
    "browse": "browse",
    "changes": "changes",
    "check": "check",
    "config": "config",
    "coverage": "coverage",
    "demo": "demo",
    "diff": "history",
    "health": "health",
    "history": "history",
    "join": "joining",
    "reread": "rereading",
    "run": "run",
    "sources": "sources",
    "split": "joining",
    "test-alert": "alerts",
    "try": "trying",
}


class _Main(Commands):
    """All commands, each imported when it is asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(_MODULES)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name; None where there is none."""
        if name in _MODULES:
            import_module(f"monitor.cli.{_MODULES[name]}")
        return super().get_command(context, name)


@click.group(
    cls=_Main,
    examples=(
        "docwatch config     # is the configuration in order, and what does it mean?",
        "docwatch try URL    # what would be read of this page?",
        "docwatch check      # look at every source now",
        "docwatch run        # keep looking, until it is stopped",
        "docwatch changes    # what changed?",
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@config_option
@click.version_option(package_name="docwatch", prog_name="docwatch")
def main() -> None:
    """Watch what is published, keep every version, and say what changed.

    Exit codes: 0 done, 1 something failed, 2 configuration or command line, 70 database.
    """
