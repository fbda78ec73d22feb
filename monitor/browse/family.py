"""The family of a UN symbol: the base, its corrigenda, revisions and addenda, in every language."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, unquote

from crawler.items import Document
from monitor.model import State
from monitor.store.connection import Connection, Row, sure

# What makes a document part of the family of another one, as often as need be.
_OF_THE_FAMILY = re.compile(r"(?:/(?:Corr|Rev|Add|Amend)\.\d+)*")
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A symbol in one language: the document, or when it was last looked for in vain."""

    document: str = ""
    title: str = ""
    state: State | None = None
    first_seen: datetime | None = None
    is_baseline: bool = False
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """Symbols, and for each of them a cell for each language (None: it was not asked for)."""

    base: str
    languages: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]


def family(record: Connection, source: int, reading: Document) -> Family | None:
    """The family of a document, as far as its source found it or asked for it."""
    base = _base(reading)
    if not base:
        return None
    known = _members(record, source, base)
    cells = _cells(known)
    for place, at in _in_vain(record, source, base, known):
        cells.setdefault(place, Cell(asked_at=at))
    symbols = sorted({symbol for symbol, _ in cells}, key=_order)
    tongues = tuple(sorted({language for _, language in cells}))
    rows = tuple((each, tuple(cells.get((each, one)) for one in tongues)) for each in symbols)
    return Family(base, tongues, rows) if cells else None


def _base(reading: Document) -> str:
    symbols = [one.value for one in reading.identities if one.scheme == "symbol"]
    return reading.fields.get("base") or (symbols[0] if symbols else "")


def _members(record: Connection, source: int, base: str) -> list[Row]:
    rows = record.rows(
        """
        select identities.value as symbol, documents.id, documents.title, documents.url,
               documents.language, documents.state, documents.first_seen, documents.baseline
          from identities join documents on documents.id = identities.document_id
         where identities.source_id = :source and scheme = 'symbol'
           and (value = :base or value > :base || '/' and value < :base || '0')
         order by documents.first_seen desc, documents.id
        """,
        {"source": source, "base": base},
    )
    return [row for row in rows if _OF_THE_FAMILY.fullmatch(row["symbol"].removeprefix(base))]


def _cells(known: Iterable[Row]) -> dict[tuple[str, str], Cell]:
    """By symbol and language; of two documents in one place, the one that was seen first."""
    return {
        (row["symbol"], row["language"]): Cell(
            document=row["id"],
            title=row["title"],
            state=State(row["state"]),
            first_seen=sure(row["first_seen"]),
            is_baseline=bool(row["baseline"]),
        )
        for row in known
    }


def _in_vain(
    record: Connection, source: int, base: str, known: Iterable[Row]
) -> Iterator[tuple[tuple[str, str], datetime]]:
    """Symbols and languages of the family that were asked for, and when last, and not there.

    How addresses are made of symbols is the crawler's knowledge: here it is seen from one that led
    to a document.
    """
    for shape in {each for row in known for each in [_Shape.of(row, base)] if each}:
        languages = _languages(record, source)
        for language in languages if shape.language else ("",):
            for row in _asked(record, source, shape.beginning(language)):
                found = shape.match(row["url"])
                if found:
                    yield found, sure(row["at"])


@dataclass(frozen=True, slots=True)
class _Shape:
    """An address with the symbol and the language taken out of it."""

    before: str
    symbol: str  # the base as it is written there
    after: str
    language: str  # of the document there; empty where the address names none

    @classmethod
    def of(cls, row: Mapping[str, str], base: str) -> "_Shape | None":
        for kept in ("", "/"):
            before, found, after = row["url"].partition(quote(row["symbol"], safe=kept))
            if found:
                language = row["language"]
                parts = [_cut(before, language), _cut(after, language)]
                named = language if parts != [before, after] else ""
                return cls(parts[0], quote(base, safe=kept), parts[1], named)
        return None

    def beginning(self, language: str) -> str:
        """What the addresses of the family begin with in a language."""
        return self.before.replace(_HOLE, language) + self.symbol

    def match(self, url: str) -> tuple[str, str] | None:
        """Which symbol in which language an address asks for."""
        before, after = (
            re.escape(part).replace(re.escape(_HOLE), "(?P<language>[a-z]{2,3})", 1)
            for part in (self.before, self.after)
        )
        found = re.fullmatch(rf"{before}{re.escape(self.symbol)}(?P<rest>.*?){after}", url)
        rest = unquote(found["rest"]) if found else ""
        if not found or not _OF_THE_FAMILY.fullmatch(rest):
            return None
        language = found["language"] if "language" in found.groupdict() else ""
        return unquote(self.symbol) + rest, language or self.language


_HOLE = "\0"


def _cut(part: str, language: str) -> str:
    """A part of an address without the language, where that stands by itself in it."""
    if not language:
        return part
    return re.sub(rf"(?<![A-Za-z0-9]){re.escape(language)}(?![A-Za-z0-9])", _HOLE, part, count=1)


def _languages(record: Connection, source: int) -> list[str]:
    """Languages in which a source has documents, or had anything asked for."""
    rows = record.rows(
        """
        select language from documents where source_id = :source and language <> ''
         union
        select substr(name, -2) from interfaces where source_id = :source and name like '%:__'
        """,
        {"source": source},
    )
    return [str(row["language"]) for row in rows]


def _asked(record: Connection, source: int, beginning: str) -> list[Row]:
    """The addresses that begin so and led to nothing, and when they were asked last."""
    return record.rows(
        """
        select url, max(fetched_at) as at from fetches
         where url >= :beginning and url < :end and source_id = :source
           and verdict = 'not_published'
         group by url
        """,
        {"source": source, "beginning": beginning, "end": f"{beginning}\U0010ffff"},
    )


def _order(symbol: str) -> list[tuple[int, int, str]]:
    """As people list symbols: the base first, Add.2 before Add.10."""
    parts = _NUMBER.split(symbol)
    return [(1, int(part), "") if part.isdigit() else (0, 0, part) for part in parts]
