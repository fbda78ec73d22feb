from monitor.diff import headline
from monitor.diff.record import dump_hunk, load_hunk
from monitor.diff.telling import shown
from monitor.model import Edit, Kind, Weight

EARLIER = {
    "block": 7,
    "before": "接受115项",
    "after": "接受150项",
    "diff": [["=", "接受"], ["-", "115"], ["+", "150"], ["=", "项"]],
}


def test_what_an_earlier_version_wrote_down_is_read_and_told():
    hunk = load_hunk(EARLIER)
    assert (hunk.op, hunk.old, hunk.kinds) == ("edited", None, ())
    assert [list(part) for part in shown(hunk)] == EARLIER["diff"]
    edit = Edit(field="text", weight=Weight.SUBSTANTIVE, hunks=(hunk,))
    assert headline(Kind.EDITED, (edit,), "", "zh") == "第8段：115 → 150"


def test_a_block_that_came_or_went_in_an_earlier_record_is_told_as_that():
    gone = load_hunk({"block": 10, "before": "不见了。", "after": "", "diff": [["-", "不见了。"]]})
    edit = Edit(field="text", weight=Weight.SUBSTANTIVE, hunks=(gone,))
    assert headline(Kind.EDITED, (edit,), "", "zh") == "删除第11段：不见了。"


def test_what_every_version_wrote_stands_in_what_this_one_writes():
    assert EARLIER.items() <= dump_hunk(load_hunk(EARLIER)).items()
