"""Where a sentence ends, in any script."""

import re

from monitor.text import HAN

_CLOSING = "”’」』）)\\]\"'》〉】"
_END = re.compile(
    rf"(?:[。！？；｡।॥།؟۔]|(?<=[{HAN}])[!?;])++[{_CLOSING}]*\s*"  # ends wherever it stands
    rf"|(?<=[^\W\d_])[.!?]++[{_CLOSING}]*\s++(?=[^\Wa-z])"  # ends before a blank and a capital
    r"|\s*\n\s*"
)
_ENDED = re.compile(rf"[。！？.!?｡।॥།؟۔…][{_CLOSING}]*\s*\Z")


def sentences(text: str) -> list[str]:
    """The sentences of `text` (and the parts of one between semicolons); joined they are `text`."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() > start:
            found.append(text[start : match.end()])
            start = match.end()
    if start < len(text):
        found.append(text[start:])
    return found


def is_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does."""
    return _ENDED.search(text) is not None
