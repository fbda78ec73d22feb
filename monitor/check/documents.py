"""What becomes of one document that was read: taken in, looked at again, or only sighted."""

from dataclasses import replace

from crawler.items import Document, Finding
from monitor.check.baseline import interfaces_that_show, is_baseline
from monitor.check.evidence import Absence, Evidence
from monitor.check.kinship import Arrival, arrival_of
from monitor.check.ledger import SAME, Ledger, settle, take_snapshot, write_change
from monitor.check.looks import look, look_at_the_same
from monitor.check.scene import Scene
from monitor.check.whereabouts import Vanished, known_document, leads_to_another
from monitor.diff import reading_key
from monitor.lifecycle import Step
from monitor.model import Watched


def conclude_document(
    scene: Scene,
    evidence: Evidence,
    vanished: Vanished,
    document: Document,
    finding: Finding,
    ledger: Ledger,
) -> None:
    """Conclude what one document that a page gave means: it is new, or is looked at again."""
    asked = finding.page.url if finding.role == "document" else document.url
    watched = known_document(scene, evidence, vanished, document, asked)
    if asked in evidence.forwards and watched:
        watched = _arrived(scene, evidence, watched, document, finding)
        if watched is None:
            return
    if watched is None or _is_another(scene, watched, document, evidence, asked):
        watched = _take_in(scene, evidence, document, finding, ledger)
    elif watched.id not in ledger.believed and not _is_lesser(document, watched):
        look(scene, evidence, watched, document, finding, ledger)
        ledger.believed.add(watched.id)
    if finding.role == "listing":
        ledger.shown.add(watched.id)
    elif _stands_at(scene, watched, asked):
        scene.store.addresses.answered(
            scene.source.name, finding, reader=scene.reader, document=watched.id
        )
    for interface in interfaces_that_show(evidence, document.url, finding):
        scene.store.documents.sighted(watched.id, interface, at=finding.page.fetched_at)


def _take_in(
    scene: Scene, evidence: Evidence, document: Document, finding: Finding, ledger: Ledger
) -> Watched:
    """A document that is seen for the first time: part of the baseline, or news."""
    baseline = is_baseline(scene, evidence, document, finding)
    arrival = Arrival() if baseline else arrival_of(scene, document)
    watched = admit(scene, document, finding, baseline=baseline)
    ledger.believed.add(watched.id)
    if baseline:
        ledger.baseline += 1
        return watched
    step = Step(watched=watched, kind=arrival.kind, first_seen=finding.page.fetched_at)
    write_change(scene, ledger, step, None, watched.snapshot, SAME, arrival.circumstances)
    return watched


def _arrived(
    scene: Scene, evidence: Evidence, watched: Watched, document: Document, finding: Finding
) -> Watched | None:
    """The document that stands where the address of `watched` leads to.

    Where that is not `watched` itself, `watched` is absent from its place; None if the other one is
    not known: it will be found where it belongs.
    """
    page = finding.page
    if leads_to_another(scene, watched, document, finding):
        _is_led_away(evidence, finding)
        return scene.store.documents.at(scene.source.name, document.url)
    other = scene.store.documents.at(scene.source.name, document.url)
    if other is None or other.id == watched.id:
        return watched
    if scene.store.joins.are_apart(watched.id, other.id):
        _is_led_away(evidence, finding)
        return other
    # Two addresses, one document: whoever stands at the end of the road goes on.
    scene.store.joins.join(watched.id, into=other.id, at=page.fetched_at, check=scene.id)
    return other


def _is_led_away(evidence: Evidence, finding: Finding) -> None:
    """An address that leads to another document is as good as gone."""
    page = finding.page
    seen_by = f"leads to {page.answered}, where something else stands"
    evidence.absences.append(Absence(page.url, page.fetched_at, explicit=False, seen=seen_by))


def _stands_at(scene: Scene, watched: Watched, asked: str) -> bool:
    """Whether an address is this document's: one that leads to it may be another's."""
    known = scene.store.addresses.document(scene.source.name, asked)
    return known is None or known["id"] == watched.id


def still_there(scene: Scene, evidence: Evidence, finding: Finding, ledger: Ledger) -> None:
    """The server says that a document which was missing or removed stands as before (304)."""
    known = scene.store.documents.at(scene.source.name, finding.page.url)
    if known is not None:
        look_at_the_same(scene, evidence, known, finding.page.url, finding.page.fetched_at, ledger)


def admit(scene: Scene, document: Document, finding: Finding, *, baseline: bool) -> Watched:
    """Take in a document that is seen for the first time."""
    store, at = scene.store, finding.page.fetched_at
    name = store.documents.admit(scene.source.name, document, baseline=baseline, at=at)
    store.addresses.stands(scene.source.name, document.url, name)
    if finding.role == "document":
        store.addresses.answered(scene.source.name, finding, reader=scene.reader, document=name)
    snapshot = take_snapshot(scene, name, document, finding, why="seen")
    watched = store.documents.standing(name)
    return settle(scene, replace(watched, snapshot=snapshot), at)


def _is_another(
    scene: Scene, watched: Watched, document: Document, evidence: Evidence, asked: str
) -> bool:
    """Is this a second document, though its identities are those of a known one?

    It is, if the known one answers at its own address and says something else.
    """
    snapshot = watched.snapshot
    if snapshot is None or snapshot.reading.form != document.form:
        return False
    if watched.url not in evidence.alive or watched.url == asked:
        return False
    if scene.store.addresses.document(scene.source.name, asked) is not None:
        return False
    return reading_key(snapshot.reading) != reading_key(document)


def _is_lesser(document: Document, watched: Watched) -> bool:
    """Is this the excerpt of a document that was once read whole?

    Such an excerpt is a sighting of it, no more.
    """
    form = watched.snapshot.reading.form if watched.snapshot else ""
    return document.form == "excerpt" and form not in {"", "excerpt"}
