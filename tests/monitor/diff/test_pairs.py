"""The written pairs, compared mark by mark with what the engine says."""

from pathlib import Path

import pytest
import yaml

from crawler.items import Document
from monitor.diff import compare, difference
from monitor.text import rules
from tests.monitor.diff import editor
from tests.monitor.diff.marked import blocks_of
from tests.monitor.diff.test_pairs_are_well_formed import FILES, read

KNOWN = yaml.safe_load(Path(__file__).with_name("known_differences.yaml").read_text("utf-8"))
# The editor minds where a paragraph is cut; usually we do not, unless a source says so.
EDITORS = rules(mind=["cuts"])


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_the_marks_are_those_of_the_editor(file: Path) -> None:
    pair = read(file)
    before, after = (editor.blocks(blocks_of(pair[side])) for side in ("before", "after"))
    found = difference(before, after)
    is_alike = (
        [editor.tidy(line) for line in editor.marks(found)],
        editor.kinds(found),
    ) == ([editor.tidy(line) for line in blocks_of(pair["marks"])], pair["kinds"])
    if file.stem in KNOWN:
        assert not is_alike, "this pair has become right: take it out of known_differences.yaml"
        return
    assert [editor.tidy(line) for line in editor.marks(found)] == [
        editor.tidy(line) for line in blocks_of(pair["marks"])
    ]
    assert editor.kinds(found) == pair["kinds"]


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_the_weight_is_that_of_the_editor(file: Path) -> None:
    pair = read(file)
    before, after = (
        Document(url="", title="", blocks=tuple(editor.blocks(blocks_of(pair[side]))))
        for side in ("before", "after")
    )
    assert compare(before, after, EDITORS).weight == pair["weight"]


def test_every_known_difference_is_one_of_a_pair() -> None:
    assert set(KNOWN) <= {file.stem for file in FILES}
