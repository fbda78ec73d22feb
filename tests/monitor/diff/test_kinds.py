"""What sort of a difference it is; the written pairs have many more."""

import pytest

from monitor.diff.texts import edited


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("提供款项支持", "提供赠款支持", "term"),
        ("接受了115项建议", "接受了150项建议", "number"),
        ("其中三分之一", "其中三分之二", "number"),
        ("共有四个代表团", "共有五个代表团", "number"),
        ("于2021年3月5日通过", "于2021年3月8日通过", "date"),
        ("会议上午10时开始", "会议上午11时开始", "date"),
        ("on 3 March 2021 it met", "on 4 March 2021 it met", "date"),
        ("请拜登总统讲话", "请特朗普总统讲话", "name"),
        ("在台湾问题上", "在中国台湾问题上", "name"),
        ("the people of Austria met", "the people of Australia met", "name"),
        ("我们同意这一提案", "我们不同意这一提案", "negation"),
        ("各方可以发表声明", "各方不得发表声明", "negation"),
        ("They did agree to it", "They did not agree to it", "negation"),
        ("这个总统说", "这个“总统”说", "quotation"),
        ("会议已经结束。", "会议已经结束？", "punctuation"),
        ("支持人权的发展", "支持人權的發展", "script"),
        ("参见A/76/100号文件", "参见A/76/101号文件", "symbol"),
        ("回顾其第60/251号决议", "回顾其第62/251号决议", "symbol"),
        ("见https://a.example/x 。", "见https://a.example/y 。", "link"),
        ("会议结束。", "会议结束。代表离开了会场。", "sentence_added"),
        ("会议结束。代表离开了会场。", "会议结束。", "sentence_removed"),
        ("我们会谈判，直到成功。", "我们会谈判，在必要的时候，直到成功。", "other"),
        ("各国，应尊重", "各国,应尊重", "typographic"),
    ],
)
def test_a_change_is_of_its_kind(before, after, kind):
    assert {str(each) for each in edited(before, after).kinds} == {kind}


def test_a_number_with_invisible_characters_that_falls_apart_is_no_change_of_script():
    hunk = edited("将在4月1\u20606日前提供设备", "将在 4 月 1 \u2060 6 日前提供设备")

    assert "script" not in {str(each) for each in hunk.kinds}
