"""Whether a body is of a type that the page may have."""

import re
from urllib.parse import urlsplit

from crawler.items import Verdict
from crawler.verdict.evidence import Judgement, one_line
from crawler.verdict.sight import Sight
from crawler.verdict.statuses import judge_status
from crawler.verdict.wordpress import Refusal

_PROMISES = re.compile(r"\.pdf$|\.docx?$|\.rss$|/feed/?$", re.IGNORECASE)
_LONGEST_ERROR = 4096  # bytes of a JSON object that may be nothing but an error


def judge_type(sight: Sight, url: str, expected: frozenset[str]) -> Judgement | None:
    """The verdict on a body of another type than `expected`, or than its address promises."""
    if sight.kind not in expected:
        declared = sight.headers.get("content-type", "none")
        wanted = ", ".join(sorted(expected))
        return Verdict.WRONG_TYPE, one_line(
            f"{sight.kind} (content type {declared}), where {wanted} was expected"
        )
    if sight.kind == "html" and (promised := _PROMISES.search(urlsplit(url).path)):
        return Verdict.WRONG_TYPE, f"html at an address that ends in {promised[0]}"
    return _judge_json(sight) if sight.kind == "json" else None


def _judge_json(sight: Sight) -> Judgement | None:
    """WordPress's API answers with an object of code, message and status where it has no list."""
    refusal = Refusal.of(sight.body) if len(sight.body) <= _LONGEST_ERROR else None
    if refusal is None or refusal.status is None:
        return None
    judged = judge_status(refusal.status, {}, conditional=False)
    said = one_line(f"the API says {refusal.code}, {refusal.message}")
    return (judged[0], said) if judged else None
