"""What a spider knows of its site: where to begin (`entries`) and how to read a page (`read`)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel

from crawler.addresses import canonical
from crawler.items import Link, Page, Reading, Role
from crawler.reading.worker import WORKER
from crawler.verdict import Judgement, kind_of


class Reader:
    """Knows one kind of site. Nothing here depends on a crawl: stored pages are read as well.

    Subclasses give `name`, `options_type`, `entries` and `read`, and may narrow `expected`.
    """

    name: str
    options_type: ClassVar[type[BaseModel]]
    expected: ClassVar[Mapping[Role, frozenset[str]]] = {}
    """The types (html, xml, pdf, ...) that pages of a role may have; `verdict.PAGES` if unsaid."""
    in_worker: ClassVar[bool] = False
    """Whether `read` is called in a process of its own: what it reads may hang or kill a reader."""

    @classmethod
    def entries(cls, options: Any) -> tuple[Link, ...]:
        """The addresses to begin with."""
        raise NotImplementedError

    @classmethod
    def entry_at(cls, url: str, options: Any) -> Link | None:
        """The listing, feed or the like that an address is; None where it is a document's."""
        entries = (link for link in cls.entries(options) if link.role == "listing")
        return next((link for link in entries if canonical(link.url) == canonical(url)), None)

    @classmethod
    def is_own(cls, url: str, options: Any) -> bool:
        """Whether a document at `url` may be asked: a listing may show what stands elsewhere."""
        return True

    @classmethod
    def most_pages(cls, options: Any) -> int | None:
        """How many pages of its listing are read, where the spider leaves counting them to us.

        Then only one of the further pages that a page names is asked: the first that is new.
        """
        return None

    @classmethod
    def read(cls, page: Page, body: bytes, role: Role, options: Any) -> Reading:
        """What stands on a page. Pure; raises `UnreadableError` where a required part misses."""
        raise NotImplementedError

    @classmethod
    def second_look(cls, page: Page, body: bytes) -> Judgement:
        """The verdict on a page, and its evidence, by one who knows how this site fails."""
        return page.verdict, page.evidence

    @classmethod
    def bare(cls, page: Page, options: Any) -> Reading:
        """What the mere address of a page says, where the page was not sent or is not there yet."""
        return Reading()

    @classmethod
    def read_safely(cls, page: Page, body: bytes, role: Role, options: Any) -> Reading:
        """As `read`, in the process that it is to be called in. Waits for it."""
        if cls._reads_apart(body):
            return WORKER.read(cls, page, body, role, options.model_dump(mode="json"))
        return cls.read(page, body, role, options)

    @classmethod
    def _reads_apart(cls, body: bytes) -> bool:
        """Whether a page may hang or kill its reader; any spider may be sent a PDF or Word file."""
        return cls.in_worker or kind_of({}, body) in {"pdf", "word"}
