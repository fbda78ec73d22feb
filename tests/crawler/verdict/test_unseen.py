"""How well failures and true pages are told apart that nobody had tuned to."""

import pytest

from crawler.items import BELIEVABLE, Verdict
from crawler.verdict import judge_response
from tests.crawler.verdict.unseen_pages import Page, read

URL = "https://ministry.example/zh/statement-on-rights/"
FAILURES = read("failures") | read("failures_again") | read("failures_third")
TRUTHS = read("truths") | read("truths_again") | read("truths_third")

KNOWN_MISTAKES = {
    "english library closed",
}
"""What is judged wrongly today: a name whose page is judged rightly has to leave."""


def judged(page: Page) -> Verdict:
    verdict, _ = judge_response(
        status=page.status, headers=page.headers, body=page.body, url=URL, answered=URL
    )
    return verdict


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_that_nobody_tuned_to_is_not_believed(name: str) -> None:
    assert (judged(FAILURES[name]) in BELIEVABLE) == (name in KNOWN_MISTAKES)


@pytest.mark.parametrize("name", TRUTHS)
def test_a_true_page_that_nobody_tuned_to_is_believed(name: str) -> None:
    assert (judged(TRUTHS[name]) == Verdict.OK) == (name not in KNOWN_MISTAKES)


def test_every_known_mistake_is_a_page() -> None:
    assert FAILURES.keys() | TRUTHS.keys() >= KNOWN_MISTAKES


def test_there_are_as_many_of_each() -> None:
    """Fifty written blind; then twenty-five, and fifteen, each before the mend that they led to."""
    assert (len(FAILURES), len(TRUTHS)) == (90, 90)
