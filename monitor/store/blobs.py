"""Bodies, by their SHA-256, compressed.

A later body of a page is kept as its difference from an earlier one, its `base`. The first body of
a page is kept as its difference from another page of the site, the `frame`, as what surrounds the
text is the same on both.
"""

from functools import lru_cache

import zstandard

from crawler.items import sha256
from monitor.errors import StoreError
from monitor.store.connection import Connection

_LEVEL = 9  # a page of 25 kB: under a millisecond
# With an earlier body as dictionary, a page that changed by a word takes some hundred bytes. Where
# it takes more than this share of the body, the body is stored by itself, and serves as dictionary
# for later ones.
_WORTH_IT = 1 / 16
_LARGEST_FRAME = 256 * 1024  # bytes: what surrounds a text is no more, and it stays in memory


class Blobs:
    """Bodies that are kept. `put` and `drop` are called inside the caller's transaction."""

    def __init__(self, connection: Connection):
        self._connection = connection
        self._frame = ("", b"")

    def put(self, body: bytes, *, like: str = "", frame: str = "") -> str:
        """Keep `body`; its SHA-256.

        `like` names a body already kept that it probably resembles, `frame` one with the same
        surroundings. A frame has no frame itself (`can_frame`).
        """
        name = sha256(body)
        if self.has(name):
            return name
        base = self._keyframe(like)
        data = _compress(body, self.get(base)) if base else b""
        if not base or len(data) > len(body) * _WORTH_IT:
            base, data = None, _compress(body, self._surroundings(frame))
        self._connection.write(
            """
            insert into blobs (sha256, size, base, frame, data)
            values (:sha256, :size, :base, :frame, :data)
            """,
            {
                "sha256": name,
                "size": len(body),
                "base": base,
                "frame": None if base else frame or None,
                "data": data,
            },
        )
        return name

    def can_frame(self, name: str) -> bool:
        """Is this a body that others may be compressed against: kept, by itself, not too large?"""
        row = self._connection.row(
            """
            select 1 from blobs
             where sha256 = :name and base is null and frame is null and size <= :largest
            """,
            {"name": name, "largest": _LARGEST_FRAME},
        )
        return row is not None

    def has(self, name: str) -> bool:
        """Is this body kept?"""
        return (
            self._connection.row("select 1 from blobs where sha256 = :name", {"name": name})
            is not None
        )

    def get(self, name: str) -> bytes:
        """The body, checked against its name.

        Raises:
            StoreError: it is not kept, or what is kept is not it.
        """
        row = self._connection.row(
            "select base, frame, data from blobs where sha256 = :name", {"name": name}
        )
        if row is None:
            raise StoreError(f"the body {name} is not in the record")
        base = self.get(row["base"]) if row["base"] else self._surroundings(row["frame"])
        body = _decompress(row["data"], base)
        if sha256(body) != name:
            raise StoreError(f"the body {name} is damaged in the record; restore it from a backup")
        return body

    def drop(self, name: str) -> None:
        """Let go of a body, unless a capture, a snapshot or another body needs it."""
        gone = self._connection.row(
            """
            delete from blobs
             where sha256 = :name
               and not exists (select 1 from captures where body = :name)
               and not exists (select 1 from snapshots where body = :name)
               and not exists (select 1 from blobs as others where others.base = :name)
               and not exists (select 1 from blobs as others where others.frame = :name)
            returning base, frame
            """,
            {"name": name},
        )
        for needed in filter(None, gone.values() if gone else ()):
            self.drop(needed)

    def _keyframe(self, like: str) -> str | None:
        if not like:
            return None
        row = self._connection.row("select base from blobs where sha256 = :like", {"like": like})
        return (row["base"] or like) if row else None

    def _surroundings(self, frame: str | None) -> bytes:
        """The body of a frame; the one used last is at hand."""
        if not frame:
            return b""
        if self._frame[0] != frame:
            self._frame = (frame, self.get(frame))
        return self._frame[1]


def _compress(body: bytes, base: bytes) -> bytes:
    if not base:
        return zstandard.ZstdCompressor(level=_LEVEL).compress(body)
    return zstandard.ZstdCompressor(level=_LEVEL, dict_data=_dictionary(base)).compress(body)


def _decompress(data: bytes, base: bytes) -> bytes:
    try:
        if not base:
            return zstandard.ZstdDecompressor().decompress(data)
        return zstandard.ZstdDecompressor(dict_data=_dictionary(base)).decompress(data)
    except zstandard.ZstdError as error:
        raise StoreError(
            f"a stored body cannot be read: {error}; restore it from a backup"
        ) from error


@lru_cache(maxsize=4)
def _dictionary(base: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
