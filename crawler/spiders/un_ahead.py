"""Which UN documents are to be asked for that nobody has named: the next ones, and the family."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crawler.reading.symbols import MODIFIERS, Symbol, parse

_DEEPEST = 2  # A/C.3/78/L.49/Rev.1/Add.1 has no family of its own


@dataclass(slots=True)
class Series:
    """A pattern with a running number, and the highest number that is known to be there.

    Numbers are asked from 1 on, and so many beyond the highest: also those that were not there the
    last time, as documents are not published in the order of their numbers.
    """

    pattern: str  # A/HRC/48/L.{n}
    misses: int
    highest: int = 0
    _asked: int = field(default=0)

    def number(self, symbol: str) -> int | None:
        """Which number of this series a symbol has; None where it is of another one."""
        before, after = (re.escape(part) for part in canonical_parts(self.pattern))
        found = re.fullmatch(rf"{before}(\d+){after}", symbol)
        return int(found[1]) if found else None

    def there(self, symbol: str) -> None:
        """A document of the series is there."""
        self.highest = max(self.highest, self.number(symbol) or 0)

    def wanted(self) -> Iterator[str]:
        """The symbols to ask for, as far as they were not named before."""
        while self._asked < self.highest + self.misses:
            self._asked += 1
            yield self.pattern.replace("{n}", str(self._asked))


def canonical_parts(pattern: str) -> tuple[str, str]:
    """What stands before and after the number of a series, canonically spelled.

    Raises:
        ValueError: with a number in it, the pattern is no symbol.
    """
    # Of several figures only the number itself changes from one to the next.
    one, two = (str(parse(pattern.replace("{n}", number))) for number in ("71717", "82828"))
    before = one.partition("71717")[0]
    if pattern.count("{n}") != 1 or one.replace("71717", "82828") != two:
        raise ValueError("a pattern has one {n}, as A/HRC/48/L.{n}")
    return before, one.removeprefix(f"{before}71717")


def followers(symbol: str, known: Iterable[str], ahead: int) -> Iterator[str]:
    """The next corrigenda, revisions, addenda and amendments that a document may come to have."""
    parent = parse(symbol)
    if len(parent.modifiers) >= _DEEPEST:
        return
    family = [each for each in map(parse, known) if each.parent == str(parent)]
    for kind in MODIFIERS:
        highest = max((_number(each, kind) for each in family), default=0)
        for number in range(1, highest + ahead + 1):
            yield parent.follower(kind, number)


def _number(symbol: Symbol, kind: str) -> int:
    last, number = symbol.modifiers[-1]
    return number if last == kind else 0
