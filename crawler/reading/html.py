"""HTML from bytes to elements: decoded as browsers do, parsed without fear, asked by CSS."""

import codecs
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import cast
from urllib.parse import urlsplit

from lxml import etree
from lxml.cssselect import CSSSelector
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

from crawler.addresses import resolved
from crawler.items import UnreadableError

Element = etree._Element

# Codecs behind the labels of the WHATWG's Encoding Standard. Python knows more (rot13, zlib,
# punycode, utf-7), which no page may choose.
_CODECS = frozenset(
    codecs.lookup(name).name
    for name in (
        *("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp"),
        *("cp932", "cp949", "cp866", "cp874", "mac_roman", "koi8-r", "koi8-u"),
        *(f"cp125{page}" for page in range(9)),
        *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    )
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF_16 = {"utf-16": "utf-16-le", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be"}
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f]")
_LONE = re.compile("[\ud800-\udfff]")
_HOME = re.compile(r"/?(?:[a-z]{2}(?:-[a-z]{2,4})?/?)?$")
_TOO_DEEP = "Excessive depth"


def decode(body: bytes, content_type: str = "") -> str:
    """The text of `body`, decoded as browsers do.

    A byte order mark counts first, then the charset of `content_type`, then a `<meta>` (or XML
    declaration) within the first 4,096 bytes; without any, UTF-8 if it is valid, else GB18030, else
    windows-1252. A label means what the WHATWG says: gb2312 and gbk are GB18030, big5 has its
    Hong Kong characters. Bytes that mean nothing become U+FFFD; nothing raises.

    In one thing it is wiser than browsers: a label that the bytes refute does not count if they are
    UTF-8 without a fault, as of pages that were converted and kept their old `<meta>`.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    declared = _transport_encoding(content_type) or _declared_encoding(body)
    fits = declared is not None and _fits(body, declared)
    return body.decode(declared if declared and fits else _guess(body, declared), "replace")


def parse(text: str) -> Element:
    """The root element of `text`; a page without any element is an empty `<html>`.

    Comments, processing instructions and control characters are left out; a lone surrogate becomes
    U+FFFD.

    Raises:
        UnreadableError: the elements are nested deeper than the parser goes (2,048), so that the
            rest of the page would be lost in silence.

    """
    clean = cleaned(text)
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(clean.encode(), parser) if clean.strip() else None
    last = parser.error_log.last_error
    if last is not None and _TOO_DEEP in (last.message or ""):
        raise UnreadableError("the page is nested deeper than 2,048 elements: it cannot be read")
    return etree.Element("html") if root is None else root


def cleaned(text: str) -> str:
    """`text` without control characters; a lone surrogate becomes U+FFFD."""
    return _LONE.sub("\ufffd", _UNSEEN.sub("", text))


@lru_cache(maxsize=1024)
def selector(css: str) -> CSSSelector:
    """`css`, compiled. Raises cssselect's SelectorError for what is no selector of elements."""
    return CSSSelector(css, translator="html")


def select(root: Element, css: str) -> list[Element]:
    """Every element under `root` (itself included) that `css` names, in the order of the page."""
    return cast("list[Element]", selector(css)(root))


def select_all(root: Element, selectors: Iterable[str]) -> frozenset[Element]:
    """Every element that any of `selectors` names."""
    return frozenset(element for css in selectors for element in select(root, css))


def within(element: Element, others: frozenset[Element]) -> bool:
    """Whether `element` is one of `others` or stands inside one of them."""
    if not others:
        return False
    return element in others or any(above in others for above in element.iterancestors())


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


def _transport_encoding(content_type: str) -> str | None:
    return _known(http_content_type_encoding(content_type))


def _declared_encoding(body: bytes) -> str | None:
    encoding = _known(html_body_declared_encoding(body))
    # A page that could be read up to its <meta> is not UTF-16, whatever it says there.
    return "utf-8" if encoding in _UTF_16.values() else encoding


def _known(name: str | None) -> str | None:
    codec = _UTF_16.get(name or "", name)
    return codec if codec in _CODECS else None


def _guess(body: bytes, declared: str | None) -> str:
    if _fits(body, "utf-8"):
        return "utf-8"
    return declared or ("gb18030" if _fits(body, "gb18030") else "cp1252")


def _fits(body: bytes, encoding: str) -> bool:
    """Whether `body` is without a fault in `encoding`; it may end inside a character."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(body)
    except UnicodeDecodeError:
        return False
    return True
