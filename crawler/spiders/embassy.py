"""US mission sites: one adapter for every embassy, consulate and mission on their WordPress."""

from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit

from crawler.addresses import canonical
from crawler.items import Document, Identity, Link, Page, Reading, Role
from crawler.options import EmbassyOptions, Part
from crawler.reading import article, dates, entries, wordpress
from crawler.reading.html import Element, base, decode, parse, primary, select_all, within
from crawler.reading.sheet import Sheet
from crawler.reading.traps import is_trap, traps
from crawler.spiders.base import WatchSpider

# Where each part of a page is found: the first selector that finds something to read counts. The
# present theme comes first, then the old one (cms3, until about 2021), then what any theme has.
SELECTORS: Mapping[Part, tuple[str, ...]] = {
    "title": (
        "h1.entry-title",
        "h1.wp-block-post-title",
        "h1.elementor-heading-title",
        "div.mo-breadcrumbs h1",
    ),
    "byline": (
        ".post-byline",
        ".byline",
        ".posted-by",
        ".author.vcard",
        ".wp-block-post-author__name",
        ".elementor-post-info__item--type-author",
    ),
    "date": (
        "time.entry-date",
        ".entry-date",
        ".posted-on",
        ".wp-block-post-date",
        ".entry-meta time[datetime]",
        ".post-meta time[datetime]",
        ".meta time[datetime]",
        ".elementor-post-info__item--type-date",
    ),
    "reading_time": (".rt-reading-time", ".reading-time", ".read-time"),
    "body": (".entry-content", ".elementor-widget-theme-post-content"),
    "tags": (
        "a[rel~=tag][href*='/tag/']",
        ".tags a[href*='/tag/']",
        ".post-tags a[href*='/tag/']",
        ".tags-links a[href*='/tag/']",
        ".elementor-post-info a[href*='/tag/']",
    ),
    "category": (
        "a[rel~=category]",
        "a[rel~=tag][href*='/category/']",
        ".category a[href*='/category/']",
        ".post-categories a[href*='/category/']",
        ".cat-links a[href*='/category/']",
        ".elementor-post-info a[href*='/category/']",
    ),
    "item": (
        "article.elementor-post",
        "main article",
        "li.wp-block-post",
        ".post-item",
        ".usa-card",
    ),
    "item_title": (".elementor-post__title", ".entry-title", "h2", "h3", "h4"),
    "item_link": (
        *(
            "h2 a[href]",
            "h3 a[href]",
            "h4 a[href]",
            "a[rel=bookmark]",
            "a.read-more",
            "a.more-link",
        ),
        *("a[href]:not([href*='/category/'])", "a[href]"),
    ),
    "item_excerpt": (".elementor-post__excerpt", ".entry-summary", ".excerpt", "p"),
    "next": (
        *("a.next.page-numbers", "a[rel=next]", "link[rel=next]", ".nav-previous a"),
        "a.wp-block-query-pagination-next",
    ),
    "language": (),
}
# Where the body is looked for when no `body` was found: places that hold more than the body, from
# which the lines about the article are cut off at both ends.
CONTAINERS = ("main article", "#main .content", "main")
# The site's frame, wherever it stands outside a body: also alerts of the whole site, that come
# and go, and what stands beside an article.
FRAME = (
    *(".usa-banner", "header.banner", "[role=banner]", "[role=contentinfo]", "body > header"),
    *("nav", "[role=navigation]", "footer", "aside", "#language-switch", "[role=search]"),
    *(".mo-header", ".mo-nav", ".mo-footer", ".mo-copyright", ".breadcrumb", ".breadcrumbs"),
    *(".country-list", ".site-title", ".skip-link", "a.accessible", "[role=complementary]"),
    *(".usa-site-alert", ".site-alert", ".alert-banner"),
    *("[role=dialog]", ".cookie-banner", "#cookie-notice", "#cookie-law-info-bar", ".nav-links"),
    *(".sidebar", "#sidebar", ".widget", ".widget-area", ".nav-previous"),
)
# What themes and plugins put into the text itself.
INSETS = (
    *(".sharedaddy", ".share-buttons", ".social-share", ".social-links", ".addtoany_content"),
    *(".a2a_kit", ".addtoany_share_save_container", ".addthis_toolbox", "[class^=at-share]"),
    *("[class^=addthis_]", ".heateor_sss_sharing_container", ".elementor-widget-share-buttons"),
    *(".wp-block-social-links", ".jetpack-likes-widget-wrapper", ".printfriendly", ".post-views"),
    *(".related-posts", ".jp-relatedposts", ".yarpp-related", ".latest-posts", ".post-navigation"),
    *(".wp-block-latest-posts", ".wp-block-latest-comments", ".wp-block-rss", ".page-links"),
    *(".wp-block-post-navigation-link", ".elementor-widget-post-navigation", ".wp-block-search"),
    *("#comments", ".comments-area", "#respond", ".comment-respond", ".wp-block-comments"),
    *(".wp-block-post-comments-form", ".wp-block-jetpack-subscriptions", ".mc4wp-form"),
    *("form.signup", "form.subscribe", "form.newsletter"),
    *(".carousel-indicators", ".wp-caption-text.sr-only"),
)
# Cards of other articles: all that there is on a listing, and on an article none of it.
OTHERS = (
    *(".wp-block-query", ".elementor-widget-posts", ".elementor-widget-archive-posts"),
    *(".usa-collection", ".usa-card-group"),
)

STATED_WITHIN = 10  # the statement's own date stands among so many blocks at the body's beginning


class EmbassySpider(WatchSpider):
    """Reads the listings and articles of a US mission's site."""

    name = "embassy"
    options_type = EmbassyOptions

    @classmethod
    def entries(cls, options: EmbassyOptions) -> tuple[Link, ...]:
        """The listing, and its counterparts in the further languages."""
        own = wordpress.path_language(options.url) or "en"
        others = (_in_language(options.url, other) for other in options.languages if other != own)
        return tuple(Link(url, "listing") for url in dict.fromkeys((options.url, *others)))

    @classmethod
    def is_own(cls, url: str, options: EmbassyOptions) -> bool:
        """Whether `url` is of this site: a listing may show what stands elsewhere."""
        return urlsplit(url).netloc in _hosts(options)

    @classmethod
    def read(cls, page: Page, body: bytes, role: Role, options: EmbassyOptions) -> Reading:
        """The article of a page, or the excerpts of a listing and where it leads.

        Raises:
            UnreadableError: no title, no body, or no items in a listing.

        """
        root = parse(decode(body, page.headers.get("content-type", "")))
        url = page.answered or page.url
        if role == "listing":
            return _listing(_sheet(root, base(root, url), options), page.url, options)
        sheet = _sheet(root, base(root, url), options, OTHERS)
        return Reading(documents=(_document(sheet, url),))


def _sheet(root: Element, url: str, options: EmbassyOptions, others: tuple[str, ...] = ()) -> Sheet:
    parts: dict[str, tuple[str, ...]] = {
        part: (*options.select.get(part, ()), *own) for part, own in SELECTORS.items()
    }
    bodies = select_all(root, parts["body"])
    frame = frozenset(part for part in select_all(root, FRAME) if not within(part, bodies))
    cut = select_all(root, (*INSETS, *others, *options.remove))
    return Sheet.lay(root, url, parts=parts, skip=cut | frame)


def _document(sheet: Sheet, url: str) -> Document:
    read = article.read(sheet, CONTAINERS)
    language = _language(sheet, url)
    fields = {name: read.facts.get(name, "") for name in ("byline", "category")}
    fields |= read.labels
    return Document(
        url=url,
        title=read.title.text,
        language=language,
        identities=wordpress.identities(sheet.root, url),
        dates=_dates(sheet, read),
        blocks=read.blocks,
        links=read.links,
        fields={name: value for name, value in fields.items() if value},
        remarks={name: read.facts[name] for name in ("reading_time",) if name in read.facts},
        twins=wordpress.twins(sheet.root, url, language),
        form="article",
        read_by={"title": read.title.by, "body": read.by},
    )


def _dates(sheet: Sheet, read: article.Article) -> dict[str, str]:
    said = wordpress.times(sheet.root)
    if "published" in read.facts:
        said["published"] = read.facts["published"]
    if "modified" in read.facts:
        said.setdefault("modified", read.facts["modified"])
    days = (dates.alone(block.text) for block in read.blocks[:STATED_WITHIN])
    stated = next((day for day in days if day), None)
    return said | {"stated": stated} if stated else said


def _listing(sheet: Sheet, asked: str, options: EmbassyOptions) -> Reading:
    found = entries.entries(sheet)
    number = entries.page_number(asked) - entries.page_number(options.url) + 1
    if not found and number <= 1:
        raise sheet.missing("item", "links that say 阅读更多 or Read More")
    language = _language(sheet, asked)
    hosts = _hosts(options)
    further = entries.next_page(sheet, asked, hosts) if found and number < options.pages else ""
    follow = [Link(entry.url) for entry in found if urlsplit(entry.url).netloc in hosts]
    named = {host.partition(":")[0] for host in hosts}
    follow += traps(sheet.root, sheet.url, named)
    shown = (one for one in found if not is_trap(sheet.url, one.url, named))
    return Reading(
        documents=tuple(_excerpt(entry, language) for entry in shown),
        follow=(*follow, Link(further, "listing")) if further else tuple(follow),
        interface=f"listing:{language or urlsplit(asked).path}",
        ends=not further,
    )


def _hosts(options: EmbassyOptions) -> frozenset[str]:
    return frozenset((urlsplit(canonical(options.url)).netloc, *options.hosts))


def _excerpt(entry: entries.Entry, language: str) -> Document:
    slug = wordpress.slug(entry.url)
    return Document(
        url=entry.url,
        title=entry.title,
        language=language,
        identities=(Identity("slug", slug),) if slug else (),
        blocks=entry.blocks,
        form="excerpt",
        cut=entry.is_cut,
        read_by={"item": entry.by},
    )


def _language(sheet: Sheet, url: str) -> str:
    for found in sheet.find("language"):
        tag = primary(found.element.get("lang") or found.text)
        if tag:
            return tag
    return wordpress.page_language(sheet.root, url)


def _in_language(url: str, language: str) -> str:
    """The same path in another language: English has no prefix, every other has its own.

    A static page's name that ends in its language (`/zh/visas-zh/`) ends in the other instead.
    """
    parts = urlsplit(url)
    own = wordpress.path_language(url)
    path = parts.path.removeprefix(f"/{own}") if own else parts.path
    prefix, suffix = ("", "") if language == "en" else (f"/{language}", f"-{language}")
    if own and path.rstrip("/").endswith(f"-{own}"):
        slash = "/" if path.endswith("/") else ""
        path = path.rstrip("/").removesuffix(f"-{own}") + suffix + slash
    return urlunsplit((parts.scheme, parts.netloc, prefix + path, parts.query, ""))
