"""Links to UN documents, in all the forms in which they are found: which document, which language.

Every form that is known is one row of `_FORMS`; what is none of them is no such link.
"""

import re
from collections.abc import Callable
from html import unescape
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, unquote_plus, urlsplit

from crawler.reading.symbols import canonical

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
LANDINGS = frozenset({"undocs.org", "docs.un.org"})
"""Hosts whose addresses are pages about a document, which scripts fill."""
_LETTERS = {"a": "ar", "c": "zh", "e": "en", "f": "fr", "r": "ru", "s": "es"}
_PATH = re.compile(
    r"/+(?:(?P<language>[a-zA-Z]{2}(?:[-_][a-zA-Z]{2,4})?)/+)?(?P<symbol>[A-Za-z].*?)/*"
)
_JOB = re.compile(
    r"/doc/(?:undoc|resolution)/.*/(?P<job>[a-z]+\d{5,8})\.(?:pdf|docx?|wpf)", re.IGNORECASE
)
_NUMBER = re.compile(r"(?P<job>[a-z]{1,2}\d{5,8})", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:pdf|docx?)/*$", re.IGNORECASE)
_FILE = re.compile(r"/record/\d+/files/(?P<name>.+?)(?:-(?P<language>[A-Za-z]{2}))?\.\w{3,4}")


class Target(NamedTuple):
    """What a link leads to: by symbol, or by the job number of one language's file."""

    symbol: str  # empty where the link does not say
    language: str  # empty where the reader of the link chooses
    job: str = ""


def target(url: str) -> Target | None:
    """The document that a link leads to; None where it leads to no UN document."""
    try:
        # Some pages escape their links twice.
        parts = urlsplit(unescape(url.strip()))
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    for hosts, form in _FORMS:
        if host in hosts and (found := form(parts)):
            return found
    return None


def language_of(name: str) -> str:
    """The language that `zh`, `C`, `zh_CN` or `chinese` stands for; empty for any other."""
    plain = name.strip().lower()
    if len(plain) == 1:
        return _LETTERS.get(plain, "")
    code = plain[:2]
    return code if code in LANGUAGES and not plain[2:3].isalpha() else ""


def letter_of(language: str) -> str:
    """The letter that the older servers want for a language: C for zh."""
    return next(letter for letter, code in _LETTERS.items() if code == language).upper()


def _by_path(parts: SplitResult) -> Target | None:
    """undocs.org/zh/A/76/100, docs.un.org/A/76/100?direct=true, .../S/RES/2600+(2021)."""
    path = _ENDING.sub("", unquote_plus(parts.path))
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    language = language_of(found["language"] or "")
    said = found["symbol"] if language or not found["language"] else path.strip("/")
    return _target(said, language)


def _by_query(parts: SplitResult) -> Target | None:
    """...?s=A%2F76%2F100&l=zh, ...?symbol=en/A/76/100, ...?DS=A/76/100&Lang=C, ...?m=A/59/565."""
    query = {name.lower(): value for name, value in parse_qsl(parts.query)}
    said = next((query[name] for name in _SYMBOL_KEYS if query.get(name)), "")
    language = next((query[name] for name in _LANGUAGE_KEYS if query.get(name)), "")
    before, slash, rest = said.strip().strip("/").partition("/")
    if slash and len(before) == 2 and language_of(before):
        said, language = rest, before
    if not language and (beginning := re.match(r"/([a-z]{2})/", parts.path)):
        language = beginning[1]
    return _target(said, language_of(language))


def _by_job(parts: SplitResult) -> Target | None:
    """.../doc/UNDOC/GEN/N21/136/00/pdf/N2113600.pdf?OpenElement, .../access?j=N2113600&t=pdf."""
    query = {name.lower(): value for name, value in parse_qsl(parts.query)}
    found = _JOB.search(parts.path) or _NUMBER.fullmatch(query.get("j", "").strip())
    return Target("", "", found["job"].upper()) if found else None


def _by_file(parts: SplitResult) -> Target | None:
    """.../record/1489495/files/A_C.3_78_L.49_Rev.1-ZH.pdf."""
    found = _FILE.fullmatch(unquote(parts.path))
    if found is None:
        return None
    return _target(
        found["name"].replace("_(", "(").replace("_", "/"), language_of(found["language"] or "")
    )


def _target(symbol: str, language: str) -> Target | None:
    try:
        return Target(canonical(symbol.rstrip(_AFTER)), language)
    except ValueError:
        return None


_AFTER = " .,;:/"  # what of a sentence, or of a path, may stick to a symbol
_SYMBOL_KEYS = ("s", "symbol", "ds", "finalsymbol", "symbolno", "m")
_LANGUAGE_KEYS = ("l", "lang", "language")
_FORMS: tuple[tuple[frozenset[str], Callable[[SplitResult], Target | None]], ...] = (
    (frozenset({"documents.un.org", "documents-dds-ny.un.org", "daccess-dds-ny.un.org"}), _by_job),
    (
        frozenset(
            (
                *("documents.un.org", "undocs.org", "docs.un.org", "un.org"),
                *("daccess-ods.un.org", "daccess-dds-ny.un.org", "documents-dds-ny.un.org"),
                "tbinternet.ohchr.org",  # what the treaty bodies' pages lead to
            )
        ),
        _by_query,
    ),
    (LANDINGS, _by_path),
    (frozenset({"digitallibrary.un.org"}), _by_file),
)
