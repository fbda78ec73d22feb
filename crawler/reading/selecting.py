"""Elements of a page, asked for by CSS."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

from cssselect import parse as parse_css
from cssselect import parser as css_tree
from lxml import etree
from lxml.cssselect import CSSSelector


@lru_cache(maxsize=1024)
def selector(css: str) -> CSSSelector:
    """`css`, compiled. Raises cssselect's SelectorError for what is no selector of elements."""
    return CSSSelector(css, translator="html")


def select(root: etree._Element, css: str) -> list[etree._Element]:
    """Every element under `root` (itself included) that `css` names, in the order of the page."""
    for words in _words:
        if words.are_of(root):
            return words.select(root, css)
    return _select(root, css)


def select_all(root: etree._Element, selectors: Iterable[str]) -> frozenset[etree._Element]:
    """Every element that any of `selectors` names."""
    return frozenset(element for css in selectors for element in select(root, css))


def within(element: etree._Element, others: frozenset[etree._Element]) -> bool:
    """Whether `element` is one of `others` or stands inside one of them."""
    if not others:
        return False
    return element in others or any(above in others for above in element.iterancestors())


def remember(page: etree._Element | None) -> None:
    """Answer for `page` from its words from now on, and for no other page; None: for none."""
    _words.clear()
    if page is not None:
        _words.append(_Words(page))


def _select(root: etree._Element, css: str) -> list[etree._Element]:
    return cast("list[etree._Element]", selector(css)(root))


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

    root: etree._Element
    values: dict[str, frozenset[str]] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    classes: dict[str, list[etree._Element]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)  # the values of an attribute as one text
    hopes: dict[str, bool] = field(default_factory=dict)  # may a selector name anything here?
    found: dict[str, list[etree._Element]] = field(
        default_factory=dict
    )  # what it names on all the page

    def are_of(self, element: etree._Element) -> bool:
        """Whether this is the page that `element` is of."""
        return element is self.root or element.getroottree().getroot() is self.root

    def select(self, element: etree._Element, css: str) -> list[etree._Element]:
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

    def _of_class(self, name: str) -> list[etree._Element]:
        if not self.classes:
            for element in cast("list[etree._Element]", _WITH_CLASS(self.root)):
                for word in set(_parted(element.get("class", ""))):
                    self.classes.setdefault(word, []).append(element)
        return self.classes[name]


_words: deque[_Words] = deque(maxlen=1)  # of the page that is remembered


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
