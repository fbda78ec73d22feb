"""What fails for the moment is asked again, later and not often; and every try is on record."""

import gzip
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from crawler.breaker import PATIENCE
from crawler.items import Finding, Order, Page, Verdict
from crawler.retry import LONGEST_REST, LONGEST_WAIT, TROUBLES, is_transient, pause, wished
from crawler.settings import WINDOW
from tests.links import NOON, article, found, link_crawl, link_order, listing
from tests.site import Answer, Asked, Site, _Handler

GOOD = Answer(article().encode(), 200, {"Content-Type": "text/html"})
TWICE = {"RETRY_TIMES": 2}


def fails(status: int = 503, headers: Mapping[str, str] | None = None, body: str = "x") -> Answer:
    return Answer(body.encode(), status, {"Content-Type": "text/html", **(headers or {})})


def serve(site: Site, path: str, answers: Iterable[Answer], *, then: Answer = GOOD) -> None:
    """One answer after the other, and then the good one."""
    left = iter(answers)

    def action(handler: _Handler, asked: Asked) -> None:
        next(left, then)(handler, asked)

    site.act(path, action)


async def look(site: Site, *paths: str, order: Order | None = None) -> list[Finding]:
    order = order or link_order(pages=tuple(site.url(path) for path in paths))
    findings = await found(link_crawl(TWICE), order)
    return [findings[site.url(path)] for path in paths]


CHALLENGE = "<title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x'></script>"
MAINTENANCE = "<title>维护</title><p>正在执行例行维护，请一分钟后回来。</p>"


@pytest.mark.parametrize(
    ("answers", "verdicts"),
    [
        ([fails(503), fails(500)], ["error", "error", "ok"]),
        ([fails(502)], ["error", "ok"]),
        ([fails(200, body=MAINTENANCE)], ["error", "ok"]),
        ([fails(200, body="")], ["empty", "ok"]),
        ([fails(200, body="<html><body><main><p>本馆今日发")], ["truncated", "ok"]),
        ([fails(403, body=CHALLENGE)], ["blocked", "ok"]),
        ([fails(429)], ["blocked", "ok"]),
        # What a second try does not change.
        ([fails(503)] * 9, ["error"] * 3),
        ([fails(403)] * 9, ["blocked"] * 2),
        ([fails(200, body="")] * 9, ["empty"] * 2),
        ([fails(404)] * 9, ["gone"]),
        ([fails(401)] * 9, ["error"]),
        ([fails(451)] * 9, ["blocked"]),
        ([fails(200, body="<title>t</title><p>x</p>")], ["unreadable"]),
    ],
)
async def test_what_fails_for_the_moment_is_asked_again(
    site: Site, answers: list[Answer], verdicts: list[str]
) -> None:
    serve(site, "/a", answers)

    (finding,) = await look(site, "/a")

    page = finding.page
    assert [*(attempt.verdict for attempt in page.attempts), page.verdict] == verdicts
    assert len(site.asked("/a")) == len(verdicts)


async def test_each_attempt_is_on_record_and_only_the_last_has_a_body(site: Site) -> None:
    serve(site, "/a", [fails(503, body=MAINTENANCE)])
    bodies: dict[str, bytes] = {}

    findings = await found(link_crawl(TWICE), link_order(pages=(site.url("/a"),)), bodies)

    page = findings[site.url("/a")].page
    (attempt,) = page.attempts
    assert (attempt.url, attempt.status, attempt.body, attempt.attempts) == (page.url, 503, "", ())
    assert attempt.evidence.startswith("WordPress: maintenance: “正在执行例行维护”")
    assert attempt.size == len(MAINTENANCE.encode())
    assert list(bodies) == [page.body]


async def test_a_broken_connection_is_asked_again(site: Site) -> None:
    tries = iter([1])

    def action(handler: _Handler, asked: Asked) -> None:
        if next(tries, None):
            handler.begin(200, {"Content-Type": "text/html", "Content-Length": "999"})
            handler.wfile.write(b"<html>")
            handler.close_connection = True
        else:
            GOOD(handler, asked)

    site.act("/a", action)

    (finding,) = await look(site, "/a")

    assert finding.page.verdict == Verdict.OK
    assert [attempt.verdict for attempt in finding.page.attempts] == [Verdict.TRUNCATED]


async def test_a_packed_body_that_was_cut_is_asked_again(site: Site) -> None:
    packed = gzip.compress(article().encode())
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    serve(site, "/a", [Answer(packed[:-20], 200, headers), Answer(packed, 200, headers)])

    (finding,) = await look(site, "/a")

    assert finding.page.verdict == Verdict.OK
    assert len(finding.page.attempts) == 1


async def test_a_redirected_page_is_asked_again_from_the_beginning(site: Site) -> None:
    site.redirect("/a", "/elsewhere")
    serve(site, "/elsewhere", [fails(503)])

    (finding,) = await look(site, "/a")

    assert site.paths == ["/a", "/elsewhere"] * 2
    assert len(finding.page.attempts) == 1


async def test_a_dead_host_is_not_hammered(site: Site) -> None:
    pages = tuple(f"/{number}" for number in range(30))
    for path in pages:
        site.fail(503, path)

    findings = await look(site, *pages)

    assert {finding.page.verdict for finding in findings} == {Verdict.ERROR}
    # A window of them is under way when the tenth in a row has failed.
    assert len(site.paths) <= PATIENCE + WINDOW + TROUBLES


async def test_one_bad_page_among_good_ones_has_its_second_try(site: Site) -> None:
    for number in range(12):
        serve(site, f"/{number}", [fails(500)] if number % 2 else [])

    findings = await look(site, *(f"/{number}" for number in range(12)))

    assert {finding.page.verdict for finding in findings} == {Verdict.OK}


async def test_second_tries_are_paid_from_the_budget(site: Site) -> None:
    serve(site, "/a", [fails(503)] * 9)
    order = link_order(pages=(site.url("/a"),), budget=2)

    (finding,) = await look(site, "/a", order=order)

    assert site.paths == ["/a"] * 2
    assert len(finding.page.attempts) == 1


async def test_a_wish_that_is_longer_than_we_wait_ends_the_crawl_of_that_host(site: Site) -> None:
    site.robots("")
    serve(site, "/a", [fails(503, {"Retry-After": "600"})] * 9)
    site.serve("/b", article())
    order = link_order(pages=(site.url("/a"), site.url("/b")), delay=0.1)

    first, second = await look(site, "/a", "/b", order=order)

    assert site.paths == ["/a"]
    assert (first.page.verdict, first.page.attempts) == (Verdict.ERROR, ())
    assert first.page.headers["retry-after"] == "600"
    assert second.page.evidence.startswith("not asked: 127.0.0.1 ")
    assert "asked for rest, " in second.page.evidence


async def test_who_asks_for_rest_is_left_alone_by_the_next_crawl_as_well(site: Site) -> None:
    site.robots("")
    serve(site, "/a", [fails(429, {"Retry-After": "600"})])
    crawl = link_crawl(TWICE)

    await found(crawl, link_order(pages=(site.url("/a"),)))
    findings = await found(crawl, link_order(pages=(site.url("/b"),)))

    assert "asked for rest" in findings[site.url("/b")].page.evidence
    assert site.paths == ["/a"]


async def test_a_date_that_has_passed_is_no_wish(site: Site) -> None:
    until = format_datetime(NOON - timedelta(hours=1), usegmt=True)
    serve(site, "/a", [fails(503, {"Retry-After": until})])

    (finding,) = await look(site, "/a")

    assert finding.page.verdict == Verdict.OK


async def test_robots_txt_has_its_second_try(site: Site) -> None:
    left = iter([503, 503])

    def action(handler: _Handler, _: Asked) -> None:
        handler.reply(next(left, 200), {"Content-Type": "text/plain"}, b"User-agent: *\nAllow: /\n")

    site.act("/robots.txt", action)
    site.serve("/a", article())

    (finding,) = await look(site, "/a")

    assert finding.page.verdict == Verdict.OK
    assert len(site.asked("/robots.txt")) == 3


async def test_an_empty_robots_txt_is_an_answer(site: Site) -> None:
    site.robots("")
    site.serve("/a", article())

    await look(site, "/a")

    assert len(site.asked("/robots.txt")) == 1


async def test_a_listing_that_failed_once_still_shows_its_items(site: Site) -> None:
    good = Answer(listing("/a").encode(), 200, {"Content-Type": "text/html"})
    serve(site, "/", [fails(502)], then=good)
    site.serve("/a", article())

    findings = await found(link_crawl(TWICE), link_order(site.url("/")))

    assert {site.url("/"), site.url("/a")} == set(findings)
    assert findings[site.url("/a")].page.verdict == Verdict.OK


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sat, 21 Nov 2026 12:01:30 GMT", 90.0),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0.0),
        ("Sat, 21 Nov 2026 20:01:00 +0800", 60.0),
        ("Sat, 21 Nov 2026 12:00:30 -0000", 30.0),
        ("soon", 0.0),
        ("-5", 0.0),
        ("1.5", 0.0),
        ("", 0.0),
        ("9" * 400, 999_999_999.0),
        ("Sat, 99 Nov 99999999 12:00:00 GMT", 0.0),
    ],
)
def test_a_wish_is_in_seconds_or_a_date(said: str, seconds: float) -> None:
    assert wished({"retry-after": said}, now=NOON) == seconds


def test_no_wish_is_none() -> None:
    assert wished({}, now=datetime(2026, 1, 1, tzinfo=UTC)) == 0


def test_the_pause_grows_and_a_wall_is_given_more() -> None:
    assert [pause(Verdict.ERROR, tries, delay=5) for tries in range(3)] == [10, 40, 40]
    assert pause(Verdict.BLOCKED, 0, delay=5) == 40
    assert pause(Verdict.ERROR, 0, delay=5) < LONGEST_WAIT < LONGEST_REST


@pytest.mark.parametrize(
    ("verdict", "status", "expected"),
    [
        ("error", None, True), ("error", 500, True), ("error", 408, True), ("error", 200, True),
        ("error", 202, True), ("error", 301, False), ("error", 400, False), ("error", 401, False),
        ("blocked", 403, True), ("blocked", 429, True), ("blocked", 451, False),
        ("blocked", 511, False), ("empty", 200, True), ("truncated", 200, True),
        ("truncated", None, True), ("gone", 404, False), ("tombstone", 200, False),
        ("wrong_type", 200, False), ("ok", 200, False), ("not_modified", 304, False),
        ("not_published", 200, False), ("too_large", None, False),
    ],
)  # fmt: skip
def test_what_may_pass_is_transient(verdict: str, status: int | None, expected: bool) -> None:
    page = Page(url="x", status=status, fetched_at=NOON, verdict=Verdict(verdict))

    assert is_transient(page) == expected
