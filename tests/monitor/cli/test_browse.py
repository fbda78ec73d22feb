"""docwatch browse: from the command line to a page, while others write."""

import os
import re
import signal

import httpx
import pytest

from monitor.cli.browse import gives_originals
from tests.monitor.cli.desk import Child, Desk


def test_the_record_is_read_while_the_daemon_writes_it(desk: Desk) -> None:
    desk.types("check")
    desk.publish("会议将于十一月举行。")
    with Child(desk.file, "browse", "--port", "0") as reader:
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", reader.until("can be read at"))
        assert "No change was observed so far" in httpx.get(address, trust_env=False).text
        with desk.daemon():
            assert desk.types("check").exit_code == 0  # done by the daemon
            page = httpx.get(address, trust_env=False).text
        assert "十月 → 十一月" in page
        reader.tell(signal.SIGINT)
        assert reader.ends() == 0


def test_a_wrong_address_and_a_strangers_name_are_refused_in_words(desk: Desk) -> None:
    desk.types("check")
    with Child(desk.file, "browse", "--port", "0") as reader:
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", reader.until("can be read at"))
        wrong = httpx.get(f"{address}docwatch/nothing", trust_env=False)
        assert wrong.status_code == 404
        assert "There is no such page" in wrong.text
        rebound = {"host": "evil.example.com"}
        stranger = httpx.get(f"{address}docwatch/snapshots.json", headers=rebound, trust_env=False)
        assert stranger.status_code == 421
        assert "does not answer to this name" in stranger.text
        reader.tell(signal.SIGINT)
        assert reader.ends() == 0


def test_nothing_recorded_yet_is_said_in_a_line(desk: Desk) -> None:
    result = desk.types("browse")
    assert result.exit_code == 1
    assert "nothing recorded yet: run docwatch check" in result.stderr
    assert not desk.database.exists()


def test_a_port_that_is_taken_is_said_in_a_line(desk: Desk) -> None:
    desk.types("check")
    port = desk.site.url("/").rsplit(":", 1)[1].strip("/")
    result = desk.types("browse", "--port", port)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "--port" in result.stderr


def test_a_page_as_it_came_is_given_to_who_reads_at_this_machine(desk: Desk) -> None:
    desk.types("check")
    with desk.record() as store:
        (one,) = store.documents.of_source("notices")
        (version,) = store.snapshots.of(one.id)
        body = store.captures.body(version.body)
    assert _asked_for(desk, f"-/docwatch/originals/{version.body}").content == body


@pytest.mark.parametrize(
    ("asked", "host", "public_url", "given"),
    [
        (None, "127.0.0.1", "", True),
        (None, "localhost", "", True),
        (None, "0.0.0.0", "", False),
        (None, "127.0.0.1.example.org", "", False),
        (None, "127.0.0.1", "https://watch.example.org/", False),
        (True, "127.0.0.1", "https://watch.example.org/", True),
        (True, "192.0.2.7", "", True),
        (False, "127.0.0.1", "", False),
    ],
)
def test_pages_as_they_came_are_given_where_nobody_else_can_ask_for_them(
    asked: bool | None, host: str, public_url: str, given: bool
) -> None:
    assert gives_originals(asked, host=host, public_url=public_url) is given


def _asked_for(desk: Desk, path: str) -> httpx.Response:
    with Child(desk.file, "browse", "--port", "0") as reader:
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", reader.until("can be read at"))
        answer = httpx.get(f"{address}{path}", trust_env=False)
        reader.tell(signal.SIGINT)
        assert reader.ends() == 0
        return answer


def test_a_record_that_cannot_be_written_is_read_all_the_same(desk: Desk) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    desk.types("check")
    folder = desk.database.parent
    desk.database.chmod(0o444)
    folder.chmod(0o555)
    try:
        assert "notices" in _asked_for(desk, "").text
    finally:
        folder.chmod(0o755)
