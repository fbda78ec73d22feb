"""All stored pages of a source, read again: to see what would differ, or to catch up with it.

Pages are read one after the other beside the loop, and written in short transactions: whoever else
is at work on the record waits for milliseconds, and memory holds a handful of pages.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

from crawler.items import fingerprint
from monitor.model import Snapshot, Source
from monitor.reread.again import Rereading, Result, held_against, stored_page
from monitor.reread.eyes import reader_of, yardstick
from monitor.store import Store

log = logging.getLogger(__name__)

Follow = Callable[[Rereading], None]

_SLICE = 20  # documents a transaction
_LARGE = 200_000  # characters: more than that are written at once, however few they are
_MEASURED = 10  # snapshots whose keys are made anew before the loop takes another step


async def catch_up(source: Source, store: Store, *, follow: Follow | None = None) -> bool:
    """See to it that the record of `source` was read, and measured, by today's eyes.

    Standing snapshots are read again, and kept as `reread` where that differs; nobody is alerted.
    Stored keys are made anew where they would be others today. Interrupted, it goes on where it
    stopped.

    Returns:
        Whether anything had to be done.

    Raises:
        StoreError: the record is in doubt.
    """
    known = store.sources.get(source.name)
    eyes = fingerprint({"reader": reader_of(source), "yardstick": yardstick()})
    if known is None or known.eyes == eyes:
        return False
    results: Counter[Result] = Counter()
    piece: list[Rereading] = []
    async for each in survey(source, store, only_by_others=True):
        results[each.result] += 1
        piece.append(each)
        if follow:
            follow(each)
        if len(piece) >= _SLICE or _characters(piece) >= _LARGE:
            _write(piece, source, store)
    _write(piece, source, store)
    await _measure_anew(source, store)
    store.sources.sees_with(source.name, eyes)
    if results:
        said = ", ".join(f"{number} {result}" for result, number in results.most_common())
        log.info("%s: stored pages were read again by other eyes: %s", source.name, said)
    return True


async def survey(
    source: Source, store: Store, *, only_by_others: bool = False
) -> AsyncIterator[Rereading]:
    """Every standing snapshot of `source`, read again; with `only_by_others`, what others read.

    Writes nothing.
    """
    reader = reader_of(source) if only_by_others else ""
    after = ""
    while batch := store.snapshots.standing(source.name, but=reader, after=after, limit=_SLICE):
        for snapshot in batch:
            stored = stored_page(snapshot, source, store)
            # Beside the loop: a PDF may take its reader to the limit of its time.
            yield await asyncio.to_thread(held_against, snapshot, stored, source)
        after = batch[-1].document


def record(again: Rereading, *, reader: str, store: Store) -> Snapshot | None:
    """Keep what today's reader made of a page; the snapshot that stands now.

    None where it made nothing of it. Inside a transaction.
    """
    before, reading = again.before, again.reading
    if reading is None:
        return None
    if again.result is Result.SAME and reading.form == before.reading.form:
        store.snapshots.read_alike(before.id, reader=reader)
        return replace(before, reader=reader)
    return store.snapshots.read_otherwise(before, reading, reader=reader)


def _write(piece: list[Rereading], source: Source, store: Store) -> None:
    reader = reader_of(source)
    with store.transaction():
        for again in piece:
            # Others may have been at work on the record meanwhile.
            if store.snapshots.stands(again.before):
                record(again, reader=reader, store=store)
    piece.clear()


def _characters(piece: list[Rereading]) -> int:
    return sum(len(each.reading.text) for each in piece if each.reading)


async def _measure_anew(source: Source, store: Store) -> None:
    after: int | None = 0
    while after is not None:
        after = store.snapshots.measure_anew(source.name, after=after, limit=_MEASURED)
        await asyncio.sleep(0)
