"""Snapshots: what was read comes back as it was read."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.items import Block, Document
from monitor.diff import reading_hash, reading_key
from monitor.store import Store
from monitor.store.snapshots import _cut
from tests.monitor.store.parts import DAY, HOUR, NEWS, NOON, admitted, document

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
BLOCKS = st.lists(
    st.builds(Block, st.sampled_from(["heading", "paragraph", "item", "row"]), TEXTS, st.integers())
)


@given(BLOCKS)
def test_blocks_are_cut_out_of_their_text_again(blocks: list[Block]) -> None:
    text = Document(url="", title="", blocks=tuple(blocks)).text
    lengths = [(block.kind, block.level, len(block.text)) for block in blocks]
    assert _cut(text, lengths) == tuple(blocks)


def test_a_reading_comes_back_as_it_was(store: Store) -> None:
    for read in (
        document(),
        document("https://site.example.org/zh/2/", identities=(), blocks=(), fields={}, title=""),
        document("https://site.example.org/zh/3/", cut=True, form="excerpt", language=""),
    ):
        snapshot = admitted(store, read).snapshot
        assert snapshot is not None
        assert store.snapshots.get(snapshot.id) == snapshot
        assert snapshot.reading == read


def test_texts_with_empty_lines_in_a_block_and_beyond_the_first_plane_come_back(
    store: Store,
) -> None:
    blocks = (Block("paragraph", "甲\n\n乙"), Block("item", ""), Block("item", "𠮷👨‍👩‍👧\x00末"))
    snapshot = admitted(store, document(blocks=blocks)).snapshot
    assert snapshot is not None
    assert store.snapshots.get(snapshot.id).reading.blocks == blocks  # type: ignore[union-attr]


def test_a_snapshot_carries_what_it_is_compared_by(store: Store) -> None:
    admitted(store)
    [row] = store._connection.rows("select key, hash, published from snapshots")
    assert row == {
        "key": reading_key(document()),
        "hash": reading_hash(document()),
        "published": "2026-11-20",
    }


def test_the_history_of_a_document_is_in_order(store: Store) -> None:
    watched = admitted(store)
    check = store.checks.begin("news", now=NOON)
    later = document(title="关于签证费的更正")
    store.snapshots.add(
        watched.id, later, check=check, reader="eyes", body="", at=NOON + DAY, why="edited"
    )
    history = store.snapshots.of(watched.id)
    assert [snapshot.why for snapshot in history] == ["seen", "edited"]
    assert [snapshot.reading.title for snapshot in history] == [document().title, later.title]
    assert store.snapshots.of("d-unknown") == []
    assert store.snapshots.get(999) is None


def test_a_document_that_still_stands_so_is_last_seen_later(store: Store) -> None:
    snapshot = admitted(store).snapshot
    assert snapshot is not None
    store.snapshots.seen_again(snapshot.id, at=NOON + HOUR)
    again = store.snapshots.get(snapshot.id)
    assert again is not None
    assert (again.first_seen, again.last_seen) == (NOON, NOON + HOUR)


def test_a_page_that_reads_alike_to_new_eyes_is_theirs(store: Store) -> None:
    snapshot = admitted(store).snapshot
    assert snapshot is not None
    store.snapshots.read_alike(snapshot.id, reader="new eyes")
    assert store.snapshots.get(snapshot.id).reader == "new eyes"  # type: ignore[union-attr]


def test_versions_are_numbered_with_those_of_what_was_joined(store: Store) -> None:
    store.sources.register([NEWS], now=NOON)
    first = admitted(store)
    second = admitted(store, document("https://site.example.org/zh/2/", identities=()))
    assert second.snapshot is not None
    assert store.snapshots.number(second.snapshot) == 1
    with store.transaction():
        store.joins.join(first.id, into=second.id, at=NOON)
    assert store.snapshots.number(second.snapshot) == 2
