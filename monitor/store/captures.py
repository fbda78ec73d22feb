"""Pages kept: of a run of equal readings the first and the latest.

Those between leave their hash and time in `fetches`.
"""

import json
from datetime import datetime

from crawler.items import Page, Verdict
from monitor.store.blobs import Blobs
from monitor.store.connection import Connection, Row, stamp


class Captures:
    """Pages as they came. All of it inside the caller's transaction."""

    def __init__(self, connection: Connection, blobs: Blobs):
        self._connection = connection
        self._blobs = blobs
        self._frames: dict[str, str] = {}  # by source

    def keep(self, source: str, page: Page, body: bytes, *, state: str) -> None:
        """Keep a page.

        `state` is a hash of what was read from it (or its verdict): equal states in a row are one
        run.
        """
        latest = self._latest(source, page)
        if latest and latest["body"] == page.body and latest["state"] == state:
            self._still_there(latest["id"], page.fetched_at)
            return
        like = latest["body"] if latest else ""
        frame = self._frame(source) if page.verdict is Verdict.OK else ""
        name = self._blobs.put(body, like=like, frame=frame)
        if latest and latest["state"] == state and latest["runs"] and not latest["cited"]:
            self._replace(latest, page, name)
        else:
            self._insert(source, page, name, state)

    def still_there(self, source: str, url: str, at: datetime) -> None:
        """The server said that the latest good page stands (304)."""
        self._connection.write(
            """
            update captures set last_seen = :at
             where id = (select max(captures.id)
                           from captures join sources on sources.id = captures.source_id
                          where sources.name = :source and captures.url = :url
                            and captures.verdict = 'ok')
            """,
            {"source": source, "url": url, "at": stamp(at)},
        )

    def body(self, name: str) -> bytes:
        """A body that was kept."""
        return self._blobs.get(name)

    def has(self, name: str) -> bool:
        """Is this body kept?"""
        return self._blobs.has(name)

    def of_body(self, source: str, name: str) -> Row | None:
        """The capture that a body came with: url, headers (a dictionary), status."""
        row = self._connection.row(
            """
            select captures.url, captures.headers, captures.status, captures.verdict,
                   captures.first_seen
              from captures join sources on sources.id = captures.source_id
             where sources.name = :source and body = :name
             order by captures.id limit 1
            """,
            {"source": source, "name": name},
        )
        return {**row, "headers": json.loads(row["headers"])} if row else None

    def _latest(self, source: str, page: Page) -> Row | None:
        """The latest capture of the same address and verdict.

        `runs` is 1 where the one before it has the same state, `cited` where a snapshot was read
        from it.
        """
        return self._connection.row(
            """
            select captures.id, captures.body, captures.state,
                   captures.state = (select before.state
                                       from captures as before
                                      where before.source_id = captures.source_id
                                        and before.url = captures.url
                                        and before.verdict = captures.verdict
                                        and before.id < captures.id
                                      order by before.id desc limit 1) as runs,
                   exists (select 1 from snapshots where snapshots.body = captures.body) as cited
              from captures join sources on sources.id = captures.source_id
             where sources.name = :source and captures.url = :url and captures.verdict = :verdict
             order by captures.id desc limit 1
            """,
            {"source": source, "url": page.url, "verdict": page.verdict},
        )

    def _frame(self, source: str) -> str:
        """The first page of a source: it stands for what surrounds the text of all of them."""
        if source not in self._frames:
            row = self._connection.row(
                """
                select body from captures
                 where id = (select min(captures.id)
                               from captures join sources on sources.id = captures.source_id
                              where sources.name = :source and captures.verdict = 'ok')
                """,
                {"source": source},
            )
            if row is None:
                return ""
            self._frames[source] = row["body"]
        frame = self._frames[source]
        return frame if self._blobs.can_frame(frame) else ""

    def _still_there(self, capture: int, at: datetime) -> None:
        self._connection.write(
            "update captures set last_seen = :at where id = :id", {"id": capture, "at": stamp(at)}
        )

    def _replace(self, latest: Row, page: Page, name: str) -> None:
        self._connection.write(
            """
            update captures
               set body = :body, headers = :headers, status = :status, first_seen = :at,
                   last_seen = :at
             where id = :id
            """,
            {
                "id": latest["id"],
                "body": name,
                "headers": _headers(page),
                "status": page.status,
                "at": stamp(page.fetched_at),
            },
        )
        self._blobs.drop(latest["body"])

    def _insert(self, source: str, page: Page, name: str, state: str) -> None:
        self._connection.write(
            """
            insert into captures (source_id, url, verdict, state, body, headers, status,
                                  first_seen, last_seen)
            select id, :url, :verdict, :state, :body, :headers, :status, :at, :at
              from sources where name = :source
            """,
            {
                "source": source,
                "url": page.url,
                "verdict": page.verdict,
                "state": state,
                "body": name,
                "headers": _headers(page),
                "status": page.status,
                "at": stamp(page.fetched_at),
            },
        )


def _headers(page: Page) -> str:
    return json.dumps(dict(page.headers), ensure_ascii=False)
