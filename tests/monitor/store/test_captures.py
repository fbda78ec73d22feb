"""Captures: of a run of equal readings the first and the latest page are kept."""

import sqlite3
from contextlib import closing
from datetime import datetime

from crawler.items import Verdict, sha256
from monitor.store import Store
from tests.monitor.store.parts import HOUR, NOON, URL, admitted, document, page


def _keep(store: Store, body: bytes, state: str, at: datetime = NOON, **others: object) -> None:
    store.captures.keep("news", page(body, at=at, **others), body, state=state)


def _kept(store: Store, bodies: list[bytes]) -> list[bytes]:
    return [body for body in bodies if store.captures.has(sha256(body))]


def test_of_a_run_the_first_and_the_latest_are_kept(store: Store) -> None:
    bodies = [b"a1", b"a2", b"a3", b"a4"]
    for body in bodies:
        _keep(store, body, "A")
    assert _kept(store, bodies) == [b"a1", b"a4"]


def test_every_run_keeps_its_own_ends(store: Store) -> None:
    bodies = [b"a1", b"a2", b"a3", b"b1", b"a4", b"a5", b"a6"]
    for body in bodies:
        _keep(store, body, body.decode()[0])
    assert _kept(store, bodies) == [b"a1", b"a3", b"b1", b"a4", b"a6"]


def test_a_bad_answer_in_between_does_not_end_a_run(store: Store) -> None:
    _keep(store, b"a1", "A")
    _keep(store, b"no", "blocked", verdict=Verdict.BLOCKED)
    for body in (b"a2", b"a3"):
        _keep(store, body, "A")
    assert _kept(store, [b"a1", b"no", b"a2", b"a3"]) == [b"a1", b"no", b"a3"]


def test_the_same_page_again_only_moves_its_last_time(store: Store) -> None:
    _keep(store, b"a1", "A")
    _keep(store, b"a1", "A", at=NOON + HOUR)
    kept = store.captures.of_body("news", sha256(b"a1"))
    assert kept is not None
    assert kept["first_seen"] == "2026-11-21T12:00:00Z"


def test_a_page_that_a_snapshot_was_read_from_is_never_thinned_out(store: Store) -> None:
    _keep(store, b"a1", "A")
    _keep(store, b"a2", "A")
    check = store.checks.begin("news", now=NOON)
    watched = admitted(store)
    store.snapshots.add(
        watched.id,
        document(),
        check=check,
        reader="eyes",
        body=sha256(b"a2"),
        at=NOON,
        why="seen",
    )
    for body in (b"a3", b"a4", b"a5"):
        _keep(store, body, "A")
    assert _kept(store, [b"a1", b"a2", b"a3", b"a4", b"a5"]) == [b"a1", b"a2", b"a5"]
    assert store.captures.of_body("news", sha256(b"a2")) is not None


def test_two_addresses_do_not_share_a_run(store: Store) -> None:
    for number in range(3):
        _keep(store, b"one %d" % number, "A")
        _keep(store, b"two %d" % number, "A", url=f"{URL}two/")
    every = [b"%s %d" % (word, n) for word in (b"one", b"two") for n in range(3)]
    assert _kept(store, every) == [b"one 0", b"one 2", b"two 0", b"two 2"]


def test_a_capture_comes_with_its_headers_and_where_it_came_from(store: Store) -> None:
    _keep(store, b"a1", "A", headers={"content-type": "text/html; charset=gb2312"})
    kept = store.captures.of_body("news", sha256(b"a1"))
    assert kept is not None
    assert (kept["url"], kept["status"]) == (URL, 200)
    assert kept["headers"] == {"content-type": "text/html; charset=gb2312"}
    assert store.captures.body(sha256(b"a1")) == b"a1"
    assert store.captures.of_body("news", sha256(b"other")) is None


def test_304_says_that_the_latest_good_page_stands(store: Store) -> None:
    _keep(store, b"a1", "A")
    _keep(store, b"no", "blocked", verdict=Verdict.BLOCKED)
    store.captures.still_there("news", URL, NOON + HOUR)
    rows = store._connection.rows("select verdict, last_seen from captures order by id")
    assert [(row["verdict"], row["last_seen"]) for row in rows] == [
        ("ok", "2026-11-21T13:00:00Z"),
        ("blocked", "2026-11-21T12:00:00Z"),
    ]


def test_what_surrounds_the_text_of_all_pages_of_a_source_is_kept_once(store: Store) -> None:
    menu = "".join(f"<li>{sha256(bytes([n]))}</li>" for n in range(200))
    bodies = [f"<nav>{menu}</nav><main>第{n}号通知</main>".encode() for n in range(4)]
    for number, body in enumerate(bodies):
        store.captures.keep("news", page(body, url=f"{URL}{number}/"), body, state="A")
    assert [store.captures.body(sha256(body)) for body in bodies] == bodies
    with closing(sqlite3.connect(store.path)) as db:
        sizes = [size for (size,) in db.execute("select length(data) from blobs order by rowid")]
    assert sizes[0] > 5000
    assert max(sizes[1:]) < 200


def test_a_page_that_was_refused_stands_for_no_other(store: Store) -> None:
    _keep(store, b"no" * 500, "blocked", verdict=Verdict.BLOCKED)
    _keep(store, b"no" * 500 + b"a1", "A")
    with closing(sqlite3.connect(store.path)) as db:
        assert db.execute("select count(*) from blobs where frame is not null").fetchone() == (0,)
