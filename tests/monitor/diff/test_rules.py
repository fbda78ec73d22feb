"""Every rule of comparing, on both sides: what it folds, and what it leaves apart."""

import pytest

from crawler.items import Block, Document
from monitor.diff import compare, reading_key
from monitor.model import Weight
from monitor.text import DEFAULT, RULES, key, rules

SAME = {
    "space": [("各国\n政府", "各国政府"), ("one\u00a0 two\tthree", "one two three")],
    "gaps": [
        ("在 2021 年 APEC 会议", "在2021年APEC会议"),
        ("拜登 （Biden） ，", "拜登（Biden），"),
    ],
    "width": [("２０２１（一）", "2021(一)"), ("结束。", "结束."), ("，；：？！", ",;:?!")],
    "forms": [("ﬁnal", "final"), ("10㎞", "10km"), ("⼈权", "人权"), ("400㎡", "400m2")],
    "invisible": [
        ("全\u200b世\ufeff界\u00ad", "全世界"),
        ("号\u200e12", "号12"),
        ("人\u200d权", "人权"),
    ],
    "quotes": [
        ("“总统”", "「总统」"),
        ("“总统”", '"总统"'),
        ("‘总统’", "“总统”"),
        ("don’t", "don't"),
    ],
    "dashes": [("和平——发展", "和平—发展"), ("2019–2021", "2019-2021"), ("3〜5天", "3~5天")],
    "dots": [("等等……", "等等…"), ("安娜•韦尔登", "安娜·韦尔登")],
    "thousands": [("2 800万美元", "2800万美元"), ("12,400页", "12400页"), ("1,234.5", "1234.5")],
    "cuts": [],
    "script": [("發展", "发展"), ("臺灣", "台湾")],
    "case": [("Human Rights", "human rights")],
}
OTHER = {
    "space": [("not able", "notable"), ("не доступен", "недоступен")],
    "gaps": [("12 34人", "1234人"), ("the rapist", "therapist")],
    "width": [("声明。", "声明？"), ("（一）", "一"), ("、", ",")],
    "forms": [("10²", "102"), ("①", "1"), ("5½", "51/2"), ("H₂O", "H2O"), ("x²", "x2")],
    "invisible": [("می\u200cخواهم", "میخواهم"), ("a\u202eb", "ab")],
    "quotes": [("总统", "“总统”"), ("《公约》", "“公约”"), ("5' tall", '5" tall'), ("its", "it's")],
    "dashes": [("co-operate", "cooperate"), ("5-3", "53")],
    "dots": [("安娜·韦尔登", "安娜韦尔登"), ("完。", "完。。。")],
    "thousands": [("2,80", "280"), ("2021 100", "2021100"), ("1,2", "12"), ("10,200", "1020")],
    "cuts": [],
    "script": [("頭發", "头皮")],
    "case": [("US", "USA")],
}


def test_every_rule_has_its_examples():
    names = [rule.name for rule in RULES]
    assert list(SAME) == list(OTHER) == names
    assert all(rule.folds for rule in RULES)


@pytest.mark.parametrize(
    ("name", "one", "other"), [(name, *pair) for name, pairs in SAME.items() for pair in pairs]
)
def test_what_a_rule_folds_is_the_same_and_counts_for_who_minds_it(name, one, other):
    assert key(one, rules(ignore=[name])) == key(other, rules(ignore=[name]))
    assert key(one, rules(mind=[name])) != key(other, rules(mind=[name]))


@pytest.mark.parametrize(
    ("name", "one", "other"), [(name, *pair) for name, pairs in OTHER.items() for pair in pairs]
)
def test_what_a_rule_leaves_apart_stays_apart(name, one, other):
    assert key(one, rules(ignore=[name])) != key(other, rules(ignore=[name]))


def test_where_a_paragraph_is_cut_counts_for_who_minds_it():
    whole, halves = (
        Document(url="", title="", blocks=tuple(Block("paragraph", text) for text in texts))
        for texts in (
            ["各国应尊重人权。各国也应保护人权。"],
            ["各国应尊重人权。", "各国也应保护人权。"],
        )
    )
    minded = rules(mind=["cuts"])
    assert compare(whole, halves).weight is Weight.TYPOGRAPHIC
    (edit,) = compare(whole, halves, minded).edits
    assert (edit.weight, edit.hunks[0].op) == (Weight.SUBSTANTIVE, "split")
    assert reading_key(whole) == reading_key(halves)
    assert reading_key(whole, minded) != reading_key(halves, minded)


def test_a_source_changes_no_rule_of_another():
    assert rules() == DEFAULT
    assert rules(ignore=["script"], mind=["dashes"]) == (DEFAULT | {"script"}) - {"dashes"}
