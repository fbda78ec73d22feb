"""A site for measuring, in a process of its own: pages of 25 kB that differ with every fetch.

Run as `python -m tests.bench.site`; it prints its port and serves until its standard input closes.

    /page/7              a page with a `main`; nonces, counters and a ticker differ every time
    /zh/news-zh/page/2/  a page of a listing of articles, twenty on each
    /zh/story-7/         an article in the theme of a US mission
    /be/still, /be/noisy whether a page that is asked with its ETag answers 304 or comes whole
"""

import asyncio
import itertools
import random
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from tests.embassy_pages import Entry, article, listing

SIZE = 25_000  # bytes of a page, more or less
ON_A_LISTING = 20

_MARK = 424242  # stands in a page wherever it differs from one fetch to the next
_NAMES = 3000  # characters in use: the first of the CJK block will do for any
_PATH = re.compile(rb"GET (\S+) HTTP/1.1\r\n")
_ASKED_ETAG = re.compile(rb"\r\nif-none-match: ?(\S+)\r\n", re.IGNORECASE)


class Server(asyncio.Protocol):
    """One connection; all of them share the counter and the mood."""

    fetches = itertools.count(100_000)
    is_still = False

    def __init__(self, count: int) -> None:
        self._count = count

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._asked = b""

    def data_received(self, data: bytes) -> None:
        self._asked += data
        while (end := self._asked.find(b"\r\n\r\n")) >= 0:
            head, self._asked = self._asked[: end + 4], self._asked[end + 4 :]
            self._transport.write(self._answer(head))  # type: ignore[attr-defined]

    def _answer(self, head: bytes) -> bytes:
        found = _PATH.match(head)
        path = found[1].decode() if found else ""
        if path.startswith("/be/"):
            Server.is_still = path == "/be/still"
            return _response(b"200 OK", b"", b"")
        host = re.search(rb"\r\nhost: ?(\S+)\r\n", head, re.IGNORECASE)
        body = page(path, f"http://{host[1].decode() if host else ''}", self._count)
        if body is None:
            return _response(b"404 Not Found", b"", b"not here")
        etag = b'"%d"' % abs(hash(path))
        asked = _ASKED_ETAG.search(head)
        if self.is_still and asked and asked[1] == etag:
            return _response(b"304 Not Modified", etag, b"")
        noise = b"%d" % next(self.fetches)
        return _response(b"200 OK", etag, body.replace(b"%d" % _MARK, noise))


def _response(status: bytes, etag: bytes, body: bytes) -> bytes:
    tag = b"ETag: %b\r\n" % etag if etag else b""
    return (
        b"HTTP/1.1 %b\r\nContent-Type: text/html; charset=utf-8\r\n%bContent-Length: %d\r\n\r\n%b"
        % (status, tag, len(body), body)
    )


@lru_cache(maxsize=30_000)
def page(path: str, base: str, count: int) -> bytes | None:
    if match := re.fullmatch(r"/page/(\d+)", path):
        return _webpage(int(match[1]))
    if match := re.fullmatch(r"/zh/story-(\d+)/", path):
        return _article(int(match[1]), base)
    if match := re.fullmatch(r"/zh/news-zh/(?:page/(\d+)/)?", path):
        return _listing(int(match[1] or 1), base, count)
    return None


def _webpage(number: int) -> bytes:
    """A fifth of it is text; the rest is what stands around it on every page of the site."""
    paragraphs = "".join(f"<p>{text}</p>\n" for text in _texts(number, SIZE // 5))
    links = "".join(
        f'<li class="menu-{n}"><a href="/menu/{n}">栏目 {n}</a></li>' for n in range(40)
    )
    head = f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<title>{_title(number)} - 观察站</title><link rel="stylesheet" href="/style.css?ver={_MARK}">
<script>var nonce = "{_MARK:x}{_MARK}", time = {_MARK};</script></head>
<body class="page noise-{_MARK}"><nav><ul>{links}</ul></nav>
<main id="main"><h1>{_title(number)}</h1>{paragraphs}</main>
<aside><p>第 {_MARK} 次访问</p></aside>"""
    foot = f'<footer><a href="/?session={_MARK}">联络我们</a></footer></body></html>'
    fill = SIZE - len((head + foot).encode())
    cards = "".join(_cards(1_000_000))
    # Cut where it may: what is left open at the end of a page, browsers close.
    return (
        f"{head}<section>{cards.encode()[:fill].decode(errors='ignore')}</section>{foot}".encode()
    )


def _article(number: int, base: str) -> bytes:
    page = article(
        _title(number),
        _texts(number, SIZE // 5),
        tags=("外交", "声明"),
        post_id=1000 + number,
        slug=f"story-{number}",
        base=base,
        noise=_MARK,
    )
    fill = "".join(islice(_cards(1_000_000), max(SIZE - len(page.encode()), 0) // 180))
    return page.replace("<footer>", f"<footer>{fill}").replace(f"{_MARK:010x}", f"{_MARK}").encode()


def _listing(page: int, base: str, count: int) -> bytes:
    numbers = range((page - 1) * ON_A_LISTING, min(page * ON_A_LISTING, count))
    entries = [
        Entry(_title(number), f"{base}/zh/story-{number}/", _texts(number, 200)[0] + "……")
        for number in numbers
    ]
    further = f"{base}/zh/news-zh/page/{page + 1}/" if page * ON_A_LISTING < count else ""
    shown = listing(entries, next=further, base=base, noise=_MARK)
    return shown.replace(f"{_MARK:010x}", f"{_MARK}").encode()


def _cards(number: int) -> Iterator[str]:
    """What stands beside the text: more of it than a page has room for."""
    for n, text in enumerate(_texts(number, SIZE, 60)):
        yield (
            f'<div class="card card-{n}"><a href="/other/{n}?from={_MARK}">'
            f'<img src="/{n}.png" alt=""><span>{text}</span></a></div>\n'
        )


def _title(number: int) -> str:
    start = number * 7919 % (len(_POOL) - 20)
    return f"{_POOL[start : start + 14]}（{number}）"


def _texts(number: int, size: int, length: int = 450) -> list[str]:
    """Paragraphs of about `length` bytes, `size` bytes of them in all; the same for a number."""
    draw = random.Random(number)
    starts = (draw.randrange(len(_POOL) - 200) for _ in range(max(size // length, 1)))
    return [_POOL[start : start + length // 3 - 1] + "。" for start in starts]


def _pool() -> str:
    """Characters as unevenly spread as in any text, so that it compresses like one."""
    draw = random.Random(1)
    characters = [chr(0x4E00 + 5 * n) for n in range(_NAMES)]
    weights = [1 / (n + 8) for n in range(_NAMES)]
    return "".join(draw.choices(characters, weights, k=200_000))


_POOL = _pool()


async def main(count: int) -> None:
    """Serve until nobody wants it any more."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Server(count), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
