from hypothesis import given
from hypothesis import strategies as st

from monitor.diff import blocks, gaps
from monitor.diff.blocks import BREAK, align

TEXTS = st.lists(
    st.one_of(
        st.text(),
        st.sampled_from(
            [
                "各国应尊重人权。",
                "各国应保护人权。",
                "各国",
                "应尊重人权。",
                "",
                "第一条",
                "第二条",
                "—",
                "one two",
            ]
        ),
    ),
    max_size=8,
)


def paired(before, after):
    """The texts side by side, in the order of the new text; None where one has no partner."""
    return [(joined(before, match.old), joined(after, match.new)) for match in align(before, after)]


def joined(texts, blocks):
    return BREAK.join(texts[blocks.start : blocks.stop]) if blocks else None


def test_equal_blocks_are_found_around_what_came_and_went():
    assert paired(["甲段", "乙段", "丙段丙段"], ["甲段", "丙段丙段", "丁段"]) == [
        ("甲段", "甲段"),
        ("乙段", None),
        ("丙段丙段", "丙段丙段"),
        (None, "丁段"),
    ]


def test_an_edited_block_finds_itself_among_new_ones():
    old = "各国政府应当向基金提供款项，支持人权项目。"
    new = "各国政府应当向基金提供赠款，支持人权项目。"
    other = "会议于下午三时开始。"
    assert paired(["开头", old, "结尾"], ["开头", other, new, "结尾"])[1:3] == [
        (None, other),
        (old, new),
    ]


def test_unrelated_english_paragraphs_are_not_taken_for_each_other():
    """They share most of their letters; what counts is their words."""
    old = ["The committee adopted its report on the rights of migrants.", "It met twice in spring."]
    new = [
        "Her visit to several countries began on a cold Monday.",
        "Nobody was there to greet them.",
    ]
    assert all(None in pair for pair in paired(old, new))


def test_one_block_in_the_place_of_one_is_its_successor():
    assert paired(["甲", "115", "丙"], ["甲", "150", "丙"])[1] == ("115", "150")


def test_a_block_that_was_split_is_one_pair():
    first, second = "各国应尊重人权。", "各国也应保护人权。"
    split = (first + second, first + BREAK + second)
    assert paired(["前", first + second, "后"], ["前", first, second, "后"])[1] == split
    assert paired(["前", first, second, "后"], ["前", first + second, "后"])[1] == split[::-1]


def test_blocks_cut_at_other_places_are_one_pair():
    assert paired(["开头甲", "乙丙。", "丁"], ["开头", "甲乙丙。", "丁"])[0] == (
        f"开头甲{BREAK}乙丙。",
        f"开头{BREAK}甲乙丙。",
    )


@given(TEXTS, TEXTS)
def test_every_block_of_both_sides_is_in_one_pair_in_order(before, after):
    matches = align(before, after)
    assert sorted(at for match in matches for at in match.old) == list(range(len(before)))
    assert [at for match in matches for at in match.new] == list(range(len(after)))
    stayed = [at for match in matches if not match.moved for at in match.old]
    assert stayed == sorted(stayed)


@given(TEXTS)
def test_a_text_is_aligned_with_itself(texts):
    assert all(match.old == match.new for match in align(texts, texts))


def test_a_gap_too_large_for_all_pairs_is_paired_piece_by_piece(monkeypatch):
    monkeypatch.setattr(gaps, "MOST_PAIRS", 50)
    old = [f"第{at}条 各国应当依照本法第{at}款提供款项" for at in range(40)]
    new = [text.replace("款项", "赠款") for text in old]
    assert paired(old, new) == list(zip(old, new, strict=True))


def test_a_text_too_long_to_search_for_equal_blocks_is_still_aligned(monkeypatch):
    monkeypatch.setattr(blocks, "_MOST_EQUALITIES", 1)
    old = ["甲段文字", "乙段文字", "丙段"]
    assert paired(["新开头", *old, "旧结尾"], ["头", *old, "尾"])[1:4] == [
        (text, text) for text in old
    ]
