"""Documents, pages and findings to put into a record."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.items import Block, Document, Finding, Identity, Page, Reading, Verdict, sha256
from monitor.model import Source, Watched
from monitor.store import Store

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

URL = "https://site.example.org/zh/1/"
NEWS = Source(name="news", spider="embassy", options={"url": "https://site.example.org/zh/"})
OTHER = Source(name="other", spider="webpage", options={"url": "https://other.example.org/"})


def document(url: str = URL, **others: Any) -> Document:
    """A document with something in each of its parts."""
    values: dict[str, Any] = {
        "url": url,
        "title": "关于签证费的通知",
        "language": "zh",
        "identities": (Identity("post-id", "17"), Identity("slug", "visa-fees")),
        "dates": {"published": "2026-11-20"},
        "blocks": (Block("heading", "费用", 2), Block("paragraph", "请在面谈前\n三天交费。")),
        "fields": {"byline": "领事处"},
        "remarks": {"reading_time": "1 分钟阅读"},
        "twins": {"en": "https://site.example.org/1/"},
        "form": "article",
        "read_by": {"title": "h1"},
    }
    return Document(**(values | others))


def page(body: bytes = b"", *, url: str = URL, at: datetime = NOON, **others: Any) -> Page:
    """A page that came with this body."""
    values: dict[str, Any] = {
        "url": url,
        "answered": url,
        "status": 200,
        "body": sha256(body) if body else "",
        "size": len(body),
        "fetched_at": at,
        "verdict": Verdict.OK,
    }
    return Page(**(values | others))


def finding(read: Document, sent: Page, **others: Any) -> Finding:
    """A document and the page that it was read from."""
    values: dict[str, Any] = {"role": "document", "reading": Reading(documents=(read,))}
    return Finding(page=sent, **(values | others))


def admitted(store: Store, read: Document | None = None, *, at: datetime = NOON) -> Watched:
    """A document that the record knows, with the snapshot of its first look."""
    read = read or document()
    check = store.checks.begin("news", now=at)
    name = store.documents.admit("news", read, baseline=True, at=at)
    store.addresses.stands("news", read.url, name)
    snapshot = store.snapshots.add(
        name, read, check=check, reader="eyes", body="", at=at, why="seen"
    )
    watched = store.documents.standing(name)
    from_now_on = replace(watched, snapshot=snapshot, due_at=at + HOUR)
    store.documents.update(from_now_on)
    return from_now_on
