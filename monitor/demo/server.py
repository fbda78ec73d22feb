"""A web server of the demo, on loopback and on a port of its own."""

from abc import ABC, abstractmethod
from typing import Self

from aiohttp import web


class Server(ABC):
    """Open it with `async with`; `url` is where it answers then, without a slash at the end."""

    def __init__(self) -> None:
        self.url = ""

    @abstractmethod
    def answer(self, request: web.Request) -> web.Response:
        """What is answered."""

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_get("/{path:.*}", self._handle)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.Response:
        return self.answer(request)
