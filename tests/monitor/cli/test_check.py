import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.monitor.cli.desk import Desk


def test_a_first_check_takes_in_and_a_second_says_what_changed(desk: Desk) -> None:
    first = desk.types("check")
    assert first.exit_code == 0
    assert "checked notices: 1 page, 1 taken in" in first.stdout

    desk.publish("会议推迟到十二月举行。")
    second = desk.types("check")
    assert second.exit_code == 0
    assert "EDITED  关于会议的通知" in second.stdout
    assert second.stdout.count("EDITED") == 1, "the console channel has said it already"


def test_a_source_that_fails_makes_the_exit_code_1_and_says_why(desk: Desk) -> None:
    desk.site.fail(503, "/notice")
    result = desk.types("check")
    assert result.exit_code == 1
    assert "notices does not answer" in result.stdout
    assert "503" in result.stdout


def test_what_is_due_is_delivered_unless_it_is_to_wait(desk: Desk) -> None:
    desk.types("check")
    desk.publish("会议推迟到十二月举行。")
    desk.types("check", "--no-deliver")
    assert [alert["state"] for alert in desk.sees("alerts")["alerts"]] == ["pending"]

    told = desk.types("check")
    assert "{+十二月+}" in told.stdout or "十二" in told.stdout
    assert [alert["state"] for alert in desk.sees("alerts")["alerts"]] == ["delivered"]


def test_json_is_one_document_whatever_is_delivered_meanwhile(desk: Desk) -> None:
    desk.types("check")
    desk.publish("会议推迟到十二月举行。")
    (check,) = desk.sees("check")["checks"]

    assert check["outcome"] == "ok"
    assert check["next_check_at"].endswith("Z")
    assert [change["kind"] for change in check["changes"]] == ["edited"]


def test_an_unknown_source_is_refused_with_the_nearest_name(desk: Desk) -> None:
    result = desk.types("check", "notice")
    assert result.exit_code == 2
    assert 'there is no source "notice"; did you mean "notices"?' in result.stderr
    assert not desk.database.exists()


def test_a_source_that_is_switched_off_is_checked_only_when_it_is_named(desk: Desk) -> None:
    page = desk.site.url("/resting")
    desk.configure(
        more=f"  resting:\n    spider: webpage\n    url: {page}\n    select: main\n"
        "    enabled: false\n"
    )
    desk.publish("休会。", path="/resting")
    desk.types("check")
    assert "/resting" not in desk.site.paths

    assert desk.types("check", "resting").exit_code == 0
    assert "/resting" in desk.site.paths
    states = {each["source"]: each for each in desk.sees("sources")["sources"]}
    assert states["resting"]["state"] == "off"
    assert states["resting"]["next_check_at"] is None


def test_a_database_of_a_newer_docwatch_is_left_alone(desk: Desk) -> None:
    desk.types("check")
    with desk.record() as store:
        store._connection.write(
            "insert into _sqlite_migrations (migration_set, name, applied_at) "
            "values ('docwatch', 'm999_of_tomorrow', '2030-01-01')"
        )
    for command in ("check", "sources", "run"):
        result = desk.types(command)
        assert result.exit_code == 70
        assert "newer docwatch (m999_of_tomorrow)" in result.stderr
        assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_folder_that_cannot_be_written_is_named_in_one_line(desk: Desk, command: str) -> None:
    folder = desk.folder / "locked"
    folder.mkdir(mode=0o500)
    if os.access(folder, os.W_OK):
        folder = Path("/proc")  # closed even to root
    if not folder.is_dir():
        pytest.skip("there is no folder that root may not write")
    desk.configure(database=str(folder / "docwatch.db"))

    result = desk.types(command)
    assert result.exit_code == 70
    assert str(folder / "docwatch.db") in result.stderr
    assert "cannot be written" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_database_in_a_place_that_is_no_folder_is_a_mistake_of_the_configuration(
    desk: Desk,
) -> None:
    (desk.folder / "a-file").write_text("no folder", encoding="utf-8")
    for database in ("a-file/docwatch.db", "."):
        desk.configure(database=database)
        result = desk.types("check")
        assert result.exit_code == 2
        assert "database: " in result.stderr


def test_a_file_that_is_no_database_is_named_in_one_line(desk: Desk) -> None:
    desk.database.write_text("这不是数据库。" * 100, encoding="utf-8")
    result = desk.types("check")
    assert result.exit_code == 70
    assert "is not a docwatch database" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["check", "sources", "browse"])
def test_a_database_of_another_program_is_refused_and_left_as_it_was(
    desk: Desk, command: str
) -> None:
    with closing(sqlite3.connect(desk.database)) as db:
        db.execute("create table customers (name text)")
    before = desk.database.read_bytes()

    result = desk.types(command)

    assert result.exit_code == 70
    assert "is not a docwatch database" in result.stderr
    assert desk.database.read_bytes() == before


def test_a_configuration_with_mistakes_names_all_of_them(desk: Desk) -> None:
    text = desk.file.read_text(encoding="utf-8")
    desk.file.write_text(
        text.replace("delay: 0s", "dellay: 0s").replace("30m", "30"), encoding="utf-8"
    )
    for command in ("check", "run", "config", "sources"):
        result = desk.types(command)
        assert result.exit_code == 2
        assert "dellay" in result.stderr
        assert "schedule.every" in result.stderr
        assert "Traceback" not in result.stderr


def test_config_leaves_out_what_says_nothing(desk: Desk) -> None:
    told = desk.types("config").stdout
    assert [line for line in told.splitlines() if line.strip() == "compare:"] == []


def test_a_missing_configuration_is_one_clear_line(desk: Desk, tmp_path: Path) -> None:
    desk.file.unlink()
    result = desk.types("config")
    assert result.exit_code == 2
    assert str(tmp_path / "config.yaml") in result.stderr


def test_config_says_what_the_file_means(desk: Desk) -> None:
    assert "every: 30m" in desk.types("config").stdout
    meaning = json.loads(desk.types("config", "--json").stdout)
    assert meaning["sources"]["notices"]["delay"] == "0s"
