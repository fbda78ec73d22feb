"""Why nobody was told, and what was: found in the record; None where the record has no such thing.

What the demo says is never taken for granted: a reason that the record does not bear out is not
given, and the demo fails.
"""

from collections.abc import Callable

from crawler.items import Document, Identity, Page, Verdict
from monitor.demo.sight import Sight
from monitor.model import Change, State, Weight

OfLook = Callable[[Sight], str | None]
OfPage = Callable[[Sight, Page], str | None]
OfChange = Callable[[Sight, Change], str | None]


def only_in_the_page(text: str) -> OfLook:
    """`text` came with the pages, and is no part of what was read of them."""

    def reason(sight: Sight) -> str | None:
        for fetch in sight.fetches(Verdict.OK):
            snapshot = sight.reading(fetch.page.url)
            if snapshot is None or not sight.store.captures.has(fetch.page.body):
                continue  # a listing; or a page of which only the hash was kept
            page = sight.store.captures.body(fetch.page.body).decode()
            if text in page and text not in snapshot.reading.text:
                return f"“{text}” stands on the pages, but is no part of what is read of them"
        return None

    return reason


def another_file(symbol: str) -> OfLook:
    """Under a symbol there is another file, and it reads like the one before."""

    def reason(sight: Sight) -> str | None:
        for fetch in sight.fetches(Verdict.OK):
            snapshot = sight.reading(fetch.page.url)
            if snapshot is None or not is_document(snapshot.reading, symbol):
                continue
            was, now = snapshot.body[:8], fetch.page.body[:8]
            if was != now:
                return f"the file is another (SHA-256 {now}…, was {was}…), and says the same"
        return None

    return reason


def reads_as_before(sight: Sight) -> str | None:
    """What was refused is answered again, and none of it became a version."""
    refused = {fetch.page.url for fetch in sight.failures()}
    again = [each for each in sight.documents() if each.url in refused]
    if not again or any(each.state is not State.LIVE for each in again):
        return None
    count = len(sight.failures())
    return f"it reads as before: none of the {count} bad answers so far was taken for the text"


def still_stands(sight: Sight, page: Page) -> str | None:
    """The document whose page was refused is what it was."""
    document = sight.document(page.url)
    if document is None or document.state is not State.LIVE:
        return None
    count = len(sight.versions(document.id))
    versions = f"{count} version{'s' if count > 1 else ''}"
    return f"a challenge is no text: the article stands as it stood ({document.state}, {versions})"


def no_alarm_yet(sight: Sight, _: Page) -> str | None:
    """Nothing is missing because nobody answered, and the source has not failed for long."""
    live = sum(each.state is State.LIVE for each in sight.documents())
    record = sight.store.sources.get(sight.source.name)
    if record is None or record.alarmed or live != len(sight.documents()):
        return None
    return (
        f"silence is not absence: {live} documents are live as before; an alarm is due after "
        f"{sight.source.alarm_after} such looks in a row"
    )


def no_failure(sight: Sight, _: Page) -> str | None:
    """What is not out yet did not make the look a failed one."""
    good = [each for each in sight.checks() if not each.failed]
    return "what is not out yet is no error: docwatch goes on asking for it" if good else None


def kept_aside(sight: Sight, change: Change) -> str | None:
    """A change of its kind becomes a version; who watches the source is not told of it."""
    if change.told or change.weight is not Weight.TYPOGRAPHIC:
        return None
    count = len(sight.versions(change.document))
    return f"no word is another, only how it is set: kept as version {count}, no alert"


def under_the_same_symbol(symbol: str) -> OfChange:
    """The UN put out another file under a symbol that it had given already."""

    def reason(sight: Sight, change: Change) -> str | None:
        before, after = sight.before_and_after(change)
        if before is None or after is None or change.evidence_before == change.evidence_after:
            return None
        if not is_document(before, symbol) or not is_document(after, symbol):
            return None
        was, now = (each.fields.get("job_number", "") for each in (before, after))
        mark = after.fields.get("reissue", "")
        return (
            f"the UN put out another file under the same symbol, {symbol}: job number {now} in "
            f"place of {was}, and at the symbol a star: “{mark}”"
        )

    return reason


def is_document(document: Document, symbol: str) -> bool:
    """Is it the document of that symbol?"""
    return Identity("symbol", symbol) in document.identities
