from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from monitor.cli import main


def commands(group: click.Group, *path: str) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)


@pytest.mark.parametrize("path", [(), *commands(main)], ids=" ".join)
def test_the_help_of_every_command_has_an_example_that_can_be_typed(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*path, "--help"], prog_name="docwatch")
    assert result.exit_code == 0
    examples = result.output.partition("Examples:\n")[2].splitlines()
    assert examples
    for example in examples:
        assert " ".join(("docwatch", *path)) in example
    assert "--config" in result.output


def test_every_command_says_in_the_list_what_it_does_without_being_cut() -> None:
    listed = CliRunner().invoke(main, ["--help"], prog_name="docwatch").output
    assert "..." not in listed.partition("Commands:")[2]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["chek"], 'there is no command "chek"; did you mean "check"?'),
        (["alerts", "resnd"], 'there is no command "resnd"; did you mean "resend"?'),
        (["qqq"], "known here: alerts, backup"),
    ],
)
def test_an_unknown_command_is_refused_with_the_one_that_may_be_meant(
    typed: list[str], said: str
) -> None:
    result = CliRunner().invoke(main, typed, prog_name="docwatch")
    assert result.exit_code == 2
    assert said in result.stderr
