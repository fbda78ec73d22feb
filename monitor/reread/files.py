"""A body of our own, a file, judged and read as if a server had sent it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from crawler.items import Finding, Page, UnreadableError, Verdict, sha256
from crawler.options import OPTIONS
from crawler.spiders import SPIDERS
from crawler.verdict import PAGES, judge_response, kind_of

_NOWHERE = "http://localhost/"


def look_at(
    spider: str, options: Mapping[str, Any], url: str, body: bytes, *, now: datetime
) -> Finding:
    """What a body of our own (a file) is judged to be, and what a spider reads in it."""
    reader = SPIDERS[spider]
    verdict, evidence = judge_response(
        status=200,
        headers={},
        body=body,
        url=_NOWHERE,  # a file's name promises nothing
        answered=_NOWHERE,
        expected=reader.expected.get("document", PAGES),
    )
    page = Page(
        url=url,
        status=200,
        body=sha256(body),
        size=len(body),
        fetched_at=now,
        verdict=verdict,
        evidence=evidence,
    )
    verdict, evidence = reader.second_look(page, body)
    if verdict is not Verdict.NOT_PUBLISHED:  # that is what a server says, not a file
        page = replace(page, verdict=verdict, evidence=evidence)
    if page.verdict is not Verdict.OK:
        return Finding(page=page, role="document")
    try:
        chosen = OPTIONS[spider].model_validate(dict(options))
        reading = reader.read_safely(page, body, "document", chosen)
        return Finding(page=page, role="document", reading=reading)
    except UnreadableError as error:
        page = replace(page, verdict=Verdict.UNREADABLE, evidence=str(error))
        return Finding(page=page, role="document")


def spider_for(body: bytes) -> str:
    """The spider that reads what belongs to no source: a web page, or a document of the UN."""
    return "un_documents" if kind_of({}, body) in {"pdf", "word"} else "webpage"
