"""The judged page of an answer, and of none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from scrapy import Request
from scrapy.http import Headers, Response

from crawler.addresses import canonical
from crawler.items import Page, Reading, Verdict
from crawler.revalidate import is_conditional
from crawler.spiders.agenda import Asked
from crawler.verdict import TELLING_HEADERS, Judgement, judge_response, judge_text, one_line

_LONGEST_HEADER = 500  # characters
_HEADERS = frozenset(
    {
        "age", "cache-control", "cf-cache-status", "cf-mitigated", "cf-ray", "content-disposition",
        "content-language", "content-length", "content-type", "date", "etag", "last-modified",
        "location", "retry-after", "rimon", "server", "via", "x-amzn-waf-action", "x-cache",
        "x-generator", "x-reference-error", "x-robots-tag", "x-wp-total", "x-wp-totalpages",
    }
    | TELLING_HEADERS
)  # fmt: skip


def judged(
    response: Response,
    request: Request,
    asked: Asked,
    *,
    expected: frozenset[str],
    now: datetime,
) -> Page:
    """The page of an answer, without its body; `expected` are the types that it may have."""
    headers = _headers(response.headers)
    answered = canonical(response.url)
    verdict, evidence = judge_response(
        status=response.status,
        headers=headers,
        body=response.body,
        url=asked.url,
        answered=answered,
        role=asked.role,
        expected=expected,
        conditional=is_conditional(request),
        redirects=tuple(request.meta.get("redirect_reasons", ())),
    )
    return Page(
        url=asked.url,
        answered=answered,
        status=response.status,
        headers=headers,
        size=len(response.body),
        took=request.meta.get("took", 0),
        fetched_at=now,
        verdict=verdict,
        evidence=evidence,
        attempts=request.meta.get("attempts", ()),
    )


def missing(
    url: str, judgement: Judgement, *, now: datetime, attempts: tuple[Page, ...] = ()
) -> Page:
    """The page at `url`, which did not come."""
    verdict, evidence = judgement
    return Page(
        url=url, fetched_at=now, verdict=verdict, evidence=one_line(evidence), attempts=attempts
    )


def in_its_place(page: Page, reading: Reading) -> Page | None:
    """The page, where a note that its document is gone stands in its place; else None."""
    if len(reading.documents) != 1:
        return None
    note = judge_text(" ".join(block.text for block in reading.documents[0].blocks))
    return replace(page, verdict=note[0], evidence=note[1]) if note else None


def unreadable(page: Page, message: str) -> Page:
    """A page that came, and that no reader made anything of."""
    return replace(page, verdict=Verdict.UNREADABLE, evidence=one_line(message))


def _headers(headers: Headers) -> Mapping[str, str]:
    """The headers of interest, in lower case, each of bounded length; never a cookie."""
    found: dict[str, str] = {}
    for raw, values in headers.items():
        name = raw.decode("latin-1").lower()
        if name in _HEADERS and values:
            found[name] = _clean(values[-1].decode("latin-1"))
    return found


def _clean(value: str) -> str:
    return "".join(char for char in value[:_LONGEST_HEADER] if char.isprintable())
