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
    """Without a network it stays up; it does what it is asked; a second one refuses; it ends."""
    desk.site.refuse()
    with desk.daemon() as daemon:
        assert "; tried again " in daemon.until("notices does not answer")
        assert desk.types("health").exit_code == 0
        desk.site.listen()
        assert "1 taken in" in desk.types("check").stdout

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

        page = desk.site.url("/fresh")
        desk.configure(more=f"  fresh: {{spider: webpage, url: '{page}', select: main}}\n")
        unknown = desk.types("check", "fresh")
        assert unknown.exit_code == 1
        assert "fresh was not checked: the running daemon does not know" in unknown.stdout

        copy = tmp_path / "copy.db"
        assert desk.types("backup", str(copy)).exit_code == 0
        assert counts(copy) == counts(desk.database)

        desk.site.hang("/notice")
        impatient = desk.types("check", "notices", "--wait", "0.1")
        assert impatient.exit_code == 1
        assert "no answer within 0.1 s" in impatient.stderr
        assert desk.types("check", "notices", "--wait", "0").exit_code == 0
        desk.site.mend("/notice")
        desk.site.release()

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


def test_a_long_check_is_no_ill_health_and_an_endless_one_is(desk: Desk) -> None:
    desk.types("check")
    now = datetime.now(UTC)
    with desk.record() as store:
        store.requests.beat("daemon", now)
        store.sources.plan("notices", now - timedelta(hours=20))
        store.checks.begin("notices", now=now - timedelta(hours=20))
    assert desk.types("health").exit_code == 0

    with desk.record() as store:
        store.checks.close_unfinished(now=now)
        store.checks.begin("notices", now=now - timedelta(hours=25))
    assert "notices was due at" in desk.types("health").stdout


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


def test_ctrl_c_ends_a_check_quietly(desk: Desk) -> None:
    desk.site.hang("/notice")
    with Child(desk.file, "check") as child:
        assert desk.site.wait_for(1, "/notice")
        child.tell(signal.SIGINT)
        assert child.ends() == 130
    assert "".join(child.log) == "checking notices\n"


def test_a_disk_that_takes_no_more_is_one_line_and_exit_code_70(desk: Desk) -> None:
    desk.types("check")
    with Child(desk.file, has_full_disk=True) as child:
        assert child.ends() == 70
    assert "disk" in child.log[-1]
    assert child.log[-1].startswith("Error: ")
    assert all("Traceback" not in line for line in child.log)
