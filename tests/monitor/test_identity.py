"""Is it the same document?"""

from dataclasses import replace

import pytest

from crawler.items import Block, Document, Identity
from monitor.identity import are_told_apart, is_beginning_of, is_same_document, same_text, spellings

LINES = tuple(f"第{n}段：代表团重申支持理事会的工作，并欢迎本届会议的各项成果。" for n in range(8))


def _document(
    *lines: str, url: str = "https://a.example.org/zh/x/", title: str = "声明", **others: object
) -> Document:
    blocks = tuple(Block("paragraph", line) for line in lines or LINES)
    return Document(url=url, title=title, blocks=blocks, **others)  # type: ignore[arg-type]


def _named(scheme: str, value: str) -> dict[str, object]:
    return {"identities": (Identity(scheme, value),)}  # type: ignore[arg-type]


def test_the_same_title_is_enough() -> None:
    assert is_same_document(_document(), _document("全新的正文。", title="声 明"))


@pytest.mark.parametrize(
    ("scheme", "value"), [("slug", "x"), ("symbol", "A/76/1"), ("post-id", "7")]
)
def test_a_name_of_its_own_is_enough(scheme: str, value: str) -> None:
    before = _document(**_named(scheme, value))
    after = _document("全新的正文。", title="另一个标题", **_named(scheme, value))

    assert is_same_document(before, after)


def test_a_number_means_nothing_on_another_host() -> None:
    before = _document(**_named("post-id", "7"))
    after = _document(
        "全新的正文。", url="https://b.example.org/y/", title="签证", **_named("post-id", "7")
    )

    assert not is_same_document(before, after)


def test_most_of_the_text_is_enough_and_little_of_it_is_not() -> None:
    renamed = {"title": "更正后的标题"}

    assert is_same_document(_document(), _document(*LINES[:6], "补充一段。", **renamed))
    assert not is_same_document(_document(), _document("签证申请须知。", **renamed))


def test_under_one_title_a_few_words_may_differ() -> None:
    assert same_text(_document(), _document(*LINES[:-1], LINES[-1].replace("欢迎", "注意到")))


def test_two_notices_written_from_one_template_are_two_documents() -> None:
    march = _document(*LINES, "签证预约自三月一日起开放。", title="三月签证通知")
    april = _document(*LINES, "签证预约自四月一日起开放。", title="四月签证通知")

    assert not same_text(march, april)


@pytest.mark.parametrize(
    ("one", "other"),
    [("三月一日", "四月一日"), ("3月1日", "13月1日"), ("第二次", "第三次"), ("1 March", "1 April")],
)
def test_notices_of_one_title_that_differ_in_a_date_or_a_number_are_two(
    one: str, other: str
) -> None:
    before = _document(*LINES, f"签证预约自{one}起开放。")
    after = _document(*LINES, f"签证预约自{other}起开放。")

    assert not same_text(before, after)


def test_a_sentence_more_under_one_title_is_no_other_notice() -> None:
    assert same_text(_document(), _document(*LINES, "另有30人受益。"))


MONDAY, TUESDAY = ({"dates": {"published": f"2021-02-0{day}T08:00:00+00:00"}} for day in (8, 9))


def test_notices_of_two_days_are_two_unless_every_word_is_the_same() -> None:
    before, after = _document(**MONDAY), _document(*LINES, "补充一段。", **TUESDAY)

    assert are_told_apart(before, after)
    assert not same_text(before, after)
    assert not is_same_document(before, after)
    assert same_text(before, _document(**TUESDAY))
    assert is_same_document(before, _document(**TUESDAY))


def test_two_numbers_of_one_site_are_two_documents_unless_the_day_is_the_same() -> None:
    before, after = (
        _document(**_named("post-id", "7")),
        _document("别的。", **_named("post-id", "8")),
    )

    assert are_told_apart(before, after)
    assert not is_same_document(before, after)
    assert not are_told_apart(replace(before, **MONDAY), replace(after, **MONDAY))


def test_a_page_that_another_host_dates_anew_is_known_by_its_name() -> None:
    before = _document(**_named("slug", "x"), **MONDAY)
    after = _document(
        *LINES, "补充。", url="https://b.example.org/zh/x/", **_named("slug", "x"), **TUESDAY
    )

    assert is_same_document(before, after)
    assert not is_same_document(before, replace(after, url="https://a.example.org/zh/9/x/"))


def test_an_address_is_spelled_with_and_without_www_and_a_last_slash() -> None:
    one, other = (
        spellings("http://www.a.example.org/n/1?id=2"),
        spellings("https://a.example.org/n"),
    )

    assert "https://a.example.org/n/1/?id=2" in one
    assert {"https://a.example.org/n", "http://www.a.example.org/n/"} <= other
    assert not one & spellings("http://www.a.example.org/n/1?id=3")


def test_a_few_words_say_too_little_without_their_title() -> None:
    short = "本页正在建设。"

    assert not same_text(_document(short), _document(short, title="另一个标题"))
    assert not same_text(_document(short), _document("本页已经建成。"))
    assert same_text(_document(short), _document(short))


def test_an_excerpt_is_the_beginning_of_what_it_was_cut_from() -> None:
    assert is_beginning_of(_document(LINES[0][:20] + "[…]"), _document())
    assert not is_beginning_of(_document("另一份声明的开头。"), _document())
    assert not is_beginning_of(_document(LINES[0], title="公告"), _document())
