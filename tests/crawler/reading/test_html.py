"""Bytes become elements as in a browser, whatever somebody sends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from crawler.items import UnreadableError
from crawler.reading.blocks import blocks
from crawler.reading.html import absolute, canonical_address, decode, language, parse, primary

RARE = "朱镕基与囍字——试"  # 镕 and 囍 are in GB18030 and not in GB2312


@pytest.mark.parametrize("label", ["gb2312", "GBK", "gb18030", "x-gbk", "gb_2312-80"])
def test_a_chinese_label_means_gb18030(label):
    assert decode(RARE.encode("gb18030"), f"text/html; charset={label}") == RARE


def test_big5_has_its_hong_kong_characters():
    text = "香港嘅𠝹"

    assert decode(text.encode("big5hkscs"), "text/html; charset=big5") == text


def test_a_charset_that_stands_only_in_a_meta_counts():
    page = f"<html><head><meta charset=gb2312></head><body>{RARE}".encode("gb18030")

    assert RARE in decode(page)
    assert RARE in decode(page, "text/html")


def test_a_meta_beyond_the_first_4096_bytes_does_not_count():
    page = b" " * 4096 + b"<meta charset=big5>" + RARE.encode("gb18030")

    assert RARE in decode(page)


def test_the_header_counts_before_the_meta_and_the_mark_before_both():
    page = f"<meta charset=big5>{RARE}"

    assert RARE in decode(page.encode("gb18030"), "text/html; charset=gbk")
    assert decode(page.encode("utf-8-sig"), "text/html; charset=big5") == page
    assert decode(b"\xff\xfe" + page.encode("utf-16-le"), "text/html; charset=big5") == page


def test_without_any_word_utf_8_is_tried_then_gb18030_then_latin():
    assert decode(RARE.encode()) == RARE
    assert decode(RARE.encode()[:-1]).startswith(RARE[:-1])  # cut inside a character
    assert decode(RARE.encode("gb18030")) == RARE
    assert decode("caf\xe9 ".encode("cp1252") + b"\xff") == "café ÿ"


def test_a_label_that_the_bytes_refute_gives_way_to_valid_utf_8():
    page = f"<meta charset=gb2312><p>{RARE}，一二三"

    assert decode(page.encode()) == page


SIMPLE = "使馆发表声明：朱镕基访问了北京，双方就水文数据的交换达成一致。"
TRADITIONAL = "美國在台協會發表聲明：峯會「內容」裏的數據，雙方就交換達成一致。"


@pytest.mark.parametrize(("text", "codec"), [(SIMPLE, "gb18030"), (TRADITIONAL, "big5hkscs")])
@pytest.mark.parametrize("label", ["", "utf-8", "gbk", "gb2312", "big5", "cn-big5", "x-x-big5"])
def test_a_wrong_label_costs_no_character(text: str, codec: str, label: str) -> None:
    plain = f"<meta name=generator><p>{text}</p>".encode(codec)
    labelled = f"<meta charset='{label}'><p>{text}</p>".encode(codec)

    assert text in decode(labelled)
    assert text in decode(plain, f"text/html; charset={label}")
    # What a server says of everything does not count before the page's own word.
    right = f"<meta charset={codec.removesuffix('hkscs')}><p>{text}</p>".encode(codec)
    assert text in decode(right, "text/html; charset=iso-8859-1")


def test_a_single_fault_refutes_no_label() -> None:
    page = TRADITIONAL.encode().replace("台".encode(), b"\xe5\x8f")

    assert decode(page, "text/html; charset=utf-8") == TRADITIONAL.replace("台", "\ufffd")
    assert (
        decode(b"<p>caf\xe9 na\xefve r\xe9sum\xe9", "text/html; charset=utf-8").count("\ufffd") == 4
    )


@pytest.mark.parametrize("label", ["rot13", "zlib", "utf-7", "punycode", "undefined", "\x00", "☃"])
def test_no_page_chooses_a_codec_that_is_no_charset(label):
    assert decode("中文".encode(), f"text/html; charset={label}") == "中文"
    assert "中文" in decode(f"<meta charset='{label}'>中文".encode())


def test_a_meta_that_says_utf_16_is_not_believed():
    assert "中文" in decode("<meta charset=utf-16>中文".encode())


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
