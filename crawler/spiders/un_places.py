"""At which of its addresses a UN document is asked: by format, and as an official record."""

from collections.abc import Mapping

from crawler.addresses import host_of, hosts_in
from crawler.items import Known, Link
from crawler.options import UnDocumentsOptions
from crawler.reading.un_address import asked, places


class Places:
    """Where documents may be had, and where the record has had them already."""

    def __init__(self, options: UnDocumentsOptions, known: Mapping[str, Known]) -> None:
        self._options = options
        self._known = known
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
        known = [url for url in places(self._options, symbol, language) if self.is_known(url)]
        due = [url for url in known if self._known[url].due]
        return Link(next(iter((*due, *known)), link.url))

    def instead(self, symbol: str, language: str, url: str) -> str:
        """Where to ask when nothing is at `url`; empty after the last place.

        A document that was had at `url` may still be there in another format; otherwise its places
        are asked one after the other.
        """
        urls = places(self._options, symbol, language)
        if url not in urls:
            return ""
        if self.is_known(url):
            return next((each for each in urls if each != url), "")
        following = urls[urls.index(url) + 1 :]
        return next((each for each in following if not self.is_known(each)), "")

    def may_lead(self, url: str, target: str) -> bool:
        """Whether a page at `url` may lead on to `target`.

        To its own host it may, to those that the source names, and from one of the United Nations'
        to another.
        """
        host, other = host_of(url), host_of(target)
        return other in {host, *self._named} or (_is_un(host) and _is_un(other))


def _is_un(host: str) -> bool:
    return f".{host}".endswith((".un.org", ".undocs.org"))
