"""A YAML file as plain mappings, lists and scalars, with the line that each of them stands on.

YAML 1.1 guesses more than people expect: `no` (Norwegian) is false, `12:30` is 750, `2026-11-21` is
a date, and a key written twice silently keeps the last. Here a plain word is text unless it is a
whole number, a number with a point, true, false or nothing; and a key written twice is a mistake.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from monitor.errors import ConfigError, Mistake

# Where a value stands: the keys, and the numbers in lists, that lead to it.
Place = tuple[str | int, ...]

_BEGINNING = """\
sources:
  a-page: {spider: webpage, url: "https://example.org/page"}
channels:
  console: {type: console}
notify: [console]
"""

# No key of ours lies deeper than half of this.
_DEEPEST = 12
_TOO_DEEP = "lists or mappings inside each other, far too deep"

_QUOTED = re.compile(r"'([^']*)'")
_A_SIGN = 2  # characters at most, an escaped tab among them
# What PyYAML says, and what people most often did.
_HINTS = (
    (r"'\t'", "; indent with blanks, not with tabs"),
    ("<block end>", "; look at the indentation of this line and of those above"),
    ("mapping values", "; put a text with a colon and a blank in it in quotes"),
    ("end of stream", "; a quotation mark or a bracket is not closed"),
)

_TAG = "tag:yaml.org,2002:"
_SCALARS: Mapping[str, tuple[re.Pattern[str], Callable[[str], Any]]] = {
    "null": (re.compile(r"(?:~|null|Null|NULL|)\Z"), lambda _: None),
    "bool": (
        re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"),
        lambda text: text.lower() == "true",
    ),
    # More digits than these are no setting, and Python refuses to read thousands of them.
    "int": (re.compile(r"[-+]?[0-9]{1,18}\Z"), int),
    "float": (re.compile(r"[-+]?[0-9]{0,18}\.[0-9]{1,18}\Z"), float),
}


class _Loader(yaml.SafeLoader):
    """YAML with the scalars above and no others."""


_Loader.yaml_implicit_resolvers = {}
for _name, (_pattern, _) in _SCALARS.items():
    _Loader.add_implicit_resolver(_TAG + _name, _pattern, None)


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake, and the place that it stands at."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Tree:
    """What a file says. `value` is a mapping; `lines` count from 1, in the file's own order."""

    value: dict[str, Any]
    lines: dict[Place, int]
    slips: list[Slip]


def read_tree(file: Path) -> Tree:
    """The tree of a YAML file; ConfigError where there is none to be had."""
    text = _text(file)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise _refusal(file, _syntax(error)) from None
    except RecursionError:
        raise _refusal(file, f"not valid YAML: {_TOO_DEEP}") from None
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        raise _refusal(file, f"the file is empty. Begin with:\n\n{_BEGINNING}")
    if not isinstance(root, yaml.MappingNode):
        raise _refusal(file, 'expected keys and values, such as "timezone: Europe/Zurich"')
    builder = _Builder()
    value = builder.build(root, ())
    return Tree(value, builder.lines, builder.slips)


def spell(place: Place) -> str:
    """A place as people write it: `channels.desk.to[0]`."""
    spelled = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return spelled.removeprefix(".")


def in_order(slips: Iterable[Slip], lines: Mapping[Place, int]) -> list[Mistake]:
    """Slips as mistakes, in the file's own order (that of `lines`), the first of each place."""
    order = {place: number for number, place in enumerate(lines)}

    def position(slip: Slip) -> int:
        above = (slip.place[:end] for end in range(len(slip.place), -1, -1))
        return next(order[place] for place in above if place in order)

    firsts: dict[Place, Slip] = {}
    for slip in slips:
        firsts.setdefault(slip.place, slip)
    ordered = sorted(firsts.values(), key=position)
    return [Mistake(spell(slip.place), slip.message) for slip in ordered]


def _refusal(file: Path, message: str) -> ConfigError:
    return ConfigError(str(file), [Mistake("", message)])


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        message = (
            "there is no such file. Name another one (--config), copy the config.yaml that comes "
            f"with docwatch, or begin with:\n\n{_BEGINNING}"
        )
    except IsADirectoryError:
        message = f"this is a folder; name the file in it ({file / 'config.yaml'})"
    except OSError as error:
        message = f"the file cannot be read ({error.strerror}); check its permissions"
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8 (line {line}); save it as UTF-8"
    raise _refusal(file, message) from None


def _syntax(error: yaml.YAMLError) -> str:
    """What PyYAML found, without the words of the file: they may be a secret."""
    if isinstance(error, yaml.reader.ReaderError):
        return f"not valid YAML: a control character (number {error.character}) is in the file"
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return "not valid YAML"
    mark = error.problem_mark
    problem = _QUOTED.sub(_if_a_sign, error.problem or "")
    hint = next((hint for sign, hint in _HINTS if sign in problem), "")
    return f"not valid YAML: line {mark.line + 1}, column {mark.column + 1}: {problem}{hint}"


def _if_a_sign(quoted: re.Match[str]) -> str:
    """Signs of YAML's own, and the names of its tokens, may be repeated; words may not."""
    return quoted[0] if len(quoted[1]) <= _A_SIGN or quoted[1].startswith("<") else "..."


class _Builder:
    """Plain values from YAML's nodes; what is wrong on the way is kept, and the way goes on."""

    def __init__(self) -> None:
        self.lines: dict[Place, int] = {}
        self.slips: list[Slip] = []
        self._open: set[int] = set()

    def build(self, node: yaml.Node, place: Place) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, place)
        if id(node) in self._open:
            return self._slip(place, "contains itself")
        if len(place) > _DEEPEST:
            return self._slip(place, _TOO_DEEP)
        self._open.add(id(node))
        value = (
            self._mapping(node, place)
            if isinstance(node, yaml.MappingNode)
            else [self.build(entry, (*place, number)) for number, entry in enumerate(node.value)]
        )
        self._open.remove(id(node))
        return value

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._slip(place, f"line {key.start_mark.line + 1}: a key is one word")
            elif key.value in mapping:
                here = (*place, key.value)
                line = key.start_mark.line + 1
                self._slip(here, f"is there twice: on line {self.lines[here]} and on line {line}")
            else:
                here = (*place, key.value)
                self.lines[here] = key.start_mark.line + 1
                mapping[key.value] = self.build(value, here)
        return mapping

    def _scalar(self, node: yaml.ScalarNode, place: Place) -> Any:
        kind = node.tag.removeprefix(_TAG)
        if kind == "str":
            return node.value
        pattern, convert = _SCALARS.get(kind, (None, str))
        if not pattern or not pattern.match(node.value):
            return self._slip(place, "YAML tags (words with !) are not used here; put it in quotes")
        if kind == "null":
            return self._slip(place, "is empty; give it a value, or take it out")
        return convert(node.value)

    def _slip(self, place: Place, message: str) -> None:
        self.slips.append(Slip(place, message))
