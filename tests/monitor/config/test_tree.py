"""YAML without its surprises."""

from pathlib import Path

import pytest

from monitor.config.tree import Slip, in_order, read_tree, spell
from monitor.errors import ConfigError


def tree(tmp_path: Path, text: str):
    file = tmp_path / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return read_tree(file)


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        tree(tmp_path, text)
    [mistake] = caught.value.mistakes
    return mistake.message


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"),  # Norwegian, not false
        ("on", "on"),
        ("12:30", "12:30"),
        ("2026-11-21", "2026-11-21"),
        ("0x10", "0x10"),
        ("1e3", "1e3"),
        ("A/76/100", "A/76/100"),
        ("签证", "签证"),
        ('"3"', "3"),
        ("!!str 3", "3"),
        ("3", 3),
        ("-3", -3),
        ("0.5", 0.5),
        ("true", True),
        ("False", False),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_a_plain_word_is_text_unless_it_is_plainly_not(tmp_path: Path, written, read):
    assert {"key": read} == tree(tmp_path, f"key: {written}").value


def test_keys_are_text_as_they_are_written(tmp_path: Path):
    assert tree(tmp_path, "2026: 1\nno: 2\nnull: 3").value == {"2026": 1, "no": 2, "null": 3}


def test_a_key_written_twice_is_named_with_both_its_lines(tmp_path: Path):
    found = tree(tmp_path, "a:\n  b: 1\n  c: 2\n  b: 3\n")

    assert found.value == {"a": {"b": 1, "c": 2}}
    assert [Slip(("a", "b"), "is there twice: on line 2 and on line 4")] == found.slips


def test_an_empty_value_is_a_mistake_wherever_it_stands(tmp_path: Path):
    slips = tree(tmp_path, "a:\nb: [1, ~]\nc: {d: }\n").slips

    assert [slip.place for slip in slips] == [("a",), ("b", 1), ("c", "d")]
    assert {"is empty; give it a value, or take it out"} == {slip.message for slip in slips}


def test_an_anchor_may_be_used_again(tmp_path: Path):
    found = tree(tmp_path, "a: &a [main, article]\nb: *a\n")

    assert found.value == {"a": ["main", "article"], "b": ["main", "article"]}
    assert found.slips == []


def test_a_value_that_contains_itself_does_not_hang(tmp_path: Path):
    assert [Slip(("a", 0), "contains itself")] == tree(tmp_path, "a: &a [*a]").slips


@pytest.mark.parametrize("depth", [20, 200, 3000])
def test_brackets_without_end_are_no_traceback(tmp_path: Path, depth: int):
    text = f"a: {'[' * depth}{']' * depth}"
    try:
        [slip] = tree(tmp_path, text).slips
    except ConfigError as error:
        assert "far too deep" in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert "far too deep" in slip.message


def test_a_tag_is_not_obeyed(tmp_path: Path):
    text = "a: !!python/name:os.system x\nb: !!int x\nc: !secret x\n"

    slips = tree(tmp_path, text).slips

    assert [slip.place for slip in slips] == [("a",), ("b",), ("c",)]


def test_a_key_that_is_a_list_is_a_mistake_with_its_line(tmp_path: Path):
    assert [Slip(("a",), "line 2: a key is one word")] == tree(tmp_path, "a:\n  [b]: 1\n").slips


def test_wrong_syntax_is_named_with_line_and_column(tmp_path: Path):
    message = refusal(tmp_path, "database: docwatch.db\nsources: {a: [}\n")

    assert message.startswith("not valid YAML: line 2, column 15: ")


def test_a_tab_is_explained(tmp_path: Path):
    message = refusal(tmp_path, "sources:\n\ta: 1\n")

    assert "line 2, column 1" in message
    assert message.endswith("; indent with blanks, not with tabs")


def test_wrong_syntax_does_not_repeat_what_may_be_a_secret(tmp_path: Path):
    assert "geheim" not in refusal(tmp_path, "password: *geheim")
    assert "geheim" not in refusal(tmp_path, 'password: !geheim!x "a"')


def test_a_control_character_is_named(tmp_path: Path):
    assert "number 7" in refusal(tmp_path, "a: \a")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: {b: c\nd: [e\nf: g ]\n", "expected ',' or '}', but got ':'"),
        ("a:\n  b: c\n d: e\n", "look at the indentation"),
        ("a: b: c\n", "in quotes"),
        ("a: {b: 'c}\n", "is not closed"),
        ("a:\n\tb: c\n", "with blanks, not with tabs"),
    ],
)
def test_wrong_syntax_is_said_in_whole_words_with_what_to_do(tmp_path: Path, text: str, said: str):
    assert said in refusal(tmp_path, text)


def test_two_documents_in_one_file_are_refused(tmp_path: Path):
    assert "not valid YAML: line 2" in refusal(tmp_path, "a: 1\n---\nb: 2\n")


@pytest.mark.parametrize("text", ["", "\n# only a comment\n", "---\n", "~", "\ufeff"])
def test_an_empty_file_is_answered_with_a_beginning(tmp_path: Path, text: str):
    assert refusal(tmp_path, text).startswith(("the file is empty. Begin with:", "expected keys"))


@pytest.mark.parametrize("text", ["- a\n- b\n", "just a sentence"])
def test_a_file_without_keys_is_refused(tmp_path: Path, text: str):
    assert "expected keys and values" in refusal(tmp_path, text)


def test_a_byte_order_mark_is_not_part_of_the_first_key(tmp_path: Path):
    assert tree(tmp_path, "\ufeffa: 1").value == {"a": 1}


def test_a_file_in_another_encoding_is_named_with_the_line(tmp_path: Path):
    file = tmp_path / "config.yaml"
    file.write_bytes("contact: a@b.org\nname: 中国\n".encode("gb18030"))

    with pytest.raises(ConfigError, match=r"not UTF-8 \(line 2\); save it as UTF-8"):
        read_tree(file)


def test_a_folder_is_no_file(tmp_path: Path):
    with pytest.raises(ConfigError, match="this is a folder; name the file in it"):
        read_tree(tmp_path)


def test_a_file_that_cannot_be_read_is_no_traceback(tmp_path: Path):
    file = tmp_path / "config.yaml"
    file.symlink_to(file)

    with pytest.raises(ConfigError, match="the file cannot be read"):
        read_tree(file)


def test_mistakes_come_in_the_order_of_the_file_and_once_a_place(tmp_path: Path):
    lines = tree(tmp_path, "b: {x: 1, y: 2}\na: 3\n").lines
    slips = [
        Slip(("a",), "first"),
        Slip(("a",), "second"),
        Slip(("b", "z"), "of b"),
        Slip(("b", "y"), "of y"),
        Slip((), "of the whole"),
    ]

    ordered = in_order(slips, lines)

    assert [str(one) for one in ordered] == ["of the whole", "b.z: of b", "b.y: of y", "a: first"]


def test_a_place_is_spelled_as_people_write_it():
    assert spell(("channels", "desk", "to", 0)) == "channels.desk.to[0]"
    assert spell(()) == ""
