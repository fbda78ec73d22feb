"""What is read in the worker can hang, kill and starve nothing but the worker."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.items import Page, Reading, UnreadableError, Verdict
from crawler.reading.worker import Worker
from tests.crawler.reading.hostile import HostileSpider

ROOT = Path(__file__).parents[3]
PAGE = Page(
    url="https://site.example.org/a.pdf",
    fetched_at=datetime(2026, 11, 21, tzinfo=UTC),
    verdict=Verdict.OK,
)
PARENT = """
import os, sys
from tests.crawler.reading.test_worker import read
from crawler.reading.worker import Worker
worker = Worker()
read(worker, b"fine")
print(worker.pid, flush=True)
sys.stdin.read()
os._exit(9)
"""


@pytest.fixture
def worker() -> Iterator[Worker]:
    one = Worker()
    yield one
    one.close()


def read(worker: Worker, body: bytes) -> Reading:
    return worker.read(HostileSpider, PAGE, body, "document", {"symbols": ["A/76/100"]})


def test_one_process_reads_page_after_page_and_another_takes_the_place_of_a_dead_one(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCWATCH_TEST_SECRET", "a password")
    large = b"x" * 3_000_000

    first = read(worker, large).interface
    pid = worker.pid

    assert f"3000000 bytes, no secret, {pid}" == first, "and it knows nothing of our environment"
    with pytest.raises(UnreadableError, match="reader failed: ZeroDivisionError: nothing"):
        read(worker, b"fail")
    with pytest.raises(UnreadableError, match="not enough memory"):
        read(worker, b"eat")
    assert f"5 bytes, no secret, {pid}" == read(worker, b"after").interface
    with pytest.raises(UnreadableError, match="the reader crashed"):
        read(worker, b"die")
    assert read(worker, b"after").interface != f"5 bytes, no secret, {pid}"


def test_a_reading_that_takes_too_long_is_ended() -> None:
    worker = Worker(seconds=0.3)
    try:
        with pytest.raises(UnreadableError, match=r"took more than 0\.3 s"):
            read(worker, b"hang")
        assert worker.pid is None
    finally:
        worker.close()


def test_who_gives_signs_of_life_is_given_more_time_and_not_for_ever(worker: Worker) -> None:
    read(worker, b"the first takes long by itself")
    worker.seconds, worker.longest = 1.0, 2.5

    assert read(worker, b"go on").interface.startswith("5 bytes"), "in almost 2 s"
    with pytest.raises(UnreadableError, match=r"took more than 2\.5 s"):
        read(worker, b"go on for ever")


def test_pages_of_several_threads_are_read_one_by_one(worker: Worker) -> None:
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda size=size: found.append(read(worker, b"x" * size).interface))
        for size in range(1, 9)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    sizes = sorted(int(text.partition(" ")[0]) for text in found)
    assert list(range(1, 9)) == sizes
    assert len({text.rpartition(" ")[2] for text in found}) == 1


def test_the_worker_ends_with_the_program_however_that_ends() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.communicate()

    assert parent.returncode == 9, "it had no time to say farewell"
    assert _ends(pid)


def _ends(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if _is_dead(pid):
            return True
        os.sched_yield()
    return False


def _is_dead(pid: int) -> bool:
    """A dead process that nobody has buried yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
