"""The drawing is the check: floors, doors, layout, types; so that `pytest` is the one command."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = Path(sys.executable).parent

PROMISES = {
    "imports go down only": ("lint-imports",),
    "the code keeps our rules": ("ruff", "check", "."),
    "the code has one layout": ("ruff", "format", "--check", "."),
    "types fit, strictly": ("mypy",),
}


@pytest.mark.parametrize("command", PROMISES.values(), ids=PROMISES.keys())
def test_the_tree_is_as_it_is_drawn(command: tuple[str, ...]) -> None:
    tool, *arguments = command
    done = subprocess.run(
        [TOOLS / tool, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = f"{done.stdout}\n{done.stderr}".strip()
        pytest.fail(f"`{' '.join(command)}` is not content:\n{said}", pytrace=False)
