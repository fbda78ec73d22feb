"""A real web site on 127.0.0.1 for tests: it serves, fails, hangs, refuses, and remembers."""

import gzip
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

PATIENCE = 10.0  # seconds that a held request waits at most, so that a broken test ends
CHUNK = 64 * 1024

Action = Callable[["_Handler", "Asked"], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in; header names in lower case."""

    number: int
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a path answers with."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, handler: "_Handler", asked: Asked) -> None:
        if self.status == 200 and _is_unchanged(self.headers, asked):
            handler.reply(304, self.headers, b"")
            return
        handler.reply(self.status, self.headers, self.body)


class Site:
    """A site of its own on an ephemeral port.

    Unknown paths answer 404, and so does /robots.txt until it is given. `requests` has everything
    that was asked, in order; `most_in_flight` the greatest number of requests that waited for an
    answer at one time. With `linger` (seconds) every answer waits that long for the company of a
    second request, so that requests which overlap are seen to overlap.
    """

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.host = host
        self.linger = 0.0
        self.requests: list[Asked] = []
        self.most_in_flight = 0
        self._in_flight = 0
        self._lock = threading.Lock()
        self._company = threading.Event()
        self._arrived = threading.Condition(self._lock)
        self._released = threading.Event()
        self._actions: dict[str, Action] = {}
        self._everything: Action | None = None
        self._otherwise: Action = _NOT_FOUND
        self._server = _Server((host, 0), self)
        self.port: int = self._server.server_address[1]
        self._thread: threading.Thread | None = None
        self.listen()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def url(self, path: str = "/", *, host: str | None = None) -> str:
        """The address of `path`, by another name of the same machine if `host` is given."""
        return f"http://{host or self.host}:{self.port}{path}"

    # What it answers

    def serve(
        self,
        path: str,
        body: str | bytes,
        *,
        status: int = 200,
        content_type: str | None = "text/html; charset=utf-8",
        headers: Mapping[str, str] | None = None,
        etag: bool = False,
        last_modified: datetime | None = None,
        compress: bool = False,
    ) -> None:
        """Answer `path` with `body`; with `etag` or `last_modified`, 304 to who has it already."""
        content = body.encode() if isinstance(body, str) else body
        sent = dict(headers or {})
        if content_type is not None:
            sent.setdefault("Content-Type", content_type)
        if etag:
            sent["ETag"] = f'"{sha256(content).hexdigest()[:16]}"'
        if last_modified is not None:
            sent["Last-Modified"] = format_datetime(last_modified, usegmt=True)
        if compress:
            content = gzip.compress(content, mtime=0)
            sent["Content-Encoding"] = "gzip"
        self.act(path, Answer(content, status, sent))

    def answer(self, path: str) -> Answer:
        """What `path` answers with, where that was given by `serve`."""
        found = self._actions[path]
        assert isinstance(found, Answer)
        return found

    def act(self, path: str, action: Action) -> None:
        """Let a function answer `path`."""
        self._actions[path] = action

    def otherwise(self, action: Action) -> None:
        """Let a function answer all paths that have no answer of their own."""
        self._otherwise = action

    def remove(self, path: str) -> None:
        """From now on `path` answers 404."""
        self._actions.pop(path, None)

    def robots(self, text: str, *, status: int = 200, content_type: str = "text/plain") -> None:
        """Give the site a robots.txt."""
        self.serve("/robots.txt", text, status=status, content_type=content_type)

    def redirect(self, path: str, to: str, *, status: int = 302) -> None:
        """Forward `path` to the address or path `to`."""
        self.act(path, Answer(b"", status, {"Location": to}))

    def fail(self, status: int = 500, path: str | None = None, body: str = "out of order") -> None:
        """Answer `path`, or everything, with `status` until `mend`."""
        self._set(path, Answer(body.encode(), status, {"Content-Type": "text/plain"}))

    def hang(self, path: str | None = None) -> None:
        """Take requests for `path`, or all, and do not answer before `release`."""
        self._set(path, self._hang)

    def reset(self, path: str | None = None) -> None:
        """Close the connection of who asks for `path`, or anything, without a word."""
        self._set(path, _reset)

    def truncate(self, path: str, body: str | bytes, *, sent: int) -> None:
        """Promise the whole `body`, send its first `sent` bytes, and close."""
        content = body.encode() if isinstance(body, str) else body

        def action(handler: "_Handler", _: Asked) -> None:
            handler.begin(200, {"Content-Type": "text/html", "Content-Length": str(len(content))})
            handler.wfile.write(content[:sent])
            handler.close_connection = True

        self.act(path, action)

    def stream(self, path: str, size: int | None = None, *, compress: bool = False) -> None:
        """Send `size` bytes without saying how many (None: until the client has enough)."""
        self.act(path, lambda handler, _: handler.pour(size, compress))

    def mend(self, path: str | None = None) -> None:
        """Undo `fail`, `hang` and `reset` of everything, or of `path`."""
        if path is None:
            self._everything = None
        else:
            self._actions.pop(path, None)

    def release(self) -> None:
        """Let all held requests go, and hold none from now on."""
        self._released.set()

    # Whether it answers

    def refuse(self) -> None:
        """Stop listening: connections are refused until `listen`."""
        if self._thread is not None:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()
            self._thread = None

    def listen(self) -> None:
        """Take connections, on the same port as before."""
        if self._thread is not None:
            return
        if self._server.socket.fileno() == -1:
            self._server = _Server((self.host, self.port), self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Let everybody go and give the port back."""
        self.release()
        self.refuse()

    # What it saw

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order, /robots.txt left out."""
        return [asked.path for asked in self.requests if asked.path != "/robots.txt"]

    def asked(self, path: str) -> list[Asked]:
        """The requests for `path`, in order."""
        return [asked for asked in self.requests if asked.path == path]

    def forget(self) -> None:
        """Start counting anew."""
        with self._lock:
            self.requests.clear()
            self.most_in_flight = self._in_flight

    def wait_for(self, count: int, path: str | None = None) -> bool:
        """Block until `count` requests (for `path`) have come in; False if they do not come."""

        def has_come() -> bool:
            return len(self.requests if path is None else self.asked(path)) >= count

        with self._arrived:
            return self._arrived.wait_for(has_come, timeout=PATIENCE)

    # Inside

    def handle(self, handler: "_Handler") -> None:
        """Answer one request, counting it in and out."""
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in handler.headers.items()}
        with self._arrived:
            asked = Asked(len(self.requests), handler.command, handler.path, headers, body)
            self.requests.append(asked)
            self._in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self._in_flight)
            if self._in_flight > 1:
                self._company.set()
            self._arrived.notify_all()
        handler.is_open = True
        try:
            if self.linger:
                self._company.wait(self.linger)
            self._action(asked.path)(handler, asked)
        finally:
            self.count_out(handler)

    def count_out(self, handler: "_Handler") -> None:
        """A request is no longer in flight as soon as its answer begins.

        The client may have the answer, and ask for the next page, before our thread goes on.
        """
        with self._lock:
            self._in_flight -= handler.is_open
            handler.is_open = False

    def _action(self, path: str) -> Action:
        if self._everything is not None:
            return self._everything
        return self._actions.get(path, self._otherwise)

    def _set(self, path: str | None, action: Action) -> None:
        if path is None:
            self._everything = action
        else:
            self._actions[path] = action

    def _hang(self, handler: "_Handler", _: Asked) -> None:
        self._released.wait(PATIENCE)
        handler.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], site: Site) -> None:
        self.site = site
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is the client's business."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    is_open = False

    def do_GET(self) -> None:
        self.server.site.handle(self)

    def do_HEAD(self) -> None:
        self.server.site.handle(self)

    def do_POST(self) -> None:
        self.server.site.handle(self)

    def setup(self) -> None:
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        super().setup()

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Send the status line and the headers."""
        self.server.site.count_out(self)
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def reply(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Send a whole answer."""
        has_body = self.command != "HEAD" and status not in {204, 304}
        length = {} if status in {204, 304} else {"Content-Length": str(len(body))}
        self.begin(status, {**length, **headers})
        if has_body:
            self.wfile.write(body)

    def pour(self, size: int | None, compress: bool) -> None:
        """Send `size` bytes (None: without end) and close."""
        encoding = {"Content-Encoding": "gzip"} if compress else {}
        self.begin(200, {"Content-Type": "text/html", "Connection": "close", **encoding})
        self.close_connection = True
        if compress:
            self.wfile.write(gzip.compress(b"0" * (size or 0), mtime=0))
            return
        for chunk in _chunks(size):
            self.wfile.write(chunk)

    def log_message(self, format: str, *args: object) -> None:
        """A test's output is not the place for an access log."""


_NOT_FOUND = Answer(b"not found", 404, {"Content-Type": "text/plain"})


def _reset(handler: _Handler, _: Asked) -> None:
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def _chunks(size: int | None) -> Iterator[bytes]:
    sent = 0
    while size is None or sent < size:
        length = CHUNK if size is None else min(CHUNK, size - sent)
        sent += length
        yield b"0" * length


def _is_unchanged(headers: Mapping[str, str], asked: Asked) -> bool:
    etag, modified = headers.get("ETag"), headers.get("Last-Modified")
    if etag and "if-none-match" in asked.headers:
        return etag in asked.headers["if-none-match"]
    return modified is not None and asked.headers.get("if-modified-since") == modified
