"""Each spider's options, so that `config.yaml` can be checked without a spider."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from crawler.option_types import (
    Address,
    ApiType,
    Host,
    Language,
    Many,
    Pattern,
    Prefix,
    Selector,
    Selectors,
    Symbol,
    Template,
    Twin,
    UnFile,
    UnFormat,
    UnLanguage,
    Word,
)

UN_ADDRESS = "https://documents.un.org/api/symbol/access?s={symbol}&l={language}&t=pdf"

Interface = Literal["listing", "feed", "api", "sitemap"]
Part = Literal[
    "title",
    "body",
    "byline",
    "date",
    "reading_time",
    "tags",
    "category",
    "item",
    "item_title",
    "item_link",
    "item_excerpt",
    "next",
    "language",
]


class SpiderOptions(BaseModel):
    """What every spider's options share: unknown keys are errors, and nothing changes later."""

    # A refused value may be an address with a password in it: messages do not repeat it.
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    reading_options: ClassVar[frozenset[str]]
    scope_options: ClassVar[frozenset[str]]
    # What they add are ways in of their own: a baseline of each, which no other one disturbs.
    interface_options: ClassVar[frozenset[str]] = frozenset()
    # Interfaces (by what stands before the colon) that are large and asked so seldom, while another
    # one brings the news.
    paces: ClassVar[Mapping[str, timedelta]] = {}

    def reading(self) -> dict[str, Any]:
        """The options that change what is read of a page, as plain JSON."""
        return self.model_dump(mode="json", include=set(self.reading_options))

    def scope(self) -> dict[str, Any]:
        """The options that change which pages are enumerated, as plain JSON."""
        return self.model_dump(mode="json", include=set(self.scope_options))


class EmbassyOptions(SpiderOptions):
    """A US mission's site: all that its interfaces show in the languages, and the articles.

    `url` is a listing, and `languages` adds the same one in others, found by the language at the
    beginning of the path; addresses without one are in `default_language`. `interfaces` are the
    ways in that are asked: listing (of which, as of feeds, `pages` are read), feed, api (WordPress
    REST), sitemap; `feeds`, `api` (up to where `posts` and the other `api_types` follow) and
    `sitemaps` say where they are, if not where WordPress has them; `{language}` in the address of
    the API stands for each language. `api_items` are asked at a time. `hosts` are further names of
    the same site. `twins` says by language where the versions of a page are, with `{slug}`, for
    pages that do not say it themselves. With `linked`, files that an article links to are documents
    of their own. `select` says where a part of a page is found, before our own selectors; `remove`
    cuts out of the body.
    """

    reading_options = frozenset({"select", "remove", "linked", "twins"})
    scope_options = frozenset(
        {"url", "languages", "default_language", "pages", "hosts", "feeds", "api", "sitemaps"}
    )
    interface_options = frozenset({"interfaces", "api_types", "api_items"})
    paces: ClassVar[Mapping[str, timedelta]] = {"sitemap": timedelta(days=1)}

    url: Address
    languages: tuple[Language, ...] = ()
    default_language: Language = "en"
    interfaces: Annotated[Many[Interface], Field(min_length=1)] = (
        "listing",
        "feed",
        "api",
        "sitemap",
    )
    pages: int = Field(default=1, ge=1, le=500)
    feeds: Many[Address] = ()
    api: Address | None = None
    api_types: Annotated[Many[ApiType], Field(min_length=1)] = ("posts", "pages")
    api_items: int = Field(default=50, ge=1, le=100)
    sitemaps: Many[Address] = ()
    hosts: tuple[Host, ...] = ()
    twins: Mapping[Language, Twin] = Field(default_factory=dict)
    linked: bool = True
    select: Mapping[Part, Selectors] = Field(default_factory=dict)
    remove: Many[Selector] = ()


class WebpageOptions(SpiderOptions):
    """One page or several, read by selectors; without `select`, their main content is looked for.

    Of several selectors in `select` the first that finds anything counts, with all that it finds.
    """

    reading_options = frozenset({"select", "remove", "title", "date", "language"})
    scope_options = frozenset({"url", "urls"})

    url: Address | None = None
    urls: tuple[Address, ...] = ()
    select: Many[Selector] = ()
    remove: Many[Selector] = ()
    title: Selector | None = None
    date: Selector | None = None
    language: Language | None = None

    @model_validator(mode="after")
    def _has_an_address(self) -> "WebpageOptions":
        if not self.addresses:
            raise ValueError("give url, or urls with at least one address")
        return self

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every page to be asked, once, in the order given."""
        first = (self.url,) if self.url else ()
        return tuple(dict.fromkeys((*first, *self.urls)))


class ListingOptions(SpiderOptions):
    """Any page that lists documents, and the documents.

    `items` names the links to the documents, or the boxes with a link each; `next` the link to the
    next page of the listing, of which `pages` are read. `title`, `date` and `body` say where they
    stand on a document's own page; without `body`, its main content is looked for. `remove` cuts
    out of both. `hosts` are further hosts whose documents are read.
    """

    reading_options = frozenset({"items", "next", "title", "date", "body", "remove", "language"})
    scope_options = frozenset({"url", "pages", "hosts"})

    url: Address
    items: Selectors
    next: Selectors | None = None
    pages: int = Field(default=1, ge=1, le=500)
    title: Selector | None = None
    date: Selector | None = None
    body: Many[Selector] = ()
    remove: Many[Selector] = ()
    hosts: tuple[Host, ...] = ()
    language: Language | None = None

    @model_validator(mode="after")
    def _has_a_way_on(self) -> "ListingOptions":
        if self.pages > 1 and not self.next:
            raise ValueError("to read more than one page, say where the link to the next one is")
        return self


class UnDocumentsOptions(SpiderOptions):
    """UN documents, each in every language named: by symbol, by number, or found elsewhere.

    `symbols` names them; `patterns` a series of them by its running number (`A/HRC/48/L.{n}`), of
    which so many numbers as `misses` says are tried beyond the last that is there. `feeds` and
    `pages` are feeds of new documents and web pages whose links lead to some: all of them, or those
    whose symbol begins with one of `prefixes` or whose title has one of `words`. `urls` names files
    by their address. With `family`, of every document so many corrigenda, revisions, addenda and
    amendments are looked for beyond those that are there.

    `address` says where a document is to be had: `{symbol}` stands for the symbol (percent-encoded,
    slashes and brackets too), `{language}` for the language (ar, en, es, fr, ru, zh), `{letter}`
    for its letter (A, E, S, F, R, C) and `{format}` for the first of `formats` in which there is a
    file; what the file is, its bytes say. Where there is none, `official_records` asks for the
    symbol with `(OR)` behind it. `front_door` is an address that every crawl asks before it asks
    for documents: some servers give the cookie there without which they know of no document.
    """

    # `languages` only for the addresses of the other language versions.
    reading_options = frozenset({"address", "languages", "prefixes", "words"})
    scope_options = frozenset({"address"})
    interface_options = frozenset(
        {
            "symbols",
            "patterns",
            "misses",
            "feeds",
            "pages",
            "urls",
            "family",
            "languages",
            "formats",
            "official_records",
            "front_door",
        }
    )

    symbols: Many[Symbol] = ()
    patterns: Many[Pattern] = ()
    misses: int = Field(default=3, ge=1, le=100)
    feeds: Many[Address] = ()
    pages: Many[Address] = ()
    prefixes: Many[Prefix] = ()
    words: Many[Word] = ()
    urls: Many[UnFile] = ()
    family: int = Field(default=0, ge=0, le=10)
    languages: Annotated[Many[UnLanguage], Field(min_length=1)] = ("en",)
    formats: Annotated[Many[UnFormat], Field(min_length=1)] = ("pdf",)
    official_records: bool = False
    address: Template = UN_ADDRESS
    front_door: Address | None = None

    @model_validator(mode="after")
    def _has_a_document(self) -> "UnDocumentsOptions":
        ways = (self.symbols, self.patterns, self.feeds, self.pages, self.urls)
        if not any(ways):
            raise ValueError("give symbols, patterns, feeds, pages or urls, with at least one")
        if (self.prefixes or self.words) and not (self.feeds or self.pages):
            raise ValueError("prefixes and words choose from feeds or pages: give one of these")
        if len(self.formats) > 1 and "{format}" not in self.template:
            raise ValueError("to ask for several formats, the address has to contain {format}")
        return self

    @property
    def template(self) -> str:
        """The address with its gaps; the usual one has a gap for the format as well."""
        if self.address == UN_ADDRESS:
            return UN_ADDRESS.replace("t=pdf", "t={format}")
        return self.address


OPTIONS: dict[str, type[SpiderOptions]] = {
    "embassy": EmbassyOptions,
    "listing": ListingOptions,
    "un_documents": UnDocumentsOptions,
    "webpage": WebpageOptions,
}
