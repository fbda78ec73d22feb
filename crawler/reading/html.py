"""HTML from bytes to elements: decoded as browsers do, parsed without fear, asked by CSS."""

import codecs
import re
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast
from urllib.parse import urlsplit

from cssselect import parse as parse_css
from cssselect import parser as css_tree
from lxml import etree
from lxml.cssselect import CSSSelector
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

from crawler.addresses import resolved
from crawler.items import UnreadableError
from crawler.reading import charset

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
_UNSEEN = bytes((*range(0x09), *range(0x0E, 0x20)))
_LONE = re.compile("[\ud800-\udfff]")
_HOME = re.compile(r"/?(?:[a-z]{2}(?:-[a-z]{2,4})?/?)?$")
_VISIBLE = re.compile(b"[!-~]")
_TOO_DEEP = "Excessive depth"
_OF_HEAD = frozenset(
    (
        "title",
        "meta",
        "link",
        "script",
        "style",
        "base",
        "noscript",
        "template",
        "object",
        "isindex",
    )
)


def decode(body: bytes, content_type: str = "") -> str:
    """The text of `body`, decoded as browsers do.

    A byte order mark counts first, then the charset of `content_type`, then a `<meta>` (or XML
    declaration) within the first 4,096 bytes; without any, UTF-8 if it is valid, else GB18030, else
    windows-1252. A label means what the WHATWG says: gb2312 and gbk are GB18030, big5 has its
    Hong Kong characters. Bytes that mean nothing become U+FFFD; nothing raises.

    In one thing it is wiser than browsers: a label that the bytes refute does not count if they are
    UTF-8 without a fault, as of pages that were converted and kept their old `<meta>`, or if they
    make sense as Chinese in GB18030 or Big5, and none as what the label says.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    declared = _transport_encoding(content_type) or _declared_encoding(body)
    if declared == "utf-8":
        with suppress(UnicodeDecodeError):
            return body.decode(declared)  # as almost all do: no need to look twice
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
    clean = _cleaned(text)
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    is_blank = not _VISIBLE.search(clean) and not clean.decode().strip()
    root = None if is_blank else etree.fromstring(clean, parser)
    if root is not None:
        _part_head_from_body(root)
    _words.clear()
    if root is not None and len(clean) <= _REMEMBERED:
        _words.append(_Words(root))
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


@lru_cache(maxsize=1024)
def selector(css: str) -> CSSSelector:
    """`css`, compiled. Raises cssselect's SelectorError for what is no selector of elements."""
    return CSSSelector(css, translator="html")


def select(root: Element, css: str) -> list[Element]:
    """Every element under `root` (itself included) that `css` names, in the order of the page."""
    for words in _words:
        if words.are_of(root):
            return words.select(root, css)
    return _select(root, css)


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


def _cleaned(text: str) -> bytes:
    """`cleaned`, as UTF-8: none of whose longer characters has a control character's byte in it."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        encoded = _LONE.sub("\ufffd", text).encode()
    return encoded.translate(None, _UNSEEN)


def _transport_encoding(content_type: str) -> str | None:
    return _known(http_content_type_encoding(content_type))


def _declared_encoding(body: bytes) -> str | None:
    encoding = _known(html_body_declared_encoding(charset.OTHER_BIG5.sub(b"big5", body[:4096])))
    # A page that could be read up to its <meta> is not UTF-16, whatever it says there.
    return "utf-8" if encoding in _UTF_16.values() else encoding


def _known(name: str | None) -> str | None:
    codec = _UTF_16.get(name or "", name)
    return codec if codec in _CODECS else None


def _guess(body: bytes, declared: str | None) -> str:
    if _fits(body, "utf-8"):
        return "utf-8"
    likely = charset.likeliest(body, declared)
    return likely or declared or ("gb18030" if _fits(body, "gb18030") else "cp1252")


def _fits(body: bytes, encoding: str) -> bool:
    """Whether `body` is without a fault in `encoding`; it may end inside a character.

    Any bytes at all are windows-1252, and that is what servers say who say it of everything: it
    does not fit where the page itself says that it is Chinese.
    """
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(body)
    except UnicodeDecodeError:
        return False
    if encoding == "cp1252":
        return _declared_encoding(body) not in charset.CHINESE
    return encoding not in charset.CHINESE or not charset.is_foreign(text)


def _select(root: Element, css: str) -> list[Element]:
    return cast("list[Element]", selector(css)(root))


# To ask a page for a selector is to look at all its elements, and readers have dozens of selectors.
# Most name a class, an id or an attribute that the page has nowhere, and most others one class and
# nothing else: both are answered from the words of the page, which are collected once.


@dataclass(frozen=True, slots=True)
class _Need:
    """An attribute without which a selector names nothing: its value `whole`, a `word`, a part."""

    attribute: str
    value: str
    how: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The values of a page's attributes, each attribute collected when it is first asked for."""

    root: Element
    values: dict[str, frozenset[str]] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    classes: dict[str, list[Element]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)  # the values of an attribute as one text
    hopes: dict[str, bool] = field(default_factory=dict)  # may a selector name anything here?
    found: dict[str, list[Element]] = field(default_factory=dict)  # what it names on all the page

    def are_of(self, element: Element) -> bool:
        """Whether this is the page that `element` is of."""
        return element is self.root or element.getroottree().getroot() is self.root

    def select(self, element: Element, css: str) -> list[Element]:
        """What `css` names under `element`."""
        if css not in self.hopes:
            self.hopes[css] = any(all(map(self._has, needs)) for needs in _needs(css))
        if not self.hopes[css]:
            return []
        if element is not self.root:
            return _select(element, css)
        if css not in self.found:
            name = _only_class(css)
            self.found[css] = self._of_class(name) if name else _select(element, css)
        return list(self.found[css])

    def _has(self, need: _Need) -> bool:
        if need.attribute not in self.values:
            self._collect(need.attribute)
        if need.how == "word":
            return need.value in self.words[need.attribute]
        values = self.values[need.attribute]
        if need.how == "whole":
            return need.value in values
        return bool(values) and need.value in self.texts[need.attribute]

    def _collect(self, attribute: str) -> None:
        values = frozenset(cast("list[str]", _attribute(attribute)(self.root)))
        self.values[attribute] = values
        self.texts[attribute] = "\n".join(values)
        self.words[attribute] = frozenset(_parted(self.texts[attribute]))

    def _of_class(self, name: str) -> list[Element]:
        if not self.classes:
            for element in cast("list[Element]", _WITH_CLASS(self.root)):
                for word in set(_parted(element.get("class", ""))):
                    self.classes.setdefault(word, []).append(element)
        return self.classes[name]


# The page parsed last, unless it is so large that nobody would want it to stay in memory.
_words: deque[_Words] = deque(maxlen=1)
_REMEMBERED = 1_000_000  # bytes


@lru_cache(maxsize=64)
def _attribute(name: str) -> etree.XPath:
    return etree.XPath(f"//*/@{name}", smart_strings=False)  # a third of the time of `//@{name}`


def _parted(value: str) -> list[str]:
    """The words of a value, as XPath parts them: Python has white space that XPath has not."""
    return _XPATH_SPACE.split(value)


@lru_cache(maxsize=1024)
def _needs(css: str) -> tuple[tuple[_Need, ...], ...]:
    """What each of the selectors in `css` needs to name anything."""
    return tuple(tuple(_needs_of(each.parsed_tree)) for each in parse_css(css))


@lru_cache(maxsize=1024)
def _only_class(css: str) -> str:
    """The class that `css` names, where it is a class of any element and no more; else empty."""
    found = re.fullmatch(r"\s*\.([a-zA-Z][\w-]*)\s*", css, re.ASCII)
    return found[1] if found else ""


def _needs_of(tree: Any) -> Iterator[_Need]:
    """What a parsed selector needs. Of what is not understood here, nothing is known to be needed.

    That is above all `:is()` and its like, which widen what stands before them in this translator.
    """
    match tree:
        case css_tree.Class():
            yield _Need("class", tree.class_name, "word")
        case css_tree.Hash():
            yield _Need("id", tree.id, "whole")
        case css_tree.Attrib():
            yield from _needs_of_test(tree)
        case css_tree.CombinedSelector():
            yield from _needs_of(tree.subselector)
        case css_tree.Pseudo() | css_tree.Function() | css_tree.Negation():
            pass
        case _:
            return
    yield from _needs_of(tree.selector)


def _needs_of_test(test: css_tree.Attrib) -> Iterator[_Need]:
    """What `[attribute=value]` needs; `!=` is content without the attribute."""
    if test.operator == "!=" or test.namespace or not _PLAIN.fullmatch(test.attrib):
        return
    # With a flag, case does not count.
    value = "" if test.value is None or getattr(test, "flag", None) else str(test.value.value)
    yield _Need(test.attrib.lower(), value, _HOW.get(test.operator, "part") if value else "part")


_PLAIN = re.compile("[a-zA-Z][a-zA-Z-]*")
_XPATH_SPACE = re.compile("[ \t\r\n]+")
_WITH_CLASS = etree.XPath("descendant-or-self::*[@class]")
_HOW = {"~=": "word", "=": "whole"}
