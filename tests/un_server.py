"""A server that answers as those of the United Nations do: by symbol, with its feeds and pages."""

from collections.abc import Callable
from typing import Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from tests.site import Asked, Site

Miss = Literal["shell", "empty", "note", "error 91", "not found"]
Key = tuple[str, str, str]  # symbol, language, format

ADDRESS = "/api/symbol/access?s={symbol}&l={language}&t={format}"
LEGACY = "/access.nsf/Get?Open&DS={symbol}&Lang={letter}"
LANDING = "/{language}/{symbol}"
SHELL = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>ODS</title>"
    "<link rel=icon href=/favicon.ico><script type=module src=/assets/index.js></script></head>"
    "<body><div id=root></div>" + "<!-- kept for older browsers -->" * 35 + "</body></html>"
)
NOTE = "<html><body><p>There is no document matching your request.</p></body></html>"
ERROR_91 = "<html><body><h2>Error 91: Object variable not set</h2></body></html>"
_ON = '<html><head><META HTTP-EQUIV="refresh" CONTENT="1; URL={to}"></head><body></body></html>'
_FRAMED = (
    "<!doctype html><html><head><title>ODS</title><script src=/assets/index.js></script></head>"
    "<body><iframe src='{to}'></iframe></body></html>"
)
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
}
_LETTERS = {"E": "en", "C": "zh", "F": "fr", "S": "es", "R": "ru", "A": "ar"}
_HTML = {"Content-Type": "text/html"}
_CHALLENGE = {"Content-Type": "text/html", "x-amzn-waf-action": "challenge"}


class UnServer:
    """Documents by symbol, language and format. Files have job numbers, and stand elsewhere.

    What is not there is answered as `miss` says, and with `challenge` everything by a wall. The
    older servers' way leads over two pages, of which the second is gone after its first use; with
    `wants_session` it knows of no document before the front page has given a cookie. With `framed`,
    a landing page shows the file in a frame.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.miss: Miss = "shell"
        self.challenge = False
        self.wants_session = False
        self.framed = True
        self.documents: dict[Key, bytes] = {}
        self._temporary: dict[str, str] = {}
        self._used = 0
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

    def job(self, symbol: str, *, language: str = "en", form: str = "pdf") -> str:
        """The job number by which a file is had as well."""
        return f"N21{list(self.documents).index((symbol, language, form)):05}"

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
        """The documents asked for by their symbols, in order."""
        paths = [path for path in self.site.paths if path.startswith("/api/") and "s=" in path]
        return [_key(path) for path in paths]

    def _answer(self, handler: Any, asked: Asked) -> None:
        path = urlsplit(asked.path).path
        ways: dict[str, Callable[[Any, Asked], None]] = {
            "/api/symbol/access": self._by_symbol,
            "/access.nsf/Get": self._by_pages,
            "/TMP/": self._by_temporary_page,
            "/doc/": self._file,
        }
        way = next((way for start, way in ways.items() if path.startswith(start)), self._landing)
        if self.challenge:
            handler.reply(202, _CHALLENGE, b"")
        elif path == "/":
            cookie = {"Set-Cookie": "sessionID=7f3a; Path=/"}
            handler.reply(200, _HTML | cookie, SHELL.encode())
        else:
            way(handler, asked)

    def _by_symbol(self, handler: Any, asked: Asked) -> None:
        query = parse_qs(urlsplit(asked.path).query)
        if "j" in query:
            numbers = {
                self.job(*key[:1], language=key[1], form=key[2]): key for key in self.documents
            }
            key = numbers.get(query["j"][0])
        else:
            key = _key(asked.path)
            if any(char in key[0] for char in "^[]"):
                handler.reply(400, {"Content-Type": "text/plain"}, b"illegal character")
                return
        if key in self.documents:
            handler.reply(302, {"Location": self._place(key)}, b"")
        else:
            self._missing(handler)

    def _by_pages(self, handler: Any, asked: Asked) -> None:
        query = parse_qs(urlsplit(asked.path).query)
        key = (unquote(query["DS"][0]), _LETTERS[query["Lang"][0]], "pdf")
        if self.wants_session and "sessionID=" not in asked.headers.get("cookie", ""):
            handler.reply(200, _HTML, NOTE.encode())
        elif key in self.documents:
            self._used += 1
            where = f"/TMP/{7000000 + self._used}.html"
            self._temporary[where] = f"{self._place(key)}?OpenElement"
            handler.reply(200, _HTML, _ON.format(to=where).encode())
        else:
            self._missing(handler)

    def _by_temporary_page(self, handler: Any, asked: Asked) -> None:
        where = self._temporary.pop(asked.path, "")
        if where:
            handler.reply(200, _HTML, _ON.format(to=where).encode())
        else:
            handler.reply(404, _HTML, b"not found")

    def _landing(self, handler: Any, asked: Asked) -> None:
        language, _, symbol = unquote(urlsplit(asked.path).path).strip("/").partition("/")
        key = (symbol, language, "pdf")
        if key not in self.documents:
            self._missing(handler)
            return
        page = _FRAMED.format(to=self._place(key)) if self.framed else SHELL
        handler.reply(200, _HTML, page.encode())

    def _place(self, key: Key) -> str:
        return f"/doc/undoc/gen/n21/{list(self.documents).index(key)}.{key[2]}"

    def _file(self, handler: Any, asked: Asked) -> None:
        number, _, form = urlsplit(asked.path).path.rpartition("/")[2].partition(".")
        body = list(self.documents.values())[int(number)]
        handler.reply(200, {"Content-Type": _TYPES[form]}, body)

    def _missing(self, handler: Any) -> None:
        if self.miss == "not found":
            handler.reply(404, _HTML, b"not found")
            return
        body = {"shell": SHELL, "empty": "", "note": NOTE, "error 91": ERROR_91}[self.miss]
        handler.reply(200, _HTML if body else {}, body.encode())


def _key(path: str) -> Key:
    query = parse_qs(urlsplit(path).query)
    language = query["l"][0]
    return unquote(query["s"][0]), _LETTERS.get(language, language), query["t"][0]
