"""docwatch against a real WordPress: `python -m tests.real_wordpress`, on demand, as root.

It needs Debian's packages:

    apt install wordpress wordpress-theme-twentytwentythree php-cli php-mysql mariadb-server

A site of its own, with Chinese posts and some of their English versions, is set up in a temporary
folder, and watched by every interface alone and by all together, while it is edited in its own
admin pages. What each step ought to bring is checked: the last line says how many steps did not.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.options import EmbassyOptions
from monitor.check import check
from monitor.crawl import Crawl
from monitor.model import CheckReport, Circumstance, Confirmation, Source
from monitor.store import Store
from tests.real_wordpress.editor import Editor
from tests.real_wordpress.server import PACKAGED, WordPress

WAYS = ("listing", "feed", "api", "sitemap")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SHIFT = 8 * HOUR  # between two looks


class Watch:
    """One source on the site, with a record and a clock of its own."""

    def __init__(self, folder: Path, wordpress: WordPress, name: str, *ways: str) -> None:
        given = {
            "url": f"{wordpress.home}/zh/news-zh/",
            "languages": ["zh", "en"],
            "interfaces": ways,
            "pages": -(-wordpress.posts // 10) + 1,
        }
        options = EmbassyOptions.model_validate(given).model_dump(mode="json")
        self.source = Source(
            name=name,
            spider="embassy",
            options=options,
            delay=timedelta(0),
            confirm=Confirmation(times=3, apart=timedelta(0)),
        )
        self.store = Store(folder / f"{name}.db")
        self.now = datetime.now(UTC)

    def look(self, after: timedelta = SHIFT) -> CheckReport:
        self.now += after
        crawl = Crawl(clock=lambda: self.now)
        return asyncio.run(check(self.source, self.store, crawl, clock=lambda: self.now))


class Walk:
    """The steps, and how many of them did not bring what they should."""

    def __init__(self, watches: Mapping[str, Watch]) -> None:
        self.watches = watches
        self.failures = 0

    def first_looks(self) -> None:
        for name, watch in self.watches.items():
            began = time.monotonic()
            report = watch.look()
            took = time.monotonic() - began
            languages = [one.language for one in watch.store.documents.of_source(name)]
            told = ", ".join(f"{languages.count(each)} {each}" for each in ("zh", "en"))
            print(f"  {name:8} {report.outcome}: {report.baseline} documents ({told}), "
                  f"{report.asked} requests, {took:.0f} s {report.message}")  # fmt: skip
            for each in watch.store.sources.interfaces(name):
                print(
                    f"           {each.name}: {f'fails: {each.message}' if each.failures else 'ok'}"
                )

    def step(
        self,
        what: str,
        *expected: str,
        most: int = 5,
        after: timedelta = SHIFT,
        quiet_for: Collection[str] = (),
    ) -> None:
        """Look until `expected` was told, `most` times at the most; nothing else may be told.

        It is a quiet edit for those who are told when the site says that it was modified.
        """
        print(f"\n{what}: {', '.join(expected) or 'nothing'} is to be told")
        for name, watch in self.watches.items():
            wanted = sorted(f"quiet {one}" if name in quiet_for else one for one in expected)
            told: list[str] = []
            asked = looks = 0
            while looks < most and (not expected or sorted(told) != wanted):
                report = watch.look(after)
                told += [_said(change) for change in report.changes if change.told]
                asked, looks = asked + report.asked, looks + 1
            is_right = sorted(told) == wanted
            self.failures += not is_right
            print(f"  {'ok ' if is_right else 'NOT'} {name:8} {', '.join(told) or '-'} "
                  f"({looks} looks, {asked} requests)", flush=True)  # fmt: skip


def _said(change: Any) -> str:
    quiet = "quiet " if Circumstance.QUIET in change.circumstances else ""
    return f"{quiet}{change.kind} {change.title}"


def main() -> None:
    """Set the site up, go through the list, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--posts", type=int, default=120, metavar="N")
    posts = parser.parse_args().posts
    if not PACKAGED.exists():
        sys.exit("WordPress is not here: see the packages at the top of this file")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with WordPress(folder, posts=posts).running() as wordpress:
            print(f"WordPress {wordpress.version}: {posts} Chinese posts, {posts // 5} English")
            watches = {way: Watch(folder, wordpress, way, way) for way in WAYS}
            walk = Walk(watches | {"all": Watch(folder, wordpress, "all", *WAYS)})
            _go_through(walk, wordpress, Editor(wordpress.home))
    print(f"\n{walk.failures} steps went otherwise, {time.monotonic() - began:.0f} s")
    sys.exit(walk.failures > 0)


def _go_through(walk: Walk, wordpress: WordPress, editor: Editor) -> None:
    last = wordpress.posts - wordpress.posts % 5  # there is an English version of it
    print("first looks")
    walk.first_looks()
    walk.step("a quiet look", most=1, after=HOUR)
    walk.step("and one forty days later", most=1, after=40 * DAY)
    editor.edit(f"/zh/statement-{last}/", content="<p>正文改了：双方没有达成一致。</p>")
    walk.step("an edit", f"edited 第{last}号声明")
    editor.edit(f"/statement-{last}-en/", content="<p>No agreement was reached.</p>")
    walk.step("an edit of the English version", f"edited Statement No. {last}")
    editor.edit("/zh/statement-1/", content="<p>旧声明改了。</p>")
    walk.step("an edit of the oldest post", "edited 第1号声明")
    text = "<p>今天发表的声明。</p>"
    editor.publish(category="新闻", post_title="新的声明", content=text, post_name="new-statement")
    walk.step("a new post", "new 新的声明")
    text = "<p>The statement of today.</p>"
    slug = "new-statement-en"
    editor.publish(category="News", post_title="A new statement", content=text, post_name=slug)
    walk.step("its English version", "translated A new statement")
    editor.edit(f"/zh/statement-{last - 1}/", post_name="renamed-statement")
    walk.step("a renamed slug", f"moved 第{last - 1}号声明")
    number = editor.bin(f"/zh/statement-{last - 2}/")
    walk.step("a post in the bin", f"removed 第{last - 2}号声明", most=8)
    editor.restore(number)
    walk.step("out of the bin again", f"restored 第{last - 2}号声明")
    behind = (
        "update wp_posts set post_content = '<p>被悄悄改了。</p>' where post_name = 'statement-2'"
    )
    wordpress.sql(behind)
    walk.step("an edit behind its back", "edited 第2号声明", quiet_for=("api", "all"))
    wordpress.say_when_modified()
    walk.step("the sitemap says when pages were modified", most=1)
    editor.edit("/zh/statement-3/", content="<p>另一份旧声明改了。</p>")
    walk.step("an edit, and the sitemap says so", "edited 第3号声明")


if __name__ == "__main__":
    main()
