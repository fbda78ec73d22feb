"""Less of a change, where there is no room for all of it."""

from itertools import pairwise

from monitor.render.fit import SIZES, Size, shortened, sized
from tests.samples import GRANT, change, edit, hunk


def test_the_first_size_leaves_everything():
    assert sized(change(), SIZES[0]) == change()


def test_sizes_only_shrink():
    for more, less in pairwise(SIZES):
        assert less.unchanged <= more.unchanged
        assert less.text <= more.text
        assert less.hunks <= more.hunks
        assert less != more


def test_what_changed_is_kept_longer_than_what_did_not():
    one = change(edits=(edit(hunk(("=", "长" * 99), ("-", "旧" * 99)), GRANT),))

    (first,) = sized(one, Size(unchanged=10, text=50, hunks=1)).edits[0].hunks

    assert first.diff == (
        ("=", "长" * 5 + "…" + "长" * 5),
        ("-", "旧" * 25 + " [… 49 …] " + "旧" * 25),
    )
    assert first.before == "".join(text for _, text in first.diff)
    assert first.after == first.diff[0][1]


def test_a_text_is_shortened_in_its_middle():
    assert shortened("甲乙丙丁戊己", 6) == "甲乙丙丁戊己"
    assert shortened("甲乙丙丁戊己", 4) == "甲乙…戊己"
