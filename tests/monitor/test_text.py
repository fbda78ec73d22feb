import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text import columns, contains, count, is_han, key, shorten

SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"

# Characters that fold, join, part and disappear, more often than chance would bring them.
AWKWARD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "中文アｱﾞ가a1é。，,;=\u0338\u0301\u00a8¯ \u3000\u00a0\n\u200b\u00ad\ufeff²①½㎡‍"
        ),
    )
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国会（Congress）：共同努力，继续！", "国会(Congress):共同努力,继续!"),
        ("２０２１年", "2021年"),
        ("各国 政府\n声明", "各国政府声明"),
        ("全\u200b世\ufeff界\u2060人\u00ad权", "全世界人权"),
        ("拜登总统 （President Biden） 签署", "拜登总统（President Biden）签署"),
        ("cafe\u0301", "café"),
        ("面积10㎡", "面积10m²"),
        ("等等…", "等等..."),
        ("one\u00a0 two\tthree", "one two three"),
        ("", " \u200b\n"),
    ],
)
def test_what_only_looks_different_has_the_same_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10²", "102"),
        ("H₂O", "H2O"),
        ("①", "1"),
        ("5½", "51/2"),
        ("не доступен", "недоступен"),
        ("غير مقبول", "غيرمقبول"),
        ("the rapist", "therapist"),
        ("总统", "“总统”"),
        ("می\u200cخواهم", "میخواهم"),
        ("a\u202eb", "ab"),
        ("款项", "赠款"),
    ],
)
def test_what_is_meant_keeps_its_own_key(one, other):
    assert key(one) != key(other)


@given(AWKWARD)
def test_the_key_of_a_key_is_itself(text):
    assert key(key(text)) == key(text)


@given(AWKWARD, AWKWARD)
def test_a_key_depends_on_the_keys_of_its_parts_alone(one, other):
    """So that a text has one key however it is cut into blocks."""
    assert key(f"{one}\n\n{other}") == key(f"{key(one)} {key(other)}")


@given(
    st.lists(st.sampled_from("各国人权声明。，（）"), min_size=1),
    st.sampled_from(" \n\u3000\u00a0\u200b"),
)
def test_white_space_between_chinese_characters_does_not_matter(characters, blank):
    assert key(blank.join(characters)) == key("".join(characters))


def test_the_same_statement_on_two_pages_has_one_key():
    pages = [next(iter(SEEDS.glob(f"{number}*.txt")), None) for number in ("000", "001")]
    if None in pages:
        pytest.skip("the seeds are not there")
    article, listing = (page.read_text() for page in pages)

    # Between the same first and last words; the article is wrapped at 80 columns.
    statement = r"国务院\s+发言人办公室\s.*是美国对外政策的一项要务。"
    from_article, from_listing = (
        re.search(statement, text, re.DOTALL)[0] for text in (article, listing)
    )
    heading = "增进全世界男女同性恋、双性恋、跨性别者、酷儿及间性人群体的人权的新闻声明"
    assert from_article != from_listing
    assert len(key(from_article)) > 700
    assert key(from_article) == key(
        from_listing[from_listing.rindex("国务院 发言人办公室 " + heading) :]
    )


def test_a_term_is_found_however_it_is_written():
    assert contains("關於 台\n湾 的声明", ["臺灣", "台湾"])
    assert contains("the taiwan strait", ["Taiwan"])
    assert contains("ＴＡＩＷＡＮ", ["Taiwan"])
    assert not contains("关于香港的声明", ["台湾", "Taiwan"])


def test_an_empty_term_is_found_nowhere():
    assert not contains("声明", ["", " ", "\u200b"])


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("声明", 4, "声明"),
        ("各国政府声明", 8, "各国政…"),
        ("各国政府声明", 7, "各国政…"),
        ("a statement on human rights", 12, "a statement…"),
        ("two\n lines", 20, "two lines"),
        ("", 5, ""),
    ],
)
def test_a_shortened_text_keeps_to_its_columns(text, width, short):
    assert shorten(text, width) == short


@given(AWKWARD, st.integers(1, 40))
def test_no_text_is_longer_than_it_was_shortened_to(text, width):
    short = shorten(text, width)
    assert columns(short) <= width
    assert len(short) <= 4 * width + 1


def test_columns_count_what_a_terminal_shows():
    assert columns("abc") == 3
    assert columns("中文") == 4
    assert columns("e\u0301") == 1


def test_chinese_characters_are_known_on_every_plane():
    assert all(map(is_han, "国々〇㐀𠀀"))
    assert not any(map(is_han, "aアいé1。，가"))


def test_every_assigned_ideograph_counts_as_chinese():
    ideographs = (
        char
        for char in map(chr, range(0x110000))
        if unicodedata.name(char, "").startswith("CJK UNIFIED")
    )
    assert all(map(is_han, ideographs))


def test_terms_are_counted_by_their_keys():
    assert count("台湾与台 湾，还有ＴＡＩＷＡＮ", "台湾") == 2
    assert count("ＴＡＩＷＡＮ", "taiwan") == 1
    assert count("台湾", "") == 0
