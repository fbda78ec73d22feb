"""An alert as the JSON that a webhook receives: always well formed, never too big."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from monitor.model import Alert, Change, Edit, Hunk
from monitor.render.fit import SIZES, Size, shortened, sized
from monitor.render.words import history

SCHEMA = 1
MOST_BYTES = 64_000

Json = dict[str, Any]

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def body(alert: Alert, *, public_url: str = "") -> bytes:
    """The body of the request in UTF-8, at most 64,000 bytes, the same for the same alert.

    Where that is too little the long unchanged stretches are shortened first, then hunks are left
    out, then changes, and `truncated` is true. Times are in UTC.
    """
    for size in SIZES:
        text = _encoded(alert, alert.changes, size, public_url, truncated=size is not SIZES[0])
        if len(text) <= MOST_BYTES:
            return text
    return _fewer_changes(alert, SIZES[-1], public_url)


def _fewer_changes(alert: Alert, size: Size, public_url: str) -> bytes:
    """As many changes, from the first on, as there is room for."""

    def encoded(count: int) -> bytes:
        return _encoded(alert, alert.changes[:count], size, public_url, truncated=True)

    fitting = _greatest(len(alert.changes), lambda count: len(encoded(count)) <= MOST_BYTES)
    return encoded(fitting)


def _greatest(most: int, fits: Callable[[int], bool]) -> int:
    """The greatest number up to `most` that fits (smaller ones do, then); 0 if none does."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _encoded(
    alert: Alert, changes: Sequence[Change], size: Size, public_url: str, *, truncated: bool
) -> bytes:
    told = {
        "type": alert.type,
        "timestamp": utc(alert.created_at),
        "schema": SCHEMA,
        "data": _data(alert, changes, size, public_url, truncated=truncated),
    }
    text = json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _LONE_SURROGATE.sub("\ufffd", text).encode()


def _data(
    alert: Alert, changes: Sequence[Change], size: Size, public_url: str, *, truncated: bool
) -> Json:
    about: Json = {"source": alert.source, "check": alert.check}
    if alert.type.startswith("source."):
        about["message"] = shortened(alert.text, size.text)
        return about | ({"since": utc(alert.since)} if alert.since else {})
    if alert.type == "changes.grouped":
        about |= {"count": alert.total, "common": _common(alert.changes) | {"edits": alert.text}}
    about["changes"] = [entry(sized(change, size), public_url) for change in changes]
    about["truncated"] = truncated
    return about


def _common(changes: Sequence[Change]) -> Json:
    """What the changes of a group share: always their kind; perhaps a language, a site, terms."""
    terms = [set(change.terms) for change in changes]
    return {
        "kind": _only({change.kind for change in changes}),
        "language": _only({change.language for change in changes}),
        "site": _only({_site(change.url) for change in changes}),
        "terms": sorted(set.intersection(*terms)) if terms else [],
    }


def _only(values: set[str]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def _site(url: str) -> str:
    """Scheme and host of `url`."""
    return "/".join(url.split("/", 3)[:3])


def entry(change: Change, public_url: str) -> Json:
    """A change, as it stands among the `changes` of a webhook's body."""
    return {
        "id": change.id,
        "kind": change.kind,
        "weight": change.weight,
        "key": change.document,
        "url": change.url,
        "language": change.language,
        "title": change.title,
        "headline": change.headline,
        "observed": {
            "last_seen": utc(change.last_seen) if change.last_seen else None,
            "first_seen": utc(change.first_seen),
            "failed_checks": change.failed_checks,
        },
        "circumstances": dict(change.circumstances),
        "edits": [edit_entry(edit) for edit in change.edits],
        "terms": list(change.terms),
        "evidence": {
            "before": _evidence(change.evidence_before),
            "after": _evidence(change.evidence_after),
        },
        "history": history(public_url, change.document) or None,
    }


def edit_entry(edit: Edit) -> Json:
    """An edit, as it stands among the `edits` of a change."""
    return {"field": edit.field, "hunks": [_hunk(hunk) for hunk in edit.hunks]}


def _hunk(hunk: Hunk) -> Json:
    return {
        "block": hunk.block,
        "before": hunk.before,
        "after": hunk.after,
        "diff": [list(part) for part in hunk.diff],
    }


def _evidence(body: str) -> str | None:
    return f"sha256:{body}" if body else None


def utc(moment: datetime) -> str:
    """`moment` to the second, as 2026-11-21T08:00:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
