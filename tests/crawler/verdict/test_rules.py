"""Rules are written so that each of their words can be found in a text as it is looked at."""

import re
from collections.abc import Iterator

import pytest
from opencc import OpenCC

from crawler.verdict.elsewhere import ELSEWHERE
from crawler.verdict.framed import FRAMED
from crawler.verdict.graves import GRAVES
from crawler.verdict.outages import OUTAGES
from crawler.verdict.rules import Rule
from crawler.verdict.tongues import TONGUES
from crawler.verdict.walls import WALLS

RULES = WALLS + OUTAGES + GRAVES + ELSEWHERE + TONGUES + FRAMED


def patterns(rule: Rule) -> Iterator[re.Pattern[str]]:
    for pattern in (rule.title, rule.text, rule.own, rule.lacks, rule.unless, *rule.marks):
        if pattern is not None:
            yield pattern


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_written_in_simplified_characters(rule: Rule) -> None:
    """Texts are read in these: a traditional character would never be found."""
    simplified = OpenCC("t2s").convert
    characters = {char for pattern in patterns(rule) for char in pattern.pattern}

    assert {char for char in characters if simplified(char) != char} == set()
