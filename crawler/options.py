"""Each spider's options, so that `config.yaml` can be checked without a spider."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urlsplit

from cssselect import HTMLTranslator, SelectorError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from crawler.addresses import host_of
from crawler.reading import symbols, un_links


def _address(value: str) -> str:
    url = value.strip()
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("this is no web address: look at its host and port") from None
    if parts.scheme not in ("http", "https") or not host or re.search(r"\s", url):
        raise ValueError("a web address begins with http:// or https:// and names a host")
    if "@" in parts.netloc:
        raise ValueError("an address must not carry a user name or password")
    return url


def _host(value: str) -> str:
    host = value.strip().lower()
    if not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?", host):
        raise ValueError("give the bare name of a host, like cn.usembassy.gov")
    return host


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z]{2,4})?", value):
        raise ValueError("a language is given by its code, like zh, en or zh-hant")
    return value


def _api_type(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9_-]{1,40}", value):
        raise ValueError("give the name that stands in the address of the API, like posts")
    return value


def _twin(value: str) -> str:
    url = _address(value)
    if "{slug}" not in url:
        raise ValueError("the address has to contain {slug}")
    return url


def _selector(value: str) -> str:
    css = value.strip()
    try:
        HTMLTranslator().css_to_xpath(css)
    except SelectorError as error:
        raise ValueError(f"{css!r} is no CSS selector of elements: {error}") from None
    return css


def _symbol(value: str) -> str:
    if "://" in value:
        found = un_links.target(value)
        if found is None or not found.symbol:
            raise ValueError("this link does not say the symbol of a UN document")
        return symbols.official(found.symbol)
    symbols.canonical(value)
    return " ".join(unicodedata.normalize("NFKC", value).split()).rstrip("*").rstrip()


def _template(value: str) -> str:
    url = _address(value)
    missing = [] if "{symbol}" in url else ["{symbol}"]
    if "{language}" not in url and "{letter}" not in url:
        missing.append("{language}")
    if missing:
        raise ValueError(f"the address has to contain {' and '.join(missing)}")
    return url


def _un_file(value: str) -> str:
    url = _address(value)
    if host_of(url).removeprefix("www.") in un_links.LANDINGS and (found := un_links.target(url)):
        name = symbols.official(found.symbol)
        raise ValueError(f"this is a page about {name} and no file: put {name} into symbols")
    return url


def _pattern(value: str) -> str:
    pattern = " ".join(value.split())
    if pattern.count("{n}") != 1:
        raise ValueError("a pattern has one {n}, as A/HRC/48/L.{n}")
    symbols.canonical(pattern.replace("{n}", "1"))
    return pattern


def _prefix(value: str) -> str:
    prefix = unicodedata.normalize("NFKC", value).strip().upper()
    if not re.fullmatch(r"[A-Z][A-Z0-9]{0,6}(?:/[A-Z0-9./()\- ]*)?", prefix):
        raise ValueError("give the beginning of a symbol, like A/HRC/ or CEDAW/C/CHN")
    return prefix


def _word(value: str) -> str:
    if not value.strip():
        raise ValueError("give a word that stands in titles")
    return value.strip()


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


UN_ADDRESS = "https://documents.un.org/api/symbol/access?s={symbol}&l={language}&t=pdf"

Address = Annotated[str, AfterValidator(_address)]
Host = Annotated[str, AfterValidator(_host)]
Language = Annotated[str, AfterValidator(_language)]
Twin = Annotated[str, AfterValidator(_twin)]
Symbol = Annotated[str, AfterValidator(_symbol)]
Template = Annotated[str, AfterValidator(_template)]
UnFile = Annotated[str, AfterValidator(_un_file)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Prefix = Annotated[str, AfterValidator(_prefix)]
Word = Annotated[str, AfterValidator(_word)]
UnFormat = Literal["pdf", "docx", "doc"]
UnLanguage = Literal["ar", "en", "es", "fr", "ru", "zh"]
Selector = Annotated[str, AfterValidator(_selector)]
Selectors = Annotated[tuple[Selector, ...], BeforeValidator(_one_or_many), Field(min_length=1)]
Interface = Literal["listing", "feed", "api", "sitemap"]
ApiType = Annotated[str, AfterValidator(_api_type)]
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
    interfaces: Annotated[
        tuple[Interface, ...], BeforeValidator(_one_or_many), Field(min_length=1)
    ] = ("listing", "feed", "api", "sitemap")
    pages: int = Field(default=1, ge=1, le=500)
    feeds: Annotated[tuple[Address, ...], BeforeValidator(_one_or_many)] = ()
    api: Address | None = None
    api_types: Annotated[
        tuple[ApiType, ...], BeforeValidator(_one_or_many), Field(min_length=1)
    ] = ("posts", "pages")
    api_items: int = Field(default=50, ge=1, le=100)
    sitemaps: Annotated[tuple[Address, ...], BeforeValidator(_one_or_many)] = ()
    hosts: tuple[Host, ...] = ()
    twins: Mapping[Language, Twin] = Field(default_factory=dict)
    linked: bool = True
    select: Mapping[Part, Selectors] = Field(default_factory=dict)
    remove: Annotated[tuple[Selector, ...], BeforeValidator(_one_or_many)] = ()


class WebpageOptions(SpiderOptions):
    """One page or several, read by selectors; without `select`, their main content is looked for.

    Of several selectors in `select` the first that finds anything counts, with all that it finds.
    """

    reading_options = frozenset({"select", "remove", "title", "date", "language"})
    scope_options = frozenset({"url", "urls"})

    url: Address | None = None
    urls: tuple[Address, ...] = ()
    select: Annotated[tuple[Selector, ...], BeforeValidator(_one_or_many)] = ()
    remove: Annotated[tuple[Selector, ...], BeforeValidator(_one_or_many)] = ()
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
    body: Annotated[tuple[Selector, ...], BeforeValidator(_one_or_many)] = ()
    remove: Annotated[tuple[Selector, ...], BeforeValidator(_one_or_many)] = ()
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

    symbols: Annotated[tuple[Symbol, ...], BeforeValidator(_one_or_many)] = ()
    patterns: Annotated[tuple[Pattern, ...], BeforeValidator(_one_or_many)] = ()
    misses: int = Field(default=3, ge=1, le=100)
    feeds: Annotated[tuple[Address, ...], BeforeValidator(_one_or_many)] = ()
    pages: Annotated[tuple[Address, ...], BeforeValidator(_one_or_many)] = ()
    prefixes: Annotated[tuple[Prefix, ...], BeforeValidator(_one_or_many)] = ()
    words: Annotated[tuple[Word, ...], BeforeValidator(_one_or_many)] = ()
    urls: Annotated[tuple[UnFile, ...], BeforeValidator(_one_or_many)] = ()
    family: int = Field(default=0, ge=0, le=10)
    languages: Annotated[
        tuple[UnLanguage, ...], BeforeValidator(_one_or_many), Field(min_length=1)
    ] = ("en",)
    formats: Annotated[tuple[UnFormat, ...], BeforeValidator(_one_or_many), Field(min_length=1)] = (
        "pdf",
    )
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
