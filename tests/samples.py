"""Changes and alerts as they might be, for tests of what becomes of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.model import Alert, Change, Edit, Hunk, Kind, Op, Source, Weight

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)


def hunk(*parts: tuple[Op, str], block: int = 0) -> Hunk:
    """The hunk of a block that changed so."""
    before = "".join(text for op, text in parts if op != "+")
    after = "".join(text for op, text in parts if op != "-")
    return Hunk(block, before, after, parts)


def edit(*hunks: Hunk, field: str = "text") -> Edit:
    return Edit(field=field, weight=Weight.SUBSTANTIVE, hunks=hunks)


GRANT = hunk(
    ("=", "请秘书长为上述活动提供"), ("-", "款项"), ("+", "赠款"), ("=", "，并提出报告。"), block=7
)


def change(number: int = 1, kind: Kind = Kind.EDITED, **others: Any) -> Change:
    """A change of a Chinese document; what it has of its own goes into `others`."""
    values: dict[str, Any] = {
        "id": f"c-{number}",
        "kind": kind,
        "weight": Weight.SUBSTANTIVE,
        "source": "embassy-news",
        "check": "k-1",
        "document": f"d-{number}",
        "url": f"https://embassy.example.org/zh/{number}/",
        "language": "zh",
        "title": f"关于合作的第{number}号声明",
        "headline": "",
        "first_seen": NOON,
        "last_seen": None if kind is Kind.NEW else NOON - HALF_AN_HOUR,
        "edits": (edit(GRANT),) if kind is Kind.EDITED else (),
    }
    return Change(**(values | others))


def alert(*changes: Change, **others: Any) -> Alert:
    """An alert of these changes, or of one."""
    told = changes or (change(),)
    base = Alert(
        id="a-0123456789abcdef",
        channel="desk",
        type="changes.observed",
        source="embassy-news",
        check="k-1",
        created_at=NOON,
        changes=told,
        total=len(told),
    )
    return replace(base, **others)


def trouble(**others: Any) -> Alert:
    """An alert about a source that broke."""
    values = {"type": "source.down", "changes": (), "total": 0, "text": "embassy-news is down"}
    return replace(alert(), **(values | others))


def source(**others: Any) -> Source:
    values: dict[str, Any] = {
        "name": "embassy-news",
        "spider": "webpage",
        "options": {},
        "notify": ("desk", "hook"),
    }
    return Source(**(values | others))
