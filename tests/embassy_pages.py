"""Pages of a US mission's site, built around any text: the present theme and the old one.

Everything around the text is there as on the site, and `noise` varies what a site varies from one
fetch to the next: nonces, version counters, the newest posts in the menu, names of countries.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

BASE = "https://china.usembassy-china.org.cn"
SITE_NAME = "美国驻华大使馆和领事馆"
MENU = (
    *("美国公民通知栏", "美国签证服务", "护照服务", "领事服务", "公证事务"),
    *("新闻及活动", "工作机会", "商务", "教育与交流", "与我们联络"),
)
FOOTER = ("白宫", "国务院", "隐私政策", "与我们联络", "FOIA", "无恐惧法")
# A country's name changes now and then, on every page of the site at once.
RENAMED = ("Turkey", "Türkiye", "Türkiye (Turkey)")
CHROME = (
    *("An official website of the United States government", "Here’s how you know", SITE_NAME),
    *("Side Navigation Logo", "搜索", "国家", "Mission no. 17", "Skip to main content", "DOS Seal"),
    *("Share on Facebook", "相关新闻", "最新消息", *MENU, *FOOTER, *RENAMED),
)


@dataclass(frozen=True)
class Entry:
    """One entry of a listing."""

    title: str
    url: str
    excerpt: str = ""


def article(
    title: str,
    paragraphs: Sequence[str],
    *,
    byline: str = "通过 U.S. Mission China",
    date: str = "二月 8, 2021",
    reading_time: str = "2 快速阅读",
    tags: Sequence[str] = (),
    category: str = "新闻",
    post_id: int = 12345,
    slug: str = "a-statement",
    base: str = BASE,
    language: str = "zh",
    twins: Mapping[str, str] | None = None,
    published: str = "2021-02-08T01:30:00+00:00",
    modified: str = "2021-02-08T02:00:00+00:00",
    classes: bool = True,
    noise: int = 0,
) -> str:
    """An article in the present theme; without `classes` only words tell its parts apart."""
    url = f"{base}{_prefix(language)}/{slug}/"
    body = "\n".join(f"<p>{text}</p>" for text in paragraphs)
    head = f"""
      <h1{_class("entry-title", classes)}>{title}</h1>
      <div{_class("post-info", classes)}>
        <div{_class("post-byline", classes)}>{_linked(byline)}</div>
        <div{_class("rt-reading-time", classes)}>{reading_time}</div>
        <div>&nbsp;&nbsp;</div>
        <div{_class("entry-date", classes)}>{date}</div>
      </div>
      <figure><img src="/seal-{1024 + noise}x576.png" alt="DOS Seal"></figure>"""
    text = f"""
      <div{_class("entry-content", classes)}>
        <p><img class="alignleft" src="/seal.png?ver={noise}" alt="DOS Seal"></p>
        {body}
        <div class="sharedaddy"><h3>Share on Facebook</h3><a href="#">{noise} shares</a></div>
      </div>
      <div>{_labels(tags, "tag", "tag", base)}</div>
      <div>{_labels((category,) if category else (), "category tag", "category", base)}</div>
      <section class="related-posts"><h2>相关新闻</h2>{_cards(noise)}</section>"""
    inner = f'<main id="main"><div class="row">{head}{text}</div></main>'
    alternates = {language: url, **(twins or {})}
    return _page(
        inner,
        title=title,
        url=url,
        language=language,
        alternates=alternates,
        body_class=f"post-template-default single single-post postid-{post_id}",
        more_head=f"""
        <link rel="shortlink" href="{base}/?p={post_id}">
        {_meta("article:published_time", published)}{_meta("article:modified_time", modified)}""",
        base=base,
        noise=noise,
    )


def listing(
    entries: Sequence[Entry],
    *,
    heading: str = "新闻及活动",
    next: str = "",
    base: str = BASE,
    path: str = "/news-zh/",
    language: str = "zh",
    more: str = "阅读更多»",
    classes: bool = True,
    noise: int = 0,
) -> str:
    """A listing in the present theme; without `classes` its entries lie flat beside each other."""
    card = _card if classes else _flat
    cards = "\n".join(card(entry, more, noise) for entry in entries)
    link = f'<a class="next page-numbers" href="{escape(next)}">»</a>' if next else ""
    pages = f'<nav class="pagination"><span>1</span>{link}</nav>'
    return _page(
        f'<main id="main"><h1>{heading}</h1><div class="row">{cards}</div>{pages}</main>',
        title=heading,
        url=f"{base}{_prefix(language)}{path}",
        language=language,
        alternates={},
        body_class="archive category",
        more_head="",
        base=base,
        noise=noise,
    )


def article_cms3(
    title: str,
    paragraphs: Sequence[str],
    *,
    byline: str = "By U.S. Embassy Beijing | 3 May, 2018 | Topics: News, Press Releases",
    post_id: int = 777,
    slug: str = "an-old-statement",
    base: str = "https://china.usembassy.gov",
    language: str = "en",
    other: str = "zh",
    noise: int = 0,
) -> str:
    """An article in the theme that the sites had until about 2021."""
    url = f"{base}{_prefix(language)}/{slug}/"
    body = "\n".join(f"<p>{text}" for text in paragraphs)  # the old theme closed no paragraph
    home, other_home = (f"{base}{_prefix(each)}/" for each in (language, other))
    return f"""<!doctype html>
<html class="no-js" lang="{language}-US"><head><meta charset="utf-8"><title>{title}</title>
<link rel="canonical" href="{url}"><link rel="shortlink" href="{base}/?p={post_id}">
<link rel="stylesheet" href="/wp-content/themes/cms3/main.css?ver={noise}"></head>
<body class="single single-post postid-{post_id}">
<header class="banner"><div class="mo-header"><ul id="language-switch">
<label for="lang_choice_1"><select id="lang_choice_1">
<option value="{language}" lang="{language}-US" selected="selected">English</option>
<option value="{other}" lang="{other}">{other}</option></select>
<script>//<![CDATA[
var urls_1 = {{"{language}": "{_slashed(home)}", "{other}": "{_slashed(other_home)}"}};
//]]></script></label></ul>
<h1><a class="brand" href="{base}/">U.S. Embassy &amp; Consulates in China</a></h1></div>
<a class="accessible" href="#main">[Skip to Content]</a>
<div class="mo-nav"><nav class="ubermenu"><ul><li>Visas<li>Bulletin {noise}</ul></nav></div>
</header>
<div class="mo-breadcrumbs"><div class="container"><header><h1>{title}</h1></header></div></div>
<div class="container"><p class="breadcrumbs"><a href="{base}/">Home</a> | {title}</p></div>
<div id="main" class="wrap container" role="document"><div class="content row">
<main class="main"><article class="post"><div class="entry-content">
<div class="addtoany_content">Share {noise}</div><div><p>{byline}</div>
{body}
</div></article></main>
<aside class="sidebar"><h3>Recent posts</h3><p>Bulletin {noise}</p></aside></div></div>
<div class="mo-footer"><footer class="content-info"><h3>U.S. Embassy Beijing</h3></footer></div>
<div class="mo-copyright"><p>This is the official website. {noise}</p></div></body></html>"""


def _page(
    inner: str,
    *,
    title: str,
    url: str,
    language: str,
    alternates: Mapping[str, str],
    body_class: str,
    more_head: str,
    base: str,
    noise: int,
) -> str:
    hreflang = "".join(
        f'<link rel="alternate" hreflang="{tag}" href="{href}">' for tag, href in alternates.items()
    )
    options = "".join(
        f'<option value="{href}" lang="{tag}">{tag}</option>' for tag, href in alternates.items()
    )
    return f"""<!doctype html>
<html class="no-js" lang="{"zh-CN" if language == "zh" else language}">
<head><meta charset="utf-8"><title>{title} - {SITE_NAME}</title>
<link rel="canonical" href="{url}">{hreflang}
<meta property="og:title" content="{title} | {SITE_NAME}">
<meta property="og:site_name" content="{SITE_NAME}">{more_head}
<link rel="stylesheet" href="/wp-content/style.css?ver=6.{noise}">
<script>var settings = {{"nonce": "{noise:010x}", "time": {1600000000 + noise}}};</script></head>
<body class="{body_class} noise-{noise}">
<a class="skip-link screen-reader-text" href="#main">Skip to main content</a>
<section class="usa-banner" aria-label="Official government website"><img alt="Flag" src="/f.png">
<p>An official website of the United States government</p><button>Here’s how you know</button>
<p>A .gov website belongs to an official government organization in the United States.</p></section>
<header class="site-header"><img alt="[use-beiji]" src="/logo.png">
<p class="site-title">{SITE_NAME}</p>
<div id="language-switch"><label>Language</label><select>{options}</select></div></header>
<nav aria-label="目录"><ul>{"".join(f"<li><a href='#'>{each}</a>" for each in MENU)}
<li>最新消息 {noise}</ul></nav>
<img alt="Side Navigation Logo" src="/side.png">
<form role="search"><input type="search" name="s"><button>搜索</button></form>
<div class="country-list"><label>国家</label><input type="text"><ul>{_countries(noise)}</ul></div>
<div id="carousel-{noise}"><ol class="carousel-indicators"><li></li><li></li><li></li></ol></div>
{inner}
<footer><p>{SITE_NAME}</p><ul>{"".join(f"<li>{each}</li>" for each in FOOTER)}</ul></footer>
<script id="wp-emoji">/* ver={noise} */</script></body></html>"""


def _card(entry: Entry, more: str, noise: int) -> str:
    return f"""<article class="post" data-noise="{noise}">
<h2 class="entry-title"><a href="{entry.url}" rel="bookmark">{entry.title}</a></h2>
<div class="entry-summary"><p>{entry.excerpt}</p></div>
<a class="read-more" href="{entry.url}" aria-label="{entry.title}">{more}</a></article>"""


def _flat(entry: Entry, more: str, noise: int) -> str:
    return f"""<h3 data-noise="{noise}">{entry.title}</h3>
<p>{entry.excerpt}</p><a href="{entry.url}">{more}</a><hr>"""


def _cards(noise: int) -> str:
    return "".join(
        f"<article><h3><a href='/other-{n}/'>别的新闻 {n}</a></h3><p>第 {noise} 次</p></article>"
        for n in range(3)
    )


def _countries(noise: int) -> str:
    names = [f"Mission no. {number}" for number in range(189)]
    names.append(RENAMED[noise % len(RENAMED)])
    return "".join(f"<li><a href='/{n}'>{name}</a></li>" for n, name in enumerate(names))


def _labels(names: Sequence[str], rel: str, kind: str, base: str) -> str:
    return ", ".join(
        f'<a rel="{rel}" href="{base}/{kind}/{n}/">{x}</a>' for n, x in enumerate(names)
    )


def _linked(byline: str) -> str:
    word, _, who = byline.partition(" ")
    return f'{word} <a href="/author/mission/">{who}</a>'


def _class(name: str, is_there: bool) -> str:
    return f' class="{name}"' if is_there else ""


def _meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">' if content else ""


def _prefix(language: str) -> str:
    return "" if language == "en" else f"/{language}"


def _slashed(url: str) -> str:
    return url.replace("/", "\\/")
