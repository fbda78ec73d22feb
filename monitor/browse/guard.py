"""Who is answered at all: requests that name this server by a name of its own.

A page anywhere on the web can have its own name lead to 127.0.0.1, and then read from a browser on
this machine whatever is served there, as if it were its own. The browser says which name it asked
for; we answer to ours alone. An address of digits is nobody's to lead elsewhere, so any will do.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from crawler.addresses import is_ip

# Datasette's own pages have scripts and styles in them: what they are kept from is everything that
# is loaded from elsewhere. Our pages bring a stricter policy, which is left as it is.
_HEADERS = {
    "content-security-policy": (
        "default-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none';"
        " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}

# Beginning so, an address of Datasette's is about Datasette: where files lie on this machine, which
# threads run, forms to try rules with. A reader needs what is named here, and nothing else of it.
_ABOUT = "/-/"
_OPEN = ("/-/docwatch", "/-/static/", "/-/static-plugins/")

_NO_PAGE = (404, "There is no such page.\n")
_MISDIRECTED = (
    421,
    "docwatch does not answer to this name. Ask for it as localhost, by its IP address, or by the"
    " name under `public_url` in config.yaml.\n",
)


class Guard:
    """`app` (ASGI), for those who ask for it by an address of digits, as localhost, or by `names`.

    Anybody else gets 421 and a sentence. `base` is the path that all addresses begin with. What
    Datasette has to say of itself and of its machine is shown to nobody. Every answer tells the
    browser to load nothing from elsewhere, and to let no other site show or read it.
    """

    def __init__(self, app: Any, *, names: Iterable[str], base: str = "/"):
        self._app = app
        self._base = base.rstrip("/")
        self._names = {"localhost", *(name.lower() for name in names)}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":  # the server's start and end
            await self._app(scope, receive, send)
            return
        if not self._is_ours([value for name, value in scope["headers"] if name == b"host"]):
            await _refuse(send, *_MISDIRECTED)
            return
        if self._is_about_datasette(scope):
            await _refuse(send, *_NO_PAGE)
            return

        async def send_with_headers(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _guarded(message.get("headers", ()))}
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _is_ours(self, hosts: list[bytes]) -> bool:
        """Whether the one `Host` that was sent is a name of ours. None, or several: no."""
        if len(hosts) != 1:
            return False
        name = host_name(f"//{hosts[0].decode('latin-1')}")
        return name in self._names or is_ip(name)

    def _is_about_datasette(self, scope: Any) -> bool:
        raw = scope.get("raw_path") or scope["path"].encode()  # the raw one is what Datasette reads
        path = raw.decode("latin-1").removeprefix(self._base)
        return path.startswith(_ABOUT) and not path.startswith(_OPEN)


def host_name(url: str) -> str:
    """The host that an address names, without its port; empty for none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _guarded(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    said = {name.lower() for name, _ in headers}
    more = ((name.encode(), value.encode()) for name, value in _HEADERS.items())
    return [*headers, *((name, value) for name, value in more if name not in said)]


async def _refuse(send: Any, status: int, sentence: str) -> None:
    body = sentence.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": _guarded(headers)})
    await send({"type": "http.response.body", "body": body})
