"""Documents of the United Nations, by symbol and language, as PDF."""

import re
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import quote, unquote

from crawler.addresses import canonical
from crawler.items import Document, Identity, Link, Page, Reading, Role, UnreadableError, Verdict
from crawler.options import UnDocumentsOptions
from crawler.reading import symbols
from crawler.reading.pdf import is_cut
from crawler.reading.un_document import UnText, read_pdf
from crawler.spiders.base import WatchSpider
from crawler.verdict import Judgement, Sight, kind_of

LARGEST_SHELL = 6_000  # bytes: the page that stands for a document which is not there has 1.3 kB
_NO_MATCH = re.compile(r"there is no document matching your request|object variable not set")
_GOES_ELSEWHERE = re.compile(r"location(?:\.href)?\s*=|location\.(?:replace|assign|reload)|refresh")


class UnDocumentsSpider(WatchSpider):
    """Reads UN documents, each in every language that is asked for."""

    name = "un_documents"
    options_type = UnDocumentsOptions
    expected: ClassVar[Mapping[Role, frozenset[str]]] = {"document": frozenset({"pdf"})}
    in_worker = True

    @classmethod
    def entries(cls, options: UnDocumentsOptions) -> tuple[Link, ...]:
        """Every symbol in every language, and every address given."""
        by_symbol = (
            address(options, symbol, language)
            for symbol in options.symbols
            for language in options.languages
        )
        return tuple(Link(url, "document") for url in (*by_symbol, *options.urls))

    @classmethod
    def second_look(cls, page: Page, body: bytes) -> Judgement:
        """A document that is not there is no error here, and a PDF without its end no document."""
        if _is_miss(page, body):
            return Verdict.NOT_PUBLISHED, f"no document yet: {_what(body)} (status {page.status})"
        if page.verdict is Verdict.OK and is_cut(body):
            return Verdict.TRUNCATED, f"the PDF has no %%EOF at its end ({len(body)} bytes)"
        return page.verdict, page.evidence

    @classmethod
    def bare(cls, page: Page, options: UnDocumentsOptions) -> Reading:
        """A symbol in one language is enumerated as soon as its address has answered."""
        symbol, language = _asked(page.url, options)
        named = f"symbol:{symbol}:{language}" if symbol else f"address:{page.url}"
        return Reading(interface=named, ends=True)

    @classmethod
    def read(cls, page: Page, body: bytes, role: Role, options: UnDocumentsOptions) -> Reading:
        """The one document of a PDF.

        Raises:
            UnreadableError: it is no PDF, or one that is encrypted, damaged or without text.

        """
        if kind_of({}, body) != "pdf":
            raise UnreadableError("this is no PDF")
        bare = cls.bare(page, options)
        document = _document(read_pdf(body), page.url, options)
        return Reading(documents=(document,), interface=bare.interface, ends=bare.ends)


def address(options: UnDocumentsOptions, symbol: str, language: str) -> str:
    """Where `symbol` is to be had in `language`."""
    encoded = quote(symbol, safe="")
    return options.address.replace("{symbol}", encoded).replace("{language}", language)


def _asked(url: str, options: UnDocumentsOptions) -> tuple[str, str]:
    """The symbol and the language that an address of ours asks for; empty for any other."""
    # The template as the address is spelled when it is asked, its two gaps marked by letters.
    template = canonical(
        options.address.replace("{symbol}", "SYMBOLGAP").replace("{language}", "LANGUAGEGAP")
    )
    form = re.escape(template).replace("SYMBOLGAP", r"(?P<symbol>.+?)", 1)
    form = form.replace("LANGUAGEGAP", r"(?P<language>[a-z]{2})", 1)
    found = re.fullmatch(form, url)
    if found is None:
        return "", ""
    try:
        return symbols.canonical(unquote(found["symbol"])), found["language"]
    except ValueError:
        return "", found["language"]


# What is not there -------------------------------------------------------------------------------


def _is_miss(page: Page, body: bytes) -> bool:
    if page.status != 200 or page.verdict is Verdict.BLOCKED:
        return False
    if not body.strip():
        return True
    return kind_of(page.headers, body) == "html" and _is_note_or_shell(page, body)


def _is_note_or_shell(page: Page, body: bytes) -> bool:
    sight = Sight(page.headers, body)
    if len(body) > LARGEST_SHELL:
        return False
    if _NO_MATCH.search(sight.text):
        return True
    # A page for scripts to fill, and nothing in it: what the site answers for what it has not.
    is_empty = page.verdict is Verdict.WRONG_TYPE and len(sight.text) <= 80
    has_scripts = "<script" in sight.source and "src=" in sight.source
    return is_empty and has_scripts and not _GOES_ELSEWHERE.search(sight.source)


def _what(body: bytes) -> str:
    return f"{len(body)} bytes of HTML, no PDF" if body.strip() else "0 bytes"


# What is there -----------------------------------------------------------------------------------


def _document(text: UnText, url: str, options: UnDocumentsOptions) -> Document:
    symbol, language = _asked(url, options)
    found = tuple(dict.fromkeys(text.symbols or (symbol,)))
    return Document(
        url=url,
        title=text.title,
        language=language or text.language,
        identities=tuple(Identity("symbol", each) for each in found if each),
        dates={"published": text.date} if text.date else {},
        blocks=text.blocks,
        fields=text.fields,
        remarks=text.remarks,
        twins=_twins(symbol, language, options),
        form=text.form,
        read_by={"title": text.title_by, "body": text.body_by},
    )


def _twins(symbol: str, language: str, options: UnDocumentsOptions) -> dict[str, str]:
    names = {symbols.canonical(name): name for name in options.symbols}
    if symbol not in names:
        return {}
    return {
        other: canonical(address(options, names[symbol], other))
        for other in options.languages
        if other != language
    }
