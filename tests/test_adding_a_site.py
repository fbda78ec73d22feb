"""The page on adding a site is followed to the letter, in a copy of the project."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.receivers import unused_port
from tests.test_readme import run, wait_for

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "how-to-add-a-site.md").read_text(encoding="utf-8")
STEPS = dict(re.findall(r"<!-- step: (\w+) -->\n```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
COPIED = ("crawler", "monitor", "tests", "pyproject.toml", "README.md")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, whose `.venv/bin/docwatch` is the copy's."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "bench", "pairs")
            shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    commands = tmp_path / ".venv" / "bin"
    commands.mkdir(parents=True)
    here = f'#!/bin/sh\nPYTHONPATH="{tmp_path}" exec "{sys.executable}"'
    for name, arguments in (("python", ""), ("docwatch", " -m monitor.cli")):
        (commands / name).write_text(f'{here}{arguments} "$@"\n', encoding="utf-8")
        (commands / name).chmod(0o755)
    return tmp_path


def test_a_site_is_added_as_the_page_says(project: Path) -> None:
    port = unused_port()
    steps = {name: text.replace("8766", str(port)) for name, text in STEPS.items()}
    prepare, _, serve = steps["site"].partition("python3 -m http.server")
    run(prepare, project)
    server = [sys.executable, "-m", "http.server", *serve.partition("&")[0].split()]
    with subprocess.Popen(
        server, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as serving:
        wait_for(port)
        try:
            tried = run(steps["try"], project)
            frozen = run(steps["freeze"], project)
            run(steps["spider"] + steps["register"], project)
            tested = run(steps["test"], project)
        finally:
            serving.terminate()
    assert "关于停水的公告" in tried
    assert ".notice" in tried
    assert "2 documents, leads to 2 addresses" in frozen
    assert "tests/pages/notices/a-notice: 1 document, leads to 0 addresses" in tested
    assert re.search(r"\d+ passed", tested)
    assert (project / "tests/pages/listing/practice-notice/reading.json").exists()


def test_every_step_of_the_page_is_followed() -> None:
    assert list(STEPS) == ["site", "try", "freeze", "spider", "register", "test"]
    assert PAGE.count("```sh") == len(STEPS)
