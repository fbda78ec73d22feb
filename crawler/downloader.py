"""What is asked goes through the gate of its host, to public addresses only, and comes decoded."""

import asyncio
import socket
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast
from urllib.request import getproxies

import aiohttp
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from scrapy import Request
from scrapy.core.downloader import Downloader as ScrapyDownloader
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, ResponseDataLossError
from scrapy.http import Response

from crawler.addresses import host_of, hosts_in, is_ip, is_public
from crawler.gate import Hosts
from crawler.verdict import CutShortError, NotPublicError, TooLargeError

# We ask for these only: of both we can tell whether the body came to its end.
ACCEPTED_ENCODINGS = "gzip, deflate"
_GZIP = frozenset({"gzip", "x-gzip"})
_GZIP_FILE = b"\x1f\x8b\x08"
_PIECE = 16_384  # bytes
_MOST_MEMBERS = 10_000  # parts that a packed body is put together from; honest ones have few


class Downloader(ScrapyDownloader):
    """Scrapy's downloader with the gates of `Hosts` in the place of its own slots.

    Upstream (2.14 to 2.19) `_process_queue` starts a burst of tasks before any of them takes its
    place in the slot, so that the limit of a host is ignored; and its slots are a crawl's own, so
    that two crawls ask one host at once. Here the turn is taken before anything is sent, from a
    gate that all crawls share. A redirect's target waits at the gate of its own host.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._hosts: Hosts = crawler.spider.hosts  # type: ignore[union-attr]
        self._pause: float = crawler.spider.order.delay  # type: ignore[union-attr]
        self._tasks: set[asyncio.Task[Any]] = set()
        self._is_cut = False

    def get_slot_key(self, request: Request) -> str:
        """The host asked. A redirected request carries its first host in `meta`: that is not it."""
        return host_of(request.url)

    def cut_short(self) -> None:
        """End everything in flight and in line with a `CutShortError`, and take nothing more."""
        self._is_cut = True
        for task in self._tasks:
            task.cancel()

    @contextmanager
    def cuttable(self) -> Iterator[None]:
        """A block in which the current task waits for the world, and which `cut_short` ends."""
        if self._is_cut:
            raise CutShortError
        task = cast("asyncio.Task[Any]", asyncio.current_task())
        self._tasks.add(task)
        try:
            yield
        except asyncio.CancelledError:
            if not self._is_cut:
                raise
            raise CutShortError from None
        finally:
            self._tasks.discard(task)

    async def _enqueue_request(self, request: Request) -> Response:
        gate = self._hosts.gate(host_of(request.url))
        gate.require(self.crawler, self._pause)
        with self.cuttable():
            async with gate.turn(self.crawler):
                return await self._ask(request)

    async def _ask(self, request: Request) -> Response:
        start = time.perf_counter()
        try:
            return await self.handlers.download_request_async(request)
        finally:
            request.meta["took"] = int((time.perf_counter() - start) * 1000)


class Handler(AiohttpDownloadHandler):
    """Scrapy's aiohttp handler, which reaches public addresses only and decodes what it gets.

    A host that the source itself names may be anywhere: the operator has put it there. Everything
    else comes from pages, and a page must not make us ask the machines around us.
    """

    experimental = False  # upstream's label; what we rely on is tested here

    def __init__(self, crawler: Crawler) -> None:
        # Not AiohttpDownloadHandler's own __init__: it would open a session with a resolver that
        # takes any address, and load the authorities for every crawl anew.
        super(AiohttpDownloadHandler, self).__init__(crawler)
        self._named = hosts_in(crawler.spider.order.options)  # type: ignore[union-attr]
        self._proxies = frozenset(host_of(url) for url in getproxies().values()) - self._named
        self._ssl_context = crawler.spider.hosts.tls  # type: ignore[union-attr]
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=self._pool_size_total,
                resolver=PublicResolver(self._named | self._proxies),
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            response_class=_ClientResponse,
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
        )

    async def download_request(self, request: Request) -> Response:
        """Ask, decode; raises `NotPublicError` and `TooLargeError` besides Scrapy's errors."""
        self._check_host(request.url)
        request.headers.setdefault("Accept-Encoding", ACCEPTED_ENCODINGS)
        # Otherwise %2F in a query goes out as a slash, and to some servers that is another thing.
        request.meta["verbatim_url"] = True
        try:
            response = await super().download_request(request)
        except DownloadCancelledError as error:  # upstream's only use of it: the size
            raise TooLargeError(f"more than {self._default_maxsize} bytes") from error
        return decoded(response, limit=self._default_maxsize)

    def _check_host(self, url: str) -> None:
        """Refuse literal addresses, which no resolver ever sees, and the proxy's own address."""
        host = (yarl.URL(url).host or "").rstrip(".").lower()
        if host in self._named:
            return
        if host in self._proxies or (is_ip(host) and not is_public(host)):
            raise NotPublicError(host)


class PublicResolver(AbstractResolver):
    """Looks names up, and gives only public addresses for those that are not `trusted`.

    It stands behind the look-up, so that a name which changes its address between a check and the
    request (DNS rebinding) gains nothing.
    """

    def __init__(self, trusted: frozenset[str]) -> None:
        self._trusted = trusted
        self._resolver = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The public addresses of `host`; raises `NotPublicError` where it has others only."""
        found = await self._resolver.resolve(host, port, family)
        if host.rstrip(".").lower() in self._trusted:
            return found
        public = [address for address in found if is_public(address["host"])]
        if found and not public:
            raise NotPublicError(f"{found[0]['host']} ({host})")
        return public

    async def close(self) -> None:
        """Nothing is held open."""
        await self._resolver.close()


def decoded(response: Response, *, limit: int) -> Response:
    """`response` without its content encoding; a packed file, as `sitemap.xml.gz`, comes unpacked.

    That is told by its first bytes, as no two servers label it alike. Raises
    `ResponseDataLossError` where the compressed body ends too early (Scrapy's own decoder takes
    what there is for the whole), `TooLargeError` where it unpacks to more than `limit` bytes, and
    `DownloadFailedError` where it cannot be unpacked.
    """
    named = response.headers.get("Content-Encoding")
    encoding = named.decode("latin-1").strip().lower() if named else ""
    if encoding not in {"", "identity", "deflate"} | _GZIP:
        raise DownloadFailedError(f"the body is encoded as {encoding[:40]!r}, which was not asked")
    body, headers = response.body, response.headers.copy()
    if encoding not in {"", "identity"}:
        body = _unpacked(body, limit) if body else b""
        del headers["Content-Encoding"]
    if body.startswith(_GZIP_FILE):
        body = _unpacked(body, limit)
        headers.pop("Content-Type", None)  # of what was packed, as the length is
    if body is response.body:
        return response
    headers.pop("Content-Length", None)
    return response.replace(body=body, headers=headers)


def _unpacked(packed: bytes, limit: int) -> bytes:
    try:
        return _inflated(packed, limit, zlib.MAX_WBITS | 32)  # gzip or zlib, whichever it is
    except zlib.error:
        pass
    try:
        return _inflated(packed, limit, -zlib.MAX_WBITS)  # some servers take "deflate" literally
    except zlib.error as error:
        raise DownloadFailedError(f"the compressed body cannot be unpacked: {error}") from error


def _inflated(packed: bytes, limit: int, wbits: int) -> bytes:
    body, at = bytearray(), 0
    for _ in range(_MOST_MEMBERS):
        unpacker = zlib.decompressobj(wbits)
        while not unpacker.eof:
            # Piece by piece: what an unpacker does not use, it copies.
            piece = packed[at : at + _PIECE]
            if not piece:
                raise ResponseDataLossError("the compressed body ends before its end")
            body += unpacker.decompress(piece, limit + 1 - len(body))
            if len(body) > limit:
                raise TooLargeError(f"more than {limit} bytes when unpacked")
            at += len(piece) - len(unpacker.unused_data)
        if not packed.startswith(_GZIP_FILE, at):  # what follows is padding, not another member
            return bytes(body)
    raise DownloadFailedError(f"the compressed body has more than {_MOST_MEMBERS} members")
