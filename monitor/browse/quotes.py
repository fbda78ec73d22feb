"""The quote finder: which documents said these words, from when, and until when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from monitor.browse.asking import among, whole
from monitor.model import State
from monitor.store.connection import Connection, Row, moment, sure

LONGEST = 400  # characters of a quote
SLICE = 1000  # versions that are looked through at once
MOST = 100  # documents that are shown

_WHITE = re.compile(r"\s+")
_AROUND = 60  # characters of the text on each side


@dataclass(frozen=True, slots=True)
class Stretch:
    """Versions in a row, by their numbers, that said it: from when and until when it was seen.

    `gone_at` is the first look that found it otherwise (None: it still stands), `why` the reason of
    the version that was found then: our eyes may have changed, and not the document.
    """

    first: int
    last: int
    began: datetime
    ended: datetime
    gone_at: datetime | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A document that said it; `before`, `words` and `after` are from its latest version to do so.

    `stands` where it still says so.
    """

    id: str
    title: str
    url: str
    language: str
    source: str
    state: State
    before: str
    words: str
    after: str
    stretches: tuple[Stretch, ...]
    stands: bool


def lines(quote: str) -> tuple[str, ...]:
    """What is looked for: every line by itself, as a text has its paragraphs."""
    return tuple(line for part in quote[:LONGEST].splitlines() if (line := part.strip()))


def newest(record: Connection) -> int:
    """The number of the latest version there is."""
    row = record.row("select max(id) as id from snapshots")
    return int((row and row["id"]) or 0)


def hits(record: Connection, *, wanted: tuple[str, ...], source: str, up_to: int) -> list[Row]:
    """Those of the `SLICE` versions up to a number that say it: their number and document."""
    conditions = " and ".join(
        f"(instr(snapshots.text, :w{number}) > 0 or instr(snapshots.title, :w{number}) > 0)"
        for number in range(len(wanted))
    )
    return record.rows(
        f"""
        select snapshots.id, coalesce(documents.joined_to, documents.id) as document
          from snapshots
          join documents on documents.id = snapshots.document_id
          join sources on sources.id = documents.source_id
         where snapshots.id > :above and snapshots.id <= :up_to
           and (:source = '' or sources.name = :source) and {conditions}
         order by snapshots.id desc
        """,  # noqa: S608  (names of values are put in, nothing else)
        {
            **{f"w{number}": each for number, each in enumerate(wanted)},
            "above": up_to - SLICE,
            "up_to": up_to,
            "source": source,
        },
    )


def quoted(record: Connection, document: str, saying: set[int], first: str) -> Quoted | None:
    """A document of which the versions `saying` say it; `first` is the first line of it."""
    row = record.row(
        """
        select documents.id, documents.title, documents.url, documents.language, documents.state,
               documents.missing_since, sources.name as source
          from documents join sources on sources.id = documents.source_id
         where documents.id = :id
        """,
        {"id": document},
    )
    if row is None:
        return None
    names, values = among(whole(record, document))
    versions = record.rows(
        f"""
        select id, first_seen, last_seen, why from snapshots
         where document_id in ({names}) order by id
        """,  # noqa: S608  (names of values are put in, nothing else)
        values,
    )
    removed_at = moment(row["missing_since"]) if row["state"] == State.REMOVED else None
    stretches = tuple(_stretches(versions, saying, removed_at))
    before, words, after = _around(record, max(saying), first)
    return Quoted(
        id=row["id"],
        title=row["title"],
        url=row["url"],
        language=row["language"],
        source=row["source"],
        state=State(row["state"]),
        before=before,
        words=words,
        after=after,
        stretches=stretches,
        stands=stretches[-1].gone_at is None,
    )


def _stretches(
    versions: Sequence[Row], saying: set[int], removed_at: datetime | None
) -> Iterator[Stretch]:
    numbered = list(enumerate(versions, start=1))
    for says, group in groupby(numbered, key=lambda each: each[1]["id"] in saying):
        if not says:
            continue
        row = list(group)
        (first, began), (last, ended) = row[0], row[-1]
        after = versions[last] if last < len(versions) else None
        yield Stretch(
            first=first,
            last=last,
            began=sure(began["first_seen"]),
            ended=sure(ended["last_seen"]),
            gone_at=sure(after["first_seen"]) if after else removed_at,
            why=after["why"] if after else "removed" if removed_at else "",
        )


def _around(record: Connection, snapshot: int, line: str) -> tuple[str, str, str]:
    """A line where it first stands in a version, with some of what is before and after it."""
    row = record.row("select title, text from snapshots where id = :id", {"id": snapshot})
    text = f"{row['title']}\n\n{row['text']}" if row else ""
    at = text.find(line)
    end = at + len(line)
    start = max(0, at - _AROUND)
    before, after = text[start:at], text[end : end + _AROUND]
    if start:
        before = f"…{before}"
    if end + _AROUND < len(text):
        after = f"{after}…"
    return _WHITE.sub(" ", before), _WHITE.sub(" ", text[at:end]), _WHITE.sub(" ", after)
