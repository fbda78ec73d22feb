"""Sitemaps: an index leads to its parts, a part names addresses and when they were modified."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from lxml import etree

from crawler.items import Document, Identity, Link, Page, Reading, UnreadableError
from crawler.options import EmbassyOptions
from crawler.reading import dates, markup, mission, wordpress
from crawler.reading.decoding import decode
from crawler.reading.html import Element, absolute

# Parts that name no documents: of labels, authors, pictures.
_OTHER_PARTS = re.compile(
    r"(?:^|[-_/])(?:categor(?:y|ies)|(?:post_)?tags?|taxonom(?:y|ies)|users?|authors?|attachments?"
    r"|images?|videos?|archives?)(?=[-_.\d])",
    re.IGNORECASE,
)
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_MANY = 20  # documents that nobody modifies within one minute
_MINUTE = len("2021-02-08T10:00")
_MOST_PARTS = 1000  # of an index; a site has a dozen, and each is a request
_ROBOTS = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_LARGEST_ROBOTS = 512 * 1024  # bytes
# Files are linked documents; they are read where an article links them.
_FILES = re.compile(r"\.\w{2,5}$")


def is_sitemap(body: bytes) -> bool:
    """Whether an XML document begins as a sitemap does."""
    return _SITEMAP.search(body[:4096]) is not None


def named_in_robots(page: Page, body: bytes, options: EmbassyOptions) -> Reading:
    """The sitemaps of this site that its robots.txt names.

    Raises:
        UnreadableError: it names none.
    """
    text = body[:_LARGEST_ROBOTS].decode("utf-8-sig", "replace")
    named = dict.fromkeys(absolute(page.url, one) for one in _ROBOTS.findall(text))
    own = mission.hosts(options)
    found = [Link(one, "listing") for one in named if urlsplit(one).netloc in own]
    if not found:
        raise UnreadableError("no sitemap: it is at none of the usual places, nor in robots.txt")
    return Reading(follow=tuple(found[:_MOST_PARTS]))


def read(page: Page, body: bytes, options: EmbassyOptions) -> Reading:
    """The parts that an index leads to, or the documents that a part names.

    Raises:
        UnreadableError: it is neither, or an index of too many parts.
    """
    root = _root(decode(body, page.headers.get("content-type", "")))
    name = etree.QName(root).localname.lower() if isinstance(root.tag, str) else ""
    if name == "sitemapindex":
        parts = (absolute(page.url, one) for one, _ in _named(root, "sitemap"))
        wanted = [part for part in parts if part and not _is_other(part)]
        if len(wanted) > _MOST_PARTS:
            raise UnreadableError(f"the index has {len(wanted)} parts: no site has as many")
        return Reading(follow=tuple(Link(part, "listing") for part in wanted), ends=not wanted)
    if name != "urlset":
        raise UnreadableError(f"no sitemap: the document is <{name}>")
    listed = _undated_if_generated(tuple(_listed(root, page.url, options)))
    own = mission.hosts(options)
    follow = (Link(one.url) for one in listed if urlsplit(one.url).netloc in own)
    return Reading(documents=listed, follow=tuple(follow), ends=True)


def _is_other(part: str) -> bool:
    return _OTHER_PARTS.search(urlsplit(part).path) is not None


def _listed(root: Element, asked: str, options: EmbassyOptions) -> Iterator[Document]:
    for address, modified in _named(root, "url"):
        url = absolute(asked, address)
        language = mission.language_of(url, options)
        is_file = _FILES.search(urlsplit(url).path) is not None
        if url and not is_file and mission.is_document(url, language, options):
            yield _document(url, language, modified)


def _undated_if_generated(listed: tuple[Document, ...]) -> tuple[Document, ...]:
    """Without dates, where they are the time at which the sitemap was made, not the documents'.

    To believe them would be to ask for the whole site, every time.
    """
    said = sorted(one.dates.get("modified", "") for one in listed)
    if len(said) < _MANY or not said[0] or said[0][:_MINUTE] != said[-1][:_MINUTE]:
        return listed
    return tuple(replace(one, dates={}, read_by={"title": "loc"}) for one in listed)


def _document(url: str, language: str, modified: str) -> Document:
    """What an address alone says: it is not read yet, and its name has to serve as title."""
    slug = wordpress.slug(url)
    return Document(
        url=url,
        title=slug or url,
        language=language,
        identities=(*((Identity("slug", slug),) if slug else ()), Identity("url", url)),
        dates={"modified": modified} if modified else {},
        form="address",
        read_by={"title": "loc", **({"modified": "lastmod"} if modified else {})},
    )


def _named(root: Element, tag: str) -> Iterator[tuple[str, str]]:
    """The address and the time of every element of that name."""
    for element in root.iter(f"{{*}}{tag}"):
        loc = " ".join((element.findtext("{*}loc") or "").split())
        if loc:
            yield loc, dates.iso(element.findtext("{*}lastmod") or "") or ""


def _root(text: str) -> Element:
    root = markup.root(text)
    if root is None:
        raise UnreadableError("no sitemap: this is no XML")
    return root
