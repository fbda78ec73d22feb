"""What a crawl sees of its hosts decides whether they are asked on."""

from datetime import UTC, datetime

from crawler.breaker import PATIENCE
from crawler.gate import Hosts
from crawler.items import Order, Page, Verdict
from crawler.spiders.moods import Moods

HERE, THERE = "https://site.example.org", "https://other.example.org"


def moods(*, careful: bool = False) -> Moods:
    order = Order(source="test", spider="links", options={}, careful=careful)
    return Moods(order, Hosts(clock=lambda: 0.0), crawl="crawl")


def page(url: str, verdict: Verdict) -> Page:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    return Page(url=url, fetched_at=at, verdict=verdict, evidence="status 503")


def test_a_front_page_is_asked_for_once_where_all_is_gone() -> None:
    seen = moods()
    seen.note(page(f"{HERE}/a", Verdict.GONE))
    seen.note(page(f"{HERE}/b", Verdict.TOMBSTONE))
    seen.note(page(f"{THERE}/a", Verdict.GONE))
    seen.note(page(f"{THERE}/b", Verdict.OK))

    assert seen.front_pages() == [f"{HERE}/"]
    assert seen.front_pages() == []


def test_a_host_that_has_answered_is_known_for_that() -> None:
    seen = moods()
    seen.note(page(f"{HERE}/a", Verdict.NOT_MODIFIED))
    seen.note(page(f"{THERE}/a", Verdict.BLOCKED))

    assert seen.has_answered(f"{HERE}/b")
    assert not seen.has_answered(f"{THERE}/b")
    assert not seen.has_answered("https://third.example.org/")


def test_who_fails_again_and_again_is_left_alone_with_the_reason() -> None:
    seen = moods()
    for _ in range(PATIENCE):
        assert seen.refusing(f"{HERE}/a") is None
        seen.note(page(f"{HERE}/a", Verdict.ERROR))

    breaker = seen.refusing(f"{HERE}/b")

    assert breaker is not None
    assert "status 503" in breaker.why
    assert seen.refusing(f"{THERE}/a") is None


def test_a_careful_crawl_tries_each_host_once() -> None:
    seen = moods(careful=True)

    assert seen.is_on_trial(f"{HERE}/a")
    seen.note(page(f"{HERE}/a", Verdict.OK))
    assert not seen.is_on_trial(f"{HERE}/b")
    assert seen.is_on_trial(f"{THERE}/a")
    assert not moods().is_on_trial(f"{HERE}/a")
