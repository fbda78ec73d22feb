"""Somebody at a desk: a folder, a configuration, a site, and what is typed and seen."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from monitor.cli import main
from monitor.cli.session import Session
from monitor.store import Store
from tests.site import Site

ROOT = Path(__file__).parents[3]
PATIENCE = 30.0  # seconds after which a child that hangs is ended, so that its test fails

PAGE = "<html lang=zh><title>{title}</title><main><h1>{title}</h1>{text}</main></html>"
CONFIG = """
database: {database}
timezone: Asia/Shanghai
schedule: {{every: {every}}}
delay: 0s
notify: [console]
contact: desk@example.org
terms: {{taiwan: [台湾, 臺灣]}}
sources:
  notices:
    spider: webpage
    url: {url}
    select: main
{more}
channels:
  console: {{type: console}}
"""


@dataclass
class Desk:
    """One person's docwatch."""

    folder: Path
    site: Site
    session: Session = field(default_factory=Session)

    @property
    def file(self) -> Path:
        return self.folder / "config.yaml"

    @property
    def database(self) -> Path:
        return self.folder / "docwatch.db"

    def configure(
        self, *, more: str = "", every: str = "30m", database: str = "docwatch.db"
    ) -> None:
        text = CONFIG.format(
            url=self.site.url("/notice"), more=more, every=every, database=database
        )
        self.file.write_text(text, encoding="utf-8")

    def publish(self, text: str, *, title: str = "关于会议的通知", path: str = "/notice") -> None:
        paragraphs = "".join(f"<p>{each}</p>" for each in text.split("\n"))
        self.site.serve(path, PAGE.format(title=title, text=paragraphs))

    def types(self, *words: str) -> Result:
        """What a command prints, in a pipe."""
        words = (*words, "--config", str(self.file))
        return CliRunner().invoke(main, words, obj=self.session, prog_name="docwatch")

    def sees(self, *words: str) -> Any:
        """The JSON that a command prints."""
        return json.loads(self.types(*words, "--json").stdout)

    @contextmanager
    def record(self) -> Iterator[Store]:
        with closing(Store(self.database)) as store:
            yield store

    @contextmanager
    def daemon(self) -> Iterator["Child"]:
        """`docwatch run` in a process of its own, at work."""
        with Child(self.file) as child:
            child.until("watching")
            yield child


class Child:
    """`docwatch run`, or another command, as a child process whose standard error is read."""

    def __init__(self, config: Path, *command: str, has_full_disk: bool = False):
        self.log: list[str] = []
        command = command or ("run",)
        words = [sys.executable, "-m", "monitor.cli", *command, "--config", str(config)]
        if has_full_disk:
            words = ["sh", "-c", 'ulimit -f 4 && exec "$@"', "sh", *words]
        self.process = subprocess.Popen(
            words,
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self._patience = threading.Timer(PATIENCE, self.process.kill)

    def __enter__(self) -> "Child":
        self._patience.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._patience.cancel()
        self.process.kill()
        self.process.wait()
        assert self.process.stderr
        self.process.stderr.close()

    def until(self, text: str) -> str:
        """The line of the log, the next one to come, that has `text` in it."""
        assert self.process.stderr
        for line in self.process.stderr:
            self.log.append(line)
            if text in line:
                return line
        raise AssertionError(f"{text!r} was never said: {''.join(self.log)}")

    def ends(self) -> int:
        """Its exit code."""
        assert self.process.stderr
        self.log += self.process.stderr.readlines()
        return self.process.wait()

    def tell(self, number: signal.Signals) -> None:
        self.process.send_signal(number)
