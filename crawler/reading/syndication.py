"""Feeds as they are found, RSS or Atom, taken apart: decoded by our own rules, and bounded."""

import io
import re
from typing import Any

import feedparser

from crawler.items import UnreadableError
from crawler.reading.decoding import decode
from crawler.reading.html import cleaned

_LARGEST = 8_000_000  # characters; no feed of a site is as large
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_PARSERS = {"sanitize_html": False, "resolve_relative_uris": False}


def taken_apart(body: bytes, content_type: str = "") -> Any:
    """What feedparser makes of a body; without a `version` it is no feed.

    Raises:
        UnreadableError: it is too large.
    """
    text = decode(body, content_type)
    if len(text) > _LARGEST:
        raise UnreadableError(f"the feed has {len(text)} characters: no feed is as large")
    # Decoded by our own rules: parsers take gb2312 at its word, and lose what GB18030 has more.
    source = _DECLARATION.sub("", cleaned(text)).lstrip("\ufeff \t\r\n").encode()
    headers = {"content-type": "application/xml; charset=utf-8"}
    # A file object: of text, feedparser would try whether it is an address or the name of a file.
    return feedparser.parse(io.BytesIO(source), response_headers=headers, **_PARSERS)
