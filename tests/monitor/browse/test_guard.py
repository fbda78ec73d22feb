"""The door: a stranger's page that leads its own name to this machine reads nothing here."""

from typing import Any

import httpx
import pytest

from monitor.browse.guard import Guard, host_name
from monitor.browse.serve import door
from tests.monitor.browse.room import Shelf

PUBLIC = "https://watch.example.org/reading"


def client(shelf: Shelf, *, host: str = "127.0.0.1", **others: Any) -> httpx.AsyncClient:
    """Somebody before the door of a room that listens at `host`."""
    app = door(shelf.room(**others), host)
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:8001"
    )


async def asked_as(name: str, shelf: Shelf, path: str = "/", **others: Any) -> httpx.Response:
    async with client(shelf, **others) as somebody:
        return await somebody.get(path, headers={"host": name})


@pytest.mark.parametrize(
    "name",
    [
        "127.0.0.1",
        "127.0.0.1:8001",
        "localhost:8001",
        "LocalHost",
        "localhost.",
        "[::1]:8001",
        "192.168.1.7:8001",
        "watch.example.org",
        "WATCH.example.org:443",
    ],
)
async def test_the_room_answers_to_its_own_names(shelf: Shelf, name: str) -> None:
    assert (await asked_as(name, shelf, "/reading/", public_url=PUBLIC)).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "evil.example.com",
        "evil.example.com:8001",
        "127.0.0.1.evil.example.com",
        "localhost.evil.example.com",
        "evil.example.com@127.0.0.1.nip.example",
        "xlocalhost",
        "watch.example.org.evil.example.com",
        "[::1",
        "",
        "例子.example",
    ],
)
@pytest.mark.parametrize("path", ["/", "/docwatch/snapshots.json", "/docwatch/changes.csv", "/-/x"])
async def test_a_name_that_is_not_ours_reads_nothing(shelf: Shelf, name: str, path: str) -> None:
    async with client(shelf, public_url=PUBLIC) as somebody:
        answer = await somebody.get(path, headers={"host": name.encode()})
    assert answer.status_code == 421
    assert "public_url" in answer.text
    assert shelf.edited.title not in answer.text


async def test_a_host_that_was_named_on_the_command_line_is_ours(shelf: Shelf) -> None:
    named = "archive.example.net"
    assert (await asked_as(named, shelf, host=named)).status_code == 200
    assert (await asked_as(named, shelf)).status_code == 421


@pytest.mark.parametrize("hosts", [[], [b"localhost", b"evil.example.com"]])
async def test_no_name_and_two_names_are_no_names_of_ours(hosts: list[bytes]) -> None:
    said: list[dict[str, Any]] = []

    async def nobody(*_: Any) -> None:
        pytest.fail("the room was reached")

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    scope = {"type": "http", "path": "/", "headers": [(b"host", host) for host in hosts]}
    await Guard(nobody, names=())(scope, nobody, send)
    assert said[0]["status"] == 421


@pytest.mark.parametrize(
    "page",
    ["databases.json", "threads.json", "metadata.json", "plugins", "messages", "allow-debug"],
)
@pytest.mark.parametrize("base", ["", "/reading"])
async def test_datasette_says_nothing_of_its_machine(shelf: Shelf, page: str, base: str) -> None:
    answer = await asked_as("localhost", shelf, f"{base}/-/{page}", public_url=PUBLIC)
    assert answer.status_code == 404
    assert str(shelf.path) not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/docwatch/documents",
        "/docwatch/documents.json",
        "/docwatch/blobs",
        "/docwatch/nothing",
        "/-/static/app.css",
    ],
)
async def test_no_answer_can_be_read_or_framed_by_another_site(shelf: Shelf, path: str) -> None:
    async with client(shelf) as somebody:
        answer = await somebody.get(path, headers={"origin": "http://evil.example.com"})
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "default-src" in answer.headers["content-security-policy"]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in answer.headers


async def test_our_pages_keep_their_stricter_policy(shelf: Shelf) -> None:
    policy = (await asked_as("localhost", shelf)).headers.get_list("content-security-policy")
    assert len(policy) == 1
    assert "unsafe" not in policy[0]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (PUBLIC, "watch.example.org"),
        ("https://[::1]:8001/", "::1"),
        ("//LOCALHOST.:80", "localhost"),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_a_host_is_told_from_its_port(url: str, name: str) -> None:
    assert host_name(url) == name
