"""A symbol has one spelling, and a reissue's star is no part of it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reading.symbols import MODIFIERS, Marked, canonical, is_symbol, marked, official, parse


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
        "A/60/440-S/2005/658",
        "A/76/6(Sect. 3)/Corr.1",
        "S/PV.9400(Resumption 1)",
        "S/RES/2600(2021)",
        "A/C.3/78/L.49/Rev.1/Add.1",
        "E/CN.4/Sub.2/1997/10",
        "CEDAW/C/CHN/CO/9",
        "CCPR/C/21/Rev.1/Add.13",
        "CRC/C/GC/25",
        "UNEP/EA.5/HLS.1",
        "TD/B/69/INF.1",
        "JIU/REP/2021/1",
        "CTOC/COP/2020/L.1",
        "A/AC.109/2021/L.7",
        "A/HRC/RES/48/1",
        "A/S-27/2",
        "S/AC.37/2003/(1455)/5",
        "E/2021/L.5(Part I)",
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
        ("Ａ／７６／１００＊", "A/76/100"),
        ("A/75/972–S/2021/650", "A/75/972-S/2021/650"),
        ("s/pv.9400 (resumption 1)", "S/PV.9400(Resumption 1)"),
        ("A/RES/80/236/A–B/Corr.1", "A/RES/80/236/A-B/Corr.1"),
        ("A / 76 / L. 1", "A/76/L.1"),
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


@pytest.mark.parametrize(
    ("symbol", "base", "parent"),
    [
        ("A/76/100", "A/76/100", ""),
        ("A/76/6(Sect. 3)/Corr.1", "A/76/6(Sect. 3)", "A/76/6(Sect. 3)"),
        ("A/C.3/78/L.49/Rev.1/Add.1", "A/C.3/78/L.49", "A/C.3/78/L.49/Rev.1"),
        ("CCPR/C/21/Rev.1/Add.13", "CCPR/C/21", "CCPR/C/21/Rev.1"),
        ("A/60/440-S/2005/658", "A/60/440-S/2005/658", ""),
        ("A/RES/80/236/A-B", "A/RES/80/236/A-B", ""),
    ],
)
def test_a_symbol_knows_its_family(symbol: str, base: str, parent: str) -> None:
    assert (base, parent) == (parse(symbol).base, parse(symbol).parent)


def test_a_follower_is_of_the_family() -> None:
    follower = parse("a/76/100").follower("Corr", 2)

    assert follower == "A/76/100/Corr.2"
    assert parse(follower).modifiers == (("Corr", 2),)
    assert parse(parse(follower).follower("Rev", 1)).base == "A/76/100"


def test_symbols_are_listed_as_people_list_them() -> None:
    listed = [
        "A/76/L.2",
        "A/76/L.10",
        "A/76/L.10/Add.1",
        "A/76/L.10/Add.11",
        "A/76/L.10/Corr.1",
        "A/C.3/76/L.1",
        "E/2021/5",
        "S/2021/9",
        "S/2021/10",
    ]

    assert listed == [str(each) for each in sorted(map(parse, listed[::-1]))]


def test_a_document_with_two_symbols_is_two_and_one() -> None:
    assert parse("A/60/440-S/2005/658").members == ("A/60/440", "S/2005/658")


# Whatever is typed

NUMBERS = st.integers(min_value=1, max_value=99999).map(str)
ORGANS = st.sampled_from(["A", "S", "E", "ST", "T", "CRC/C", "CEDAW/C", "TD/B", "DP", "JIU/REP"])
BODIES = st.sampled_from(["C.3", "HRC", "CN.6", "CONF.243", "AC.109", "HRC/WG.6", "CN.4/Sub.2"])
SESSIONS = st.one_of(NUMBERS, st.sampled_from(["ES-11", "S-27", "2021", "76"]))
SERIES = st.sampled_from(["", "L.", "PV.", "INF.", "CRP.", "NGO.", "WP.", "RES/", "PRST/"])
ENDS = st.sampled_from(["", "(2021)", " (XXVI)", "(Sect. 3)", " (Sect.3)", " (Resumption 1)", " A"])
MEMBERS = st.lists(
    st.tuples(st.sampled_from(MODIFIERS), NUMBERS).map(".".join).map("/{}".format), max_size=2
).map("".join)


@st.composite
def symbols(draw: st.DrawFn) -> str:
    """A symbol as the grammar has it, in any spelling."""
    body = draw(st.one_of(st.just(""), BODIES.map("/{}".format)))
    number = f"{draw(SERIES)}{draw(NUMBERS)}{draw(ENDS)}"
    one = f"{draw(ORGANS)}{body}/{draw(SESSIONS)}/{number}{draw(MEMBERS)}"
    other = draw(st.sampled_from(["", "-S/2021/7", "–E/2021/7"]))
    spelled = draw(st.sampled_from([str, str.lower, str.upper]))
    return spelled(one + other) + draw(st.sampled_from(["", "*", " **"]))


@given(symbols())
def test_what_a_symbol_is_printed_as_is_that_symbol(text: str) -> None:
    symbol = parse(text)

    assert symbol == parse(str(symbol)) == parse(official(text))
    assert str(symbol) == canonical(str(symbol).lower())
    assert symbol.base == parse(symbol.base).base
    assert not symbol.parent or parse(symbol.parent).base == symbol.base
    follower = parse(symbol.follower("Corr", 3))
    assert (follower.parent, follower.base) == (str(symbol), symbol.base)


@given(st.lists(symbols().map(parse), max_size=12), st.randoms())
def test_symbols_have_one_order_however_they_come(found: list, random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert list(map(str, sorted(found))) == list(map(str, sorted(shuffled)))


@given(st.text(alphabet="AaSsELRCcorv/.-()[]* 0127–，大会\u200b", max_size=40))
def test_any_text_is_one_symbol_or_none(text: str) -> None:
    with suppress(ValueError):
        assert canonical(canonical(text)) == canonical(text)
