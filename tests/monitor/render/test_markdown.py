import re

from hypothesis import given
from hypothesis import strategies as st

from crawler.items import Block, Document
from monitor.diff import compare
from monitor.diff.texts import edited
from monitor.model import Edit, Weight
from monitor.render.markdown import escaped, hunks


def of(*texts):
    return Document(url="", title="", blocks=tuple(Block("paragraph", text) for text in texts))


def edit(before, after):
    return Edit(field="text", weight=Weight.SUBSTANTIVE, hunks=(edited(before, after),))


def test_words_stand_between_tags_that_markdown_keeps():
    assert hunks(edit("提供款项支持", "提供赠款支持")) == (
        "- **¶1** 提供<del>款项</del><ins>赠款</ins>支持"
    )


def test_what_stands_between_two_places_is_counted():
    (found,) = compare(
        of("甲说的话。", "乙" * 9, "丙说的话。"), of("甲说了话。", "乙" * 9, "丙说了话。")
    ).edits
    assert "1 paragraph, " in hunks(found).split("\n")[1]


HOSTILE = [
    "<script>",
    "[a](javascript:x)",
    "**",
    "`",
    "<del>",
    "&lt;",
    "\n# ",
    "\n- ",
    "![x](y)",
    "~~",
]


@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=4))).map("".join))
def test_page_text_adds_no_mark_and_no_tag(text):
    shown = hunks(edit("甲", f"乙{text}"))
    bare = re.sub(r"</?(?:del|ins)>|<br>|\*\*¶1\*\* |^- ", "", shown)
    assert "<" not in bare
    assert "\n" not in shown
    unescaped = re.sub(r"\\[!-/:-@\[-`{-~]", "", bare)
    assert not re.search(r"[*_`\[\]()!#~|]", unescaped)


def test_escaped_text_shows_just_that():
    assert escaped("a*b<c>") == r"a\*b&lt;c&gt;"
