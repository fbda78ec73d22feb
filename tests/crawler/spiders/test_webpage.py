"""Any page is read: by selectors, else by its main content."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.items import (
    Block,
    Document,
    Identity,
    Link,
    Page,
    Reading,
    UnreadableError,
    Verdict,
)
from crawler.options import WebpageOptions
from crawler.spiders.webpage import WebpageSpider

CORPORA = Path(__file__).parents[3] / ".." / "shared" / "corpora"
PAGES = sorted([*(CORPORA / "wordpress").glob("*.html"), *(CORPORA / "zh-html").rglob("*.html")])
URL = "https://office.example/notices/7.html"
SENTENCE = "各代表团就议程项目交换了意见，并商定下周继续讨论尚未解决的问题。"
HTML = """<html lang="zh-CN"><head><title>通知 - 办公室</title>
<meta property="article:published_time" content="2021-02-08T10:00:00+08:00">
<link rel="canonical" href="/notices/7.html"></head>
<body><nav>首页</nav><h1>办公室</h1><main><h1>通知</h1><p class=lead>甲</p><div class=ad>广告</div>
<ul><li>乙<li>丙</ul></main><footer>版权</footer></body></html>"""


def reading(
    body: str | bytes, content_type: str = "text/html; charset=utf-8", **options: object
) -> Reading:
    page = Page(
        url=URL,
        headers={"content-type": content_type},
        fetched_at=datetime(2021, 2, 9, tzinfo=UTC),
        verdict=Verdict.OK,
    )
    checked = WebpageOptions.model_validate({"url": URL, **options})
    encoded = body.encode() if isinstance(body, str) else body
    return WebpageSpider.read(page, encoded, "document", checked)


def read(body: str | bytes, content_type: str = "text/html; charset=utf-8", **options) -> Document:
    (found,) = reading(body, content_type, **options).documents
    return found


def texts(found: Document) -> list[str]:
    return [block.text for block in found.blocks]


def test_every_address_is_asked_as_a_document():
    options = WebpageOptions(url=URL, urls=("https://b.example/",))

    assert WebpageSpider.entries(options) == (Link(URL), Link("https://b.example/"))


def test_a_page_is_read_by_its_selector():
    found = read(HTML, select="main", remove=[".ad"])

    assert found.title == "通知"
    assert found.blocks == (
        Block("paragraph", "甲"), Block("item", "乙", 1), Block("item", "丙", 1),
    )  # fmt: skip
    assert found.form == "page"
    assert found.language == "zh"
    assert found.dates == {"published": "2021-02-08T10:00:00+08:00"}
    assert found.identities == (Identity("canonical", URL), Identity("url", URL))
    assert found.read_by == {"title": "h1", "body": "main"}


def test_one_page_is_all_of_its_interface():
    found = reading(HTML, select="main")

    assert (found.interface, found.ends, found.follow) == ("page", True, ())


def test_the_first_selector_that_finds_text_counts_with_all_that_it_finds():
    html = "<title>题</title><i class=empty> </i><p class=a>甲<b class=a>乙</b></p>丙<p class=a>丁"

    assert texts(read(html, select=[".none", ".empty", ".a", "body"])) == ["甲乙", "丁"]


def test_a_selector_that_finds_nothing_is_said_by_name():
    with pytest.raises(UnreadableError, match=r"no body: looked for \.gone, #gone"):
        read(HTML, select=[".gone", "#gone"])
    with pytest.raises(UnreadableError, match=r"no title: looked for h6"):
        read(HTML, select="main", title="h6")


def test_a_headline_alone_may_be_watched():
    assert texts(read(HTML, select="main h1")) == ["通知"]


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (
            "<title>河流数据公布 - 水文站</title><h1>水文站</h1><h1>河流数据公布</h1>",
            "河流数据公布",
        ),
        ("<title>甲</title><meta property=og:title content=乙><h1>站名</h1>", "乙"),
        ("<title>甲</title><h1><img alt=站></h1>", "甲"),
        ("<h1>站名</h1>", "站名"),
        ("", "第一行"),
    ],
)
def test_the_title_is_the_best_that_the_page_has(html, title):
    assert read(f"{html}<main>第一行<br>第二行</main>", select="main").title == title


@pytest.mark.parametrize(
    ("html", "day"),
    [
        ("<main>甲<time datetime='2021-02-08'>昨天</time></main>", "2021-02-08"),
        ("<main>甲<time>2021年2月8日</time></main>", "2021-02-08"),
        ("<main>甲<time>2021年2月8日</time><time>2021年2月9日</time></main>", None),
        ("<meta name=pubdate content=2021-02-08><main>甲</main>", "2021-02-08"),
        ("来源 2021-02-08<main>甲</main>", None),
        ("<time datetime='2026-11-21'>今天</time><main>甲</main>", None),  # the site's clock
    ],
)
def test_the_date_is_one_that_the_page_gives_as_its_own(html, day):
    assert read(html, select="main").dates.get("published") == day


def test_the_operator_knows_where_the_date_and_the_language_stand():
    html = "<div id=d>来源：办公室 2021-02-08 10:22</div><time>2020-01-01</time><main>甲</main>"

    found = read(html, select="main", date="#d", language="zh")

    assert found.dates == {"published": "2021-02-08"}
    assert found.language == "zh"


def test_without_a_selector_the_main_content_is_found():
    text = "".join(f"<p>第{n}段：{SENTENCE}</p>" for n in "一二三")
    html = f"<title>题</title><nav>{'导航' * 9}</nav><div id=x>{text}<ol><li>{SENTENCE}</ol></div>"

    found = read(html)

    assert found.form == "main-content"
    assert found.read_by["body"] == "trafilatura"
    assert [block.kind for block in found.blocks] == ["paragraph"] * 3 + ["item"]
    assert found == read(html)


def test_a_page_without_text_is_unreadable():
    with pytest.raises(UnreadableError, match="no text on the page"):
        read("<html><body><img src=x></body></html>")


@pytest.mark.skipif(not PAGES, reason="the corpora of real pages are not here")
def test_every_real_page_is_read():
    found = [read(file.read_bytes(), "text/html") for file in PAGES[::4]]

    assert all(one.title and one.blocks for one in found)


def test_a_plain_text_is_read_as_paragraphs():
    found = read("通知\n\n第一段\n接着。\n\n1. 第二段", "text/plain")

    assert found.title == "通知"
    assert texts(found) == ["通知", "第一段接着。", "1. 第二段"]


def test_a_page_that_is_called_xml_this_time_reads_as_it_did():
    html = "<div><nav>首页</nav><main><h1>题</h1><p>甲</p></main></div>"
    once = read(html, "text/html", select="main")
    assert read(html, "application/xml", select="main").blocks == once.blocks


def test_forms_that_read_otherwise_are_told_apart():
    assert {read("甲", "text/plain").form, read("<r>甲</r>", "text/xml").form} == {"text", "xml"}


def test_xml_is_read_and_reaches_nowhere_beyond_itself(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("密")
    body = f"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY s SYSTEM "{secret.as_uri()}">]>
    <r><title>题</title><text>&s;</text><d><![CDATA[<p>甲</p><p>乙</p>]]></d></r>"""

    assert texts(read(body, "application/xml")) == ["题", "&s;", "甲", "乙"]


def test_xhtml_is_html():
    body = '<?xml version="1.0"?><html><head><title>题</title></head><body><p>甲</p></body></html>'

    assert texts(read(body, "application/xhtml+xml", select="body")) == ["甲"]


@pytest.mark.parametrize(
    ("body", "content_type", "says"),
    [
        (b"%PDF-1.7", "application/pdf", "no %%EOF at its end"),
        (b"%PDF-1.7", "", "no %%EOF at its end"),
        (b"{}", "application/pdf", "type application/pdf are not read"),
        (b"\x89PNG", "image/png", "type image/png are not read"),
        (b"", "text/plain", "no text on the page"),
        (b"<r/>", "text/xml", "no text on the page"),
    ],
)
def test_what_is_not_read_is_said(body, content_type, says):
    with pytest.raises(UnreadableError, match=says):
        read(body, content_type)


def test_a_gb2312_page_is_read_to_the_rarest_character():
    body = "<meta charset=gb2312><title>题</title><main>朱镕基与囍字——试</main>".encode("gb18030")

    assert texts(read(body, "text/html", select="main")) == ["朱镕基与囍字——试"]
