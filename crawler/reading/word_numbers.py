"""The numbers that Word counts for its paragraphs: none of them stands in the text."""

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph as WordParagraph

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

_Levels = dict[int, tuple[str, str]]
"""Of each level of a list: how it is counted, and how the number is written."""


class Numbers:
    """Counts along as the paragraphs of a document come; `root` is its numbering, if it has any."""

    def __init__(self, root: Any) -> None:
        self._counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._lists = {} if root is None else _lists(root)

    def next(self, paragraph: "WordParagraph") -> str:
        """The number of the paragraph that comes next; empty where it has none."""
        found = _number_of(paragraph)
        if found is None:
            return ""
        name, level = found
        counts = self._counts[name]
        counts[level] += 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        levels = self._lists.get(name, {})
        kind, form = levels.get(level, ("decimal", "%1."))
        if kind == "bullet":
            return "•"
        return re.sub(
            r"%(\d)",
            lambda gap: _counted(
                counts[int(gap[1]) - 1] or 1, levels.get(int(gap[1]) - 1, (kind, ""))[0]
            ),
            form,
        )


def _number_of(paragraph: "WordParagraph") -> tuple[str, int] | None:
    """The list and the level of a numbered paragraph, its own or its style's."""
    style = paragraph.style
    places = [paragraph._p.pPr, style.element.find(f"{W}pPr") if style is not None else None]
    for place in places:
        found = place.find(f"{W}numPr") if place is not None else None
        if found is None:
            continue
        name, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
        number = _value(name, "0")
        if number != "0":
            return number, int(_value(level, "0"))
    return None


def _lists(root: Any) -> dict[str, _Levels]:
    """The levels of every list."""
    abstract: dict[str, _Levels] = {}
    for each in root.iter(f"{W}abstractNum"):
        levels: _Levels = {}
        for level in each.iter(f"{W}lvl"):
            kind, text = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
            levels[int(level.get(f"{W}ilvl") or 0)] = (_value(kind, "decimal"), _value(text, ""))
        abstract[each.get(f"{W}abstractNumId") or ""] = levels
    lists: dict[str, _Levels] = {}
    for each in root.iter(f"{W}num"):
        reference = each.find(f"{W}abstractNumId")
        if reference is not None:
            lists[each.get(f"{W}numId") or ""] = abstract.get(reference.get(f"{W}val") or "", {})
    return lists


def _value(element: Any, default: str) -> str:
    return str(element.get(f"{W}val") or default) if element is not None else default


def _counted(number: int, kind: str) -> str:
    if kind == "lowerLetter":
        return chr(ord("a") + (number - 1) % 26)
    if kind == "upperLetter":
        return chr(ord("A") + (number - 1) % 26)
    if kind in {"lowerRoman", "upperRoman"} and number <= len(_ROMAN):
        roman = _ROMAN[number - 1]
        return roman if kind == "lowerRoman" else roman.upper()
    return str(number)
