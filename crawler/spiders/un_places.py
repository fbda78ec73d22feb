"""At which of its addresses a UN document is asked: by format, and as an official record."""

from collections.abc import MutableMapping
from dataclasses import replace

from crawler.addresses import host_of, hosts_in
from crawler.items import Known, Link
from crawler.options import UnDocumentsOptions
from crawler.reading.un_address import asked, places


class Places:
    """Where documents may be had, and where the record has had them already."""

    def __init__(self, options: UnDocumentsOptions, known: MutableMapping[str, Known]) -> None:
        self._options = options
        self._known = known
        self._missed: set[str] = set()  # in this crawl
        self._named = hosts_in(options.model_dump(mode="json"))

    def is_known(self, url: str) -> bool:
        """Whether a document was read at an address."""
        known = self._known.get(url)
        return known is not None and known.answered

    def of_record(self, link: Link) -> Link:
        """Where a document is had already, if it is: it stays with the format it was last had in.

        Two forms are never compared, and between them an edit would be lost.
        """
        symbol, language = asked(link.url, self._options)
        if link.role != "document" or not symbol:
            return link
        urls = places(self._options, symbol, language)
        known = [url for url in urls if self.is_known(url) and url not in self._missed]
        due = [url for url in known if self._known[url].due]
        return Link(next(iter((*due, *known)), link.url))

    def after(self, url: str) -> str:
        """The place after `url` where its document may be; empty after the last."""
        urls = places(self._options, *asked(url, self._options))
        return urls[urls.index(url) + 1] if url in urls[:-1] else ""

    def instead(self, url: str) -> str:
        """Where to ask, as nothing is at `url`; empty where no place is left.

        A document that was had in one place may still be there in another: then it goes on there.
        """
        self._missed.add(url)
        urls = places(self._options, *asked(url, self._options))
        if url not in urls:
            return ""
        following = next((each for each in urls if each not in self._missed), "")
        if following in self._known:
            self._known[following] = replace(self._known[following], due=True)
        return following

    def may_lead(self, url: str, target: str) -> bool:
        """Whether a page at `url` may lead on to `target`.

        To its own host it may, to those that the source names, and from one of the United Nations'
        to another.
        """
        host, other = host_of(url), host_of(target)
        return other in {host, *self._named} or (_is_un(host) and _is_un(other))


def _is_un(host: str) -> bool:
    return f".{host}".endswith((".un.org", ".undocs.org"))
