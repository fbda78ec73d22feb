"""What is said of a removal beside that it is one."""

from monitor.check.evidence import Evidence
from monitor.check.ledger import Circumstances
from monitor.check.notes import Absence
from monitor.check.scene import Scene
from monitor.model import Circumstance, Watched


def circumstances_of_removal(
    scene: Scene, evidence: Evidence, watched: Watched, absence: Absence
) -> Circumstances:
    """When it was believed, and what the listing said meanwhile."""
    said = {Circumstance.CONFIRMED_AT: absence.at.isoformat(timespec="seconds")}
    if absence.seen:
        said[Circumstance.SEEN] = absence.seen
    if evidence.shown.get(watched.url):
        said[Circumstance.LISTING] = "still shows it"
    elif last := scene.store.sightings.last_shown(watched.id):
        said[Circumstance.LISTING] = f"showed it last at {last}"
    return said
