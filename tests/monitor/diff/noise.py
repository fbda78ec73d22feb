"""Pairs of captures of real pages: which only look different, and which say something else."""

import gzip
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawler.items import Document, Page, Verdict
from crawler.reading import web
from monitor.diff import compare
from monitor.model import Weight

FOLDER = Path(__file__).parents[4] / "shared" / "corpora" / "noise-pairs"

_LEVELS = "only the levels of headings differ: the words, and what they mean, are the same"
# Pairs whose weight is not what their label says, each with its reason.
EXCEPTIONS = {
    "demo-content_changed-017": _LEVELS,
    "demo-content_changed-027": _LEVELS,
    "demo-content_changed-023": "only the places within pages differ that its links lead to",
    "demo-content_changed-053": "only the kind of its blanks differs, as between two words",
    "demo-noise_only-059": "a sentence of the page names another resolver of disputes",
    "demo-noise_only-112": "one capture is a page that forwards: its verdict is told, not its text",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two captures of one page, and what people say of their difference."""

    id: str
    label: str


def pairs() -> list[Pair]:
    """All pairs; none where they are missing."""
    if not FOLDER.exists():
        return []
    index = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))
    return [Pair(entry["id"], entry["label"]) for entry in index]


def weight(pair: Pair) -> Weight:
    """How much of a difference it is, after reading."""
    return compare(*(_read(FOLDER / f"{pair.id}.{side}.html.gz") for side in "ab")).weight


def is_as_labelled(pair: Pair, found: Weight) -> bool:
    """Whether noise is no difference of substance, and what changed is one."""
    return (pair.label == "noise_only") == (found is not Weight.SUBSTANTIVE)


def _read(file: Path) -> Document:
    page = Page(
        url="https://example.org/page",
        headers={"content-type": "text/html"},
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        verdict=Verdict.OK,
    )
    return web.read(page, gzip.decompress(file.read_bytes()), web.Where())
