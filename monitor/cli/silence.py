"""Documents that have said nothing for some looks, where the others of their source do well."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from monitor.cli.output import say
from monitor.cli.session import shown
from monitor.config import Config
from monitor.model import Watched
from monitor.render import words
from monitor.render.payload import utc
from monitor.render.words import one_line
from monitor.store import SilentDocument, Store

Silent = Mapping[str, Sequence[SilentDocument]]  # by source


@dataclass(frozen=True, slots=True)
class Silence:
    """So many looks at a document since the last good one said nothing, and why the last did."""

    looks: int
    since: datetime
    why: str

    def said(self, zone: ZoneInfo) -> str:
        """In one line."""
        return words.silence(self.looks, shown(self.since, zone), self.why)

    def as_json(self) -> dict[str, Any]:
        """The same for programs."""
        return {"looks": self.looks, "since": utc(self.since), "why": self.why}


def silence_of(store: Store, watched: Watched) -> Silence | None:
    """How a document is silent; None where its last look was good, or said that it is gone."""
    if not watched.failures:
        return None
    return Silence(watched.failures, watched.last_seen, store.silence.why(watched.id))


def silent_documents(store: Store, config: Config) -> Silent:
    """Of every source, the documents that said nothing for as many looks as would be an alarm."""
    return {
        source.name: store.silence.of_source(source.name, looks=source.alarm_after)
        for source in config.sources
    }


def silent_as_json(silent: Silent, source: str) -> dict[str, Any]:
    """Those of one source, for programs."""
    return {"silent": [asdict(each) for each in silent.get(source, ())]}


def print_silent(silent: Silent, totals: Mapping[str, int]) -> None:
    """Beside the table: of each source how many are silent, and which of them for longest."""
    for source, documents in silent.items():
        if not documents:
            continue
        first = documents[0]
        why = f": {one_line(first.why)}" if first.why else ""
        say(
            f"{source}: {len(documents)} of {totals.get(source, 0)} documents said nothing "
            f"when they were last asked; {one_line(first.url)} {first.failures} times in a row"
            f"{why} (docwatch history {first.document})",
            err=True,
            fg="yellow",
        )
