"""Less of a change, where there is no room for all of it."""

from dataclasses import dataclass, replace

from monitor.model import Change, Edit, Hunk


@dataclass(frozen=True, slots=True)
class Size:
    """How much is shown: characters of unchanged and of other texts, hunks of an edit."""

    unchanged: int
    text: int
    hunks: int


_WHOLE = 10**9
# From the most to the least. What did not change is the first to go; that something happened is
# never left out.
SIZES = (
    Size(_WHOLE, _WHOLE, _WHOLE),
    Size(160, _WHOLE, _WHOLE),
    Size(60, 4_000, 200),
    Size(40, 2_000, 50),
    Size(40, 1_000, 20),
    Size(30, 500, 8),
    Size(20, 300, 3),
    Size(20, 300, 1),
    Size(20, 300, 0),
)


def places_left_out(change: Change, shown: Change) -> int:
    """How many of the places where `change` differs are not in `shown`, which is less of it."""
    return _places(change) - _places(shown)


def _places(change: Change) -> int:
    return sum(len(edit.hunks) for edit in change.edits)


def sized(change: Change, size: Size) -> Change:
    """`change` with nothing longer than `size` says.

    The parts of a hunk still make up its `before` and `after`.
    """
    return replace(
        change,
        title=shortened(change.title, size.text),
        headline=shortened(change.headline, size.text),
        edits=tuple(_sized_edit(edit, size) for edit in change.edits),
    )


def _sized_edit(edit: Edit, size: Size) -> Edit:
    return replace(edit, hunks=tuple(_sized_hunk(hunk, size) for hunk in edit.hunks[: size.hunks]))


def _sized_hunk(hunk: Hunk, size: Size) -> Hunk:
    parts = tuple(
        (op, shortened(text, size.unchanged) if op == "=" else _abridged(text, size.text))
        for op, text in hunk.diff
    )
    return replace(
        hunk,
        before="".join(text for op, text in parts if op != "+"),
        after="".join(text for op, text in parts if op != "-"),
        diff=parts,
    )


def shortened(text: str, length: int) -> str:
    """`text` with its middle left out where it is longer than `length` characters."""
    if len(text) <= length:
        return text
    half = length // 2
    return f"{text[:half]}…{text[-half:]}"


def _abridged(text: str, length: int) -> str:
    """As `shortened`, and says how many characters are not shown: they differ, too."""
    if len(text) <= length:
        return text
    half = length // 2
    return f"{text[:half]} [… {len(text) - 2 * half:,} …] {text[-half:]}"
