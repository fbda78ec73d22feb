from crawler.items import Block
from monitor.diff import difference
from monitor.diff.patch import patch

BEFORE = [
    "各国应当尊重并保护人权，不加任何歧视。",
    "委员会接受了115项建议。",
    "会议于下午三时结束。",
]
AFTER = [
    "委员会接受了150项建议。",
    "会议于下午三时结束。",
    "各国应当尊重并保护人权，不加任何区别。",
]


def revision():
    return difference(*([Block("paragraph", text) for text in side] for side in (BEFORE, AFTER)))


def test_a_text_that_has_moved_on_takes_what_fits():
    later = ["前言是后来加上的。", *BEFORE[:2], "大会于下午四时结束。"]
    patched = patch(revision(), "\n\n".join(later))
    assert "150项" in patched.text
    assert "115项" not in patched.text
    assert patched.text.startswith("前言是后来加上的。")
    assert "大会于下午四时结束。" in patched.text
    assert patched.text.index("150项") < patched.text.index("不加任何区别")
    assert patched.misfits == ()


def test_what_does_not_fit_is_said_and_left_out_whole():
    patched = patch(revision(), "一个毫不相干的文本。")
    assert [hunk.op for hunk in patched.misfits] == ["edited", "moved"]
    assert patched.text == "一个毫不相干的文本。"
