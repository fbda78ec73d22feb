"""Texts cut into what a reader takes for one: words, whole numbers, dates, symbols, addresses."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import cast

from monitor.text import HAN

_DIGIT = "[〇零一二三四五六七八九]"
_NUMERAL = "[〇零一二三四五六七八九十百千万亿兩两萬億兆]"
NUMERAL = re.compile(f"{_NUMERAL}+")

# What stands behind a number and belongs to it.
_MONEY = (
    "美元|欧元|歐元|日元|英镑|英鎊|人民币|港元|港币|新台币|瑞士法郎|卢布|澳元|加元|韩元|法郎|元"
)
_MEASURES = (
    "平方公里|平方米|立方米|公里|千米|厘米|毫米|海里|英里|米|公斤|千克|毫克|吨|克|公顷|亩|升|"
    "兆瓦|千瓦时|千瓦|瓦|摄氏度|个百分点|百分点|百分之"
)
_ENGLISH = "hundred|thousand|million|billion|trillion|per[ ]?cent|percent"
_NAMED = (
    "决议|決議|决定|決定|文件|公约|議定書|议定书|法令|总统令|命令|令|公告|通知|建议|案文|声明|法律"
)


def tokens(text: str) -> list[str]:
    """The words of `text`; joined they are `text` again, whatever it holds."""
    found: list[str] = []
    for match in pattern().finditer(text):
        if match["han"] is None:
            found.append(match[0])
        else:
            found += _words(match[0])
    return found


def sort(token: str) -> str:
    """What a token is: url, email, symbol, date, number, ordinal, word, blank, sign or han."""
    match = pattern().fullmatch(token)
    return (match and match.lastgroup) or "sign"


def _words(text: str) -> list[str]:
    words = _chinese()(text)
    return words if "".join(words) == text else list(text)


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
    number = r"\d++(?:[.,:٫٬．，][0-9٠-٩０-９]++)*+"  # or a time of day
    grouped = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})++(?!\d)(?:[.,]\d++)?"
    months = (
        "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
        "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
    )
    host, piece = r"[0-9A-Za-z-]{1,63}", r"[0-9A-Za-z]{1,12}"
    year = rf"(?:\d{{4}}|{_DIGIT}{{4}})[ ]?年"
    month = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])[ ]?月"
    day = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[ ]?[日号號]"
    return re.compile(
        rf"""
          (?P<url> (?:https?://|www\.)[!-~]*[0-9A-Za-z/=&\#%~+-] )  # without the stop after it
        | (?P<email> [0-9A-Za-z._%+-]{{1,64}}@ {host} (?:\.{host}){{1,8}} )
        | (?P<symbol> [A-Z]{{1,8}} (?:\.{piece}){{0,3}} (?:/{piece} (?:[.-]{piece}){{0,4}}){{1,8}}
                      (?:[ ]?[(（][0-9]{{4}}[)）])?+ )
        | (?P<date> {year}(?:代|[ ]?{month}(?:[ ]?{day})?+)?+ | {month}[ ]?{day}
                  | (?<!\d)\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?![\d.])
                  | (?<!\w)\d{{1,2}}[ ](?:{months})(?:[ ]\d{{4}})?+(?!\w)
                  | (?<!\w)(?:{months})[ ]\d{{1,2}}(?:,[ ]\d{{4}}|[ ]\d{{4}})?+(?!\w) )
        | (?P<ordinal> 第[ ]?(?:\d++(?:/\d++)?|{_NUMERAL}++)[ ]?
                       (?:号?(?:{_NAMED})|[条條款项項段章节節次届屆号號页頁卷期])?+ )
        | (?P<number> (?:US\$|[$€£¥￥])?
                      (?: (?:{grouped}|{number}) (?:[ ]?[百千万亿萬億兆]++(?!{_NUMERAL}))?+
                        | {_DIGIT}{{0,1}}(?:百分之|千分之){_NUMERAL}++(?:点{_DIGIT}++)?+
                        | {_NUMERAL}{{1,12}}分之{_NUMERAL}++
                        | (?=[一二三四五六七八九两兩〇][〇零一二三四五六七八九十百千万亿兩两萬億兆])
                          (?:{_DIGIT}{{3,}}+|[一二三四五六七八九两兩][十百千万亿萬億兆]{_NUMERAL}*+)
                        | 十[一二三四五六七八九]万?
                      )
                      (?: [ ]?(?:[%％‰℃°]|{_MONEY}|{_MEASURES}) | [ ](?:{_ENGLISH})(?!\w)
                        | {word} )?+ )
        | (?P<blank> \s++ )
        | (?P<word> {word} (?: ['’]?+ (?: {word} | {number} ) )*+ )
        | (?P<han> (?:(?!{year}|{month}{day}|第[ ]?(?:\d|{_NUMERAL})
                      |百分之|{_NUMERAL}{{1,4}}分之
                      |[一二三四五六七八九两兩][十百千万亿萬億兆]|十[一二三四五六七八九]
                      |{_DIGIT}{{3,}})[{HAN}])++ )
        | (?P<sign> . )
        """,
        re.VERBOSE | re.DOTALL,
    )
