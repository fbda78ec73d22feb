"""Where the main content of a page is."""

from pathlib import Path

import pytest
from rapidfuzz import fuzz

from crawler.reading.blocks import blocks
from crawler.reading.content import main_content
from crawler.reading.decoding import decode
from crawler.reading.html import parse
from crawler.reading.selecting import select

CORPUS = Path(__file__).parents[3] / ".." / "shared" / "corpora" / "zh-html-readability"
SOURCES = sorted(CORPUS.rglob("source.html"))
SENTENCE = "各代表团就议程项目交换了意见，并商定下周继续讨论尚未解决的问题。"


def bare(file: Path) -> str:
    return "".join("".join(one.text.split()) for one in blocks(parse(decode(file.read_bytes()))))


@pytest.mark.skipif(not SOURCES, reason="the corpus of pages with their expected text is not here")
def test_the_content_agrees_with_what_people_marked():
    shares = []
    for source in SOURCES:
        found = main_content(parse(decode(source.read_bytes())))
        text = "".join("".join(one.text.split()) for one in blocks(found.element, found.skip))
        shares.append(fuzz.ratio(text, bare(source.with_name("expected.html"))) / 100)

    assert min(shares) > 0.92
    assert sum(shares) / len(shares) > 0.97


def test_the_same_page_always_gives_the_same():
    html = f"<body><div id=a><p>{SENTENCE}</p><p>{SENTENCE}</p></div><div><a href=/>其他消息</a>"

    found = {main_content(parse(html)).element.get("id") for _ in range(5)}

    assert found == {"a"}


def test_lists_and_lines_of_the_content_are_kept():
    items = "".join(f"<li>第{n}项：{SENTENCE}" for n in "一二三")
    html = f"<article><h2>决定</h2><p>{SENTENCE}<br>{SENTENCE}</p><ul>{items}</ul></article>"

    found = main_content(parse(f"<body><div>{html}</div></body>"))
    kinds = [block.kind for block in blocks(found.element, found.skip)]

    assert kinds == ["heading", "paragraph", "item", "item", "item"]


def test_a_landmark_serves_where_nothing_else_is_found():
    found = main_content(parse("<div>页眉</div><main><p>短</main>"))

    assert found.element.tag == "main"


def test_too_deep_for_trafilatura_is_not_too_deep_to_read():
    text = "".join(f"<p>{SENTENCE}</p>" for _ in range(3))
    root = parse("<div>" * 1500 + f"<section id=a>{text}</section>")

    found = main_content(root)

    assert found.by == "densest element"
    assert select(root, "#a") == [found.element]
