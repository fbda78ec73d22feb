"""A record for every test."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from monitor.store import Store
from tests.monitor.daemon.parts import Setup


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "docwatch.db")) as one:
        yield one


@pytest.fixture
async def setup(store: Store) -> Setup:
    return Setup(store)
