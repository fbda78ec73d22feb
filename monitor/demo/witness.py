"""What the record and the mails show of a moment. A witness says it, or None: nothing yet."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from crawler.items import Verdict
from monitor.demo.reasons import OfChange, OfLook, OfPage
from monitor.demo.sight import Sight
from monitor.model import Change, Kind, Outcome, State
from monitor.render.words import name, one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What docwatch said, or why it said nothing.

    `change` is what it was about, `mail` what told of it: None where nobody was told.
    """

    line: str
    reason: str = ""
    change: Change | None = None
    mail: EmailMessage | None = None

    @property
    def is_told(self) -> bool:
        """Was anybody told?"""
        return self.mail is not None


# Where looks follow one another fast, the first sign may be the last before anybody sees it.
_AWAY = frozenset({State.MISSING, State.REMOVED})

Witness = Callable[[Sight], Said | None]


def baseline() -> Witness:
    """The very first look took documents in, and told nobody."""

    def witness(sight: Sight) -> Said | None:
        for check in sight.checks(ever=True)[:1]:
            if check.outcome is Outcome.OK and not sight.store.changes.of_check(check.id):
                line = f"{check.baseline} documents taken in"
                return Said(line=line, reason="the first look: what was there before is no news")
        return None

    return witness


def told(*kinds: Kind, why: OfChange = lambda *_: "") -> Witness:
    """A change of one of these kinds was told: the mail that names it has arrived."""

    def witness(sight: Sight) -> Said | None:
        for change in sight.changes(*kinds):
            mail, reason = sight.mail(change), why(sight, change)
            if mail is not None and reason is not None:
                line = one_line(str(mail["subject"]))
                return Said(line=line, reason=reason, change=change, mail=mail)
        return None

    return witness


def recorded(kind: Kind, why: OfChange) -> Witness:
    """A change of this kind was written down, and told to nobody."""

    def witness(sight: Sight) -> Said | None:
        for change in sight.changes(kind):
            if (reason := why(sight, change)) is not None:
                return Said(line=f"recorded as {name(kind)}", reason=reason, change=change)
        return None

    return witness


def refused(verdict: Verdict, why: OfPage) -> Witness:
    """A page was given this verdict, and nothing was concluded from it."""

    def witness(sight: Sight) -> Said | None:
        for fetch in sight.fetches(verdict):
            if (reason := why(sight, fetch.page)) is not None:
                words = verdict.value.replace("_", " ")
                line = f"verdict “{words}”: {one_line(fetch.page.evidence)}"
                return Said(line=line, reason=reason)
        return None

    return witness


def missing() -> Witness:
    """A document is away for the first time."""

    def witness(sight: Sight) -> Said | None:
        times = sight.source.confirm.times
        for watched in sight.documents():
            if watched.state in _AWAY:
                line = f"missing: sign {watched.absences} of absence"
                return Said(line=line, reason=f"it is told once {times} looks have found it gone")
        return None

    return witness


def nothing(why: OfLook) -> Witness:
    """A whole look found documents as they were, and none that was not."""

    def witness(sight: Sight) -> Said | None:
        for check in sight.checks():
            changes = sight.store.changes.of_check(check.id)
            is_quiet = check.outcome is Outcome.OK and not check.failed and not changes
            if is_quiet and check.unchanged and (reason := why(sight)) is not None:
                return Said(line=f"{check.unchanged} documents unchanged", reason=reason)
        return None

    return witness
