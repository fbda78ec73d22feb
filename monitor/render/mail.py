"""An alert as a mail: a subject, a text that is complete by itself, and the same with colours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from zoneinfo import ZoneInfo

from monitor.model import Alert, Change, Edit, Kind
from monitor.render import html, plain, words
from monitor.render.fit import SIZES, Size, places_left_out, sized

# Gmail hides what goes beyond 102 kB.
_MOST_BYTES = 100_000

# White is readable on each of these (WCAG AA), and each stands out on white and on black.
_COLOURS = {Kind.NEW: "#1a7f37", Kind.EDITED: "#9a6700", Kind.REMOVED: "#c4232d"}
_OTHER_COLOUR = "#4a6785"

_FONT = (
    "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,"
    "'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
)
# Letters and ground keep the reader's own colours, so that a dark mail reader stays dark.
_BODY = f"margin:0;padding:0;font-family:{_FONT};font-size:16px;line-height:1.65"
_COLUMN = "max-width:640px;margin:0 auto;padding:20px 16px 32px;overflow-wrap:anywhere"
_RULE = "border-top:1px solid rgba(128,128,128,.35)"
_BADGE = (
    "display:inline-block;padding:0 9px;border-radius:10px;color:#fff;"
    "font-size:12px;font-weight:600;line-height:20px;white-space:nowrap"
)
_FAINT = "margin:6px 0 0;font-size:13px;line-height:1.6;opacity:.72"

_LINK = "color:inherit;text-decoration-thickness:1px;text-underline-offset:3px"
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?")
_UNBROKEN = r'<span style="white-space:nowrap">\g<0></span>'
_TITLE = "margin:6px 0 8px;font-size:18px;line-height:1.45"

_HTML = f"""\
<!doctype html>
<html lang="en" style="color-scheme:light dark">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{title}}</title>
</head>
<body style="{_BODY}">
<div style="{_COLUMN}">
{{inside}}
</div>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class _View:
    """How it is to be seen."""

    size: Size
    public_url: str
    zone: ZoneInfo


def mail(alert: Alert, *, public_url: str, timezone: str) -> tuple[str, str, str]:
    """Subject, text and HTML of the mail for `alert`, with times in `timezone`.

    Nothing that a page says adds a line to the subject, a tag to the HTML, or an escape sequence to
    the text. A mail above 100 kB is made smaller by leaving out what did not change and, of very
    many differences, the last ones; how many are left out is said.
    """
    for size in SIZES:
        view = _View(size, public_url, ZoneInfo(timezone))
        text, page = _text(alert, view), _page(alert, view)
        if max(len(text.encode()), len(page.encode())) <= _MOST_BYTES:
            break
    return words.subject(alert), text, page


def _text(alert: Alert, view: _View) -> str:
    paragraphs = [words.opening(alert), *_notes(alert, view)]
    paragraphs += ["\n".join(_text_of(change, view)) for change in alert.changes]
    paragraphs += [closing] if (closing := words.closing(alert)) else []
    paragraphs.append(f"-- \n{words.reference(alert)}")
    return "\n\n".join(paragraphs) + "\n"


def _notes(alert: Alert, view: _View) -> list[str]:
    last_good = words.last_good(alert, view.zone)
    return [last_good] if last_good else []


def _text_of(change: Change, view: _View) -> Iterator[str]:
    yield f"{words.name(change.kind).upper()}  {words.title(change)}"
    yield words.one_line(change.url)
    shown = sized(change, view.size)
    for edit in shown.edits:
        if edit.field != "text":
            yield f"{words.field_name(edit)}:"
        yield plain.hunks(edit)
    yield from _facts(change, shown, view)
    if link := words.history(view.public_url, change.document):
        yield f"history: {link}"


def _facts(change: Change, shown: Change, view: _View) -> Iterator[str]:
    """What is said below a change, a line each."""
    if headline := words.headline(change):
        yield headline
    if left_out := places_left_out(change, shown):
        yield f"… and {left_out} more places; this mail would be too long"
    if change.terms:
        yield words.terms(change)
    yield from words.circumstances(change, view.zone)
    yield words.observed(change, view.zone)


def _page(alert: Alert, view: _View) -> str:
    inside = [
        '<div style="padding-bottom:16px">',
        f'<p style="margin:0">{escape(words.opening(alert))}</p>',
        *(_faint(note) for note in _notes(alert, view)),
        "</div>",
        *(_section(change, view) for change in alert.changes),
    ]
    if closing := words.closing(alert):
        inside.append(f'<p style="{_RULE};margin:0;padding:16px 0">{escape(closing)}</p>')
    inside.append(f'<div style="{_RULE}">{_faint(words.reference(alert))}</div>')
    return _HTML.format(title=escape(words.subject(alert)), inside="\n".join(inside))


def _section(change: Change, view: _View) -> str:
    colour = _COLOURS.get(change.kind, _OTHER_COLOUR)
    shown = sized(change, view.size)
    parts = [
        f'<span style="{_BADGE};background:{colour}">{words.name(change.kind)}</span>',
        f'<h2 dir="auto" style="{_TITLE}">{_linked_title(change)}</h2>',
        *(_edit(edit, change.language) for edit in shown.edits),
        *(_faint(fact) for fact in _facts(change, shown, view)),
    ]
    if address := words.history(view.public_url, change.document):
        link = f'<a href="{escape(address)}" style="{_LINK}">All versions</a>'
        parts.append(f'<p style="{_FAINT}">{link}</p>')
    return f'<div style="{_RULE};padding:16px 0">\n' + "\n".join(parts) + "\n</div>"


def _linked_title(change: Change) -> str:
    title = escape(words.title(change))
    language = f' lang="{escape(change.language)}"' if change.language else ""
    # An address is what a page says of itself; a script is no place to go to.
    if not change.url.startswith(("https://", "http://")):
        return f"<span{language}>{title}</span>"
    address = escape(words.one_line(change.url))
    return f'<a href="{address}"{language} style="{_LINK}">{title}</a>'


def _edit(edit: Edit, language: str) -> str:
    label = _faint(words.field_name(edit)) if edit.field != "text" else ""
    return label + html.hunks(edit, lang=language)


def _faint(text: str) -> str:
    """A line of less weight, in which no time is broken over two lines."""
    return f'<p style="{_FAINT}">{_TIME.sub(_UNBROKEN, escape(text))}</p>'
