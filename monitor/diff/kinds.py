"""What sort of a difference one change of words is: a table of rules, the first that fits."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import cast

from monitor.diff.sentences import is_sentence
from monitor.diff.tokens import NUMERAL, few, sort
from monitor.model import EditKind
from monitor.text import HAN, Key


@dataclass(frozen=True)
class Seen:
    """A change as the rules see it: what went, what came, and what stands around them."""

    gone: str
    come: str
    left: str
    right: str
    key: Key

    @cached_property
    def words(self) -> frozenset[str]:
        """The tokens that only one side has."""
        return _only(self.gone, self.come)


def kind_of(gone: str, come: str, left: str, right: str, key: Key) -> EditKind:
    """The kind of a change, with what stands around it."""
    seen = Seen(gone, come, left, right, key)
    return next((kind for kind, fits in _TABLE if fits(seen)), EditKind.OTHER)


def _is_typographic(seen: Seen) -> bool:
    if seen.key(seen.gone) != seen.key(seen.come) and _letters(seen.gone + seen.come):
        return False
    before, after = (f"{seen.left}{text}{seen.right}" for text in (seen.gone, seen.come))
    return seen.key(before) == seen.key(after)


def _is_script(seen: Seen) -> bool:
    """The same words in other characters, and not the same ones with blanks inside a number."""
    if _HAN.findall(seen.gone) == _HAN.findall(seen.come):
        return False
    return seen.key.form(seen.gone) == seen.key.form(seen.come)


_QUOTES = re.compile("[“”„‟「」『』«»\"‘’'‹›〝〞]")


def _is_quotation(seen: Seen) -> bool:
    bare = (seen.key(_QUOTES.sub("", text)) for text in (seen.gone, seen.come))
    return _QUOTES.search(seen.gone + seen.come) is not None and len(set(bare)) == 1


def _has(*sorts: str) -> Callable[[Seen], bool]:
    def fits(seen: Seen) -> bool:
        return any(sort(word) in sorts for word in seen.words)

    return fits


_CITED = re.compile(r"第[^\s条條款]*[号號]|第\d+/\d+")


def _is_symbol(seen: Seen) -> bool:
    """What a document is cited by: its symbol, or the number of a resolution."""
    return any(sort(word) == "symbol" or _CITED.match(word) for word in seen.words)


_COUNTS = frozenset(
    (
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
        *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
        *("nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        *("hundred", "thousand", "million", "billion", "half", "dozen", "first", "second", "third"),
    )
)


def _is_number(seen: Seen) -> bool:
    words = [word for word in seen.words if any(map(str.isalnum, word))]
    if any(sort(word) in {"number", "ordinal", "phone"} for word in words):
        return True
    return bool(words) and all(
        NUMERAL.fullmatch(word) or word.casefold() in _COUNTS for word in words
    )


_DATED = re.compile(r"\d{4}[-‐]\D")


def _is_date(seen: Seen) -> bool:
    return any(sort(word) == "date" or _DATED.match(word) for word in seen.words)


_NO = frozenset(
    (
        *("不", "未", "没", "没有", "無", "无", "非", "勿", "别", "莫", "毋", "否", "并非", "绝不"),
        *("决不", "从不", "从未", "尚未", "未能", "毫无", "不再", "不会", "不能", "不得", "不应"),
        *("不可", "不必", "不是", "不准", "不许", "不要", "没能", "无法", "无权", "禁止", "不予"),
        *("拒不", "並非", "不會", "不應", "不許", "不準"),
        *("no", "not", "never", "none", "neither", "nor", "nothing", "without", "cannot"),
    )
)
_NEGATES = re.compile("[不未没沒无無非勿莫毋]")


def _is_negation(seen: Seen) -> bool:
    """The negation comes, goes or is put for its contrary, and little else changes with it."""
    sides = [[word.casefold() for word in few(text)] for text in (seen.gone, seen.come)]
    sides = [[word for word in side if any(map(str.isalnum, word))] for side in sides]
    denied = [[word for word in side if _denies(word)] for side in sides]
    if bool(denied[0]) != bool(denied[1]):
        most = 2 if _HAN.search(seen.gone + seen.come) else 4
        return max(map(len, sides)) <= most
    counts = [len(_NEGATES.findall(text)) for text in (seen.gone, seen.come)]
    bare = [seen.key(_NEGATES.sub("", text)) for text in (seen.gone, seen.come)]
    return counts[0] != counts[1] and bare[0] == bare[1]


def _denies(word: str) -> bool:
    return word in _NO or word.endswith(("n't", "n’t"))


# Letters of the shortest clause.
_CLAUSE = 5
_HAN = re.compile(f"[{HAN}]")


def _is_clause(seen: Seen) -> bool:
    """A clause that came or went, with the comma that parts it."""
    text = (seen.gone or seen.come).strip()
    if (seen.gone and seen.come) or not text:
        return False
    return (text[-1] in "，," or text[0] in "，,") and _letters(text) >= _CLAUSE


def _is_rewritten(seen: Seen) -> bool:
    """A sentence that was put for another one."""
    both = (seen.gone, seen.come)
    return all(is_sentence(text) and _letters(text) >= _CLAUSE for text in both)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _is_punctuation(seen: Seen) -> bool:
    return not any(char.isalnum() for char in seen.gone + seen.come)


def _comes(seen: Seen) -> bool:
    return not seen.gone.strip() and _is_whole(seen.come, seen)


def _goes(seen: Seen) -> bool:
    return not seen.come.strip() and _is_whole(seen.gone, seen)


_BEGINS = re.compile(r"[\n。！？；.!?;：:｡।॥།؟۔…][”’」』）)\]\"'》]*\s*\Z")


def _is_whole(text: str, seen: Seen) -> bool:
    """Whether a change is one sentence or several, from beginning to end."""
    begins = not seen.left.strip() or _BEGINS.search(seen.left) is not None
    return begins and is_sentence(text)


_PLACE_TAGS = frozenset({"ns", "nt"})
_NAME_TAGS = frozenset({"nr", "ns", "nt", "nrt", "nrfg"})
_CAPITAL = re.compile(r"[^\W\d_a-z]\w*[a-z]\w*|[A-Z]{2,}")


_MONEY = re.compile("(?:元|克朗|法郎|英镑|英鎊|卢布|卢比|先令|比索|里拉|第纳尔|里亚尔|镑)$")


def _is_name(seen: Seen) -> bool:
    words = [word for word in seen.words if any(char.isalnum() for char in word)]
    if not words or all(map(_MONEY.search, words)):
        return False
    han = [word for word in words if re.search(f"[{HAN}]", word)]
    if han and (_is_body(seen) or _is_place(seen)):
        return True
    if han:
        tags = {word: tag for side in (seen.gone, seen.come) for word, tag in _tagged(side)}
        # A person comes in another's place; what the dictionary takes for one elsewhere is none.
        names = _NAME_TAGS if seen.gone and seen.come else _PLACE_TAGS
        return any(tags.get(word, "") in names for word in han)
    begins = is_sentence(seen.left) or not seen.left.strip()
    return not begins and all(_CAPITAL.fullmatch(word) for word in words)


_BODY = re.compile(
    "..(?:局|院|部|署|厅|廳|委员会|委員會|理事会|理事會|法院|公司|大学|大學|组织|組織|联盟|聯盟|协会|協會|"
    "基金会|基金會|中心|银行|銀行|法庭|议会|議會|政府|集团|集團|共和国|共和國|王国|王國|联邦|聯邦)$"
)


def _is_body(seen: Seen) -> bool:
    """Whether an organisation or a state was put for another one."""
    both = (seen.gone, seen.come)
    return all(_BODY.search(text) and len(few(text)) <= _LONGEST_NAME for text in both)


_AT = re.compile("(?:[在于於赴抵到至从從]|前往|访问|訪問|来自|來自|飞往)$")
_DONE = re.compile(
    "举行|舉行|召开|召開|会晤|會晤|会见|會見|会谈|會談|举办|舉辦|出席|签署|簽署|发表|發表"
)
_LONGEST_NAME = 4


def _is_place(seen: Seen) -> bool:
    """Whether a word was put for another where a meeting is said to be held."""
    if not seen.gone or not seen.come or max(len(seen.gone), len(seen.come)) > _LONGEST_NAME:
        return False
    return _AT.search(seen.left) is not None and _DONE.match(seen.right) is not None


@cache
def _tagger() -> Callable[[str], list[tuple[str, str]]]:
    from rjieba import tag  # noqa: PLC0415

    return cast("Callable[[str], list[tuple[str, str]]]", tag)


_LONE = re.compile("[\ud800-\udfff]")


@lru_cache(maxsize=1024)
def _tagged(text: str) -> list[tuple[str, str]]:
    # The dictionary takes no halves of characters.
    return _tagger()(_LONE.sub("?", text)) if text else []


def _is_term(seen: Seen) -> bool:
    return any(char.isalnum() for char in seen.gone + seen.come)


@lru_cache(maxsize=1024)
def _only(gone: str, come: str) -> frozenset[str]:
    old, new = Counter(few(gone)), Counter(few(come))
    return frozenset((*(old - new), *(new - old)))


_TABLE: tuple[tuple[EditKind, Callable[[Seen], bool]], ...] = (
    (EditKind.TYPOGRAPHIC, _is_typographic),
    (EditKind.SCRIPT, _is_script),
    (EditKind.QUOTATION, _is_quotation),
    (EditKind.PUNCTUATION, _is_punctuation),
    (EditKind.SENTENCE_ADDED, _comes),
    (EditKind.SENTENCE_REMOVED, _goes),
    (EditKind.OTHER, _is_rewritten),
    (EditKind.OTHER, _is_clause),
    (EditKind.OTHER, _has("note")),
    (EditKind.LINK, _has("url", "email")),
    (EditKind.SYMBOL, _is_symbol),
    (EditKind.DATE, _is_date),
    (EditKind.NUMBER, _is_number),
    (EditKind.NEGATION, _is_negation),
    (EditKind.NAME, _is_name),
    (EditKind.TERM, _is_term),
)
