"""What any WordPress page says of itself outside its text: its identities, languages, times."""

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from crawler.items import Identity
from crawler.reading import dates, schema
from crawler.reading.html import Element, absolute, canonical_address, language, link, meta, primary
from crawler.reading.selecting import select

_PREFIX = re.compile(r"/([a-z]{2}(?:-[a-z]{2,4})?)(?=/|$)")
_POST_CLASS = re.compile(r"(?:postid|page-id)-(\d+)")
_SWITCH = "#language-switch option[value], select[id^=lang_choice] option[value]"
_SCHEMA = {"published": "datePublished", "modified": "dateModified"}
_ADDRESSES = re.compile(r"\burls_?\w*\s*=\s*(\{[^{}]{0,20000}\})")


def path_language(url: str) -> str:
    """The language that an address begins with: `zh` of `/zh/news-zh/`; empty without one."""
    match = _PREFIX.match(urlsplit(url).path)
    return match[1] if match else ""


def slug(url: str) -> str:
    """The last part of an address's path, without host and language; empty for a home page."""
    path = _PREFIX.sub("", urlsplit(url).path, count=1)
    return unquote(path.rstrip("/").rpartition("/")[2])


def post_number(url: str) -> str:
    """The number in WordPress's own name of a post: `https://example.org/?p=123`; empty if none."""
    try:
        number = next(iter(parse_qs(urlsplit(url).query).get("p", ())), "")
    except ValueError:
        return ""
    return number if number.isdecimal() else ""


def page_language(root: Element, url: str) -> str:
    """The language of a page: its own word, its place among its twins, or its address's."""
    own = (tag for tag, address in _alternates(root, url) if address == absolute(url, url))
    return language(root) or next(own, "") or primary(path_language(url))


def identities(root: Element, url: str) -> tuple[Identity, ...]:
    """What the page is called: slug, canonical address, post id, address."""
    found = (
        Identity("slug", slug(url)),
        Identity("canonical", canonical_address(root, url)),
        Identity("post-id", _post_id(root)),
        Identity("url", absolute(url, url)),
    )
    return tuple(identity for identity in found if identity.value)


def twins(root: Element, url: str, own: str) -> dict[str, str]:
    """The page's versions in other languages than its `own`, by language.

    What leads to a home page only says nothing of this page.
    """
    found: dict[str, str] = {}
    for tag, address in (*_alternates(root, url), *_switch(root, url)):
        if tag != own and address and (_is_named(address) or not _is_named(url)):
            found.setdefault(tag, address)
    return found


def _is_named(url: str) -> bool:
    """Whether an address is that of a page, and no home page's."""
    return bool(slug(url) or post_number(url))


def times(root: Element) -> tuple[dict[str, str], dict[str, str]]:
    """When the page says, in its head, that it was published and modified; and what says it."""
    machine = schema.article(root)
    said: dict[str, str] = {}
    by: dict[str, str] = {}
    for name in ("published", "modified"):
        ways = {
            f"article:{name}_time": meta(root, f"article:{name}_time"),
            f"schema.org {_SCHEMA[name]}": machine.get(_SCHEMA[name], ""),
        }
        for way, text in ways.items():
            if name not in said and (moment := dates.iso(text)):
                said[name], by[name] = moment, way
    return said, by


def _post_id(root: Element) -> str:
    if number := post_number(link(root, "shortlink")):
        return number
    body = next(root.iter("body"), root)
    match = _POST_CLASS.search(body.get("class", ""))
    return match[1] if match else ""


def _alternates(root: Element, url: str) -> Iterator[tuple[str, str]]:
    for element in root.iter("link"):
        tag = primary(element.get("hreflang", "")) if element.get("rel") == "alternate" else ""
        if tag:
            yield tag, absolute(url, element.get("href", ""))


def _switch(root: Element, url: str) -> Iterator[tuple[str, str]]:
    """The language switch."""
    addresses = _script_addresses(root)
    for option in select(root, _SWITCH):
        value = option.get("value", "")
        tag = primary(option.get("lang", "") or value)
        address = absolute(url, addresses.get(value, value if "/" in value else ""))
        if tag:
            yield tag, address


def _script_addresses(root: Element) -> dict[str, str]:
    """Polylang's table from the values of the language switch to addresses."""
    for script in root.iter("script"):
        match = _ADDRESSES.search(script.text or "")
        if match:
            try:
                table = json.loads(match[1])
            except ValueError:
                continue
            return {str(value): str(address) for value, address in table.items()}
    return {}
