"""A symbol has one spelling, and a reissue's star is no part of it."""

import pytest

from crawler.reading.symbols import Marked, canonical, is_symbol, marked


@pytest.mark.parametrize(
    "symbol",
    [
        "A/76/100",
        "A/HRC/48/L.1",
        "A/RES/75/1",
        "A/RES/2758(XXVI)",
        "A/RES/ES-11/1",
        "A/RES/79/218 A",
        "A/RES/80/236/A-B",
        "S/2021/1",
        "ST/SGB/2021/1",
        "ST/AI/2001/5",
        "E/CN.6/2022/3",
        "A/HRC/WG.6/45/CHN/1",
        "A/76/PV.3",
        "S/PRST/2021/9",
        "A/C.3/78/L.49/Rev.1",
        "A/CONF.243/2025/1",
        "CRPD/C/PRK/RQ/1",
    ],
)
def test_what_the_united_nations_number_so_is_a_symbol(symbol: str) -> None:
    assert symbol == canonical(symbol)


@pytest.mark.parametrize(
    ("typed", "symbol"),
    [
        (" a/hrc/48/l.1 ", "A/HRC/48/L.1"),
        ("S/RES/2600 (2021)", "S/RES/2600(2021)"),
        ("A/C.3/80/L.29**", "A/C.3/80/L.29"),
        ("a/c.3/78/l.49/rev.1/add.1", "A/C.3/78/L.49/Rev.1/Add.1"),
        ("A/76/6 (Sect. 3)/Corr.1", "A/76/6(Sect. 3)/Corr.1"),
    ],
)
def test_spellings_of_one_symbol_are_one(typed: str, symbol: str) -> None:
    assert symbol == canonical(typed)


@pytest.mark.parametrize(
    "text",
    ["", "2/14", "25-17755", "GA resolution", "和平/安全", "and/or", "A/", "https://un.org/a"],
)
def test_other_text_is_no_symbol(text: str) -> None:
    assert not is_symbol(text)


def test_the_stars_of_a_reissue_are_kept_apart() -> None:
    assert Marked("A/C.3/80/L.29", "*") == marked("A/C.3/80/L.29*")
    assert Marked("A/80/L.1", "") == marked("A/80/L.1")
