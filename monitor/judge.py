"""Is it believable? Pure.

Knows history and the whole crawl; may lower an `ok`, never raise anything.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from crawler.items import ABSENT, BELIEVABLE, Document, Role, Verdict
from monitor.model import Outcome
from monitor.text import key

# So many known documents that turn into one and the same body at once are one page that stands
# before all of them.
_SAME_BODY = 3

_SHORT_TEXT = 200  # characters
_TELLING_TEXT = 100  # so few may stand on two pages by chance: a notice, a form letter
_MOSTLY = 60  # per cent of what two texts have in common
_NEARLY_ALL = 95
_COMPARED = 20_000  # characters of a text are enough to know it by
_NAMES = frozenset({"slug", "post-id", "symbol"})

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


def has_lost(before: int, after: int, *, share: float) -> bool:
    """Whether a text that had `before` characters and has `after` lost more than `share` of them.

    Of a short text much may go with one sentence: below 200 characters nothing is said.
    """
    return before >= _SHORT_TEXT and after < before * (1 - share)


def is_same_document(before: Document, after: Document) -> bool:
    """Whether what an address leads to now is the document that stood there.

    One of these is enough: the same title, the same name in an address, the same number or symbol,
    or a text most of which is the same.
    """
    if key(before.title) and key(before.title) == key(after.title):
        return True
    same_host = urlsplit(before.url).netloc == urlsplit(after.url).netloc
    named = {one for one in before.identities if one.scheme in _NAMES}
    # Another installation numbers its posts anew.
    shared = {one for one in named & set(after.identities) if same_host or one.scheme != "post-id"}
    if shared:
        return True
    return _likeness(before, after) >= _MOSTLY


def same_text(before: Document, after: Document) -> bool:
    """Whether two documents say the same, but for a word or two; short ones say too little."""
    if min(len(before.text), len(after.text)) < _TELLING_TEXT:
        return False
    return _likeness(before, after) >= _NEARLY_ALL


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


def _likeness(before: Document, after: Document) -> float:
    """What two texts have in common, in per cent."""
    one, other = key(before.text[:_COMPARED]), key(after.text[:_COMPARED])
    if min(len(one), len(other)) * 200 < max(len(one), len(other)) * _MOSTLY:
        return 0  # so different in length that they cannot be alike
    return 100.0 if one == other else fuzz.ratio(one, other)


def _say(answer: Answer, failed: int, asked: int, what: str) -> str:
    count = f" ({failed} of {asked} {what})" if asked > 1 else ""
    return f"{answer.url}: {answer.evidence or answer.verdict}{count}"
