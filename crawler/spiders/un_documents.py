"""Documents of the United Nations: by symbol, by number, by feed, and what belongs to them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from crawler.addresses import canonical, resolved
from crawler.items import (
    ABSENT,
    BELIEVABLE,
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
from crawler.reading import symbols, un_document, un_finds
from crawler.reading.pdf import NoTextError
from crawler.reading.un_address import address, asked
from crawler.reading.un_document import UnText
from crawler.reading.un_readers import readers
from crawler.signposts import leads_to
from crawler.spiders.agenda import Asked
from crawler.spiders.base import WatchSpider
from crawler.spiders.un_ahead import Series, followers
from crawler.spiders.un_misses import LARGEST_SHELL, is_miss, is_shell, what
from crawler.spiders.un_places import Places
from crawler.verdict import Judgement, kind_of, one_line

_WORDPERFECT = b"\xffWPC"


class UnDocumentsSpider(WatchSpider):
    """Reads UN documents, each in every language that is asked for."""

    name = "un_documents"
    options_type = UnDocumentsOptions
    expected: ClassVar[Mapping[Role, frozenset[str]]] = {
        "document": frozenset({"pdf", "word"}),
        "listing": frozenset({"html", "xml"}),
    }
    in_worker = True

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        options: UnDocumentsOptions = self.options
        self._places = Places(options, self.known)
        self._led: set[str] = set()  # addresses that pages lead on from
        self._series = [Series(pattern, options.misses) for pattern in options.patterns]
        self._ways: dict[str, str] = {}  # by which way in an address was found
        self._there: set[str] = set()  # symbols of which some language is there
        for known in self.known.values():
            if known.role == "document" and known.answered:
                self._is_there(asked(known.url, options)[0])

    @classmethod
    def entries(cls, options: UnDocumentsOptions) -> tuple[Link, ...]:
        """Every symbol in every language, every address given, and where others are found."""
        by_symbol = (
            address(options, symbol, language)
            for symbol in options.symbols
            for language in options.languages
        )
        return (
            *(Link(url, "document") for url in (*by_symbol, *options.urls)),
            *(Link(url, "listing") for url in (*options.feeds, *options.pages)),
        )

    @property
    def front_door(self) -> str:
        """What is asked before the first document; empty for nothing."""
        return self.options.front_door or ""

    def onward(self, asked: Asked, url: str, body: bytes) -> str:
        """Where an answer to who asked for a document leads on to; empty where it does not.

        The older servers of the United Nations give a document by two pages that only lead on.
        """
        if asked.role != "document" or kind_of({}, body) != "html" or len(body) > LARGEST_SHELL:
            return ""
        target = resolved(url, leads_to(body))
        if target is None or target == canonical(url) or not self._places.may_lead(url, target):
            return ""
        self._led.add(asked.url)
        return target

    @classmethod
    def second_look(cls, page: Page, body: bytes) -> Judgement:
        """A document that is not there is no error here."""
        if is_miss(page, body):
            return Verdict.NOT_PUBLISHED, f"no document yet: {what(body)} (status {page.status})"
        if body.startswith(_WORDPERFECT) and page.verdict in {Verdict.OK, Verdict.WRONG_TYPE}:
            return Verdict.WRONG_TYPE, "a WordPerfect file, which nothing here reads (see formats)"
        return page.verdict, page.evidence

    @classmethod
    def bare(cls, page: Page, options: UnDocumentsOptions) -> Reading:
        """A symbol in one language is enumerated as soon as its address has answered."""
        symbol, language = asked(page.url, options)
        named = f"symbol:{symbol}:{language}" if symbol else f"address:{page.url}"
        return Reading(interface=named, ends=True)

    @classmethod
    def read(cls, page: Page, body: bytes, role: Role, options: UnDocumentsOptions) -> Reading:
        """The one document of a file; of a feed or a page, where it leads.

        Raises:
            UnreadableError: no document, or one that is encrypted or damaged; no feed.

        """
        if role == "listing":
            return _finds(page, body, options)
        if kind_of({}, body) not in {"pdf", "word"}:
            raise UnreadableError("this is no PDF and no Word file")
        bare = cls.bare(page, options)
        document = _document(_text(body), page.url, options)
        return Reading(documents=(document,), interface=bare.interface, ends=bare.ends)

    # What is asked besides what is named

    async def _read(self, page: Page, body: bytes, role: Role) -> tuple[Page, Reading]:
        if role == "probe":
            return _front_page(page, body), Reading()
        page, reading = await super()._read(self._understood(page, body, role), body, role)
        if role == "listing":
            for link in reading.follow:
                self._ways.setdefault(canonical(link.url), reading.interface)
            return page, reading
        symbol, language = asked(page.url, self.options)
        if not symbol or self.order.alone:
            return page, reading
        links: list[Link] = []
        if page.verdict in BELIEVABLE:
            self._is_there(symbol)
            links = [*self._others(symbol, page.url), *self._further()]
        elif page.verdict in {Verdict.NOT_PUBLISHED, *ABSENT}:
            links = self._instead(page.url)
        way = self._way(symbol, language, page)
        if page.verdict is Verdict.UNREADABLE:
            # It is there, and hides no other one: a series is enumerated all the same.
            way = f"symbol:{symbol}:{language}"
        way = way or self.bare(page, self.options).interface
        return page, replace(reading, interface=way, follow=tuple(links))

    def _of_record(self, link: Link) -> Link:
        return self._places.of_record(link)

    def _understood(self, page: Page, body: bytes, role: Role) -> Page:
        """The page, judged by one who knows what was had where.

        A 404 for what was never there means that it is not published, not that it is gone; at the
        end of pages that lead on, that the way there is broken. A file in a format that nothing
        reads is none, where another format is to be asked.
        """
        if role != "document" or not asked(page.url, self.options)[0]:
            return page
        if page.verdict in ABSENT and page.url in self._led:
            evidence = f"the way there ends: {page.evidence}"
            return replace(page, verdict=Verdict.ERROR, evidence=one_line(evidence))
        if self._places.is_known(page.url):
            return page
        is_unread = page.verdict is Verdict.WRONG_TYPE and body.startswith(_WORDPERFECT)
        if (is_unread and self._places.after(page.url)) or (
            page.verdict is Verdict.GONE and page.status == 404
        ):
            evidence = f"no document yet: {page.evidence or 'status 404'}"
            return replace(page, verdict=Verdict.NOT_PUBLISHED, evidence=evidence)
        return page

    def _is_there(self, symbol: str) -> None:
        if symbol:
            self._there.add(symbol)
            for series in self._series:
                series.there(symbol)

    def _further(self) -> list[Link]:
        """What of the series is to be asked by now."""
        wanted = [symbol for series in self._series for symbol in series.wanted()]
        return [self._link(each, tongue) for each in wanted for tongue in self.options.languages]

    def _others(self, symbol: str, url: str) -> Iterator[Link]:
        """The other languages of a document that is there, and its family."""
        for language in self.options.languages:
            link = self._link(symbol, language)
            if link.url != url:
                self._ways.setdefault(link.url, f"language:{language}")
                yield link
        if not self.options.family:
            return
        for head in filter(None, (symbol, symbols.parse(symbol).parent)):
            for follower in followers(head, self._there, self.options.family):
                for language in self.options.languages:
                    link = self._link(follower, language)
                    self._ways.setdefault(link.url, f"family:{head}:{language}")
                    yield link

    def _instead(self, url: str) -> list[Link]:
        """The next place where a document may be that is not at `url`."""
        following = self._places.instead(url)
        if not following:
            return []
        if url in self._ways:
            self._ways.setdefault(following, self._ways[url])
        return [Link(following)]

    def _link(self, symbol: str, language: str) -> Link:
        return Link(canonical(address(self.options, symbol, language)))

    def _way(self, symbol: str, language: str, page: Page) -> str:
        """The way in by which a document was found; empty where it is named by its symbol.

        What a feed names and is not there yet counts as asked for in its language: when it comes,
        it is new, though the feed may have forgotten it.
        """
        if symbol in {symbols.canonical(each) for each in self.options.symbols}:
            return ""
        for series in self._series:
            if series.number(symbol) is not None:
                return f"pattern:{series.pattern}:{language}"
        way = self._ways.get(page.url, "")
        is_found = way.startswith(("feed:", "page:"))
        return f"language:{language}" if is_found and page.verdict not in BELIEVABLE else way


def _front_page(page: Page, body: bytes) -> Page:
    """The front page of the document system is there, though scripts have to fill it."""
    if (
        page.status == 200
        and page.verdict in {Verdict.EMPTY, Verdict.WRONG_TYPE}
        and is_shell(body)
    ):
        return replace(page, verdict=Verdict.OK, evidence="")
    return page


def _finds(page: Page, body: bytes, options: UnDocumentsOptions) -> Reading:
    """Where a feed or a page leads: to each document in every language, or to its file."""
    is_feed = page.url in map(canonical, options.feeds)
    if is_feed:
        finds = un_finds.in_feed(body)
    else:
        place = page.answered or page.url
        finds = un_finds.on_page(body, page.headers.get("content-type", ""), place)
    wanted = un_finds.wanted(finds, options.prefixes, options.words)
    urls = (
        url
        for find in wanted
        for url in (
            [find.url]
            if find.url
            else [address(options, find.symbol, language) for language in options.languages]
        )
    )
    name = "feed" if is_feed else "page"
    links = tuple(Link(url) for url in dict.fromkeys(urls))
    return Reading(follow=links, interface=f"{name}:{page.url}", ends=True)


def _text(body: bytes) -> UnText:
    """What a file says; be it that it has no text."""
    try:
        return un_document.read(body)
    except NoTextError as error:
        return un_document.scan(body, error)


def _document(text: UnText, url: str, options: UnDocumentsOptions) -> Document:
    symbol, language = asked(url, options)
    found = tuple(dict.fromkeys(text.symbols or (symbol,)))
    return Document(
        url=url,
        title=text.title or symbol or _file_name(url),
        language=language or text.language,
        identities=tuple(Identity("symbol", each) for each in found if each),
        dates={"published": text.date} if text.date else {},
        blocks=text.blocks,
        fields=text.fields,
        remarks=text.remarks,
        twins=_twins(symbol, language, options) if symbol else {},
        form=text.form,
        read_by={
            "title": text.title_by,
            "body": text.body_by,
            **readers(
                {**text.fields, **text.remarks},
                has_date=bool(text.date),
                language=language or text.language,
                asked=language,
            ),
        },
    )


def _file_name(url: str) -> str:
    return unquote(urlsplit(url).path.rpartition("/")[2]) or url


def _twins(symbol: str, language: str, options: UnDocumentsOptions) -> dict[str, str]:
    return {
        other: canonical(address(options, symbol, other))
        for other in options.languages
        if other != language
    }
