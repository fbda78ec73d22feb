"""`${VARIABLE}` in a text of config.yaml: what the environment says in its place."""

import re
from collections.abc import Mapping
from typing import Any

from monitor.config.tree import Place, Slip

_MARK = re.compile(r"\$\$|\$\{(?P<name>[^}]*)(?P<end>\}?)")
_VARIABLE = re.compile("[A-Za-z_][A-Za-z0-9_]*")


class Filled(str):
    """A text that came from the environment, in whole or in part: no message shows it."""

    __slots__ = ()


def fill(value: Any, environ: Mapping[str, str]) -> tuple[Any, list[Slip]]:
    """`value` with every variable replaced; `$$` is one dollar, and a lone dollar is itself.

    What cannot be replaced stays as it is written, and is among the slips.
    """
    slips: list[Slip] = []
    return _fill(value, environ, slips, ()), slips


def _fill(value: Any, environ: Mapping[str, str], slips: list[Slip], place: Place) -> Any:
    if isinstance(value, dict):
        return {key: _fill(inner, environ, slips, (*place, key)) for key, inner in value.items()}
    if isinstance(value, list):
        entries = enumerate(value)
        return [_fill(inner, environ, slips, (*place, number)) for number, inner in entries]
    if isinstance(value, str):
        return _fill_text(value, environ, slips, place)
    return value


def _fill_text(text: str, environ: Mapping[str, str], slips: list[Slip], place: Place) -> str:
    def replace(match: re.Match[str]) -> str:
        if match["name"] is None:
            return "$"
        if not match["end"] or not _VARIABLE.fullmatch(match["name"]):
            slips.append(Slip(place, "expected ${NAME} of a variable; write $${ for a plain one"))
            return match[0]
        found = environ.get(match["name"], "")
        if not found:
            slips.append(Slip(place, _unset(match["name"], place)))
            return match[0]
        return found

    filled = _MARK.sub(replace, text)
    return filled if filled == text else Filled(filled)


def _unset(name: str, place: Place) -> str:
    what = place[0] if place else ""
    remedy = {"channels": "the channel", "sources": "the source"}.get(str(what), "this key")
    return f"the variable {name} is not set; set it in the environment, or remove {remedy}"
