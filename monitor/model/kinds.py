"""What a change and its edits can be: the closed lists."""

from enum import StrEnum


class Weight(StrEnum):
    """How much of a difference a difference is."""

    IDENTICAL = "identical"
    TYPOGRAPHIC = "typographic"
    SUBSTANTIVE = "substantive"


class Kind(StrEnum):
    """What happened to a document. The list is closed."""

    NEW = "new"
    EDITED = "edited"
    REMOVED = "removed"
    RESTORED = "restored"
    MOVED = "moved"
    REISSUED = "reissued"
    TRANSLATED = "translated"
    CORRECTED = "corrected"
    FLAPPING = "flapping"
    ROLLED_OFF = "rolled_off"
    TYPOGRAPHIC = "typographic"


class Circumstance(StrEnum):
    """What a change may say beside its kind, its edits and its interval."""

    CONFIRMED_AT = "confirmed_at"  # of a removal: when it was believed
    SEEN = "seen"  # of a removal: what it was seen by
    LISTING = "listing"  # of a removal: what the listing said meanwhile
    RETURNS_TO = "returns_to"  # the number (from 1 on) of the version that stands again
    MOVED_FROM = "moved_from"  # the address before
    VERSION_OF = "version_of"  # of a translation: the document that was there before
    DELAY = "delay"  # of a translation: how long after the other version, in words
    QUIET = "quiet"  # of an edit: the site still says that it was modified last at this time
    LISTED = "listed"  # only what an interface shows of it could be read: its form; "cut" if it is
    LINKED_FROM = "linked_from"  # of a file: the document whose text links to it
    BASE = "base"  # of a correction: the document that it corrects
    ADOPTS = "adopts"  # of a resolution: the draft that it adopts, or the report that it follows
    APPLIES_TO = "applies_to"  # of a corrigendum: its words on the languages that it is for


TOLD_BY_DEFAULT = frozenset(Kind) - {Kind.ROLLED_OFF, Kind.TYPOGRAPHIC}


class EditKind(StrEnum):
    """What sort of a difference it is, as far as rules can tell. The list is closed."""

    TYPOGRAPHIC = "typographic"  # no difference of substance
    TERM = "term"
    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    QUOTATION = "quotation"  # quotation marks came or went
    PUNCTUATION = "punctuation"
    SCRIPT = "script"  # simplified to traditional, or back
    SYMBOL = "symbol"  # of a document
    LINK = "link"
    HEADING = "heading"
    SENTENCE_ADDED = "sentence_added"
    SENTENCE_REMOVED = "sentence_removed"
    PARAGRAPH_ADDED = "paragraph_added"
    PARAGRAPH_REMOVED = "paragraph_removed"
    MOVED = "moved"
    SPLIT = "split"
    JOINED = "joined"
    RENUMBERED = "renumbered"
    OTHER = "other"
