import signal
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import Result

from tests.monitor.cli.desk import Child, Desk


def said(result: Result) -> str:
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.stdout + result.stderr


def test_a_day_with_the_daemon(desk: Desk, tmp_path: Path) -> None:
    """A second one refuses, it does the checks asked for, it is healthy, it ends cleanly."""
    with desk.daemon() as daemon:
        daemon.until("checked notices")

        second = desk.types("run")
        assert second.exit_code == 1
        assert f"process {daemon.process.pid}" in second.stderr
        assert len(second.stderr.splitlines()) == 1

        desk.publish("会议推迟到十二月举行。")
        asked = desk.types("check", "notices")
        assert asked.exit_code == 0
        assert "EDITED  关于会议的通知" in asked.stdout
        assert "the daemon is at work" in asked.stderr

        assert desk.types("health").exit_code == 0
        assert desk.sees("health") | {"heartbeat": ""} == {
            "healthy": True,
            "heartbeat": "",
            "troubles": [],
        }
        assert desk.types("sources").exit_code == 0

        copy = tmp_path / "copy.db"
        assert desk.types("backup", str(copy)).exit_code == 0
        assert counts(copy) == counts(desk.database)

        daemon.tell(signal.SIGTERM)
        assert daemon.ends() == 0
    assert "stopped" in daemon.log[-1]
    assert all("Traceback" not in line for line in daemon.log)


def counts(database: Path) -> dict[str, int]:
    tables = ("sources", "checks", "documents", "snapshots", "changes", "captures", "blobs")
    with closing(sqlite3.connect(database)) as db:
        return {table: db.execute(f"select count(*) from {table}").fetchone()[0]
                for table in tables}  # fmt: skip


def test_a_second_signal_ends_it_at_once(desk: Desk) -> None:
    desk.site.hang("/notice")
    with desk.daemon() as daemon:
        assert desk.site.wait_for(1, "/notice")
        daemon.tell(signal.SIGINT)
        daemon.until("waiting up to 30 s for 1 running check")
        daemon.tell(signal.SIGINT)
        assert daemon.ends() == 130


def test_after_a_kill_the_next_start_closes_what_was_open_and_goes_on(desk: Desk) -> None:
    desk.site.hang("/notice")
    with desk.daemon() as daemon:
        assert desk.site.wait_for(1, "/notice")
        daemon.process.kill()
        assert daemon.ends() == -signal.SIGKILL

    desk.publish("会议将于十月举行。")
    with Child(desk.file) as daemon:
        daemon.until("notices was under way when docwatch ended")
        daemon.until("checked notices: 1 page, 1 taken in")
        daemon.tell(signal.SIGTERM)
        assert daemon.ends() == 0
    with closing(sqlite3.connect(desk.database)) as db:
        outcomes = db.execute("select outcome from checks order by started_at, id").fetchall()
    assert outcomes == [("interrupted",), ("ok",)]


def test_without_any_network_it_stays_up_and_says_what_failed_and_when_it_tries_next(
    desk: Desk,
) -> None:
    desk.site.refuse()
    with desk.daemon() as daemon:
        line = daemon.until("notices does not answer")
        assert "tried again" in line
        assert desk.types("health").exit_code == 0
        daemon.tell(signal.SIGTERM)
        assert daemon.ends() == 0


def test_health_says_why_it_is_not_well(desk: Desk) -> None:
    desk.types("check")
    assert "never run" in desk.types("health").stdout

    now = datetime.now(UTC)
    with desk.record() as store:
        store.requests.beat("daemon", now)
        store.sources.plan("notices", now - timedelta(minutes=59))
    assert desk.types("health").exit_code == 0

    desk.session = replace(desk.session, clock=lambda: now + timedelta(minutes=2))
    late = desk.types("health")
    assert late.exit_code == 1
    assert "the daemon was last heard of at" in late.stdout
    assert "notices was due at" in late.stdout


def test_health_says_that_an_alert_waits(desk: Desk) -> None:
    desk.types("check")
    desk.publish("会议推迟到十二月举行。")
    desk.types("check", "--no-deliver")
    later = datetime.now(UTC) + timedelta(hours=2)
    desk.session = replace(desk.session, clock=lambda: later)

    assert "an alert should have been tried" in desk.types("health").stdout


def test_a_daemon_that_died_is_not_waited_for(desk: Desk) -> None:
    """The lock is held by somebody, then by nobody; the heart stopped beating meanwhile."""
    desk.types("check")
    with desk.daemon() as daemon:
        daemon.tell(signal.SIGSTOP)
        start = datetime.now(UTC)
        clock = iter([start] * 4)

        def pause(_: float) -> None:
            if daemon.process.poll() is None:
                daemon.process.kill()
                daemon.process.wait()

        desk.session = replace(
            desk.session,
            clock=lambda: next(clock, start + timedelta(seconds=50)),
            pause=pause,
        )
        result = desk.types("check")
    assert result.exit_code == 1
    assert "the daemon ended before it answered" in said(result)


def test_who_waits_so_long_and_no_longer_is_told_that_the_daemon_goes_on(desk: Desk) -> None:
    with desk.daemon() as daemon:
        daemon.until("checked notices")
        desk.site.hang("/notice")
        result = desk.types("check", "--wait", "0.1")
        assert result.exit_code == 1
        assert "no answer within 0.1 s" in result.stderr
        assert desk.types("check", "--wait", "0").exit_code == 0
        desk.site.release()
