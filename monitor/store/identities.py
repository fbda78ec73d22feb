"""Who is who: which known document one is that was read now."""

import json
from urllib.parse import urlsplit

from crawler.items import Document, Identity
from monitor.identity import are_told_apart, identity_value, same_text, spellings
from monitor.model import Watched
from monitor.store.connection import Connection, Row
from monitor.store.documents import Documents
from monitor.text import key


class Identities:
    """The known documents, to be found by what a site says of them."""

    def __init__(self, connection: Connection, documents: Documents):
        self._connection = connection
        self._documents = documents

    def find(self, source: str, document: Document, *, asked: str) -> Watched | None:
        """The known document that `document`, read at the address `asked`, is.

        The same address is the same document; so is another spelling of it, with the same title or
        text. A post id counts within one host. A slug counts together with a matching title or day
        of publication (design: identity is evidence, not a key), unless the site dates or numbers
        the two otherwise. What two documents bear that somebody has split says nothing.
        """
        found = self._documents.id_at(source, asked) or self._documents.id_at(source, document.url)
        found = found or self._spelled_otherwise(source, document)
        if found is None:
            for identity in document.identities:
                found = self._by_identity(source, document, identity)
                found = found or self._by_canonical(source, document, identity)
                if found:
                    break
        return self._documents.get(found) if found else None

    def _spelled_otherwise(self, source: str, document: Document) -> str | None:
        """The document that stands at another spelling of an address, if it is called alike."""
        rows = self._connection.rows(
            """
            select distinct document_id as id
              from addresses join sources on sources.id = addresses.source_id
             where sources.name = :source and document_id is not null
               and addresses.url in (select value from json_each(:urls))
            """,
            {"source": source, "urls": json.dumps(sorted(spellings(document.url)))},
        )
        for row in rows:
            standing = self._documents.get(row["id"])
            reading = standing.snapshot.reading if standing and standing.snapshot else None
            if reading is None:
                continue
            if key(reading.title) == key(document.title) or same_text(reading, document):
                return str(row["id"])
        return None

    def _by_identity(self, source: str, document: Document, identity: Identity) -> str | None:
        if identity.scheme not in {"post-id", "slug", "symbol"}:
            return None
        row = self._connection.row(
            """
            select identities.document_id as id, documents.title, documents.url, snapshots.published
              from identities
              join sources on sources.id = identities.source_id
              join documents on documents.id = identities.document_id
              left join snapshots on snapshots.id = documents.snapshot_id
             where sources.name = :source and identities.language = :language
               and scheme = :scheme and value = :value and not contested
            """,
            {
                "source": source,
                "language": document.language,
                "scheme": identity.scheme,
                "value": identity_value(document, identity),
            },
        )
        if row is None or not _vouched(row, document, identity):
            return None
        if identity.scheme == "slug" and self._is_told_apart(row["id"], document):
            return None
        return str(row["id"])

    def _is_told_apart(self, known: str, document: Document) -> bool:
        """Whether it is another of one name: `/2021/03/notice/`, `/2021/04/notice/`."""
        standing = self._documents.get(known)
        reading = standing.snapshot.reading if standing and standing.snapshot else None
        if reading is None or urlsplit(reading.url).netloc != urlsplit(document.url).netloc:
            return False
        return are_told_apart(reading, document)

    def _by_canonical(self, source: str, document: Document, identity: Identity) -> str | None:
        """The document that stands where this one says that it belongs, if it is called alike."""
        if identity.scheme != "canonical":
            return None
        found = self._documents.id_at(source, identity.value)
        standing = self._documents.get(found) if found else None
        if standing is None or key(standing.title) != key(document.title):
            return None
        return standing.id


def _vouched(row: Row, document: Document, identity: Identity) -> bool:
    """Does anything else say, too, that this is the document of that identity?

    A symbol needs no other voice. A post id may have been given away again, and a slug may be used
    twice: both want the same title, or the same day of publication; a post id may have the same
    slug instead.
    """
    if identity.scheme == "symbol" or key(row["title"]) == key(document.title):
        return True
    if identity.scheme == "post-id" and _last_part(row["url"]) == _last_part(document.url):
        return True
    day = document.dates.get("published", "")[:10]
    return bool(day and day == (row["published"] or "")[:10])


def _last_part(url: str) -> str:
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]
