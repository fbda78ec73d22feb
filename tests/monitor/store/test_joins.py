"""Who was taken for whom: every join and every split is undone exactly."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.items import Block, Identity
from monitor.check.parting import part, part_by_address, part_by_version
from monitor.model import Watched
from monitor.store import Store
from tests.monitor.store.parts import HOUR, NEWS, NOON, admitted, document
from tests.samples import change

TABLES = ("documents", "addresses", "identities", "sightings", "snapshots", "changes", "edits")
SITE = "https://site.example.org/zh"


def _record(store: Store) -> dict[str, list[dict[str, Any]]]:
    """All that stands where it stands, but who was joined and split when."""
    return {
        table: store._connection.rows(f"select * from {table} order by rowid") for table in TABLES
    }


@contextmanager
def _store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, closing(Store(Path(folder) / "a.db")) as store:
        store.sources.register([NEWS], now=NOON)
        yield store


def _admitted(
    store: Store,
    number: int,
    *,
    urls: int = 1,
    versions: int = 1,
    interfaces: frozenset[str] = frozenset(),
    shared: bool = False,
) -> Watched:
    """A document with so many addresses, and so many versions read at them in turn."""
    places = [f"{SITE}/{number}/{each}/" for each in range(urls)]
    own = (Identity("post-id", str(number)), Identity("slug", f"slug-{number}"))
    common = (Identity("slug", "common"),) if shared else ()
    watched = admitted(store, document(places[0], identities=own + common, title=f"第{number}号"))
    for each, url in enumerate(places[1:], start=1):
        store.addresses.stands("news", url, watched.id)
        store.documents.identify(
            "news", watched.id, document(url, identities=(Identity("slug", f"{number}-{each}"),))
        )
    latest = watched.snapshot
    for version in range(1, versions):
        url = places[version % urls]
        names = (*own, Identity("slug", f"{number}-{version % urls}"), *common)
        reading = document(url, identities=names, blocks=(Block("paragraph", f"第{version}版。"),))
        before, at = latest, NOON + version * HOUR
        check = store.checks.begin("news", now=at)
        latest = store.snapshots.add(
            watched.id, reading, check=check, reader="eyes", body="", at=at, why="edited"
        )
        assert before
        store.changes.add(
            replace(
                change(),
                id=f"c-{number}-{version}",
                source="news",
                check=check,
                document=watched.id,
                snapshot_before=before.id,
                snapshot_after=latest.id,
            )
        )
    for interface in sorted(interfaces):
        store.documents.sighted(watched.id, interface, at=NOON)
    watched = replace(watched, snapshot=latest)
    store.documents.update(watched)
    return watched


shown = st.frozensets(st.sampled_from(["listing:zh", "listing:en", "feed", "sitemap"]))
count = st.integers(1, 4)


@settings(max_examples=25)
@given(one=shown, other=shown, urls=count, versions=count, into=count)
def test_a_join_that_is_split_leaves_everything_where_it_stood(
    one: frozenset[str], other: frozenset[str], urls: int, versions: int, into: int
) -> None:
    with _store() as store:
        first = _admitted(store, 1, urls=urls, versions=versions, interfaces=one, shared=True)
        second = _admitted(store, 2, urls=into, versions=into, interfaces=other, shared=True)
        stood = _record(store)

        for _ in range(2):
            store.joins.join(first.id, into=second.id, at=NOON)
            joined = _record(store)
            assert joined != stood
            assert len(store.snapshots.of(second.id)) == versions + into
            assert len(store.changes.of(second.id)) == versions + into - 2
            store.joins.undo(first.id, at=NOON)
            assert _record(store) == stood

        store.joins.join(first.id, into=second.id, at=NOON)
        assert _record(store) == joined


@settings(max_examples=25)
@given(urls=st.integers(2, 4), versions=st.integers(2, 6), data=st.data())
def test_a_split_that_is_joined_leaves_everything_where_it_stood(
    urls: int, versions: int, data: st.DataObject
) -> None:
    with _store() as store:
        watched = _admitted(store, 1, urls=urls, versions=versions, shared=True)
        stood = _record(store)
        if data.draw(st.booleans()):
            place = data.draw(st.integers(1, urls - 1))
            parting = part_by_address(store, watched, f"{SITE}/1/{place}/")
        else:
            first = store.snapshots.of(watched.id)[data.draw(st.integers(1, versions - 1))]
            parting = part_by_version(store, watched, first)
        other = part(store, parting, at=NOON + 99 * HOUR)
        split = _record(store)
        assert len(store.snapshots.of(other)) + len(store.snapshots.of(watched.id)) == versions

        store.joins.join(other, into=watched.id, at=NOON)
        joined = _record(store)
        gone = [row for row in joined["documents"] if row["id"] == other]
        assert gone[0]["joined_to"] == watched.id
        joined["documents"] = [row for row in joined["documents"] if row["id"] != other]
        assert joined == stood

        store.joins.undo(other, at=NOON)
        assert _record(store) == split


def test_a_chain_of_joins_is_undone_link_by_link_in_any_order() -> None:
    with _store() as store:
        one, two, three = (_admitted(store, number).id for number in (1, 2, 3))
        stood = _record(store)
        store.joins.join(one, into=two, at=NOON)
        store.joins.join(two, into=three, at=NOON)
        assert [watched.id for watched in store.documents.search(one)] == [three]

        store.joins.undo(one, at=NOON)
        assert [watched.id for watched in store.documents.search(one)] == [one]
        assert [watched.id for watched in store.documents.search(two)] == [three]
        store.joins.undo(two, at=NOON)
        assert _record(store) == stood


def test_what_went_on_since_a_join_stays_as_it_is() -> None:
    with _store() as store:
        one, two = (_admitted(store, number) for number in (1, 2))
        store.joins.join(one.id, into=two.id, at=NOON)
        store.documents.unchanged(two.id, seen_at=NOON + HOUR, due_at=NOON + 2 * HOUR)
        store.joins.undo(one.id, at=NOON)
        assert store.documents.standing(two.id).last_seen == NOON + HOUR


def test_documents_are_apart_from_their_split_until_they_are_joined() -> None:
    with _store() as store:
        one, two = (_admitted(store, number).id for number in (1, 2))
        assert not store.joins.are_apart(one, two)
        store.joins.join(one, into=two, at=NOON)
        assert not store.joins.are_apart(one, two)
        store.joins.undo(one, at=NOON)
        assert store.joins.are_apart(one, two)
        assert store.joins.are_apart(two, one)
        store.joins.join(one, into=two, at=NOON)
        assert not store.joins.are_apart(one, two)


def test_every_join_and_split_is_on_record_with_who_did_it() -> None:
    with _store() as store:
        one, two = (_admitted(store, number).id for number in (1, 2))
        check = store.checks.begin("news", now=NOON)
        store.joins.join(one, into=two, at=NOON, check=check)
        store.joins.undo(one, at=NOON + HOUR)
        told = [(each.what, each.document, each.other, each.check) for each in store.joins.of(two)]
        assert told == [("join", one, two, check), ("split", one, two, "")]
        assert store.joins.of(one) == store.joins.of(two)
        assert store.joins.touched("news", since=NOON) == {one, two}
        assert store.joins.touched("news", since=NOON + 2 * HOUR) == frozenset()
