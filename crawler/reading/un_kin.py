"""What a UN document says of those that it belongs to: its base, the draft that it adopts."""

import re
from collections.abc import Iterator, Sequence

from crawler.items import Block
from crawler.reading.symbols import canonical, parse

_EARLY = 6  # blocks among which the way that a resolution came is said
_BRACKETED = re.compile(r"\s*\[(?P<inside>[^\]]{8,600})\]\s*[*⁰¹²³⁴-⁹]*\s*")
# The symbols in a text; what follows a bracket or a letter without a slash is none of it.
_SYMBOL = re.compile(r"(?<![\w/])[A-Z]{1,5}(?:/[A-Z0-9][\w.\-]*)+", re.ASCII)
_IN_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]+)[)）\]]")
_LONGEST_WORD = 300  # characters of a paragraph in which a corrigendum says what it is for
_DRAFT = re.compile(r"/L\.\d+")
_ONLY = re.compile(
    r"不适用于(?:中|英|法|俄|西班牙|阿拉伯)文|(?:仅|只)(?:适用于|涉及|限于?)\w{1,4}文"
    r"|\b(?:(?:English|French|Spanish|Russian|Arabic|Chinese)(?:, \w+)?(?: and \w+)?) only\b"
    r"|(?:concerne|pour|en|anglais|français) ?\w* (?:seulement|uniquement)"
    r"|(?:no afecta|afecta únicamente|solamente (?:en|para))|(?:inglés|español|francés) solamente"
    r"|(?:[Тт]олько на \w+ (?:языке|языках)|не относится к тексту)|بال\w+ فقط|لا ينطبق على النص",
)


def family(symbols: Sequence[str]) -> dict[str, str]:
    """What a corrigendum, a revision or the like belongs to: its base, and what is right above."""
    if not symbols:
        return {}
    symbol = parse("-".join(symbols))
    return {"base": symbol.base, "parent": symbol.parent} if symbol.modifiers else {}


def said_of_others(symbols: Sequence[str], blocks: Sequence[Block]) -> dict[str, str]:
    """What else a document says of its kin, as remarks.

    Of a resolution: `draft`, that it adopts, and `report`, the committee's. Of a corrigendum:
    `applies_to`, its words on which languages it is for.
    """
    texts = [block.text for block in blocks[:_EARLY]]
    if any("/RES/" in symbol for symbol in symbols):
        return _adoption(texts)
    modifiers = parse("-".join(symbols)).modifiers if symbols else ()
    if not modifiers or modifiers[-1][0] != "Corr":
        return {}
    said = next((words for text in texts if (words := _only(text[:_LONGEST_WORD]))), "")
    return {"applies_to": said} if said else {}


def _only(text: str) -> str:
    """The words that say for which languages a text is: those in brackets, where they stand so."""
    found = _ONLY.search(text)
    if found is None:
        return ""
    around = (each[1] for each in _IN_BRACKETS.finditer(text) if found[0] in each[1])
    return next(around, found[0]).strip()


def _adoption(texts: Sequence[str]) -> dict[str, str]:
    """The resolutions of the Assembly say it in brackets below their title, in every language."""
    said = next((match for text in texts if (match := _BRACKETED.fullmatch(text))), None)
    named = list(dict.fromkeys(_symbols(said["inside"]))) if said else []
    drafts = [symbol for symbol in named if _DRAFT.search(symbol)]
    reports = [symbol for symbol in named if symbol not in drafts]
    found = {"draft": ", ".join(drafts), "report": ", ".join(reports)}
    return {name: value for name, value in found.items() if value}


def _symbols(text: str) -> Iterator[str]:
    for found in _SYMBOL.findall(text):
        try:
            yield canonical(found.rstrip(".-"))
        except ValueError:
            continue
