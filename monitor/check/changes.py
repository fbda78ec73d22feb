"""A change, put into the words that are stored, sent and cited."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from crawler.items import Document
from monitor.check.scene import Scene
from monitor.diff import Comparison, headline
from monitor.lifecycle import Step
from monitor.model import Change, Circumstance, Kind, Snapshot, Weight
from monitor.routing import terms_in
from monitor.text import columns, shorten

_ARRIVALS = frozenset({Kind.NEW, Kind.TRANSLATED, Kind.CORRECTED})
_LINE = 80  # columns of a headline
_SAYS_SOMETHING = 40  # columns: more than "Office of the Spokesperson", or a date


def change_of(
    scene: Scene,
    step: Step,
    before: Snapshot | None,
    after: Snapshot | None,
    comparison: Comparison,
    circumstances: Mapping[Circumstance, str],
) -> Change:
    """The change that `step` is, between two snapshots (None: not there)."""
    shown = after or before
    watched = step.watched
    kind = step.kind or Kind.EDITED
    title = shown.reading.title if shown else watched.title
    change = Change(
        id=_id(scene, watched.id, kind),
        kind=kind,
        weight=comparison.weight if comparison.edits else Weight.SUBSTANTIVE,
        source=scene.source.name,
        check=scene.id,
        document=watched.id,
        url=shown.reading.url if shown else watched.url,
        language=watched.language,
        title=title,
        headline=_beginning(shown.reading)
        if kind in _ARRIVALS and shown
        else headline(kind, comparison.edits, title),
        first_seen=step.first_seen or scene.started_at,
        last_seen=step.last_seen,
        failed_checks=step.failed_checks,
        edits=comparison.edits,
        evidence_before=before.body if before else "",
        evidence_after=after.body if after else "",
        snapshot_before=before.id if before else None,
        snapshot_after=after.id if after else None,
        circumstances={str(name): said for name, said in circumstances.items()},
        told=kind in scene.source.kinds and not step.is_known,
    )
    whole = shown.reading.text if shown and kind is not Kind.EDITED else ""
    return replace(change, terms=terms_in(change, scene.source.terms, whole=whole))


def _beginning(document: Document) -> str:
    """How a new document begins: its first paragraph of some length, else its title."""
    texts = (block.text for block in document.blocks if block.kind != "heading")
    said = next((text for text in texts if columns(text) >= _SAYS_SOMETHING), "")
    return shorten(said or document.title, _LINE)


def _id(scene: Scene, document: str, kind: Kind) -> str:
    return "c-" + hashlib.sha256(f"{scene.id}|{document}|{kind}".encode()).hexdigest()[:16]
