"""Where a sentence ends, in any script."""

import re

from monitor.text import HAN

_CLOSING = "”’」』）)\\]\"'》〉】"
_END = re.compile(
    rf"[。！？；｡।॥།؟۔]++[{_CLOSING}]*+\s*+"  # ends wherever it stands
    rf"|[!?;](?<=[{HAN}][!?;])[!?;]*+[{_CLOSING}]*+\s*+"  # ends behind a Chinese character
    rf"|[.!?](?<=[^\W\d_][.!?])[.!?]*+[{_CLOSING}]*+\s++(?=[^\Wa-z])"  # before a blank, a capital
    r"|\n\s*+"
)
# Who speaks, or what is spoken of: it stands before whatever is put first.
_SPEAKER = re.compile(r"[^\s，,。：:；;！？!?]{1,12}(?<!\d)[：:](?!//|\d)\s*(?=[^\s|])")
_ENDED = re.compile(rf"[。！？；.!?;｡।॥།؟۔…][{_CLOSING}]*\s*\Z")


def sentences(text: str) -> list[str]:
    """The sentences of `text` (and the parts of one between semicolons); joined they are `text`."""
    found: list[str] = []
    start = 0
    if said := _SPEAKER.match(text):
        found.append(said[0])
        start = said.end()
    for match in _END.finditer(text, start):
        if match.end() > start:
            found.append(text[start : match.end()])
            start = match.end()
    if start < len(text):
        found.append(text[start:])
    return found


def is_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does."""
    return _ENDED.search(text) is not None
