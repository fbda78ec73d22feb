"""Traditional characters are read as simplified ones, each by itself."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from crawler.verdict.characters import simplified

JUDGES = """
import sys
from crawler.verdict import judge_response

for text in ("The embassy is open.", "大使馆今日照常对外办公。“通知”", "使館今日休息。"):
    judge_response(status=200, headers={}, body=text.encode(), url="https://a.example/x",
                   answered="https://a.example/x")
    print("opencc" in sys.modules)
"""


def test_a_traditional_character_is_read_as_its_simplified_one() -> None:
    assert simplified("據媒體報導，請諒解") == "据媒体报导，请谅解"
    assert simplified("发言人说：朱镕基") == "发言人说：朱镕基"


@given(st.text())
def test_a_text_stays_as_long_as_it_is(text: str) -> None:
    assert len(simplified(text)) == len(text)


def test_the_table_is_loaded_for_traditional_characters_alone() -> None:
    """A crawl of pages without them does without it."""
    said = subprocess.run(
        [sys.executable, "-c", JUDGES], capture_output=True, text=True, check=True
    ).stdout

    assert said.split() == ["False", "False", "True"]
