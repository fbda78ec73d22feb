"""What the record takes on disk: `python -m tests.bench.disk --count 1000`. Some minutes.

    pages, first       so many pages of 25 kB, a fifth of it text, for the first time
    pages, noise       again, each with other bytes and the same text
    documents          so many documents of 50 kB, for the first time
    an edit of each    a sentence of every one of them is edited, in one check
    edits of one       one of them is edited so many times, a check each

Each is what the file has grown by, in MB, and below it the tables that took most of that, with
their indexes. Nothing is asked of a network: pages come from a stand-in for the crawl.
"""

import argparse
import asyncio
import sqlite3
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, MutableMapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.items import Finding, Order, Page, Verdict, sha256
from crawler.options import WebpageOptions
from crawler.spiders.webpage import WebpageSpider
from monitor.check import check
from monitor.config import read_config
from monitor.store import Store
from tests.bench.site import page as drawn

BASE = "http://site.example.org"
NOISE = b"424242"  # what differs on a drawn page from one fetch to the next
LONG = 50_000  # bytes of a document that is edited
SHOWN = 6  # tables
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

Bodies = Iterable[tuple[str, bytes]]


def main() -> None:
    """Fill a record, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=1000, metavar="N")
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        record = _Record(Path(folder), count)
        with closing(record.store):
            record.print_step("pages, first", [lambda: _pages(count, 100_000)])
            record.print_step("pages, noise", [lambda: _pages(count, 200_000)])
            record.print_step("documents", [lambda: _documents(count, edit=0)])
            record.print_step("an edit of each", [lambda: _documents(count, edit=1)])
            edits = [lambda n=n: [_document(0, edit=n)] for n in range(2, count + 2)]  # type: ignore[misc]
            record.print_step("edits of one", edits)


def _pages(count: int, noise: int) -> Bodies:
    for number in range(count):
        body = drawn(f"/page/{number}", BASE, count) or b""
        yield f"{BASE}/page/{number}", body.replace(NOISE, b"%d" % (noise + number))


def _documents(count: int, *, edit: int) -> Bodies:
    return (_document(number, edit=edit) for number in range(count))


def _document(number: int, *, edit: int) -> tuple[str, bytes]:
    """A document after so many edits, each of another paragraph."""
    pages = (drawn(f"/page/{number * 12 + part}", BASE, 1) or b"" for part in range(LONG // 5000))
    body = b"".join(page.partition(b"<main")[2].partition(b"</main>")[0] for page in pages)
    paragraphs = body.split(b"<p>")
    for each in range(1, edit + 1):
        at = 1 + each * 7 % (len(paragraphs) - 1)
        paragraphs[at] = f"第{each}次修改：".encode() + paragraphs[at].partition("：".encode())[2]
    html = b"<html><body><nav>menu</nav><main" + b"<p>".join(paragraphs) + b"</main></body></html>"
    return f"{BASE}/document/{number}", html


class _Record:
    """A record that is filled, and what it has taken so far."""

    def __init__(self, folder: Path, count: int) -> None:
        self._path = folder / "docwatch.db"
        self.store = Store(self._path)
        config = folder / "config.yaml"
        config.write_text(
            f"database: {self._path}\nsources:\n"
            f"  pages: {{spider: webpage, select: main, url: {BASE}/page/0}}\n",
            encoding="utf-8",
        )
        (self._source,) = read_config(config, {}).sources
        self.store.sources.register([self._source], now=NOON)
        self._now = NOON
        self._sizes: Counter[str] = Counter()

    def print_step(self, name: str, checks: Iterable[Callable[[], Bodies]]) -> None:
        """Have checks bring these bodies, and print what that took."""
        for bodies in checks:
            self._now += timedelta(hours=1)
            asyncio.run(self._check(bodies()))
        sizes = self._measured()
        grown = sizes - self._sizes
        print(f"{name:20}{sum(grown.values()) / 1e6:8.2f}")
        for table, size in grown.most_common(SHOWN):
            print(f"    {table:16}{size / 1e6:8.2f}")
        self._sizes = sizes

    async def _check(self, pages: Bodies) -> None:
        async def crawl(order: Order, bodies: MutableMapping[str, bytes]) -> AsyncIterator[Finding]:
            for url, body in pages:
                finding = self._finding(url, body)
                bodies[finding.page.body] = body
                yield finding

        await check(self._source, self.store, crawl, clock=lambda: self._now)

    def _finding(self, url: str, body: bytes) -> Finding:
        page = Page(
            url=url,
            answered=url,
            status=200,
            headers={"content-type": "text/html; charset=utf-8"},
            body=sha256(body),
            size=len(body),
            fetched_at=self._now,
            verdict=Verdict.OK,
        )
        options = WebpageOptions.model_validate(dict(self._source.options))
        reading = WebpageSpider.read(page, body, "document", options)
        return Finding(page=page, role="document", reading=reading)

    def _measured(self) -> Counter[str]:
        """Bytes by table, with its indexes."""
        with closing(sqlite3.connect(self._path)) as db:
            db.execute("pragma wal_checkpoint(truncate)")
            owner = dict(db.execute("select name, tbl_name from sqlite_schema"))
            sizes: Counter[str] = Counter()
            for name, size in db.execute("select name, sum(pgsize) from dbstat group by name"):
                sizes[owner.get(name, name)] += size
            return sizes


if __name__ == "__main__":
    main()
