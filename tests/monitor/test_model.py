"""The nouns: frozen, with defaults that keep the promises."""

import dataclasses
from datetime import timedelta

import pytest

from monitor import model
from monitor.model import TIERS, TOLD_BY_DEFAULT, Confirmation, Kind, Source

NOUNS = [noun for noun in vars(model).values() if dataclasses.is_dataclass(noun)]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_noun_is_frozen_and_small(noun: type) -> None:
    assert noun.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert not hasattr(noun, "__dict__") or "__slots__" in vars(noun)


def test_what_is_recorded_only_is_not_told() -> None:
    assert set(Kind) - TOLD_BY_DEFAULT == {Kind.ROLLED_OFF, Kind.TYPOGRAPHIC}
    source = Source(name="news", spider="embassy", options={})
    assert source.kinds == TOLD_BY_DEFAULT


def test_a_removal_is_confirmed_three_times_an_hour_apart() -> None:
    assert Confirmation() == Confirmation(times=3, apart=timedelta(hours=1))


def test_tiers_cover_every_age_and_ask_the_old_less_often() -> None:
    bounds = [tier.until for tier in TIERS]
    assert bounds[-1] is None
    ages = [bound for bound in bounds if bound is not None]
    assert ages == sorted(ages)
    assert [tier.every for tier in TIERS] == sorted(tier.every for tier in TIERS)
    assert TIERS[0].every == timedelta(0)
