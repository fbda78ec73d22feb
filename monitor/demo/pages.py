"""The pages of the demo's embassy: as such sites are made, with texts written for the demo.

`noise` varies what a site varies from one answer to the next; `skin` is how it looks this month.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

SITE_NAME = "北岸国驻南岸国大使馆"
MENU = ("公民服务", "签证", "新闻及活动", "教育与交流", "与我们联络")
MORE_MENU = ("领事预约", "公民服务", "签证", "新闻中心", "文化活动", "教育与交流", "联系我们")

# What Cloudflare shows in place of a page: with status 200, as some sites have it.
CHALLENGE = """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
<meta name="robots" content="noindex,nofollow"></head><body><div class="main-wrapper">
<noscript>Enable JavaScript and cookies to continue</noscript></div>
<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body></html>"""


@dataclass(frozen=True, slots=True)
class Story:
    """One article of the site."""

    slug: str
    title: str
    paragraphs: tuple[str, ...]
    day: str = "二月 8, 2021"


@dataclass(frozen=True, slots=True)
class Skin:
    """What surrounds every article: it is no news when it changes."""

    menu: tuple[str, ...] = MENU
    banner: str = ""


def article(story: Story, url: str, skin: Skin, noise: int) -> str:
    """The page of an article."""
    text = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    head = f"""<h1 class="entry-title">{escape(story.title)}</h1>
<div class="post-byline">通过 <a href="/author/mission/">新闻处</a></div>
<div class="rt-reading-time">{1 + noise % 3} 快速阅读</div>
<div class="entry-date">{story.day}</div>"""
    body = f"""<div class="entry-content">{text}
<div class="sharedaddy"><h3>分享</h3><a href="#">{noise} 次</a></div></div>
<section class="related-posts"><h2>相关新闻</h2><p>第 {noise} 条</p></section>"""
    return _page(story.title, f'<main id="main">{head}{body}</main>', url, skin, noise)


def listing(stories: Iterable[tuple[Story, str]], url: str, skin: Skin, noise: int) -> str:
    """The listing of the articles, each with its address."""
    cards = "\n".join(
        f"""<article class="post" data-noise="{noise}">
<h2 class="entry-title"><a href="{address}" rel="bookmark">{escape(story.title)}</a></h2>
<div class="entry-summary"><p>{escape(story.paragraphs[0])}</p></div>
<a class="read-more" href="{address}">阅读更多»</a></article>"""
        for story, address in stories
    )
    inner = f'<main id="main"><h1>新闻及活动</h1>{cards}</main>'
    return _page("新闻及活动", inner, url, skin, noise)


def _page(title: str, inner: str, url: str, skin: Skin, noise: int) -> str:
    menu = "".join(
        f"<li><a href='/{number}/'>{name}</a></li>" for number, name in enumerate(skin.menu)
    )
    alert = f'<div class="usa-site-alert">{skin.banner}</div>' if skin.banner else ""
    return f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)} - {SITE_NAME}</title>
<link rel="canonical" href="{url}"><meta property="og:title" content="{escape(title)}">
<meta property="og:site_name" content="{SITE_NAME}">
<script>var settings = {{"nonce": "{noise:010x}"}};</script></head>
<body class="noise-{noise}">{alert}
<header class="banner"><p class="site-title">{SITE_NAME}</p></header>
<nav><ul>{menu}</ul></nav>
{inner}
<aside class="sidebar"><h3>最新消息</h3><p>在线 {noise} 人</p></aside>
<footer><p>{SITE_NAME}</p></footer></body></html>"""
