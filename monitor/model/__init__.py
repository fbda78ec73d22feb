"""The nouns: frozen, without any I/O.

Page and Document come from the crawler's door (`crawler.items`); what the monitor makes of them is
here.
"""

from monitor.model.alerts import Alert, AlertType, Delivery
from monitor.model.changes import Change, Edit, Hunk, HunkOp, Magnitude, Op, Span
from monitor.model.checks import CheckReport, Outcome
from monitor.model.documents import Rhythm, Snapshot, State, Watched
from monitor.model.kinds import TOLD_BY_DEFAULT, Circumstance, EditKind, Kind, Weight
from monitor.model.sources import TIERS, Confirmation, Health, Schedule, Source, Tier

__all__ = [
    "TIERS",
    "TOLD_BY_DEFAULT",
    "Alert",
    "AlertType",
    "Change",
    "CheckReport",
    "Circumstance",
    "Confirmation",
    "Delivery",
    "Edit",
    "EditKind",
    "Health",
    "Hunk",
    "HunkOp",
    "Kind",
    "Magnitude",
    "Op",
    "Outcome",
    "Rhythm",
    "Schedule",
    "Snapshot",
    "Source",
    "Span",
    "State",
    "Tier",
    "Watched",
    "Weight",
]
