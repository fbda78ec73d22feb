"""Documents of the United Nations, by symbol and language, as PDF."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar
from urllib.parse import quote, unquote

from crawler.addresses import canonical
from crawler.items import (
    Block,
    Document,
    Identity,
    Link,
    Page,
    Reading,
    Role,
    UnreadableError,
    Verdict,
)
from crawler.options import UnDocumentsOptions
from crawler.reading import symbols
from crawler.reading.furniture import content, note_number
from crawler.reading.masthead import Masthead, masthead
from crawler.reading.paragraphs import Measure, Paragraph, block, is_heading, joined, paragraphs
from crawler.reading.pdf import Line, Sheet, is_cut, sheets
from crawler.spiders.base import WatchSpider
from crawler.verdict import Judgement, Sight, kind_of

LARGEST_SHELL = 6_000  # bytes: the page that stands for a document which is not there has 1.3 kB
LONGEST_TITLE = 200  # characters of a paragraph that has to serve as one
_NO_MATCH = re.compile(r"there is no document matching your request|object variable not set")
_GOES_ELSEWHERE = re.compile(r"location(?:\.href)?\s*=|location\.(?:replace|assign|reload)|refresh")
_REISSUE = re.compile(r"reissue|重新印发|重新发布|重发", re.IGNORECASE)


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
        if is_cut(body):
            raise UnreadableError("the PDF has no %%EOF at its end")
        bare = cls.bare(page, options)
        document = _document(sheets(body), page.url, options)
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


def _document(pages: Sequence[Sheet], url: str, options: UnDocumentsOptions) -> Document:
    head = masthead(pages[0])
    first = Sheet(pages[0].width, pages[0].height, head.rest)
    text = content((first, *pages[1:]))
    measure = Measure.of(text.body)
    notes = _notes(text.notes)
    reissue, notes = _reissue(head, notes)
    parts = paragraphs(text.body, measure)
    headings = frozenset(part for part in parts if is_heading(part, measure))
    title = _title(parts, headings, head)
    symbol, language = _asked(url, options)
    found = tuple(dict.fromkeys((*head.symbols, *(() if head.symbols else (symbol,)))))
    blocks = tuple(block(part, headings) for part in parts if part is not title)
    if not blocks and title is None:
        raise UnreadableError("no body: nothing but a masthead and furniture")
    return Document(
        url=url,
        title=title.text if title else _substitute(head, parts),
        language=language or head.language or _guess(parts),
        identities=tuple(Identity("symbol", each) for each in found if each),
        dates={"published": head.date} if head.date else {},
        blocks=(*blocks, *(Block("footnote", note) for note in notes)),
        fields=head.fields | ({"reissue": reissue} if reissue else {}),
        remarks={"pages": str(len(pages))},
        twins=_twins(symbol, language, options),
        form="pdf",
        read_by={"title": "largest heading" if title else "subject", "body": "text of the PDF"},
    )


def _title(
    parts: Sequence[Paragraph], headings: frozenset[Paragraph], head: Masthead
) -> Paragraph | None:
    """The largest heading before the text begins; of a resolution, the one with its number."""
    leading: list[Paragraph] = []
    for part in parts[:8]:
        if part in headings:
            leading.append(part)
        elif leading and not part.text.startswith("["):  # "[on the report of ...]"
            break
    numbers = [symbol.split("/RES/")[-1] for symbol in head.symbols if "/RES/" in symbol]
    for part in leading:
        if any(part.text.startswith(f"{number}.") for number in numbers):
            return part
    return max(leading, key=lambda part: round(part.size, 1), default=None)


def _substitute(head: Masthead, parts: Sequence[Paragraph]) -> str:
    first = parts[0].text[:LONGEST_TITLE] if parts else ""
    return head.fields.get("subject") or first or head.fields.get("symbol", "")


def _notes(lines: Sequence[Line]) -> tuple[str, ...]:
    """The footnotes, each joined over lines and pages."""
    groups: list[list[Line]] = []
    expected = 0
    for line in lines:
        mark = note_number(line.text)
        is_next = not mark.isascii() or mark.startswith("*") or mark == str(expected + 1)
        if not groups or (mark and is_next):
            groups.append([line])
            expected = int(mark) if mark.isdecimal() and mark.isascii() else expected
        else:
            groups[-1].append(line)
    return tuple(joined(group, Measure.of(lines)) for group in groups)


def _reissue(head: Masthead, notes: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """What the document says of its being a reissue, and the other notes."""
    if not head.mark:
        return "", notes
    said = next((note for note in notes if note.startswith("*") and _REISSUE.search(note)), "")
    rest = tuple(note for note in notes if note != said)
    return said.lstrip("* ") or head.mark, rest


def _twins(symbol: str, language: str, options: UnDocumentsOptions) -> dict[str, str]:
    names = {symbols.canonical(name): name for name in options.symbols}
    if symbol not in names:
        return {}
    return {
        other: canonical(address(options, names[symbol], other))
        for other in options.languages
        if other != language
    }


def _guess(parts: Sequence[Paragraph]) -> str:
    """Chinese or English, where neither the address nor the masthead says which."""
    text = "".join(part.text for part in parts)
    han = sum("\u4e00" <= char <= "\u9fff" for char in text)
    return "zh" if 4 * han > len(text) else "en"
