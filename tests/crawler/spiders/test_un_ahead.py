"""What is asked ahead: the next numbers of a series, and the next of a document's family."""

import pytest

from crawler.spiders.un_ahead import Series, followers


def test_a_series_goes_so_far_beyond_its_highest_number() -> None:
    series = Series("A/HRC/48/L.{n}", misses=2)

    first = list(series.wanted())
    series.there("A/HRC/48/L.2")
    series.there("A/HRC/48/L.1")
    second = list(series.wanted())
    series.there("A/HRC/49/L.9")

    assert first == ["A/HRC/48/L.1", "A/HRC/48/L.2"]
    assert second == ["A/HRC/48/L.3", "A/HRC/48/L.4"]
    assert (list(series.wanted()), series.highest) == ([], 2)


@pytest.mark.parametrize(
    ("pattern", "symbol", "number"),
    [
        ("A/HRC/48/L.{n}", "A/HRC/48/L.17", 17),
        ("a/hrc/48/l.{n}", "A/HRC/48/L.17", 17),
        ("A/HRC/48/L.{n}", "A/HRC/48/L.17/Rev.1", None),
        ("A/HRC/48/L.{n}", "A/HRC/48/L.", None),
        ("S/RES/{n} (2021)", "S/RES/2600(2021)", 2600),
        ("CEDAW/C/CHN/CO/{n}/Add.1", "CEDAW/C/CHN/CO/9/Add.1", 9),
    ],
)
def test_a_symbol_has_its_number_in_a_series(pattern: str, symbol: str, number: int | None) -> None:
    assert Series(pattern, misses=1).number(symbol) == number


def test_a_family_is_looked_for_beyond_its_known_members() -> None:
    known = {"A/76/5", "A/76/5/Corr.2", "A/76/50/Corr.7", "A/76/5/Rev.1/Add.4"}

    found = list(followers("A/76/5", known, 1))

    assert [each for each in found if "Corr" in each] == [
        "A/76/5/Corr.1",
        "A/76/5/Corr.2",
        "A/76/5/Corr.3",
    ]
    assert [each for each in found if "Corr" not in each] == [
        "A/76/5/Rev.1",
        "A/76/5/Add.1",
        "A/76/5/Amend.1",
    ]
    assert list(followers("A/76/5/Rev.1", known, 1))[-2] == "A/76/5/Rev.1/Add.5"
    assert list(followers("A/76/5/Rev.1/Add.4", known, 1)) == []
