"""Whatever the theme and its plugins, an article is its title, its days and its words.

Every page is read three times, with everything around the article varied, and once with a word of
the article changed. `{n}` is what varies from one fetch to the next.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from crawler.items import Document, Page, Reading, Role, UnreadableError, Verdict
from crawler.options import EmbassyOptions
from crawler.spiders.embassy import EmbassySpider

HOST = "https://china.usembassy-china.org.cn"
NEWS = f"{HOST}/zh/news-zh/"
TITLE = "关于跨境河流的说明"
TEXT = ("2021年2月4日", "双方就{river}的水文观测交换了意见。", "下一次会议五月在武汉举行。")
BODY = "".join(f"<p>{text}</p>" for text in TEXT)
HEAD = f"<h1>{TITLE}</h1><p>通过 U.S. Mission China</p><p>{{n}} 快速阅读</p><p>二月 8, 2021</p>"
ENTRY = f"<h1 class='entry-title'>{TITLE}</h1><p class=byline>通过 U.S. Mission China</p>"
ENTRY += "<p>二月 8, 2021</p>"

ARTICLES = {
    "the byline in one line": f"""<main><div class=row><h1 class=page-title>{TITLE}</h1>
        <p class=byline>通过 <a>U.S. Mission China</a> | {{n}} 快速阅读 | 2021年2月8日</p>{BODY}""",
    "a byline of spans, and the day of an update": f"""<main><article><h1>{TITLE}</h1>
        <div class=entry-meta><span class=posted-by>通过 <span>U.S. Mission China</span></span>
        <span class=posted-on><time class=entry-date datetime=2021-02-08>2021年2月8日</time>
        <time datetime=2021-03-0{{n}}>2021年3月{{n}}日</time></span></div>
        <div class=entry-content>{BODY}</div></article>
        <nav class=post-navigation><a rel=prev>{{n}}</a></nav>""",
    "words of no class": f"""<main><div class=row><h1>{TITLE}</h1><p>作者：美国驻华大使馆</p>
        <p>发布时间：2021年2月8日</p><p>浏览次数：{{n}}</p>{BODY}""",
    "a day that is relative": f"""<main><article><h1 class=entry-title>{TITLE}</h1>
        <div class=meta><time datetime=2021-02-08T10:00:00+08:00>{{n}} 天前</time></div>
        <div class=entry-content>{BODY}</div></article>""",
    "blocks, and a query of other posts": f"""<main><h1 class=wp-block-post-title>{TITLE}</h1>
        <div class=wp-block-post-date><time datetime=2021-02-08>2021年2月8日</time></div>
        <div class='entry-content wp-block-post-content'>{BODY}</div>
        <div class=wp-block-query><ul><li class=wp-block-post><h3><a href=/{{n}}>{{n}}</a></h3>""",
    "Elementor, with other posts inside the body": f"""<main>{ENTRY}<div class=entry-content>
        <div class=elementor-widget-text-editor>{BODY}</div><div class=elementor-widget-posts>
        <article class=elementor-post><h3><a href=/{{n}}>最新 {{n}}</a></h3></article></div>
        <div class=elementor-widget-share-buttons>分享 {{n}}</div></div>""",
    "counters and buttons of plugins": f"""<main><article>{ENTRY}<div class=entry-content>
        <div class=post-views>Post Views: {{n}}</div>{BODY}
        <p class=last-updated>最后更新：2021年3月{{n}}日</p><p>Reading Time: {{n}} minutes</p>
        <div class=addthis_inline_share_toolbox>{{n}}</div></div></article>""",
    "buttons above and below": f"""<main><div class=row><a>打印</a> {{n}} 次分享{HEAD}{BODY}
        <div>Facebook Twitter {{n}}</div></div>""",
    "tags in a list without rel": f"""<main><div class=row>{HEAD}{BODY}<ul class=post-tags>
        <li><a href=/zh/tag/w/>水</a></ul>
        <div class=cat-links><a href=/zh/category/n/>新闻</a></div><p>{{n}}</p></div>""",
    "neighbours and comments": f"""<main><div class=row>{HEAD}{BODY}
        <div class=nav-links><a rel=prev href=/p{{n}}>上一篇 {{n}}</a></div>
        <div id=comments><h2>{{n}} 条评论</h2></div></div>""",
    "other news under a heading": f"""<main><div class=row>{HEAD}{BODY}
        <h3>You may also like</h3><p><a href=/r{{n}}>{{n}}</a></p><p>{{n}} words.</p></div>""",
    "other news within the body": f"""<main>{ENTRY}<div class=entry-content>{BODY}
        <p>更多新闻</p><ul><li><a href=/k{{n}}>新 {{n}}</a><li><a href=/l{{n}}>闻</a></ul></div>""",
    "cards without a heading": f"""<main><div class=row>{HEAD}{BODY}</div><div>
        <article><h3><a href=/a{{n}}>别 {{n}}</a></h3><p>三月 {{n}}, 2021</p><p>摘要 {{n}}。</p>
        </article></div>""",
    "cards before it that have bodies too": f"""<div><article><h2 class=entry-title>头条 {{n}}</h2>
        <div class=entry-content>摘要 {{n}}</div></article></div>
        <main>{ENTRY}<div class=entry-content>{BODY}</div>""",
    "an alert's heading above the title": f"""<main><div role=alert><h1>安全警告</h1>
        <p>{{n}}</p></div><div class=row>{HEAD}{BODY}</div>""",
    "a site that has the h1": f"""<div class=brand><h1>美国驻华大使馆</h1></div><main>
        <div class=row><h2>{TITLE}</h2><p>通过 U.S. Mission China</p>
        <p>二月 8, 2021</p>{BODY}</div>""",
    "a bar at the side of the text": f"""<main><div class=row><div class=col-8>{HEAD}{BODY}</div>
        <div class='col-4 sidebar'><h3>近期文章</h3><p>{{n}}</p></div></div>""",
    "paragraphs that are no elements": f"""<main><div class=row><h1>{TITLE}</h1>
        <p>通过 U.S. Mission China<br>{{n}} 快速阅读<br>二月 8, 2021</p>
        {"<br><br>".join(TEXT)}</div>""",
    "tables for the layout, and tags in words": f"""<table><tr><td><a href=/>首页</a> {{n}}</td>
        </tr><tr><td><ul><li><a href=/v{{n}}>签证</a></ul></td><td><table><tr><td><h1>{TITLE}</h1>
        <tr><td>通过 U.S. Mission China | 2021年2月8日<tr><td>{BODY}</td></tr>
        <tr><td>标签: 水、河</td></tr></table></td></tr></table>""",
    "a page of AMP": f"""<article><header class=amp-wp-article-header><h1>{TITLE}</h1>
        <span class='amp-wp-author author vcard'>U.S. Mission China</span>
        <div class=amp-wp-posted-on><time datetime=2021-02-08T01:30:00+00:00>{{n}} 年前</time></div>
        </header><div class=amp-wp-article-content>{BODY}</div><footer>Tags:
        <a rel=tag href=/zh/tag/w/>水</a> {{n}}</footer></article>""",
    "boxes in boxes, and all about it on one line": f"""<div><div><div><article>
        <h1 class=entry-title>{TITLE}</h1><p class=post-meta>by <span class='author vcard'>U.S.
        Mission China</span> | Feb 8, 2021 | <a rel=category href=/c/>新闻</a></p>
        <div class=entry-content><div><div><div>{BODY}</div></div></div></div></article></div>
        <div id=sidebar><h4>Recent</h4><p>{{n}}</p></div></div></div>""",
    "a title in a box, and the site's name as heading": f"""<h1><a href=/>美国驻华大使馆</a></h1>
        <main><div><div>{TITLE} – {TITLE}</div></div><div><div>{TITLE}</div>
        <div>二月 8, 2021</div><div>通过 U.S. Mission China</div><div>{{n}} 快速阅读</div>{BODY}
        </div>""",
    "the day above the title": f"""<div><div><p>2021-02-08</p><h2>{TITLE}</h2>
        <p>{{n}} 快速阅读 · 通过 美国驻华大使馆</p>{BODY}<p>标签：水</p>
        <p><a href=/x{{n}}>别</a></p></div></div>""",
    "no word about it but for machines": f"""<div><p><a href=/{{n}}>新闻 {{n}}</a></p><div>
        <h1>{TITLE}</h1></div><div>{BODY}</div></div><div><p>第 {{n}} 位</p></div>
        <script type=application/ld+json>{{"@graph": [{{"@type": "WebPage", "name": "{{n}}"}},
        {{"@type": ["NewsArticle"], "datePublished": "2021-02-08T09:30:00+08:00"}}]}}</script>""",
    "tags and a foot that only their links tell": f"""<div><section>{HEAD}<div>{BODY}</div>
        <div><a href=/zh/tag/w/>水</a>, <a href=/zh/tag/r/>河</a></div></section></div>
        <div><p>© 使馆 第 {{n}} 版</p></div>""",
    "microdata": f"""<div itemscope><h1 itemprop=headline>{TITLE}</h1>
        <span itemprop=author>U.S. Mission China</span><span>{{n}} 次浏览</span>
        <time itemprop=datePublished datetime=2021-02-08>8 Feb</time>
        <div itemprop=articleBody>{BODY}</div><div><h4>链接</h4><a href=/{{n}}>{{n}}</a></div>""",
}  # fmt: skip


def read(html: str, role: Role = "document", **options: object) -> Reading:
    page = Page(url=NEWS, fetched_at=datetime(2021, 2, 9, tzinfo=UTC), verdict=Verdict.OK)
    checked = EmbassyOptions.model_validate({"url": NEWS, **options})
    return EmbassySpider.read(page, html.encode(), role, checked)


def around(inner: str, n: int) -> str:
    alert = f"<div class=usa-site-alert><h3>安全警告</h3><p>第 {n} 号</p></div>" if n % 2 else ""
    return f"""<!doctype html><html lang=zh-CN><head><title>{TITLE} - 美国驻华大使馆</title></head>
    <body class=n{n}>{alert}<section class=usa-banner><p>An official website</p></section>
    <header><nav><a href=/{n}>最新 {n}</a></nav></header>{inner}</main>
    <footer><p>© {2020 + n}</p></footer><div class=cookie-banner>{n}</div></body></html>"""


def article(inner: str, *, n: int, river: str = "跨境河流") -> Document:
    html = around(inner.replace("{n}", str(n)).replace("{river}", river), n)
    (found,) = read(html).documents
    return found


def compared(document: Document) -> tuple[object, ...]:
    blocks = [block.text for block in document.blocks]
    published = document.dates.get("published", "")[:10]
    return document.title, published, dict(document.fields), blocks


@pytest.mark.parametrize("inner", ARTICLES.values(), ids=ARTICLES)
def test_an_article_is_its_title_day_and_words(inner):
    title, day, _, texts = compared(article(inner, n=1))

    assert (title, day) == (TITLE, "2021-02-08")
    assert texts == [text.format(river="跨境河流") for text in TEXT]


@pytest.mark.parametrize("inner", ARTICLES.values(), ids=ARTICLES)
def test_what_varies_around_it_changes_nothing_and_a_changed_word_does(inner):
    first = compared(article(inner, n=1))
    *same, changed = compared(article(inner, n=2, river="界河"))

    assert [compared(article(inner, n=n)) for n in (2, 3, 8)] == [first] * 3
    assert tuple(same) == first[:3]
    assert changed == [text.format(river="界河") for text in TEXT]


@pytest.mark.parametrize(
    ("inner", "texts"),
    [
        (
            "<div class='alert'>周一闭馆。</div><h3><a href=/f>表格</a></h3><p>下载。",
            ["周一闭馆。", "表格", "下载。"],
        ),
        (
            "<div class=entry-content><p>更多信息见附件。</p><p><a href=/a.pdf>报告全文</a></div>",
            ["更多信息见附件。", "报告全文"],
        ),
        (
            "<article><h3><a href=/v>签证</a></h3><p>申请。</article>"
            "<article><h3><a href=/p>护照</a></h3><p>换发。</article>",
            ["签证", "申请。", "护照", "换发。"],
        ),
        ("<div class=entry-content><p>大使对遇难者表示哀悼。</div>", ["大使对遇难者表示哀悼。"]),
    ],
    ids=["an alert", "a list of files", "cards", "one sentence"],
)
def test_what_looks_like_a_frame_and_is_the_text_of_a_page_is_read(inner, texts):
    (found,) = read(around(f"<main><h1>{TITLE}</h1>{inner}", 1)).documents

    assert [block.text for block in found.blocks] == texts


def test_an_empty_body_is_not_filled_from_the_cards_of_others():
    html = f"""<main><article><h1 class=entry-title>{TITLE}</h1><div class=entry-content> </div>
    </article><article><div class=entry-content>摘要</div></article>"""

    with pytest.raises(UnreadableError, match="no body"):
        read(around(html, 1))


# Listings

ENTRIES = (("河流", "/zh/river/", "数据已经公布。"), ("签证", "/zh/visas/", "恢复办理 ..."))
CARDS = {
    "cards with days": """<div class=card><a href={url}?utm_source={n}><img alt=图></a>
        <p class=date>二月 8, 2021</p><h3><a href={url}?utm_source={n}>{title}</a></h3>
        <p>{text}</p><a href={url}>阅读更多»</a></div>""",
    "cards that say no more": """<div class=card><a href={url}><img alt=图></a><div>
        <h3><a href={url}>{title}</a></h3><p>{text}</p></div></div>""",
    "articles with a line on top": """<article><p><a href=/zh/category/news/>新闻</a></p>
        <h2><a href={url}>{title}</a></h2><p>二月 8, 2021</p>
        <p>{text} <a href={url}>阅读更多»</a></p></article>""",
    "flat": "<h2><a href={url}>{title}</a></h2><p>{text}</p><p><a href={url}>Read More »</a></p>",
    "either scheme": """<article><h2><a href=http://www.china.usembassy-china.org.cn{url}>{title}</a>
        </h2><p>{text}</p></article>""",
    "a collection": """<ul class=usa-collection><li class=usa-collection__item><h3><a href={url}>
        {title}</a></h3><p>{text}</p>
        <ul><li>通过 U.S. Mission China</li><li>二月 8, 2021</ul></ul>""",
    "query blocks": """<div class=wp-block-query><ul><li class=wp-block-post><h2>
        <a href={url}>{title}</a></h2><time>二月 8, 2021</time>
        <div class=excerpt><p>{text}</p></div></ul></div>""",
}  # fmt: skip


def listed(card: str, n: int, entries: Sequence[tuple[str, str, str]] = ENTRIES) -> str:
    cards = (card.format(title=title, url=url, text=text, n=n) for title, url, text in entries)
    return around(f"<main><h1>新闻</h1><div class=row>{''.join(cards)}</div>", n)


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_listing_is_its_titles_addresses_and_excerpts(card):
    reading = read(listed(card, 1), "listing")

    assert [(one.title, one.url, one.text) for one in reading.documents] == [
        (title, f"{HOST}{url}", text) for title, url, text in ENTRIES
    ]
    assert read(listed(card, 2), "listing") == reading


# In a theme that nobody knows: three entries at the least.

THREE = (*ENTRIES, ("讲话", "/zh/speech/", "大使发表讲话。"))
ROWS = {
    "boxes": "<div><div><a href={url}>{title}</a></div><p>二月 8, 2021</p><div>{text}</div></div>",
    "lines of a list": "<li><a href={url}>{title}</a> <span>2021-02-08</span></li>",
    "rows of a table": "<tr><td>2021年2月8日</td><td><a href={url}>{title}</a></td></tr>",
    "cards that are links": """<a href={url}><img alt=图 src=/{n}.png><h3>{title}</h3>
        <p>{text}</p><time>8 febrero 2021</time></a>""",
    "words in bold": "<p><b><a href={url}>{title}</a></b><br>{text} <a href={url}>Leer más</a></p>",
    "headings without cards": "<h5><a href={url}>{title}</a></h5><p>{text}</p>",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_listing_in_an_unknown_theme_has_all_its_entries(row: str) -> None:
    def page(n: int) -> str:
        rows = "".join(
            row.format(title=title, url=url, text=text, n=n) for title, url, text in THREE
        )
        rows = f"<table>{rows}</table>" if "<tr>" in row else f"<div>{rows}</div>"
        menu = "".join(f"<li><a href=/zh/menu-{i}/>菜单 {i}</a></li>" for i in range(9))
        html = around(f"<ul>{menu}</ul><h1>新闻</h1>{rows}<p>第 {n} 位</p>", n)
        return html.replace("<body class=", "<body class=archive id=")

    reading = read(page(1), "listing")

    assert [(one.title, one.url) for one in reading.documents] == [
        (title, f"{HOST}{url}") for title, url, _ in THREE
    ]
    texts = [one.text for one in reading.documents]
    assert texts == [text if "{text}" in row else "" for *_, text in THREE]
    assert [one.url for one in read(page(2), "listing").documents] == [
        one.url for one in reading.documents
    ]


def test_the_boxes_of_a_menu_are_no_entries() -> None:
    boxes = "".join(f"<div><a href=/zh/s-{n}/>服务</a><p>申请说明。</p></div>" for n in range(5))

    with pytest.raises(UnreadableError, match="no item"):
        read(around(f"<div>{boxes}</div>", 1), "listing")


def test_what_is_featured_on_top_is_the_entry_below():
    featured = "<article><h2><a href=/zh/visas/>签证</a></h2></article>"
    card = CARDS["either scheme"]

    reading = read(listed(card, 1).replace("<h1>新闻", f"{featured}<h1>新闻"), "listing")

    assert {(one.title, one.text) for one in reading.documents} == {
        (title, text) for title, _, text in ENTRIES
    }


@pytest.mark.parametrize(
    ("link", "following"),
    [
        ("<a class='next page-numbers' href=/zh/news-zh/page/2/>»</a>", f"{NEWS}page/2/"),
        ("<a href=?paged=2>加载更多</a>", f"{NEWS}?paged=2"),
        ("<a class=wp-block-query-pagination-next href=?query-page=2>»", f"{NEWS}?query-page=2"),
        ("<div class=nav-links><a href=/zh/news-zh/page/2/>2</a></div>", f"{NEWS}page/2/"),
        ("<a href=/zh/other/page/2/>2</a>", None),
    ],
)  # fmt: skip
def test_the_next_page_is_found_however_it_is_linked(link, following):
    html = listed(CARDS["flat"], 1).replace("<footer>", f"{link}<footer>")

    follow = [one.url for one in read(html, "listing", pages=3).follow if one.role == "listing"]

    assert follow == ([following] if following else [])


def test_a_listing_of_frames_within_frames_takes_no_longer_than_its_length():
    html = "<main>" + "<article>" * 1000 + "<h3><a href=/a>b</a></h3>" * 3000

    assert read(html, "listing").documents


@pytest.mark.parametrize(
    ("head", "stated"),
    [
        ("<p>Por <a>U.S. Mission Mexico</a><p>{n} MINUTO DE LECTURA<p>febrero 8, 2021",
         "4 de febrero de 2021"),
        ("<p>Par <a>Ambassade des États-Unis</a><p>{n} minutes de lecture<p>8 février 2021",
         "Le 4 février 2021"),
        ("<p>От <a>U.S. Mission Russia</a><p>{n} мин. чтения<p>8 февраля 2021",
         "4 февраля 2021"),
        ("<p>بواسطة <a>U.S. Mission Egypt</a><p>{n} دقيقة قراءة<p>8 فبراير، 2021",
         "4 فبراير 2021"),
        ("<p>通過 U.S. Mission China<p>{n} 快速閱讀<p>二月 8, 2021", "2021年2月4日"),
        ("<p>由 美國在台協會<p>閱讀時間：{n} 分鐘<p>發佈日期：2021年2月8日", "2021年2月4日"),
        ("<p>By U.S. Embassy Beijing | 8 February, 2021 | {n} minute read", "February 4, 2021"),
    ],
)  # fmt: skip
def test_an_article_in_any_language_has_its_days_and_none_of_its_head_in_its_text(
    head: str, stated: str
) -> None:
    inner = (
        f"<div class=row><h1>{TITLE}</h1>{head}</p><p>{stated}</p>{BODY[BODY.index('双') - 3 :]}"
    )

    found = article(f"<main>{inner}", n=3)

    assert dict(found.dates) == {"published": "2021-02-08", "stated": "2021-02-04"}
    assert found.blocks[0].text == stated
    assert len(found.blocks) == len(TEXT)
    assert found.fields["byline"]


def test_a_page_that_does_not_say_that_it_is_an_article_is_none() -> None:
    page = f"<div><h1>{TITLE}</h1></div><div><p>请稍候。</p><p>您的请求正在处理。</p></div>"

    with pytest.raises(UnreadableError, match="no body"):
        read(around(page, 1))


def test_words_that_name_a_subject_within_a_text_do_not_end_it() -> None:
    body = "<p>活动预告</p><p>标签：水</p><p>主题：水文</p><p>欢迎参加。</p>"

    found = article(f"<main><div class=row>{HEAD}{body}</div>", n=1)

    assert found.blocks[-1].text == "欢迎参加。"
