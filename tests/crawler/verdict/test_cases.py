"""Failure pages of every kind are known, and no true page is taken for one."""

import pytest

from crawler.items import Verdict
from crawler.verdict import judge_response
from tests.crawler.verdict import words
from tests.crawler.verdict.failure_pages import FAILURES, Case
from tests.crawler.verdict.true_pages import TRUE

URL = "https://ministry.example/zh/statement-on-rights/"


def judged_words(html: str) -> tuple[Verdict, str]:
    return judged(Case("", html))


def judged(case: Case) -> tuple[Verdict, str]:
    return judge_response(
        status=case.status,
        headers={"content-type": f"text/html; charset={case.charset}", **case.headers},
        body=case.body.encode(case.charset),
        url=URL,
        answered=URL,
    )


@pytest.mark.parametrize("name", FAILURES)
def test_a_page_in_the_place_of_the_page_is_known(name: str) -> None:
    verdict, evidence = judged(FAILURES[name])

    assert verdict == FAILURES[name].verdict, evidence
    assert evidence


@pytest.mark.parametrize("name", TRUE)
def test_a_true_page_is_a_page(name: str) -> None:
    assert judged(TRUE[name]) == (Verdict.OK, "")


@pytest.mark.parametrize(
    ("verdict", "html"), words.FAILING + words.FAILING_MORE + words.FAILING_STILL
)
def test_a_failure_is_known_by_its_words(verdict: str, html: str) -> None:
    assert judged_words(html)[0] == verdict


@pytest.mark.parametrize("html", words.TRUE + words.TRUE_MORE + words.TRUE_STILL)
def test_the_same_words_prove_nothing_on_a_true_page(html: str) -> None:
    assert judged_words(html) == (Verdict.OK, "")
