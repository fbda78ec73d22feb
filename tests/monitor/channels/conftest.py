"""A mail server and a webhook receiver of its own for each test that wants one."""

from collections.abc import Iterator

import pytest

from tests.receivers import MailServer, Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as one:
        yield one


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as one:
        yield one
