"""HTML from text to elements, parsed without fear; what a page says of itself and of its links."""

import re
from urllib.parse import urlsplit

from lxml import etree

from crawler.addresses import resolved
from crawler.items import UnreadableError
from crawler.reading.selecting import remember

Element = etree._Element

_UNSEEN = bytes((*range(0x09), *range(0x0E, 0x20)))
_LONE = re.compile("[\ud800-\udfff]")
_HOME = re.compile(r"/?(?:[a-z]{2}(?:-[a-z]{2,4})?/?)?$")
_VISIBLE = re.compile(b"[!-~]")
_TOO_DEEP = "Excessive depth"
_REMEMBERED = 1_000_000  # bytes: nobody would want a larger page to stay in memory
_OF_HEAD = frozenset(
    ("title", "meta", "link", "script", "style", "base", "noscript", "template", "object")
)


def parse(text: str) -> Element:
    """The root element of `text`; a page without any element is an empty `<html>`.

    Comments, processing instructions and control characters are left out; a lone surrogate becomes
    U+FFFD.

    Raises:
        UnreadableError: the elements are nested deeper than the parser goes (2,048), so that the
            rest of the page would be lost in silence.

    """
    clean = _cleaned(text)
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    is_blank = not _VISIBLE.search(clean) and not clean.decode().strip()
    root = None if is_blank else etree.fromstring(clean, parser)
    if root is not None:
        _part_head_from_body(root)
    remember(root if len(clean) <= _REMEMBERED else None)
    last = parser.error_log.last_error
    if last is not None and _TOO_DEEP in (last.message or ""):
        raise UnreadableError("the page is nested deeper than 2,048 elements: it cannot be read")
    return etree.Element("html") if root is None else root


def _part_head_from_body(root: Element) -> None:
    """Put what libxml2 took for a part of the head into the body.

    Where a page leaves `</head><body>` out, as it may, libxml2 goes on in the head with elements
    that are younger than itself: `<main>`, `<article>`, `<section>`.
    """
    head = root.find("head")
    parts = [] if head is None else [part for part in head if part.tag not in _OF_HEAD]
    if not parts:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    body[:0] = parts


def cleaned(text: str) -> str:
    """`text` without control characters; a lone surrogate becomes U+FFFD."""
    return _cleaned(text).decode()


def meta(root: Element, name: str) -> str:
    """The content of the first `<meta>` whose name or property is `name`; empty without one."""
    for element in root.iter("meta"):
        if name in (element.get("property"), element.get("name")):
            return " ".join((element.get("content") or "").split())
    return ""


def link(root: Element, relation: str) -> str:
    """The address of the first `<link>` with this `rel`, as written; empty without one."""
    for element in root.iter("link"):
        if relation in (element.get("rel") or "").lower().split():
            return (element.get("href") or "").strip()
    return ""


def canonical_address(root: Element, url: str) -> str:
    """The address that the page calls its own; empty without one.

    A site that calls all its pages the home page would make them one: that is not believed.
    """
    address = absolute(url, link(root, "canonical"))
    is_home = _HOME.match(urlsplit(address).path) is not None
    return "" if is_home and not _HOME.match(urlsplit(url).path) else address


def base(root: Element, url: str) -> str:
    """The address that relative links of the page count from: `<base href>`, else `url`."""
    for element in root.iter("base"):
        return absolute(url, element.get("href") or "") or url
    return url


def absolute(origin: str, href: str) -> str:
    """Where `href` leads from `origin`, in its one spelling; empty if that is no web page."""
    return (resolved(origin, href) or "") if href.strip() else ""


def primary(tag: str) -> str:
    """The language of a language tag: `zh` of `zh-Hans-CN`; empty if it is none."""
    first = re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
    return first if re.fullmatch(r"[a-z]{2,3}", first) else ""


def language(root: Element) -> str:
    """The page's own word on its language (`<html lang>`), without its region."""
    tag = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return primary(tag)


def _cleaned(text: str) -> bytes:
    """`cleaned`, as UTF-8: none of whose longer characters has a control character's byte in it."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        encoded = _LONE.sub("\ufffd", text).encode()
    return encoded.translate(None, _UNSEEN)
