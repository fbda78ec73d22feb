"""An alert about nothing, to see that a channel works."""

import hashlib
from datetime import datetime, timedelta

from monitor.model import Alert, Change, Edit, Hunk, Kind, Op, Weight

_DIFF: tuple[tuple[Op, str], ...] = (
    ("=", "请秘书长在现有资源范围内为上述活动提供"),
    ("-", "款项"),
    ("+", "赠款"),
    ("=", "，并向大会下一届会议提出报告。"),
)


def test_alert(channel_name: str, now: datetime) -> Alert:
    """An alert of type `test` for one channel, with one change as it might have been."""
    digest = hashlib.sha256(f"{channel_name}|{now.isoformat()}".encode()).hexdigest()[:16]
    return Alert(
        id=f"a-{digest}",
        channel=channel_name,
        type="test",
        source="test",
        check="test",
        created_at=now,
        changes=(_sample(now),),
        total=1,
    )


def _sample(now: datetime) -> Change:
    hunk = Hunk(
        block=7,
        before="".join(text for op, text in _DIFF if op != "+"),
        after="".join(text for op, text in _DIFF if op != "-"),
        diff=_DIFF,
    )
    return Change(
        id="test",
        kind=Kind.EDITED,
        weight=Weight.SUBSTANTIVE,
        source="test",
        check="test",
        document="test",
        url="https://example.org/zh/resolution",
        language="zh",
        title="关于促进人权领域国际合作的决议（示例）",
        headline="¶8 款项 → 赠款",
        first_seen=now,
        last_seen=now - timedelta(minutes=30),
        edits=(Edit(field="text", weight=Weight.SUBSTANTIVE, hunks=(hunk,)),),
    )
