"""What is wrong inside of a body that looks whole: a dead script's last words, or no text."""

import re

from crawler.items import Verdict
from crawler.verdict.evidence import Judgement, one_line
from crawler.verdict.outages import PHP_FATAL
from crawler.verdict.sight import Sight, visible

_LAST = 300  # characters in which the last words of a page stand
_BODY = re.compile(r"<body\b|</head\s*>")
_MARKED_UP = re.compile(
    r"<b>(?:catchable |recoverable )?(?:fatal|parse) error</b>\s*:.{1,2000}?\bon line <b>\d+</b>",
    re.DOTALL,
)
_SHOWS = re.compile(
    r"<(?:img|iframe|frame|frameset|embed|object|video|audio|canvas|svg|picture|input)\b"
)


def judge_fatal(sight: Sight) -> Judgement | None:
    """The verdict on a page of HTML with a fatal error of PHP in it.

    A script dies where it stands: in the head, before the page, or as the last that is said.

    In the middle of a text stands a quotation.
    """
    if sight.kind != "html":
        return None
    # Bytes first: to make a whole page small takes longer than all else that is asked of it.
    raw = sight.body.lower()
    if b"fatal error" not in raw and b"parse error" not in raw:
        return None
    lower = sight.lower
    begins = _BODY.search(lower)
    found = begins and PHP_FATAL.search(visible(lower[: begins.start()]))
    if not found:
        found = _last_words(lower)
    if not found:
        return None
    return Verdict.ERROR, one_line(f"PHP died while it made the page: {visible(found[0])[:200]}")


def _last_words(lower: str) -> re.Match[str] | None:
    for found in _MARKED_UP.finditer(lower):
        if len(" ".join(visible(lower[found.end() :]).split())) <= _LAST:
            return found
    return None


def judge_blank(sight: Sight) -> Judgement | None:
    """The verdict on a page of HTML that shows neither text nor images."""
    if sight.kind != "html":
        return None
    if sight.is_wordy or sight.text or _SHOWS.search(sight.source):
        return None
    return Verdict.EMPTY, f"{len(sight.body)} bytes of HTML without any text"
