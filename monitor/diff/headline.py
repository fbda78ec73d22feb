"""One line that says what changed, in no language but the document's own."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from monitor.model import Edit, Hunk, Kind, Weight
from monitor.text import columns, shorten

# Columns: of the whole line, of one side of a change, and of a field's whole value.
_LINE = 80
_WORDS = 24
_VALUE = 32
_CHANGES = 3  # in one block

# These are told by the document's name: nothing of it differs from what was.
_TOLD_BY_TITLE = frozenset(
    {Kind.NEW, Kind.REMOVED, Kind.MOVED, Kind.TRANSLATED, Kind.CORRECTED, Kind.ROLLED_OFF}
)


def headline(kind: Kind, edits: Sequence[Edit], title: str) -> str:
    """The change in at most 80 columns: `¶8 款项 → 赠款; −¶11`, `title: A → B`; else the title.

    What only looks different is left out beside what is different. Page text is in it as it came:
    who shows the line makes it printable.
    """
    told = [edit for edit in edits if edit.weight is Weight.SUBSTANTIVE] or edits
    parts = [part for edit in told for part in _parts(edit)]
    if kind in _TOLD_BY_TITLE or not parts:
        return shorten(title, _LINE)
    if len(parts) == 1:
        return shorten(_alone(told, parts[0]), _LINE)
    return _fitted(parts)


def label(hunk: Hunk) -> str:
    """Which block, as people count them: from 1 on, whatever number a paragraph itself bears."""
    return f"¶{hunk.block + 1}"


def sign(hunk: Hunk) -> str:
    """`+` before a block that was put in, `−` before one that was taken out."""
    if not hunk.before:
        return "+"
    return "" if hunk.after else "−"


def _parts(edit: Edit) -> Iterator[str]:
    for hunk in edit.hunks:
        if edit.field != "text":
            yield f"{edit.field}: {_value(hunk)}"
        elif mark := sign(hunk):
            yield mark + label(hunk)
        else:
            yield f"{label(hunk)} {_changes(hunk)}"


def _alone(told: Sequence[Edit], part: str) -> str:
    """The only part: a block that came or went is told by its words, too."""
    hunk = next(hunk for edit in told for hunk in edit.hunks)
    return f"{part} {hunk.before}{hunk.after}" if part == sign(hunk) + label(hunk) else part


def _value(hunk: Hunk) -> str:
    if max(columns(hunk.before), columns(hunk.after)) <= _VALUE:
        return _change(hunk.before, hunk.after, width=_VALUE)
    return _changes(hunk)


def _changes(hunk: Hunk) -> str:
    runs = [list(run) for kept, run in groupby(hunk.diff, lambda part: part[0] == "=") if not kept]
    told = [_change(_side("-", run), _side("+", run), width=_WORDS) for run in runs[:_CHANGES]]
    return ", ".join(told + ["…"] * (len(runs) > _CHANGES))


def _side(op: str, run: Sequence[tuple[str, str]]) -> str:
    return "".join(text for which, text in run if which == op)


def _change(before: str, after: str, *, width: int) -> str:
    # White space is all there is where the shortened text is empty.
    old, new = (text and (shorten(text, width) or "␣") for text in (before, after))
    if old and new:
        return f"{old} → {new}"
    return f"−{old}" if old else f"+{new}"


def _fitted(parts: list[str]) -> str:
    """As many parts as fit, and how many do not."""
    for count in range(len(parts), 0, -1):
        line = "; ".join(parts[:count])
        if rest := len(parts) - count:
            line += f"; … ({rest})"
        if columns(line) <= _LINE:
            return line
    others = f"; … ({len(parts) - 1})"
    return shorten(parts[0], _LINE - columns(others)) + others
