"""What is noted of a page as it arrives: little, so that many pages need no more memory."""

from dataclasses import dataclass
from datetime import datetime

from crawler.items import Role
from monitor.store import Validators


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A live document that reads as its latest snapshot does.

    `validators` are None where the page was not sent again; `interface` is empty where the page is
    none by itself.
    """

    document: str
    url: str
    seen_at: datetime
    validators: Validators | None
    interface: str


@dataclass(frozen=True, slots=True)
class Staged:
    """A finding that has something to conclude, kept in the record until then."""

    position: int
    role: Role
    url: str
    body: str
    at: datetime
    characters: int = 0  # of its text, where it is one document
    reading: str = ""  # the key of that one
    form: str = ""
    gist: str = ""  # what is left of it beside ids, times and numbers


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a listing: whom it shows, and whether the listing ends there."""

    page: str
    interface: str
    urls: tuple[str, ...]
    ends: bool
    is_window: bool = True  # it shows the latest only: who leaves it makes room for older ones


@dataclass(frozen=True, slots=True)
class Absence:
    """A document's page that said that the document is not there."""

    url: str
    at: datetime
    explicit: bool  # 410: the server knows what it says
    seen: str = ""  # what it was seen by
