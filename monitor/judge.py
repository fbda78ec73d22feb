"""Is it believable? Pure.

Knows history and the whole crawl; may lower an `ok`, never raise anything.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler.items import ABSENT, BELIEVABLE, Role, Verdict
from monitor.model import Outcome

# So many known documents that turn into one and the same body at once are one page that stands
# before all of them.
_SAME_BODY = 3

_TROUBLE = {
    Verdict.DISALLOWED: Outcome.BLOCKED,
    Verdict.BLOCKED: Outcome.BLOCKED,
    Verdict.ERROR: Outcome.DOWN,
    Verdict.EMPTY: Outcome.UNREADABLE,
    Verdict.TRUNCATED: Outcome.DOWN,
    Verdict.GONE: Outcome.DOWN,
    Verdict.TOMBSTONE: Outcome.DOWN,
    Verdict.TOO_LARGE: Outcome.UNREADABLE,
    Verdict.WRONG_TYPE: Outcome.UNREADABLE,
    Verdict.UNREADABLE: Outcome.UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a crawl, as far as judging the whole of it needs."""

    role: Role
    url: str
    verdict: Verdict
    evidence: str = ""


def one_page_for_many(changed: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The bodies that stand before several known documents at once.

    Args:
        changed: (address, SHA-256 of the body) of the known documents that no longer read as they
        did.
    """
    bodies = Counter(body for _, body in dict(changed).items())
    return frozenset(body for body, times in bodies.items() if times >= _SAME_BODY)


def judge_crawl(answers: Sequence[Answer], *, idle: bool = False) -> tuple[Outcome, str]:
    """How the source does, and in one line why.

    Every page of a listing counts: one that fails hides what it lists. Of documents more than half
    must have said something (a document that is gone did); otherwise the source, and not this or
    that document, is in trouble.
    """
    listings = [answer for answer in answers if answer.role == "listing"]
    failed = [answer for answer in listings if answer.verdict not in BELIEVABLE]
    if failed:
        return _TROUBLE.get(failed[0].verdict, Outcome.DOWN), _say(
            failed[0], len(failed), len(listings), "listing pages"
        )
    documents = [answer for answer in answers if answer.role == "document"]
    said = BELIEVABLE | ABSENT | {Verdict.NOT_PUBLISHED}
    silent = [answer for answer in documents if answer.verdict not in said]
    if len(silent) * 2 > len(documents) and (not listings or len(silent) > 1):
        worst = Counter(answer.verdict for answer in silent).most_common(1)[0][0]
        first = next(answer for answer in silent if answer.verdict == worst)
        return _TROUBLE.get(worst, Outcome.DOWN), _say(first, len(silent), len(documents), "pages")
    if not answers and not idle:
        return Outcome.DOWN, "nothing was asked; does the source name any address?"
    return Outcome.OK, ""


def _say(answer: Answer, failed: int, asked: int, what: str) -> str:
    count = f" ({failed} of {asked} {what})" if asked > 1 else ""
    return f"{answer.url}: {answer.evidence or answer.verdict}{count}"
