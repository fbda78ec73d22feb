"""Lines that are one text stand together as their script wants it."""

import pytest

from crawler.reading.spacing import run_on


@pytest.mark.parametrize(
    ("text", "more", "whole"),
    [
        ("Promotion of all", "human rights", "Promotion of all human rights"),
        ("促进和保护", "一切人权", "促进和保护一切人权"),
        ("第", "48届会议", "第48届会议"),
        ("350", "万美元", "350万美元"),
        ("", "first", "first"),
    ],
)
def test_lines_of_one_field_are_parted_by_a_blank_but_not_in_chinese(
    text: str, more: str, whole: str
) -> None:
    assert run_on(text, more) == whole
