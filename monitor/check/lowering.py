"""What came `ok` by itself, and is not believed in the light of the others and of what stood."""

from dataclasses import replace
from typing import Any

from crawler.items import Verdict
from monitor.check.evidence import Evidence, Staged
from monitor.check.scene import Scene
from monitor.judge import gist, has_lost, one_page_for_many, one_text_for_many
from monitor.lifecycle import doubted
from monitor.model import State

Row = dict[str, Any]

_FILES = frozenset({"pdf", "docx", "doc"})


def lower_masks(scene: Scene, evidence: Evidence) -> None:
    """A page that stands before several documents at once is what none of them says."""
    known = [each for each in evidence.staged if _came_otherwise(scene, each)]
    new = [each for each in evidence.staged if _is_new_page(scene, each)]
    bodies = one_page_for_many((each.url, each.body) for each in (*known, *new))
    gists = one_text_for_many((each.url, _gist_before(scene, each), each.gist) for each in known)
    masked = {each.url for each in (*known, *new) if each.body in bodies or each.gist in gists}
    said = f"one and the same page at {len(masked)} addresses"
    evidence.lower(masked, Verdict.BLOCKED, said)
    evidence.silent += sorted(masked)


def masks_of(scene: Scene, evidence: Evidence) -> frozenset[str]:
    """The bodies that stand before several new documents of those that came so far."""
    new = (each for each in evidence.staged if _is_new_page(scene, each))
    return one_page_for_many((each.url, each.body) for each in new)


def lower_losses(scene: Scene, evidence: Evidence) -> None:
    """A page that suddenly has much less to say was cut, unless it stays so."""
    for staged in list(evidence.staged):
        known = scene.store.addresses.document(scene.source.name, staged.url)
        is_here = staged.url not in evidence.forwards
        if known is None or not is_here or not _is_comparable(scene, known, staged):
            continue
        before, after = known["characters"], staged.characters
        if not has_lost(before, after, share=scene.source.lost_share):
            continue
        watched = scene.store.documents.get(known["id"])
        times = scene.source.confirm.times
        step = watched and doubted(watched, staged.reading, times=times, at=staged.at)
        if step:
            said = f"{after} characters of text where {before} stood; believed if it stays so"
            evidence.lower({staged.url}, Verdict.TRUNCATED, said)
            evidence.doubtful.append(replace(step.watched, due_at=staged.at))


def _is_comparable(scene: Scene, known: Row, staged: Staged) -> bool:
    """Whether the same eyes read the same form of one document; else length says nothing."""
    same_eyes = known["reader"] == scene.reader and known["form"] == staged.form
    return same_eyes and bool(staged.reading) and known["state"] != State.REMOVED


def _gist_before(scene: Scene, staged: Staged) -> str:
    watched = scene.store.documents.at(scene.source.name, staged.url)
    reading = watched.snapshot.reading if watched and watched.snapshot else None
    return gist(reading.title, reading.text) if reading else ""


def _came_otherwise(scene: Scene, staged: Staged) -> bool:
    if staged.role != "document" or not staged.body:
        return False
    known = scene.store.addresses.document(scene.source.name, staged.url)
    return known is not None and known["body"] != staged.body


def _is_new_page(scene: Scene, staged: Staged) -> bool:
    """Whether this is the page of a new document. One file may well stand at several addresses."""
    if staged.role != "document" or not staged.body or staged.form in _FILES:
        return False
    return scene.store.addresses.document(scene.source.name, staged.url) is None
