"""A record made by real checks, and Datasettes that show it."""

import html
import re
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from monitor.browse.serve import reading_room
from monitor.model import Change, Kind
from monitor.store import Store
from tests.monitor.check.watch import (
    NEWS,
    ONE,
    PAGES,
    SITE,
    Watch,
    article,
    document,
    excerpt,
    failed,
    front_page,
    gone,
    listing,
    page,
)

SOURCE = replace(NEWS, name="embassy-news", terms={"strait": ("海峡",)})
CONSULS = "领事馆自下周起恢复受理签证申请。"
STRAIT = "双方讨论了海峡两岸的局势，并同意保持沟通。" + "与会者还谈到了气候、卫生与教育。" * 4
HOSTILE = '<script>alert("1")</script>&amp;"\'><img src=x onerror=alert(1)>\u202etxt.exe'


@dataclass(frozen=True)
class Shelf:
    """A record on disk, and what is in it."""

    path: Path
    edited: Change
    removed: Change
    hostile: Change

    def room(self, **others: Any) -> Datasette:
        """As `docwatch browse` shows it."""
        return reading_room(self.path, **({"timezone": "Asia/Shanghai"} | others))

    def plain(self, *files: Path, **others: Any) -> Datasette:
        """As `datasette FILE…` shows it, with nothing of ours but the plugin."""
        return Datasette([str(file) for file in (self.path, *files)], **others)


async def filled(path: Path) -> Shelf:
    """A record of a source with an edit after a failed check, a removal, and hostile text."""
    with closing(Store(path)) as store:
        watch = Watch(store, SOURCE)
        await _news(watch)
        down = Watch(store, replace(PAGES, name="un-documents"))
        await down.look(failed(f"{SITE}/one"))
        changes = store.changes.recent()
    return Shelf(
        path,
        edited=next(each for each in changes if each.terms),
        removed=next(each for each in changes if each.kind is Kind.REMOVED),
        hostile=next(each for each in changes if "script" in each.headline),
    )


async def turned(path: Path, times: int) -> str:
    """A record of one document that was edited so many times; its id."""
    with closing(Store(path)) as store:
        watch = Watch(store, PAGES)
        for number in range(times + 1):
            await watch.look(page(ONE, f"本周共受理{number}份申请。"))
        return store.changes.recent(limit=1)[0].document


async def _news(watch: Watch) -> None:
    def answers(*numbers: int, **texts: str) -> list[Any]:
        shown = [excerpt(number, **titles.get(number, {})) for number in numbers]
        pages = [
            article(number, texts.get(f"n{number}", CONSULS), **titles.get(number, {}))
            for number in numbers
        ]
        return [listing(*shown), *pages]

    titles: dict[int, dict[str, Any]] = {3: {"title": HOSTILE}}
    await watch.look(*answers(1, 2, 3, n1=STRAIT))
    await watch.look(listing(excerpt(1), excerpt(2)), failed(document(1).url))
    after = STRAIT.replace("海峡两岸", "地区")
    await watch.look(*answers(1, 2, 3, n1=after, n3=f"{CONSULS}\n{HOSTILE}"))
    for _ in range(3):
        missing = gone(document(2).url)
        await watch.look(
            *answers(1, 3, n1=after, n3=f"{CONSULS}\n{HOSTILE}"), missing, front_page()
        )


def links(page: str) -> set[str]:
    """Every address on a page."""
    return {html.unescape(found) for found in re.findall(r'(?:href|src)="([^"]*)"', page)}


def words(page: str) -> str:
    """What a page says, without its tags."""
    return html.unescape(re.sub(r"<[^>]+>", "", page))
