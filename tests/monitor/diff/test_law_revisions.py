"""Real laws, revision by revision: the articles that the record says were changed are those told.

A partial amendment gives its reason (理由) under every article that it changes; a law that was
written anew as a whole (全文修正) gives them under all. Records from before 1979 give none.
"""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.items import Block
from monitor.diff import difference
from monitor.diff.telling import told

LAWS = Path(__file__).parents[4] / "shared" / "corpora" / "zh-law-revisions"
# These two were filed in the wrong order (that of 24 April before that of 20 April 1979), so the
# text before them is not the one that they amend.
OUT_OF_ORDER = {"003/041.md", "003/042.md"}
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百]+條(?:之[一二三四五六七八九十]+)?")


def articles(text: str) -> dict[str, tuple[list[str], bool]]:
    """The paragraphs of every article, and whether a reason for it is given."""
    found: dict[str, tuple[list[str], bool]] = {}
    lines = text.split("\n")
    name = ""
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if _ARTICLE.match(line) and below.startswith("---"):
            name = line.split()[0]
            found[name] = ([], False)
        elif line.startswith(">") and name:
            found[name] = (found[name][0], found[name][1] or "理由" in line)
        elif line.strip() and not re.fullmatch(r"[-=]{3,}", line) and name:
            if below.startswith("==="):
                name = ""  # a chapter begins
            else:
                found[name][0].append(line.strip(" 　"))
    return found


def blocks(law: dict[str, tuple[list[str], bool]]) -> tuple[list[Block], list[str]]:
    """The blocks of a law, and the article that each of them is in."""
    pairs = [
        (name, block)
        for name, (paragraphs, _) in law.items()
        for block in (Block("heading", name), *(Block("paragraph", text) for text in paragraphs))
    ]
    return [block for _, block in pairs], [name for name, _ in pairs]


def reported(before: str, after: str) -> set[str]:
    """The articles in which a difference is told."""
    (old, old_names), (new, new_names) = blocks(articles(before)), blocks(articles(after))
    names: set[str] = set()
    for hunk in told(difference(old, new).hunks, in_substance=True):
        for span, of in ((hunk.old, old_names), (hunk.new, new_names)):
            names.update(of[span.first : span.first + span.count] if span else ())
    return names


def amendments() -> Iterator[tuple[str, str, str]]:
    """A name and both texts of every different partial amendment."""
    known: set[tuple[str, str]] = set()
    index = json.loads((LAWS / "index.json").read_text(encoding="utf-8"))
    for one, other in pairwise(index):
        is_partial = "全文修正" not in other["subject"] and "修正" in other["subject"]
        if one["law"] != other["law"] or not is_partial or other["rev"] <= one["rev"]:
            continue
        pair = tuple((LAWS / each["file"]).read_text(encoding="utf-8") for each in (one, other))
        if pair not in known:
            known.add(pair)
            yield f"{other['file']} {other['subject'][:24]}", *pair


def test_every_article_that_was_amended_is_told_and_no_other() -> None:
    if not LAWS.exists():
        pytest.skip("the laws are not beside the project")
    compared = 0
    for name, before, after in amendments():
        reasoned = {key for key, (_, has_reason) in articles(after).items() if has_reason}
        if not reasoned or name.split()[0] in OUT_OF_ORDER:
            continue
        compared += 1
        assert reported(before, after) == reasoned, name
    assert compared == 27
