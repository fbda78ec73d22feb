"""Reads the marks of the written pairs, and knows what is only typography."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Role = Literal["edited", "added", "removed", "moved", "split", "joined", "renumbered"]

MARK = re.compile(r"\[-(?P<old>.*?)-\]|\{\+(?P<new>.*?)\+\}")
NUMBER = re.compile(r"(\d+)(?=\. )")
_EDITED = re.compile(r"¶(\d+) (.+)")
_ADDED = re.compile(r"\+¶(\d+) (.+)")
_REMOVED = re.compile(r"-¶(\d+) (.+)")
_FROM = re.compile(r"(¶\d+(?:\+¶\d+)*)←(¶\d+(?:\+¶\d+)*) (.+)")
_RUN = re.compile(r"¶(\d+)–¶(\d+) №([+-]\d+)")

_CLOSING = {"“": "”", "「": "」", "‘": "’", '"': '"', "[": "]", "（": "）", "(": ")"}
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff]")
_QUOTES = str.maketrans(dict.fromkeys("“”「」『』„‟«»", '"') | dict.fromkeys("‘’‛", "'"))
_DASHES = re.compile(r"(?<! )[-‐‑‒–—―─]+|(?<= )[-‐‑‒–—―─]+(?= )")
_DOTS = re.compile(r"[・•‧]")
_THOUSANDS = re.compile(r"(?<=\d)[, ](?=\d{3}(?!\d))")
_WORD = r"[^\W\u3400-\u9fff]"
_SPACE = re.compile(rf"(?<!{_WORD}) | (?!{_WORD})")


def blocks_of(text: str) -> list[str]:
    """The lines that are not blank, as they are."""
    return [line for line in text.split("\n") if line.strip()]


def plain(text: str) -> str:
    """The text without what is only typography: equal where nothing else differs."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_QUOTES)
    text = " ".join(_DOTS.sub("·", text).split())
    text = _THOUSANDS.sub("", _DASHES.sub("-", text))
    return _SPACE.sub("", text)


def old_view(marked: str) -> str:
    """What stood there before: what is taken out stays, what is put in goes."""
    return MARK.sub(lambda mark: mark["old"] or "", marked)


def new_view(marked: str) -> str:
    """What stands there now."""
    return MARK.sub(lambda mark: mark["new"] or "", marked)


class Span(NamedTuple):
    """What one mark takes out and puts in; one of both may be empty."""

    old: str
    new: str


def spans(marked: str) -> list[Span]:
    """The marks among the words: a replaced pair is one, a pair of quotation marks is one."""
    found: list[Span] = []
    end = opened = -1
    for mark in MARK.finditer(marked):
        old, new = mark["old"] or "", mark["new"] or ""
        if opened >= 0 and _closes(found[opened], old, new):
            found[opened] = Span(found[opened].old + old, found[opened].new + new)
            opened = -1
        elif found and mark.start() == end and new and not found[-1].new:
            found[-1] = Span(found[-1].old, new)
        else:
            found.append(Span(old, new))
            opened = len(found) - 1 if old + new in _CLOSING else -1
        end = mark.end()
    return found


def _closes(opened: Span, old: str, new: str) -> bool:
    return _CLOSING.get(opened.old) == old if opened.old else _CLOSING.get(opened.new) == new


@dataclass(frozen=True)
class Line:
    """One line of `marks`: the blocks it speaks of, counted from 1, and the text it shows."""

    role: Role
    new: tuple[int, ...] = ()
    old: tuple[int, ...] = ()
    text: str = ""
    shift: int = field(default=0)

    def count(self) -> int:
        """How many marks the line makes."""
        whole = self.role != "edited"
        inner = self.role in {"edited", "moved", "split", "joined"}
        return whole + (len(spans(self.text)) if inner else 0)


def read_line(line: str) -> Line:
    """Read one line of marks; ValueError for anything that the README does not describe."""
    if run := _RUN.fullmatch(line):
        first, last, shift = (int(part) for part in run.groups())
        return Line("renumbered", new=tuple(range(first, last + 1)), shift=shift)
    if edited := _EDITED.fullmatch(line):
        return Line("edited", new=(int(edited[1]),), text=edited[2])
    if added := _ADDED.fullmatch(line):
        return Line("added", new=(int(added[1]),), text=added[2])
    if removed := _REMOVED.fullmatch(line):
        return Line("removed", old=(int(removed[1]),), text=removed[2])
    if came := _FROM.fullmatch(line):
        new, old = _numbers(came[1]), _numbers(came[2])
        if min(len(new), len(old)) == 1:
            return Line(_role(len(new), len(old)), new=new, old=old, text=came[3])
    raise ValueError(f"not a line of marks (see README.md beside the pairs): {line}")


def _numbers(paragraphs: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", paragraphs))


def _role(new: int, old: int) -> Role:
    if new > old:
        return "split"
    return "joined" if old > new else "moved"
