"""US mission sites: one adapter for every embassy, consulate and mission on their WordPress."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.items import Document, Identity, Link, Page, Reading, Role, UnreadableError, Verdict
from crawler.options import EmbassyOptions
from crawler.reading import (
    article,
    dates,
    entries,
    feeds,
    mission,
    office,
    rest,
    sitemaps,
    wordpress,
)
from crawler.reading.decoding import decode
from crawler.reading.html import Element, base, parse, primary
from crawler.reading.selecting import select_all, within
from crawler.reading.sheet import Sheet
from crawler.reading.themes import CONTAINERS, FRAME, INSETS, OTHERS, SELECTORS
from crawler.reading.traps import is_trap, traps
from crawler.spiders.base import WatchSpider
from crawler.verdict import PAGES, Judgement, Refusal, kind_of

STATED_WITHIN = 10  # the statement's own date stands among so many blocks at the body's beginning


class EmbassySpider(WatchSpider):
    """Reads what the interfaces of a US mission's site list, and its articles."""

    name = "embassy"
    options_type = EmbassyOptions
    expected: ClassVar[Mapping[Role, frozenset[str]]] = {
        "listing": PAGES | {"json"},
        "document": PAGES | {"word"},
    }

    @classmethod
    def entries(cls, options: EmbassyOptions) -> tuple[Link, ...]:
        """The first page of every interface, in every language."""
        return mission.entries(options)

    @classmethod
    def entry_at(cls, url: str, options: EmbassyOptions) -> Link | None:
        """Any page of an interface, and any part of a sitemap."""
        is_part = urlsplit(url).path.endswith(".xml")
        interface = mission.interface_at(url, options) or ("sitemap" if is_part else "")
        return Link(url, "listing", interface) if interface else None

    @classmethod
    def is_own(cls, url: str, options: EmbassyOptions) -> bool:
        """Whether `url` is of this site: a listing may show what stands elsewhere."""
        return urlsplit(url).netloc in mission.hosts(options) or mission.is_read(url, options)

    @classmethod
    def second_look(cls, page: Page, body: bytes) -> Judgement:
        """Of a request that WordPress's API refuses, its own word; past the last page is none."""
        refusal = Refusal.of(body) if page.status and page.status >= 400 else None
        code = refusal.code if refusal else ""
        if code == rest.PAST_THE_END:
            return Verdict.GONE, f"past the last page: {code} (status {page.status})"
        return page.verdict, f"{page.evidence}: {code}" if code else page.evidence

    @classmethod
    def read(cls, page: Page, body: bytes, role: Role, options: EmbassyOptions) -> Reading:
        """The article of a page, or what an interface lists and where it leads.

        Raises:
            UnreadableError: no title, no body, no items in a listing; not the type of page that the
                interface has.

        """
        if role == "listing":
            return _listed(page, body, options)
        if kind_of({}, body) in {"pdf", "word"}:
            return Reading(documents=(office.read(page, body),), interface="linked")
        root = parse(decode(body, page.headers.get("content-type", "")))
        url = page.answered or page.url
        sheet = _sheet(root, base(root, url), options, OTHERS)
        document = _document(sheet, url, options)
        return Reading(documents=(document,), follow=_beside(document, options))


def _listed(page: Page, body: bytes, options: EmbassyOptions) -> Reading:
    """What a page of an interface lists: as what it is read, its first bytes say."""
    kind = kind_of(page.headers, body)
    interface = mission.interface_at(page.url, options)
    if kind == "json" or (kind == "text" and body[:1] in (b"[", b"{")):
        return _named(rest.read(page, body, INSETS, options), interface or "api")
    if interface == "sitemap" and urlsplit(page.url).path == "/robots.txt" and kind != "html":
        return _named(sitemaps.named_in_robots(page, body, options), "sitemap")
    if kind == "xml" and sitemaps.is_sitemap(body):
        return _named(sitemaps.read(page, body, options), "sitemap")
    if kind == "xml":
        return _named(feeds.read(page, body, INSETS, options), interface or "feed")
    way = interface.partition(":")[0].partition("/")[0]
    if way not in {"", "listing"}:
        raise UnreadableError(f"{kind} where the site's {way} was expected")
    root = parse(decode(body, page.headers.get("content-type", "")))
    url = base(root, page.answered or page.url)
    return _listing(_sheet(root, url, options), page.url, interface, options)


def _named(reading: Reading, interface: str) -> Reading:
    return replace(reading, interface=interface)


def _sheet(root: Element, url: str, options: EmbassyOptions, others: tuple[str, ...] = ()) -> Sheet:
    parts: dict[str, tuple[str, ...]] = {
        part: (*options.select.get(part, ()), *own) for part, own in SELECTORS.items()
    }
    bodies = select_all(root, parts["body"])
    frame = frozenset(part for part in select_all(root, FRAME) if not within(part, bodies))
    cut = select_all(root, (*INSETS, *others, *options.remove))
    return Sheet.lay(root, url, parts=parts, skip=cut | frame)


def _document(sheet: Sheet, url: str, options: EmbassyOptions) -> Document:
    read = article.read(sheet, CONTAINERS)
    language = _language(sheet, url)
    files = mission.files((link.url for link in read.links), options)
    fields = {name: read.facts.get(name, "") for name in ("byline", "category")}
    fields |= read.labels
    said, said_by = _dates(sheet, read)
    twins = wordpress.twins(sheet.root, url, language)
    by = {"title": read.title.by, **read.facts_by, **said_by, "body": read.by}
    return Document(
        url=url,
        title=read.title.text,
        language=language,
        identities=tuple(
            _named_here(each, url, options) for each in wordpress.identities(sheet.root, url)
        ),
        dates=said,
        blocks=read.blocks,
        links=read.links,
        fields={name: value for name, value in fields.items() if value},
        remarks={name: read.facts[name] for name in ("reading_time",) if name in read.facts},
        twins=mission.twins_by_rule(url, language, options) | twins,
        files=files,
        form="main-content" if read.is_guess else "article",
        read_by=by,
    )


def _named_here(identity: Identity, url: str, options: EmbassyOptions) -> Identity:
    if identity.scheme != "post-id":
        return identity
    return Identity("post-id", mission.post_id(identity.value, url, options))


def _beside(document: Document, options: EmbassyOptions) -> tuple[Link, ...]:
    """What an article leads to: its versions in other languages, and the files of its text."""
    twins = (
        Link(url, interface=f"twin:{language}")
        for language, url in document.twins.items()
        if language in mission.languages(options) and EmbassySpider.is_own(url, options)
    )
    files = (url for url in document.files if mission.is_read(url, options))
    return (*twins, *(Link(url, interface="linked") for url in files))


def _dates(sheet: Sheet, read: article.Article) -> tuple[dict[str, str], dict[str, str]]:
    """The three dates of an article, and what gave each."""
    said, by = wordpress.times(sheet.root)
    if "published" in read.facts:
        said["published"], by["published"] = read.facts["published"], read.facts_by["published"]
    if "modified" in read.facts and "modified" not in said:
        said["modified"], by["modified"] = read.facts["modified"], read.facts_by["modified"]
    days = (dates.alone(block.text) for block in read.blocks[:STATED_WITHIN])
    if stated := next((day for day in days if day), None):
        said["stated"], by["stated"] = stated, "a line of the body that is a date"
    return said, by


def _listing(sheet: Sheet, asked: str, interface: str, options: EmbassyOptions) -> Reading:
    found = entries.entries(sheet)
    number = entries.page_number(asked) - entries.page_number(options.url) + 1
    if not found and number <= 1:
        raise sheet.missing("item", "links that say 阅读更多 or Read More")
    language = _language(sheet, asked)
    hosts = mission.hosts(options)
    further = entries.next_page(sheet, asked, hosts) if found and number < options.pages else ""
    follow = [Link(entry.url) for entry in found if urlsplit(entry.url).netloc in hosts]
    named = {host.partition(":")[0] for host in hosts}
    follow += traps(sheet.root, sheet.url, named)
    shown = (one for one in found if not is_trap(sheet.url, one.url, named))
    return Reading(
        documents=tuple(_excerpt(entry, language) for entry in shown),
        follow=(*follow, Link(further, "listing")) if further else tuple(follow),
        interface=interface or f"listing:{language or urlsplit(asked).path}",
        ends=not further,
    )


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
