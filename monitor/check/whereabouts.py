"""Where a document stands now: what leads elsewhere, what is a known one at a new address."""

from collections.abc import Iterable
from datetime import timedelta

from crawler.items import LISTED, Document, Finding
from monitor.check.evidence import Evidence
from monitor.check.places import is_elsewhere
from monitor.check.scene import Scene
from monitor.identity import is_beginning_of, is_same_document, same_text
from monitor.model import State, Watched

# What vanished so long ago is not looked for under a new address any more.
_SOUGHT = timedelta(days=30)


class Vanished:
    """The documents of a source that are not where they were, to be found again by their text."""

    def __init__(self, scene: Scene, evidence: Evidence):
        self._scene = scene
        self._evidence = evidence
        self._found: list[Watched] | None = None

    def like(self, document: Document) -> Watched | None:
        """The one that says what `document` says; None if there is none, or more than one."""
        readings = (
            (watched, watched.snapshot.reading) for watched in self._documents() if watched.snapshot
        )
        alike = [
            watched
            for watched, reading in readings
            if watched.language == document.language
            and is_elsewhere(watched.url, document.url)
            and _is_alike(reading, document)
        ]
        return alike[0] if len(alike) == 1 else None

    def _documents(self) -> list[Watched]:
        if self._found is None:
            store, name = self._scene.store, self._scene.source.name
            urls = sorted(self._evidence.deserted)
            left = (store.addresses.document(name, url) for url in urls)
            ids = dict.fromkeys(
                [
                    *(known["id"] for known in left if known),
                    *store.documents.absent(name, since=self._scene.started_at - _SOUGHT),
                ]
            )
            found = (store.documents.get(name) for name in ids)
            self._found = [watched for watched in found if watched and self._is_away(watched)]
        return self._found

    def _is_away(self, watched: Watched) -> bool:
        """Whether its own address said so: another address of it may be gone, and it still here."""
        return watched.url in self._evidence.deserted or watched.state is not State.LIVE


def known_document(
    scene: Scene, evidence: Evidence, vanished: Vanished, document: Document, asked: str
) -> Watched | None:
    """The known document that `document`, which was read at `asked`, is; None if it is a new one.

    It is known by its address, by an identity, by an address that leads to it now, or by its text,
    where another one that had this text is gone from its place.
    """
    found = scene.store.identities.find(scene.source.name, document, asked=asked)
    return found or _led_here(scene, evidence, document) or vanished.like(document)


def leads_to_another(scene: Scene, watched: Watched, document: Document, finding: Finding) -> bool:
    """Does the address of `watched` lead to what is plainly not that document any more?

    A document of which nothing is known but its address is whatever stands there.
    """
    before = watched.snapshot.reading if watched.snapshot else None
    if before is None or before.form != document.form or not _is_named(before):
        return False
    return not is_same_document(before, document)


def has_moved(scene: Scene, evidence: Evidence, watched: Watched, document: Document) -> bool:
    """Whether a known document was read at another address, and its own is left.

    A page that the source names was told to have moved once, and may be back.
    """
    is_left = watched.url in evidence.deserted or watched.url in scene.named
    return is_left and is_elsewhere(last_place(scene, watched), document.url)


def last_place(scene: Scene, watched: Watched) -> str:
    """Where a document was read last: a page that the source names may lead elsewhere."""
    if watched.snapshot is None or watched.url not in scene.named:
        return watched.url
    return watched.snapshot.reading.url


def next_place(scene: Scene, evidence: Evidence, watched: Watched, url: str, *, moved: bool) -> str:
    """Where a document that was read at `url` now is asked from now on.

    A page that the source names is asked where the source says, as long as anything is there: where
    it leads may change.
    """
    if watched.url in scene.named:
        moved = any(absence.url == watched.url for absence in evidence.absences)
    elif watched.url in evidence.left:
        moved = True
    return url if moved else watched.url


def _led_here(scene: Scene, evidence: Evidence, document: Document) -> Watched | None:
    """The known document whose address leads to where `document` stands, if it is the same."""
    sources = (asked for asked, where in evidence.forwards.items() if where == document.url)
    for known in _known(scene, sources):
        before = known.snapshot.reading if known.snapshot else None
        if before and before.form == document.form and is_same_document(before, document):
            return known
    return None


def _known(scene: Scene, urls: Iterable[str]) -> Iterable[Watched]:
    for url in urls:
        known = scene.store.addresses.document(scene.source.name, url)
        watched = scene.store.documents.get(known["id"]) if known else None
        if watched:
            yield watched


def _is_alike(before: Document, after: Document) -> bool:
    if after.form in LISTED:
        return before.form not in LISTED and is_beginning_of(after, before)
    return before.form == after.form and same_text(before, after)


def _is_named(reading: Document) -> bool:
    """Has the document an identity of its own? A page that is only watched is its address."""
    return any(each.scheme in {"post-id", "slug", "symbol"} for each in reading.identities)
