"""Sightings: who was shown where, and is still."""

from datetime import timedelta

import pytest

from monitor.store import Sighting, Store
from tests.monitor.store.parts import (
    NOON,
    admitted,
)


def test_a_sighting_keeps_its_first_time(store: Store) -> None:
    watched = admitted(store)
    for hours in range(3):
        store.sightings.add(watched.id, "listing:zh", at=NOON + timedelta(hours=hours))
    [row] = store._connection.rows("select first_seen, last_seen from sightings")
    assert row == {"first_seen": "2026-11-21T12:00:00Z", "last_seen": "2026-11-21T14:00:00Z"}


@pytest.mark.parametrize(
    ("interface", "is_current"),
    [("listing:zh", False), ("symbol:A/76/100:zh", True), ("language:zh", True)],
)
def test_an_interface_that_lists_can_cease_to_show_a_document(
    interface: str, is_current: bool
) -> None:
    sighting = Sighting(interface, NOON, NOON)
    assert sighting.is_current({}) is True
    assert sighting.is_current({interface: NOON}) is True
    assert sighting.is_current({interface: NOON + timedelta(hours=1)}) is is_current
