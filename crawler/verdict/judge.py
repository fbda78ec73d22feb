"""The judge: rules, status, forwarding, type and ending of one response, in this order."""

from collections.abc import Mapping

from crawler.items import Role, Verdict
from crawler.verdict.elsewhere import ELSEWHERE
from crawler.verdict.endings import judge_ending
from crawler.verdict.evidence import Judgement, one_line
from crawler.verdict.forwarding import judge_forwarding
from crawler.verdict.framed import FRAMED
from crawler.verdict.graves import GRAVES
from crawler.verdict.inside import judge_blank, judge_fatal
from crawler.verdict.kinds import PAGES
from crawler.verdict.outages import OUTAGES
from crawler.verdict.rules import SPEAKING, Rule
from crawler.verdict.sight import Sight
from crawler.verdict.statuses import judge_status
from crawler.verdict.tongues import TONGUES
from crawler.verdict.types import judge_type
from crawler.verdict.walls import WALLS

# A wall may look like an outage, an outage like a tombstone: what claims most comes last.
_RULES: tuple[Rule, ...] = WALLS + OUTAGES + GRAVES + ELSEWHERE + TONGUES + FRAMED
_BY_HEADER = tuple(rule for rule in _RULES if rule.header)
_OF_THE_WORDY = tuple(rule for rule in _RULES if rule.header or rule.title or rule.clues)

_WHATEVER_THE_STATUS = frozenset({Verdict.BLOCKED, Verdict.ERROR})


def judge_response(
    *,
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    url: str,
    answered: str,
    role: Role = "document",
    expected: frozenset[str] = PAGES,
    conditional: bool = False,
    redirects: tuple[int, ...] = (),
) -> Judgement:
    """The verdict on one response, and in one line what it was seen by (empty for `ok`).

    `headers` have lower-case names, `body` is decoded, `url` is the address asked and `answered`
    the one that the answer came from, after `redirects` of these statuses. `expected` are the types
    that this page may have (of html, xml, text, pdf, json, word, image, binary), `conditional` says
    that a 304 was asked for.
    """
    sight = Sight(headers, body)
    by_status = judge_status(status, headers, conditional)
    by_rule = _judge_by_rules(sight, role, status)
    if by_rule and (by_status is None or by_rule[0] in _WHATEVER_THE_STATUS):
        return by_rule
    return (
        by_status
        or _judge_emptiness(body)
        or judge_forwarding(url, answered, role, redirects)
        or judge_type(sight, url, expected)
        or judge_fatal(sight)
        or judge_ending(sight, headers)
        or judge_blank(sight)
        or (Verdict.OK, "")
    )


def _judge_by_rules(sight: Sight, role: Role, status: int) -> Judgement | None:
    for rule in _rules_for(sight):
        if seen := rule.seen(sight, role):
            return rule.verdict, one_line(f"{rule.name}: {seen} (status {status})")
    return None


def _rules_for(sight: Sight) -> tuple[Rule, ...]:
    """The rules that may recognise a response; all others would look at it in vain."""
    if sight.kind not in SPEAKING:
        return _BY_HEADER
    return _OF_THE_WORDY if sight.is_wordy else _RULES


def _judge_emptiness(body: bytes) -> Judgement | None:
    if not body:
        return Verdict.EMPTY, "0 bytes"
    if not body.strip():
        return Verdict.EMPTY, f"{len(body)} bytes of white space"
    return None
