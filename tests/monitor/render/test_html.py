import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from crawler.items import Block, Document
from monitor.diff import compare
from monitor.diff.texts import edited
from monitor.model import Edit, Weight
from monitor.render import html
from monitor.render.html import page, side_by_side


def edit(*hunks, field="text"):
    hunks = tuple(replace(edited(old, new), block=block) for block, old, new in hunks)
    return Edit(field=field, weight=Weight.SUBSTANTIVE, hunks=hunks)


class Reader(HTMLParser):
    """What a browser would make of it: the tags, their attributes, and the text inside each."""

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.attributes, self.inside = [], [], [], {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += attributes
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        if self.open:
            self.inside.setdefault(self.open[-1], []).append(text)


def test_words_that_went_and_came_are_del_and_ins():
    read = Reader(html.hunks(edit((7, "提供款项支持", "提供赠款支持"))))
    assert read.tags == ["div", "p", "span", "del", "ins"]
    assert read.inside["del"] == ["款项"]
    assert read.inside["ins"] == ["赠款"]
    assert read.inside["span"] == ["¶8"]


def test_it_is_told_by_more_than_colour():
    page = html.hunks(edit((0, "甲", "乙")))
    assert "text-decoration:line-through" in page
    assert "text-decoration:underline" in page


def test_changed_words_bring_ground_and_letters_so_that_a_dark_page_can_be_read():
    styles = dict.fromkeys(
        value
        for name, value in Reader(html.hunks(edit((0, "甲 丙", "乙 丙")))).attributes
        if name == "style"
    )
    assert all(("background:" in style) == (";color:" in style) for style in styles)


def test_the_language_can_be_said():
    assert ("lang", "zh-Hans") in Reader(
        html.hunks(edit((0, "甲", "乙")), lang="zh-Hans")
    ).attributes
    assert "lang" not in html.hunks(edit((0, "甲", "乙")))


def test_a_long_unchanged_stretch_is_folded():
    read = Reader(html.hunks(edit((0, "各国政府" * 50 + "款项", "各国政府" * 50 + "赠款"))))
    assert read.inside["span"] == ["¶1", "[… 168 …] "]


def test_a_field_has_no_block_number_and_an_edit_without_hunks_is_explained():
    assert "¶" not in html.hunks(edit((0, "甲", "乙"), field="title"))
    assert "other blocks" in html.hunks(edit())


def test_hostile_text_is_only_text():
    hostile = "<script>alert(1)</script>\" onload='x' \x1b[2J\u202e&amp;"
    page = html.hunks(edit((0, hostile, hostile + "!")), lang='zh" onclick="x')
    read = Reader(page)
    assert "script" not in read.tags
    assert {name for name, _ in read.attributes} == {"lang", "dir", "style"}
    assert not set(page) & {"\x1b", "\u202e"}
    assert "<script>alert(1)</script>" in "".join(read.inside["p"])


@given(st.text(), st.text(), st.text())
def test_no_text_adds_a_tag_or_an_attribute(before, after, lang):
    page = html.hunks(edit((0, before, after)), lang=lang)
    page.encode()
    read = Reader(page)
    assert set(read.tags) <= {"div", "p", "span", "del", "ins", "br"}
    assert {name for name, _ in read.attributes} <= {"lang", "dir", "style"}
    assert not read.open


def test_both_sides_stand_in_a_table():
    table = side_by_side(edit((0, "提供款项支持", "提供赠款支持")), lang="zh")
    left, right = re.findall(r"<td.*?</td>", table)
    assert ">款项</del>" in left
    assert "赠款" not in left
    assert ">赠款</ins>" in right
    assert "款项" not in right
    assert '<td dir="auto" lang="zh"' in table


def test_what_did_not_change_is_a_row_that_counts_it():
    texts = (["甲说的话。", "乙" * 9, "丙说的话。"], ["甲说了话。", "乙" * 9, "丙说了话。"])
    documents = (
        Document(url="", title="", blocks=tuple(Block("paragraph", text) for text in side))
        for side in texts
    )
    (found,) = compare(*documents).edits
    assert "[… 1 paragraph, " in side_by_side(found)


@given(st.text(), st.text(), st.text())
def test_page_text_adds_no_tag_to_a_table_or_a_page(before, after, title):
    shown = page(side_by_side(edit((0, before + "甲", after + "乙"))), title=title, lang='zh"><x')
    tags = set(re.findall(r"</?([a-z0-9]+|!)", shown))
    assert tags <= {
        *("!", "doctype", "html", "head", "meta", "title", "body", "h1", "table", "thead", "tbody"),
        *("tr", "th", "td", "span", "del", "ins", "br"),
    }
    assert "<x" not in shown


def test_figures_side_by_side_are_isolated_for_texts_from_right_to_left():
    shown = html.hunks(edit((0, "وصلت 12 شاحنة", "وصلت 18 شاحنة")), lang="ar")
    assert len(re.findall(r"<(?:ins|del) style=\"[^\"]*unicode-bidi:isolate", shown)) == 2


def test_the_number_of_a_block_is_written_from_left_to_right_in_any_text():
    changed = edit((1, "وصلت 12 شاحنة", "وصلت 18 شاحنة"))
    for shown in (html.hunks(changed, lang="ar"), side_by_side(changed, lang="ar")):
        assert re.search(r'<span dir="ltr"[^>]*>¶2</span>', shown)
