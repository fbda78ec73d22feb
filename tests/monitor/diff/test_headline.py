from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.items import Block, Document
from monitor.diff import compare, headline, language_of
from monitor.diff.texts import edited as one_became
from monitor.model import Edit, Kind, Weight
from monitor.text import columns
from tests.samples import source


def edit(*hunks, field="text", weight=Weight.SUBSTANTIVE):
    hunks = tuple(replace(one_became(old, new), block=block) for block, old, new in hunks)
    return Edit(field=field, weight=weight, hunks=hunks)


def edited(*edits, title="标题", language="en"):
    return headline(Kind.EDITED, edits, title, language)


def test_a_replaced_word_is_told_with_its_block():
    assert edited(edit((7, "提供款项支持", "提供赠款支持"))) == "¶8: 款项 → 赠款"


def test_words_from_right_to_left_need_no_arrow_which_would_point_back():
    arabic = edit((2, "لم يحتجز أي صحفي", "احتجز صحفي"))
    assert edited(arabic) == "¶3: احتجز (was لم يحتجز أي)"
    assert edited(arabic, language="zh") == "第3段：احتجز（原为لم يحتجز أي）"


def test_words_that_came_or_went_carry_their_sign():
    assert edited(edit((2, "表示严重关切", "表示关切"))) == "¶3: −严重"
    assert edited(edit((2, "表示关切", "表示严重关切"))) == "¶3: +严重"


def test_several_places_share_the_line():
    edits = edit((7, "接受115项", "接受150项"), (10, "这一段不见了。", ""), (11, "", "新的一段。"))
    assert edited(edits) == "¶8: 115 → 150; ¶11 removed; ¶12 added"


def test_a_block_that_came_or_went_alone_is_told_by_its_words():
    assert edited(edit((10, "", "新的一段。"))) == "¶11 added: 新的一段。"


def test_a_field_is_told_with_its_whole_values():
    dates = edit((0, "2021-02-04", "2021-02-05"), field="published")
    assert edited(dates) == "date: 2021-02-04 → 2021-02-05"
    assert edited(edit((0, "", "张三"), field="author")) == "author: +张三"


def test_a_field_is_named_in_words_of_the_line_s_language():
    number = edit((0, "44-10321", "44-10987"), field="job_number")
    assert edited(number) == "job number: 44-10321 → 44-10987"
    assert edited(number, language="zh") == "文件编号：44-10321 → 44-10987"


def test_a_long_title_is_told_by_what_differs():
    old = "增进全世界所有群体的人权并支持各国为此作出努力的新闻声明"
    assert (
        edited(edit((0, old, old.replace("新闻", "联合")), field="title")) == "title: 新闻 → 联合"
    )


def test_looks_are_not_told_beside_substance():
    looks = edit((0, "甲，乙", "甲,乙"), weight=Weight.TYPOGRAPHIC)
    assert edited(looks, edit((0, "1", "2"), field="number")) == "number: 1 → 2"
    assert headline(Kind.TYPOGRAPHIC, (looks,), "标题") == "¶1: ， → ,"


def test_white_space_can_be_seen():
    assert edited(edit((0, "甲 乙", "甲乙"))) == "¶1: −␣"


@pytest.mark.parametrize("kind", [Kind.NEW, Kind.REMOVED, Kind.TRANSLATED, Kind.CORRECTED])
def test_a_document_that_came_or_went_is_told_by_its_title(kind):
    assert headline(kind, (), "关于人权的声明") == "关于人权的声明"
    assert headline(kind, (), "") == ""


def test_an_edit_without_hunks_is_told_by_the_title():
    assert headline(Kind.TYPOGRAPHIC, (edit(weight=Weight.TYPOGRAPHIC),), "标题") == "标题"


def test_what_does_not_fit_is_counted():
    line = edited(
        edit(*((at, f"第{at}次会议的旧决定", f"第{at}次会议的新决议") for at in range(30)))
    )
    assert line.startswith("¶1: ")
    assert line.endswith("; … (27)")


HUNKS = st.lists(
    st.tuples(st.integers(0, 9999), st.text(), st.text()).filter(lambda hunk: hunk[1] != hunk[2])
)


@given(HUNKS, st.sampled_from(["text", "title", "a field with a very long name " * 4]), st.text())
def test_a_headline_is_one_line_of_eighty_columns(hunks, field, title):
    line = headline(Kind.EDITED, (edit(*hunks, field=field),), title)
    assert len(line.splitlines()) <= 1
    assert columns(line) <= 80


def test_a_chinese_document_is_told_in_chinese():
    edits = edit((7, "接受115项", "接受150项"), (10, "这一段不见了。", ""), (11, "", "新的一段。"))
    assert edited(edits, language="zh") == "第8段：115 → 150；删除第11段；新增第12段"
    dates = edit((0, "2021-02-04", "2021-02-05"), field="published")
    assert edited(dates, language="zh") == "日期：2021-02-04 → 2021-02-05"


def told(before, after, language):
    texts = (tuple(Block("paragraph", text) for text in side) for side in (before, after))
    one, other = (Document(url="", title="", blocks=blocks) for blocks in texts)
    return headline(Kind.EDITED, compare(one, other).edits, "标题", language)


A, B, C = "1. 各国应尊重人权的规定。", "2. 委员会注意到该报告。", "3. 会议于下午三时结束。"


@pytest.mark.parametrize(
    ("before", "after", "zh", "en"),
    [
        (
            [A, B, C],
            [A, "2. 新的一段放在了这里。", "3. 委员会注意到该报告。", "4. 会议于下午三时结束。"],
            "新增第2段；第3至4段编号+1",
            "¶2 added; ¶3–4 renumbered +1",
        ),
        (
            [A[3:], B[3:], C[3:] + "代表离开了会场。"],
            [C[3:] + "代表离开了会场。", A[3:], B[3:]],
            "第3段移为第1段",
            "¶3 moved to ¶1",
        ),
        (["發展人權"], ["发展人权"], "繁体改为简体", "traditional to simplified characters"),
        (["发展人权"], ["發展人權"], "简体改为繁体", "simplified to traditional characters"),
    ],
)
def test_what_became_of_blocks_is_told_in_both_languages(before, after, zh, en):
    assert (told(before, after, "zh"), told(before, after, "en")) == (zh, en)


def test_the_language_is_the_documents_unless_the_source_says_another():
    assert language_of(source(), "zh-Hant") == "zh"
    assert language_of(source(), "fr") == "en"
    assert language_of(source(headlines="en"), "zh") == "en"
    assert language_of(source(headlines="zh"), "") == "zh"
