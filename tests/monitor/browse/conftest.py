"""One record for all tests of the pages: they only read."""

import asyncio
from pathlib import Path

import pytest

from tests.monitor.browse.kin import Kin, gathered
from tests.monitor.browse.room import Shelf, filled


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder: Path = tmp_path_factory.mktemp("browse")
    return asyncio.run(filled(folder / "docwatch.db"))


@pytest.fixture(scope="session")
def kin(tmp_path_factory: pytest.TempPathFactory) -> Kin:
    folder: Path = tmp_path_factory.mktemp("kin")
    return asyncio.run(gathered(folder / "docwatch.db"))
