"""A folder with a configuration, a real site to watch, and the command line."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.monitor.cli.desk import Desk
from tests.site import Site


@pytest.fixture(autouse=True)
def own_logging() -> Iterator[None]:
    """What a command sets up for its log goes when it is done."""
    root = logging.getLogger()
    names = ["", "monitor", "crawler", "scrapy", "asyncio", "httpx", "httpcore", "aiohttp"]
    names += ["twisted", "trafilatura", "apscheduler", "py.warnings"]
    levels = {name: logging.getLogger(name).level for name in names}
    handlers = root.handlers[:]
    yield
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(capture=False)


@pytest.fixture
def desk(tmp_path: Path, site: Site) -> Desk:
    """Somebody at a desk, who watches one page."""
    one = Desk(tmp_path, site)
    one.publish("会议将于十月举行。")
    one.configure()
    return one
