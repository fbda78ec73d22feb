"""A difference in the marks of a careful editor: those of the README beside the pairs."""

import re
from collections.abc import Iterator, Sequence

from crawler.items import Block
from monitor.diff import Difference
from monitor.diff.telling import told
from monitor.model import EditKind, Hunk
from tests.monitor.diff.marked import MARK, Span, spans

_KINDS = {"#": "heading", "-": "item", "|": "row", "[": "footnote"}
_LOOKS = {EditKind.TYPOGRAPHIC, EditKind.RENUMBERED}


def blocks(lines: Sequence[str]) -> list[Block]:
    """The lines of a written pair as a document has them."""
    return [Block(_KINDS.get(line.strip()[0], "paragraph"), line) for line in lines]


def marks(difference: Difference) -> list[str]:
    """A line for each place that is told."""
    return [_line(hunk) for hunk in told(difference.hunks, in_substance=True)]


def kinds(difference: Difference) -> list[str]:
    """A kind for each mark, in order."""
    hunks = told(difference.hunks, in_substance=True)
    return [str(kind) for hunk in hunks for kind in _kinds(hunk)]


def tidy(line: str) -> str:
    """A line of marks without the blanks that a mark may have on either side of its ends."""
    line = MARK.sub(lambda mark: mark[0][:2] + mark[0][2:-2].strip() + mark[0][-2:], line.strip())
    line = re.sub(r"\s*(\[-|\{\+)", r" \1", re.sub(r"(-\]|\+\})\s*", r"\1 ", line))
    return re.sub(r"\s+", " ", line).replace("-] {+", "-]{+").strip()


def _line(hunk: Hunk) -> str:
    if hunk.op == "renumbered":
        assert hunk.new
        last = hunk.new.first + hunk.new.count
        return f"¶{hunk.new.first + 1}–¶{last} №{hunk.shift:+d}"
    if hunk.op == "inserted":
        return f"+¶{hunk.block + 1} {hunk.after}"
    if hunk.op == "removed":
        return f"-¶{hunk.block + 1} {hunk.before}"
    if hunk.op in {"moved", "split", "joined"}:
        assert hunk.old
        assert hunk.new
        return f"{_places(hunk.new)}←{_places(hunk.old)} {_words(hunk)}"
    return f"¶{hunk.block + 1} {_words(hunk)}"


def _places(span) -> str:
    return "+".join(f"¶{span.first + at + 1}" for at in range(span.count))


def _words(hunk: Hunk) -> str:
    shown = []
    for change, kind in _changes(hunk):
        gone, come = change
        if kind is None or kind in _LOOKS:
            is_break = "\n" in gone + come and hunk.op in {"split", "joined"}
            shown.append("⏎" if is_break else come)
        else:
            shown.append((f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return "".join(shown)


def _changes(hunk: Hunk) -> Iterator[tuple[tuple[str, str], EditKind | None]]:
    """What is kept (no kind) and what is changed, in order."""
    kinds_left = iter(hunk.kinds)
    gone = come = ""
    for op, text in (*hunk.diff, ("=", "")):
        if (gone or come) and op != "+":
            yield (gone, come), next(kinds_left)
            gone = come = ""
        if op == "=":
            yield (text, text), None
        elif op == "-":
            gone = text
        elif come:
            yield (gone, come), next(kinds_left)
            gone, come = "", text
        else:
            come = text


def _kinds(hunk: Hunk) -> list[str]:
    if hunk.op in {"inserted", "removed", "renumbered"}:
        return [str(hunk.kinds[0])]
    named = [kind for kind in hunk.kinds if kind not in _LOOKS]
    parts = [Span(*change) for change, kind in _changes(hunk) if kind and kind not in _LOOKS]
    assert len(named) == len(parts)
    found = [hunk.op] if hunk.op in {"moved", "split", "joined"} else []
    merged = spans(_words(hunk))
    # A pair of quotation marks or of brackets is one mark.
    for at, mark in enumerate(merged):
        found.append(str(named[at]))
        if mark not in parts:
            named.pop(at)
    return found
