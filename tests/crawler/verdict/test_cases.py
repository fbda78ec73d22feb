"""Failure pages of every kind are known, and no true page is taken for one."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from opencc import OpenCC

from crawler.items import Verdict
from crawler.verdict import judge_response
from tests.crawler.verdict import dressed, few_words, words
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


FAILING = (
    words.FAILING + words.FAILING_MORE + words.FAILING_STILL + dressed.FAILING + few_words.FAILING
)
TRUE_WORDS = words.TRUE + words.TRUE_MORE + words.TRUE_STILL + dressed.TRUE + few_words.TRUE


@pytest.mark.parametrize(("verdict", "html"), FAILING)
def test_a_failure_is_known_by_its_words(verdict: str, html: str) -> None:
    assert judged_words(html)[0] == verdict


@pytest.mark.parametrize("html", TRUE_WORDS)
def test_the_same_words_prove_nothing_on_a_true_page(html: str) -> None:
    assert judged_words(html) == (Verdict.OK, "")


EVERY = [
    *FAILURES.items(),
    *TRUE.items(),
    *((html, Case(verdict, html)) for verdict, html in FAILING),
    *((html, Case("ok", html)) for html in TRUE_WORDS),
]


@pytest.mark.parametrize("script", ["s2t", "s2tw", "s2hk", "t2s"])
def test_a_page_is_what_it_is_in_either_script(script: str) -> None:
    """In the traditional characters of the mainland, of Taiwan and of Hong Kong; in simplified."""
    written: Callable[[str], str] = OpenCC(script).convert
    pages = [(name, replace(case, body=written(case.body))) for name, case in EVERY]

    assert [(name, judged(case)) for name, case in pages if judged(case)[0] != case.verdict] == []


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "big5"])
def test_a_page_is_what_it_is_in_every_encoding_of_chinese(charset: str) -> None:
    failing = "<title>網站維護</title><p>網站維護中，造成不便，敬請見諒。</p>"
    true = "<title>公告</title><p>據媒體報導，該部網站出現數據庫連接錯誤，發言人表示遺憾。</p>"

    assert judged(Case("", failing, charset=charset))[0] == Verdict.ERROR
    assert judged(Case("", true, charset=charset)) == (Verdict.OK, "")
