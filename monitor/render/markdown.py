"""An edit as Markdown, for notes and for issues."""

import re
from html import escape

from monitor.diff.headline import label, sign
from monitor.model import Edit, Hunk
from monitor.render.folding import RECUT, Gap, Piece, pieces, with_gaps

# Tags and not asterisks or tildes: those mark nothing where they stand between Chinese characters
# and punctuation.
_MARKS = {"-": ("<del>", "</del>"), "+": ("<ins>", "</ins>")}
_MEANT = re.compile(r"([\\`*_{}\[\]()#+\-.!|~=>:/@^$])")


def hunks(edit: Edit) -> str:
    """The places where `edit` differs, an item of a list each.

    Page text in it is printable and escaped: it adds no tag, no link and no mark of Markdown's.
    """
    places = with_gaps(edit) if edit.field == "text" else edit.hunks
    return "\n".join(_item(each, edit) for each in places) or f"- *{RECUT}*"


def _item(each: Hunk | Gap, edit: Edit) -> str:
    if isinstance(each, Gap):
        return f"- *{escaped(str(each))}*"
    number = f"**{escaped(sign(each) + label(each))}** " if edit.field == "text" else ""
    return f"- {number}{''.join(map(_piece, pieces(each)))}"


def _piece(piece: Piece) -> str:
    opening, closing = _MARKS.get(piece.op, ("", ""))
    return opening + escaped(piece.text).replace("\n", "<br>") + closing


def escaped(text: str) -> str:
    """`text` as Markdown that shows just that."""
    return _MEANT.sub(r"\\\1", escape(text, quote=False))
