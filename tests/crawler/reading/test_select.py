"""The fast way to ask a page for a selector finds what the plain way finds, on any page."""

import gzip
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.cssselect import CSSSelector

from crawler.items import UnreadableError
from crawler.reading.html import Element, decode, parse, select, select_all
from crawler.spiders.embassy import CONTAINERS, FRAME, INSETS, SELECTORS

HERE = Path(__file__)
CORPORA = HERE.parents[3] / ".." / "shared" / "corpora"
FROZEN = sorted((HERE.parents[2] / "pages").glob("*/*/page.html"))
OTHERS = (
    *("p:not(.entry-content)", "div:has(.entry-content)", ".a:is(.b, .c)", ":where(.post) a"),
    *(
        "[class]",
        "[href]",
        "[href='']",
        "[class*='']",
        "[class!=post]",
        "[CLASS~=post]",
        "[lang|=zh]",
    ),
    *(
        "[class=post i]",
        "*",
        "a, .nowhere",
        ".nowhere, a",
        ".nowhere > a",
        "a > .nowhere",
        ".post + p",
    ),
    *("#nowhere, [rel=nowhere]", "li:first-child", "li:nth-child(2) .post", "P.Post", ".Post"),
    *("a:link", "option[selected]", "ul li:not([class])", "section ~ footer"),
)
SELECTED = tuple(dict.fromkeys(chain(*SELECTORS.values(), FRAME, INSETS, CONTAINERS, OTHERS)))


def plainly(element: Element, css: str) -> list[Element]:
    return CSSSelector(css, translator="html")(element)


def assert_alike(html: str) -> None:
    try:
        root = parse(html)
    except UnreadableError:
        return
    inner = list(root.iter("article", "li", "div"))[:2]
    for css in SELECTED:
        assert select(root, css) == plainly(root, css), css
        for element in inner:
            assert select(element, css) == plainly(element, css), css


@pytest.mark.parametrize("file", FROZEN, ids=lambda file: "/".join(file.parts[-3:-1]))
def test_on_frozen_pages(file):
    assert_alike(decode(file.read_bytes()))


@pytest.mark.parametrize("folder", ["embassy-saved", "wordpress", "zh-html", "noise-pairs"])
def test_on_real_pages(folder):
    files = sorted((CORPORA / folder).rglob("*.html*"))
    if not files:
        pytest.skip(f"there are no pages of {folder} beside the project")
    for file in files[:: max(1, len(files) // 6)]:
        body = file.read_bytes()
        assert_alike(decode(gzip.decompress(body) if file.suffix == ".gz" else body))


names = st.sampled_from(["class", "id", "rel", "CLASS", "lang", "x-y", "data-1", "href"])
words = st.sampled_from(["post", "Post", "a", "b", "", "nav"])
spaces = st.sampled_from([" ", "\t", "\n", "\r", "\x0b", "\x0c", "\xa0", "\u3000", "-"])
values = st.lists(st.one_of(words, spaces), max_size=5).map("".join)
tags = st.sampled_from(["p", "div", "a", "li", "svg", "article"])


@st.composite
def pages(draw):
    parts = []
    for _ in range(draw(st.integers(0, 6))):
        attributes = " ".join(f'{name}="{value}"' for name, value in draw(attribute_lists))
        closing = draw(st.sampled_from(["", "</a>", "</div>"]))
        parts.append(f"<{draw(tags)} {attributes}>x{closing}")
    return "".join(parts)


attribute_lists = st.lists(st.tuples(names, values), max_size=3)
tests = st.one_of(
    st.builds(".{}".format, words.filter(bool)),
    st.builds("#{}".format, words.filter(bool)),
    st.builds(
        "[{}{}'{}']".format,
        names,
        st.sampled_from(["=", "~=", "^=", "$=", "*=", "|=", "!="]),
        words,
    ),
    st.builds("[{}]".format, names),
    st.builds(":not(.{})".format, words.filter(bool)),
    st.builds(":is(.{})".format, words.filter(bool)),
    st.just(":first-child"),
)
compounds = st.builds(
    lambda tag, tests: f"{tag}{''.join(tests)}",
    st.one_of(st.just("*"), tags),
    st.lists(tests, max_size=3),
)
selectors = st.lists(
    st.builds("{}{}{}".format, compounds, st.sampled_from([" ", " > ", " + ", " ~ "]), compounds)
    | compounds
    | st.builds(".{}".format, words.filter(bool)),
    min_size=1,
    max_size=2,
).map(", ".join)


@given(pages(), selectors)
@settings(max_examples=400)
def test_on_pages_and_selectors_of_any_kind(html, css):
    root = parse(html)

    assert select(root, css) == plainly(root, css)
    for element in root.iter():
        assert select(element, css) == plainly(element, css)


def test_an_older_page_and_one_that_was_not_parsed_here_are_asked_as_well():
    older = parse("<p class=post>一")
    parse("<p>二")
    foreign = etree.fromstring("<root><p class='post'>三</p></root>")

    assert [element.text for element in select(older, ".post")] == ["一"]
    assert [element.text for element in select(foreign, ".post")] == ["三"]
    assert select_all(older, (".post", "p")) == frozenset(older.iter("p"))


def test_what_is_handed_out_is_the_callers_own():
    root = parse("<p class=post>一<p class=post>二")
    select(root, ".post").clear()

    assert len(select(root, ".post")) == 2


def test_a_page_too_large_to_be_remembered_is_asked_plainly():
    root = parse("<p class=post>一" + "<b>二</b>" * 150_000)

    assert len(select(root, ".post")) == 1
    assert select(root, ".nowhere") == []
