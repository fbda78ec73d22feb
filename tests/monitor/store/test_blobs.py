"""Bodies: what goes in comes out, whatever it was compressed against."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.items import sha256
from monitor.errors import StoreError
from monitor.store.blobs import Blobs
from monitor.store.connection import Connection

PAGE = "".join(f"第{number}段：签证处的规定有所更新。" for number in range(800)).encode()


@pytest.fixture
def connection(path: Path) -> Iterator[Connection]:
    with closing(Connection(path)) as one:
        yield one


@pytest.fixture
def blobs(connection: Connection) -> Blobs:
    return Blobs(connection)


def _stored(connection: Connection, name: str) -> int:
    row = connection.row("select length(data) as n from blobs where sha256 = :n", {"n": name})
    assert row is not None
    return int(row["n"])


@given(st.lists(st.binary(max_size=400), min_size=1, max_size=6))
def test_every_body_comes_out_as_it_went_in(bodies: list[bytes]) -> None:
    with closing(Connection(Path(":memory:"))) as connection:
        blobs, before = Blobs(connection), ""
        names = []
        for body in bodies:
            before = blobs.put(body, like=before)
            names.append(before)
        assert names == [sha256(body) for body in bodies]
        assert [blobs.get(name) for name in names] == bodies


def test_a_later_body_of_a_page_takes_little_room(blobs: Blobs, connection: Connection) -> None:
    first = blobs.put(PAGE)
    later = blobs.put(PAGE.replace("第7段".encode(), "第八段".encode()), like=first)
    assert _stored(connection, later) < 200
    assert "第八段" in blobs.get(later).decode()


def test_a_body_unlike_the_earlier_one_is_stored_by_itself(
    blobs: Blobs, connection: Connection
) -> None:
    first = blobs.put(PAGE)
    other = blobs.put(Random(7).randbytes(5000), like=first)
    blobs.drop(first)
    assert not blobs.has(first)
    assert len(blobs.get(other)) == 5000
    assert connection.rows("select 1 from blobs where base is not null") == []


def test_a_chain_of_likeness_is_never_longer_than_one(blobs: Blobs, connection: Connection) -> None:
    name = blobs.put(PAGE)
    for number in range(10):
        name = blobs.put(PAGE + f"附注{number}".encode(), like=name)
    rows = connection.rows("select distinct base from blobs where base is not null")
    assert [row["base"] for row in rows] == [sha256(PAGE)]


def test_a_body_that_others_are_read_with_stays_and_goes_with_the_last(blobs: Blobs) -> None:
    base = blobs.put(PAGE)
    later = blobs.put(PAGE + b".", like=base)
    blobs.drop(base)
    assert blobs.get(later) == PAGE + b"."

    blobs.drop(later)
    assert not blobs.has(later)
    assert not blobs.has(base)


def test_the_same_body_twice_is_kept_once(blobs: Blobs, connection: Connection) -> None:
    assert blobs.put(PAGE) == blobs.put(PAGE, like=sha256(PAGE))
    assert len(connection.rows("select 1 from blobs")) == 1


def test_likeness_to_a_body_that_is_not_kept_does_no_harm(blobs: Blobs) -> None:
    assert blobs.get(blobs.put(PAGE, like="0" * 64)) == PAGE


def test_a_body_that_is_not_there_is_named(blobs: Blobs) -> None:
    with pytest.raises(StoreError, match="0000 is not in the record"):
        blobs.get("0000")


@pytest.mark.parametrize("damage", [b"not zstd at all", b""])
def test_a_damaged_body_is_an_error_and_never_handed_out(
    blobs: Blobs, connection: Connection, damage: bytes
) -> None:
    name = blobs.put(PAGE)
    connection.write("update blobs set data = :data", {"data": damage})
    with pytest.raises(StoreError, match="restore it from a backup"):
        blobs.get(name)


def test_a_body_exchanged_for_another_is_noticed(blobs: Blobs, connection: Connection) -> None:
    name, other = blobs.put(PAGE), blobs.put(b"forged")
    connection.write(
        "update blobs set data = (select data from blobs where sha256 = :other) where sha256 = :n",
        {"other": other, "n": name},
    )
    with pytest.raises(StoreError, match="is damaged in the record"):
        blobs.get(name)


def _framed(text: str) -> bytes:
    """A page whose frame is the larger part of it."""
    draw = Random(11)
    menu = "".join(f"<li>{draw.randrange(10**9)}</li>" for _ in range(900))
    return f"<nav>{menu}</nav><main>{text}</main>".encode()


def test_of_another_page_of_the_site_only_what_is_its_own_takes_room(
    blobs: Blobs, connection: Connection
) -> None:
    frame = blobs.put(_framed("关于领事服务的通知"))
    page = blobs.put(_framed("关于签证的通知"), frame=frame)
    later = blobs.put(_framed("关于签证的新通知"), like=page, frame=frame)
    assert _stored(connection, frame) > 3000
    assert _stored(connection, page) < 300
    assert _stored(connection, later) < 300
    assert [blobs.get(name) for name in (frame, page, later)] == [
        _framed(text) for text in ("关于领事服务的通知", "关于签证的通知", "关于签证的新通知")
    ]


def test_a_frame_stays_while_a_page_is_read_with_it_and_goes_with_the_last(blobs: Blobs) -> None:
    frame = blobs.put(_framed("甲"))
    page = blobs.put(_framed("乙"), frame=frame)
    later = blobs.put(_framed("丙"), like=page, frame=frame)
    blobs.drop(frame)
    blobs.drop(page)
    assert blobs.get(later) == _framed("丙")
    blobs.drop(later)
    assert not any(map(blobs.has, (frame, page, later)))


def test_what_has_a_frame_or_a_base_or_is_large_is_no_frame(blobs: Blobs) -> None:
    frame = blobs.put(_framed("甲"))
    page = blobs.put(_framed("乙"), frame=frame)
    later = blobs.put(_framed("甲 "), like=frame)
    large = blobs.put(Random(3).randbytes(300_000))
    assert blobs.can_frame(frame)
    assert not any(map(blobs.can_frame, (page, later, large, "unknown")))
