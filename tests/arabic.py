"""Arabic as files hold it: letters in the forms in which they join, lines as they are seen."""

import re
import unicodedata

_RIGHT = set("اأإآدذرزوؤةىء")  # joined to the letter before alone, or to none
# What keeps its own direction: Latin words with all between them, and numbers.
_RIGHTWARD = re.compile(
    r"[A-Za-z](?:[^\u0600-\u06ff\ufb50-\ufefc]*[A-Za-z0-9])?|\d+(?:[.,:/-]\d+)*%?"
)
_MIRRORED = str.maketrans("()[]«»", ")(][»«")


def visual(text: str) -> str:
    """A line of Arabic as it is drawn from left to right."""
    pieces, at = [], 0
    for found in _RIGHTWARD.finditer(text):
        end = found.end()
        end += text[end : end + 1] == ")" and found[0].count("(") > found[0].count(")")
        pieces += [text[at : found.start()].translate(_MIRRORED)[::-1], text[found.start() : end]]
        at = end
    return "".join(reversed([*pieces, text[at:].translate(_MIRRORED)[::-1]]))


def shaped(text: str) -> str:
    """The letters in their presentation forms, as older producers write them."""
    forms = "".join(
        _form(char, text[index - 1 : index], text[index + 1 : index + 2])
        for index, char in enumerate(text)
    )
    return forms.replace("ﻟﺎ", "ﻻ").replace("ﻠﺎ", "ﻼ")


def _form(char: str, before: str, after: str) -> str:
    name = unicodedata.name(char, "")
    if not name.startswith("ARABIC LETTER"):
        return char
    joins_before = _is_letter(before) and before not in _RIGHT and char != "ء"
    joins_after = _is_letter(after) and char not in _RIGHT and after != "ء"
    forms = {(True, True): "MEDIAL", (True, False): "FINAL", (False, True): "INITIAL"}
    form = forms.get((joins_before, joins_after), "ISOLATED")
    try:
        return unicodedata.lookup(f"{name} {form} FORM")
    except KeyError:
        return char


def _is_letter(char: str) -> bool:
    return bool(char) and unicodedata.name(char, "").startswith("ARABIC LETTER")
