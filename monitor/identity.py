"""Is it the same document? Identities are evidence, and so are its words. Pure."""

from urllib.parse import urlsplit

from rapidfuzz import fuzz

from crawler.items import Document, Identity
from monitor.diff import compare
from monitor.model import EditKind
from monitor.text import key

_TELLING_TEXT = 100  # characters: so few may stand on two pages by chance, as a form letter does
_MOSTLY = 60  # per cent of what two texts have in common
_NEARLY_ALL = 90
_ALL = 100
_CUT = " .…[]»"  # what the end of an excerpt is marked with
_COMPARED = 20_000  # characters of a text are enough to know it by
_NAMES = frozenset({"slug", "post-id", "symbol"})
# What two notices that are written from one template differ in.
_TEMPLATE = frozenset({EditKind.DATE, EditKind.NUMBER, EditKind.NAME})


def is_same_document(before: Document, after: Document) -> bool:
    """Whether what an address leads to now is the document that stood there.

    One of these is enough: the same title, the same name in an address, the same number or symbol,
    or a text most of which is the same. Where they were published on two days, or a site numbers
    them otherwise, only its number, a symbol or the whole text will do; sites lead from a notice
    that was taken off to another that is called alike.
    """
    named = {one for one in before.identities if one.scheme in _NAMES}
    shared = {one.scheme for one in named & set(after.identities)}
    is_elsewhere = _host(before) != _host(after)
    if is_elsewhere:
        shared -= {"post-id"}  # another installation numbers its posts anew
    if shared - {"slug"}:
        return True
    # On another host a page may be dated anew, but it is not called alike by chance.
    if are_told_apart(before, after) and not (is_elsewhere and shared):
        return _likeness(before, after) == _ALL
    return bool(shared) or _are_titled_alike(before, after) or is_mostly_same(before, after)


def is_mostly_same(before: Document, after: Document) -> bool:
    """Whether most of two texts is the same."""
    return _likeness(before, after) >= _MOSTLY


def same_text(before: Document, after: Document) -> bool:
    """Whether two documents say the same; short ones say too little without their title.

    Under one title a few words may differ. Under two, or where something else tells them apart,
    notices that are written from one template are two documents: then all must be the same. So they
    are where a date, a number or a name is what differs.
    """
    is_titled_alike = _are_titled_alike(before, after)
    likeness = _likeness(before, after)
    if likeness == _ALL:
        return is_titled_alike or min(len(before.text), len(after.text)) >= _TELLING_TEXT
    if not is_titled_alike or min(len(before.text), len(after.text)) < _TELLING_TEXT:
        return False
    if likeness < _NEARLY_ALL or are_told_apart(before, after):
        return False
    return not _TEMPLATE & {
        kind
        for edit in compare(before, after).edits
        if edit.field == "text"
        for hunk in edit.hunks
        for kind in hunk.kinds
    }


def are_told_apart(before: Document, after: Document) -> bool:
    """Whether two documents say of themselves that they are two.

    They were published on two days; or on one host they have two numbers, and nothing says that
    they were published on one day.
    """
    days = {document.dates.get("published", "")[:10] for document in (before, after)}
    if "" not in days:
        return len(days) > 1
    numbers = [_numbers(document) for document in (before, after)]
    return _host(before) == _host(after) and all(numbers) and not numbers[0] & numbers[1]


def spellings(url: str) -> frozenset[str]:
    """The addresses that are this one, written otherwise: http or https, www. or not, a last slash.

    Sites go from one to another all at once, and list their documents anew.
    """
    parts = urlsplit(url)
    host, path = parts.netloc.removeprefix("www."), parts.path.rstrip("/")
    return frozenset(
        parts._replace(scheme=scheme, netloc=f"{www}{host}", path=f"{path}{slash}").geturl()
        for scheme in ("http", "https")
        for www in ("", "www.")
        for slash in ("", "/")
    )


def identity_value(document: Document, identity: Identity) -> str:
    """By what an identity is kept.

    A post id means something within its host only: another installation numbers anew. One that
    names its site counts there, whatever the host.
    """
    if identity.scheme == "post-id" and "#" not in identity.value:
        return f"{_host(document)}#{identity.value}"
    return identity.value


def is_beginning_of(excerpt: Document, whole: Document) -> bool:
    """Whether a listing's excerpt is that of `whole`: its title, and words that stand in it."""
    if not excerpt.blocks or key(excerpt.title) != key(whole.title):
        return False
    text = key(whole.text)
    return all(key(block.text.rstrip(_CUT)) in text for block in excerpt.blocks)


def _are_titled_alike(before: Document, after: Document) -> bool:
    return bool(key(before.title)) and key(before.title) == key(after.title)


def _numbers(document: Document) -> set[str]:
    return {one.value for one in document.identities if one.scheme == "post-id"}


def _host(document: Document) -> str:
    return urlsplit(document.url).netloc


def _likeness(before: Document, after: Document) -> float:
    """What two texts have in common, in per cent."""
    one, other = key(before.text[:_COMPARED]), key(after.text[:_COMPARED])
    if min(len(one), len(other)) * 200 < max(len(one), len(other)) * _MOSTLY:
        return 0  # so different in length that they cannot be alike
    return 100.0 if one == other else fuzz.ratio(one, other)
