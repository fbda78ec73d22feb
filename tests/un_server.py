"""A server that answers as those of the United Nations do: by symbol, with its feeds and pages."""

from collections.abc import Callable
from typing import Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from tests.site import Asked, Site

Miss = Literal["shell", "empty", "note", "not found"]
Key = tuple[str, str, str]  # symbol, language, format

ADDRESS = "/api/symbol/access?s={symbol}&l={language}&t={format}"
_SHELL = (
    "<!doctype html><html lang=en><head><title>ODS</title>"
    "<script type=module src=/assets/index.js></script></head>"
    "<body><div id=root></div></body></html>"
)
_NOTE = "<html><body><p>There is no document matching your request.</p></body></html>"
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
}
_LETTERS = {"E": "en", "C": "zh", "F": "fr", "S": "es", "R": "ru", "A": "ar"}


class UnServer:
    """Documents by symbol, language and format. Files have job numbers, and stand elsewhere.

    What is not there is answered as `miss` says.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.miss: Miss = "shell"
        self.documents: dict[Key, bytes] = {}
        site.otherwise(self._answer)

    @property
    def address(self) -> str:
        """The address template, for a source's options."""
        return self.site.url(ADDRESS)

    def publish(self, symbol: str, body: bytes, *, language: str = "en", form: str = "pdf") -> None:
        """Put a document there, or another file in the place of the one that was."""
        self.documents[symbol, language, form] = body

    def withdraw(self, symbol: str, *, language: str = "en", form: str = "pdf") -> None:
        """Take a document away."""
        del self.documents[symbol, language, form]

    def feed(self, path: str, *titles: str) -> None:
        """A feed whose items have symbols as their titles, and lead to nothing in particular."""
        items = "".join(
            f"<item><title>{title}</title><link>https://undocs.org/</link>"
            "<description>A new document</description></item>"
            for title in titles
        )
        head = (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>New</title>'
        )
        self.site.serve(path, f"{head}{items}</channel></rss>", content_type="application/rss+xml")

    def page(self, path: str, *links: str) -> None:
        """A web page with these links."""
        anchors = "".join(
            f"<li><a href='{link}'>document {n}</a></li>" for n, link in enumerate(links)
        )
        self.site.serve(
            path, f"<html><title>Elections</title><main><ul>{anchors}</ul></main></html>"
        )

    @property
    def asked(self) -> list[Key]:
        """The documents asked for, in order."""
        paths = [path for path in self.site.paths if path.startswith("/api/")]
        return [_key(path) for path in paths]

    def _answer(self, handler: Any, asked: Asked) -> None:
        path = urlsplit(asked.path).path
        ways: dict[str, Callable[[Any, str], None]] = {
            "/api/symbol/access": self._by_symbol,
            "/doc/": self._file,
        }
        way = next((way for start, way in ways.items() if path.startswith(start)), self._missing)
        way(handler, asked.path)

    def _by_symbol(self, handler: Any, path: str) -> None:
        key = _key(path)
        if any(char in key[0] for char in "^[]"):
            handler.reply(400, {"Content-Type": "text/plain"}, b"illegal character")
        elif key in self.documents:
            number = list(self.documents).index(key)
            handler.reply(302, {"Location": f"/doc/undoc/gen/n21/{number}.{key[2]}"}, b"")
        else:
            self._missing(handler, path)

    def _file(self, handler: Any, path: str) -> None:
        number, _, form = path.rpartition("/")[2].partition(".")
        body = list(self.documents.values())[int(number)]
        handler.reply(200, {"Content-Type": _TYPES[form]}, body)

    def _missing(self, handler: Any, _: str) -> None:
        html = {"Content-Type": "text/html"}
        if self.miss == "not found":
            handler.reply(404, html, b"not found")
            return
        body = {"shell": _SHELL, "empty": "", "note": _NOTE}[self.miss]
        handler.reply(200, html if body else {}, body.encode())


def _key(path: str) -> Key:
    query = parse_qs(urlsplit(path).query)
    language = query["l"][0]
    return unquote(query["s"][0]), _LETTERS.get(language, language), query["t"][0]
