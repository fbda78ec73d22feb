"""Reading in a process of its own: what is hostile or slow can hang or kill nothing but that.

There is one such process for the whole program, started when it is first needed and again after it
died. It knows no secret (its environment is empty), has a limit of memory, and ends itself when the
program does, however that ends.
"""

import atexit
import json
import os
import resource
import select
import signal
import struct
import subprocess  # our own interpreter, with a fixed command line
import sys
import threading
import time
from functools import partial
from pkgutil import resolve_name
from typing import IO, Any

from crawler.items import Page, Reading, Role, UnreadableError, dump, load
from crawler.reading import patience

SECONDS = 20.0  # for one page, or between two signs of life of a long document
LONGEST = 300.0  # seconds for a document, whatever signs it gives
MEMORY = 1 << 30  # bytes
_START = 60.0  # seconds for the process to come up on a busy machine
_LENGTH = struct.Struct(">I")
_READY = b"ready"


class Worker:
    """A process that reads pages, one after the other. May be used from any thread.

    It may be silent for `seconds`, and take the `longest` for a document in all.
    """

    def __init__(
        self, *, seconds: float = SECONDS, longest: float = LONGEST, memory: int = MEMORY
    ) -> None:
        self.seconds = seconds
        self.longest = longest
        self._memory = memory
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process that reads at present, if there is one."""
        return self._process.pid if self._process else None

    def read(
        self, spider: type, page: Page, body: bytes, role: Role, options: dict[str, Any]
    ) -> Reading:
        """What `spider.read` makes of a page.

        Raises:
            UnreadableError: it raised that, or something else; or it took too long or too much
                memory.
        """
        order = {
            "spider": f"{spider.__module__}:{spider.__qualname__}",
            "page": dump(page),
            "role": role,
            "options": options,
        }
        with self._lock:
            answer = self._ask(json.dumps(order).encode(), body)
        if "reading" not in answer:
            raise UnreadableError(answer["unreadable"])
        return load(Reading, answer["reading"])

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _ask(self, order: bytes, body: bytes) -> dict[str, str]:
        try:
            process = self._running()
            start = time.monotonic()
            deadline = start + self.seconds
            _send(process.stdin, order, deadline)
            _send(process.stdin, body, deadline)
            answer: dict[str, Any] = json.loads(_receive(process.stdout, deadline))
            while "goes_on" in answer:
                wait = self.seconds + float(answer["goes_on"])
                deadline = min(time.monotonic() + wait, start + self.longest)
                answer = json.loads(_receive(process.stdout, deadline))
        except TimeoutError:
            self._end()
            took = time.monotonic() - start
            limit = self.longest if took > self.longest else self.seconds
            raise UnreadableError(f"the reader took more than {limit:g} s and was ended") from None
        except (OSError, EOFError):
            self._end()
            raise UnreadableError("the reader crashed") from None
        except BaseException:
            self._end()  # an answer is under way that nobody waits for any more
            raise
        return answer

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, nothing of a page
            [sys.executable, "-X", "utf8", "-m", __name__, str(self.seconds), str(self._memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            start_new_session=True,  # Ctrl-C is for us
        )
        if _receive(self._process.stdout, time.monotonic() + _START) != _READY:
            raise EOFError
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()


WORKER = Worker()
atexit.register(WORKER.close)


def _send(pipe: IO[bytes] | None, data: bytes, deadline: float) -> None:
    """Write a message; a reader that takes nothing is as late as one that says nothing."""
    assert pipe is not None  # noqa: S101 - opened above
    number = pipe.fileno()
    rest = memoryview(_LENGTH.pack(len(data)) + data)
    while rest:
        _, ready, _ = select.select([], [number], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError
        rest = rest[os.write(number, rest[: select.PIPE_BUF]) :]


def _receive(pipe: IO[bytes] | None, deadline: float) -> bytes:
    """Read a message."""
    assert pipe is not None  # noqa: S101 - opened above
    (length,) = _LENGTH.unpack(_exactly(pipe.fileno(), _LENGTH.size, deadline))
    return _exactly(pipe.fileno(), length, deadline)


def _exactly(number: int, length: int, deadline: float) -> bytes:
    data = bytearray()
    while len(data) < length:
        ready, _, _ = select.select([number], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError
        part = os.read(number, min(1 << 16, length - len(data)))
        if not part:
            raise EOFError
        data += part
    return bytes(data)


# In the process itself ----------------------------------------------------------------------------


def serve(seconds: float, memory: int) -> None:
    """Read pages from standard input until it is closed: then the program is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    own, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    _say(out, _READY)
    while order := _message(own):
        body = _message(own)
        # Nobody may be there any more to end a reader that hangs: then the alarm does.
        signal.setitimer(signal.ITIMER_REAL, seconds + 5)
        patience.listen(partial(_goes_on, out, seconds))
        answer = _answer(json.loads(order), body)
        signal.setitimer(signal.ITIMER_REAL, 0)
        _say(out, json.dumps(answer).encode())


def _goes_on(out: IO[bytes], seconds: float, further: float) -> None:
    """Say that a reading goes on, for so many further seconds without another word at most."""
    signal.setitimer(signal.ITIMER_REAL, seconds + further + 5)
    _say(out, json.dumps({"goes_on": further}).encode())


def _answer(order: dict[str, Any], body: bytes) -> dict[str, str]:
    try:
        spider = resolve_name(order["spider"])
        options = spider.options_type.model_validate(order["options"])
        reading = spider.read(load(Page, order["page"]), body, order["role"], options)
        return {"reading": dump(reading)}
    except UnreadableError as error:
        return {"unreadable": str(error)}
    except MemoryError:
        return {"unreadable": "the reader had not enough memory for it"}
    except Exception as error:
        return {"unreadable": f"reader failed: {type(error).__name__}: {error}"}


def _message(pipe: IO[bytes]) -> bytes:
    head = pipe.read(_LENGTH.size)
    return pipe.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""


def _say(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


if __name__ == "__main__":
    serve(float(sys.argv[1]), int(sys.argv[2]))
