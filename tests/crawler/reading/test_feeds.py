"""Feeds are read to the character, whatever their kind and whatever their label says."""

import codecs

import pytest

from crawler.items import Identity, Reading, UnreadableError
from crawler.reading import feeds
from tests.crawler.reading.interfaces import HOME, options, page

RARE = "朱镕基谈囍事——与丁㐂先生"
RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>新闻</title>
<item><title>{title}</title><link>{home}/zh/a/?utm_source=feed</link>
<guid isPermaLink="false">{home}/?p=41</guid><pubDate>Mon, 08 Feb 2021 01:30:00 +0000</pubDate>
<description><![CDATA[双方今天 […]]]></description>{content}</item>
<item><title>English</title><link>{home}/b/</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>新闻</title><entry><title type="html">
&lt;i&gt;声明&lt;/i&gt; &amp;amp; 公报</title><link href="{HOME}/zh/a/"/><id>tag:a</id>
<published>2021-02-08T09:30:00+08:00</published><updated>2021-02-09T00:00:00Z</updated>
<content type="html">&lt;p&gt;第一段。&lt;/p&gt;&lt;p&gt;第二段。&lt;/p&gt;</content></entry>
</feed>"""


def rss(title: str = RARE, content: str = "", encoding: str = "UTF-8") -> str:
    return RSS.format(title=title, content=content, encoding=encoding, home=HOME)


def read(body: bytes, path: str = "/zh/feed/", content_type: str = "", **others: object) -> Reading:
    return feeds.read(page(path, content_type), body, (".sharedaddy",), options(**others))


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
    ],
)
def test_a_label_means_what_browsers_take_it_for(label: str, codec: str) -> None:
    (document,) = read(rss(encoding=label).encode(codec)).documents

    assert document.title == RARE


def test_a_traditional_feed_has_its_hong_kong_characters() -> None:
    title = "關於啫喱和邨落的聲明"
    body = rss(title, encoding="big5").replace("新闻", "新聞").replace("双方", "雙方")
    (document,) = read(body.encode("big5hkscs")).documents

    assert document.title == title


def test_what_the_transport_says_counts_before_the_declaration() -> None:
    body = rss(encoding="utf-8").encode("gb18030")

    (document,) = read(body, content_type="application/rss+xml; charset=gb2312").documents

    assert document.title == RARE


def test_an_entry_is_a_document_with_its_names_and_dates() -> None:
    reading = read(rss("声明 &amp;amp; 公报").encode())

    (document,) = reading.documents
    assert (document.url, document.title) == (f"{HOME}/zh/a/", "声明 & 公报")
    assert set(document.identities) == {
        Identity("slug", "a"),
        Identity("post-id", "41"),
        Identity("url", f"{HOME}/zh/a/"),
    }
    assert document.dates == {"published": "2021-02-08T01:30:00+00:00"}
    assert (document.form, document.text, document.cut) == ("feed", "双方今天 […]", True)
    assert [link.url for link in reading.follow] == [document.url]
    assert reading.ends


def test_the_whole_text_counts_before_the_summary_and_what_is_no_text_is_cut_out() -> None:
    whole = """<content:encoded><![CDATA[<p>第一段。</p><p>第二段。</p>
    <div class="sharedaddy">分享</div>]]></content:encoded>"""

    (document,) = read(rss(content=whole).encode()).documents

    assert ([block.text for block in document.blocks], document.cut) == (
        ["第一段。", "第二段。"],
        False,
    )


def test_atom_says_when_an_entry_was_modified() -> None:
    (document,) = read(ATOM.encode()).documents

    assert document.title == "声明 & 公报"
    assert document.dates == {
        "published": "2021-02-08T01:30:00+00:00",
        "modified": "2021-02-09T00:00:00+00:00",
    }
    assert [block.text for block in document.blocks] == ["第一段。", "第二段。"]


def test_other_languages_are_left_out_and_can_be_asked_for() -> None:
    found = read(rss().encode(), languages=["zh", "en"]).documents

    assert [(one.language, one.form) for one in found] == [("zh", "feed"), ("en", "address")]


@pytest.mark.parametrize(
    ("asked", "following"),
    [("/zh/feed/", "/zh/feed/?paged=2"), ("/zh/feed/?paged=2", "/zh/feed/?paged=3")],
)
def test_as_many_pages_are_read_as_of_the_listing(asked: str, following: str) -> None:
    reading = read(rss().encode(), asked, pages=3)

    assert reading.follow[-1].url == f"{HOME}{following}"
    assert not reading.ends
    assert read(rss().encode(), "/zh/feed/?paged=3", pages=3).ends


@pytest.mark.parametrize(
    "body",
    [b"<html><title>x</title></html>", b"", b"<rss", b"\x00\xff", b"<?xml version='1.0'?><a/>"],
)
def test_what_is_no_feed_is_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadableError, match="no feed"):
        read(body)


def test_a_hostile_feed_reads_no_file_and_ends() -> None:
    bomb = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a0 "哈">{bomb}]>'
    body = rss("&x;&a9;声明").replace("?>", f"?>{entity}", 1).encode()

    (document,) = read(body).documents

    assert document.title == "&x;&a9;声明", "no entity is resolved"


def test_a_byte_order_mark_before_the_declaration_is_no_text() -> None:
    (document,) = read(codecs.BOM_UTF8 + rss().encode()).documents

    assert document.title == RARE
