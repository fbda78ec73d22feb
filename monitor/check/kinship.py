"""What an arrival is to those that are known: new by itself, a translation, or a correction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from crawler.items import Document, moment
from monitor.check.scene import Scene
from monitor.model import Circumstance, Kind, Watched


@dataclass(frozen=True, slots=True)
class Arrival:
    """As what a document that is seen for the first time is told, and of whom it is kin."""

    kind: Kind = Kind.NEW
    circumstances: Mapping[Circumstance, str] = field(default_factory=dict)


def arrival_of(scene: Scene, document: Document) -> Arrival:
    """How `document`, which was not there before, is told.

    A further language version of a document that an earlier check knew is a translation; one that
    came with the same check is as new as the other. A Corr., Rev., Add. or Amend. of a known
    document corrects it. A resolution is new, and names the known draft that it adopts.
    """
    documents = scene.store.documents
    versions = documents.versions(scene.source.name, document)
    earlier = [one for one in versions if one.first_seen < scene.started_at]
    if earlier:
        original = earlier[0]
        said = {Circumstance.VERSION_OF: original.id}
        if delay := _delay(scene, original):
            said[Circumstance.DELAY] = delay
        return Arrival(Kind.TRANSLATED, said)
    corrected = (document.fields.get(name) for name in ("parent", "base"))
    for symbol in filter(None, corrected):
        if base := documents.by_symbol(scene.source.name, symbol, language=document.language):
            said = {Circumstance.BASE: base.id}
            if applies := document.remarks.get("applies_to"):
                said[Circumstance.APPLIES_TO] = applies
            return Arrival(Kind.CORRECTED, said)
    return Arrival(circumstances=_adopted(scene, document))


def _adopted(scene: Scene, document: Document) -> Mapping[Circumstance, str]:
    """The known draft that a resolution adopts; else the report on which it was adopted."""
    for name in ("draft", "report"):
        for symbol in filter(None, document.remarks.get(name, "").split(", ")):
            found = scene.store.documents.by_symbol(
                scene.source.name, symbol, language=document.language
            )
            if found:
                return {Circumstance.ADOPTS: found.id}
    return {}


def _delay(scene: Scene, original: Watched) -> str:
    """How long after the other version: by its own date, else since it was seen first."""
    published = scene.store.documents.published(original.id)
    since = moment(published) or original.first_seen
    return _in_words(scene.started_at - since)


def _in_words(delay: timedelta) -> str:
    """Days, from two on; hours below."""
    hours = int(delay.total_seconds() // 3600)
    if hours < 1:
        return "less than an hour"
    if hours < 48:
        return f"{hours} hour{'s' if hours > 1 else ''}"
    return f"{hours // 24} days"
