"""What becomes of one document that was read: taken in, compared, or only sighted."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from crawler.items import Document, Finding
from monitor.check.baseline import interfaces_that_show, is_baseline
from monitor.check.changes import change_of
from monitor.check.evidence import Evidence
from monitor.check.scene import Scene
from monitor.diff import Comparison, compare, reading_key
from monitor.lifecycle import Step, seen
from monitor.model import Change, Kind, Snapshot, Watched, Weight
from monitor.reread import reread
from monitor.schedule import next_due

SAME = Comparison(Weight.IDENTICAL, ())


@dataclass(slots=True)
class Ledger:
    """What the conclusion has come to so far."""

    changes: list[Change] = field(default_factory=list)
    baseline: int = 0
    unchanged: int = 0
    believed: set[str] = field(default_factory=set)  # documents that a page of their own spoke for


def conclude_document(
    scene: Scene, evidence: Evidence, document: Document, finding: Finding, ledger: Ledger
) -> None:
    """Conclude what one document that a page gave means: it is new, or is looked at again."""
    asked = finding.page.url if finding.role == "document" else document.url
    watched = scene.store.documents.find(scene.source.name, document, asked=asked)
    if watched is None or _is_another(scene, watched, document, evidence, asked):
        baseline = is_baseline(scene, evidence, document, finding)
        watched = admit(scene, document, finding, baseline=baseline)
        ledger.believed.add(watched.id)
        if baseline:
            ledger.baseline += 1
        else:
            step = Step(watched=watched, kind=Kind.NEW, first_seen=finding.page.fetched_at)
            write_change(scene, ledger, step, None, watched.snapshot, SAME)
    elif watched.id not in ledger.believed and not _is_lesser(document, watched):
        _look(scene, watched, document, finding, ledger)
        ledger.believed.add(watched.id)
    if finding.role == "document":
        scene.store.addresses.answered(
            scene.source.name, finding, reader=scene.reader, document=watched.id
        )
    for interface in interfaces_that_show(evidence, document.url, finding):
        scene.store.documents.sighted(watched.id, interface, at=finding.page.fetched_at)


def still_there(scene: Scene, finding: Finding, ledger: Ledger) -> None:
    """The server says that a document which was missing or removed stands as before (304)."""
    known = scene.store.addresses.document(scene.source.name, finding.page.url)
    watched = scene.store.documents.get(known["id"]) if known else None
    if watched is None:
        return
    step = seen(watched, Weight.IDENTICAL, at=finding.page.fetched_at)
    if watched.snapshot:
        scene.store.snapshots.seen_again(watched.snapshot.id, at=finding.page.fetched_at)
    settle(scene, step.watched, finding.page.fetched_at)
    ledger.believed.add(watched.id)
    if step.kind:
        write_change(scene, ledger, step, watched.snapshot, watched.snapshot, SAME)


def admit(scene: Scene, document: Document, finding: Finding, *, baseline: bool) -> Watched:
    """Take in a document that is seen for the first time."""
    store, at = scene.store, finding.page.fetched_at
    name = store.documents.admit(scene.source.name, document, baseline=baseline, at=at)
    store.addresses.stands(scene.source.name, document.url, name)
    if finding.role == "document":
        store.addresses.answered(scene.source.name, finding, reader=scene.reader, document=name)
    snapshot = _snapshot(scene, name, document, finding, why="seen")
    watched = store.documents.standing(name)
    return settle(scene, replace(watched, snapshot=snapshot), at)


def settle(scene: Scene, watched: Watched, at: datetime) -> Watched:
    """Write down where a document stands, and when it is due again."""
    settled = replace(watched, due_at=next_due(watched, now=at))
    scene.store.documents.update(settled)
    return settled


def write_change(
    scene: Scene,
    ledger: Ledger,
    step: Step,
    before: Snapshot | None,
    after: Snapshot | None,
    comparison: Comparison,
) -> None:
    """Write down what happened, and count it in."""
    change = change_of(scene, step, before, after, comparison)
    scene.store.changes.add(change)
    ledger.changes.append(change)


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


def _look(
    scene: Scene, watched: Watched, document: Document, finding: Finding, ledger: Ledger
) -> None:
    """A known document was read: compare it, by the same eyes and in one form, with what stood."""
    before = _same_eyes(scene, watched, document, finding)
    comparison = compare(before.reading, document) if before else SAME
    step = seen(watched, comparison.weight, at=finding.page.fetched_at)
    after = before
    if before is None or comparison.weight is not Weight.IDENTICAL:
        after = _snapshot(
            scene,
            watched.id,
            document,
            finding,
            why=str(step.kind) if before and step.kind else "form",
        )
    elif before:
        scene.store.snapshots.seen_again(before.id, at=finding.page.fetched_at)
    settle(
        scene, replace(step.watched, title=document.title, snapshot=after), finding.page.fetched_at
    )
    scene.store.documents.identify(scene.source.name, watched.id, document)
    if step.kind:
        write_change(scene, ledger, step, before, after, comparison)
    else:
        ledger.unchanged += 1


def _same_eyes(
    scene: Scene, watched: Watched, document: Document, finding: Finding
) -> Snapshot | None:
    """The latest snapshot as today's reader reads it; None where it is of another form.

    Two forms of one document are never compared.
    """
    snapshot = watched.snapshot
    if snapshot is None:
        return None
    if snapshot.reader != scene.reader:
        snapshot = _read_again(scene, watched, snapshot, at=finding.page.fetched_at)
    return snapshot if snapshot and snapshot.reading.form == document.form else None


def _read_again(
    scene: Scene, watched: Watched, snapshot: Snapshot, *, at: datetime
) -> Snapshot | None:
    reading = reread(snapshot, scene.source, scene.store)
    if reading is None:
        return None
    if (
        compare(snapshot.reading, reading).weight is Weight.IDENTICAL
        and snapshot.reading.form == reading.form
    ):
        scene.store.snapshots.read_alike(snapshot.id, reader=scene.reader)
        return replace(snapshot, reader=scene.reader)
    return scene.store.snapshots.add(
        watched.id,
        reading,
        check=scene.id,
        reader=scene.reader,
        body=snapshot.body,
        at=at,
        why="reread",
    )


def _snapshot(
    scene: Scene, name: str, document: Document, finding: Finding, *, why: str
) -> Snapshot:
    return scene.store.snapshots.add(
        name,
        document,
        check=scene.id,
        reader=scene.reader,
        body=finding.page.body,
        at=finding.page.fetched_at,
        why=why,
    )
