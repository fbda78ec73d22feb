"""The demo's United Nations: documents as PDF, by symbol and language."""

from collections.abc import Mapping
from importlib.resources import files

from aiohttp import web

from monitor.demo.server import Server

ADDRESS = "/api/symbol/access?s={symbol}&l={language}&t=pdf"
AID = "A/99/214"
MISSION = "A/99/305"


class UnitedNations(Server):
    """A small site of UN documents: `documents` are the files by symbol and language.

    For what is not there it answers as the real one does: with status 200 and nothing in it.
    """

    def __init__(self, documents: Mapping[tuple[str, str], bytes]) -> None:
        super().__init__()
        self.documents = dict(documents)

    def answer(self, request: web.Request) -> web.Response:
        """The document that is asked for."""
        if request.path != ADDRESS.partition("?")[0]:
            return web.Response(status=404, text="Not Found")
        asked = request.query.get("s", ""), request.query.get("l", "")
        body = self.documents.get(asked, b"")
        return web.Response(body=body, content_type="application/pdf" if body else "text/html")


def shipped(name: str) -> bytes:
    """A PDF that comes with the demo."""
    return (files("monitor.demo") / "pdf" / f"{name}.pdf").read_bytes()
