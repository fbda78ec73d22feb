"""Variables in texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.environment import Filled, fill
from monitor.config.tree import Slip


def test_a_variable_is_replaced_wherever_it_stands_in_a_text():
    value = {"a": ["x-${A}-${B}", {"b": "${A}"}], "n": 3, "t": True}

    assert fill(value, {"A": "1", "B": "2"}) == (
        {"a": ["x-1-2", {"b": "1"}], "n": 3, "t": True},
        [],
    )


def test_a_replaced_text_is_marked_so_that_no_message_shows_it():
    value, _ = fill({"a": "${A}", "b": "plain"}, {"A": "1"})

    assert isinstance(value["a"], Filled)
    assert not isinstance(value["b"], Filled)


def test_what_a_variable_holds_is_not_looked_into_again():
    assert fill({"a": "${A}"}, {"A": "${B}", "B": "no"}) == ({"a": "${B}"}, [])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('a[href$=".pdf"]', 'a[href$=".pdf"]'),
        ("$", "$"),
        ("5$", "5$"),
        ("$A", "$A"),
        ("$$", "$"),
        ("$${A}", "${A}"),
        ("$$${A}", "$1"),
    ],
)
def test_a_dollar_is_a_dollar(written: str, meant: str):
    assert (meant, []) == fill(written, {"A": "1"})


@pytest.mark.parametrize("environ", [{}, {"A": ""}])
def test_an_unset_or_empty_variable_is_named_with_its_key_and_the_remedy(environ):
    value = {"channels": {"hook": {"secret": "${A}"}}}

    left, slips = fill(value, environ)

    assert left == value
    message = "the variable A is not set; set it in the environment, or remove the channel"
    assert [Slip(("channels", "hook", "secret"), message)] == slips


@pytest.mark.parametrize("text", ["${", "${}", "${A", "${my-var}", "${ A }", "a${1}"])
def test_a_broken_variable_is_a_mistake(text: str):
    _, slips = fill({"a": text}, {"A": "1"})

    assert [slip.place for slip in slips] == [("a",)]
    assert "expected ${NAME}" in slips[0].message


@given(st.text().filter(lambda text: "$" not in text))
def test_a_text_without_dollars_stays_as_it_is(text: str):
    assert (text, []) == fill(text, {})


@given(st.text())
def test_doubled_dollars_stand_for_themselves(text: str):
    assert (text, []) == fill(text.replace("$", "$$"), {})
