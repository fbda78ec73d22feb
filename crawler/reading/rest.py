"""WordPress's REST API: a page of posts or pages as documents."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from crawler.items import Document, Page, Reading, UnreadableError, is_later
from crawler.options import EmbassyOptions
from crawler.reading import dates, mission, posts
from crawler.reading.decoding import decode
from crawler.reading.html import absolute, primary
from crawler.verdict import Refusal

PAST_THE_END = "rest_post_invalid_page_number"  # what WordPress says of a page after the last
_PAGE = re.compile(r"([?&]page=)(\d+)")
_LONGEST_ERROR = 200  # characters


def read(page: Page, body: bytes, cut: tuple[str, ...], options: EmbassyOptions) -> Reading:
    """The posts or pages of one page of the API, and the way to the next; `cut` is not read.

    Raises:
        UnreadableError: it is an error, or anything but a list.
    """
    items = _items(decode(body, page.headers.get("content-type", "")))
    listed = tuple(_listed(items, page.url, cut, options))
    number = _number(page.url)
    total = page.headers.get("x-wp-totalpages", "")
    is_last = number >= int(total) if total.isdecimal() else len(items) < options.api_items
    further = "" if is_last or not items else _PAGE.sub(rf"\g<1>{number + 1}", page.url)
    moments = [_modified(item) for item in items]
    ordered = not any(map(is_later, moments[1:], moments))
    return posts.reading(listed, further, options, ordered=ordered)


def _items(text: str) -> list[Mapping[str, Any]]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableError("no items: this is no JSON, where the API was expected") from None
    if refusal := Refusal.of(text):
        what = f"{refusal.code}: {refusal.message}"[:_LONGEST_ERROR]
        raise UnreadableError(f"no items: the API says {what}")
    if not isinstance(said, list):
        raise UnreadableError("no items: the API gave no list")
    return [item for item in said if isinstance(item, dict)]


def _listed(
    items: list[Mapping[str, Any]], asked: str, cut: tuple[str, ...], options: EmbassyOptions
) -> Iterator[Document]:
    for item in items:
        url = absolute(asked, _text(item, "link"))
        language = primary(_text(item, "lang")) or mission.language_of(url, options)
        if url and mission.is_document(url, language, options):
            yield _document(item, url, language, cut, options)


def _document(
    item: Mapping[str, Any], url: str, language: str, cut: tuple[str, ...], options: EmbassyOptions
) -> Document:
    said = {"published": dates.iso(_text(item, "date")), "modified": _modified(item)}
    number = str(item["id"]) if isinstance(item.get("id"), int) else ""
    return posts.document(
        url,
        options,
        title=posts.text(_rendered(item, "title")),
        language=language,
        number=number,
        dates=said,
        body=posts.text(_rendered(item, "content"), cut),
        form="api",
        read_by={
            "title": "title.rendered",
            "published": "date",
            "modified": "modified_gmt" if _text(item, "modified_gmt") else "modified",
            "body": "content.rendered",
        },
    )


def _modified(item: Mapping[str, Any]) -> str:
    """When the item was modified, in UTC where WordPress says so."""
    universal = _text(item, "modified_gmt")
    moment = dates.iso(f"{universal}+00:00") if universal else None
    return moment or dates.iso(_text(item, "modified")) or ""


def _rendered(item: Mapping[str, Any], name: str) -> str:
    part = item.get(name)
    return _text(part, "rendered") if isinstance(part, dict) else ""


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _number(url: str) -> int:
    number = dict(parse_qsl(urlsplit(url).query)).get("page", "1")
    return int(number) if re.fullmatch(r"[0-9]{1,6}", number) else 1
