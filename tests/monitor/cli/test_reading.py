import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.cli.session import Session
from tests.monitor.cli.desk import Desk
from tests.site import Site

READING = (
    ("sources",),
    ("coverage",),
    ("changes",),
    ("history", "d-1234"),
    ("diff", "d-1234"),
    ("blame", "d-1234"),
    ("alerts",),
    ("alerts", "resend", "a-1"),
    ("health",),
)


def _watch(folder: Path, site: Site) -> Desk:
    """A page that was seen, and then edited twice."""
    desk = Desk(folder, site)
    desk.configure()
    for text in ("会议将于十月举行。", "会议将于十二月举行。", "台湾代表将出席会议。"):
        desk.publish(text)
        assert desk.types("check").exit_code == 0
    return desk


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """For questions: nothing about it changes."""
    with Site() as site:
        yield _watch(tmp_path_factory.mktemp("watched"), site)


@pytest.fixture
def own(tmp_path: Path, site: Site) -> Desk:
    """The same, for a test that does something to it."""
    return _watch(tmp_path, site)


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_to_ask_a_question_creates_nothing(desk: Desk, words: tuple[str, ...]) -> None:
    result = desk.types(*words)
    assert result.exit_code == 1
    assert "nothing recorded yet: run docwatch check" in result.stderr
    assert not desk.database.exists()


def test_sources_says_how_each_does(watched: Desk) -> None:
    (source,) = watched.sees("sources")["sources"]
    assert (source["source"], source["state"], source["documents"]) == ("notices", "ok", 1)
    head, line, *_plan = watched.types("sources").stdout.splitlines()
    assert " ".join(head.split()) == (
        "source state since last good next documents missing failures last error"
    )
    assert line.startswith("notices  ok")


def test_a_source_that_left_the_configuration_is_shown_as_retired(own: Desk) -> None:
    text = own.file.read_text(encoding="utf-8")
    own.file.write_text(text.replace("  notices:", "  renamed:"), encoding="utf-8")
    own.types("check")
    states = {each["source"]: each["state"] for each in own.sees("sources")["sources"]}
    assert states == {"renamed": "ok", "notices": "retired"}


def test_changes_come_with_the_latest_first(watched: Desk) -> None:
    latest, first = watched.sees("changes")["changes"]
    assert (latest["kind"], latest["source"]) == ("edited", "notices")
    assert latest["observed"]["first_seen"].endswith("Z")
    assert "台湾" in str(latest["edits"])
    assert "十二" in str(first["edits"])


@pytest.mark.parametrize("term", ["taiwan", "台湾", "台　湾"])
def test_changes_are_found_by_a_configured_term_and_by_any_text(watched: Desk, term: str) -> None:
    (change,) = watched.sees("changes", "--term", term)["changes"]
    assert "代表" in str(change["edits"])
    assert watched.sees("changes", "--term", "火星")["changes"] == []


def test_changes_are_narrowed_by_time_kind_source_and_number(watched: Desk) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=2)
    assert len(watched.sees("changes", "--since", "1h")["changes"]) == 2
    assert watched.sees("changes", "--since", f"{tomorrow:%Y-%m-%d}")["changes"] == []
    assert watched.sees("changes", "--kind", "removed")["changes"] == []
    assert len(watched.sees("changes", "--source", "notices", "--limit", "1")["changes"]) == 1
    assert watched.types("changes", "--source", "notises").exit_code == 2
    assert watched.types("changes", "--since", "yesterday").exit_code == 2
    assert watched.types("changes", "--since", "2026-13-01").exit_code == 2


def test_a_table_in_a_pipe_is_aligned_by_columns_and_cuts_no_id(watched: Desk) -> None:
    head, *lines = watched.types("changes").stdout.splitlines()
    assert len(lines) == 2
    for line in lines:
        assert re.search(r"d-[0-9a-f]{12}  c-[0-9a-f]{16}  关于会议的通知 — ", line)
        assert line.index("d-") == head.index("document")


def test_history_has_every_version_and_every_change(watched: Desk) -> None:
    key = watched.sees("changes")["changes"][0]["key"]
    history = watched.sees("history", key)
    assert [version["number"] for version in history["versions"]] == [1, 2, 3]
    assert [change["kind"] for change in history["changes"]] == ["edited", "edited"]
    assert watched.sees("history", key[:8]) == history
    assert watched.sees("history", watched.site.url("/notice")) == history

    title, *facts = watched.types("history", key).stdout.partition("\n\n")[0].splitlines()
    assert title == "关于会议的通知"
    values = {line.split("  ")[0]: re.search(r"\s{2,}", line) for line in facts}
    assert {"address", "last seen", "found by"} <= set(values)
    assert len({gap.end() for gap in values.values() if gap}) == 1, "in one column"


def test_what_stands_as_it_stood_is_shown_as_before(desk: Desk) -> None:
    first = datetime(2026, 11, 20, 12, tzinfo=UTC)
    for now in (first, first + timedelta(hours=1)):
        later = replace(desk, session=Session(clock=lambda now=now: now))
        assert later.types("check").exit_code == 0

    history = desk.sees("history", desk.site.url("/notice"))

    (page,) = history["interfaces"]
    assert (page["is_current"], page["last_seen"]) == (True, history["last_seen"])


def test_a_difference_is_shown_in_the_form_that_is_asked_for(watched: Desk) -> None:
    url = watched.site.url("/notice")
    assert "¶1" in watched.types("diff", url, "1", "2", "--as", "text").stdout
    note = watched.types("diff", url, "1", "2", "--as", "markdown").stdout
    assert note.startswith("# 关于会议的通知\n\n- version 1, seen from ")
    assert "\n\n## text \\(substantive" in note
    assert "<del>十月</del><ins>十二月</ins>" in note
    for form in ("html", "side-by-side"):
        page = watched.types("diff", url, "1", "2", "--as", form).stdout
        assert page.startswith("<!doctype html>")
        assert "<p>version 1, seen from " in page
        assert ">十二月</ins>" in page
    assert "十月 → 十二月" in watched.sees("diff", url, "1", "2")["headline"]


def test_blame_says_since_which_version_a_paragraph_stands(watched: Desk) -> None:
    url = watched.site.url("/notice")
    assert "version 3" in watched.types("blame", url).stdout
    (paragraph,) = watched.sees("blame", url, "--words")["paragraphs"]
    assert paragraph["version"] == 3
    assert "".join(word["text"] for word in paragraph["words"]) == paragraph["text"]
    assert "台湾" in watched.types("blame", url, "--words").stdout


def test_diff_compares_the_last_two_versions_or_those_named(watched: Desk) -> None:
    url = watched.site.url("/notice")
    first = watched.types("diff", url, "1", "2").stdout
    assert "[-" in first
    assert "{+" in first
    assert "台湾" not in first
    assert "台湾" in watched.types("diff", url).stdout
    assert watched.sees("diff", url, "1")["after"]["number"] == 3
    assert watched.types("diff", url, "1", "9").exit_code == 2
    assert watched.types("diff", url, "1", "2", "3").exit_code == 2


def test_who_asks_for_an_unknown_document_is_told_so(watched: Desk) -> None:
    result = watched.types("history", "d-0000")
    assert result.exit_code == 2
    assert 'no document is known by "d-0000"' in result.stderr


def test_a_key_that_means_several_documents_lists_them(own: Desk) -> None:
    urls = ", ".join(own.site.url(f"/{number}") for number in range(2))
    own.configure(more=f"  others: {{spider: webpage, urls: [{urls}], select: main}}\n")
    for number in range(2):
        own.publish("休会。", path=f"/{number}", title=f"第{number}号通知")
    own.types("check")
    with own.record() as store:
        for number, each in enumerate(store.documents.of_source("others")):
            store._connection.write("pragma foreign_keys = off")
            for table, column in (
                ("documents", "id"),
                ("addresses", "document_id"),
                ("snapshots", "document_id"),
                ("identities", "document_id"),
                ("sightings", "document_id"),
            ):
                store._connection.write(
                    f"update {table} set {column} = :new where {column} = :old",
                    {"new": f"d-alike{number}", "old": each.id},
                )
    result = own.types("history", "d-alike")
    assert result.exit_code == 2
    assert "d-alike0" in result.stdout
    assert "d-alike1" in result.stdout


def test_alerts_are_shown_and_can_be_owed_again(own: Desk) -> None:
    alerts = own.sees("alerts")["alerts"]
    assert [alert["state"] for alert in alerts] == ["delivered", "delivered"]
    assert own.sees("alerts", "--failed")["alerts"] == []

    assert own.types("alerts", "resend", alerts[0]["id"]).exit_code == 0
    again = own.sees("alerts")["alerts"]
    assert [alert["state"] for alert in again] == ["pending", "delivered"]
    assert alerts[0]["id"] in own.types("alerts").stdout
    assert own.types("alerts", "resend", "a-nobody").exit_code == 2
    assert own.types("alerts", "resend").exit_code == 2


def test_a_test_alert_is_sent_at_once_or_says_why_not(desk: Desk) -> None:
    result = desk.types("test-alert", "console")
    assert result.exit_code == 0
    assert "test of the channel console" in result.stdout
    assert desk.types("test-alert", "consol").exit_code == 2

    hook = "{type: webhook, url: 'http://127.0.0.1:9/hook'}"
    text = desk.file.read_text(encoding="utf-8")
    desk.file.write_text(f"{text}  hook: {hook}\n", encoding="utf-8")
    failed = desk.types("test-alert", "hook")
    assert failed.exit_code == 1
    assert "did not answer" in failed.stderr
    assert len(failed.stderr.splitlines()) == 1


def test_try_shows_what_is_read_and_by_what_and_records_nothing(desk: Desk) -> None:
    result = desk.types("try", "notices")
    assert result.exit_code == 0
    for part in ("关于会议的通知", "会议将于十月举行。", "verdict: ok", "h1", "main"):
        assert part in result.stdout
    assert not desk.database.exists()


def test_try_reads_an_address_as_its_source_would(desk: Desk) -> None:
    desk.site.serve(
        "/other", "<title>x</title><h1>其他</h1><main><p>正文。</p></main><p>杂项。</p>"
    )
    (page,) = json.loads(desk.types("try", desk.site.url("/other"), "--json").stdout)["pages"]
    assert [block["text"] for block in page["documents"][0]["blocks"]] == ["正文。"]
    assert desk.site.paths == ["/other"]


def test_try_reads_an_interface_as_its_source_would(desk: Desk) -> None:
    news = desk.site.url("/zh/news-zh/")
    desk.file.write_text(f"sources: {{news: {{spider: embassy, url: '{news}', delay: 0s}}}}\n")
    post = {"id": 7, "link": desk.site.url("/zh/a/"), "title": {"rendered": "声明"},
            "date": "2024-05-01T16:00:00", "content": {"rendered": "<p>正文。</p>"}}  # fmt: skip
    item = f"<item><link>{post['link']}</link><description>正文</description></item>"
    part = f"<urlset><url><loc>{post['link']}</loc><lastmod>2024-05-01</lastmod></url></urlset>"
    posts = "/wp-json/wp/v2/posts?per_page=2&page=4"
    desk.site.serve(posts, json.dumps([post]), content_type="application/json")
    for path, xml in (("/zh/feed/", f"<rss version='2.0'><channel>{item}</channel></rss>"),
                      ("/post-sitemap.xml", part)):  # fmt: skip
        desk.site.serve(path, xml, content_type="application/xml")

    for path, interface, by in (
        (posts, "api/posts", "content.rendered"),
        ("/zh/feed/", "feed:zh", "summary"),
        ("/post-sitemap.xml", "sitemap", "lastmod"),
    ):
        desk.site.forget()
        (page,) = json.loads(desk.types("try", desk.site.url(path), "--json").stdout)["pages"]
        (document,) = page["documents"]
        assert (page["interface"], document["url"]) == (interface, post["link"])
        assert by in document["read_by"].values()
        assert desk.site.paths == [path]


def test_what_is_tried_with_a_spider_alone_is_a_document(desk: Desk) -> None:
    desk.site.serve("/zh/a/", "<h1 class=entry-title>声明</h1><div class=entry-content><p>正文。")
    words = ("try", desk.site.url("/zh/a/"), "--spider", "embassy", "--json")
    (page,) = json.loads(desk.types(*words).stdout)["pages"]
    assert (page["role"], page["verdict"]) == ("document", "ok")


def test_try_takes_a_spider_and_its_options(desk: Desk) -> None:
    desk.site.serve("/other", "<title>x</title><h1>其他</h1><main>正文。</main><p>杂项。</p>")
    words = ("try", desk.site.url("/other"), "--spider", "webpage")
    assert "杂项。" in desk.types(*words, "--option", "select=body > p").stdout
    refused = desk.types(*words, "--option", "selekt=p")
    assert refused.exit_code == 2
    assert "selekt" in refused.stderr
    assert desk.types(*words, "--option", "select").exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("file:///etc/passwd",), "Error: url: a web address begins with http:// or https://"),
        (
            ("https://example.org/", "--spider", "webpage", "--option", "selct=main"),
            'selct: unknown key; did you mean "select"?',
        ),
    ],
)
def test_try_words_a_mistake_as_the_configuration_does(
    desk: Desk, words: tuple[str, ...], said: str
) -> None:
    result = desk.types("try", *words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_try_says_what_stands_in_the_way(desk: Desk) -> None:
    desk.site.fail(403, "/notice")
    result = desk.types("try", "notices")
    assert result.exit_code == 1
    assert "403" in result.stdout


def test_what_a_page_says_never_drives_the_terminal(desk: Desk) -> None:
    desk.publish("会议。", title="通知\x1b]0;pwned\x07\u202e")
    desk.types("check")
    desk.publish("\x1b[31m会议推迟。", title="通知\x1b]0;pwned\x07\u202e")
    outputs = [
        desk.types(*words).output for words in (("check",), ("changes",), ("try", "notices"))
    ]
    key = desk.sees("changes")["changes"][0]["key"]
    outputs += [desk.types("history", key).output, desk.types("diff", key).output]
    for output in outputs:
        assert not set(output) & {"\x1b", "\x07", "\u202e"}


def test_a_backup_overwrites_nothing(watched: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert watched.types("backup", str(copy)).exit_code == 0
    assert watched.types("backup", str(copy)).exit_code == 2
    assert watched.types("backup", str(tmp_path / "nowhere" / "copy.db")).exit_code == 2


def test_a_page_that_cannot_be_read_for_long_is_named(own: Desk) -> None:
    """Beside the table, with what was seen; and in its history."""
    for _ in range(2):
        own.site.serve("/notice", "<html lang=zh><title>通知</title><p>改版了。</p></html>")
        own.types("check")
    assert own.sees("sources")["sources"][0]["silent"] == []
    own.types("check")

    shown = own.types("sources")
    assert "1 of 1 documents said nothing when they were last asked" in shown.stderr
    assert "no body: looked for main" in shown.stderr
    assert own.sees("sources")["sources"][0]["silent"][0]["failures"] == 3

    url = own.site.url("/notice")
    assert "3 looks since" in own.types("history", url).stdout
    assert own.sees("history", url)["silence"]["why"] == "unreadable: no body: looked for main"
