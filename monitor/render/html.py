"""An edit as HTML that needs nothing around it: for mails and for pages."""

from html import escape

from monitor.diff.headline import label, sign
from monitor.model import Edit, Hunk
from monitor.render.folding import RECUT, Piece, pieces

# Mail clients keep styles only where they are used. Underlined and struck through, for those who
# cannot tell the colours apart (most can tell blue from orange). Ground and letters are both
# given, so that a dark page leaves them readable; what is unchanged keeps the page's own colours.
_INS = (
    "background:#cfe6ff;color:#06294f;text-decoration:underline;"
    "text-decoration-thickness:2px;border-radius:2px;padding:0 1px"
)
_DEL = (
    "background:#ffe1cc;color:#5c1f00;text-decoration:line-through;border-radius:2px;padding:0 1px"
)
_FAINT = "opacity:.7;font-size:85%"
_BLOCK = "margin:0 0 .75em;line-height:1.7;overflow-wrap:anywhere"

_TAGS = {
    "=": "{}",
    "-": f'<del style="{_DEL}">{{}}</del>',
    "+": f'<ins style="{_INS}">{{}}</ins>',
    "…": f'<span style="{_FAINT}">{{}}</span>',
}


def hunks(edit: Edit, *, lang: str = "") -> str:
    """The places where `edit` differs, a `<p>` each, with `<del>` and `<ins>` for the words.

    `lang` is the language of the text (BCP 47), which decides the forms of Chinese characters.
    Page text in it is printable and escaped: it adds no tag and no attribute.
    """
    attributes = f' lang="{escape(lang)}"' if lang else ""
    inside = "\n".join(_hunk(hunk, edit) for hunk in edit.hunks) or _faint(RECUT)
    return f"<div{attributes}>\n{inside}\n</div>"


def _hunk(hunk: Hunk, edit: Edit) -> str:
    number = f"{_faint(sign(hunk) + label(hunk))} " if edit.field == "text" else ""
    # The direction is the text's own, whatever stands around it.
    return f'<p dir="auto" style="{_BLOCK}">{number}{"".join(map(_piece, pieces(hunk)))}</p>'


def _piece(piece: Piece) -> str:
    return _TAGS[piece.op].format(escape(piece.text).replace("\n", "<br>"))


def _faint(text: str) -> str:
    return f'<span style="{_FAINT}">{escape(text)}</span>'
