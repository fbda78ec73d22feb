"""Of an answer its headers of interest are kept, and of none that there was none."""

from datetime import UTC, datetime

from scrapy import Request
from scrapy.http import Headers, Response

from crawler.items import Page, Verdict
from crawler.spiders import answers
from crawler.spiders.agenda import Asked

URL = "https://site.example.org/a"
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def page(**headers: str) -> Page:
    response = Response(URL, headers=Headers(headers), body=b"<h1>x</h1>")
    asked = Asked(URL, "document")
    expected = frozenset({"html"})
    return answers.judged(response, Request(URL), asked, expected=expected, now=NOW)


def test_headers_are_bounded_printable_and_never_a_cookie() -> None:
    found = page(**{"ETag": "x" * 9000, "Server": "a\x07b", "Set-Cookie": "id=1", "X-Odd": "1"})

    assert found.headers == {"etag": "x" * 500, "server": "ab"}


def test_an_answer_is_judged_by_the_types_that_it_may_have() -> None:
    response = Response(URL, body=b"<h1>x</h1>")
    asked = Asked(URL, "document")

    found = answers.judged(response, Request(URL), asked, expected=frozenset({"pdf"}), now=NOW)

    assert (page().verdict, found.verdict) == (Verdict.OK, Verdict.WRONG_TYPE)


def test_what_did_not_come_is_a_page_with_the_reason_in_one_line() -> None:
    tries = (answers.missing(URL, (Verdict.ERROR, "no answer in time"), now=NOW),)

    found = answers.missing(URL, (Verdict.ERROR, "no\nconnection"), now=NOW, attempts=tries)

    assert (found.verdict, found.evidence, found.status) == (Verdict.ERROR, "no connection", None)
    assert found.attempts == tries


def test_a_page_that_nobody_could_read_is_still_the_page() -> None:
    found = answers.unreadable(page(), "no title:\ntried h1")

    assert (found.verdict, found.evidence) == (Verdict.UNREADABLE, "no title: tried h1")
    assert found.status == 200
