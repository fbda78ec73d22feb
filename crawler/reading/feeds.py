"""Feeds, RSS or Atom: their entries as documents."""

import io
import re
import time
from calendar import timegm
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

import feedparser

from crawler.items import Block, Document, Page, Reading, UnreadableError
from crawler.options import EmbassyOptions
from crawler.reading import mission, posts
from crawler.reading.blocks import blocks
from crawler.reading.entries import page_number
from crawler.reading.html import absolute, cleaned, decode, parse, select_all

_LARGEST = 8_000_000  # characters; no feed of a site is as large
_MARKUP = ("text/html", "application/xhtml+xml")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CUT = re.compile(r"(?:\.\.\.|…|\[\.\.\.\]|\[…\])$")
_PARSERS = {"sanitize_html": False, "resolve_relative_uris": False}


def read(page: Page, body: bytes, cut: tuple[str, ...], options: EmbassyOptions) -> Reading:
    """The entries of one page of a feed, and the way to the next; `cut` is not read.

    Raises:
        UnreadableError: it is no feed, or one too large.
    """
    found = _parsed(decode(body, page.headers.get("content-type", "")))
    listed = tuple(_listed(found.entries, page.url, cut, options))
    number = page_number(page.url)
    further = _page(page.url, number + 1) if found.entries and number < options.pages else ""
    return posts.reading(listed, further, options)


def _parsed(text: str) -> Any:
    if len(text) > _LARGEST:
        raise UnreadableError(f"the feed has {len(text)} characters: no feed is as large")
    # Decoded by our own rules: parsers take gb2312 at its word, and lose what GB18030 has more.
    source = _DECLARATION.sub("", cleaned(text)).lstrip("\ufeff \t\r\n").encode()
    headers = {"content-type": "application/xml; charset=utf-8"}
    found = feedparser.parse(io.BytesIO(source), response_headers=headers, **_PARSERS)
    if not found.get("version"):
        raise UnreadableError("no entries: this is no feed")
    return found


def _listed(
    entries: list[Any], asked: str, cut: tuple[str, ...], options: EmbassyOptions
) -> Iterator[Document]:
    for entry in entries:
        url = absolute(asked, str(entry.get("link", "")))
        language = mission.language_of(url, options)
        if url and mission.is_document(url, language, options):
            yield _document(entry, url, language, cut, options)


def _document(
    entry: dict[str, Any], url: str, language: str, cut: tuple[str, ...], options: EmbassyOptions
) -> Document:
    content = next(iter(entry.get("content", ())), None) or entry.get("summary_detail") or {}
    text = _blocks(content, cut)
    title = " ".join(block.text for block in _blocks(entry.get("title_detail") or {}, ()))
    number = _post_id(str(entry.get("id", "")))
    said = {name: _moment(entry, f"{name}_parsed") for name in ("published", "updated")}
    said["modified"] = said.pop("updated")
    found = posts.document(
        url,
        options,
        title=title,
        language=language,
        number=number,
        dates=said,
        blocks=text,
        form="feed",
        read_by={"title": "title", "body": "content" if entry.get("content") else "summary"},
    )
    return replace(found, cut=bool(text) and _CUT.search(text[-1].text) is not None)


def _blocks(part: Mapping[str, Any], cut: tuple[str, ...]) -> tuple[Block, ...]:
    value = str(part.get("value", ""))
    if part.get("type") not in _MARKUP and "<" not in value:
        text = " ".join(value.split())
        return (Block("paragraph", text),) if text else ()
    root = parse(f"<body>{value}</body>")
    return blocks(root, select_all(root, cut))


def _moment(entry: dict[str, Any], name: str) -> str:
    # Not entry.get: feedparser gives the day of publication for one of updating that is not there.
    moment = dict.get(entry, name)
    if not isinstance(moment, time.struct_time):
        return ""
    return datetime.fromtimestamp(timegm(moment), UTC).isoformat()


def _post_id(guid: str) -> str:
    """The number in WordPress's own name of a post: `https://example.org/?p=123`."""
    try:
        number = next(iter(parse_qs(urlsplit(guid).query).get("p", ())), "")
    except ValueError:
        return ""
    return number if number.isdecimal() else ""


def _page(url: str, number: int) -> str:
    parts = urlsplit(url)
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "paged"]
    return urlunsplit(parts._replace(query=urlencode([*pairs, ("paged", str(number))])))
