"""Texts cut into what a reader takes for one: words, whole numbers, dates, symbols, addresses."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Set
from functools import cache, lru_cache
from typing import cast

from monitor.text import HAN, is_han, simplified

_DIGIT = "[〇零一二三四五六七八九]"
_NUMERAL = "[〇零一二三四五六七八九十百千万亿兩两萬億兆]"
NUMERAL = re.compile(f"{_NUMERAL}+")

_ENGLISH = "hundred|thousand|million|billion|trillion|per[ ]?cent|percent"
_MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_ERAS = "令和|平成|昭和|大正|明治|民国|民國|公元|西元"
_COUNTED = frozenset(
    "个個天年月日周週人名次点點项項条條届屆位国國家种種座场場季件起倍份层層岁歲段章页頁票成级級"
    "张張只隻本辆輛艘架块塊枚套支台部间間所处處笔批封册冊幅双雙户戶例宗轮輪回句组組队隊"
)
_LINKING = frozenset("于在与和同对向将说称等的")
_LONG, _LONGEST = 4, 10  # characters of a word that may be two
_NAME_DOTS = frozenset("·•‧・")


def tokens(text: str) -> list[str]:
    """The words of `text`; joined they are `text` again, whatever it holds."""
    found: list[str] = []
    for match in pattern().finditer(text):
        if match["han"] is None:
            found.append(match[0])
        else:
            found += _words(match[0])
    return _named(found) if not _NAME_DOTS.isdisjoint(text) else found


@lru_cache(maxsize=4096)
def few(text: str) -> tuple[str, ...]:
    """`tokens` of a short text, which is likely to come again."""
    return tuple(tokens(text))


@lru_cache(maxsize=4096)
def sort(token: str) -> str:
    """What a token is: one of the names of the groups in `pattern`; a sign, if it is none."""
    match = pattern().fullmatch(token)
    return (match and match.lastgroup) or "sign"


def _words(text: str) -> list[str]:
    """Chinese words, cut alike in simplified and in traditional characters."""
    simple = simplified(text)
    words = _chinese()(simple if len(simple) == len(text) else text)
    if sum(map(len, words)) != len(text):
        return list(text)
    found: list[str] = []
    start = 0
    for word in words:
        end = start + len(word)
        # A small number is no part of what it counts, nor 于 of the name before it.
        if len(word) == 2 and word[1] in _COUNTED and NUMERAL.match(word):
            found += text[start:end]
        elif len(word) > 2 and word[-1] in _LINKING and not _is_known(word):
            found += [text[start : end - 1], text[end - 1 : end]]
        else:
            found.append(text[start:end])
        start = end
    return found


def _named(words: list[str]) -> list[str]:
    """Words around the dot of a foreign name as one: 安娜·韦尔登."""
    found: list[str] = []
    for word in words:
        is_next = len(found) > 1 and found[-1] in _NAME_DOTS and is_han(word[0])
        if is_next and is_han(found[-2][-1]):
            found[-2:] = ["".join((*found[-2:], word))]
        else:
            found.append(word)
    return found


@lru_cache(maxsize=1024)
def seams(word: str) -> tuple[int, ...]:
    """Where a long Chinese word is two words that people read one by one."""
    if not _LONG <= len(word) <= _LONGEST:
        return ()
    from rjieba import has_word, tag  # noqa: PLC0415

    simple = simplified(word)
    if any(kind == "i" for _, kind in tag(simple)):
        return ()  # an idiom is one word
    places = range(2, len(simple) - 1)
    return tuple(at for at in places if has_word(simple[:at]) and has_word(simple[at:]))


def recut(words: Iterable[str], others: Set[str]) -> list[str]:
    """Chinese words that the other side has cut further, cut so too."""
    found: list[str] = []
    for word in words:
        is_cut = len(word) > 2 and word not in others and sort(word) == "han"
        found += _recut(word, others) if is_cut else [word]
    return found


def _recut(word: str, others: Set[str]) -> list[str]:
    for end in range(len(word) - 2, 1, -1):
        if word[:end] in others:
            return [word[:end], *_recut(word[end:], others)]
        if word[-end:] in others:
            return [*_recut(word[:-end], others), word[-end:]]
    return [word]


@lru_cache(maxsize=4096)
def _is_known(word: str) -> bool:
    from rjieba import has_word  # noqa: PLC0415

    return bool(has_word(word))


@cache
def _chinese() -> Callable[[str], list[str]]:
    # Its dictionary takes 0.1 s and 34 MB: not before the first Chinese text differs.
    from rjieba import cut  # noqa: PLC0415

    return cast("Callable[[str], list[str]]", cut)


@cache
def letters() -> str:
    """A run of letters and marks, as a pattern, without Chinese ones."""
    # `\w` knows no combining marks: without them, decomposed é and all of Hindi would be cut.
    marks = "".join(
        char for char in map(chr, range(0x300, 0x10000)) if unicodedata.category(char)[0] == "M"
    )
    return rf"(?:[^\W\d_{HAN}]|[{marks}])++"


@cache
def pattern() -> re.Pattern[str]:
    """The pattern of a token. No repetition in it can match one text in two ways."""
    word = letters()
    number = r"\d++(?:[.,:٫٬．，]\d++)*+"
    grouped = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})++(?!\d)(?:[.,]\d++)?"
    host, piece = r"[0-9A-Za-z-]{1,63}", r"[0-9A-Za-z]{1,12}"
    year = rf"(?:\d{{4}}|{_DIGIT}{{4}}|(?:{_ERAS})[ ]?(?:\d{{1,4}}|元|{_NUMERAL}{{1,4}}))[ ]?年"
    month = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])[ ]?月"
    day = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[ ]?[日号號]"
    counted = rf"[一二三四五六七八九两兩][十百千万亿萬億兆]{_NUMERAL}*+|十[一二三四五六七八九]万?"
    return re.compile(
        rf"""
          (?P<url> (?:https?://|www\.)[!-~]*[0-9A-Za-z/=&\#%~+-] )  # without the stop after it
        | (?P<email> [0-9A-Za-z._%+-]{{1,64}}@ {host} (?:\.{host}){{1,8}} )
        | (?P<symbol> [A-Z]{{1,8}} (?:\.{piece}){{0,3}} (?:/{piece} (?:[.-]{piece}){{0,4}}){{1,8}}
                      (?:[ ]?[(（][0-9]{{4}}[)）])?+ )
        | (?P<note> \[\^?\d{{1,3}}\] | [⁰¹²³⁴-⁹]++ )
        | (?P<date> {year}(?:代|[ ]?{month}(?:[ ]?{day})?+)?+ | {month}(?:[ ]?{day})?+
                  | (?<!\d)\d{{1,2}}[日号號](?![线線楼樓])
                  | (?<!\d)\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?![\d.])
                  | (?<![\d:])\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?+(?!\d)
                  | (?<!\d)\d{{1,2}}(?:[时時](?:\d{{1,2}}分)?+|[点點](?:\d{{1,2}}分|半|钟|鐘))
                  | (?<!\w)\d{{1,2}}[ ](?:{_MONTHS})(?:[ ]\d{{4}})?+(?!\w)
                  | (?<!\w)(?:{_MONTHS})[ ]\d{{1,2}}(?:,[ ]\d{{4}}|[ ]\d{{4}})?+(?!\w) )
        | (?P<ordinal> 第[ ]?(?:\d++(?:/\d++)?|{_NUMERAL}++)[ ]?
                       [条條款項项段章节節次届屆号號页頁卷期]?+ )
        | (?P<phone> \+?\d{{1,4}}(?:-\d{{2,8}}){{2,4}}(?!\d) | 0\d{{1,3}}-\d{{5,8}}(?!\d) )
        | (?P<number> (?:US\$|[$€£¥￥])?
                      (?: (?:{grouped}|{number}) (?:[ ]?[百千万亿萬億兆]++(?!{_NUMERAL}))?+
                        | (?:百分之|千分之){_NUMERAL}++(?:点{_DIGIT}++)?+
                        | {_NUMERAL}{{1,12}}分之{_NUMERAL}++
                        | (?:{_DIGIT}{{3,}}+|{counted})
                      )
                      (?: [ ]?[%％‰℃°] | [ ](?:{_ENGLISH})(?!\w)
                        | (?:[-‐‑]?{word}) (?<![^\x00-\u024f]) | [-‐‑]{word} )?+ )
        | (?P<blank> \s++ )
        | (?P<word> {word} (?: ['’‐‑-]?+ (?: {word} | {number} ) )*+ )
        | (?P<han> (?:(?!{year}|{month}|第[ ]?(?:\d|{_NUMERAL})
                      |百分之|千分之|{_NUMERAL}{{1,4}}分之|{counted}|{_DIGIT}{{3,}})[{HAN}])++ )
        | (?P<sign> . )
        """,
        re.VERBOSE | re.DOTALL,
    )
