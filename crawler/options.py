"""Each spider's options, so that `config.yaml` can be checked without a spider."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urlsplit

from cssselect import HTMLTranslator, SelectorError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator


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


def _selector(value: str) -> str:
    css = value.strip()
    try:
        HTMLTranslator().css_to_xpath(css)
    except SelectorError as error:
        raise ValueError(f"{css!r} is no CSS selector of elements: {error}") from None
    return css


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


Address = Annotated[str, AfterValidator(_address)]
Host = Annotated[str, AfterValidator(_host)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z]{2,4})?$")]
Selector = Annotated[str, AfterValidator(_selector)]
Selectors = Annotated[tuple[Selector, ...], BeforeValidator(_one_or_many), Field(min_length=1)]
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

    def reading(self) -> dict[str, Any]:
        """The options that change what is read of a page, as plain JSON."""
        return self.model_dump(mode="json", include=set(self.reading_options))

    def scope(self) -> dict[str, Any]:
        """The options that change which pages are enumerated, as plain JSON."""
        return self.model_dump(mode="json", include=set(self.scope_options))


class EmbassyOptions(SpiderOptions):
    """A listing of a US mission's site, and the articles that it leads to.

    `languages` adds the same listing in other languages, found by the language at the beginning of
    the path. `pages` bounds how many pages of the listing are read. `hosts` are further names of
    the same site. `select` says where a part of a page is found, before our own selectors; `remove`
    cuts out of the body.
    """

    reading_options = frozenset({"select", "remove"})
    scope_options = frozenset({"url", "languages", "pages", "hosts"})

    url: Address
    languages: tuple[Language, ...] = ()
    pages: int = Field(default=1, ge=1, le=500)
    hosts: tuple[Host, ...] = ()
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


OPTIONS: dict[str, type[SpiderOptions]] = {"embassy": EmbassyOptions, "webpage": WebpageOptions}
