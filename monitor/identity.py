"""Is it the same document? Identities are evidence, and so are its words. Pure."""

from urllib.parse import urlsplit

from rapidfuzz import fuzz

from crawler.items import Document
from monitor.text import key

_TELLING_TEXT = 100  # characters: so few may stand on two pages by chance, as a form letter does
_MOSTLY = 60  # per cent of what two texts have in common
_NEARLY_ALL = 90
_ALL = 100
_CUT = " .…[]»"  # what the end of an excerpt is marked with
_COMPARED = 20_000  # characters of a text are enough to know it by
_NAMES = frozenset({"slug", "post-id", "symbol"})


def is_same_document(before: Document, after: Document) -> bool:
    """Whether what an address leads to now is the document that stood there.

    One of these is enough: the same title, the same name in an address, the same number or symbol,
    or a text most of which is the same.
    """
    if key(before.title) and key(before.title) == key(after.title):
        return True
    same_host = urlsplit(before.url).netloc == urlsplit(after.url).netloc
    named = {one for one in before.identities if one.scheme in _NAMES}
    # Another installation numbers its posts anew.
    shared = {one for one in named & set(after.identities) if same_host or one.scheme != "post-id"}
    if shared:
        return True
    return is_mostly_same(before, after)


def is_mostly_same(before: Document, after: Document) -> bool:
    """Whether most of two texts is the same."""
    return _likeness(before, after) >= _MOSTLY


def same_text(before: Document, after: Document) -> bool:
    """Whether two documents say the same; short ones say too little.

    Under one title a few words may differ. Under two, notices that are written from one template
    are two documents: then all must be the same.
    """
    if min(len(before.text), len(after.text)) < _TELLING_TEXT:
        return False
    is_titled_alike = key(before.title) == key(after.title)
    return _likeness(before, after) >= (_NEARLY_ALL if is_titled_alike else _ALL)


def is_beginning_of(excerpt: Document, whole: Document) -> bool:
    """Whether a listing's excerpt is that of `whole`: its title, and words that stand in it."""
    if not excerpt.blocks or key(excerpt.title) != key(whole.title):
        return False
    text = key(whole.text)
    return all(key(block.text.rstrip(_CUT)) in text for block in excerpt.blocks)


def _likeness(before: Document, after: Document) -> float:
    """What two texts have in common, in per cent."""
    one, other = key(before.text[:_COMPARED]), key(after.text[:_COMPARED])
    if min(len(one), len(other)) * 200 < max(len(one), len(other)) * _MOSTLY:
        return 0  # so different in length that they cannot be alike
    return 100.0 if one == other else fuzz.ratio(one, other)
