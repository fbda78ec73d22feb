"""Pydantic's findings, in words for people."""

from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from monitor.config.checking import check
from monitor.config.environment import Filled
from monitor.config.tree import spell


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    times: int = Field(default=3, ge=1)


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = "a"
    count: int = Field(default=1, ge=1, le=500)
    share: float = 0.5
    on: bool = True
    words: list[str] = []
    pair: tuple[str, ...] = ()
    table: dict[str, list[str]] = {}
    inner: Inner | None = None
    inners: dict[str, Inner] = {}
    either: str | list[str] = ""
    terms: list[str] | dict[str, list[str]] = []
    colour: Colour = Colour.RED
    way: Literal["up", "down"] = "up"
    some: Annotated[list[str], Field(min_length=1)] = ["a"]
    code: str = Field(default="zh", pattern="^[a-z]{2}$")
    even: int = 2

    @field_validator("even")
    @classmethod
    def _is_even(cls, even: int, info: ValidationInfo) -> int:
        if even % 2:
            raise ValueError("expected an even number; try the next")
        return even


def said(**keys: object) -> list[str]:
    _, slips = check(Outer, keys, ())
    return [f"{spell(slip.place)}: {slip.message}" for slip in slips]


def test_what_is_right_comes_out_as_the_model():
    model, slips = check(Outer, {"name": "b"}, ())

    assert (Outer(name="b"), []) == (model, slips)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"name": 3}, "name: expected text, got the number 3; put it in quotes"),
        ({"name": True}, "name: expected text, got true; put it in quotes"),
        ({"name": ["a"]}, "name: expected text, got a list"),
        ({"count": "three"}, 'count: expected a whole number, got "three"'),
        ({"count": 1.5}, "count: expected a whole number, got the number 1.5"),
        ({"count": 0}, "count: expected at least 1, got the number 0"),
        ({"count": 501}, "count: expected at most 500, got the number 501"),
        ({"share": "half"}, 'share: expected a number, got "half"'),
        ({"on": "perhaps"}, 'on: expected true or false, got "perhaps"'),
        ({"words": "a"}, 'words: expected a list, got "a"; write [a]'),
        ({"words": {"a": 1}}, "words: expected a list, got keys and values"),
        ({"words": ["a", 2]}, "words[1]: expected text, got the number 2; put it in quotes"),
        ({"pair": "a"}, 'pair: expected a list, got "a"; write [a]'),
        ({"table": ["a"]}, "table: expected keys and values, got a list"),
        ({"table": {"a": "b"}}, 'table.a: expected a list, got "b"; write [b]'),
        ({"inner": 3}, "inner: expected keys and values, got the number 3"),
        ({"inner": {"tims": 3}}, 'inner.tims: unknown key; did you mean "times"?'),
        ({"inners": {"x": {"tims": 3}}}, 'inners.x.tims: unknown key; did you mean "times"?'),
        ({"inners": {"x": {"times": 0}}}, "inners.x.times: expected at least 1, got the number 0"),
        ({"either": 3}, "either: expected text or a list, got the number 3"),
        ({"either": ["a", 3]}, "either[1]: expected text, got the number 3; put it in quotes"),
        ({"terms": "a"}, 'terms: expected a list or keys and values, got "a"'),
        ({"terms": {"a": "b"}}, 'terms.a: expected a list, got "b"; write [b]'),
        (
            {"colour": "gren"},
            "colour: expected 'red' or 'green', got \"gren\"; did you mean \"green\"?",
        ),
        ({"way": "left"}, "way: expected 'up' or 'down', got \"left\""),
        ({"some": []}, "some: expected at least 1 of them, got an empty list"),
        ({"code": "zhong"}, 'code: expected text like ^[a-z]{2}$, got "zhong"'),
        ({"even": 3}, "even: expected an even number, got the number 3; try the next"),
        ({"nmae": 3}, 'nmae: unknown key; did you mean "name"?'),
    ],
)
def test_a_mistake_is_said_in_words_for_people(keys, message):
    assert [message] == said(**keys)


def test_every_mistake_is_found_at_once():
    assert len(said(name=3, count=0, inner={"times": 0})) == 3


def test_no_word_of_pydantic_reaches_a_person():
    everything_wrong = dict.fromkeys(Outer.model_fields, object())

    messages = said(**everything_wrong)

    assert len(messages) == len(Outer.model_fields)
    assert not [message for message in messages if "input" in message.lower()]


def test_a_long_value_is_cut():
    [message] = said(count="x" * 1000)

    assert len(message) < 120


def test_a_key_that_belongs_beside_the_model_is_suggested():
    _, [slip] = check(Outer, {"enabeld": True}, ("a",), also_known=["enabled"])

    assert (slip.place, slip.message) == (("a", "enabeld"), 'unknown key; did you mean "enabled"?')


@pytest.mark.parametrize("key", ["count", "even", "name"])
def test_a_secret_is_not_shown(key: str):
    _, [slip] = check(Outer, {key: 4711 if key == "name" else "4711x"}, (), secret=frozenset({key}))

    assert "4711" not in slip.message


@pytest.mark.parametrize("key", ["count", "words", "colour"])
def test_what_came_from_the_environment_is_not_shown(key: str):
    _, [slip] = check(Outer, {key: Filled("geheim")}, ())

    assert "geheim" not in slip.message
