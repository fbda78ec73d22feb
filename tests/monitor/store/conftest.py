"""A record of its own for every test, with one source in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.store import Store
from tests.monitor.store.parts import NEWS, NOON


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "docwatch.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    one = Store(path)
    one.sources.register([NEWS], now=NOON)
    yield one
    one.close()
