"""The demo is the real thing, only faster: what it shows is what happened."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from monitor.cli import main
from monitor.config import read_config
from monitor.demo import Pace, Screen, play
from monitor.demo.site import wait
from monitor.demo.timeline import Moment
from monitor.demo.witness import told
from monitor.errors import DocwatchError
from monitor.model import Kind
from monitor.store import Lock, Store

ROOT = Path(__file__).parents[3]
FAST = Pace(every=timedelta(milliseconds=10), pause=0.0, patience=10.0)


@dataclass
class Paper:
    """Takes down what is said."""

    lines: list[str] = field(default_factory=list)

    def say(self, line: str = "", **style: Any) -> None:
        self.lines.append(line)

    @property
    def words(self) -> list[str]:
        """What docwatch did, in order: told, or silent."""
        return re.findall(r"^ {8}(told|silent) ", "\n".join(self.lines), re.MULTILINE)


def now() -> datetime:
    return datetime.now(UTC)


def test_what_is_told_is_exactly_what_happened(tmp_path: Path) -> None:
    paper = Paper()
    assert play(tmp_path, Screen(paper.say, width=80), FAST, clock=now)

    with closing(Store(tmp_path / "docwatch.db")) as store:
        changes = store.changes.recent()[::-1]
        alerts = store.outbox.all()
    assert [change.kind for change in changes if change.told] == [
        Kind.NEW,
        Kind.EDITED,
        Kind.REMOVED,
    ]
    assert [change.kind for change in changes if not change.told] == [Kind.TYPOGRAPHIC]
    assert len(alerts) == 3
    text = "\n".join(paper.lines)
    assert "[-不得-]{+不宜+}" in text
    assert "Cloudflare: challenge page" in text
    assert "Subject: [docwatch] edited: 关于交换界河水文数据的联合声明 — embassy" in text
    assert paper.words == [
        *("silent", "silent", "told", "told", "silent", "silent", "silent", "silent", "silent"),
        *("silent", "told"),
    ]


def test_the_record_stays_and_the_other_commands_read_it(tmp_path: Path) -> None:
    play(tmp_path, Screen(Paper().say), FAST, clock=now)
    file = tmp_path / "config.yaml"

    assert read_config(file, {}).warnings == ()
    Lock(tmp_path / "docwatch.db").acquire().release()
    done = CliRunner().invoke(main, ["changes", "--config", str(file)], prog_name="docwatch")
    assert "呼吁释放被拘押的记者" in done.output


def test_a_demo_that_does_not_show_what_it_should_says_so(tmp_path: Path) -> None:
    vain = Moment("does nothing", wait, (told(Kind.NEW),))
    pace = Pace(every=FAST.every, pause=0.0, patience=0.1)
    with pytest.raises(DocwatchError, match=r"the site does nothing: nothing .* after 0\.1 s"):
        play(tmp_path, Screen(Paper().say), pace, clock=now, timeline=(vain,))


def test_ctrl_c_ends_it_quietly_at_any_time(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "monitor.cli", "demo"]
    with subprocess.Popen(
        words,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as demo:
        assert demo.stdout
        assert demo.stderr
        next(line for line in demo.stdout if "silent" in line)
        demo.send_signal(signal.SIGINT)
        demo.stdout.read()
        said = demo.stderr.read()
        assert demo.wait(timeout=30) == 130
    assert said == "Interrupted.\n"


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command makes its folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_command_plays_it_and_says_what_to_type_next(folders: Path) -> None:
    done = CliRunner().invoke(main, ["demo", "--every", "10ms"], prog_name="docwatch")

    assert done.exit_code == 0, done.output
    (folder,) = folders.iterdir()
    assert f"docwatch changes --config {folder / 'config.yaml'}" in done.output
    assert "\x1b[" not in done.output


def test_a_pace_of_nothing_is_refused() -> None:
    done = CliRunner().invoke(main, ["demo", "--every", "0s"], prog_name="docwatch")

    assert done.exit_code == 2
    assert "longer than nothing" in done.stderr
