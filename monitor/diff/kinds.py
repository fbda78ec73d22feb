"""What sort of a difference one change of words is: a table of rules, the first that fits."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import cast

from monitor.diff.sentences import is_sentence
from monitor.diff.tokens import sort, tokens
from monitor.model import EditKind
from monitor.text import DEFAULT, HAN, Rules, key, simplified


@dataclass(frozen=True, slots=True)
class Seen:
    """A change as the rules see it: what went, what came, and what stands around them."""

    gone: str
    come: str
    left: str
    right: str
    rules: Rules = DEFAULT

    @property
    def words(self) -> set[str]:
        """The tokens that only one side has."""
        return _only(self.gone, self.come)


def kind_of(seen: Seen) -> EditKind:
    """The kind of a change."""
    return next((kind for kind, fits in _TABLE if fits(seen)), EditKind.OTHER)


def _is_typographic(seen: Seen) -> bool:
    before, after = (f"{seen.left}{text}{seen.right}" for text in (seen.gone, seen.come))
    return key(before, seen.rules) == key(after, seen.rules)


def _is_script(seen: Seen) -> bool:
    return simplified(key(seen.gone, seen.rules)) == simplified(key(seen.come, seen.rules))


_QUOTES = re.compile("[“”„‟「」『』«»\"‘’'‹›〝〞]")


def _is_quotation(seen: Seen) -> bool:
    bare = (key(_QUOTES.sub("", text), seen.rules) for text in (seen.gone, seen.come))
    return _QUOTES.search(seen.gone + seen.come) is not None and len(set(bare)) == 1


def _has(*sorts: str) -> Callable[[Seen], bool]:
    def fits(seen: Seen) -> bool:
        return any(sort(word) in sorts for word in seen.words)

    return fits


_NO = [
    "不",
    "未",
    "没",
    "没有",
    "无",
    "非",
    "勿",
    "别",
    "莫",
    "毋",
    "否",
    "并非",
    "绝不",
    "决不",
    "从未",
    "尚未",
    "毫无",
    "不再",
    "不会",
    "不能",
    "不得",
    "不应",
    "no",
    "not",
    "never",
    "none",
    "neither",
    "nor",
    "without",
    "cannot",
    "don't",
    "doesn't",
    "didn't",
    "won't",
    "isn't",
    "aren't",
    "wasn't",
    "weren't",
    "can't",
    "couldn't",
    "shouldn't",
    "wouldn't",
    "hasn't",
    "haven't",
    "hadn't",
    "mustn't",
]
_NEGATES = re.compile("[不未没沒无無非勿莫毋]")


def _is_negation(seen: Seen) -> bool:
    """The negation comes, goes or is another, and little else changes with it."""
    words = {word.casefold() for word in seen.words if not word.isspace()}
    if words and words <= set(_NO):
        return True
    bare = [key(_NEGATES.sub("", text)) for text in (seen.gone, seen.come)]
    counts = [len(_NEGATES.findall(text)) for text in (seen.gone, seen.come)]
    if counts[0] != counts[1] and bare[0] == bare[1]:
        return True
    latin = [Counter(map(str.casefold, tokens(text))) for text in (seen.gone, seen.come)]
    extra = (latin[0] - latin[1]) + (latin[1] - latin[0])
    return any(word in _NO[20:] or word.endswith("n't") for word in extra) and len(extra) <= 4


def _is_punctuation(seen: Seen) -> bool:
    return not any(char.isalnum() for char in seen.gone + seen.come)


def _comes(seen: Seen) -> bool:
    return not seen.gone.strip() and _is_whole(seen.come, seen)


def _goes(seen: Seen) -> bool:
    return not seen.come.strip() and _is_whole(seen.gone, seen)


def _is_whole(text: str, seen: Seen) -> bool:
    """Whether a change is one sentence or several, from beginning to end."""
    begins = not seen.left.strip() or is_sentence(seen.left) or seen.left.endswith(("；", "\n"))
    return begins and is_sentence(text)


_NAME_TAGS = frozenset({"nr", "ns", "nt", "nrt", "nrfg", "nz"})
_CAPITAL = re.compile(r"[^\W\d_a-z]\w*[a-z]\w*|[A-Z]{2,}")


def _is_name(seen: Seen) -> bool:
    words = [word for word in seen.words if any(char.isalnum() for char in word)]
    if not words:
        return False
    han = [word for word in words if re.search(f"[{HAN}]", word)]
    if han:
        tags = {word: tag for side in (seen.gone, seen.come) for word, tag in _tagged(side)}
        return any(tags.get(word, "") in _NAME_TAGS for word in han)
    begins = is_sentence(seen.left) or not seen.left.strip()
    return not begins and all(_CAPITAL.fullmatch(word) for word in words)


@cache
def _tagger() -> Callable[[str], list[tuple[str, str]]]:
    from rjieba import tag  # noqa: PLC0415

    return cast("Callable[[str], list[tuple[str, str]]]", tag)


def _tagged(text: str) -> list[tuple[str, str]]:
    return _tagger()(text) if text else []


def _is_term(seen: Seen) -> bool:
    return any(char.isalnum() for char in seen.gone + seen.come)


def _only(gone: str, come: str) -> set[str]:
    old, new = Counter(tokens(gone)), Counter(tokens(come))
    return {*(old - new), *(new - old)}


_TABLE: tuple[tuple[EditKind, Callable[[Seen], bool]], ...] = (
    (EditKind.TYPOGRAPHIC, _is_typographic),
    (EditKind.SCRIPT, _is_script),
    (EditKind.QUOTATION, _is_quotation),
    (EditKind.PUNCTUATION, _is_punctuation),
    (EditKind.SENTENCE_ADDED, _comes),
    (EditKind.SENTENCE_REMOVED, _goes),
    (EditKind.LINK, _has("url", "email")),
    (EditKind.SYMBOL, _has("symbol")),
    (EditKind.DATE, _has("date")),
    (EditKind.NUMBER, _has("number", "ordinal")),
    (EditKind.NEGATION, _is_negation),
    (EditKind.NAME, _is_name),
    (EditKind.TERM, _is_term),
)
