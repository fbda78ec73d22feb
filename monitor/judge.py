"""Is it believable? Pure.

Knows history and the whole crawl; may lower an `ok`, never raise anything.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from crawler.items import ABSENT, BELIEVABLE, Role, Verdict
from monitor.model import Outcome

# So many known documents that turn into one and the same body at once are one page that stands
# before all of them.
_SAME_BODY = 3

# So few documents may go before the listing knows of it.
_SEVERAL = 3

# Of a text shorter than this (characters) half is a sentence: that is edited away, not cut off.
_SHORT_TEXT = 200

# What a page makes anew for every visitor: addresses, ids, nonces, times, counts.
_TOKEN = re.compile(r"https?://[!-~]+|[A-Za-z0-9_+/=.:%-]+")
_DIGIT = re.compile(r"\d|://")
_LONGEST_WORD = 24  # letters: a longer one is no word

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
    interface: str = ""  # of a page of a listing


def one_page_for_many(changed: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The bodies that stand before several known documents at once.

    Args:
        changed: (address, SHA-256 of the body) of the known documents that no longer read as they
        did.
    """
    bodies = Counter(body for _, body in dict(changed).items())
    return frozenset(body for body, times in bodies.items() if times >= _SAME_BODY)


def contradicted(gone: Collection[str], shown: Container[str], *, asked: int) -> frozenset[str]:
    """The addresses that are gone, by their own word, while a listing goes on showing them.

    One may be: its listing is late. Where they are most of the documents that were `asked`, but for
    those that no listing shows, it is the site that cannot find its own pages.
    """
    both = frozenset(url for url in gone if url in shown)
    expected = asked - (len(gone) - len(both))
    return both if len(both) >= _SEVERAL and len(both) * 2 > expected else frozenset()


def has_lost(before: int, after: int, *, share: float) -> bool:
    """Whether a text that had `before` characters and has `after` lost more than `share` of them.

    Of a short text much may go with one sentence: below 200 characters nothing is said.
    """
    return before >= _SHORT_TEXT and after < before * (1 - share)


def one_text_for_many(changed: Iterable[tuple[str, str, str]]) -> frozenset[str]:
    """The gists that stand before several known documents which were not alike before.

    It sees what `one_page_for_many` cannot: one page with another nonce for every visitor. Pages of
    one template were alike before, and are no such page when they are edited alike.

    Args:
        changed: (address, gist before, gist now) of the known documents that no longer read as
        they did.
    """
    before: defaultdict[str, set[str]] = defaultdict(set)
    for _, was, now in changed:
        before[now].add(was)
    return frozenset(now for now, were in before.items() if now and len(were) >= _SAME_BODY)


def gist(title: str, text: str) -> str:
    """A short name for what a page says beside ids, times and numbers; empty where that is nothing.

    Two pages of one gist say the same, though no byte of them need be the same.
    """
    words = _TOKEN.sub(_word, f"{title}\n{text}").split()
    said = " ".join(words).casefold()
    return sha256(said.encode()).hexdigest() if any(char.isalpha() for char in said) else ""


def judge_crawl(answers: Sequence[Answer], *, idle: bool = False) -> tuple[Outcome, str]:
    """How the source does, and in one line why.

    Every page of a listing counts: one that fails hides what it lists, unless another interface
    shows the same part of the source. Of documents more than half must have said something (a
    document that is gone did); otherwise the source, and not this or that document, is in trouble.
    """
    listings = [answer for answer in answers if answer.role == "listing"]
    failing = failing_interfaces(answers)
    failed = [each for each in failing.values() if not _is_covered(each.interface, answers)]
    if failed:
        return _TROUBLE.get(failed[0].verdict, Outcome.DOWN), _say(
            failed[0], len(failed), len(listings), "listing pages"
        )
    documents = [answer for answer in answers if answer.role == "document"]
    said = BELIEVABLE | ABSENT | {Verdict.NOT_PUBLISHED}
    silent = [answer for answer in documents if answer.verdict not in said]
    if len(silent) * 2 > len(documents) and (not listings or len(silent) > 1):
        worst = Counter(answer.verdict for answer in silent).most_common(1)[0][0]
        # Which selector failed on how many pages is what a person has to know to mend it.
        alike = [answer for answer in silent if answer.verdict == worst]
        seen = Counter(answer.evidence for answer in alike).most_common(1)[0][0]
        same = [answer for answer in alike if answer.evidence == seen]
        what = "pages" if len(same) == len(silent) else f"pages; {len(silent)} say nothing in all"
        return _TROUBLE.get(worst, Outcome.DOWN), _say(same[0], len(same), len(documents), what)
    if not answers and not idle:
        return Outcome.DOWN, "nothing was asked; does the source name any address?"
    return Outcome.OK, ""


def failing_interfaces(answers: Iterable[Answer]) -> dict[str, Answer]:
    """The interfaces a page of which failed, with the first such page."""
    failing: dict[str, Answer] = {}
    for answer in answers:
        if answer.role == "listing" and answer.verdict not in BELIEVABLE:
            failing.setdefault(answer.interface, answer)
    return failing


def _is_covered(interface: str, answers: Sequence[Answer]) -> bool:
    """Whether another interface, none of whose pages failed, shows what this one does.

    It shows the same part of the source (what stands after the colon), or all of it.
    """
    failing = failing_interfaces(answers)
    names = {each.interface for each in answers if each.role == "listing"}
    part = interface.partition(":")[2]
    working = (name.partition(":")[2] for name in names if name not in failing)
    return bool(interface) and any(not part or other in {"", part} for other in working)


def _word(token: re.Match[str]) -> str:
    """A token if it is a word, and nothing if it is a number, an id or an address."""
    said = token[0]
    is_word = len(said) <= _LONGEST_WORD and not _DIGIT.search(said)
    return said if is_word else " "


def _say(answer: Answer, failed: int, asked: int, what: str) -> str:
    count = f" ({failed} of {asked} {what})" if asked > 1 else ""
    return f"{answer.url}: {answer.evidence or answer.verdict}{count}"
