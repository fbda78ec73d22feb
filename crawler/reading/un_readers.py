"""By what each part of a UN document was read: where a person looks who wants to mend it."""

from collections.abc import Mapping

_BLOCK = "masthead: the block from Distr. on"
_BELOW = "masthead: the lines below it"
_FOOT = "foot of the first page"
_BY_PDF = "the file without a text layer"
_READERS = {
    "symbol": "masthead: the line above the block",
    "distribution": _BLOCK,
    "original_language": _BLOCK,
    "committee": _BELOW,
    "session": _BELOW,
    "session_dates": _BELOW,
    "year": _BELOW,
    "agenda_item": _BELOW,
    "subject": _BELOW,
    "job_number": _FOOT,
    "job_dates": _FOOT,
    "reissue": "the star at the symbol and its footnote",
    "base": "symbol",
    "parent": "symbol",
    "draft": "brackets below the title",
    "report": "brackets below the title",
    "applies_to": "the first paragraphs",
    "text_layer": _BY_PDF,
    "pictures": _BY_PDF,
    "pages": "the file",
}


def readers(
    found: Mapping[str, str], *, has_date: bool, language: str, asked: str
) -> dict[str, str]:
    """By part, what gave it; `language` is the document's, `asked` that which was asked for."""
    by = {name: _READERS[name] for name in found if name in _READERS}
    if has_date:
        by["published"] = f"{_BLOCK}; of a record, the day of its meeting"
    if language:
        by["language"] = "address" if asked else "masthead, else the words of the text"
    return by
