"""What servers of the United Nations answer for a document that is not there."""

import re

from crawler.items import Page, Verdict
from crawler.verdict import Sight, kind_of

LARGEST_SHELL = 6_000  # bytes: the page that stands for a document which is not there has 1.3 kB
_NO_MATCH = re.compile(r"there is no document matching your request|object variable not set")
_GOES_ELSEWHERE = re.compile(r"location(?:\.href)?\s*=|location\.(?:replace|assign|reload)|refresh")


def is_miss(page: Page, body: bytes) -> bool:
    """Whether an answer says that a document is not there (yet)."""
    if page.status != 200 or page.verdict is Verdict.BLOCKED:
        return False
    if not body.strip():
        return True
    return kind_of(page.headers, body) == "html" and _is_note_or_shell(page, body)


def _is_note_or_shell(page: Page, body: bytes) -> bool:
    sight = Sight(page.headers, body)
    if len(body) > LARGEST_SHELL:
        return False
    if _NO_MATCH.search(sight.text):
        return True
    return page.verdict is Verdict.WRONG_TYPE and is_shell(body)


def is_shell(body: bytes) -> bool:
    """Whether this is a page for scripts to fill, and nothing in it.

    So the site answers for what it has not; and so its front page looks.
    """
    sight = Sight({}, body)
    has_scripts = "<script" in sight.source and "src=" in sight.source
    is_empty = len(body) <= LARGEST_SHELL and len(sight.text) <= 80
    return is_empty and has_scripts and not _GOES_ELSEWHERE.search(sight.source)


def what(body: bytes) -> str:
    """What was sent instead of a document, in few words."""
    return f"{len(body)} bytes of HTML, no PDF" if body.strip() else "0 bytes"
