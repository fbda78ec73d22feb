"""What a service manager is told, if there is one: the protocol of sd_notify(3), by hand."""

import logging
import os
import socket
from collections.abc import Mapping
from datetime import timedelta

log = logging.getLogger(__name__)


class Systemd:
    """The service manager that `environ` names; without one, what is said goes nowhere."""

    def __init__(self, environ: Mapping[str, str]):
        self._address = _address(environ.get("NOTIFY_SOCKET", ""))
        self.watchdog = _watchdog(environ) if self._address else None

    def say(self, *lines: str) -> None:
        """Send assignments such as READY=1. A manager that does not listen is no trouble."""
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
                out.setblocking(False)
                out.sendto("\n".join(lines).encode(), self._address)
        except OSError as error:
            log.debug("the service manager was not told: %s", error)


def _address(name: str) -> str:
    """A path, or a name in the abstract name space, which begins with a zero byte."""
    if name.startswith("@"):
        return "\0" + name[1:]
    return name if name.startswith("/") else ""


def _watchdog(environ: Mapping[str, str]) -> timedelta | None:
    """How often to say WATCHDOG=1: half of the time after which silence counts as death."""
    limit, process = environ.get("WATCHDOG_USEC", ""), environ.get("WATCHDOG_PID", "")
    if not limit.isdecimal() or not int(limit) or process not in ("", str(os.getpid())):
        return None
    return timedelta(microseconds=int(limit)) / 2
