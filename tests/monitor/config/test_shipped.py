"""The config.yaml that comes with docwatch, and every example in it."""

import re
from pathlib import Path

import pytest

from monitor.config import describe, parse_duration
from monitor.config.shape import SourceShape, TopShape
from monitor.config.tree import read_tree
from monitor.model import Kind, Source
from tests.monitor.config.conftest import Read

ENVIRON = {"DOCWATCH_MAIL_PASSWORD": "p", "DOCWATCH_HOOK_SECRET": "s"}
SHIPPED = Path(__file__).parents[3] / "config.yaml"
LINES = SHIPPED.read_text(encoding="utf-8").splitlines()
# An example is a commented line that begins with a key; everything else after "#" is prose.
EXAMPLE = re.compile(r"( *)# ( *[a-z_-]+:(?: .*)?)")


def blocks() -> list[range]:
    """The runs of lines that are examples."""
    numbers = [number for number, line in enumerate(LINES) if EXAMPLE.fullmatch(line)]
    starts = [number for number in numbers if number - 1 not in numbers]
    ends = [number + 1 for number in numbers if number + 1 not in numbers]
    return [range(start, end) for start, end in zip(starts, ends, strict=True)]


def switched_on(*switched: range) -> str:
    """The file with these examples switched on, each in place of a line that says the same key."""
    lines = list(LINES)
    for block in switched:
        for number in block:
            lines[number] = EXAMPLE.sub(r"\1\2", LINES[number])
        key = lines[block[0]].partition(":")[0] + ":"
        for number, line in enumerate(lines):
            if line.startswith(key) and number not in block:
                lines[number] = ""
    return "\n".join(lines)


def test_the_shipped_file_is_in_order_and_tells_the_console(read: Read):
    config = read("\n".join(LINES))

    [source] = config.sources
    assert (source.name, source.spider, source.notify) == ("embassy-news", "embassy", ("console",))
    assert source.options["url"] == "https://china.usembassy-china.org.cn/zh/news-zh/"
    assert config.warnings == ("contact is not set: sites cannot reach you before they block you",)


@pytest.mark.parametrize("block", blocks(), ids=lambda block: LINES[block[0]].strip("# "))
def test_each_example_is_right_when_it_is_switched_on(read: Read, block: range):
    read(switched_on(block), **ENVIRON)


def test_all_examples_are_right_together(read: Read):
    config = read(switched_on(*blocks()), **ENVIRON)

    assert set(config.channels) == {"console", "desk", "hook"}
    names = [source.name for source in config.sources]
    assert names == ["embassy-news", "ministry-notices", "some-page"]
    assert describe(config)["channels"]["desk"]["password"] == "**********"


def test_every_key_that_there_is_has_its_place_in_the_file(tmp_path: Path):
    file = tmp_path / "config.yaml"
    file.write_text(switched_on(*blocks()), encoding="utf-8")
    shown = read_tree(file).value

    page = shown["sources"]["some-page"]
    assert set(TopShape.model_fields) == set(shown)
    assert set(SourceShape.model_fields) - set(page) == {
        "alarm_after",
        "group_over",
        "lost_share",
        "schedule",
        "cron",
    }


def test_a_commented_default_is_the_default(tmp_path: Path):
    file = tmp_path / "config.yaml"
    file.write_text(switched_on(*blocks()), encoding="utf-8")
    shown = read_tree(file).value
    source = Source(name="a", spider="webpage", options={})

    assert {Kind(kind) for kind in shown["kinds"]} == source.kinds
    assert shown["confirm"]["times"] == source.confirm.times
    assert parse_duration(shown["confirm"]["apart"]) == source.confirm.apart
    assert (shown["alarm_after"], shown["group_over"]) == (source.alarm_after, source.group_over)
    assert shown["lost_share"] == source.lost_share
    assert parse_duration(shown["delay"]) == source.delay
