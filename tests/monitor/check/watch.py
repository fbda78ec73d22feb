"""A watch over a site that is told, look by look, what to answer: checks with no HTTP in them."""

from collections.abc import AsyncIterator, Callable, MutableMapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crawler.items import (
    Block,
    Document,
    Finding,
    Identity,
    Order,
    Page,
    Reading,
    Role,
    Verdict,
    dump,
    load,
    sha256,
)
from crawler.spiders import SPIDERS
from monitor.check import check
from monitor.model import Alert, Change, CheckReport, Kind, Source
from monitor.store import Store

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

SITE = "https://site.example.org"
ONE, TWO, THREE, FOUR = (f"{SITE}/{name}" for name in ("one", "two", "three", "four"))

PAGES = Source(
    name="pages",
    spider="webpage",
    options={"urls": [ONE, TWO, THREE, FOUR], "select": ["main"]},
    notify=("desk",),
)
NEWS = Source(
    name="news",
    spider="embassy",
    options={"url": f"{SITE}/zh/news/"},
    notify=("desk",),
)

Answer = Callable[[datetime], tuple[Finding, bytes]]


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class Watch:
    """A source, the record of it, and what was ordered of its crawls."""

    def __init__(self, store: Store, source: Source) -> None:
        self.store = store
        self.source = source
        self.clock = Clock()
        self.orders: list[Order] = []

    async def look(
        self,
        *answers: Answer | Exception,
        after: timedelta = HOUR,
        full: bool = False,
        budget: int | None = None,
    ) -> CheckReport:
        """Check the source `after` the look before, and have it answer so; errors are raised."""
        self.clock.now += after

        async def crawl(order: Order, bodies: MutableMapping[str, bytes]) -> AsyncIterator[Finding]:
            self.orders.append(load(Order, dump(order)))
            for answer in answers:
                if isinstance(answer, Exception):
                    raise answer
                finding, body = answer(self.clock.now)
                bodies[finding.page.body] = body
                yield load(Finding, dump(finding))

        return await check(
            self.source, self.store, crawl, clock=self.clock, full=full, budget=budget
        )

    def become(self, **others: object) -> None:
        """Configure the source otherwise."""
        self.source = replace(self.source, **others)  # type: ignore[arg-type]

    def due(self) -> set[str]:
        """What the last crawl was told to ask for, of what is known."""
        return {known.url for known in self.orders[-1].known if known.due}

    def changes(self, *, told: bool = True) -> list[Change]:
        """The changes so far that were told (or all), the oldest first."""
        return [c for c in self.store.changes.recent()[::-1] if c.told or not told]

    def kinds(self, *, told: bool = True) -> list[Kind]:
        """What happened so far, in order."""
        return [change.kind for change in self.changes(told=told)]

    def alerts(self) -> list[Alert]:
        """The alerts that are owed, the oldest first."""
        return self.store.outbox.due(self.clock.now)

    def texts(self, url: str) -> list[str]:
        """The text of every snapshot of the document at `url`, the oldest first."""
        known = self.store.addresses.document(self.source.name, url)
        return (
            [snapshot.reading.text for snapshot in self.store.snapshots.of(known["id"])]
            if known
            else []
        )


def html(text: str, *, title: str = "关于签证的通知", noise: str = "") -> bytes:
    """A page with its title, its paragraphs, and something beside them that nobody reads."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    page = f"<main><h1>{title}</h1>{paragraphs}</main><aside>{noise}</aside>"
    return f"<!doctype html><html lang='zh'><body>{page}</body></html>".encode()


def page(url: str, text: str, **others: str) -> Answer:
    """The page at `url` came, and reads so."""
    return came(url, html(text, **others))


def came(url: str, body: bytes, *, select: str = "main", **headers: str) -> Answer:
    """A page came; it is read by today's spider."""

    def answer(now: datetime) -> tuple[Finding, bytes]:
        found = _page(url, now, Verdict.OK, body=body, headers=_TYPE | headers)
        options = SPIDERS["webpage"].options_type.model_validate({"url": url, "select": [select]})
        reading = SPIDERS["webpage"].read(found, body, "document", options)
        return Finding(page=found, role="document", reading=reading), body

    return answer


def failed(
    url: str, verdict: Verdict = Verdict.ERROR, *, status: int = 500, role: Role = "document"
) -> Answer:
    """Something came that is not the page."""
    body = f"{verdict} at {url}".encode()

    def answer(now: datetime) -> tuple[Finding, bytes]:
        found = _page(url, now, verdict, status=status, body=body)
        return Finding(page=replace(found, evidence=f"status {status}"), role=role), body

    return answer


def gone(url: str, *, status: int = 404) -> Answer:
    """The server says that there is no such page."""
    return failed(url, Verdict.GONE, status=status)


def unmodified(url: str, reading: Reading | None = None, *, role: Role = "document") -> Answer:
    """304: as before."""

    def answer(now: datetime) -> tuple[Finding, bytes]:
        found = _page(url, now, Verdict.NOT_MODIFIED, status=304)
        return Finding(page=found, role=role, reading=reading or Reading()), b""

    return answer


def front_page() -> Answer:
    """The host answers otherwise."""
    return lambda now: (Finding(page=_page(f"{SITE}/", now, Verdict.OK), role="probe"), b"")


def document(number: int, text: str = "正文如下。", **others: object) -> Document:
    """A document of a news site, by its number; `form` is an article unless said otherwise."""
    values: dict[str, object] = {
        "url": f"{SITE}/zh/{number}/",
        "title": f"第{number}号新闻稿",
        "language": "zh",
        "identities": (Identity("post-id", str(number)),),
        "blocks": tuple(Block("paragraph", line) for line in text.split("\n")),
        "form": "article",
    }
    return Document(**(values | others))  # type: ignore[arg-type]


def excerpt(number: int, text: str = "正文……", **others: object) -> Document:
    """What a listing shows of a document."""
    return document(number, text, form="excerpt", cut=True, **others)


def article(
    number: int, text: str = "正文如下。", *, body: bytes = b"", **others: object
) -> Answer:
    """The page of a document came."""
    found = document(number, text, **others)
    sent = body or dump(found).encode()

    def answer(now: datetime) -> tuple[Finding, bytes]:
        reading = Reading(documents=(found,))
        finding = Finding(
            page=_page(found.url, now, Verdict.OK, body=sent), role="document", reading=reading
        )
        return finding, sent

    return answer


def forwarded(asked: str, number: int, text: str = "正文如下。", **others: object) -> Answer:
    """The address leads to where the document of that number stands."""

    def answer(now: datetime) -> tuple[Finding, bytes]:
        finding, sent = article(number, text, **others)(now)
        where = finding.page.url
        return replace(finding, page=replace(finding.page, url=asked, answered=where)), sent

    return answer


def listing(
    *documents: Document, ends: bool = True, interface: str = "listing:zh", url: str = ""
) -> Answer:
    """A page of a listing came, and shows these documents."""
    reading = shown(*documents, ends=ends, interface=interface)
    body = dump(reading).encode()

    def answer(now: datetime) -> tuple[Finding, bytes]:
        found = _page(url or f"{SITE}/zh/news/", now, Verdict.OK, body=body, headers=_VALIDATORS)
        return Finding(page=found, role="listing", reading=reading), body

    return answer


def shown(*documents: Document, ends: bool = True, interface: str = "listing:zh") -> Reading:
    """What is read of a page of a listing."""
    return Reading(documents=documents, interface=interface, ends=ends)


_TYPE = {"content-type": "text/html; charset=utf-8"}
_VALIDATORS = _TYPE | {"etag": '"listing"'}


def _page(
    url: str,
    now: datetime,
    verdict: Verdict,
    *,
    status: int = 200,
    body: bytes = b"",
    headers: dict[str, str] | None = None,
) -> Page:
    return Page(
        url=url,
        answered=url,
        status=status,
        headers=headers or _TYPE,
        body=sha256(body) if body else "",
        size=len(body),
        fetched_at=now,
        verdict=verdict,
    )
