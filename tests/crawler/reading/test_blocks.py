"""Where a reader sees a new paragraph, there is a new block."""

import pytest

from crawler.reading.blocks import blocks, line, plain
from crawler.reading.html import parse
from crawler.reading.selecting import select
from crawler.reading.spacing import collapse


def read(html: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(parse(html))]


def texts(html: str) -> list[str]:
    return [text for _, text in read(html)]


def test_a_block_ends_where_an_element_of_its_own_line_begins_or_ends():
    assert texts("<div>甲<p>乙</p>丙<section>丁</section></div>") == ["甲", "乙", "丙", "丁"]


def test_inline_elements_run_on():
    assert texts("<p>一<b>二</b><a href=#>三</a><span>四</span>五") == ["一二三四五"]


def test_one_br_is_a_newline_and_two_are_a_new_block():
    assert texts("<p>一<br>二<br><br>三<br> <br/>四<br>") == ["一\n二", "三", "四"]


def test_headings_carry_their_level():
    found = blocks(parse("<h1>甲</h1><h3>乙 <b>丙</b></h3>"))

    assert [(block.kind, block.level) for block in found] == [("heading", 1), ("heading", 3)]


def test_list_items_carry_their_depth():
    found = blocks(parse("<ul><li>甲<ol><li>乙</ol>丙<li>丁</ul><p>戊"))

    assert [(block.text, block.level) for block in found] == [
        ("甲", 1), ("乙", 2), ("丙", 1), ("丁", 1), ("戊", 0),
    ]  # fmt: skip
    assert {block.kind for block in found[:4]} == {"item"}


def test_a_row_joins_its_cells():
    html = "<table><tr><th>国家<th>票数<tr><td>甲<br>乙<td><p>12</p><tr><td><td>3</table>"

    assert read(html) == [("row", "国家 | 票数"), ("row", "甲\n乙 | 12"), ("row", "| 3")]


def test_a_table_that_lays_out_a_page_has_no_rows():
    html = "<table><tr><td><h2>题</h2><p>甲</p><p>乙</p></td><td><ul><li>丙</ul></td></tr></table>"

    assert read(html) == [
        ("heading", "题"), ("paragraph", "甲"), ("paragraph", "乙"), ("item", "丙"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["12. 甲", "(3) 甲", "（三）甲", "4、甲", "一、甲", "7) 甲"])
def test_a_paragraph_with_a_number_is_numbered(text):
    assert read(f"<p>{text}") == [("numbered", text)]


@pytest.mark.parametrize("text", ["3.5 万人", "2021. 甲", "1 000万", "甲 1. 乙", "(2021) 甲"])
def test_a_paragraph_that_begins_with_a_figure_is_not(text):
    assert read(f"<p>{text}") == [("paragraph", text)]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>x</script>", "<style>x</style>", "<noscript>x</noscript>", "<svg><text>x</svg>",
        "<template><p>x</template>", "<iframe>x</iframe>", "<select><option>x</select>",
        "<textarea>x</textarea>", "<button>x</button>", "<img alt=x>", "<input value=x>",
        "<p hidden>x</p>", "<div aria-hidden=true>x</div>", "<p style='top:0; display : none'>x",
        "<span class='a sr-only'>x</span>", "<p class=screen-reader-text>x</p>", "<!-- x -->",
        "<dialog>x</dialog>", "<p>\u200b</p>", "<p>&nbsp;</p>",
    ],
)  # fmt: skip
def test_what_people_do_not_see_is_no_text(unseen):
    assert texts(f"<div>前{unseen}</div>") == ["前"]


def test_the_text_after_something_unseen_stays():
    assert texts("<p>前<span hidden>x</span>后<script>x</script>完") == ["前后完"]


def test_a_caption_is_text_and_a_picture_is_not():
    assert texts("<figure><img alt=x><figcaption>图说</figcaption></figure>") == ["图说"]


def test_what_is_to_be_skipped_is_skipped_with_all_inside():
    root = parse("<p>甲<p class=ad>乙<b>丙</b></p>丁")

    assert [one.text for one in blocks(root, set(select(root, ".ad")))] == ["甲", "丁"]


def test_the_element_asked_for_is_read_even_if_it_is_hidden():
    (element,) = select(parse("<main aria-hidden=true><p>甲</main>"), "main")

    assert [one.text for one in blocks(element)] == ["甲"]


def test_preformatted_lines_stay_lines():
    assert texts("<pre>甲\n乙\n\n丙</pre>") == ["甲\n乙", "丙"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("国际社\n  会", "国际社会"),
        ("备忘录（Memorandum\n），指示", "备忘录（Memorandum），指示"),
        ("拜登—\n哈里斯", "拜登—哈里斯"),
        ("他说：\n“好”", "他说：“好”"),
        ("カタ\nカナ", "カタカナ"),
        ("human\nrights", "human rights"),
        ("a —\nb", "a — b"),
        ("2021\n年", "2021 年"),
        ("甲 乙\u3000丙\xa0丁", "甲 乙 丙 丁"),
        ("  甲 \t ", "甲"),
        ("甲\r\n乙", "甲乙"),
        ("не\nдоступен", "не доступен"),
    ],
)
def test_wrapping_joins_han_and_parts_words(source, text):
    assert collapse(source) == text
    assert texts(f"<p>{source}</p>") == [text]


def test_zero_width_characters_are_kept_as_published():
    assert texts("<p>甲\u200b乙\ufeff") == ["甲\u200b乙\ufeff"]


def test_a_plain_text_is_unwrapped_into_paragraphs():
    assert [block.text for block in plain("甲\r\n乙\r\n\r\n  \n1. 丙\n")] == ["甲乙", "1. 丙"]


def test_a_line_is_what_people_see_on_one_line():
    assert line(parse("<h1>甲<br>乙<span class=sr-only>x</span></h1>")) == "甲 乙"


def test_a_long_run_of_blanks_is_no_trap():
    assert collapse("甲" + " \t" * 200_000 + "乙" + "\n " * 200_000 + "丙") == "甲 乙丙"
