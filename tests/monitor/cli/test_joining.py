"""docwatch join and docwatch split, as they are typed."""

from pathlib import Path

import pytest

from tests.monitor.cli.desk import Desk
from tests.site import Site

TWO = "  others:\n    spider: webpage\n    urls: [{one}, {other}]\n    select: main\n"


@pytest.fixture
def desk(tmp_path: Path, site: Site) -> Desk:
    """Somebody who watches three pages of two sources."""
    one = Desk(tmp_path, site)
    one.publish("会议将于十月举行。")
    one.publish("第一份。", title="第一份", path="/one")
    one.publish("第二份。", title="第二份", path="/two")
    one.configure(more=TWO.format(one=site.url("/one"), other=site.url("/two")))
    assert one.types("check").exit_code == 0
    return one


def _id(desk: Desk, path: str) -> str:
    return str(desk.sees("history", desk.site.url(path))["document"])


def test_without_a_yes_nothing_is_done_and_it_is_said_what_would_be(desk: Desk) -> None:
    one, two = _id(desk, "/one"), _id(desk, "/two")
    asked = desk.types("join", one, two)
    assert asked.exit_code == 2
    assert "第一份" in asked.stdout
    assert "1 address, 1 name, 1 version, 0 changes" in asked.stdout
    assert "nothing was done: say --yes" in asked.stderr
    assert _id(desk, "/one") == one


def test_two_documents_are_one_and_two_again(desk: Desk) -> None:
    one, two = _id(desk, "/one"), _id(desk, "/two")
    before = desk.sees("history", two)

    joined = desk.types("join", desk.site.url("/one"), two, "--yes")
    assert f"docwatch split {two} {one}" in joined.stdout
    assert _id(desk, "/one") == two
    history = desk.sees("history", one)
    assert len(history["versions"]) == 2
    assert [each["what"] for each in history["joins"]] == ["join"]
    assert f"{one} was joined to {two}" in desk.types("history", one).stdout
    assert "a person" in desk.types("history", one).stdout

    assert desk.types("split", two, one, "--yes").exit_code == 0
    assert _id(desk, "/one") == one
    after = desk.sees("history", two)
    assert [each["what"] for each in after["joins"]] == ["join", "split"]
    assert {**after, "joins": []} == before


@pytest.mark.parametrize("what", ["/one", "1"])
def test_a_join_is_undone_by_address_and_by_version_too(desk: Desk, what: str) -> None:
    one, two = _id(desk, "/one"), _id(desk, "/two")
    desk.types("join", one, two, "--yes")
    versions = desk.sees("history", two)["versions"]
    number = 1 + [version["title"] for version in versions].index("第一份")
    named = desk.site.url(what) if what.startswith("/") else str(number)
    assert desk.types("split", two, named, "--yes").exit_code == 0
    assert _id(desk, "/one") == one


def test_from_a_version_on_it_is_another_document(desk: Desk) -> None:
    one = _id(desk, "/one")
    desk.publish("另一份，全然不同。", title="另一份", path="/one")
    desk.types("check")
    asked = desk.types("split", one, "2")
    assert "a new document at" in asked.stdout
    assert "1 version, 0 changes" in asked.stdout

    done = desk.types("split", one, "2", "--yes").stdout
    (other,) = {word for word in done.split() if word.startswith("d-")} - {one}
    assert [each["title"] for each in desk.sees("history", other)["versions"]] == ["另一份"]
    assert desk.types("check").exit_code == 0
    assert len(desk.sees("changes")["changes"]) == 1

    assert desk.types("join", other, one, "--yes").exit_code == 0
    assert len(desk.sees("history", other)["versions"]) == 2


def test_what_makes_no_sense_is_refused_with_the_reason(desk: Desk) -> None:
    one, two, notice = (_id(desk, path) for path in ("/one", "/two", "/notice"))

    def refused(*words: str) -> str:
        result = desk.types(*words, "--yes")
        assert result.exit_code == 2
        return result.stderr

    assert "are the same document already" in refused("join", one, one)
    assert "documents of two sources are not joined" in refused("join", one, notice)
    assert 'no document is known by "d-nothing"' in refused("join", "d-nothing", two)
    assert 'no document is known by "d-nothing"' in refused("split", "d-nothing", "2")
    assert f"{desk.site.url('/two')} is no address of {one}" in refused(
        "split", one, desk.site.url("/two")
    )
    assert "nothing would remain" in refused("split", one, desk.site.url("/one"))
    assert "nothing would remain" in refused("split", one, "1")
    assert "there is no version 9; the latest is 1" in refused("split", one, "9")
    desk.types("join", one, two, "--yes")
    assert "are the same document already" in refused("join", one, two)


def test_it_is_done_while_the_daemon_runs(desk: Desk) -> None:
    one, two = _id(desk, "/one"), _id(desk, "/two")
    with desk.daemon():
        assert desk.types("join", one, two, "--yes").exit_code == 0
        assert desk.types("split", two, one, "--yes").exit_code == 0
        assert desk.types("check", "others").exit_code == 0
    assert desk.sees("changes")["changes"] == []
