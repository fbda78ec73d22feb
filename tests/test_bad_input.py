"""What a site may do to us: each ends in a verdict on record, a line, and an untouched baseline."""

import sqlite3
from pathlib import Path

import pytest

from tests.embassy_pages import Entry, article, listing
from tests.receivers import MailServer
from tests.site import Site
from tests.test_story import World, kinds

NAMES = ("empty", "large", "loop", "gbk", "fine")
TEXTS = {name: f"关于{name}一事的声明，今天在首都发表。" for name in NAMES}
NAMESAKE = "朱镕基与囍字——这一页用的是旧编码。"


@pytest.fixture
def world(tmp_path: Path):
    with Site() as site, Site() as hook, MailServer() as mail:
        yield World(tmp_path, site, site.url("/zh/news-zh/"), hook, mail)


def publish(world: World[Site], *more: Entry, word: str = "今天") -> None:
    """Serve five articles, one of them in the encoding that calls itself gb2312."""
    site = world.site
    site.mend()
    entries = [Entry(f"第{name}号声明", site.url(f"/zh/{name}/"), "摘要") for name in NAMES]
    site.serve("/zh/news-zh/", listing([*entries, *more], base=site.url("")))
    for number, entry in enumerate(entries):
        text = TEXTS[NAMES[number]].replace("今天", word)
        page = article(entry.title, [text], base=site.url(""), post_id=number, slug=NAMES[number])
        site.serve(f"/zh/{NAMES[number]}/", page)
    page = article("第gbk号声明", [NAMESAKE], base=site.url(""), post_id=99, slug="gbk")
    labelled = page.replace('charset="utf-8"', 'charset="gb2312"').encode("gb18030")
    site.serve("/zh/gbk/", labelled, content_type="text/html; charset=gb2312")


def verdicts(world: World[Site]) -> dict[str, str]:
    """The latest verdict on every address that was asked, or refused, by its end."""
    with sqlite3.connect(world.folder / "docwatch.db") as db:
        rows = db.execute("select url, verdict from fetches order by id").fetchall()
    db.close()
    return {url.removeprefix(world.site.url("")): verdict for url, verdict in rows}


def test_each_bad_page_has_its_verdict_and_its_line_and_moves_no_baseline(
    world: World[Site],
) -> None:
    publish(world)
    assert world.check() == []
    texts = world.run("history", world.site.url("/zh/gbk/"), "--json").stdout
    assert "第gbk号声明" in texts

    traps = (Entry("密码", "file:///etc/passwd", "摘要"), Entry("内网", "http://10.1.2.3/", "摘要"))
    publish(world, *traps)
    world.site.serve("/zh/empty/", "")
    world.site.stream("/zh/large/", 50_000_000)
    world.site.redirect("/zh/loop/", "/zh/loop/?again")
    world.site.redirect("/zh/loop/?again", "/zh/loop/")
    done = world.run("check")
    said = done.stdout + done.stderr

    found = verdicts(world)
    assert found["/zh/empty/"] == "empty"
    assert found["/zh/large/"] == "too_large"
    assert found["/zh/loop/"] == "error"
    assert found["/zh/gbk/"] == found["/zh/fine/"] == "ok"
    assert found["file:///etc/passwd"] == found["http://10.1.2.3/"] == "error"
    for page in ("/zh/empty/", "/zh/large/", "/zh/loop/", "file:///etc/passwd", "http://10.1.2.3/"):
        assert page in said, f"nothing was said of {page}"
    assert "Traceback" not in said
    assert "root:" not in said

    publish(world)
    assert world.check() == [], "nobody is told of a trap, nor of the trouble"

    world.site.fail(500, "/zh/news-zh/")
    assert world.check(exit_code=1) == []
    assert verdicts(world)["/zh/news-zh/"] == "error"

    publish(world, word="昨天")
    assert {kind for kind, _ in kinds(world.check())} == {"edited"}


def test_old_encodings_are_read_to_the_character(world: World[Site]) -> None:
    publish(world)
    world.check()
    with sqlite3.connect(world.folder / "docwatch.db") as db:
        (text,) = db.execute(
            "select text from snapshots where title = '第gbk号声明' and form = 'article'"
        ).fetchone()
    db.close()
    assert text == NAMESAKE
