"""A real government page, day by day: its figures change, and its server misbehaves."""

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from monitor.check import check
from monitor.crawl import Crawl
from monitor.model import Kind, Source
from monitor.store import Store
from tests.monitor.check.watch import Clock
from tests.site import Site

DAYS = Path(__file__).parents[4] / "shared" / "corpora" / "gov-page-history"
# In these the page was good, empty, cut, and behind a wall and a notice for weeks.
_MOST_TELLING = slice(30, 100)
_TAG = re.compile(r"(?s)<(script|style).*?</\1>|<!--.*?-->|<[^>]+>")


def _words(body: bytes) -> str:
    """The text of a page, by the plainest of means."""
    return "".join(unescape(_TAG.sub(" ", body.decode("utf-8", "replace"))).split())


@pytest.mark.skipif(not DAYS.exists(), reason="the history of that page is not at hand")
async def test_what_is_no_page_is_no_version_and_what_changed_is_found(
    tmp_path: Path, site: Site
) -> None:
    store, clock = Store(tmp_path / "docwatch.db"), Clock()
    options = {"url": site.url("/")}
    source = Source(name="gov", spider="webpage", options=options, delay=timedelta(0))
    crawl, before, differing = Crawl(clock=clock), "", set[str]()
    for entry in json.loads((DAYS / "index.json").read_text())[_MOST_TELLING]:
        name = entry["file"]
        body = (DAYS / name).read_bytes()
        clock.now = datetime.strptime(name[:8], "%Y%m%d").replace(tzinfo=UTC)
        site.serve("/", body, content_type="text/html")
        await check(source, store, crawl, clock=clock, full=True)
        words = _words(body)
        # One day a page came of which much was missing.
        if entry["kind"] == "full" and len(words) > 0.7 * len(before):
            differing |= {name[:8]} if before and words != before else set()
            before = words
    await crawl.stop()

    changes = store.changes.recent()
    store.close()
    assert {change.kind for change in changes} == {Kind.EDITED}
    assert {f"{change.first_seen:%Y%m%d}" for change in changes} == differing
