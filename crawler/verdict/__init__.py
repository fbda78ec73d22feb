"""Is this response the page that we asked for? Pure: one response, judged by itself.

Signals must agree. An article about Cloudflare may quote "Just a moment..." and stays `ok`: a rule
wants the structure of the page (title, scripts, headers, how little text there is), and no rule
goes by a phrase in a body with real text.
"""

from crawler.verdict.endings import missing_end
from crawler.verdict.evidence import Judgement, one_line
from crawler.verdict.failures import (
    CutShortError,
    DisallowedError,
    NotPublicError,
    RefusalError,
    RestingError,
    TooLargeError,
    UnknownRulesError,
    judge_failure,
)
from crawler.verdict.graves import judge_text
from crawler.verdict.judge import judge_response
from crawler.verdict.kinds import PAGES, kind_of
from crawler.verdict.sight import Sight
from crawler.verdict.walls import TELLING_HEADERS
from crawler.verdict.wordpress import Refusal

__all__ = [
    "PAGES",
    "TELLING_HEADERS",
    "CutShortError",
    "DisallowedError",
    "Judgement",
    "NotPublicError",
    "Refusal",
    "RefusalError",
    "RestingError",
    "Sight",
    "TooLargeError",
    "UnknownRulesError",
    "judge_failure",
    "judge_response",
    "judge_text",
    "kind_of",
    "missing_end",
    "one_line",
]
