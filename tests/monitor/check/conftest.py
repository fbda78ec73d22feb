"""A record of its own for every test, and the watches over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.store import Store
from tests.monitor.check.watch import NEWS, PAGES, Watch


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = Store(tmp_path / "docwatch.db")
    yield one
    one.close()


@pytest.fixture
def pages(store: Store) -> Watch:
    """Pages that are asked by name."""
    return Watch(store, PAGES)


@pytest.fixture
def news(store: Store) -> Watch:
    """A listing, and the articles that it shows."""
    return Watch(store, NEWS)
