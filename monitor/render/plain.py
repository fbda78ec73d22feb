"""An edit as plain text, for mails: `[-…-]` was taken out, `{+…+}` was put in."""

import re

from monitor.diff.headline import label, sign
from monitor.model import Edit, Hunk
from monitor.render.folding import RECUT, Piece, pieces

# All lines are indented, a block's further ones more: page text cannot pass for a line of ours.
INDENT = " " * 2
FURTHER = " " * 6

_MARKS = {"-": ("[-", "-]"), "+": ("{+", "+}")}
_FORGED = re.compile(r"\[(?=-)|-(?=\])|\{(?=\+)|\+(?=\})")


def hunks(edit: Edit) -> str:
    """The places where `edit` differs, a block each: `  ¶8  …[-款项-]{+赠款+}…`.

    Page text in it is printable, and can pass neither for a mark nor for a line of ours.
    """
    if not edit.hunks:
        return INDENT + RECUT
    return "\n".join(_hunk(hunk, edit) for hunk in edit.hunks)


def heading(hunk: Hunk, edit: Edit) -> str:
    """What stands before a hunk: the number of the block, and whether it came or went."""
    return f"{INDENT}{sign(hunk)}{label(hunk)}  " if edit.field == "text" else INDENT


def marked(piece: Piece) -> str:
    """The piece between its marks; marks that the page itself has are broken by a backslash."""
    opening, closing = _MARKS.get(piece.op, ("", ""))
    return opening + _FORGED.sub(r"\g<0>\\", piece.text) + closing


def _hunk(hunk: Hunk, edit: Edit) -> str:
    text = "".join(map(marked, pieces(hunk)))
    return heading(hunk, edit) + text.replace("\n", "\n" + FURTHER)
