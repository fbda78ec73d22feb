from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crawler.items import Block, Document, Reference
from monitor.diff import changed_text, compare, reading_hash, reading_key
from monitor.model import Weight
from monitor.text import contains

KINDS = ("paragraph", "heading", "item", "numbered")


def document(*texts, kind="paragraph", **more):
    blocks = tuple(Block(kind, text) for text in texts)
    return Document(**{"url": "https://a.example/1", "title": "声明", "blocks": blocks, **more})


# Few words, so that two of these documents are often alike, and often only look different.
TEXTS = st.one_of(
    st.text(max_size=20),
    st.lists(
        st.sampled_from(
            ["各国", "人权", "，", ",", " ", "。", "115", "a", "bc", "\u200b", "=", "\u0338"]
        ),
        max_size=6,
    ).map("".join),
)
BLOCKS = st.lists(st.builds(Block, st.sampled_from(KINDS), TEXTS, st.integers(0, 2)), max_size=4)
DOCUMENTS = st.builds(
    Document,
    url=st.just("https://a.example/1"),
    title=st.sampled_from(["", "声明", "声 明", "通知"]),
    dates=st.dictionaries(
        st.sampled_from(["published", "modified"]), st.sampled_from(["", "2021", "2022"])
    ),
    blocks=BLOCKS.map(tuple),
    fields=st.dictionaries(st.sampled_from(["symbol", "text", "title"]), TEXTS, max_size=2),
)


@st.composite
def neighbours(draw):
    """Two documents that often differ in little more than how they are cut or written."""
    one = draw(DOCUMENTS)
    texts = draw(
        st.sampled_from(
            [
                [block.text for block in one.blocks],
                [part for block in one.blocks for part in (block.text[:2], block.text[2:])],
                ["\n".join(block.text for block in one.blocks)],
                [block.text.replace("，", ",").replace(" ", "") for block in one.blocks],
            ]
        )
    )
    return one, replace(
        draw(st.sampled_from([one, draw(DOCUMENTS)])), blocks=document(*texts).blocks
    )


@given(DOCUMENTS)
def test_a_document_is_identical_to_itself(one):
    comparison = compare(one, one)
    assert comparison.weight is Weight.IDENTICAL
    assert comparison.edits == ()


@given(st.one_of(neighbours(), st.tuples(DOCUMENTS, DOCUMENTS)))
def test_key_and_hash_say_what_the_comparison_says(pair):
    one, other = pair
    weight = compare(one, other).weight
    assert (reading_hash(one) == reading_hash(other)) == (weight is Weight.IDENTICAL)
    assert (reading_key(one) == reading_key(other)) == (weight is not Weight.SUBSTANTIVE)


@given(st.one_of(neighbours(), st.tuples(DOCUMENTS, DOCUMENTS)))
def test_every_hunk_rebuilds_both_sides_and_differs(pair):
    for edit in compare(*pair).edits:
        assert edit.hunks or edit.weight is Weight.TYPOGRAPHIC
        for hunk in edit.hunks:
            assert "".join(text for op, text in hunk.diff if op != "+") == hunk.before
            assert "".join(text for op, text in hunk.diff if op != "-") == hunk.after
            assert hunk.before != hunk.after or hunk.op == "moved"


@given(st.one_of(neighbours(), st.tuples(DOCUMENTS, DOCUMENTS)))
def test_the_order_of_two_documents_changes_no_weight(pair):
    there, back = compare(*pair), compare(*reversed(pair))
    assert there.weight is back.weight
    assert [(e.field, e.weight) for e in there.edits] == [(e.field, e.weight) for e in back.edits]


def test_what_differs_in_substance_is_shown_and_nothing_else():
    before = document("开头，不变", "表示严重关切", "结尾")
    after = document("开头,不变", "表示关切", "结尾")

    (edit,) = compare(before, after).edits
    (hunk,) = edit.hunks

    assert edit.weight is Weight.SUBSTANTIVE
    assert (hunk.block, hunk.before, hunk.after) == (1, "表示严重关切", "表示关切")
    assert hunk.diff == (("=", "表示"), ("-", "严重"), ("=", "关切"))


def test_width_spacing_and_invisible_characters_are_typographic():
    comparison = compare(document("各国，应\u200b尊重 人权"), document("各国,应尊重人权"))
    assert comparison.weight is Weight.TYPOGRAPHIC
    assert comparison.edits[0].hunks[0].before == "各国，应\u200b尊重 人权"


def test_another_kind_of_block_is_typographic_and_has_no_hunks():
    comparison = compare(document("第一项"), document("第一项", kind="item"))
    assert comparison.weight is Weight.TYPOGRAPHIC
    assert comparison.edits[0].hunks == ()


def test_a_paragraph_split_in_two_is_typographic():
    whole = document("开头", "各国应尊重人权。各国也应保护人权。")
    halves = document("开头", "各国应尊重人权。", "各国也应保护人权。")
    assert compare(whole, halves).weight is Weight.TYPOGRAPHIC
    assert compare(halves, whole).weight is Weight.TYPOGRAPHIC
    assert compare(document("one two"), document("one", "two")).weight is Weight.TYPOGRAPHIC
    assert compare(document("onetwo"), document("one", "two")).weight is Weight.SUBSTANTIVE


def test_a_split_beside_an_edit_is_told_as_what_it_is():
    before = document("各国应尊重人权。各国也应保护人权。", "表示严重关切")
    after = document("各国应尊重人权。", "各国也应保护人权。", "表示关切")
    (edit,) = compare(before, after).edits
    assert [(hunk.op, hunk.block) for hunk in edit.hunks] == [("split", 0), ("edited", 2)]


def test_title_date_and_fields_are_compared_in_a_fixed_order():
    before = document(
        dates={"published": "2021-02-04"}, fields={"symbol": "A/76/100", "agenda": "1"}
    )
    after = document(
        title="通知", dates={"published": "2021-02-05"}, fields={"session": "76", "agenda": "2"}
    )
    names = [edit.field for edit in compare(before, after).edits]
    assert names == ["title", "published", "agenda", "session", "symbol"]


def test_what_a_document_says_comes_before_who_printed_it_when():
    before = document("拨款115美元。", fields={"job_number": "44-10321"})
    after = document("拨款150美元。", fields={"job_number": "44-10987", "reissue": "*"})
    fields = [edit.field for edit in compare(before, after).edits]
    assert fields == ["text", "job_number", "reissue"]


def test_what_is_read_but_not_compared_changes_nothing():
    before = document("正文", dates={"modified": "2021"}, remarks={"minutes": "2"}, language="zh")
    after = document("正文", dates={"modified": "2022"}, url="https://b.example/2", form="article")
    assert compare(before, after).weight is Weight.IDENTICAL
    assert reading_hash(before) == reading_hash(after)


def test_a_missing_field_is_an_empty_one():
    assert compare(document(fields={"author": ""}), document()).weight is Weight.IDENTICAL
    assert reading_hash(document(fields={"author": ""})) == reading_hash(document())


def test_a_text_rewritten_all_over_is_told_within_bounds():
    """What all word diffs of a document may cost is shared out; beyond it blocks are replaced."""
    before = document(*(f"第{at}条 " + "各国应当尊重并保护人权。" * 4 for at in range(3000)))
    after = document(*(f"第{at}条 " + "各国必须尊重或保护人权。" * 4 for at in range(3000)))
    hunks = compare(before, after).edits[0].hunks
    assert len(hunks) == 3000
    assert {op for hunk in hunks for op, _ in hunk.diff} >= {"-", "+"}


def test_terms_are_looked_for_in_what_changed_alone():
    before = document("台湾问题不变。", "表示严重关切和支持")
    after = document("台湾问题不变。", "表示关切和反对")
    text = changed_text(compare(before, after).edits)
    assert contains(text, ["严重"])
    assert contains(text, ["支持"])
    assert contains(text, ["反对"])
    assert not contains(text, ["台湾"])


def test_two_changes_do_not_make_a_term_together():
    before = document("前往台北的航班已经恢复", "讨论湖南的问题")
    after = document("前往平台的航班已经恢复", "讨论湾区的问题")
    assert not contains(changed_text(compare(before, after).edits), ["台湾"])


def linked(*links, text="详见公约和报告。"):
    return document(text, links=tuple(Reference(*link) for link in links))


def test_a_link_that_leads_elsewhere_is_an_edit_of_its_own():
    before = linked(("公约", "https://a.example/1"), ("报告", "https://a.example/2"))
    after = linked(("报告", "https://a.example/2"), ("公约", "https://b.example/9"))
    (edit,) = compare(before, after).edits
    (hunk,) = edit.hunks
    assert (edit.field, edit.weight, set(hunk.kinds)) == ("links", Weight.SUBSTANTIVE, {"link"})
    assert (hunk.before, hunk.after) == (
        "公约 → https://a.example/1",
        "公约 → https://b.example/9",
    )
    assert reading_key(before) != reading_key(after)


def test_the_order_of_links_is_nothing_and_their_words_count_by_their_keys():
    one, other = ("公约", "https://a.example/1"), ("报告", "https://a.example/2")
    assert compare(linked(one, other), linked(other, one)).weight is Weight.IDENTICAL
    spaced = linked(("公 约", "https://a.example/1"), other)
    assert compare(linked(one, other), spaced).weight is Weight.TYPOGRAPHIC
    assert reading_key(linked(one, other)) == reading_key(spaced)


def test_how_much_was_changed_is_counted():
    (edit,) = compare(document("表示严重关切。"), document("表示关切。")).edits
    assert (edit.magnitude.removed, edit.magnitude.inserted, edit.magnitude.of) == (2, 0, 12)
    assert round(edit.magnitude.share, 3) == round(2 / 12, 3)
