"""The REST API's pages are read by its own words, and its refusals are understood."""

import json
from typing import Any

import pytest

from crawler.items import Identity, Reading, UnreadableError
from crawler.reading import rest
from tests.crawler.reading.interfaces import HOME, options, page

ASKED = "/wp-json/wp/v2/posts?per_page=2&page=1&orderby=modified&order=desc"


def item(number: int, **others: Any) -> dict[str, Any]:
    return {
        "id": number,
        "date": "2021-02-08T09:30:00",
        "modified": f"2021-02-{30 - number}T10:00:00",
        "modified_gmt": f"2021-02-{30 - number}T02:00:00",
        "slug": f"n-{number}",
        "link": f"{HOME}/zh/n-{number}/",
        "title": {"rendered": "声明 &#038; &#8220;公报&#8221;"},
        "content": {"rendered": "<p>第一段。</p>\n<p>第二段。</p><div class='share'>分享</div>"},
        **others,
    }


def read(items: object, path: str = ASKED, *, total: str = "", **others: object) -> Reading:
    headers = {"x-wp-totalpages": total} if total else {}
    body = items if isinstance(items, bytes) else json.dumps(items).encode()
    given = options(api_items=2, **others)
    return rest.read(page(path, "application/json", **headers), body, (".share",), given)


def test_a_post_is_a_document_with_its_names_and_dates() -> None:
    reading = read([item(11)])

    (document,) = reading.documents
    assert (document.title, document.language, document.form) == ("声明 & “公报”", "zh", "api")
    assert [block.text for block in document.blocks] == ["第一段。", "第二段。"]
    assert document.dates == {"published": "2021-02-08", "modified": "2021-02-19T02:00:00+00:00"}
    assert Identity("post-id", "11") in document.identities
    assert Identity("slug", "n-11") in document.identities


@pytest.mark.parametrize(
    ("count", "total", "ends"), [(2, "", False), (1, "", True), (2, "1", True), (2, "2", False)]
)
def test_it_ends_where_the_header_says_or_a_page_is_not_full(
    count: int, total: str, ends: bool
) -> None:
    reading = read([item(11 + n) for n in range(count)], total=total)

    assert reading.ends is ends
    further = [link.url for link in reading.follow if link.role == "listing"]
    assert further == ([] if ends else [f"{HOME}{ASKED.replace('&page=1', '&page=2')}"])


def test_it_is_ordered_only_if_it_is() -> None:
    assert read([item(11), item(12)]).ordered
    assert not read([item(12), item(11)]).ordered


def test_an_empty_page_is_the_end() -> None:
    assert read([]) == Reading(ends=True, ordered=True)


def test_its_own_word_on_the_language_counts_before_the_address() -> None:
    english = item(11, lang="en")

    assert read([english]).documents == ()
    assert [one.language for one in read([english], languages=["en"]).documents] == ["en"]
    assert read([item(12, link=f"{HOME}/n-12/")]).documents == ()


@pytest.mark.parametrize(
    "said",
    [
        {"code": "rest_no_route", "message": "closed", "data": {"status": 404}},
        {},
        "text",
        b"<html>",
        b"[" * 100_000,
    ],
)
def test_what_is_no_list_is_unreadable(said: object) -> None:
    with pytest.raises(UnreadableError, match="no items"):
        read(said)


@pytest.mark.parametrize(
    "odd",
    [
        {"title": None}, {"content": "text"}, {"link": 7}, {"link": "javascript:alert(1)"},
        {"modified_gmt": "0000-00-00T00:00:00"}, {"date": None}, {"id": "x"}, {"title": {}},
    ],
)  # fmt: skip
def test_odd_items_break_nothing(odd: dict[str, Any]) -> None:
    assert len(read([item(11, **odd), item(12)]).documents) in {1, 2}


def test_on_another_name_of_the_site_a_number_is_the_sites() -> None:
    there = item(11, link="https://other.example.org/zh/n-11/")

    (document,) = read([there], hosts=["other.example.org"]).documents

    assert Identity("post-id", "site.example.org#11") in document.identities
