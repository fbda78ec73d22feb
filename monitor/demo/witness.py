"""What the record and the mails show of a moment. A witness says it, or None: nothing yet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from crawler.items import Verdict
from monitor.model import Change, Kind, Outcome, State
from monitor.render.words import name, one_line
from monitor.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Where a witness looks: the record of a source, and the mails, since a moment."""

    store: Store
    source: str
    known: frozenset[str]  # the changes that were recorded by then
    after: str  # the check that had begun last by then
    mails: Sequence[EmailMessage]

    def changes(self, kind: Kind) -> Iterator[Change]:
        """The changes of a kind that were not there before."""
        changes = self.store.changes.recent()
        return (each for each in changes if each.kind is kind and each.id not in self.known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What docwatch said, or why it said nothing; `change` is what it was about."""

    is_told: bool
    line: str
    reason: str = ""
    change: Change | None = None


# Where looks follow one another fast, the first sign may be the last before anybody sees it.
_AWAY = frozenset({State.MISSING, State.REMOVED})

Witness = Callable[[Sight], Said | None]


def baseline() -> Witness:
    """The first look took documents in, and told nobody."""

    def witness(sight: Sight) -> Said | None:
        for check in sight.store.checks.ended(sight.source, after=sight.after):
            line = f"{check.baseline} documents taken in"
            return Said(is_told=False, line=line, reason="what was there before is no news")
        return None

    return witness


def told(kind: Kind) -> Witness:
    """A change of this kind was told: its mail has arrived."""

    def witness(sight: Sight) -> Said | None:
        change = next(sight.changes(kind), None)
        subjects = [one_line(str(mail["subject"])) for mail in sight.mails]
        return Said(is_told=True, line=subjects[0], change=change) if change and subjects else None

    return witness


def recorded(kind: Kind, reason: str) -> Witness:
    """A change of this kind was written down, and told to nobody."""

    def witness(sight: Sight) -> Said | None:
        change = next(sight.changes(kind), None)
        if change is None or change.told:
            return None
        return Said(is_told=False, line=f"recorded: {name(kind)}", reason=reason, change=change)

    return witness


def refused(verdict: Verdict, reason: str) -> Witness:
    """A page was given this verdict, and nothing was concluded from it."""

    def witness(sight: Sight) -> Said | None:
        for page in sight.store.checks.failed_pages(sight.source, after=sight.after):
            if page.verdict is verdict:
                line = f"verdict {verdict}: {one_line(page.evidence)}"
                return Said(is_told=False, line=line, reason=reason)
        return None

    return witness


def missing() -> Witness:
    """A document is away for the first time."""

    def witness(sight: Sight) -> Said | None:
        for watched in sight.store.documents.of_source(sight.source):
            if watched.state in _AWAY:
                line = f"missing: sign {watched.absences} of absence"
                reason = "it is told once three looks have confirmed it"
                return Said(is_told=False, line=line, reason=reason)
        return None

    return witness


def nothing(reason: str) -> Witness:
    """A whole look found documents as they were, and none that was not."""

    def witness(sight: Sight) -> Said | None:
        for check in sight.store.checks.ended(sight.source, after=sight.after):
            changes = sight.store.changes.of_check(check.id)
            if check.outcome is Outcome.OK and check.unchanged and not changes:
                line = f"{check.unchanged} documents unchanged"
                return Said(is_told=False, line=line, reason=reason)
        return None

    return witness
