"""What the conclusion of a check has come to so far, and how each step of it is written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from crawler.items import Document, Finding
from monitor.check.changes import change_of
from monitor.check.scene import Scene
from monitor.diff import Comparison
from monitor.lifecycle import Step
from monitor.model import Change, Circumstance, Snapshot, Watched, Weight
from monitor.schedule import next_due

SAME = Comparison(Weight.IDENTICAL, ())

Circumstances = Mapping[Circumstance, str]


@dataclass(slots=True)
class Ledger:
    """What the conclusion has come to so far."""

    changes: list[Change] = field(default_factory=list)
    baseline: int = 0
    unchanged: int = 0
    believed: set[str] = field(default_factory=set)  # documents that a page of their own spoke for
    shown: set[str] = field(default_factory=set)  # documents that a listing shows


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
    circumstances: Circumstances | None = None,
) -> None:
    """Write down what happened, and count it in."""
    change = change_of(scene, step, before, after, comparison, circumstances or {})
    scene.store.changes.add(change)
    ledger.changes.append(change)


def take_snapshot(
    scene: Scene, name: str, document: Document, finding: Finding, *, why: str
) -> Snapshot:
    """Keep how a document stands by this finding, and why."""
    return scene.store.snapshots.add(
        name,
        document,
        check=scene.id,
        reader=scene.reader,
        body=finding.page.body,
        at=finding.page.fetched_at,
        why=why,
    )
