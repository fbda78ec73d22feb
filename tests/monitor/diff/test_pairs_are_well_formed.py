"""Each written pair agrees with itself: its marks lead from the old text to the new and back."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.monitor.diff import marked
from tests.monitor.diff.marked import Line, blocks_of, plain, read_line

FOLDER = Path(__file__).with_name("pairs")
FILES = sorted(FOLDER.glob("*.yaml"))
WEIGHTS = {"identical", "typographic", "substantive"}
KINDS = {
    "term",
    "number",
    "date",
    "name",
    "negation",
    "quotation",
    "punctuation",
    "script",
    "sentence_added",
    "sentence_removed",
    "paragraph_added",
    "paragraph_removed",
    "moved",
    "split",
    "joined",
    "renumbered",
    "heading",
    "link",
    "symbol",
    "other",
}
WHOLE_BLOCK = {
    "added": {"paragraph_added", "heading"},
    "removed": {"paragraph_removed", "heading"},
    "moved": {"moved"},
    "split": {"split"},
    "joined": {"joined"},
    "renumbered": {"renumbered"},
}
CUT_WORD = re.compile(r"[0-9A-Za-z](\[-|\{\+)[0-9A-Za-z]|[0-9A-Za-z](-\]|\+\})[0-9A-Za-z]")
OUTER_SPACE = re.compile(r"(\[-|\{\+)\s|\s(-\]|\+\})")

each_pair = pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])


def read(file: Path) -> dict[str, Any]:
    pair: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return pair


def lines_of(pair: dict[str, Any]) -> list[Line]:
    return [read_line(line) for line in blocks_of(pair["marks"])]


def renumber(block: str, shift: int) -> str:
    return marked.NUMBER.sub(lambda number: str(int(number[1]) + shift), block, count=1)


def shifts(lines: list[Line], after: list[str]) -> dict[int, int]:
    """By how much the number of each new block has shifted; headings within a run have none."""
    return {
        number: line.shift
        for line in lines
        for number in line.new
        if line.role == "renumbered" and marked.NUMBER.match(after[number - 1])
    }


def counterparts(lines: list[Line], before: list[str], after: list[str]) -> dict[int, int]:
    """Which old block each new one was, for those that kept their place."""
    shape = {"added", "removed", "moved", "split", "joined"}
    gone = [number for line in lines if line.role in shape for number in line.old]
    came = [number for line in lines if line.role in shape for number in line.new]
    assert not [number for number, times in Counter(gone).items() if times > 1]
    assert not [number for number, times in Counter(came).items() if times > 1]
    stayed = [number for number in range(1, len(before) + 1) if number not in gone]
    stands = [number for number in range(1, len(after) + 1) if number not in came]
    assert len(stayed) == len(stands), "a block came or went without a mark"
    return dict(zip(stands, stayed, strict=True))


def test_the_files_are_numbered_without_a_gap() -> None:
    names = [re.fullmatch(r"(\d{3})-[a-z]+(-[a-z]+)*", file.stem) for file in FILES]
    assert all(names), "a file is not named like 007-a-short-name.yaml"
    assert list(range(1, len(FILES) + 1)) == [int(name[1]) for name in names if name]
    assert len({file.stem[4:] for file in FILES}) == len(FILES) >= 70


@each_pair
def test_a_pair_says_what_it_is_and_marks_what_it_weighs(file: Path) -> None:
    pair = read(file)
    assert list(pair) == ["about", "before", "after", "weight", "marks", "kinds"]
    assert re.fullmatch(r"[A-Z][^.]+\.", pair["about"])
    assert 3 <= len(blocks_of(pair["after"])) <= 25
    assert pair["weight"] in WEIGHTS
    assert (pair["weight"] == "substantive") == bool(pair["kinds"]) == bool(pair["marks"])
    assert set(pair["kinds"]) <= KINDS


@each_pair
def test_the_weight_is_as_the_texts_are(file: Path) -> None:
    pair = read(file)
    before, after = blocks_of(pair["before"]), blocks_of(pair["after"])
    same = [plain(block) for block in before] == [plain(block) for block in after]
    assert (before == after) == (pair["weight"] == "identical")
    assert same == (pair["weight"] != "substantive")


@each_pair
def test_there_is_one_kind_for_each_mark(file: Path) -> None:
    pair = read(file)
    kinds = iter(pair["kinds"])
    for line in lines_of(pair):
        named = [next(kinds) for _ in range(line.count())]
        assert named, f"a line without a mark: {line}"
        if line.role in WHOLE_BLOCK:
            assert named.pop(0) in WHOLE_BLOCK[line.role]
        if line.text.startswith("#"):
            assert set(named) <= {"heading"}
    assert list(kinds) == [], "more kinds than marks"


@each_pair
def test_blocks_that_kept_their_place_differ_only_where_they_are_marked(file: Path) -> None:
    pair = read(file)
    before, after, lines = blocks_of(pair["before"]), blocks_of(pair["after"]), lines_of(pair)
    texts = {line.new[0]: line.text for line in lines if line.role == "edited"}
    moved_on = shifts(lines, after)
    stands = counterparts(lines, before, after)
    assert texts.keys() | moved_on.keys() <= stands.keys()
    for new, old in stands.items():
        text = texts.get(new, after[new - 1])
        assert plain(marked.new_view(text)) == plain(after[new - 1])
        was = renumber(marked.old_view(text), -moved_on.get(new, 0))
        assert plain(was) == plain(before[old - 1])


@each_pair
def test_blocks_that_came_went_or_moved_are_shown_whole(file: Path) -> None:
    pair = read(file)
    before, after = blocks_of(pair["before"]), blocks_of(pair["after"])
    for line in lines_of(pair):
        if line.role in {"edited", "renumbered"}:
            continue
        assert line.role in {"moved", "split", "joined"} or not marked.MARK.search(line.text)
        breaks = max(len(line.old), len(line.new)) - 1
        assert line.text.count("⏎") == breaks
        for numbers, blocks, view in (
            (line.old, before, marked.old_view(line.text)),
            (line.new, after, marked.new_view(line.text)),
        ):
            parts = view.split("⏎") if len(numbers) > 1 else [view.replace("⏎", " ")]
            shown = [plain(part) for part in parts]
            assert not numbers or shown == [plain(blocks[number - 1]) for number in numbers]


@each_pair
def test_what_is_not_taken_out_is_shown_as_the_new_text_writes_it(file: Path) -> None:
    pair = read(file)
    before, after = blocks_of(pair["before"]), blocks_of(pair["after"])
    for line in lines_of(pair):
        if line.role in {"edited", "added", "moved"}:
            shown = " ".join(marked.new_view(line.text).split(" "))
            assert shown.replace(" ", "") == after[line.new[0] - 1].replace(" ", "")
        for mark in marked.MARK.finditer(line.text):
            assert any((mark["old"] or "") in block for block in before)


@each_pair
def test_a_mark_holds_whole_words_and_no_outer_space(file: Path) -> None:
    pair = read(file)
    for line in lines_of(pair):
        assert not CUT_WORD.search(line.text)
        assert not OUTER_SPACE.search(line.text)
        for span in marked.spans(line.text):
            assert plain(span.old) != plain(span.new), "a mark on mere typography"


@each_pair
def test_the_lines_stand_in_the_order_of_the_new_text(file: Path) -> None:
    pair = read(file)
    before, after, lines = blocks_of(pair["before"]), blocks_of(pair["after"]), lines_of(pair)
    stands = counterparts(lines, before, after)
    places = [_place(line, stands) for line in lines]
    assert sorted(set(places)) == places


def _place(line: Line, stands: dict[int, int]) -> tuple[float, int]:
    """Where a line belongs: a removed block after the last one that stood before it and stays."""
    if line.role == "removed":
        last = max((new for new, old in stands.items() if old < line.old[0]), default=0)
        return last + 0.5, line.old[0]
    return line.new[0] - 0.25 * (line.role == "renumbered"), 0
