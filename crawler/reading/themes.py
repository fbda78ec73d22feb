"""Where the themes of US mission sites put each part of a page, and what is no part of it."""

from collections.abc import Mapping

from crawler.options import Part

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
        "[itemprop=author]",
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
        "[itemprop=datePublished]",
        ".amp-wp-posted-on time[datetime]",
    ),
    "reading_time": (".rt-reading-time", ".reading-time", ".read-time"),
    "body": (
        ".entry-content",
        ".elementor-widget-theme-post-content",
        ".wp-block-post-content",
        "[itemprop=articleBody]",
        ".amp-wp-article-content",
    ),
    "tags": (
        "a[rel~=tag][href*='/tag/']",
        ".tags a[href*='/tag/']",
        ".post-tags a[href*='/tag/']",
        ".tags-links a[href*='/tag/']",
        ".elementor-post-info a[href*='/tag/']",
        "a[href*='/tag/']",
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
