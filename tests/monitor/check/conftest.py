"""A record of its own for every test, and the watches over it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.store import Store
from tests.monitor.check.mission import ACCORD, GRANT, TALKS, Watched
from tests.monitor.check.watch import NEWS, PAGES, Watch
from tests.site import Site
from tests.wordpress import Post, WordPress


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


@pytest.fixture
def watch(site: Site, store: Store) -> Callable[..., Watched]:
    """A mission's site with posts, by its spider's options."""

    def made(*posts: Post, **options: Any) -> Watched:
        wordpress = WordPress(site, **options)
        wordpress.publish(*(posts or (ACCORD, TALKS, GRANT)))
        return Watched(store, wordpress)

    return made
