"""What is said of changes and alerts."""

from zoneinfo import ZoneInfo

import pytest

from monitor.model import Circumstance, Kind
from monitor.render import words
from monitor.render.words import circumstances, observed, opening, subject
from tests.samples import alert, change

BEIJING = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            Circumstance.MOVED_FROM,
            "https://old.example.org/",
            "it stood at https://old.example.org/",
        ),
        (Circumstance.RETURNS_TO, "3", "this is again what version 3 said"),
        (Circumstance.CONFIRMED_AT, "2026-11-21T12:00:00+00:00", "confirmed at 2026-11-21 20:00"),
        (
            Circumstance.LISTING,
            "showed it last at 2026-11-21T12:00:00Z",
            "the listing showed it last at 2026-11-21 20:00",
        ),
        (Circumstance.DELAY, "5 days", "5 days after the other language version"),
    ],
)
def test_circumstances_are_said_in_words_and_in_the_readers_time(
    name: Circumstance, value: str, said: str
) -> None:
    assert circumstances(change(circumstances={name: value}), BEIJING) == [said]


def test_a_hostile_circumstance_stays_on_its_line() -> None:
    hostile = change(circumstances={Circumstance.SEEN: "leads to\nX\x1b[2J"})

    (said,) = circumstances(hostile, BEIJING)

    assert "\n" not in said
    assert "\x1b" not in said


def test_a_move_says_when_the_document_was_last_where_it_stood() -> None:
    said = observed(change(kind=Kind.MOVED), BEIJING)

    assert said.startswith("last seen where it stood at 2026-11-21 19:30, first seen elsewhere at")


def test_a_group_opens_with_what_it_has_in_common() -> None:
    group = alert(change(1), change(2), type="changes.grouped", total=25, text="+页脚 in 25 of 25")

    assert opening(group) == "embassy-news: 25 edited. +页脚 in 25 of 25"
    assert subject(group) == "[docwatch] embassy-news: 25 edited"


def test_what_is_said_of_documents_and_sources_is_said_alike_everywhere() -> None:
    assert words.joined_by("") == "a person"
    assert words.joined_by("20261121T120000Z-news") == "docwatch, in check 20261121T120000Z-news"
    assert words.shown_by(()) == "none now"
    assert words.shown_by(("listing:zh", "feed:zh")) == "listing:zh, feed:zh"
    assert words.interface_fails("api", "", "500\u202e") == (
        "api fails (last good: never): 500⟨U+202E⟩"
    )
    assert words.silence(1, "2026-11-21 20:00", "") == "1 look since 2026-11-21 20:00 said nothing"
    assert words.gap(("down", "off"), failed=2, missed=1, message="500") == (
        "it did not answer; docwatch was off (2 failed, 1 missed) — 500"
    )
