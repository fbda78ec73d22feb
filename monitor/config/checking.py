"""What pydantic says of a part of config.yaml, in words for people, every mistake at once."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from monitor.config.environment import Filled
from monitor.config.tree import Place, Slip
from monitor.config.values import nearest, suggestion

Model = TypeVar("Model", bound=BaseModel)

_TEXT = "text"
_A_LIST = "a list"
_A_MAPPING = "keys and values"
_EXPECTED = {
    "string_type": _TEXT,
    "string_too_short": "at least {min_length} character(s)",
    "string_too_long": "at most {max_length} characters",
    "string_pattern_mismatch": "text like {pattern}",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": _A_LIST,
    "tuple_type": _A_LIST,
    "set_type": _A_LIST,
    "frozen_set_type": _A_LIST,
    "dict_type": _A_MAPPING,
    "mapping_type": _A_MAPPING,
    "model_type": _A_MAPPING,
    "model_attributes_type": _A_MAPPING,
    "dataclass_type": _A_MAPPING,
    "greater_than": "more than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "less than {lt}",
    "less_than_equal": "at most {le}",
    "too_short": "at least {min_length} of them",
    "too_long": "at most {max_length} of them",
    "enum": "{expected}",
    "literal_error": "{expected}",
}


def check(
    model: type[Model],
    value: Any,
    place: Place,
    *,
    also_known: Iterable[str] = (),
    secret: frozenset[str] = frozenset(),
) -> tuple[Model | None, list[Slip]]:
    """`value` as a `model`, or None and what is wrong with it.

    `also_known` are keys that may stand beside those of the model: they are suggested too.
    `secret` are keys whose values no message shows.
    """
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
    found = [_Found(model, value, details, tuple(also_known), secret) for details in errors]
    return None, [Slip((*place, *at), message) for at, message in _merged(found)]


class _Found:
    """One error of pydantic's: where it stands in the file, and how it is said."""

    def __init__(
        self,
        model: type[BaseModel],
        value: Any,
        details: ErrorDetails,
        also_known: Sequence[str],
        secret: frozenset[str],
    ):
        self.model = model
        self.details = details
        self.also_known = also_known
        self.place, self.is_branch = _place(details["loc"], value, details["type"])
        self.is_secret = any(part in secret for part in self.place)

    @property
    def expected(self) -> str:
        """What pydantic would have taken, as far as it can be said in a few words."""
        template = _EXPECTED.get(self.details["type"], "")
        return template.format_map(self.details.get("ctx", {})) if template else ""

    @property
    def message(self) -> str:
        """The whole mistake, in words."""
        if self.details["type"] == "missing":
            return "is missing"
        if self.details["type"] == "extra_forbidden":
            return self._unknown_key()
        return self.wanted(self.expected)

    def wanted(self, expected: str) -> str:
        """`expected` as a message, with what was found, as far as that may be shown."""
        if not expected:
            return self._own_words()
        return f"expected {expected}{self._got()}{self._hint(expected)}"

    def _own_words(self) -> str:
        """A check's own sentence, with what was found where the sentence says what it expected."""
        reason = self.details.get("ctx", {}).get("error")
        if reason is None:
            return re.sub(r"^Input should be (a valid )?", "expected ", self.details["msg"])
        said = str(reason)
        if not said.startswith("expected ") or ", got " in said or ", found " in said:
            return said
        head, semicolon, tail = said.partition(";")
        return f"{head}{self._got()}{semicolon}{tail}"

    def _got(self) -> str:
        return "" if self._is_hidden else f", got {_shown(self.details['input'])}"

    def _hint(self, expected: str) -> str:
        """What to do, where it can be guessed."""
        value = self.details["input"]
        if expected == _TEXT and isinstance(value, bool | int | float):
            return "; put it in quotes"
        if self._is_hidden or not isinstance(value, str):
            return ""
        if expected == _A_LIST:
            return f"; write [{value}]"
        near = nearest(value, re.findall("'([^']+)'", expected))
        return f'; did you mean "{near}"?' if near else ""

    @property
    def _is_hidden(self) -> bool:
        return self.is_secret or isinstance(self.details["input"], Filled)

    def _unknown_key(self) -> str:
        *above, key = self.place
        known = list(_fields_at(self.model, above)) + (list(self.also_known) if not above else [])
        return f"unknown key{suggestion(str(key), known)}"


def _merged(found: list[_Found]) -> Iterator[tuple[Place, str]]:
    """One message a place. Where several kinds of value would do, the message names them all."""
    deep = [one.place for one in found if one.is_branch]

    def is_beside_the_point(one: _Found) -> bool:
        """Another branch got further in: that one is what was meant."""
        size = len(one.place)
        return one.is_branch and any(len(p) > size and p[:size] == one.place for p in deep)

    kept = [one for one in found if not is_beside_the_point(one)]
    for place, ones in groupby(sorted(kept, key=_spelled), key=lambda one: one.place):
        first, *others = ones
        ways = list(dict.fromkeys(one.expected for one in (first, *others)))
        has_ways = bool(others) and all(ways)
        yield place, first.wanted(" or ".join(ways)) if has_ways else first.message


def _spelled(one: _Found) -> list[str]:
    return [str(part) for part in one.place]


def _place(loc: tuple[int | str, ...], value: Any, kind: str) -> tuple[Place, bool]:
    """Where an error stands in the file, and whether pydantic was trying one of several ways.

    The parts of `loc` that are not in the value are the names of those ways, but for a key that is
    missing.
    """
    place: list[int | str] = []
    is_branch = False
    for number, part in enumerate(loc):
        is_last = number == len(loc) - 1
        if _has(value, part):
            value = value[part]
            place.append(part)
        elif is_last and kind == "missing":
            place.append(part)
        else:
            is_branch = is_branch or part != "[key]"
    return tuple(place), is_branch


def _has(value: Any, part: int | str) -> bool:
    if isinstance(value, list):
        return isinstance(part, int) and part < len(value)
    return isinstance(value, Mapping) and part in value


def _fields_at(model: type[BaseModel], above: Sequence[int | str]) -> Iterable[str]:
    """The keys of the model that stands `above` a key."""
    for part in above:
        field = model.model_fields.get(str(part))
        inner = next(_models(field.annotation), None) if field else None
        model = inner or model
    return model.model_fields


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(value: Any) -> str:
    """A value of the file, short enough for a line."""
    if isinstance(value, dict):
        return _A_MAPPING if value else "nothing"
    if isinstance(value, list):
        return _A_LIST if value else "an empty list"
    if _is_number(value):
        return f"the number {value}"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f'{text[:57]}..."'
