"""The lock: one docwatch at work on one database, whatever became of the one before."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.errors import BusyError, StoreError
from monitor.store import Lock

ROOT = Path(__file__).parents[3]
HOLD = """
import sys
from pathlib import Path
from monitor.store.lock import Lock
with Lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_docwatch_is_told_who_is_at_work(
    path: Path, holder: subprocess.Popen[str]
) -> None:
    with pytest.raises(BusyError, match=rf"another docwatch \(process {holder.pid}\)"):
        Lock(path).acquire()


def test_a_process_that_was_killed_holds_nothing(path: Path, holder: subprocess.Popen[str]) -> None:
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with Lock(path):
        pass


def test_a_lock_is_free_again_after_use(path: Path) -> None:
    with Lock(path), pytest.raises(BusyError, match=f"process {os.getpid()}"):
        Lock(path).acquire()
    lock = Lock(path).acquire()
    lock.release()
    lock.release()
    Lock(path).acquire().release()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"nowhere/docwatch\.db\.lock: cannot be written"):
        Lock(tmp_path / "nowhere" / "docwatch.db").acquire()


def test_a_lock_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "docwatch.db.lock").symlink_to("/dev/full")
    with pytest.raises(StoreError, match="cannot be written"):
        Lock(tmp_path / "docwatch.db").acquire()
