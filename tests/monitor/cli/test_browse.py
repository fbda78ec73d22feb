"""docwatch browse: from the command line to a page, while others write."""

import re
import signal

import httpx

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
