"""Who does not answer is not hammered, and who answers is never taken for one who does not."""

import pytest

from crawler.breaker import PATIENCE, Breaker
from crawler.items import Verdict

BAD = [Verdict.ERROR, Verdict.BLOCKED]


def fail(breaker: Breaker, crawl: str, times: int = PATIENCE) -> None:
    for _ in range(times):
        breaker.note(crawl, Verdict.ERROR, "status 503")


def test_a_few_troubles_are_none() -> None:
    breaker = Breaker()
    fail(breaker, "a", PATIENCE - 1)

    assert not breaker.refuses("a")
    assert not breaker.is_on_trial("a")


def test_who_saw_the_host_fail_asks_nothing_more_and_knows_why() -> None:
    breaker = Breaker()
    fail(breaker, "a")

    assert breaker.refuses("a")
    assert breaker.why == f"not asked: {PATIENCE} in a row were no pages, the last: status 503"


def test_another_crawl_may_try_once() -> None:
    breaker = Breaker()
    fail(breaker, "a")
    assert breaker.is_on_trial("b")
    assert not breaker.refuses("b")

    fail(breaker, "b", 1)
    assert breaker.refuses("b")
    assert breaker.is_on_trial("c")


def test_what_a_crawl_saw_still_counts_when_it_has_ended() -> None:
    breaker = Breaker()
    fail(breaker, "a")
    breaker.leave("a")

    assert breaker.is_on_trial("b")


@pytest.mark.parametrize("verdict", sorted(set(Verdict) - set(BAD)))
def test_any_answer_of_its_own_ends_the_trouble_for_all(verdict: Verdict) -> None:
    breaker = Breaker()
    fail(breaker, "a")
    breaker.note("b", verdict, "")

    assert not breaker.refuses("a")
    assert not breaker.is_on_trial("c")


@pytest.mark.parametrize("verdict", BAD)
def test_who_doubts_asks_once_and_then_knows(verdict: Verdict) -> None:
    breaker = Breaker()
    breaker.doubt("a")
    assert breaker.is_on_trial("a")
    assert not breaker.is_on_trial("b")

    breaker.note("a", verdict, "a challenge")
    assert (breaker.refuses("a"), breaker.verdict) == (True, verdict)
    assert not breaker.refuses("b")


def test_doubts_end_with_a_page() -> None:
    breaker = Breaker()
    breaker.doubt("a")
    breaker.note("a", Verdict.OK, "")
    fail(breaker, "a", 1)

    assert not breaker.refuses("a")
