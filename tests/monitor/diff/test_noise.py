"""Real pages, captured twice: noise is not told, and what changed is.

Here every ninth pair, and all exceptions; `python -m tests.bench.noise` has all of them.
"""

import pytest

from tests.monitor.diff.noise import EXCEPTIONS, Pair, is_as_labelled, pairs, weight

ALL = pairs()
SOME = [pair for at, pair in enumerate(ALL) if at % 9 == 0 or pair.id in EXCEPTIONS]


@pytest.mark.skipif(not ALL, reason="the pairs of captures are not beside the project")
@pytest.mark.parametrize("pair", SOME, ids=[pair.id for pair in SOME])
def test_a_pair_weighs_what_its_label_says(pair: Pair) -> None:
    assert is_as_labelled(pair, weight(pair)) == (pair.id not in EXCEPTIONS)
