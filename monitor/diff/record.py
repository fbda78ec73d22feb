"""Differences as plain JSON and back: as they are stored, sent and printed."""

from collections.abc import Mapping
from typing import Any

from monitor.diff.texts import Difference
from monitor.model import EditKind, Hunk, Span

Json = dict[str, Any]


def dump(difference: Difference) -> Json:
    """A difference as plain JSON; `load` makes the same of it again."""
    return {"hunks": [dump_hunk(hunk) for hunk in difference.hunks]}


def load(entry: Mapping[str, Any]) -> Difference:
    """The difference that `dump` made `entry` of."""
    return Difference(tuple(map(load_hunk, entry["hunks"])))


def dump_hunk(hunk: Hunk) -> Json:
    """A hunk as it stands in the store, in a webhook and in `--json`."""
    entry: Json = {
        "block": hunk.block,
        "before": hunk.before,
        "after": hunk.after,
        "diff": [list(part) for part in hunk.diff],
        "op": hunk.op,
        "kinds": [str(kind) for kind in hunk.kinds],
        "old": _dump_span(hunk.old),
        "new": _dump_span(hunk.new),
    }
    if hunk.shift:
        entry["shift"] = hunk.shift
    if hunk.note:
        entry["note"] = hunk.note
    return entry


def load_hunk(entry: Mapping[str, Any]) -> Hunk:
    """The hunk that `dump_hunk` made `entry` of, in this version or in an earlier one."""
    return Hunk(
        entry["block"],
        entry["before"],
        entry["after"],
        tuple((op, text) for op, text in entry["diff"]),
        op=entry.get("op", "edited"),
        old=_load_span(entry.get("old")),
        new=_load_span(entry.get("new")),
        kinds=tuple(map(EditKind, entry.get("kinds", ()))),
        shift=entry.get("shift", 0),
        note=entry.get("note", ""),
    )


def _dump_span(span: Span | None) -> list[int] | None:
    return [span.first, span.count, span.start, span.end] if span else None


def _load_span(entry: list[int] | None) -> Span | None:
    return Span(*entry) if entry else None
