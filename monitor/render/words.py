"""What is said of an alert and of a change, whatever it is dressed in."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from urllib.parse import quote

from monitor.model import Alert, Change, Circumstance, Edit, Kind, Snapshot
from monitor.render.fit import shortened
from monitor.render.safe import printable

_LONGEST_TITLE = 120
_LONGEST_LINE = 300


def one_line(text: str) -> str:
    """`text` of a page or a server, on one line, with nothing in it that a line must not have."""
    return printable(" ".join(text.split()))


def name(kind: Kind) -> str:
    """The kind, as people read it."""
    return kind.value.replace("_", " ")


def field_name(edit: Edit) -> str:
    """What of a document an edit is about, as people read it."""
    return one_line(edit.field).replace("_", " ")


def title(change: Change) -> str:
    """The document's title, or its address where it has none."""
    return one_line(change.title) or one_line(change.url)


def subject(alert: Alert) -> str:
    """One line for the list of a mail reader: what happened first, then where."""
    if alert.text and alert.type != "changes.grouped":
        return f"[docwatch] {shortened(one_line(alert.text), _LONGEST_LINE)}"
    if alert.type == "test":
        return f"[docwatch] test of the channel {one_line(alert.channel)}"
    if alert.total == 1 and alert.changes:
        change = alert.changes[0]
        short = shortened(title(change), _LONGEST_TITLE)
        return f"[docwatch] {name(change.kind)}: {short} — {one_line(alert.source)}"
    return f"[docwatch] {summary(alert)}"


def summary(alert: Alert) -> str:
    """The source and how many changes of which kind it has: embassy-news: 2 new, 1 edited."""
    counts = Counter(change.kind for change in alert.changes)
    if alert.type == "changes.grouped" and alert.changes:
        counts = Counter({alert.changes[0].kind: alert.total})
    parts = [f"{counts[kind]} {name(kind)}" for kind in Kind if kind in counts]
    return f"{one_line(alert.source)}: {', '.join(parts) or 'no changes'}"


def opening(alert: Alert) -> str:
    """The first line: what the alert is about."""
    if alert.type == "changes.grouped" and alert.text:
        return f"{summary(alert)}. {one_line(alert.text)}"
    if alert.text:
        return one_line(alert.text)
    if alert.type == "test":
        return (
            f"This is a test of the channel {one_line(alert.channel)}. Nothing happened;"
            " what follows is an example."
        )
    return summary(alert)


def closing(alert: Alert) -> str:
    """What of the alert's changes is not shown; empty if all are."""
    more = alert.total - len(alert.changes)
    return f"… and {more} more of the same kind in the same check" if more > 0 else ""


def reference(alert: Alert) -> str:
    """By what the alert may be cited."""
    return f"check {one_line(alert.check)} · alert {one_line(alert.id)}"


def last_good(alert: Alert, zone: tzinfo) -> str:
    """When the source was last well; empty where the alert does not say."""
    if alert.since is None:
        return ""
    return f"last good check at {alert.since.astimezone(zone):%Y-%m-%d %H:%M} ({zone})"


def observed(change: Change, zone: tzinfo) -> str:
    """Between which two looks it happened, in `zone`, and how many looks between them told nothing.

    To the minute; to the second where the two are less than two minutes apart.
    """
    last, first = change.last_seen, change.first_seen
    close = last is not None and first - last < timedelta(minutes=2)
    clock = "%Y-%m-%d %H:%M:%S" if close else "%Y-%m-%d %H:%M"
    after = f"{_first_words(change)} {first.astimezone(zone):{clock}}"
    if last is None:
        return f"{after} ({zone})"
    before = f"{_LAST_WORDS.get(change.kind, 'last seen so at')} {last.astimezone(zone):{clock}}"
    return f"{before}, {after} ({zone}){_failed(change.failed_checks)}"


def circumstances(change: Change, zone: tzinfo) -> list[str]:
    """What else is to be known of a change, a line each."""
    said = change.circumstances
    told = ((words, said.get(name, "")) for name, words in _CIRCUMSTANCES.items() if said.get(name))
    return [one_line(words.format(_in_zone(value, zone))) for words, value in told]


_CIRCUMSTANCES = {
    Circumstance.MOVED_FROM: "it stood at {}",
    Circumstance.RETURNS_TO: "this is again what version {} said",
    Circumstance.SEEN: "seen by: {}",
    Circumstance.LISTING: "the listing {}",
    Circumstance.CONFIRMED_AT: "confirmed at {}",
    Circumstance.DELAY: "{} after the other language version",
    Circumstance.BASE: "it corrects {}",
    Circumstance.APPLIES_TO: "it says of itself: {}",
    Circumstance.ADOPTS: "it adopts {}",
    Circumstance.LINKED_FROM: "the text of {} links to it",
    Circumstance.LISTED: "its page could not be read; this is what an interface shows ({})",
    Circumstance.QUIET: "the site still says that it was modified last at {}",
}
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|\+00:00)")


def _in_zone(value: str, zone: tzinfo) -> str:
    """`value` with the times in it as people read them."""
    return _UTC.sub(
        lambda found: f"{datetime.fromisoformat(found[0]).astimezone(zone):%Y-%m-%d %H:%M}", value
    )


_LAST_WORDS = {
    Kind.NEW: "not there yet at",
    Kind.TRANSLATED: "not there yet at",
    Kind.CORRECTED: "not there yet at",
    Kind.REMOVED: "last seen at",
    Kind.RESTORED: "last seen before at",
    Kind.MOVED: "last seen where it stood at",
}
_FIRST_WORDS = {
    Kind.NEW: "first seen at",
    Kind.TRANSLATED: "first seen at",
    Kind.CORRECTED: "first seen at",
    Kind.REMOVED: "first found gone at",
    Kind.RESTORED: "seen again at",
    Kind.MOVED: "first seen elsewhere at",
    Kind.REISSUED: "first seen so at",
}


def _first_words(change: Change) -> str:
    fallback = "first seen at" if change.last_seen is None else "first seen otherwise at"
    return _FIRST_WORDS.get(change.kind, fallback)


def _failed(count: int) -> str:
    if not count:
        return ""
    return f"; {count} check{'s' if count > 1 else ''} in between failed"


def headline(change: Change) -> str:
    """The headline, where no edit shows more and the title does not say the same."""
    line = one_line(change.headline)
    return "" if change.edits or line == one_line(change.title) else line


JOINS = {"join": "{document} was joined to {other}", "split": "{document} was split from {other}"}
"""Who was taken for whom, by what was done."""


def joined_by(check: str) -> str:
    """Who joined or split two documents."""
    return f"docwatch, in check {check}" if check else "a person"


def shown_by(current: Sequence[str]) -> str:
    """Which interfaces show a document now, of those that ever did."""
    return ", ".join(map(one_line, current)) or "none now"


def interface_fails(interface: str, last_good: str, message: str) -> str:
    """What is wrong with an interface that fails; `last_good` is empty where it never was well."""
    since = last_good or "never"
    return f"{one_line(interface)} fails (last good: {since}): {one_line(message)}"


def silence(looks: int, since: str, why: str) -> str:
    """A document that has said nothing for so many looks."""
    last = f"; the last: {one_line(why)}" if why else ""
    return f"{looks} look{'s' if looks > 1 else ''} since {since} said nothing{last}"


REASONS = {
    "off": "docwatch was off",
    "late": "docwatch was late",
    "failing": "left alone after failures",
    "down": "it did not answer",
    "blocked": "it turned us away",
    "unreadable": "it could not be read",
    "interrupted": "a check was cut short",
}
"""Why there was no good look at a source."""


def gap(why: Iterable[str], *, failed: int, missed: int, message: str) -> str:
    """Why nobody could look between two good looks."""
    reasons = "; ".join(REASONS.get(reason, reason) for reason in why)
    said = f" — {one_line(message)}" if message else ""
    return f"{reasons} ({failed} failed, {missed} missed){said}"


def eyes(before: Snapshot, after: Snapshot) -> str:
    """Why a difference may be ours and not the document's; empty where it is not."""
    if before.reading.form != after.reading.form:
        forms = f"{one_line(before.reading.form)} and {one_line(after.reading.form)}"
        return f"these are two forms of the document ({forms}); not all that differs changed"
    if before.reader != after.reader:
        return "docwatch read these two differently; not all that differs changed"
    return ""


def terms(change: Change) -> str:
    """The names of the terms that the change is about; empty if there are none."""
    return f"terms: {', '.join(map(one_line, change.terms))}" if change.terms else ""


def history(public_url: str, document: str) -> str:
    """Where people read the versions of a document; empty if no public address is configured."""
    if not public_url:
        return ""
    return f"{public_url.rstrip('/')}/docwatch/documents/{quote(document, safe='')}"
