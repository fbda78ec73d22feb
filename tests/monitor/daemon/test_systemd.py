import asyncio
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from monitor.daemon.systemd import Systemd
from monitor.store import Store
from tests.monitor.daemon.parts import Setup


@contextmanager
def manager(address: str) -> Iterator[socket.socket]:
    """A service manager that listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as inbox:
        inbox.bind(address)
        inbox.settimeout(10)
        yield inbox


def test_a_manager_hears_what_is_said(tmp_path: Path) -> None:
    with manager(str(tmp_path / "notify")) as inbox:
        Systemd({"NOTIFY_SOCKET": str(tmp_path / "notify")}).say("READY=1", "STATUS=watching")
        assert inbox.recv(1000) == b"READY=1\nSTATUS=watching"


def test_an_abstract_socket_is_a_socket_too() -> None:
    name = f"docwatch-test-{os.getpid()}"
    with manager(f"\0{name}") as inbox:
        Systemd({"NOTIFY_SOCKET": f"@{name}"}).say("WATCHDOG=1")
        assert inbox.recv(1000) == b"WATCHDOG=1"


def test_without_a_manager_nothing_is_said_and_nothing_fails(tmp_path: Path) -> None:
    Systemd({}).say("READY=1")
    Systemd({"NOTIFY_SOCKET": str(tmp_path / "nobody")}).say("READY=1")


def test_the_watchdog_is_fed_twice_as_often_as_it_bites() -> None:
    environ = {"NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "30000000"}
    assert Systemd(environ).watchdog == timedelta(seconds=15)
    assert Systemd({**environ, "WATCHDOG_PID": str(os.getpid())}).watchdog is not None


def test_a_watchdog_of_another_process_or_none_is_not_fed() -> None:
    environ = {"NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "30000000"}
    assert Systemd({**environ, "WATCHDOG_PID": "1"}).watchdog is None
    assert Systemd({"NOTIFY_SOCKET": "/run/notify"}).watchdog is None
    assert Systemd({"NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "never"}).watchdog is None


async def test_the_daemon_tells_its_manager_its_whole_life(store: Store, tmp_path: Path) -> None:
    environ = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "20000000"}
    with manager(environ["NOTIFY_SOCKET"]) as inbox:
        setup = Setup(store, sources=(), environ=environ)
        running = asyncio.create_task(setup.daemon.run())
        heard = [await asyncio.to_thread(inbox.recv, 1000) for _ in range(2)]
        setup.daemon.stop("SIGTERM")
        await running
        heard.append(inbox.recv(1000))

    assert heard[0].startswith(b"READY=1")
    assert heard[1] == b"WATCHDOG=1"
    assert heard[2].startswith(b"STOPPING=1")
