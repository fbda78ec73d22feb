"""A WordPress of its own in a temporary folder, with a database of its own, on loopback."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from tests.real_wordpress import php

PACKAGED = Path("/usr/share/wordpress")
PASSWORD = "only-on-loopback"
_PATIENCE = 60.0  # seconds for a server to come up
_AUTHENTICATION = "--auth-root-authentication-method=normal"


class WordPress:
    """A site of its own, of which `running` is the life."""

    def __init__(self, folder: Path, *, posts: int) -> None:
        self.folder, self.posts = folder, posts
        self.port = _free_port()
        self.home = f"http://127.0.0.1:{self.port}"
        self.root = folder / "site"
        self.version = ""
        self._socket = folder / "mysql.sock"

    @contextmanager
    def running(self) -> Iterator["WordPress"]:
        """The database and the site, until the block ends."""
        data = self.folder / "data"
        data.mkdir()
        with ExitStack() as stack:
            _do("mariadb-install-db", f"--datadir={data}", "--user=root", _AUTHENTICATION)
            stack.enter_context(_process(
                "mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={self._socket}",
                "--skip-networking", "--user=root", f"--pid-file={self.folder}/pid",
            ))  # fmt: skip
            _wait(self._socket.exists)
            _wait(lambda: self._asked("create database if not exists wordpress").returncode == 0)
            self._install()
            stack.enter_context(_process(
                "php", "-S", f"127.0.0.1:{self.port}", "-t", str(self.root),
                str(self.root / "router.php"),
                env={"PHP_CLI_SERVER_WORKERS": "3", "PATH": "/usr/bin:/bin"},
            ))  # fmt: skip
            _wait(lambda: _answers(self.port))
            yield self

    def sql(self, text: str) -> None:
        """Change the database behind WordPress's back."""
        self._asked(f"use wordpress; {text}").check_returncode()

    def say_when_modified(self) -> None:
        """From now on the sitemap says when a page was modified."""
        (self.root / "wp-content" / "mu-plugins" / "lastmod.php").write_text(php.LASTMOD)

    def _asked(self, text: str) -> subprocess.CompletedProcess[bytes]:
        command = [
            *("mariadb", "--no-defaults", "--default-character-set=utf8mb4"),
            *(f"--socket={self._socket}", "-uroot", "-e", text),
        ]
        return subprocess.run(command, capture_output=True, check=False)

    def _install(self) -> None:
        shutil.copytree(PACKAGED, self.root, ignore_dangling_symlinks=True)
        (self.root / "wp-content" / "mu-plugins").mkdir(parents=True)
        host = f"127.0.0.1:{self.port}"
        files = {
            "wp-config.php": php.CONFIG.format(socket=self._socket, home=self.home),
            "router.php": php.ROUTER,
            "wp-content/mu-plugins/languages.php": php.LANGUAGES,
            "install.php": php.INSTALL.format(host=host, password=PASSWORD, posts=self.posts),
        }
        for name, text in files.items():
            (self.root / name).write_text(text, encoding="utf-8")
        self.version = _do("php", str(self.root / "install.php")).splitlines()[-1]


def _do(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stdout[-500:]} {done.stderr[-500:]}")
    return done.stdout


@contextmanager
def _process(*command: str, env: Mapping[str, str] | None = None) -> Iterator[None]:
    with subprocess.Popen(
        command,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a server's workers end with it
    ) as process:
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)


def _wait(is_there: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not is_there():
        if time.monotonic() > end:
            sys.exit("a server did not come up")
        time.sleep(0.2)


def _answers(port: int) -> bool:
    with closing(socket.socket()) as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
