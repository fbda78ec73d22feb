"""Feeds, RSS or Atom: their entries as documents."""

import time
from calendar import timegm
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.items import Block, Document, Page, Reading, UnreadableError
from crawler.options import EmbassyOptions
from crawler.reading import mission, posts, wordpress
from crawler.reading.entries import is_cut, page_number
from crawler.reading.html import absolute
from crawler.reading.syndication import taken_apart

_MARKUP = ("text/html", "application/xhtml+xml")


def read(page: Page, body: bytes, cut: tuple[str, ...], options: EmbassyOptions) -> Reading:
    """The entries of one page of a feed, and the way to the next; `cut` is not read.

    Raises:
        UnreadableError: it is no feed, or one too large.
    """
    found = taken_apart(body, page.headers.get("content-type", ""))
    if not found.get("version"):
        raise UnreadableError("no entries: this is no feed")
    listed = tuple(_listed(found.entries, page.url, cut, options))
    number = page_number(page.url)
    further = _page(page.url, number + 1) if found.entries and number < options.pages else ""
    return posts.reading(listed, further, options)


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
    said = {name: _moment(entry, f"{name}_parsed") for name in ("published", "updated")}
    said["modified"] = said.pop("updated")
    found = posts.document(
        url,
        options,
        title=_blocks(entry.get("title_detail") or {}),
        language=language,
        number=wordpress.post_number(str(entry.get("id", ""))),
        dates=said,
        body=text,
        form="feed",
        read_by={
            "title": "title",
            "published": "pubDate, published",
            "modified": "updated",
            "body": "content" if entry.get("content") else "summary",
        },
    )
    return replace(found, cut=is_cut(text))


def _blocks(part: Mapping[str, Any], cut: tuple[str, ...] = ()) -> tuple[Block, ...]:
    value = str(part.get("value", ""))
    if part.get("type") not in _MARKUP and "<" not in value:
        text = " ".join(value.split())
        return (Block("paragraph", text),) if text else ()
    return posts.text(value, cut)


def _moment(entry: dict[str, Any], name: str) -> str:
    # Not entry.get: feedparser gives the day of publication for one of updating that is not there.
    moment = dict.get(entry, name)
    if not isinstance(moment, time.struct_time):
        return ""
    return datetime.fromtimestamp(timegm(moment), UTC).isoformat()


def _page(url: str, number: int) -> str:
    parts = urlsplit(url)
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "paged"]
    return urlunsplit(parts._replace(query=urlencode([*pairs, ("paged", str(number))])))
