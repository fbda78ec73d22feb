"""What crosses the seam: frozen, and the same after a trip through JSON."""

import dataclasses
import json
from datetime import UTC, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from crawler import items
from crawler.items import (
    ABSENT,
    BELIEVABLE,
    Block,
    Document,
    Finding,
    Identity,
    Known,
    Link,
    Order,
    Page,
    Reading,
    Verdict,
    dump,
    fingerprint,
    load,
    sha256,
)

NOUNS = [noun for noun in vars(items).values() if dataclasses.is_dataclass(noun)]

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TABLES = st.dictionaries(TEXT, TEXT, max_size=3)
ROLES = st.sampled_from(["listing", "document", "probe"])
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(-timedelta(hours=5))])


def _many(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=3).map(tuple)


BLOCKS = st.builds(
    Block, st.sampled_from(["heading", "paragraph", "numbered", "item", "row", "footnote"]), TEXT
)
IDENTITIES = st.builds(
    Identity, st.sampled_from(["canonical", "slug", "post-id", "symbol", "url"]), TEXT
)
DOCUMENTS = st.builds(
    Document,
    url=TEXT,
    title=TEXT,
    identities=_many(IDENTITIES),
    dates=TABLES,
    blocks=_many(BLOCKS),
    fields=TABLES,
    remarks=TABLES,
    twins=TABLES,
    cut=st.booleans(),
    read_by=TABLES,
)
READINGS = st.builds(
    Reading,
    documents=_many(DOCUMENTS),
    follow=_many(st.builds(Link, TEXT, ROLES)),
    interface=TEXT,
    ends=st.booleans(),
)
PAGES = st.builds(
    Page,
    url=TEXT,
    status=st.none() | st.integers(100, 599),
    headers=TABLES,
    fetched_at=st.datetimes(timezones=ZONES),
    verdict=st.sampled_from(Verdict),
)
FINDINGS = st.builds(Finding, page=PAGES, role=ROLES, reading=READINGS)
KNOWN = st.builds(
    Known, url=TEXT, role=ROLES, etag=TEXT, due=st.booleans(), reading=st.none() | READINGS
)
OPTIONS = st.dictionaries(TEXT, TEXT | st.integers() | st.lists(TEXT, max_size=2), max_size=3)
ORDERS = st.builds(
    Order,
    source=TEXT,
    spider=TEXT,
    options=OPTIONS,
    known=_many(KNOWN),
    delay=st.floats(0, 60),
    budget=st.none() | st.integers(0, 9999),
)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_everything_that_crosses_the_seam_is_frozen(noun: type) -> None:
    assert noun.__dataclass_params__.frozen  # type: ignore[attr-defined]


@given(FINDINGS)
def test_a_finding_survives_a_trip_through_json(finding: Finding) -> None:
    again = load(Finding, dump(finding))
    assert again == finding
    assert again.page.fetched_at.utcoffset() == finding.page.fetched_at.utcoffset()


@given(ORDERS)
def test_an_order_survives_a_trip_through_json(order: Order) -> None:
    assert load(Order, dump(order)) == order


def test_json_of_chinese_is_to_be_read_by_people() -> None:
    text = dump(Document(url="https://site.example.org/", title="关于签证费的通知"))
    assert json.loads(text)["title"] == "关于签证费的通知"
    assert "关于签证费的通知" in text


def test_what_is_no_finding_is_refused() -> None:
    with pytest.raises(ValidationError):
        load(Finding, '{"page": {"url": "https://site.example.org/", "verdict": "fine"}}')


def test_a_text_is_its_blocks_with_an_empty_line_between() -> None:
    blocks = (Block("heading", "费用", 2), Block("paragraph", "请在面谈前\n三天交费。"))
    assert Document(url="", title="", blocks=blocks).text == "费用\n\n请在面谈前\n三天交费。"
    assert Document(url="", title="").text == ""


def test_no_verdict_is_both_believed_and_absent() -> None:
    assert not BELIEVABLE & ABSENT
    assert {Verdict.OK, Verdict.NOT_MODIFIED} == BELIEVABLE


def test_a_body_has_the_name_that_sha_256_gives_it() -> None:
    # RFC 6234 and every `sha256sum`: the digest of nothing at all.
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(OPTIONS)
def test_a_fingerprint_does_not_depend_on_the_order_of_keys(options: dict[str, Any]) -> None:
    backwards = dict(reversed(options.items()))
    assert fingerprint(options) == fingerprint(backwards)
    assert fingerprint(options) != fingerprint(options | {"one more": "值"})
