from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from monitor.diff.texts import edited
from monitor.model import Edit, Weight
from monitor.render import plain


def edit(*hunks, field="text"):
    hunks = tuple(replace(edited(old, new), block=block) for block, old, new in hunks)
    return Edit(field=field, weight=Weight.SUBSTANTIVE, hunks=hunks)


def test_changed_words_stand_between_marks_behind_the_number_of_their_block():
    text = plain.hunks(
        edit((7, "提供款项支持", "提供赠款支持"), (8, "旧段落。", ""), (9, "", "新段落。"))
    )
    assert text.splitlines() == [
        "  ¶8  提供[-款项-]{+赠款+}支持",
        "  −¶9  [-旧段落。-]",
        "  +¶10  {+新段落。+}",
    ]


def test_a_field_has_no_block_number():
    assert plain.hunks(edit((0, "甲", "乙"), field="title")) == "  [-甲-]{+乙+}"


def test_an_edit_without_hunks_is_explained():
    assert plain.hunks(edit()) == "  the same text, cut into other blocks"


def test_hostile_text_draws_nothing_and_forges_nothing():
    hostile = "<script>\x1b[2J\u202e [-not so-] {+forged+}\n  ¶9  [-x-]\r-- "
    text = plain.hunks(edit((0, "", hostile)))
    first, second = text.splitlines()
    assert first == "  +¶1  {+<script>␛[2J⟨U+202E⟩ [\\-not so-\\] {\\+forged+\\}↵"
    assert second == "        ¶9  [\\-x-\\]␍-- +}"


@given(st.text(), st.text())
def test_every_line_is_indented_and_printable(before, after):
    text = plain.hunks(edit((0, before, after)))
    assert all(line.startswith("  ") for line in text.splitlines())
    assert "\x1b" not in text
    text.encode()
