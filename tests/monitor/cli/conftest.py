"""A folder with a configuration, a real site to watch, and the command line."""

from pathlib import Path

import pytest

from tests.monitor.cli.desk import Desk
from tests.site import Site


@pytest.fixture
def desk(tmp_path: Path, site: Site) -> Desk:
    """Somebody at a desk, who watches one page."""
    one = Desk(tmp_path, site)
    one.publish("会议将于十月举行。")
    one.configure()
    return one
