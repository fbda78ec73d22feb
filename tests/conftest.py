"""What all tests share: a real site, and no way out to the network."""

import ipaddress
import logging
import socket
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

from tests.site import Site

# A busy machine is no fault of what is tested.
hypothesis.settings.register_profile("docwatch", deadline=None)
hypothesis.settings.load_profile("docwatch")

_NAMES = {"localhost", "", None}


@pytest.fixture
def site() -> Iterator[Site]:
    """A site of its own for this test."""
    with Site() as one:
        yield one


@pytest.fixture(autouse=True)
def own_logging() -> Iterator[None]:
    """What a command sets up for its log goes when it is done."""
    root = logging.getLogger()
    names = ["", "monitor", "crawler", "scrapy", "asyncio", "httpx", "httpcore", "aiohttp"]
    names += ["twisted", "trafilatura", "apscheduler", "py.warnings"]
    levels = {name: logging.getLogger(name).level for name in names}
    handlers = root.handlers[:]
    yield
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(capture=False)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Nothing beyond this machine is reachable, and no name but localhost is looked up."""
    connect, connect_ex, getaddrinfo = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _refuse_beyond_loopback(self, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _refuse_beyond_loopback(self, address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name in _NAMES or name == socket.gethostname() or _is_numeric(name):
            return getaddrinfo(host, *args, **kwargs)
        raise socket.gaierror(socket.EAI_NONAME, f"{name}: tests look up no names")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
        # A proxy of the machine must not stand between a test and its site.
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            patch.delenv(name, raising=False)
            patch.delenv(name.upper(), raising=False)
        yield


def _refuse_beyond_loopback(sock: socket.socket, address: Any) -> None:
    if sock.family not in (socket.AF_INET, socket.AF_INET6):
        return
    host = address[0]
    if host == "localhost" or (_is_numeric(host) and ipaddress.ip_address(host).is_loopback):
        return
    raise OSError(f"{host}: tests reach nothing beyond this machine")


def _is_numeric(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True
