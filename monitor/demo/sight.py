"""Where one looks for what became of a moment: the record of a source, and the mails."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from crawler.items import Document, Verdict
from monitor.demo.mail import text_of
from monitor.model import Change, CheckReport, Kind, Snapshot, Source, Watched
from monitor.store import Store
from monitor.store.checks import Fetch

_TOLD_NOTHING = frozenset(Verdict) - {Verdict.OK, Verdict.NOT_MODIFIED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a source has done since a moment, and what it had done before."""

    store: Store
    source: Source
    known: frozenset[str]  # the changes that were recorded by then
    after: str  # the check that had begun last by then
    mails: Sequence[EmailMessage]  # those that came since

    def changes(self, *kinds: Kind) -> Iterator[Change]:
        """The changes of these kinds that were not there before."""
        for change in self.store.changes.recent(source=self.source.name):
            if change.kind in kinds and change.id not in self.known:
                yield change

    def mail(self, change: Change) -> EmailMessage | None:
        """The mail that tells of a change, which names its check; None: it has not come yet."""
        named = f"check {change.check} "
        return next((mail for mail in self.mails if named in text_of(mail)), None)

    def checks(self, *, ever: bool = False) -> list[CheckReport]:
        """The checks that began since the moment (or since the beginning) and have ended."""
        return self.store.checks.ended(self.source.name, after="" if ever else self.after)

    def fetches(self, *verdicts: Verdict, ever: bool = False) -> list[Fetch]:
        """What these checks asked for and got such an answer to."""
        after = "" if ever else self.after
        fetches = self.store.checks.fetches(self.source.name, after=after)
        return [each for each in fetches if each.page.verdict in verdicts]

    def failures(self) -> list[Fetch]:
        """All that was asked for and told nothing."""
        return self.fetches(*_TOLD_NOTHING, ever=True)

    def documents(self) -> list[Watched]:
        """The documents of the source."""
        return self.store.documents.of_source(self.source.name)

    def document(self, url: str) -> Watched | None:
        """The document at that address."""
        return next((each for each in self.documents() if each.url == url), None)

    def versions(self, document: str) -> list[Snapshot]:
        """The versions of a document, the oldest first."""
        return self.store.snapshots.of(document)

    def reading(self, url: str) -> Snapshot | None:
        """How the document at that address stands."""
        found = self.document(url)
        return self.versions(found.id)[-1] if found else None

    def before_and_after(self, change: Change) -> tuple[Document | None, Document | None]:
        """What was read of a document before a change, and after it."""
        return self._read_as(change.snapshot_before), self._read_as(change.snapshot_after)

    def _read_as(self, number: int | None) -> Document | None:
        snapshot = self.store.snapshots.get(number) if number else None
        return snapshot.reading if snapshot else None
