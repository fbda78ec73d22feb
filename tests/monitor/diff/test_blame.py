from crawler.items import Block
from monitor.diff.blame import Words, blame


def stands(*versions):
    return blame([[Block("paragraph", text) for text in texts] for texts in versions])


FIRST = "各国应当尊重并保护人权，不加任何歧视。"
SECOND = "委员会注意到秘书长的报告。"


def test_a_word_is_as_old_as_the_version_that_put_it_in():
    edited = FIRST.replace("保护", "促进")
    (paragraph,) = stands([FIRST], [edited], [edited])
    assert (paragraph.born, paragraph.since) == (0, 1)
    assert paragraph.words == (
        Words("各国应当尊重并", 0),
        Words("促进", 1),
        Words("人权，不加任何歧视。", 0),
    )


def test_what_moves_keeps_its_origin():
    moved = stands([FIRST, SECOND], [SECOND, FIRST])
    assert [(each.born, each.since) for each in moved] == [(0, 0), (0, 0)]
    (_, edited) = stands([FIRST, SECOND], [SECOND, FIRST.replace("歧视", "区别")])
    assert (edited.born, edited.since) == (0, 1)


def test_looks_numbers_and_cuts_make_nothing_younger():
    looks = stands([FIRST], [FIRST.replace("，", ",")])
    numbers = stands([f"1. {FIRST}"], [f"1. {SECOND}", f"2. {FIRST}"])
    halves = stands([FIRST + SECOND], [FIRST, SECOND])
    assert looks[0].since == 0
    assert [each.since for each in numbers] == [1, 0]
    assert [each.since for each in halves] == [0, 0]


def test_a_paragraph_is_as_old_as_its_version():
    (old, new) = stands([FIRST], [FIRST, SECOND])
    assert (old.born, old.since, new.born, new.since) == (0, 0, 1, 1)


def test_no_version_has_no_paragraphs():
    assert blame([]) == ()
