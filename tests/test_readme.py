"""The README promises commands, options, keys and a first alert: each is tried here."""

import re
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import click
import pytest
import yaml

from monitor.cli import main
from monitor.config import read_config
from monitor.model import Kind
from tests.receivers import unused_port

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
CALLS = sorted(
    set(re.findall(r"(?<![\w/-])docwatch ((?:--config \S+ )?[a-z][a-z-]+[^`\n#|;&\"]*)", README))
)
# The name of the program at the beginning of a sentence is no command.
WORDS = {"watches", "is", "was", "looks", "tells", "reads", "makes", "had", "and", "in", "the"}


def blocks(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


def commands() -> list[list[str]]:
    called = [call.replace("\\", "").split() for call in CALLS]
    return [words for words in called if words[0] not in WORDS]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_and_option_exists(words: list[str]) -> None:
    context = click.Context(main)
    if words[0] == "--config":
        words = words[2:]
    command: click.Command | None = main
    for word in words:
        if isinstance(command, click.Group) and not word.startswith("-"):
            found = command.get_command(context, word)
            assert found or command is not main, f"there is no command {word!r}"
            command = found or command
    assert command is not None
    options = {name for parameter in command.params for name in parameter.opts}
    asked = {word.split("=")[0] for word in words if word.startswith("--")}
    assert asked <= options | {"--help", "--config"}


def test_every_command_is_in_the_table() -> None:
    told = {words[0] for words in commands()}
    assert set(main.commands) <= told, "the README's table misses a command"


@pytest.mark.parametrize("text", [text for text in blocks("yaml") if "sources:" in text])
def test_the_configuration_shown_is_valid(text: str, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(text, encoding="utf-8")
    assert read_config(config, {}).sources


@pytest.mark.parametrize("text", [text for text in blocks("yaml") if "sources:" not in text])
def test_the_channels_shown_are_valid(text: str, tmp_path: Path) -> None:
    names = list(yaml.safe_load(text)["channels"])
    source = "sources: {page: {spider: webpage, url: 'https://example.org/'}}\n"
    config = tmp_path / "config.yaml"
    config.write_text(f"{source}notify: {names}\n{text}", encoding="utf-8")
    secrets = dict.fromkeys(re.findall(r"\$\{(\w+)\}", text), "a secret of this test")
    assert set(read_config(config, secrets).channels) == set(names)


@pytest.mark.parametrize("target", re.findall(r"^make ([\w-]+)", README, re.MULTILINE))
def test_every_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_kinds_of_change_are_those_that_there_are() -> None:
    table = README.partition("## What you are told")[2].partition("## ")[0]
    told = set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))
    assert told == {str(kind) for kind in Kind}


def test_the_first_alert_comes_as_it_says(tmp_path: Path) -> None:
    """The commands of that chapter, line by line, but for the port and the waiting."""
    port = unused_port()
    script = README.partition("<!-- tested: first-alert -->")[2].partition("```sh\n")[2]
    script = script.partition("```")[0].replace("8765", str(port))
    prepare, _, watch = script.partition("python3 -m http.server")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    run(prepare, tmp_path)
    server = [sys.executable, "-m", "http.server", *watch.partition("&")[0].split()]
    with subprocess.Popen(
        server, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as serving:
        wait_for(port)
        steps = [line for line in watch.splitlines()[1:] if not line.startswith(("sleep", "kill"))]
        told = [run(step, tmp_path) for step in steps]
        serving.terminate()
    assert "1 taken in" in told[0]
    assert "[-三月一日-]{+四月一日+}" in told[-1]


def run(script: str, folder: Path) -> str:
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def wait_for(port: int) -> None:
    """Until somebody listens; each try waits for an answer, or is refused at once."""
    for _ in range(10_000):
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except ConnectionRefusedError:
            continue
        finally:
            connection.close()
        return
    raise AssertionError("the server of the README never came up")
