"""docwatch config: is the configuration in order, and what does it mean?"""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from monitor.cli.command import json_option, main
from monitor.cli.output import print_json, say
from monitor.cli.session import Session
from monitor.config import describe
from monitor.render.safe import printable


@main.command(
    examples=(
        "docwatch config",
        "docwatch config --config /etc/docwatch/config.yaml --json",
    ),
)
@json_option
@click.pass_obj
def config(session: Session, as_json: bool) -> None:
    """Check the configuration, and print what it means.

    All defaults are shown, and secrets are masked. Exit code 2, and every mistake on a line of its
    own, if it cannot be used.
    """
    meaning = describe(session.config())
    if as_json:
        print_json(meaning)
        return
    warnings = meaning.pop("warnings")
    for line in _lines(meaning):
        say(printable(line))
    for warning in warnings:
        say(f"warning: {printable(warning)}", err=True, fg="yellow")


def _lines(meaning: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """The settings that say anything, a line each."""
    for name, value in meaning.items():
        if isinstance(value, Mapping):
            inside = list(_lines(value, f"{indent}  "))
            yield from [f"{indent}{name}:", *inside] if inside else []
        elif value not in (None, "", [], {}):
            yield f"{indent}{name}: {_plain(value)}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
