"""Symbols of UN documents: one spelling for one document, and what of a line is a symbol."""

import re
from dataclasses import dataclass

_PART = (
    r"[A-Z0-9][A-Z0-9.\-]{0,20}"  # 76, L.1, ES-11
    r"(?: ?\([A-Z0-9][A-Z0-9. ]{0,20}\))?"  # (2021), (Sect. 3), (XXVI)
    r"(?: [A-Z](?:[-–][A-Z])?(?![A-Z]))?"  # 79/218 A
)
_SYMBOL = re.compile(rf"[A-Z][A-Z0-9]{{0,6}}(?:/{_PART}){{1,8}}", re.IGNORECASE)
_REISSUED = re.compile(r"\s*(\*+)$")
_WORDS = re.compile(r"(?<=[/(])(ADD|AMEND|CORR|REV|SUB|SECT|SUMMARY|RESUMPTION)(?![A-Z])")


@dataclass(frozen=True, slots=True)
class Marked:
    """A symbol as a masthead prints it: the symbol, and the stars glued to it (a reissue)."""

    symbol: str
    mark: str


def canonical(symbol: str) -> str:
    """The one spelling of a symbol: capitals, no blank before a bracket, no star of a reissue.

    Raises:
        ValueError: this is no symbol of a UN document.
    """
    plain = " ".join(_REISSUED.sub("", symbol.strip()).split()).upper()
    plain = re.sub(r" ?\( ?", "(", plain).replace(" )", ")")
    if not _SYMBOL.fullmatch(plain) or not re.search(r"\d", plain):
        raise ValueError("a symbol looks like A/76/100, A/HRC/48/L.1 or S/RES/2600(2021)")
    return _WORDS.sub(lambda found: found[0].capitalize(), plain)


def is_symbol(text: str) -> bool:
    """Whether `text` is a symbol and nothing else, starred or not."""
    return marked(text) is not None


def marked(text: str) -> Marked | None:
    """The symbol that `text` is, and its mark; None where it is anything else."""
    stars = _REISSUED.search(text.strip())
    try:
        symbol = canonical(text)
    except ValueError:
        return None
    return Marked(symbol, stars[1] if stars else "")
