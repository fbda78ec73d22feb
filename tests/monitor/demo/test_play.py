"""The demo is the real thing, only faster: what it shows is what happened."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from monitor.cli import main
from monitor.config import read_config
from monitor.demo import Pace, Screen, play
from monitor.demo.acts import wait
from monitor.demo.reasons import another_file, only_in_the_page, reads_as_before
from monitor.demo.sight import Sight
from monitor.demo.timeline import EMBASSY, TIMELINE, UN, Moment
from monitor.demo.un import AID
from monitor.demo.witness import Said, missing, nothing, told
from monitor.errors import DocwatchError
from monitor.model import Kind
from monitor.store import Lock, Store
from monitor.text import columns

ROOT = Path(__file__).parents[3]
MAIL = "One of the mails, as it arrived:"
FAST = Pace(every=timedelta(milliseconds=10), pause=0.0, patience=10.0)
OF_UN = [moment for moment in TIMELINE if moment.source == UN]


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
    news = [(change.source, change.kind) for change in changes if change.told]
    assert news[2][0] == UN
    assert news[2][1] in {Kind.REISSUED, Kind.EDITED}
    assert news[:2] + news[3:] == [
        (EMBASSY, Kind.NEW),
        (EMBASSY, Kind.EDITED),
        (EMBASSY, Kind.REMOVED),
    ]
    assert [change.kind for change in changes if not change.told] == [Kind.TYPOGRAPHIC]
    assert len(alerts) == 4
    text = "\n".join(paper.lines)
    assert "[-不得-]{+不宜+}" in text
    assert "Cloudflare: challenge page" in text
    assert "Subject: [docwatch] edited: 关于交换界河水文数据的联合声明 — embassy" in text
    silent, told_of = ["silent"], ["told"]
    assert paper.words == [*silent * 4, *told_of * 2, *silent * 2, *told_of, *silent * 5, "told"]


def test_a_reissue_is_told_with_what_the_un_did_and_what_is_other_in_it(tmp_path: Path) -> None:
    paper = Paper()
    play(tmp_path, Screen(paper.say), FAST, clock=now, timeline=OF_UN)

    text = "\n".join(paper.lines)
    assert f"another file under the same symbol, {AID}: job number 44-10987" in text
    assert re.search(r"\[-350万?-\]\{\+230万?\+\}", text)
    assert re.search(r"^ +job number: .*10987", text, re.MULTILINE)


def test_no_reason_is_given_that_the_record_does_not_bear_out(tmp_path: Path) -> None:
    """Nobody reissued anything, hid anything, or set it anew: whoever asks is not told so."""
    play(tmp_path, Screen(Paper().say), FAST, clock=now, timeline=TIMELINE[:2])

    with closing(Store(tmp_path / "docwatch.db")) as store:
        sources = {each.name: each for each in read_config(tmp_path / "config.yaml", {}).sources}
        embassy, un = (
            Sight(store=store, source=sources[name], known=frozenset(), after="", mails=())
            for name in (EMBASSY, UN)
        )
        assert nothing(lambda _: "quiet")(un), "there was a quiet look to be seen"
        assert nothing(another_file(AID))(un) is None
        assert nothing(only_in_the_page("本馆定于下周一闭馆一天。"))(embassy) is None
        assert nothing(reads_as_before)(embassy) is None
        assert missing()(embassy) is None


def test_a_mail_that_nobody_waited_for_is_no_success(tmp_path: Path) -> None:
    (published,) = (moment for moment in TIMELINE if "publishes" in moment.does)
    quiet = replace(published, shows=(lambda sight: Said(line="quiet") if sight.mails else None,))
    with pytest.raises(DocwatchError, match="expected mails: 0; alerts in the record: 1"):
        play(tmp_path, Screen(Paper().say), FAST, clock=now, timeline=(TIMELINE[0], quiet))


@pytest.mark.parametrize("columns_", [60, 80])
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, columns_: int) -> None:
    paper = Paper()
    screen = Screen(paper.say, width=columns_)
    play(tmp_path, screen, FAST, clock=now, timeline=OF_UN)

    told = paper.lines[
        paper.lines.index("") : paper.lines.index("One of the mails, as it arrived:")
    ]
    assert [line for line in told if columns(line) > columns_] == []


def test_the_record_stays_and_the_other_commands_read_it(tmp_path: Path) -> None:
    play(tmp_path, Screen(Paper().say), FAST, clock=now)
    file = tmp_path / "config.yaml"

    assert read_config(file, {}).warnings == ()
    Lock(tmp_path / "docwatch.db").acquire().release()
    done = CliRunner().invoke(main, ["changes", "--config", str(file)], prog_name="docwatch")
    assert "呼吁释放被拘押的记者" in done.output
    done = CliRunner().invoke(main, ["sources", "--config", str(file)], prog_name="docwatch")
    assert "fails" not in done.output, "each interface that is asked is there"


def test_a_demo_that_does_not_show_what_it_should_says_so(tmp_path: Path) -> None:
    vain = Moment(EMBASSY, "The embassy does nothing", wait, (told(Kind.NEW),))
    pace = Pace(every=FAST.every, pause=0.0, patience=0.1)
    with pytest.raises(DocwatchError, match=r"The embassy does nothing: nothing .* after 0\.1 s"):
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
        next(line for line in demo.stdout if "silent  " in line)
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
