"""A stand-in of a mission's WordPress: posts, and all the interfaces that show them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from crawler.options import EmbassyOptions
from crawler.reading import mission
from tests.embassy_pages import Entry, article, listing
from tests.site import Site

_RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>新闻</title><link>{home}</link>{items}</channel></rss>"""
_ITEM = """<item><title>{title}</title><link>{url}</link><guid isPermaLink="false">{home}?p={id}
</guid><pubDate>{day}</pubDate><description><![CDATA[<p>{excerpt}</p>]]></description></item>"""
_SITEMAP = '<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="{name}">{rows}</{root}>'
_NAME = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True)
class Post:
    """One post, as its author wrote it."""

    id: int
    slug: str
    title: str
    text: tuple[str, ...] = ("双方今天在首都举行了第二轮会谈，就水文数据的交换达成一致。",)
    modified: str = "2021-02-08T02:00:00"  # in UTC
    language: str = "zh"
    date: str = "二月 8, 2021"
    published: str = "2021-02-08"
    twins: dict[str, str] = field(default_factory=dict)
    shows_modified: bool = True


class WordPress:
    """A site with posts. `show` brings everything that it answers in line with them."""

    def __init__(self, site: Site, **options: Any) -> None:
        self.site = site
        self.options = EmbassyOptions.model_validate(
            {"url": site.url("/zh/news-zh/"), "languages": ["zh"], **options}
        )
        self.posts: list[Post] = []
        self.on_listing = 10

    def publish(self, *posts: Post) -> None:
        """Further posts."""
        self.posts += posts
        self.show()

    def edit(self, which: str, **changes: Any) -> None:
        """Change the post with this slug."""
        self.posts = [replace(p, **changes) if p.slug == which else p for p in self.posts]
        self.show()

    def bin(self, slug: str) -> None:
        """Move a post to the bin."""
        self.site.remove(self.path(next(post for post in self.posts if post.slug == slug)))
        self.posts = [post for post in self.posts if post.slug != slug]
        self.show()

    def path(self, post: Post) -> str:
        prefix = "" if post.language == "en" else f"/{post.language}"
        return f"{prefix}/{post.slug}/"

    def url(self, post: Post) -> str:
        return self.site.url(self.path(post))

    def show(self, *ways: str) -> None:
        """Serve the articles, and these interfaces (all of them)."""
        for post in self.posts:
            self.site.serve(self.path(post), self.page(post))
        for way in ways or ("listing", "feed", "api", "sitemap"):
            getattr(self, f"_show_{way}")()

    def page(self, post: Post) -> str:
        return article(
            post.title,
            post.text,
            post_id=post.id,
            slug=post.slug,
            base=self.site.url(""),
            language=post.language,
            date=post.date,
            twins=post.twins,
            published=f"{post.published}T01:30:00+00:00",
            modified=f"{post.modified}+00:00" if post.shows_modified else "",
        )

    def _show_listing(self) -> None:
        newest = sorted(self.posts, key=lambda post: (post.published, post.id), reverse=True)
        shown = [
            Entry(p.title, self.url(p), p.text[0][:20] + "…") for p in newest if p.language == "zh"
        ]
        self.site.serve("/zh/news-zh/", listing(shown[: self.on_listing], base=self.site.url("")))

    def _show_feed(self) -> None:
        chinese = [post for post in self.posts if post.language == "zh"]
        self.site.serve("/zh/feed/", self.feed(chinese[-10:][::-1]), content_type=RSS)

    def feed(self, posts: Sequence[Post], encoding: str = "UTF-8") -> str:
        home = self.site.url("/")
        items = "".join(
            _ITEM.format(
                title=escape(p.title), url=self.url(p), home=home, id=p.id,
                day=f"{p.published[8:]} Feb {p.published[:4]} 01:30:00 +0000",
                excerpt=f"{p.text[0][:15]} […]",
            )
            for p in posts
        )  # fmt: skip
        return _RSS.format(encoding=encoding, home=home, items=items)

    def _show_api(self) -> None:
        for link in mission.entries(self.options):
            if not link.interface.startswith("api/"):
                continue
            is_posts = link.interface.startswith("api/posts")
            items = [self.item(p) for p in self.posts] if is_posts else []
            items.sort(key=lambda item: item["modified_gmt"], reverse=True)
            self._show_pages(link.url.removeprefix(self.site.url("")), items)

    def _show_pages(self, path: str, items: list[dict[str, Any]]) -> None:
        size = self.options.api_items
        pages = [items[start : start + size] for start in range(0, len(items), size)] or [[]]
        total = {"X-WP-TotalPages": str(len(pages)), "X-WP-Total": str(len(items))}
        for number, page in enumerate(pages, start=1):
            at = path.replace("&page=1&", f"&page={number}&")
            self.site.serve(at, json.dumps(page), content_type=JSON, headers=total)

    def item(self, post: Post) -> dict[str, Any]:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in post.text)
        return {
            "id": post.id,
            "date": f"{post.published}T09:30:00",
            "modified": post.modified,
            "modified_gmt": post.modified,
            "slug": post.slug,
            "link": self.url(post),
            "title": {"rendered": escape(post.title)},
            "content": {"rendered": text, "protected": False},
        }

    def _show_sitemap(self) -> None:
        parts = [f"<sitemap><loc>{self.site.url(f'/{name}.xml')}</loc></sitemap>"
                 for name in ("post-sitemap", "category-sitemap")]  # fmt: skip
        index = _SITEMAP.format(root="sitemapindex", name=_NAME, rows="".join(parts))
        self.site.serve("/sitemap_index.xml", index, content_type=XML)
        rows = "".join(
            f"<url><loc>{self.url(p)}</loc><lastmod>{p.modified}+00:00</lastmod></url>"
            for p in self.posts
        )
        part = _SITEMAP.format(root="urlset", name=_NAME, rows=rows)
        self.site.serve("/post-sitemap.xml", part, content_type=XML)


RSS = "application/rss+xml; charset=UTF-8"
JSON = "application/json; charset=UTF-8"
XML = "text/xml; charset=UTF-8"
