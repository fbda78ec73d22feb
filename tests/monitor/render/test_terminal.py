import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.diff.texts import edited
from monitor.model import Edit, Weight
from monitor.render import plain, terminal
from monitor.text import columns

COLOURS = re.compile(r"\x1b\[(?:9;31|4;32|2|0)m")


def edit(before, after):
    hunk = replace(edited(before, after), block=4)
    return Edit(field="text", weight=Weight.SUBSTANTIVE, hunks=(hunk,))


def test_in_colour_what_went_is_struck_through_and_what_came_underlined():
    text = terminal.hunks(edit("提供款项支持", "提供赠款支持"), colour=True, width=None)
    assert text == "  ¶5  提供\x1b[9;31m款项\x1b[0m\x1b[4;32m赠款\x1b[0m支持"


def test_without_colour_and_width_it_is_plain():
    change = edit("提供款项支持\n第二行", "提供赠款支持\n第二行")
    assert terminal.hunks(change, colour=False, width=None) == plain.hunks(change)


def test_lines_end_between_words_and_go_on_indented():
    change = edit("the committee adopted the draft", "the committee adopted the final draft")
    assert terminal.hunks(change, colour=False, width=30).splitlines() == [
        "  ¶5  the committee adopted ",
        "      the {+final +}draft",
    ]


def test_a_colour_ends_with_its_line():
    text = terminal.hunks(edit("", "各国政府应当尊重并保护所有人的人权"), colour=True, width=24)
    assert len(text.splitlines()) > 1
    for line in text.splitlines():
        assert re.fullmatch(r" +(\+¶5  )?\x1b\[4;32m[^\x1b]+\x1b\[0m", line)


def test_an_edit_without_hunks_is_explained():
    nothing = Edit(field="text", weight=Weight.TYPOGRAPHIC, hunks=())
    assert "other blocks" in terminal.hunks(nothing, colour=True, width=80)


@pytest.mark.parametrize("colour", [True, False])
def test_hostile_text_is_only_text(colour):
    hostile = "<script>\x1b[2J\x1b]0;title\x07\u202e\x9b31m\nforged"
    text = terminal.hunks(edit("a", hostile), colour=colour, width=80)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", COLOURS.sub("", text))
    assert "␛[2J" in text
    assert "\nforged" not in text


@given(st.text(), st.text(), st.booleans(), st.integers(20, 100))
def test_no_line_is_wider_than_the_terminal(before, after, colour, width):
    text = COLOURS.sub("", terminal.hunks(edit(before, after), colour=colour, width=width))
    assert all(columns(line) <= width for line in text.splitlines())
    unbroken = COLOURS.sub("", terminal.hunks(edit(before, after), colour=colour, width=None))
    assert "".join(text.split()) == "".join(unbroken.split())
