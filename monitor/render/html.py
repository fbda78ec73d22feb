"""An edit as HTML that needs nothing around it: for mails and for pages."""

from collections.abc import Iterator
from html import escape

from monitor.diff.headline import label, sign
from monitor.model import Edit, Hunk
from monitor.render.folding import RECUT, Gap, Piece, pieces, with_gaps

# Mail clients keep styles only where they are used. Underlined and struck through, for those who
# cannot tell the colours apart (most can tell blue from orange). Ground and letters are both
# given, so that a dark page leaves them readable; what is unchanged keeps the page's own colours.
# Isolated, because in a text from right to left two figures side by side would read as one.
_INS = (
    "background:#cfe6ff;color:#06294f;text-decoration:underline;"
    "text-decoration-thickness:2px;border-radius:2px;padding:0 1px;unicode-bidi:isolate"
)
_DEL = (
    "background:#ffe1cc;color:#5c1f00;text-decoration:line-through;border-radius:2px;padding:0 1px;"
    "unicode-bidi:isolate"
)
_FAINT = "opacity:.7;font-size:85%"
_BLOCK = "margin:0 0 .75em;line-height:1.7;overflow-wrap:anywhere"
_TABLE = "border-collapse:collapse;width:100%;table-layout:fixed"
_CELL = (
    "width:50%;vertical-align:top;padding:.4em .8em;line-height:1.7;overflow-wrap:anywhere;"
    "text-align:start;border-top:1px solid rgba(128,128,128,.35)"
)
_HEAD = f"{_CELL};font-weight:600;border-top:0"

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
    inside = "\n".join(_hunk(hunk, edit) for hunk in edit.hunks) or _faint(RECUT)
    return f"<div{_language(lang)}>\n{inside}\n</div>"


def side_by_side(edit: Edit, *, lang: str = "") -> str:
    """The places where `edit` differs as a table: how it was, and how it is.

    What did not change between two of them is a row that says how long it is. Page text is escaped
    as in `hunks`.
    """
    rows = "\n".join(_rows(edit, _language(lang))) or (
        f'<tr><td colspan="2" style="{_CELL}">{_faint(RECUT)}</td></tr>'
    )
    return (
        f'<table style="{_TABLE}">\n<thead><tr><th scope="col" style="{_HEAD}">before</th>'
        f'<th scope="col" style="{_HEAD}">after</th></tr></thead>\n<tbody>\n{rows}\n'
        "</tbody>\n</table>"
    )


def page(edits: str, *, title: str, lang: str = "") -> str:
    """A page of its own around `edits`, which are HTML; `title` is text."""
    return (
        f'<!doctype html>\n<html{_language(lang)} style="color-scheme:light dark">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n</head>\n"
        '<body style="max-width:60rem;margin:0 auto;padding:1rem;font-family:sans-serif">\n'
        f'<h1 dir="auto" style="font-size:1.3rem">{escape(title)}</h1>\n{edits}\n</body>\n</html>\n'
    )


def text(words: str) -> str:
    """`words` as HTML that shows just that."""
    return escape(words)


def _rows(edit: Edit, language: str) -> Iterator[str]:
    for each in with_gaps(edit) if edit.field == "text" else edit.hunks:
        if isinstance(each, Gap):
            yield f'<tr><td colspan="2" style="{_CELL}">{_faint(str(each))}</td></tr>'
        else:
            parts = list(pieces(each))
            cells = (
                f'<td dir="auto"{language} style="{_CELL}">{_numbered(each, edit, words)}</td>'
                for words in (_side(parts, "+"), _side(parts, "-"))
            )
            yield f"<tr>{''.join(cells)}</tr>"


def _numbered(hunk: Hunk, edit: Edit, words: str) -> str:
    """The words of one side, and before them the number of their block."""
    if edit.field != "text" or not words:
        return words
    return f"{_place(hunk)} {words}"


def _side(parts: list[Piece], without: str) -> str:
    return "".join(_piece(part) for part in parts if part.op != without)


def _hunk(hunk: Hunk, edit: Edit) -> str:
    number = f"{_place(hunk)} " if edit.field == "text" else ""
    # The direction is the text's own, whatever stands around it.
    return f'<p dir="auto" style="{_BLOCK}">{number}{"".join(map(_piece, pieces(hunk)))}</p>'


def _place(hunk: Hunk) -> str:
    """Which block it is; written from left to right in a text from right to left, too."""
    return f'<span dir="ltr" style="{_FAINT}">{escape(sign(hunk) + label(hunk))}</span>'


def _piece(piece: Piece) -> str:
    return _TAGS[piece.op].format(escape(piece.text).replace("\n", "<br>"))


def _language(lang: str) -> str:
    return f' lang="{escape(lang)}"' if lang else ""


def _faint(text: str) -> str:
    return f'<span style="{_FAINT}">{escape(text)}</span>'
