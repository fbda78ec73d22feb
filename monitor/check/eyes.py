"""What stood, held against what was read now, by the same eyes and in one form."""

from dataclasses import replace

from crawler.items import Document
from monitor.check.ledger import SAME
from monitor.check.scene import Scene
from monitor.diff import Comparison, compare
from monitor.identity import is_mostly_same
from monitor.model import Snapshot, Watched, Weight
from monitor.reread import read_again, record


def held_together(
    scene: Scene, watched: Watched, document: Document
) -> tuple[Snapshot | None, Comparison]:
    """The latest snapshot as today's reader reads it, and what differs from it.

    None where they are not to be compared: two forms of one document never are.
    """
    standing = watched.snapshot
    before = _by_todays_eyes(scene, standing) if standing else None
    if standing and _is_mended(scene, watched):
        return _across_a_redesign(before or standing, document)
    if before is None or before.reading.form != document.form:
        return None, SAME
    return before, compare(before.reading, document)


def _by_todays_eyes(scene: Scene, standing: Snapshot) -> Snapshot | None:
    if standing.reader == scene.reader:
        return standing
    again = read_again(standing, scene.source, scene.store)
    return record(again, reader=scene.reader, store=scene.store)


def _is_mended(scene: Scene, watched: Watched) -> bool:
    """Did the eyes of the last good look fail, and do others see again for the first time?"""
    if not watched.failures:
        return False
    return scene.store.addresses.read_by(watched.source, watched.url) not in {"", scene.reader}


def _across_a_redesign(before: Snapshot, document: Document) -> tuple[Snapshot | None, Comparison]:
    """What changed in substance while a redesigned page could not be read.

    What only one of the two readings has (a byline, a date) the new design puts elsewhere, or we
    look elsewhere for it; and blocks are cut otherwise. None of that is the document's. Texts that
    have little in common are not compared at all.
    """
    reading = before.reading
    if compare(reading, document).weight is Weight.IDENTICAL:
        return before, SAME
    if reading.form != document.form or not is_mostly_same(reading, document):
        return None, SAME
    comparison = compare(_in_common(reading, document), _in_common(document, reading))
    if comparison.weight is not Weight.SUBSTANTIVE:
        return None, SAME
    edits = tuple(edit for edit in comparison.edits if edit.weight is Weight.SUBSTANTIVE)
    return before, replace(comparison, edits=edits)


def _in_common(document: Document, other: Document) -> Document:
    """`document` with those dates and fields only that `other` has as well."""
    return replace(
        document,
        dates={name: day for name, day in document.dates.items() if other.dates.get(name)},
        fields={name: value for name, value in document.fields.items() if other.fields.get(name)},
    )
