"""A refusal of WordPress's API is told from whatever else it may answer."""

import json

import pytest

from crawler.verdict import Refusal


def test_a_refusal_has_a_code_a_message_and_a_status() -> None:
    said = {"code": "rest_no_route", "message": "closed", "data": {"status": 404}}

    assert Refusal.of(json.dumps(said)) == Refusal("rest_no_route", "closed", 404)
    assert Refusal.of(b'{"code": "x", "data": null}') == Refusal("x", "", None)


@pytest.mark.parametrize("body", [b"[]", b"<html>", b'{"code": 1}', b"{}", b"\xff", b"[" * 100_000])
def test_anything_else_is_none(body: bytes) -> None:
    assert Refusal.of(body) is None
