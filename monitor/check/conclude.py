"""The conclusion of a check, one transaction: baselines move, changes and alerts are written."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime

from crawler.items import Document, Finding, Verdict
from monitor.check.baseline import interfaces_that_show, is_baseline, moved_up
from monitor.check.changes import change_of
from monitor.check.evidence import Absence, Evidence, Staged, origin
from monitor.check.scene import Scene
from monitor.diff import Comparison, compare, reading_key
from monitor.judge import judge_crawl, one_page_for_many
from monitor.lifecycle import Step, absent, seen, silent
from monitor.model import (
    Change,
    CheckReport,
    Health,
    Kind,
    Outcome,
    Snapshot,
    Source,
    Watched,
    Weight,
)
from monitor.reread import reread
from monitor.routing import route, route_health
from monitor.schedule import next_due
from monitor.store import SourceRecord, Store

_HEALTH = {
    Outcome.OK: Health.OK,
    Outcome.DOWN: Health.DOWN,
    Outcome.BLOCKED: Health.BLOCKED,
    Outcome.UNREADABLE: Health.UNREADABLE,
}
_SAME = Comparison(Weight.IDENTICAL, ())


@dataclass(slots=True)
class _Ledger:
    """What the conclusion has come to so far."""

    changes: list[Change] = field(default_factory=list)
    baseline: int = 0
    unchanged: int = 0
    believed: set[str] = field(default_factory=set)  # documents that a page of their own spoke for


def conclude(scene: Scene, evidence: Evidence, *, now: datetime) -> CheckReport:
    """Believe what the evidence allows, in one transaction.

    Raises:
        StoreError: nothing of it was written.
    """
    _lower_masks(scene, evidence)
    outcome, message = judge_crawl(evidence.answers, idle=evidence.idle)
    evidence.moved_up = moved_up(scene, evidence)
    with scene.store.transaction():
        ledger = _Ledger(believed=set(evidence.taken_in))
        _conclude_unchanged(scene, evidence, ledger)
        _conclude_documents(scene, evidence, ledger)
        _conclude_listings(scene, evidence, ledger)
        _conclude_absences(scene, evidence, ledger)
        _conclude_silence(scene, evidence, ledger)
        _conclude_interfaces(scene, evidence)
        report = _report(scene, evidence, ledger, outcome, message, now)
        if evidence.idle:
            scene.store.sources.passed_over(scene.source.name, at=now)
        else:
            _conclude_source(scene.source, scene.store, scene.record, report)
        scene.store.outbox.put(route(scene.source, report.changes, check=scene.id, now=now))
        scene.store.checks.end(report)
    return report


def conclude_slice(scene: Scene, evidence: Evidence) -> None:
    """Of a first run, take in what was read so far.

    Whatever is not plainly part of the baseline waits for the end.
    """
    with scene.store.transaction():
        waiting, taken_in = evidence.staged[: evidence.waiting], set()
        for staged in evidence.staged[evidence.waiting :]:
            finding = scene.store.checks.finding(scene.id, staged.position)
            if admitted := _take_in_slice(scene, evidence, finding):
                taken_in.add(admitted)
                scene.store.checks.forget_finding(scene.id, staged.position)
            else:
                waiting.append(staged)
    evidence.sliced(waiting, taken_in)


def interrupt(scene: Scene, evidence: Evidence, message: str, *, now: datetime) -> CheckReport:
    """Close a check that was cut short: its evidence stays, and nothing of it is believed."""
    report = CheckReport(
        id=scene.id,
        source=scene.source.name,
        outcome=Outcome.INTERRUPTED,
        started_at=scene.started_at,
        ended_at=now,
        asked=len(evidence.answers),
        baseline=len(evidence.taken_in),
        message=message,
    )
    with scene.store.transaction():
        scene.store.checks.end(report)
    return report


def _take_in_slice(scene: Scene, evidence: Evidence, finding: Finding) -> str:
    """The id of the document that was taken in; empty where it has to wait."""
    if finding.role != "document" or len(finding.reading.documents) != 1:
        return ""
    document = finding.reading.documents[0]
    if scene.store.documents.find(scene.source.name, document, asked=finding.page.url):
        return ""
    if not is_baseline(scene, evidence, document, finding):
        return ""
    return _admit(scene, document, finding, baseline=True).id


def _lower_masks(scene: Scene, evidence: Evidence) -> None:
    """A page that stands before several known documents at once is what none of them says."""
    changed = {
        staged.url: staged.body
        for staged in evidence.staged
        if staged.role == "document" and staged.body and _came_otherwise(scene, staged)
    }
    masks = one_page_for_many(changed.items())
    evidence.lower({url for url, body in changed.items() if body in masks})


def _came_otherwise(scene: Scene, staged: Staged) -> bool:
    known = scene.store.addresses.document(scene.source.name, staged.url)
    return known is not None and known["body"] != staged.body


def _conclude_unchanged(scene: Scene, evidence: Evidence, ledger: _Ledger) -> None:
    documents = scene.store.documents
    for same in evidence.unchanged:
        watched = documents.standing(same.document)
        documents.unchanged(
            same.document,
            seen_at=same.seen_at,
            due_at=next_due(replace(watched, last_seen=same.seen_at), now=same.seen_at),
        )
        if same.validators is not None:
            scene.store.addresses.read_alike(
                scene.source.name, same.url, same.validators, at=same.seen_at
            )
        ledger.believed.add(same.document)
        ledger.unchanged += 1


def _conclude_documents(scene: Scene, evidence: Evidence, ledger: _Ledger) -> None:
    for staged in evidence.staged:
        if staged.role != "document":
            continue
        finding = scene.store.checks.finding(scene.id, staged.position)
        if finding.page.verdict is Verdict.NOT_MODIFIED:
            _still_there(scene, finding, ledger)
        for document in finding.reading.documents:
            _conclude_document(scene, evidence, document, finding, ledger)


def _conclude_listings(scene: Scene, evidence: Evidence, ledger: _Ledger) -> None:
    for staged in evidence.staged:
        if staged.role != "listing":
            continue
        finding = scene.store.checks.finding(scene.id, staged.position)
        for document in finding.reading.documents:
            _conclude_document(scene, evidence, document, finding, ledger)
        if finding.page.verdict is Verdict.OK:
            scene.store.addresses.answered(
                scene.source.name, finding, reader=scene.reader, document=None
            )


def _conclude_document(
    scene: Scene, evidence: Evidence, document: Document, finding: Finding, ledger: _Ledger
) -> None:
    asked = finding.page.url if finding.role == "document" else document.url
    watched = scene.store.documents.find(scene.source.name, document, asked=asked)
    if watched is None or _is_another(scene, watched, document, evidence, asked):
        baseline = is_baseline(scene, evidence, document, finding)
        watched = _admit(scene, document, finding, baseline=baseline)
        ledger.believed.add(watched.id)
        if baseline:
            ledger.baseline += 1
        else:
            step = Step(watched=watched, kind=Kind.NEW, first_seen=finding.page.fetched_at)
            _write_change(scene, ledger, step, None, watched.snapshot, _SAME)
    elif watched.id not in ledger.believed and not _is_lesser(document, watched):
        _look(scene, watched, document, finding, ledger)
        ledger.believed.add(watched.id)
    if finding.role == "document":
        scene.store.addresses.answered(
            scene.source.name, finding, reader=scene.reader, document=watched.id
        )
    for interface in interfaces_that_show(evidence, document.url, finding):
        scene.store.documents.sighted(watched.id, interface, at=finding.page.fetched_at)


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
    scene: Scene, watched: Watched, document: Document, finding: Finding, ledger: _Ledger
) -> None:
    """A known document was read: compare it, by the same eyes and in one form, with what stood."""
    before = _same_eyes(scene, watched, document, finding)
    comparison = compare(before.reading, document) if before else _SAME
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
    _settle(
        scene, replace(step.watched, title=document.title, snapshot=after), finding.page.fetched_at
    )
    scene.store.documents.identify(scene.source.name, watched.id, document)
    if step.kind:
        _write_change(scene, ledger, step, before, after, comparison)
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


def _still_there(scene: Scene, finding: Finding, ledger: _Ledger) -> None:
    """The server says that a document which was missing or removed stands as before (304)."""
    known = scene.store.addresses.document(scene.source.name, finding.page.url)
    watched = scene.store.documents.get(known["id"]) if known else None
    if watched is None:
        return
    step = seen(watched, Weight.IDENTICAL, at=finding.page.fetched_at)
    if watched.snapshot:
        scene.store.snapshots.seen_again(watched.snapshot.id, at=finding.page.fetched_at)
    _settle(scene, step.watched, finding.page.fetched_at)
    ledger.believed.add(watched.id)
    if step.kind:
        _write_change(scene, ledger, step, watched.snapshot, watched.snapshot, _SAME)


def _conclude_absences(scene: Scene, evidence: Evidence, ledger: _Ledger) -> None:
    for absence in evidence.absences:
        known = scene.store.addresses.document(scene.source.name, absence.url)
        watched = scene.store.documents.get(known["id"]) if known else None
        if watched is None or watched.id in ledger.believed:
            continue
        if not _host_answers(scene, evidence, absence):
            _settle(scene, silent(watched).watched, absence.at)
            continue
        step = absent(watched, scene.source.confirm, at=absence.at)
        _settle(scene, step.watched, absence.at)
        ledger.believed.add(watched.id)
        if step.kind:
            _write_change(scene, ledger, step, watched.snapshot, None, _SAME)


def _host_answers(scene: Scene, evidence: Evidence, absence: Absence) -> bool:
    """Does the host answer otherwise?

    One that says 404 to everything has moved or broken; only one that serves other pages has
    removed this one.
    """
    host = origin(absence.url)
    return (
        absence.explicit
        or host in evidence.origins
        or scene.store.checks.host_answered(host, since=scene.started_at)
    )


def _conclude_silence(scene: Scene, evidence: Evidence, ledger: _Ledger) -> None:
    for url in evidence.silent:
        known = scene.store.addresses.document(scene.source.name, url)
        watched = scene.store.documents.get(known["id"]) if known else None
        if watched and watched.id not in ledger.believed:
            scene.store.documents.update(silent(watched).watched)


def _conclude_interfaces(scene: Scene, evidence: Evidence) -> None:
    ends: defaultdict[str, bool] = defaultdict(bool)
    for listing in evidence.listings:
        ends[listing.interface] |= listing.ends
    # Documents that are asked by name are enumerated once every one of them has answered.
    for interface in evidence.named:
        ends[interface] |= not evidence.silent
    for interface, ended in ends.items():
        scene.store.sources.enumerated(
            scene.source.name, interface, scene.scope, ended=ended, at=scene.started_at
        )


def count_as_failed(source: Source, store: Store, report: CheckReport) -> None:
    """Let a check that broke by itself count as a failed look: `report` says as which."""
    record = store.sources.get(source.name)
    if record is None:
        return
    with store.transaction():
        _conclude_source(source, store, record, report)


def _conclude_source(
    source: Source, store: Store, record: SourceRecord, report: CheckReport
) -> None:
    good = report.outcome is Outcome.OK
    health = _HEALTH[report.outcome]
    failures = 0 if good else record.failures + 1
    alerts = route_health(
        source,
        record.health,
        health,
        alarmed=record.alarmed,
        failures=failures,
        check=report.id,
        now=report.ended_at,
        since=record.last_good_at,
        message=report.message,
    )
    store.outbox.put(alerts)
    store.sources.concluded(
        source.name,
        at=report.ended_at,
        good=good,
        health=health,
        failures=failures,
        alarmed=not good and (record.alarmed or failures >= source.alarm_after),
        message=report.message,
    )


def _admit(scene: Scene, document: Document, finding: Finding, *, baseline: bool) -> Watched:
    store, at = scene.store, finding.page.fetched_at
    name = store.documents.admit(scene.source.name, document, baseline=baseline, at=at)
    store.addresses.stands(scene.source.name, document.url, name)
    if finding.role == "document":
        store.addresses.answered(scene.source.name, finding, reader=scene.reader, document=name)
    snapshot = _snapshot(scene, name, document, finding, why="seen")
    watched = store.documents.standing(name)
    return _settle(scene, replace(watched, snapshot=snapshot), at)


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


def _settle(scene: Scene, watched: Watched, at: datetime) -> Watched:
    """Write down where a document stands, and when it is due again."""
    settled = replace(watched, due_at=next_due(watched, now=at))
    scene.store.documents.update(settled)
    return settled


def _write_change(
    scene: Scene,
    ledger: _Ledger,
    step: Step,
    before: Snapshot | None,
    after: Snapshot | None,
    comparison: Comparison,
) -> None:
    change = change_of(scene, step, before, after, comparison)
    scene.store.changes.add(change)
    ledger.changes.append(change)


def _report(
    scene: Scene, evidence: Evidence, ledger: _Ledger, outcome: Outcome, message: str, now: datetime
) -> CheckReport:
    return CheckReport(
        id=scene.id,
        source=scene.source.name,
        outcome=outcome,
        started_at=scene.started_at,
        ended_at=now,
        asked=len(evidence.answers),
        unchanged=ledger.unchanged,
        changes=tuple(ledger.changes),
        baseline=ledger.baseline + len(evidence.taken_in),
        missing=_count_missing(scene),
        failed=len(evidence.silent),
        message=message,
    )


def _count_missing(scene: Scene) -> int:
    return scene.store.sources.counts(scene.source.name).missing
