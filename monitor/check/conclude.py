"""The conclusion of a check, one transaction: baselines move, changes and alerts are written."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime

from crawler.items import LISTED, Verdict
from monitor.check.baseline import left_listing, moved_up
from monitor.check.documents import conclude_document, still_there, take_in_by_name
from monitor.check.evidence import Evidence
from monitor.check.health import conclude_source
from monitor.check.ledger import SAME, Ledger, settle, write_change
from monitor.check.looks import look_at_the_same
from monitor.check.lowering import (
    lower_contradictions,
    lower_guesses,
    lower_losses,
    lower_masks,
    lower_ruins,
    settle_withdrawals,
)
from monitor.check.notes import Staged, Unchanged
from monitor.check.removal import circumstances_of_removal
from monitor.check.rhythm import learn
from monitor.check.scene import Scene
from monitor.check.whereabouts import Vanished
from monitor.judge import failing_interfaces, judge_crawl
from monitor.lifecycle import Step, absent, silent
from monitor.model import CheckReport, Kind, Outcome, State
from monitor.routing import route
from monitor.schedule import next_due


def conclude(scene: Scene, evidence: Evidence, *, now: datetime) -> CheckReport:
    """Believe what the evidence allows, in one transaction.

    Raises:
        StoreError: nothing of it was written.
    """
    lower_masks(scene, evidence)
    lower_contradictions(evidence)
    lower_ruins(scene, evidence)
    lower_guesses(scene, evidence)
    lower_losses(scene, evidence)
    settle_withdrawals(evidence)
    outcome, message = judge_crawl(evidence.answers, idle=evidence.idle)
    evidence.moved_up = moved_up(scene, evidence)
    evidence.leavers = left_listing(scene, evidence)
    with scene.store.transaction():
        ledger = Ledger(believed=set(evidence.taken_in))
        vanished = Vanished(scene, evidence)
        _conclude_unchanged(scene, evidence, ledger)
        _conclude_documents(scene, evidence, vanished, ledger)
        _conclude_listings(scene, evidence, vanished, ledger)
        _conclude_unread_files(scene, evidence, ledger)
        _conclude_absences(scene, evidence, ledger)
        _conclude_silence(scene, evidence, ledger)
        _conclude_leavers(scene, evidence, ledger)
        _conclude_interfaces(scene, evidence)
        report = _report(scene, evidence, ledger, outcome, message, now)
        if evidence.idle:
            scene.store.sources.passed_over(scene.source.name, at=now)
        else:
            conclude_source(scene.source, scene.store, scene.record, report)
        learn(scene, now=now)
        scene.store.outbox.put(route(scene.source, report.changes, check=scene.id, now=now))
        scene.store.checks.end(report)
    return report


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


def _conclude_unchanged(scene: Scene, evidence: Evidence, ledger: Ledger) -> None:
    documents = scene.store.documents
    touched = _touched(scene)
    for same in evidence.unchanged:
        if same.document in touched:
            continue
        watched = documents.standing(same.document)
        if watched.url != same.url and watched.url in evidence.left:
            _found_elsewhere(scene, evidence, same, ledger)
            continue
        documents.unchanged(
            same.document,
            seen_at=same.seen_at,
            due_at=next_due(replace(watched, last_seen=same.seen_at), now=same.seen_at),
        )
        if same.interface:
            scene.store.sightings.add(same.document, same.interface, at=same.seen_at)
        if same.validators is not None:
            scene.store.addresses.read_alike(
                scene.source.name, same.url, same.validators, at=same.seen_at
            )
        ledger.believed.add(same.document)
        ledger.unchanged += 1


def _touched(scene: Scene) -> frozenset[str]:
    """The documents of which somebody said who they are while this check was under way.

    What was found of them before that may be another's; they are due again.
    """
    return scene.store.joins.touched(scene.source.name, since=scene.started_at)


def _found_elsewhere(scene: Scene, evidence: Evidence, same: Unchanged, ledger: Ledger) -> None:
    """A document reads as it did, but no longer where it stood."""
    watched = scene.store.documents.get(same.document)
    if watched is not None and watched.id not in ledger.believed:
        look_at_the_same(scene, evidence, watched, same.url, same.seen_at, ledger)


def _conclude_documents(
    scene: Scene, evidence: Evidence, vanished: Vanished, ledger: Ledger
) -> None:
    for staged in evidence.staged:
        if staged.role != "document":
            continue
        finding = scene.store.checks.finding(scene.id, staged.position)
        if finding.page.verdict is Verdict.NOT_MODIFIED:
            still_there(scene, evidence, finding, ledger)
        for document in finding.reading.documents:
            conclude_document(scene, evidence, vanished, document, finding, ledger)


def _conclude_listings(
    scene: Scene, evidence: Evidence, vanished: Vanished, ledger: Ledger
) -> None:
    listings = (staged for staged in evidence.staged if staged.role == "listing")
    # Of a document that no page of its own spoke for, the interface that says most does.
    for staged in sorted(listings, key=_says, reverse=True):
        finding = scene.store.checks.finding(scene.id, staged.position)
        for document in finding.reading.documents:
            conclude_document(scene, evidence, vanished, document, finding, ledger)
        if finding.page.verdict is Verdict.OK:
            scene.store.addresses.answered(
                scene.source.name, finding, reader=scene.reader, document=None
            )


def _conclude_unread_files(scene: Scene, evidence: Evidence, ledger: Ledger) -> None:
    """A file that an article links to, and that did not come, is not forgotten."""
    for url in sorted(evidence.linkers.keys() & set(evidence.silent)):
        if scene.store.documents.at(scene.source.name, url) is None:
            take_in_by_name(scene, evidence, url, ledger)


def _says(staged: Staged) -> int:
    return LISTED.index(staged.form) if staged.form in LISTED else 0


def _conclude_absences(scene: Scene, evidence: Evidence, ledger: Ledger) -> None:
    says_nothing = frozenset(evidence.silent)
    for absence in evidence.absences:
        if absence.url in says_nothing:
            continue
        known = scene.store.addresses.document(scene.source.name, absence.url)
        watched = scene.store.documents.get(known["id"]) if known else None
        if watched is None or watched.id in ledger.believed:
            continue
        step = absent(watched, scene.source.confirm, at=absence.at)
        settle(scene, step.watched, absence.at)
        ledger.believed.add(watched.id)
        if step.kind:
            said = circumstances_of_removal(scene, evidence, watched, absence)
            write_change(scene, ledger, step, watched.snapshot, None, SAME, said)


def _conclude_silence(scene: Scene, evidence: Evidence, ledger: Ledger) -> None:
    touched = _touched(scene)
    for doubtful in evidence.doubtful:
        if doubtful.id not in touched:
            scene.store.documents.update(doubtful)
    for url in evidence.silent:
        known = scene.store.addresses.document(scene.source.name, url)
        watched = scene.store.documents.get(known["id"]) if known else None
        if watched and watched.id not in ledger.believed:
            scene.store.documents.update(silent(watched).watched)


def _conclude_leavers(scene: Scene, evidence: Evidence, ledger: Ledger) -> None:
    """Who left the listing and is still there by itself has rolled off."""
    told = {change.document for change in ledger.changes} | ledger.shown
    for url in sorted(evidence.leavers & evidence.alive):
        watched = scene.store.documents.at(scene.source.name, url)
        if watched is None or watched.state is not State.LIVE or watched.id in told:
            continue
        step = Step(watched=watched, kind=Kind.ROLLED_OFF, first_seen=scene.started_at)
        write_change(scene, ledger, step, watched.snapshot, watched.snapshot, SAME)


def _conclude_interfaces(scene: Scene, evidence: Evidence) -> None:
    failing = failing_interfaces(evidence.answers)
    for interface, answer in failing.items():
        if interface:
            message = f"{answer.url}: {answer.evidence or answer.verdict}"
            scene.store.sources.failed(
                scene.source.name, interface, scene.scope, message=message, at=scene.started_at
            )
    ends: defaultdict[str, bool] = defaultdict(bool)
    for listing in evidence.listings:
        ends[listing.interface] |= listing.ends
    # Documents that are asked by name are enumerated once every one of them has answered.
    for interface in evidence.named:
        ends[interface] |= evidence.mute.isdisjoint({interface, ""})
    for interface in ends.keys() - failing.keys():
        scene.store.sources.enumerated(
            scene.source.name, interface, scene.scope, ended=ends[interface], at=scene.started_at
        )


def _report(
    scene: Scene, evidence: Evidence, ledger: Ledger, outcome: Outcome, message: str, now: datetime
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
        failed=len(evidence.silent) + len(evidence.doubtful),
        message=message,
    )


def _count_missing(scene: Scene) -> int:
    return scene.store.sources.counts(scene.source.name).missing
