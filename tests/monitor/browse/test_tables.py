"""Datasette's own tables of the record: labels and links, and nothing of a page at work."""

import json
from zoneinfo import ZoneInfo

import pytest
from datasette.app import Datasette

from monitor.browse.tables import cell, descriptions
from tests.monitor.browse.room import Shelf, links, words

SHA = "ab" * 32


def shown(value: object, column: str) -> str | None:
    served = Datasette(["docwatch.db"])  # opened by nobody
    found = cell(
        value, column, urls=served.urls, database="docwatch", zone=ZoneInfo("Asia/Shanghai")
    )
    return None if found is None else str(found)


@pytest.mark.parametrize(
    ("value", "column", "html"),
    [
        (
            "2026-11-21T08:00:00Z",
            "first_seen",
            '<time datetime="2026-11-21T08:00:00Z" title="2026-11-21 08:00:00 UTC">'
            "2026-11-21 16:00</time>",
        ),
        (SHA, "body", f'<code title="{SHA}">abababababab…</code>'),
        ("d-1", "document", '<a href="/docwatch/documents/d-1">d-1</a>'),
        ("c-1", "change_id", '<a href="/docwatch/changes/c-1">c-1</a>'),
        (
            {"value": "d-1", "label": "<b>通知"},
            "document_id",
            '<a href="/docwatch/documents/d-1">&lt;b&gt;通知</a>',
        ),
        ({"value": 1, "label": "news"}, "source_id", '<a href="/docwatch/sources/1">news</a>'),
        ("a/../b?", "source", '<a href="/docwatch/sources/a%2F..%2Fb%3F">a/../b?</a>'),
        (7, "snapshot_after", '<a href="/docwatch/snapshots/7">7</a>'),
        ('["c-<1"]', "changes", '<a href="/docwatch/changes/c-%3C1">c-&lt;1</a>'),
        ("[]", "changes", "\u2002"),
        ("not json", "changes", None),
        ("x 1", "alert_id", '<a href="/docwatch/alerts?id=x%201">x 1</a>'),
        ('["taiwan", "<i>"]', "terms", "taiwan, &lt;i&gt;"),
        ("\u202e<b>", "title", "⟨U+202E⟩&lt;b&gt;"),
        ("通知", "title", None),
        ("", "document", None),
        (None, "first_seen", None),
        (7, "asked", None),
        ("not json", "hunks", None),
        ("not json", "terms", None),
    ],
)
def test_a_cell_is_shown_for_people(value: object, column: str, html: str | None) -> None:
    assert shown(value, column) == html


def test_the_words_of_an_edit_are_marked_and_escaped() -> None:
    diff = [["=", "提供"], ["-", "款项<b>"], ["+", "赠款"]]
    hunks = json.dumps([{"block": 0, "before": "", "after": "", "diff": diff}])
    assert shown(hunks, "hunks") == "提供<del>款项&lt;b&gt;</del><ins>赠款</ins>"


def test_an_alert_of_many_changes_shows_the_first_ones() -> None:
    cell = shown(json.dumps([f"c-{number}" for number in range(30)]), "changes") or ""
    assert cell.count("<a ") == 3
    assert cell.endswith("and 27 more")


def test_descriptions_are_a_copy_each_time() -> None:
    first = descriptions(["docwatch"])
    first["databases"]["docwatch"]["tables"]["changes"]["description"] = "spoilt"
    again = descriptions(["docwatch"])["databases"]["docwatch"]["tables"]
    assert again["changes"]["description"] != "spoilt"


async def test_tables_show_names_where_the_record_has_numbers(shelf: Shelf) -> None:
    room = shelf.room()
    page = (await room.client.get("/docwatch/changes")).text
    assert f"/docwatch/documents/{shelf.edited.document}" in links(page)
    assert "embassy-news" in words(page)
    assert "What happened, between which two checks" in words(page)
    health = (await room.client.get("/docwatch/source_health")).text
    assert "/docwatch/sources/un-documents" in links(health)


async def test_every_table_and_view_can_be_looked_at(shelf: Shelf) -> None:
    room = shelf.room()
    tables = (await room.client.get("/docwatch.json")).json()
    names = [each["name"] for each in (*tables["tables"], *tables["views"])]
    assert "recent_changes" in names
    assert "blobs" not in names
    for name in names:
        answer = await room.client.get(f"/docwatch/{name}")
        assert answer.status_code == 200, name
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text


async def test_the_tables_lead_back_to_the_pages(shelf: Shelf) -> None:
    page = (await shelf.room().client.get("/docwatch/documents")).text
    assert "/-/docwatch" in links(page)
    assert any("tables.css" in link for link in links(page))
