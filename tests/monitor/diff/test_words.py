import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.diff.texts import edited
from monitor.diff.tidy import placed
from monitor.diff.tokens import tokens
from monitor.diff.trim import Step

SENTENCES = st.lists(
    st.sampled_from(
        [
            "各国",
            "人权",
            "严重",
            "关切",
            "，",
            ",",
            "。",
            "115",
            "150",
            " ",
            "\n\n",
            "the",
            "can't",
            "é",
            "१२",
        ]
    )
).map("".join)
TEXTS = st.one_of(st.text(), SENTENCES)


def diff(before, after, **more):
    return edited(before, after, **more).diff


def marked(before, after):
    frames = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(frames[op].format(text) for op, text in diff(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("外交部表示严重关切。", "外交部表示关切。", "外交部表示[-严重-]关切。"),
        ("为基金提供款项的决定", "为基金提供赠款的决定", "为基金提供[-款项-]{+赠款+}的决定"),
        ("接受了115项建议", "接受了150项建议", "接受了[-115-]{+150+}项建议"),
        ("共1000万美元", "共100万美元", "共[-1000万-]{+100万+}美元"),
        ("增长115.5%。", "增长115.7%。", "增长[-115.5%-]{+115.7%+}。"),
        ("2021年2月4日", "2021年2月14日", "[-2021年2月4日-]{+2021年2月14日+}"),
        ("总统说", "“总统”说", "{+“+}总统{+”+}说"),
        ("详见https://a.example/x?y=1。", "详见https://a.example/x?y=2。",
         "详见[-https://a.example/x?y=1-]{+https://a.example/x?y=2+}。"),
        ("write to desk@a.example.", "write to news@a.example.",
         "write to [-desk@a.example-]{+news@a.example+}."),
        ("It doesn't matter.", "It didn't matter.", "It [-doesn't-]{+didn't+} matter."),
        ("可售套数： | 130338", "可售套数： | 130886", "可售套数： | [-130338-]{+130886+}"),
        ("", "新的", "{+新的+}"),
        ("旧的", "", "[-旧的-]"),
        ("不变", "不变", "不变"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_whole_words_and_numbers_are_marked(before, after, shown):
    assert marked(before, after) == shown


def test_other_punctuation_is_marked_without_pulling_the_rest_apart():
    before, after = "一方面，政府支持，另一方面，议会反对。", "一方面,政府支持,另一方面,议会赞成。"
    assert marked(before, after) == (
        "一方面[-，-]{+,+}政府支持[-，-]{+,+}另一方面[-，-]{+,+}议会[-反对-]{+赞成+}。"
    )


def test_the_same_characters_cut_into_other_words_did_not_change():
    """Where a Chinese word ends is read from its neighbours, which may differ."""
    gone, come = ["研究生", "命", "起源"], ["研究", "生命", "学"]
    (place,) = placed([Step(0, 3, 0, 3)], gone, come)
    assert (place.start, place.end, place.new_start, place.new_end) == (4, 6, 4, 5)


def test_numbers_in_characters_are_not_cut_either():
    assert marked("共一百一十五个", "共一百个") == "共[-一百一十五-]{+一百+}个"


@given(TEXTS, TEXTS)
@example("\ud800\ue000", "\ue000\U0010ffff")
@example("a\u0301", "a")
def test_both_texts_can_be_rebuilt_exactly(before, after):
    parts = diff(before, after)
    assert "".join(text for op, text in parts if op != "+") == before
    assert "".join(text for op, text in parts if op != "-") == after


@given(TEXTS, TEXTS)
def test_parts_are_never_empty_and_never_two_of_a_kind(before, after):
    parts = diff(before, after)
    kinds = "".join(op for op, _ in parts)
    assert all(text for _, text in parts)
    assert not any(pair in kinds for pair in ("==", "--", "++"))


@given(TEXTS)
def test_tokens_joined_are_the_text(text):
    assert "".join(tokens(text)) == text
    assert "" not in tokens(text)


@pytest.mark.parametrize(
    "word",
    [
        *("1000万", "115.5%", "1,234.5", "07:12", "２０２１", "5kg", "G20"),
        *("don't", "LGBTQI", "cafe\u0301", "हिन्दी", "www.a.example/b", "a.b@c.example"),
    ],
)
def test_what_belongs_together_is_one_token(word):
    assert tokens(f"（{word}）") == ["（", word, "）"]


def test_texts_with_little_in_common_replace_each_other():
    """However long they are: their differences are counted before they are looked for."""
    before = "".join(chr(0x4E00 + at * 7 % 9000) for at in range(8000))
    after = "".join(chr(0x4E00 + at * 11 % 9000) for at in range(8000))
    assert diff(before, after) == (("-", before), ("+", after))


def test_the_bound_is_on_differences_not_on_length():
    before = "各国政府应当尊重人权。" * 2000 + "严重关切"
    after = "各国政府应当尊重人权。" * 2000 + "关切"
    assert diff(before, after)[1:] == (("-", "严重"), ("=", "关切"))
    assert diff("一 二 三", "四 五 六", most=2) == (("-", "一 二 三"), ("+", "四 五 六"))


def test_the_dictionary_is_loaded_by_the_first_chinese_difference():
    """It takes 34 MB, which a daemon without changes does not need."""
    program = (
        "import sys, monitor.diff;"
        "assert 'rjieba' not in sys.modules;"
        "monitor.diff.texts.edited('关切', '严重关切');"
        "assert 'rjieba' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
