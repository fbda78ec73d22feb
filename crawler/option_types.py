"""What may stand in a spider's options: each type checks its values, and says what it wants."""

import re
import unicodedata
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from cssselect import HTMLTranslator, SelectorError
from pydantic import AfterValidator, BeforeValidator, Field

from crawler.addresses import host_of
from crawler.reading import symbols, un_links

T = TypeVar("T")


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


Many = Annotated[tuple[T, ...], BeforeValidator(_one_or_many)]
"""Several of a kind; one may stand by itself, without a list around it."""

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
Selectors = Annotated[Many[Selector], Field(min_length=1)]
ApiType = Annotated[str, AfterValidator(_api_type)]
