"""What holds of every difference, whatever the texts."""

import json
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.items import Block
from monitor.diff import Difference, difference
from monitor.diff.blame import blame
from monitor.diff.blocks import BREAK
from monitor.diff.headline import label
from monitor.diff.patch import patch
from monitor.diff.record import dump, load
from monitor.diff.telling import changes, is_substantive, shown, told
from monitor.diff.words import BY_SENTENCE
from monitor.model import EditKind
from monitor.text import key

WORDS = st.sampled_from(
    [
        *("各国", "应尊重", "人权", "，", "。", "；", "？", "“", "”", "（", "）", "不"),
        *("2021年3月5日", "第60/251号决议", "A/76/100", "1. ", "2. ", "（三）", "發展", "\n"),
        *("发展", "115万美元"),
        *("the ", "old ", "man", " ", "é", "e\u0301", "\u200b", "\ud800"),
        *("😀", "مرحبا ", "བོད་", "ไทย"),
    ]
)  # fmt: skip
SENTENCES = st.lists(WORDS, max_size=14).map("".join)
TEXTS = st.one_of(st.text(max_size=30), SENTENCES)
LISTS = st.lists(TEXTS, max_size=6)


def blocks(texts):
    return [Block("paragraph", text) for text in texts]


@st.composite
def revisions(draw):
    """Two texts of which the second is the first one, edited, moved and cut anew."""
    before = draw(LISTS)
    after = list(before)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(after)))
        what = draw(st.sampled_from(["put", "take", "swap", "split", "join"]))
        if what == "put" or not after:
            after.insert(at, draw(TEXTS))
        elif what == "take":
            after.pop(at % len(after))
        elif what == "swap":
            after.append(after.pop(at % len(after)))
        elif what == "split":
            text = after.pop(at % len(after))
            after[at:at] = [text[: len(text) // 2], text[len(text) // 2 :]]
        elif len(after) > 1:
            after[:2] = ["".join(after[:2])]
    return before, after


PAIRS = st.one_of(revisions(), st.tuples(LISTS, LISTS))


@given(PAIRS)
@example((["\ud800\ue000"], ["\ue000\U0010ffff"]))
@example((["a\u0301"], ["a"]))
@example(([""], []))
def test_both_texts_can_be_rebuilt_exactly(pair):
    found = difference(*map(blocks, pair))
    assert (found.before, found.after) == tuple(BREAK.join(texts) for texts in pair)


@given(PAIRS)
def test_offsets_are_exact_and_every_block_is_in_one_hunk(pair):
    found = difference(*map(blocks, pair))
    for side, texts in enumerate(pair):
        whole = BREAK.join(texts)
        spans = [hunk.new if side else hunk.old for hunk in found.hunks]
        numbers = [span.first + at for span in spans if span for at in range(span.count)]
        assert sorted(numbers) == list(range(len(texts)))
        for hunk, span in zip(found.hunks, spans, strict=True):
            text = hunk.after if side else hunk.before
            assert (whole[span.start : span.end] if span else "") == text


@given(PAIRS)
def test_the_parts_of_a_hunk_are_its_texts_and_every_change_has_a_kind(pair):
    for hunk in difference(*map(blocks, pair)).hunks:
        assert "".join(text for op, text in hunk.diff if op != "+") == hunk.before
        assert "".join(text for op, text in hunk.diff if op != "-") == hunk.after
        assert all(text for _, text in hunk.diff)
        assert len(list(changes(hunk))) == len(hunk.kinds)
        assert "".join(text for op, text in shown(hunk) if op != "-") == hunk.after


@given(LISTS)
def test_a_text_does_not_differ_from_itself(texts):
    found = difference(blocks(texts), blocks(texts))
    assert {hunk.op for hunk in found.hunks} <= {"equal"}
    assert told(found.hunks, in_substance=True) == ()


@given(PAIRS)
def test_a_hunk_is_of_substance_exactly_if_its_keys_differ(pair):
    for hunk in difference(*map(blocks, pair)).hunks:
        if hunk.op not in {"moved", "renumbered"}:
            assert is_substantive(hunk) == (key(hunk.before) != key(hunk.after))


@given(PAIRS)
def test_a_difference_survives_a_trip_through_json(pair):
    found = difference(*map(blocks, pair))
    assert load(json.loads(json.dumps(dump(found)))) == found


@given(PAIRS)
def test_a_patch_makes_the_new_text_of_the_old_one(pair):
    found = difference(*map(blocks, pair))
    patched = patch(found, found.before)
    assert (patched.text, patched.misfits) == (found.after, ())


@given(st.lists(LISTS, min_size=1, max_size=4))
def test_blame_shows_the_latest_text_and_names_versions_that_there_are(versions):
    paragraphs = blame([blocks(texts) for texts in versions])
    assert [paragraph.text for paragraph in paragraphs] == versions[-1]
    for paragraph in paragraphs:
        assert 0 <= paragraph.born <= paragraph.since < len(versions)
        assert all(0 <= words.since < len(versions) for words in paragraph.words)


def test_another_process_says_the_same():
    """Nothing rests on the order of a set, or on a clock."""
    program = (
        "from crawler.items import Block; from monitor.diff import difference;"
        "from monitor.diff.record import dump; import json;"
        "a = ['各国应尊重人权。', '接受了115项建议。', '甲说乙说', 'the old man sat'] * 3;"
        "b = ['接受了150项建议。', '各国应当尊重人权。', '乙说丙说', 'a young boy sat'] * 3;"
        "sides = [[Block('paragraph', t) for t in s] for s in (a, b)];"
        "print(json.dumps(dump(difference(*sides))))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("人" * 100_000, "人" * 99_999),
        ("a" * 100_000, "a" * 99_999 + "b"),
        ("人权，" * 30_000, "，人权" * 30_000),
        ("1 " * 40_000, "2 " * 40_000),
        ("".join(chr(0x4E00 + at * 7 % 9000) for at in range(20_000)), "".join(
            chr(0x4E00 + at * 11 % 9000) for at in range(20_000))),
        ("（" * 20_000, "）" * 20_000),
        ("不。" * 20_000, "是。" * 20_000),
    ],
    ids=["equal", "letters", "turned", "numbers", "unrelated", "brackets", "sentences"],
)  # fmt: skip
def test_no_text_is_too_much(before, after):
    found = difference(blocks([before]), blocks([after]))
    assert (found.before, found.after) == (before, after)


def test_where_less_is_compared_the_result_says_so():
    before = "".join(chr(0x4E00 + at * 7 % 9000) for at in range(8000))
    after = "".join(chr(0x4E00 + at * 11 % 9000) for at in range(8000))
    (hunk, *_) = difference(blocks([before + "完。"]), blocks([after + "完。"])).hunks
    assert hunk.op == "removed" or hunk.note == BY_SENTENCE
    (hunk,) = difference(blocks(["短" + before]), blocks(["短" + before[:4000] + after])).hunks
    assert hunk.note == BY_SENTENCE
    assert label(hunk) == f"¶1 ({BY_SENTENCE})"


def test_an_empty_difference_is_of_empty_texts():
    assert Difference(()).before == Difference(()).after == ""


def test_a_change_of_looks_is_no_kind_of_substance():
    (hunk,) = difference(blocks(["各国，应尊重人权"]), blocks(["各国,应保护人权"])).hunks
    assert hunk.kinds == (EditKind.TYPOGRAPHIC, EditKind.TERM)
    assert list(shown(hunk)) == [
        ("=", "各国,应"), ("-", "尊重"), ("+", "保护"), ("=", "人权"),
    ]  # fmt: skip
