"""What the readers of a site's interfaces are given in their tests."""

from datetime import UTC, datetime
from typing import Any

from crawler.items import Page, Verdict
from crawler.options import EmbassyOptions

HOME = "https://site.example.org"


def options(**others: Any) -> EmbassyOptions:
    return EmbassyOptions.model_validate({"url": f"{HOME}/zh/news-zh/", **others})


def page(path: str, content_type: str = "", **headers: str) -> Page:
    url = path if "://" in path else f"{HOME}{path}"
    said = {"content-type": content_type} if content_type else {}
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    return Page(url=url, headers=said | headers, fetched_at=at, verdict=Verdict.OK)
