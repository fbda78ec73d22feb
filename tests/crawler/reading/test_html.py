"""Bytes become elements as in a browser, whatever somebody sends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from crawler.items import UnreadableError
from crawler.reading.blocks import blocks
from crawler.reading.decoding import decode
from crawler.reading.html import absolute, canonical_address, language, parse, primary


@given(st.binary(max_size=300), st.text(max_size=40))
@settings(max_examples=200)
def test_no_bytes_and_no_header_break_it(body, content_type):
    blocks(parse(decode(body, content_type)))


@given(st.text(alphabet=st.characters(), max_size=100))
@settings(max_examples=200)
def test_no_text_breaks_it_and_what_comes_out_can_be_stored(text):
    for block in blocks(parse(f"<p>{text}</p>")):
        assert block.text.encode()


def test_control_characters_and_lone_surrogates_do_not_cost_the_text():
    (block,) = blocks(parse("<p>前\x00后\ud800完&#0;&#xD800;"))

    assert block.text.startswith("前后\ufffd完")


@pytest.mark.parametrize("html", ["", "   ", "<!-- -->", "<", "text", "<?xml?>", "</html>"])
def test_a_page_of_nothing_is_an_element_all_the_same(html):
    assert isinstance(parse(html), etree._Element)


def test_unclosed_paragraphs_are_paragraphs():
    assert [block.text for block in blocks(parse("<p>一<p>二<div>三<p>四"))] == list("一二三四")


@pytest.mark.parametrize(
    "inner", ["<main>{}</main>", "<article>{}</article><p>二", "<nav>{}</nav>"]
)
@pytest.mark.parametrize("head", ["", "<head>", "<html lang=zh><head><meta charset=utf-8>"])
def test_a_page_may_leave_out_where_its_body_begins(head: str, inner: str) -> None:
    root = parse(f"<!doctype html>{head}<title>题</title>{inner.format('<b>一</b>')}")

    assert [each.tag for each in root] == ["head", "body"]
    assert "".join(root[0].itertext()) == "题"
    assert "".join(root[1].itertext()).startswith("一")
    assert blocks(root)[0].text == "一"


def test_a_page_nested_beyond_measure_is_unreadable_and_never_half_read():
    assert blocks(parse("<div>" * 1900 + "深"))[0].text == "深"

    with pytest.raises(UnreadableError, match="nested deeper"):
        parse("<div>" * 100_000 + "深")


def test_a_wide_page_is_read_whole():
    assert len(blocks(parse("<p>x<b>y</b>" * 20_000))) == 20_000


@pytest.mark.parametrize(
    ("href", "leads_to"),
    [
        ("/a", "https://mission.example/a"),
        ("HTTP://OTHER.example:80/b#c", "http://other.example/b"),
        ("file:///etc/hostname", ""),
        ("javascript:alert(1)", ""),
        ("http://[::1", ""),
        ("http://x.example:port/", ""),
        ("  ", ""),
    ],
)
def test_a_link_leads_to_a_web_page_or_nowhere(href, leads_to):
    assert absolute("https://mission.example/zh/", href) == leads_to


def test_a_page_that_calls_itself_the_home_page_is_not_believed():
    def own(canonical: str, url: str) -> str:
        return canonical_address(parse(f'<link rel="canonical" href="{canonical}">'), url)

    assert own("/zh/a/", "https://m.example/zh/a/?x=1") == "https://m.example/zh/a/"
    assert own("/", "https://m.example/zh/a/") == own("/zh/", "https://m.example/zh/a/") == ""
    assert own("/", "https://m.example/") == "https://m.example/"


def test_a_language_is_named_without_its_region():
    assert primary("zh-Hans-CN") == primary("ZH_tw") == "zh"
    assert primary("x-default") == primary("") == ""
    assert language(parse("<html lang=en-US>")) == "en"
