"""A known document is looked at again: the same eyes, one form, and what became of it."""

from dataclasses import replace
from datetime import datetime

from crawler.items import LISTED, Document, Finding, is_later
from monitor.check.evidence import Evidence
from monitor.check.eyes import held_together
from monitor.check.ledger import SAME, Ledger, settle, take_snapshot, write_change
from monitor.check.places import is_elsewhere
from monitor.check.scene import Scene
from monitor.check.whereabouts import has_moved, last_place, next_place
from monitor.diff import PRINTING, Comparison, reading_key
from monitor.lifecycle import WEEK, Look, Step, seen
from monitor.model import Circumstance, Kind, Snapshot, Watched, Weight

# So often a week a document is told to have moved: to where it was before (its hosts are out of
# step), and to where it never was (its server makes addresses up).
_MOVES_BACK, _MOVES_ON = 2, 6


def look(
    scene: Scene,
    evidence: Evidence,
    watched: Watched,
    document: Document,
    finding: Finding,
    ledger: Ledger,
) -> None:
    """A known document was read: compare it, by the same eyes and in one form, with what stood."""
    at = finding.page.fetched_at
    before, comparison = held_together(scene, watched, document)
    earlier = _earlier(scene, before, document, comparison)
    found = _look(scene, evidence, watched, before, earlier, document, comparison, at)
    step = seen(watched, found, at=at)
    url = next_place(scene, evidence, watched, document.url, moved=found.has_moved)
    is_other = comparison.weight is not Weight.IDENTICAL or found.has_moved
    if before is None or (is_other and (step.kind or earlier is None)):
        why = str(step.kind) if before and step.kind else "form"
        after = take_snapshot(scene, watched.id, document, finding, why=why)
    else:
        after = earlier if is_other and earlier else before
        scene.store.snapshots.seen_again(after.id, at=at)
    settle(scene, replace(step.watched, url=url, title=document.title, snapshot=after), at)
    for place in dict.fromkeys((url, document.url) if found.has_moved else (url,)):
        scene.store.addresses.stands(scene.source.name, place, watched.id)
    scene.store.documents.identify(scene.source.name, watched.id, document)
    if step.kind is None:
        ledger.unchanged += 1
        return
    said = _circumstances(scene, step, watched, earlier)
    if step.kind is Kind.EDITED and before and before.reading.blocks != document.blocks:
        said |= _quiet(scene, evidence, watched, before, document)
    said |= as_listed(document)
    write_change(scene, ledger, step, before, after, comparison, said)
    evidence.news.add(finding.page.url)


def look_at_the_same(
    scene: Scene, evidence: Evidence, watched: Watched, url: str, at: datetime, ledger: Ledger
) -> None:
    """A document reads as it did, at `url`: it may be back, or there instead of where it stood."""
    standing = watched.snapshot
    is_left = url != watched.url and watched.url in evidence.left
    moved = is_left and is_elsewhere(last_place(scene, watched), url)
    step = seen(watched, Look(has_moved=moved and _may_move(scene, watched, url, at)), at=at)
    after = standing
    if standing and moved:
        reading = replace(standing.reading, url=url)
        after = scene.store.snapshots.add(
            watched.id,
            reading,
            check=scene.id,
            reader=standing.reader,
            body=standing.body,
            at=at,
            why="moved",
        )
    elif standing:
        scene.store.snapshots.seen_again(standing.id, at=at)
    place = next_place(scene, evidence, watched, url, moved=is_left)
    settle(scene, replace(step.watched, url=place, snapshot=after), at)
    ledger.believed.add(watched.id)
    if step.kind:
        write_change(
            scene, ledger, step, standing, after, SAME, _circumstances(scene, step, watched, None)
        )


def _look(
    scene: Scene,
    evidence: Evidence,
    watched: Watched,
    before: Snapshot | None,
    earlier: Snapshot | None,
    document: Document,
    comparison: Comparison,
    at: datetime,
) -> Look:
    """The comparison, held against the life that the document has had."""
    moved = has_moved(scene, evidence, watched, document)
    moved = moved and _may_move(scene, watched, document.url, at)
    if before is None or comparison.weight is Weight.IDENTICAL:
        return Look(has_moved=moved)
    pair = frozenset({reading_key(before.reading), reading_key(document)})
    changes = scene.store.changes
    return Look(
        weight=comparison.weight,
        returns=earlier is not None,
        turns=changes.turns(watched.id, pair, since=at - WEEK),
        has_flapped=changes.has_flapped(watched.id, pair),
        is_reissue=_is_reissue(before.reading, document),
        has_moved=moved,
        since=watched.doubted_at if watched.doubted == reading_key(document) else None,
    )


def _may_move(scene: Scene, watched: Watched, url: str, at: datetime) -> bool:
    """Whether a move is news: hosts that are out of step send a document to and fro."""
    was_there = scene.store.snapshots.stood_at(watched.id, url)
    most = _MOVES_BACK if was_there else _MOVES_ON
    return scene.store.changes.moves(watched.id, since=at - WEEK) < most


def _earlier(
    scene: Scene, before: Snapshot | None, document: Document, comparison: Comparison
) -> Snapshot | None:
    """The snapshot before the standing one that stands again."""
    if before is None or comparison.weight is Weight.IDENTICAL:
        return None
    typographic = comparison.weight is Weight.TYPOGRAPHIC
    return scene.store.snapshots.earlier(before, document, alike=typographic)


def _is_reissue(before: Document, after: Document) -> bool:
    """Another file under the same symbol, as its masthead says."""
    symbols = [one for one in before.identities if one.scheme == "symbol"]
    if not symbols or not set(symbols) & set(after.identities):
        return False
    return any(before.fields.get(name) != after.fields.get(name) for name in PRINTING)


def _circumstances(
    scene: Scene, step: Step, watched: Watched, earlier: Snapshot | None
) -> dict[Circumstance, str]:
    said: dict[Circumstance, str] = {}
    if step.kind is Kind.MOVED:
        said[Circumstance.MOVED_FROM] = last_place(scene, watched)
    if earlier and step.kind in {Kind.EDITED, Kind.REISSUED, Kind.FLAPPING}:
        said[Circumstance.RETURNS_TO] = str(scene.store.snapshots.number(earlier))
    return said


def as_listed(document: Document) -> dict[Circumstance, str]:
    """What is to be said of a document that only an interface spoke for."""
    if document.form not in LISTED:
        return {}
    return {Circumstance.LISTED: f"{document.form}, cut" if document.cut else document.form}


def _quiet(
    scene: Scene, evidence: Evidence, watched: Watched, before: Snapshot, document: Document
) -> dict[Circumstance, str]:
    """Does the site still say of an edited text that it was modified before we saw the old one?

    By the page's own word, or where it has none by that of an interface.
    """
    dates = (before.reading.dates, document.dates)
    was, now = (each.get("modified", "") for each in dates)
    if not was or not now:
        was = scene.store.sightings.claimed(watched.id)
        now = evidence.claims.get(document.url, "")
    said = was and now and not is_later(now, was)
    return (
        {Circumstance.QUIET: now} if said and is_later(watched.last_seen.isoformat(), now) else {}
    )
