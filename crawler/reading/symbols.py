"""Symbols of UN documents: one spelling for one document, its family, and an order to list them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MODIFIERS = ("Corr", "Rev", "Add", "Amend")
"""What makes a document part of the family of another one."""

_PART = (
    r"(?:[A-Z0-9][A-Z0-9.\-]{0,24}"  # 76, L.1, ES-11, PV.9400, A-B
    r"(?: ?\([A-Z0-9][A-Z0-9. \-]{0,24}\)){0,2}"  # (2021), (Sect. 3), (XXVI), (Resumption 1)
    r"(?: [A-Z](?:-[A-Z])?(?![A-Z]))?"  # 79/218 A, 80/236 A-B
    r"|\([A-Z0-9][A-Z0-9. \-]{0,24}\))"  # S/AC.37/2003/(1455)/5
)
_SINGLE = re.compile(rf"[A-Z][A-Z0-9]{{0,6}}(?:/{_PART}){{1,9}}")
_JOINT = re.compile(r"(?<!/[A-Z])-(?=(?:A|S|E|ST|T|TD|DP)/)")  # A/60/440-S/2005/658, not A-B
_REISSUED = re.compile(r"\s*(\*+)$")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_WORDS = re.compile(
    r"(?<=[/( ])(ADD|AMEND|CORR|REV|SUB|SECT|SUMMARY|RESUMPTION|PART|VOL|SUPPL?|PARTIAL)(?![A-Z])"
)
_MODIFIER = re.compile(rf"({'|'.join(MODIFIERS)})\.(\d+)")
_SECTION = re.compile(r"(?<=\()((?:SECT|VOL|CHAP)\.|RESUMPTION|PART)(?=[\dIVX])")  # (Sect.3)
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol taken apart. `str` gives its one spelling, and symbols sort as people list them."""

    members: tuple[str, ...]  # one; two where a document has two, as A/60/440-S/2005/658

    def __str__(self) -> str:
        return "-".join(self.members)

    def __lt__(self, other: "Symbol") -> bool:
        return (self._order, self.members) < (other._order, other.members)

    @property
    def modifiers(self) -> tuple[tuple[str, int], ...]:
        """What it is of its base: (("Rev", 1), ("Add", 2)); nothing for a base."""
        found = [_modifier(part) for part in self.members[0].split("/")]
        return tuple(each for each in found if each)

    @property
    def base(self) -> str:
        """The symbol that its family begins with; itself where it is no part of another's."""
        return "-".join(_base(member) for member in self.members)

    @property
    def parent(self) -> str:
        """The symbol that it corrects, revises, adds to or amends; empty for a base."""
        if not self.modifiers:
            return ""
        return "-".join(_above(member) for member in self.members)

    def follower(self, kind: str, number: int) -> str:
        """The symbol of its nth corrigendum, revision, addendum or amendment."""
        return "-".join(f"{member}/{kind}.{number}" for member in self.members)

    @property
    def _order(self) -> tuple[tuple[int, int, str], ...]:
        return tuple(piece for part in str(self).split("/") for piece in (*_pieces(part), _END))


@dataclass(frozen=True, slots=True)
class Marked:
    """A symbol as a masthead prints it: the symbol, and the stars glued to it (a reissue)."""

    symbol: str
    mark: str


def parse(text: str) -> Symbol:
    """The symbol that `text` is, however it is spelled: `a/76/100*`, `S/RES/2600 (2021)`.

    Raises:
        ValueError: this is no symbol of a UN document.
    """
    plain = _plain(text)
    members = tuple(_JOINT.split(plain))
    # A joint symbol is two symbols; a hyphen in one (ES-11) is followed by no organ.
    if not all(_SINGLE.fullmatch(each) and _NUMBER.search(each) for each in members):
        raise ValueError("a symbol looks like A/76/100, A/HRC/48/L.1 or S/RES/2600(2021)")
    return Symbol(tuple(_WORDS.sub(lambda found: found[0].capitalize(), each) for each in members))


def canonical(symbol: str) -> str:
    """The one spelling of a symbol: capitals, no blank before a bracket, no star of a reissue.

    Raises:
        ValueError: this is no symbol of a UN document.
    """
    return str(parse(symbol))


def official(symbol: str) -> str:
    """A symbol as the United Nations print it, and want to be asked for it: `S/RES/2600 (2021)`.

    Raises:
        ValueError: this is no symbol of a UN document.
    """
    return re.sub(r"(?<=[^/(])\(", " (", canonical(symbol))


def is_symbol(text: str) -> bool:
    """Whether `text` is a symbol and nothing else, starred or not."""
    return marked(text) is not None


def marked(text: str) -> Marked | None:
    """The symbol that `text` is, and its mark; None where it is anything else."""
    stars = _REISSUED.search(unicodedata.normalize("NFKC", text).strip())
    try:
        symbol = canonical(text)
    except ValueError:
        return None
    return Marked(symbol, stars[1] if stars else "")


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES)
    plain = " ".join(_REISSUED.sub("", folded.strip()).split()).upper()
    plain = re.sub(r" ?([/\-]) ?", r"\1", plain)
    plain = re.sub(r" ?\( ?", "(", plain).replace(" )", ")")
    plain = re.sub(r"(?<=[A-Z])\. (?=\d)(?![^(]*\))", ".", plain)  # L. 1, but (Sect. 3)
    return _SECTION.sub(r"\1 ", plain)


def _modifier(part: str) -> tuple[str, int] | None:
    found = _MODIFIER.fullmatch(part)
    return (found[1], int(found[2])) if found else None


def _base(member: str) -> str:
    parts = member.split("/")
    while len(parts) > 2 and _modifier(parts[-1]):
        parts.pop()
    return "/".join(parts)


def _above(member: str) -> str:
    above, _, last = member.rpartition("/")
    return above if _modifier(last) else member


_END = (0, 0, "")  # sorts before anything that goes on: a base before its family


def _pieces(part: str) -> Iterator[tuple[int, int, str]]:
    """A part in pieces that compare: figures by their value, and before letters."""
    for piece in filter(None, _NUMBER.split(part)):
        yield (1, int(piece), "") if piece.isdecimal() else (2, 0, piece)
