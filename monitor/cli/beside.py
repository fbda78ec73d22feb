"""What belongs to a document: who shows it, its other languages, the files that it links to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.model import Snapshot, Watched
from monitor.render import words
from monitor.render.payload import utc
from monitor.render.words import one_line
from monitor.store import Sighting, Store


@dataclass(frozen=True, slots=True)
class Beside:
    """What belongs to a document: its other languages, the files that it links to, and who links.

    Of each, the addresses; of one that is watched itself, its id.
    """

    twins: Mapping[str, str]
    files: tuple[str, ...]
    linking: tuple[str, ...]

    @classmethod
    def of(cls, store: Store, watched: Watched, versions: Sequence[Snapshot]) -> "Beside":
        """What belongs to a document, by its latest version."""
        reading = versions[-1].reading if versions else None
        if reading is None:
            return cls({}, (), ())

        def name(url: str) -> str:
            known = store.documents.at(watched.source, url)
            return known.id if known else url

        return cls(
            twins={language: name(url) for language, url in reading.twins.items()},
            files=tuple(map(name, reading.files)),
            linking=tuple(each.id for each in store.documents.linking(watched.source, watched.url)),
        )

    def facts(self) -> dict[str, str]:
        """For people."""
        twins = {
            f"in {language}": where if where.startswith("d-") else f"{where} (not in the record)"
            for language, where in self.twins.items()
        }
        beside = {"files": ", ".join(self.files), "linked from": ", ".join(self.linking)}
        return {name: one_line(said) for name, said in (twins | beside).items()}

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "twins": dict(self.twins),
            "files": list(self.files),
            "linked_from": list(self.linking),
        }


def found_by(sightings: Sequence[Sighting], whole_at: Mapping[str, datetime]) -> dict[str, str]:
    """Which interface found the document first, and which show it now."""
    current = [each.interface for each in sightings if each.is_current(whole_at)]
    return {
        "found by": sightings[0].interface if sightings else "",
        "shown by": words.shown_by(current) if sightings else "",
    }


def sighting_entry(sighting: Sighting, whole_at: Mapping[str, datetime]) -> dict[str, Any]:
    """A sighting, for machines."""
    return {
        "interface": sighting.interface,
        "first_seen": utc(sighting.first_seen),
        "last_seen": utc(sighting.last_seen),
        "modified": sighting.modified or None,
        "is_current": sighting.is_current(whole_at),
    }
