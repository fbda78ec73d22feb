"""Frozen pages: a folder with a page and page.json reads as its reading.json, to the letter.

The page is page.html, or body.json, body.xml or body.pdf. A new case is a new folder under
tests/pages/<spider>/ and needs no code: `docwatch freeze` makes it.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.items import Page, Reading, Verdict, dump, load
from crawler.options import OPTIONS
from crawler.spiders import SPIDERS

PAGES = Path(__file__).parents[2] / "pages"
CASES = sorted(file.parent for file in PAGES.glob("*/*/page.json"))


def read(case: Path) -> Reading:
    asked = json.loads((case / "page.json").read_text(encoding="utf-8"))
    page = Page(
        url=asked["url"],
        answered=asked.get("answered", ""),
        headers=asked.get("headers", {}),
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        verdict=Verdict.OK,
    )
    spider = SPIDERS[case.parent.name]
    options = OPTIONS[case.parent.name].model_validate(asked["options"])
    (file,) = (*case.glob("page.html"), *case.glob("body.*"))
    return spider.read(page, file.read_bytes(), asked["role"], options)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_frozen_page_reads_as_it_did(case):
    reading = read(case)

    assert reading == load(Reading, (case / "reading.json").read_text(encoding="utf-8"))
    assert reading == load(Reading, dump(reading))


def test_there_are_frozen_pages_for_every_spider():
    assert {case.parent.name for case in CASES} >= {"embassy", "listing", "webpage"}
