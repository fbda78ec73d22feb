"""How long the quote finder takes: python -m tests.bench.quotes [DOCUMENTS]."""

import random
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.items import Block
from monitor.browse import quotes
from monitor.store import Store
from monitor.store.connection import Connection
from tests.monitor.store.parts import NEWS, NOON, document

VERSIONS = 3
PARAGRAPHS = 14  # of some 120 characters


def main() -> None:
    count = int(sys.argv[1]) if sys.argv[1:] else 10_000
    with TemporaryDirectory() as folder:
        path = Path(folder) / "docwatch.db"
        sentence = _fill(path, count)
        with closing(Connection(path)) as record:
            size = path.stat().st_size / 1e6
            print(f"{count} documents, {count * VERSIONS} versions, {size:.0f} MB")
            for name, quote in (("a sentence", sentence), ("two characters", sentence[:2])):
                print(f"{name}: {_search(record, quote)}")


def _fill(path: Path, count: int) -> str:
    """Put documents into a record; a sentence of one of them."""
    chance = random.Random(5)
    with closing(Store(path)) as store:
        store.sources.register([NEWS], now=NOON)
        with store.transaction():
            check = store.checks.begin("news", now=NOON)
            for number in range(count):
                blocks = [Block("paragraph", _paragraph(chance)) for _ in range(PARAGRAPHS)]
                reading = document(f"https://site.example.org/{number}", identities=())
                name = store.documents.admit("news", reading, baseline=True, at=NOON)
                for _ in range(VERSIONS):
                    blocks[chance.randrange(PARAGRAPHS)] = Block("paragraph", _paragraph(chance))
                    store.snapshots.add(
                        name,
                        replace(reading, blocks=tuple(blocks)),
                        check=check,
                        reader="eyes",
                        body="",
                        at=NOON,
                        why="edited",
                    )
    return blocks[0].text[40:60]


def _paragraph(chance: random.Random) -> str:
    return "".join(chr(chance.randrange(0x4E00, 0x5E00)) for _ in range(120))


def _search(record: Connection, quote: str) -> str:
    began, cpu, found = time.perf_counter(), time.process_time(), 0
    for up_to in range(quotes.newest(record), 0, -quotes.SLICE):
        found += len(quotes.hits(record, wanted=quotes.lines(quote), source="", up_to=up_to))
    took, used = time.perf_counter() - began, time.process_time() - cpu
    return f"{found} versions in {took:.2f} s ({used:.2f} s of CPU)"


if __name__ == "__main__":
    main()
