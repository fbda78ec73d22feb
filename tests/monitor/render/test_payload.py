"""The JSON that a webhook receives."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from monitor.model import Alert, Kind
from monitor.render.payload import MOST_BYTES, body
from tests.samples import GRANT, NOON, alert, change, edit, hunk, trouble

PUBLIC = "https://watch.example.org"


def told(one: Alert, public_url: str = PUBLIC) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(body(one, public_url=public_url))
    return told


def test_an_observed_change_is_told_as_documented():
    one = change(
        8,
        headline="¶8 款项 → 赠款",
        terms=("taiwan",),
        failed_checks=2,
        evidence_before="0a",
        evidence_after="0b",
    )

    assert told(alert(one)) == {
        "type": "changes.observed",
        "timestamp": "2026-11-21T12:00:00Z",
        "schema": 1,
        "data": {
            "source": "embassy-news",
            "check": "k-1",
            "changes": [
                {
                    "id": "c-8",
                    "kind": "edited",
                    "weight": "substantive",
                    "key": "d-8",
                    "url": "https://embassy.example.org/zh/8/",
                    "language": "zh",
                    "title": "关于合作的第8号声明",
                    "headline": "¶8 款项 → 赠款",
                    "observed": {
                        "last_seen": "2026-11-21T11:30:00Z",
                        "first_seen": "2026-11-21T12:00:00Z",
                        "failed_checks": 2,
                    },
                    "circumstances": {},
                    "edits": [
                        {
                            "field": "text",
                            "hunks": [
                                {
                                    "block": 7,
                                    "before": "请秘书长为上述活动提供款项，并提出报告。",
                                    "after": "请秘书长为上述活动提供赠款，并提出报告。",
                                    "diff": [
                                        ["=", "请秘书长为上述活动提供"],
                                        ["-", "款项"],
                                        ["+", "赠款"],
                                        ["=", "，并提出报告。"],
                                    ],
                                }
                            ],
                        }
                    ],
                    "terms": ["taiwan"],
                    "evidence": {"before": "sha256:0a", "after": "sha256:0b"},
                    "history": "https://watch.example.org/docwatch/documents/d-8",
                }
            ],
            "truncated": False,
        },
    }


def test_what_is_not_known_is_null():
    (one,) = told(alert(change(kind=Kind.NEW)), public_url="")["data"]["changes"]

    assert one["observed"]["last_seen"] is None
    assert one["evidence"] == {"before": None, "after": None}
    assert one["history"] is None


def test_the_text_goes_out_as_it_is_and_not_as_numbers():
    assert "赠款".encode() in body(alert())


def test_times_of_any_zone_are_told_in_utc():
    beijing = datetime(2026, 11, 21, 8, 0, 59, 999, tzinfo=timezone(timedelta(hours=8)))
    assert told(alert(created_at=beijing))["timestamp"] == "2026-11-21T00:00:59Z"


def test_a_group_says_how_many_and_what_they_share():
    changes = [change(n, Kind.NEW, terms=("taiwan", f"t{n}")) for n in range(20)]

    data = told(alert(*changes, type="changes.grouped", total=57))["data"]

    assert data["count"] == 57
    assert len(data["changes"]) == 20
    assert data["common"] == {
        "kind": "new",
        "language": "zh",
        "site": "https://embassy.example.org",
        "terms": ["taiwan"],
        "edits": "",
    }


def test_what_a_group_does_not_share_is_not_claimed():
    changes = [change(1, language="zh"), change(2, language="en", url="http://other.example/")]

    common = told(alert(*changes, type="changes.grouped"))["data"]["common"]

    assert common == {"kind": "edited", "language": None, "site": None, "terms": [], "edits": ""}


def test_what_was_edited_alike_everywhere_is_said():
    group = alert(change(1), change(2), type="changes.grouped", text="+新页脚 in 2 of 2")

    assert told(group)["data"]["common"]["edits"] == "+新页脚 in 2 of 2"


def test_circumstances_go_out_by_their_names():
    moved = change(circumstances={"moved_from": "https://old.example.org/"})

    (one,) = told(alert(moved))["data"]["changes"]

    assert one["circumstances"] == {"moved_from": "https://old.example.org/"}


def test_a_broken_source_has_a_message_and_since_when():
    assert told(trouble(since=NOON)) == {
        "type": "source.down",
        "timestamp": "2026-11-21T12:00:00Z",
        "schema": 1,
        "data": {
            "source": "embassy-news",
            "check": "k-1",
            "message": "embassy-news is down",
            "since": "2026-11-21T12:00:00Z",
        },
    }
    assert "since" not in told(trouble())["data"]


def test_a_test_looks_like_the_real_thing():
    data = told(alert(type="test"))["data"]
    assert data["changes"][0]["kind"] == "edited"


def long_edit(hunks: int, unchanged: int, changed: int) -> Any:
    places = [
        hunk(("=", "长" * unchanged), ("-", "旧" * changed), ("+", "新" * changed), block=n)
        for n in range(hunks)
    ]
    return edit(*places)


@pytest.mark.parametrize(
    "changes",
    [
        [change(edits=(long_edit(1, 100_000, 3),))],
        [change(edits=(long_edit(1, 3, 100_000),))],
        [change(edits=(long_edit(5_000, 30, 30),))],
        [change(n, edits=(long_edit(3, 3_000, 30),)) for n in range(20)],
        [change(n, title="很长的题目" * 60) for n in range(220)],
        [change(title="长" * 1_000_000, headline="长" * 1_000_000)],
        [change(url="https://embassy.example.org/" + "x" * 100_000)],
    ],
)
def test_no_alert_is_bigger_than_a_receiver_takes(changes):
    whole = body(alert(*changes), public_url=PUBLIC)

    assert len(whole) <= MOST_BYTES
    assert json.loads(whole)["data"]["truncated"] is True


def test_what_did_not_change_is_the_first_to_be_shortened():
    long = edit(hunk(("=", "长" * 50_000), ("-", "款项"), ("+", "赠款")), GRANT)

    data = told(alert(change(edits=(long,))))["data"]

    first, second = data["changes"][0]["edits"][0]["hunks"]
    assert data["truncated"] is True
    assert first["diff"][1:] == [["-", "款项"], ["+", "赠款"]]
    assert len(first["diff"][0][1]) < 200
    assert second["diff"] == [list(part) for part in GRANT.diff]


def test_the_parts_of_a_shortened_hunk_still_make_up_its_sides():
    data = told(alert(change(edits=(long_edit(50, 2_000, 900),))))["data"]

    for one in data["changes"][0]["edits"][0]["hunks"]:
        assert one["before"] == "".join(text for op, text in one["diff"] if op != "+")
        assert one["after"] == "".join(text for op, text in one["diff"] if op != "-")


def test_hunks_are_left_out_before_changes_are():
    changes = [change(n, edits=(long_edit(400, 100, 100),)) for n in range(15)]

    data = told(alert(*changes))["data"]

    assert [one["key"] for one in data["changes"]] == [one.document for one in changes]


def test_a_long_message_about_a_source_is_shortened():
    assert len(body(trouble(text="坏" * 100_000))) <= MOST_BYTES


def test_half_characters_of_a_page_do_not_make_it_malformed():
    broken = change(
        title="半\ud83d字",
        edits=(
            edit(
                hunk(("+", "\udc00\x00\x1b[2J")),
            ),
        ),
    )

    text = body(alert(broken)).decode("utf-8")

    assert json.loads(text)["data"]["changes"][0]["title"] == "半\ufffd字"


def test_the_same_alert_has_the_same_bytes_on_every_attempt():
    assert body(alert(), public_url=PUBLIC) == body(alert(attempts=5), public_url=PUBLIC)
