"""An alert as a mail."""

import re

import pytest

from monitor.model import Kind
from monitor.render.mail import mail
from tests.samples import GRANT, HALF_AN_HOUR, NOON, alert, change, edit, hunk, trouble

PUBLIC = "https://watch.example.org"


def read(one, public_url=PUBLIC, timezone="Asia/Shanghai"):
    return mail(one, public_url=public_url, timezone=timezone)


def test_the_subject_says_what_happened_first_and_where_last():
    subject, _, _ = read(alert(change(title="关于选举的声明")))
    assert subject == "[docwatch] edited: 关于选举的声明 — embassy-news"


def test_the_subject_of_several_counts_them_by_kind():
    subject, _, _ = read(alert(change(1, Kind.NEW), change(2), change(3, Kind.NEW)))
    assert subject == "[docwatch] embassy-news: 2 new, 1 edited"


def test_the_subject_of_a_group_counts_those_that_are_not_shown_too():
    one = alert(change(1, Kind.ROLLED_OFF), type="changes.grouped", total=57)
    subject, text, html = read(one)
    assert subject == "[docwatch] embassy-news: 57 rolled off"
    assert "… and 56 more" in text
    assert "… and 56 more" in html


def test_a_broken_source_says_so_and_since_when():
    subject, text, html = read(trouble(since=NOON))
    assert subject == "[docwatch] embassy-news is down"
    for part in (text, html):
        assert "embassy-news is down" in part
        assert "2026-11-21 20:00" in part


def test_a_test_cannot_be_mistaken_for_news():
    subject, text, _ = read(alert(type="test"))
    assert subject == "[docwatch] test of the channel desk"
    assert "Nothing happened" in text


@pytest.mark.parametrize("title", ["a\r\nBcc: x@example.org", "a\u2028b\x00\x1b[2Jc", "\ud83d"])
def test_a_title_adds_nothing_to_the_headers(title):
    subject, text, html = read(alert(change(title=title)))
    assert "\n" not in subject
    assert "\r" not in subject
    assert "\x1b" not in subject + text + html
    (subject + text + html).encode()


def test_a_very_long_title_is_shortened_in_the_subject_alone():
    subject, text, _ = read(alert(change(title="长" * 400)))
    assert len(subject) < 200
    assert "长" * 400 in text


def test_a_document_without_a_title_goes_by_its_address():
    assert read(alert(change(7, title=" ")))[0].startswith("[docwatch] edited: https://embassy")


def test_both_parts_are_complete():
    one = change(8, failed_checks=2, terms=("taiwan",), edits=(edit(GRANT),))

    _, text, html = read(alert(one))

    assert "提供[-款项-]{+赠款+}，" in text
    assert re.search(r"<del[^>]*>款项</del><ins[^>]*>赠款</ins>", html)
    assert f'href="{one.url}"' in html
    unmarked = re.sub("<span[^>]*>|</span>", "", html)
    for part in (text, unmarked):
        assert one.title in part
        assert one.url in part
        assert "last seen so at 2026-11-21 19:30" in part
        assert "first seen otherwise at 2026-11-21 20:00 (Asia/Shanghai)" in part
        assert "2 checks in between failed" in part
        assert "taiwan" in part
        assert "https://watch.example.org/docwatch/documents/d-8" in part
        assert "k-1" in part


def test_a_title_stands_on_the_side_on_which_its_writing_begins():
    _, _, html = read(alert(change(8, title="بيان بشأن الزيارة", language="ar")))
    assert re.search(r'<h2 dir="auto"[^>]*><a [^>]*lang="ar"[^>]*>بيان', html)


def test_without_a_public_address_there_is_no_link_to_nowhere():
    _, text, html = read(alert(), public_url="")
    assert "history" not in text
    assert "/docwatch/documents" not in html


def test_looks_close_to_each_other_are_told_to_the_second():
    one = change(last_seen=NOON - HALF_AN_HOUR / 60)
    assert "last seen so at 2026-11-21 11:59:30" in read(alert(one), timezone="UTC")[1]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.NEW, "first seen at 2026-11-21 12:00"),
        (Kind.REMOVED, "last seen at 2026-11-21 11:30, first found gone at 2026-11-21 12:00"),
        (Kind.RESTORED, "seen again at 2026-11-21 12:00"),
        (Kind.MOVED, "first seen elsewhere at 2026-11-21 12:00"),
    ],
)
def test_the_interval_is_told_in_words_that_fit_the_kind(kind, words):
    assert words in read(alert(change(kind=kind)), timezone="UTC")[1]


def test_an_edit_of_another_field_is_named():
    title = edit(hunk(("-", "声明"), ("+", "谈话")), field="title")
    _, text, html = read(alert(change(edits=(title,))))
    assert "title:\n" in text
    assert ">title</p>" in html


def test_what_no_edit_shows_is_said_by_the_headline():
    one = change(kind=Kind.CORRECTED, headline="A/76/100/Corr.1")
    _, text, html = read(alert(one))
    assert "A/76/100/Corr.1" in text
    assert "A/76/100/Corr.1" in html


def test_hostile_text_is_shown_and_does_nothing():
    evil = '"><script>alert(1)</script><img src=https://evil.example/x>'
    one = change(
        title=evil,
        url='javascript:alert("1")',
        headline=evil,
        terms=(evil,),
        language='zh"><script>',
        edits=(edit(hunk(("=", evil), ("+", "\x1b]0;x\x07\u202e"))), edit(field=evil)),
    )

    _, text, html = read(alert(one, source="x", check=evil))

    assert "<script" not in html
    assert "<img" not in html
    assert "href=" not in html.replace(f'href="{PUBLIC}', "")
    assert "\x1b" not in text + html
    assert "\u202e" not in text + html


def test_the_html_fetches_nothing_and_keeps_the_readers_own_colours():
    html = read(alert(change(1), change(2, Kind.REMOVED)))[2]
    assert not re.search(r"<(script|link|style|img|iframe|object)|url\(|@import|src=", html)
    body = re.search(r'<body style="([^"]*)"', html)
    assert body
    assert "color" not in body[1]
    assert 'name="color-scheme" content="light dark"' in html


def test_a_huge_change_makes_a_mail_that_readers_show_whole_and_says_what_it_lacks():
    places = [hunk(("-", "旧" * 300), ("+", "新" * 300), block=n) for n in range(900)]

    _, text, html = read(alert(change(edits=(edit(*places),))))

    assert len(html.encode()) <= 100_000
    assert re.search(r"… and \d+ more places", text)
    assert re.search(r"… and \d+ more places", html)


def test_a_shown_stretch_is_cut_before_any_place_is_left_out():
    long = hunk(("-", "旧" * 30_000), ("+", "新" * 30_000))
    _, text, _ = read(alert(change(edits=(edit(long),))))
    assert "more places" not in text
    assert "…" in text
