"""docwatch reread: what today's reader would make of the stored pages."""

from tests.monitor.cli.desk import Desk

OTHER_EYES = "    remove: [p.foot]\n"
TEXT = "会议将于十月举行。</p><p class=foot>页脚"


def _with_other_eyes(desk: Desk) -> None:
    text = desk.file.read_text(encoding="utf-8")
    desk.file.write_text(text.replace("    select: main\n", "    select: main\n" + OTHER_EYES))


def _versions(desk: Desk) -> list[str]:
    history = desk.sees("history", desk.site.url("/notice"))
    return [version["why"] for version in history["versions"]]


def test_it_says_what_would_differ_and_records_nothing(desk: Desk) -> None:
    desk.publish(TEXT)
    desk.types("check")
    _with_other_eyes(desk)

    shown = desk.types("reread")

    assert shown.exit_code == 0
    assert "[-页脚-]" in shown.stdout
    assert _versions(desk) == ["seen"]
    (told,) = desk.sees("reread")["sources"]
    assert (told["documents"], told["substantive"], told["same"]) == (1, 1, 0)
    assert told["first"][0]["url"] == desk.site.url("/notice")


def test_readers_that_read_alike_are_the_same(desk: Desk) -> None:
    desk.types("check")
    (told,) = desk.sees("reread", "notices")["sources"]
    assert (told["documents"], told["same"], told["first"]) == (1, 1, [])
    assert desk.types("reread", "notises").exit_code == 2


def test_written_the_new_reading_is_a_version_and_no_change(desk: Desk) -> None:
    desk.publish(TEXT)
    desk.types("check")
    _with_other_eyes(desk)

    assert desk.sees("reread", "--write")["sources"][0]["substantive"] == 1
    assert _versions(desk) == ["seen", "reread"]
    assert desk.sees("reread", "--write")["sources"][0]["documents"] == 0

    desk.types("check")
    assert _versions(desk) == ["seen", "reread"]
    assert desk.sees("changes")["changes"] == []
    assert desk.sees("alerts")["alerts"] == []


def test_a_page_that_cannot_be_read_any_more_is_counted_and_named(desk: Desk) -> None:
    desk.types("check")
    text = desk.file.read_text(encoding="utf-8")
    desk.file.write_text(text.replace("select: main", "select: table"))

    assert desk.sees("reread")["sources"][0]["unreadable"] == 1
    shown = desk.types("reread", "--first", "1").stdout
    assert "today's reader finds no document on the stored page" in shown
    assert desk.types("reread", "--first", "0").stdout.count("\n") == 2


def test_it_works_beside_the_daemon(desk: Desk) -> None:
    desk.types("check")
    with desk.daemon():
        assert desk.types("reread", "--write").exit_code == 0
