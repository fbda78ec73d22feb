"""A difference applied to a text, which may have moved on since."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diff_match_patch import diff_match_patch

from monitor.diff.blocks import BREAK
from monitor.diff.texts import Difference
from monitor.model import Hunk

_CODES = {"=": 0, "-": -1, "+": 1}
_Parts = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Patched:
    """The text with all that fitted, and the hunks that did not."""

    text: str
    misfits: tuple[Hunk, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a hunk does at one place of the old text; a block that moved does so at two."""

    at: int
    length: int
    parts: _Parts
    hunk: Hunk


def patch(difference: Difference, text: str) -> Patched:
    """`text` with the changes that lead from `difference.before` to `difference.after`.

    The old text becomes exactly the new one. In another text each change is looked for near its
    place, by diff-match-patch; a hunk of which any change finds no place is left out whole.
    """
    before = difference.before
    if text == before:
        return Patched(difference.after)
    misfits = []
    # From the end on, so that what is still to come keeps its place.
    for hunk, pieces in reversed(list(_by_hunk(difference))):
        changed = text
        for piece in pieces:
            fitted = _fitted(piece, before, changed)
            if fitted is None:
                misfits.append(hunk)
                break
            changed = fitted
        else:
            text = changed
    return Patched(text, tuple(reversed(misfits)))


def _by_hunk(difference: Difference) -> Iterator[tuple[Hunk, list[_Piece]]]:
    end = 0  # of what the old text has before the place of a block that is new
    for hunk in difference.hunks:
        moved = hunk.op == "moved"
        pieces = []
        if hunk.old and not moved:
            span = hunk.old
            parts = [(_CODES[op], words) for op, words in hunk.diff]
            if hunk.op == "removed":
                parts = [(-1, hunk.before + BREAK)]
            pieces.append(_Piece(span.start, span.end - span.start, parts, hunk))
            end = span.end + len(BREAK)
        elif hunk.old:
            # Taken out first: what is put in must not be taken for what is to go.
            gone = hunk.before + BREAK
            pieces.append(_Piece(hunk.old.start, len(gone), [(-1, gone)], hunk))
        if hunk.old is None or moved:
            pieces.append(_Piece(end, 0, [(1, hunk.after + BREAK)], hunk))
        if hunk.op != "equal":
            yield hunk, pieces


def _fitted(piece: _Piece, before: str, text: str) -> str | None:
    """`text` with one piece applied; None where it has no place for it."""
    gone = "".join(words for op, words in piece.parts if op <= 0)
    if all(op < 0 for op, _ in piece.parts) and (places := _found(gone, text + BREAK)):
        start = min(places, key=lambda at: abs(at - piece.at))
        return ((text + BREAK)[:start] + (text + BREAK)[start + len(gone) :]).removesuffix(BREAK)
    engine = diff_match_patch()
    # Of its own, no clock and no fuzziness beyond what its matching allows.
    engine.Diff_Timeout = 0
    whole = before + BREAK
    parts = [(0, whole[: piece.at]), *piece.parts, (0, whole[piece.at + len(gone) :])]
    patches = engine.patch_make(whole, [part for part in parts if part[1]])
    changed, fits = engine.patch_apply(patches, text + BREAK)
    return changed.removesuffix(BREAK) if all(fits) and changed != text + BREAK else None


def _found(words: str, text: str) -> list[int]:
    """Where `words` stand in `text`."""
    return [match.start() for match in re.finditer(re.escape(words), text)]
