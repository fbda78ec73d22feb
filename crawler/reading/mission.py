"""Where a mission's site has what, by its options: hosts, languages, and its interfaces."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit, urlunsplit

from crawler.addresses import canonical, origin_of
from crawler.items import Link
from crawler.options import EmbassyOptions
from crawler.reading import wordpress

# What is asked of an item of the API: all that is read of it, and no more.
_FIELDS = "id,date,modified,modified_gmt,slug,link,lang,title,content"
_FILE = re.compile(r"\.(?:pdf|docx?)$", re.IGNORECASE)
_PLATFORM = re.compile(
    r"(?:^|\.)(?:usembassy\.gov|usmission\.gov|usconsulate\.gov|state\.gov"
    r"|usembassy-china\.org\.cn)$"
)
# Yoast's, WordPress's, any; and in the end, where robots.txt says.
_SITEMAPS = ("sitemap_index.xml", "wp-sitemap.xml", "sitemap.xml", "robots.txt")


def entries(options: EmbassyOptions) -> tuple[Link, ...]:
    """The first page of every interface that is to be asked, the listing first."""
    ways = {"listing": _listings, "feed": _feeds, "api": _apis, "sitemap": _sitemaps}
    found = [link for way, links in ways.items() if way in options.interfaces
             for link in links(options)]  # fmt: skip
    return tuple({link.url: link for link in reversed(found)}.values())[::-1]


def interface_at(url: str, options: EmbassyOptions) -> str:
    """The interface that an address is a page of; empty where the address does not say."""
    asked = _place(url)
    for link in entries(options):
        if asked in {_place(link.url), *map(_place, link.instead)}:
            return link.interface
    return ""


def hosts(options: EmbassyOptions) -> frozenset[str]:
    """The hosts of the site, each with its port."""
    return frozenset((urlsplit(canonical(options.url)).netloc, *options.hosts))


def languages(options: EmbassyOptions) -> tuple[str, ...]:
    """The languages that are watched, the listing's own first."""
    own = wordpress.path_language(options.url) or options.default_language
    return tuple(dict.fromkeys((own, *options.languages)))


def language_of(url: str, options: EmbassyOptions) -> str:
    """The language of a page, by its address."""
    return wordpress.path_language(url) or options.default_language


def is_document(url: str, language: str, options: EmbassyOptions) -> bool:
    """Whether an address that an interface names is a document's, in a language that is watched.

    Front pages and the listings themselves are none.
    """
    is_front = not wordpress.slug(url) and not urlsplit(url).query
    own = {_place(link.url) for link in _listings(options)}
    return language in languages(options) and not is_front and _place(url) not in own


def post_id(number: str, url: str, options: EmbassyOptions) -> str:
    """The number of a post, named by the site where its host is another name of it."""
    own = urlsplit(canonical(options.url)).netloc
    host = urlsplit(url).netloc
    return f"{own}#{number}" if number and host != own and host in options.hosts else number


def files(links: Iterable[str], options: EmbassyOptions) -> tuple[str, ...]:
    """The files among the links of an article."""
    is_file = (link for link in dict.fromkeys(links) if _FILE.search(urlsplit(link).path))
    return tuple(is_file) if options.linked else ()


def is_read(url: str, options: EmbassyOptions) -> bool:
    """Whether a linked file is a document of its own: one of a mission's site.

    The missions keep their files on hosts that they share.
    """
    parts = urlsplit(url)
    is_ours = parts.netloc in hosts(options) or _PLATFORM.search(parts.hostname or "") is not None
    return options.linked and is_ours and _FILE.search(parts.path) is not None


def twins_by_rule(url: str, language: str, options: EmbassyOptions) -> dict[str, str]:
    """Where the rule in the options says that the other language versions of a page are."""
    if urlsplit(url).netloc not in hosts(options):
        return {}
    slug = wordpress.slug(url).removesuffix(f"-{language}")
    return {
        other: canonical(address.replace("{slug}", slug))
        for other, address in options.twins.items()
        if slug and other != language
    }


def in_language(url: str, language: str, options: EmbassyOptions) -> str:
    """The same path in another language: the default one has no prefix, every other has its own.

    A static page's name that ends in its language (`/zh/visas-zh/`) ends in the other instead.
    """
    parts = urlsplit(url)
    own = wordpress.path_language(url)
    path = parts.path.removeprefix(f"/{own}") if own else parts.path
    is_default = language == options.default_language
    prefix, suffix = ("", "") if is_default else (f"/{language}", f"-{language}")
    if own and path.rstrip("/").endswith(f"-{own}"):
        slash = "/" if path.endswith("/") else ""
        path = path.rstrip("/").removesuffix(f"-{own}") + suffix + slash
    return urlunsplit((parts.scheme, parts.netloc, prefix + path, parts.query, ""))


def _listings(options: EmbassyOptions) -> Iterator[Link]:
    own, *others = languages(options)
    yield Link(options.url, "listing", f"listing:{own}")
    for other in others:
        yield Link(in_language(options.url, other, options), "listing", f"listing:{other}")


def _feeds(options: EmbassyOptions) -> Iterator[Link]:
    if options.feeds:
        for number, url in enumerate(options.feeds):
            more = f"/{number + 1}" if number else ""
            yield Link(url, "listing", f"feed{more}:{language_of(url, options)}")
        return
    origin = origin_of(options.url)
    for language in languages(options):
        prefix = "" if language == options.default_language else f"/{language}"
        plain = (f"{origin}/?feed=rss2",) if not prefix else ()
        yield Link(f"{origin}{prefix}/feed/", "listing", f"feed:{language}", plain)


def _apis(options: EmbassyOptions) -> Iterator[Link]:
    origin = origin_of(options.url)
    base = options.api or f"{origin}/wp-json/wp/v2"
    for kind in options.api_types:
        if "{language}" not in base:
            plain = () if options.api else (_api(f"{origin}/?rest_route=/wp/v2", kind, options),)
            yield Link(_api(base, kind, options), "listing", f"api/{kind}", plain)
            continue
        for language in languages(options):
            url = _api(base.replace("{language}", language), kind, options)
            yield Link(url, "listing", f"api/{kind}:{language}")


def _api(base: str, kind: str, options: EmbassyOptions) -> str:
    whole = base if "{type}" in base else f"{base.rstrip('/')}/{{type}}"
    mark = "&" if "?" in whole else "?"
    query = f"per_page={options.api_items}&page=1&orderby=modified&order=desc&_fields={_FIELDS}"
    return f"{whole.replace('{type}', kind)}{mark}{query}"


def _sitemaps(options: EmbassyOptions) -> Iterator[Link]:
    if options.sitemaps:
        yield from (Link(url, "listing", "sitemap") for url in options.sitemaps)
        return
    first, *others = (f"{origin_of(options.url)}/{name}" for name in _SITEMAPS)
    yield Link(first, "listing", "sitemap", tuple(others))


def _place(url: str) -> tuple[str, str, str]:
    """What of an address is the same on every page of an interface."""
    parts = urlsplit(canonical(url))
    names = ("rest_route=", "feed=")
    route = next((part for part in parts.query.split("&") if part.startswith(names)), "")
    return parts.netloc, parts.path.partition("/page/")[0].rstrip("/"), route
