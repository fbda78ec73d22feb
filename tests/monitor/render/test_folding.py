import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.diff import telling
from monitor.diff.texts import edited
from monitor.render.folding import pieces


def shown(before, after):
    return [(piece.op, piece.text) for piece in pieces(edited(before, after))]


LONG = "各国政府应当尊重并保护所有人的人权，" * 10


def test_a_long_unchanged_stretch_is_replaced_by_its_length():
    parts = shown(f"{LONG}款项{LONG}款项{LONG}", f"{LONG}赠款{LONG}赠款{LONG}")
    assert [op for op, _ in parts] == ["…", "=", "-", "+", "=", "…", "=", "-", "+", "=", "…"]
    assert parts[0] == ("…", "[… 148 …] ")
    assert parts[5] == ("…", " [… 116 …] ")
    assert parts[-1] == ("…", " [… 148 …]")
    assert parts[1] == ("=", LONG[-32:])


def test_a_short_one_is_not():
    assert [op for op, _ in shown("今天" + LONG[:36] + "款项", "今天" + LONG[:36] + "赠款")] == [
        "=",
        "-",
        "+",
    ]


@pytest.mark.parametrize("word", ["international", "1234567890", "2021-02-04"])
def test_no_word_and_no_number_is_cut_by_a_fold(word):
    filler = f" {word}" * 30
    for start in range(len(word)):
        before = "x" * start + filler + " old"
        texts = [text for op, text in shown(before, before[:-3] + "new") if op == "="]
        assert {part for text in texts for part in text.split()} == {word}


def test_white_space_that_changed_can_be_seen():
    assert ("-", "␣") in shown("甲 乙", "甲乙")
    assert ("+", "⟨U+00A0⟩") in shown("甲乙", "甲\u00a0乙")
    assert ("+", "↵\n↵\n") in shown("甲乙", "甲\n\n乙")
    assert ("-", "↵") in shown("甲\n乙", "甲乙")


@given(st.text(), st.text())
def test_all_that_changed_is_shown(before, after):
    """But for what is only written otherwise beside a difference of substance."""
    parts = shown(before, after)
    assert [op for op, _ in parts if op in "-+"] == [
        op for op, _ in telling.shown(edited(before, after)) if op != "="
    ]
    assert all(text for _, text in parts)
