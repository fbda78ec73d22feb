"""What a polite first run reaches: `python -m tests.bench.first_run --posts 240`.

A mission's site, of which one post in five has an English version, is watched for the first time:
by all interfaces, and by each alone. So are the Chinese and English versions of the UN documents
that a pattern names. The sites are on loopback and no delay is kept, but the requests are counted
as they arrive, and what they take at the delay that is shipped follows from the gate: so long lies
between the starts of any two.

`documents` is what the run found, `requests` everything that the site was asked, robots.txt too.
`least` is what would do for one who knew it all before: robots.txt, the fewest pages that name
these documents (of the API, at a hundred on each; none where a pattern names them), and each
document once; a UN document lies behind a redirect, which is a request as well. `ratio` is of the
two, and `an hour` the documents that an hour of the run brings.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.options import EmbassyOptions, UnDocumentsOptions
from monitor.check import check
from monitor.config.shape import TopShape
from monitor.crawl import Crawl
from monitor.model import Source
from monitor.store import Store
from tests.embassy_pages import Entry, listing
from tests.site import Site
from tests.un_pages import Masthead, un_pdf
from tests.un_server import UnServer
from tests.un_text import Part
from tests.wordpress import RSS, Post, WordPress

ON_A_PAGE = 10
MOST_IN_API = 100
WAYS = ("listing", "feed", "api", "sitemap")
SETS = (WAYS, *((way,) for way in WAYS))


@dataclass(frozen=True, slots=True)
class Run:
    """A first run, as the site saw it."""

    name: str
    documents: int
    requests: int
    least: int

    def hours(self, delay: timedelta) -> float:
        """From the first request to the last, at this delay."""
        return (self.requests - 1) * (delay / timedelta(hours=1))


class Mission(WordPress):
    """A mission's site whose listing and feed have as many pages as they need."""

    def _show_listing(self) -> None:
        for language, path in (("zh", "/news-zh/"), ("en", "/news/")):
            prefix = "" if language == "en" else f"/{language}"
            for number, posts, more in self._pages(language):
                at = f"{prefix}{path}" + (f"page/{number}/" if number > 1 else "")
                shown = [Entry(p.title, self.url(p), p.text[0][:20] + "…") for p in posts]
                following = self.site.url(f"{prefix}{path}page/{number + 1}/") if more else ""
                page = listing(
                    shown, next=following, base=self.site.url(""), path=path, language=language
                )
                self.site.serve(at, page)

    def _show_feed(self) -> None:
        for language, path in (("zh", "/zh/feed/"), ("en", "/feed/")):
            for number, posts, _ in self._pages(language):
                at = path + (f"?paged={number}" if number > 1 else "")
                self.site.serve(at, self.feed(posts), content_type=RSS)

    def _pages(self, language: str) -> Iterator[tuple[int, list[Post], bool]]:
        posts = [post for post in self.posts if post.language == language][::-1]
        for start in range(0, len(posts), ON_A_PAGE):
            end = start + ON_A_PAGE
            yield start // ON_A_PAGE + 1, posts[start:end], end < len(posts)


def main() -> None:
    """Run each set once, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--posts", type=int, default=240, metavar="N")
    posts = parser.parse_args().posts
    _print([*_missions(posts), _pattern(posts // 4)], TopShape.model_fields["delay"].default)


def _missions(posts: int) -> Iterator[Run]:
    pages = -(-posts // ON_A_PAGE)
    for ways in SETS:
        name = ways[0] if len(ways) == 1 else "all"
        counts = [pages] if ways[0] not in ("listing", "feed") else [1, pages]
        for count in counts:
            label = f"{name}, {count} page{'s' * (count > 1)}" if len(counts) > 1 else name
            yield _mission(label, posts, {"interfaces": ways, "pages": count})


def _mission(label: str, posts: int, options: dict[str, Any]) -> Run:
    with Site() as site:
        wordpress = Mission(site, languages=["zh", "en"], **options)
        wordpress.publish(*_posts(posts))
        documents = _look("embassy", wordpress.options)
        least = 1 + -(-documents // MOST_IN_API) + documents
        return Run(label, documents, len(site.requests), least)


def _posts(count: int) -> Iterator[Post]:
    for number in range(count):
        is_english = number % 6 == 5
        day = (datetime(2021, 2, 8, tzinfo=UTC) + timedelta(days=number)).date().isoformat()
        yield Post(
            1000 + number,
            f"statement-{number}",
            f"Statement No. {number}" if is_english else f"第{number}号声明",
            text=(f"双方就第{number}号文件的内容达成一致，并将于下月再次会晤。",),
            modified=f"{day}T02:00:00",
            language="en" if is_english else "zh",
            date=day,
            published=day,
        )


def _pattern(count: int) -> Run:
    with Site() as site:
        server = UnServer(site)
        for number in range(1, count + 1):
            symbol = f"A/HRC/48/L.{number}"
            for language in ("zh", "en"):
                masthead = Masthead(symbol=symbol, job=f"21-{10000 + number}")
                body = un_pdf((Part(f"决议草案 {symbol}", is_heading=True),), head=masthead)
                server.publish(symbol, body, language=language)
        options = UnDocumentsOptions(
            patterns=("A/HRC/48/L.{n}",), languages=("zh", "en"), address=server.address
        )
        documents = _look("un_documents", options)
        return Run("A/HRC/48/L.{n}", documents, len(site.requests), 1 + 2 * documents)


def _look(spider: str, options: EmbassyOptions | UnDocumentsOptions) -> int:
    """Look at it for the first time; how many documents were read."""
    source = Source(
        name="site",
        spider=spider,
        options=options.model_dump(mode="json"),
        delay=timedelta(0),
    )
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "docwatch.db")
        try:
            report = asyncio.run(check(source, store, Crawl(), clock=lambda: datetime.now(UTC)))
        finally:
            store.close()
    return report.baseline


def _print(runs: list[Run], delay: timedelta) -> None:
    print(f"a delay of {delay.total_seconds():.0f} s lies between the starts of two requests\n")
    heads = ("documents", "requests", "least", "ratio", "hours", "an hour")
    print(f"{'':20}" + "".join(f"{each:>10}" for each in heads))
    for run in runs:
        hours = run.hours(delay)
        print(
            f"{run.name:20}{run.documents:10}{run.requests:10}{run.least:10}"
            f"{run.requests / run.least:10.2f}{hours:10.2f}{run.documents / hours:10.0f}"
        )


if __name__ == "__main__":
    main()
