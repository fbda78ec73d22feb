"""Judging a whole crawl: what it says of the source, and what it says of nothing."""

import pytest

from crawler.items import Role, Verdict
from monitor.judge import (
    Answer,
    contradicted,
    gist,
    has_lost,
    judge_crawl,
    one_page_for_many,
    one_text_for_many,
)
from monitor.model import Outcome

SITE = "https://site.example.org"


def _answers(*verdicts: Verdict, role: Role = "document") -> list[Answer]:
    return [
        Answer(role, f"{SITE}/{role}/{number}", verdict, f"seen: {verdict}")
        for number, verdict in enumerate(verdicts)
    ]


OK, GONE = Verdict.OK, Verdict.GONE
LISTING = _answers(OK, role="listing")


@pytest.mark.parametrize(
    "said", [OK, Verdict.NOT_MODIFIED, GONE, Verdict.TOMBSTONE, Verdict.NOT_PUBLISHED]
)
def test_a_page_that_says_something_is_no_trouble(said: Verdict) -> None:
    assert judge_crawl(_answers(said)) == (Outcome.OK, "")


@pytest.mark.parametrize(
    ("verdict", "outcome"),
    [
        (Verdict.ERROR, Outcome.DOWN),
        (Verdict.EMPTY, Outcome.UNREADABLE),
        (Verdict.TRUNCATED, Outcome.DOWN),
        (Verdict.BLOCKED, Outcome.BLOCKED),
        (Verdict.DISALLOWED, Outcome.BLOCKED),
        (Verdict.UNREADABLE, Outcome.UNREADABLE),
        (Verdict.WRONG_TYPE, Outcome.UNREADABLE),
        (Verdict.TOO_LARGE, Outcome.UNREADABLE),
    ],
)
@pytest.mark.parametrize("role", ["listing", "document"])
def test_trouble_has_the_name_of_what_was_seen(
    verdict: Verdict, outcome: Outcome, role: Role
) -> None:
    judged, message = judge_crawl(_answers(verdict, role=role))
    assert (judged, message) == (outcome, f"{SITE}/{role}/0: seen: {verdict}")


def test_every_verdict_of_a_listing_is_judged() -> None:
    good = {OK, Verdict.NOT_MODIFIED}
    for verdict in Verdict:
        outcome, message = judge_crawl(_answers(OK, verdict, role="listing"))
        assert (outcome is Outcome.OK) == (verdict in good)
        assert bool(message) != (verdict in good)


def test_one_failed_page_of_a_listing_hides_what_it_lists() -> None:
    outcome, message = judge_crawl(_answers(OK, OK, Verdict.ERROR, role="listing"))
    assert outcome is Outcome.DOWN
    assert message == f"{SITE}/listing/2: seen: error (1 of 3 listing pages)"


@pytest.mark.parametrize(
    ("verdicts", "outcome"),
    [
        ([Verdict.ERROR, OK], Outcome.OK),
        ([Verdict.ERROR, Verdict.ERROR, OK], Outcome.DOWN),
        ([Verdict.ERROR, Verdict.ERROR, GONE, OK], Outcome.OK),
        ([Verdict.ERROR, Verdict.BLOCKED, Verdict.BLOCKED], Outcome.BLOCKED),
    ],
)
def test_of_documents_more_than_half_must_say_something(
    verdicts: list[Verdict], outcome: Outcome
) -> None:
    assert judge_crawl(_answers(*verdicts))[0] is outcome


def test_beside_a_good_listing_one_silent_document_is_not_the_source() -> None:
    assert judge_crawl(LISTING + _answers(Verdict.ERROR))[0] is Outcome.OK
    assert judge_crawl(LISTING + _answers(Verdict.ERROR, Verdict.ERROR))[0] is Outcome.DOWN


def test_probes_are_not_judged() -> None:
    probe = _answers(Verdict.ERROR, role="probe")
    assert judge_crawl(_answers(GONE) + probe) == (Outcome.OK, "")


def test_nothing_asked_is_trouble_unless_nothing_was_due() -> None:
    assert judge_crawl([]) == (
        Outcome.DOWN,
        "nothing was asked; does the source name any address?",
    )
    assert judge_crawl([], idle=True) == (Outcome.OK, "")


def test_three_documents_of_one_body_are_one_page() -> None:
    changed = [("/1", "x"), ("/2", "x"), ("/3", "x"), ("/4", "y"), ("/5", "y")]
    assert one_page_for_many(changed) == {"x"}
    assert one_page_for_many([]) == frozenset()


def test_one_document_seen_three_times_is_not_three() -> None:
    assert one_page_for_many([("/1", "x")] * 3) == frozenset()


CHALLENGE = "正在检查您的浏览器，请稍候。请求编号：{} 时间：{} 来自 {}"


def test_a_page_with_a_nonce_for_every_visitor_has_one_gist() -> None:
    one = gist("请稍候", CHALLENGE.format("8f0a-77bc01", "2026-11-21 12:00:01", "192.0.2.7"))
    other = gist("请稍候", CHALLENGE.format("91ccdd02", "2026-11-21 12:00:09", "198.51.100.3"))

    assert one == other != gist("请稍候", "您的请求已被拦截。")
    assert gist("Wait", "Ray ID: 8f0a12bc at https://x.example/1") == gist("Wait", "Ray ID: 9c at ")


def test_what_has_no_words_has_no_gist() -> None:
    assert gist("", "2026-11-21 8f0a12bc 42") == gist("", "") == ""


def test_titles_count() -> None:
    assert gist("第一份声明", "全文见附件。") != gist("第二份声明", "全文见附件。")


def test_three_documents_that_say_the_same_at_once_are_one_page() -> None:
    assert one_text_for_many([("/1", "a", "x"), ("/2", "b", "x"), ("/3", "c", "x")]) == {"x"}
    assert one_text_for_many([("/1", "a", "x"), ("/2", "b", "x"), ("/3", "c", "y")]) == frozenset()
    assert one_text_for_many([("/1", "a", ""), ("/2", "b", ""), ("/3", "c", "")]) == frozenset()


def test_documents_that_were_alike_and_are_edited_alike_are_no_one_page() -> None:
    assert one_text_for_many([("/1", "a", "x"), ("/2", "a", "x"), ("/3", "a", "x")]) == frozenset()


@pytest.mark.parametrize(
    ("before", "after", "share", "lost"),
    [
        (4000, 1999, 0.5, True),
        (4000, 2000, 0.5, False),
        (4000, 0, 0.5, True),
        (4000, 2500, 0.3, True),
        (4000, 4000, 0.0, False),
        (4000, 8000, 0.5, False),
        (199, 10, 0.5, False),
    ],
)
def test_a_page_that_lost_more_than_a_share_of_its_text(
    before: int, after: int, share: float, lost: bool
) -> None:
    assert has_lost(before, after, share=share) is lost


def test_that_most_are_gone_and_shown_is_contradicted_and_few_are_not() -> None:
    urls = {"a", "b", "c"}

    assert contradicted(urls, urls, asked=5) == urls
    assert contradicted(urls, urls, asked=6) == frozenset()
    assert contradicted(urls, {"a", "b"}, asked=3) == frozenset()
    assert contradicted(urls | {"d", "e", "f"}, urls, asked=8) == urls
