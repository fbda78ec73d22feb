"""The server: where it listens, and what it says when it cannot."""

import socket
from pathlib import Path

import pytest

from monitor.browse.serve import serve
from monitor.errors import DocwatchError
from tests.monitor.browse.room import Shelf


def test_a_taken_port_is_said_in_a_line(shelf: Shelf) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(DocwatchError, match=rf"127.0.0.1:{port} .*--port"):
            serve(shelf.room(), host="127.0.0.1", port=port, ready=lambda _: None)


def test_the_live_file_is_never_served_as_immutable(shelf: Shelf) -> None:
    assert shelf.room().databases["docwatch"].is_mutable


async def test_a_refused_address_leaves_no_trace_of_who_asked(
    shelf: Shelf, capfd: pytest.CaptureFixture[str]
) -> None:
    cookie = {"cookie": "session=very-secret"}
    answer = await shelf.room().client.get("/docwatch/blobs.json?x=1", headers=cookie)
    other = await shelf.room().client.get("/docwatch/nothing.json", headers=cookie)
    assert (answer.status_code, other.status_code) == (403, 404)
    told = capfd.readouterr()
    assert "very-secret" not in told.out + told.err


async def test_a_file_by_any_name_has_the_same_permanent_addresses(
    shelf: Shelf, tmp_path: Path
) -> None:
    named = tmp_path / "my history.db"
    named.write_bytes(shelf.path.read_bytes())
    room = Shelf(named, shelf.edited, shelf.removed, shelf.hostile).room()
    for path in ("/", f"/docwatch/documents/{shelf.edited.document}"):
        assert (await room.client.get(path)).status_code == 200
