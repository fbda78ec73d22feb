"""What happened to a document: the states it goes through, and the change that each is. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from monitor.model import Confirmation, Kind, State, Watched, Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where a document stands after a look, and what changed, if anything did.

    `last_seen` and `first_seen` bound the change: last seen as before, first seen otherwise;
    `failed_checks` counts the looks between them that said nothing.
    """

    watched: Watched
    kind: Kind | None = None
    last_seen: datetime | None = None
    first_seen: datetime | None = None
    failed_checks: int = 0


def seen(watched: Watched, weight: Weight, *, at: datetime) -> Step:
    """A good look: the document is there, and differs from its latest snapshot by `weight`.

    A document that was only missing is live again without a word: nobody was told that it was away.
    """
    kind = _kind_of_look(watched.state, weight)
    after = replace(
        watched,
        state=State.LIVE,
        last_seen=at,
        changed_at=at if kind else watched.changed_at,
        missing_since=None,
        absences=0,
        last_absence=None,
        failures=0,
    )
    before = watched.last_absence if kind is Kind.RESTORED else watched.last_seen
    return Step(
        watched=after,
        kind=kind,
        last_seen=before,
        first_seen=at,
        failed_checks=watched.failures if kind else 0,
    )


def absent(watched: Watched, confirm: Confirmation, *, at: datetime) -> Step:
    """A sign of absence (404, 410, tombstone) while the host answers otherwise.

    The first makes the document missing. Signs less than `confirm.apart` after the one before are
    one sign. With `confirm.times` of them it is removed.
    """
    if watched.state is State.REMOVED:
        return Step(watched=replace(watched, last_absence=at, failures=0))
    counts = watched.last_absence is None or at - watched.last_absence >= confirm.apart
    absences = watched.absences + 1 if counts else watched.absences
    missing = replace(
        watched,
        state=State.MISSING,
        missing_since=watched.missing_since or at,
        absences=absences,
        last_absence=at if counts else watched.last_absence,
    )
    if absences < confirm.times:
        return Step(watched=missing)
    return Step(
        watched=replace(missing, state=State.REMOVED, changed_at=at, last_absence=at, failures=0),
        kind=Kind.REMOVED,
        last_seen=watched.last_seen,
        first_seen=missing.missing_since,
        failed_checks=watched.failures,
    )


def silent(watched: Watched) -> Step:
    """A look that said nothing: the document stands as it stood, and the gap is on record."""
    return Step(watched=replace(watched, failures=watched.failures + 1))


def _kind_of_look(state: State, weight: Weight) -> Kind | None:
    if state is State.REMOVED:
        return Kind.RESTORED
    return {Weight.SUBSTANTIVE: Kind.EDITED, Weight.TYPOGRAPHIC: Kind.TYPOGRAPHIC}.get(weight)
