"""What of a difference is told: the hunks that an observer of the old text has to know."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from monitor.diff.labels import label
from monitor.model import Edit, EditKind, Hunk, Magnitude, Op, Span

_STRUCTURE = frozenset({"moved", "split", "joined", "renumbered"})


def shown(hunk: Hunk) -> Iterator[tuple[Op, str]]:
    """The parts of a hunk as they are shown: `-` and `+` are differences of substance.

    What is only written otherwise stands as the new text writes it, if the hunk has more to tell;
    so do new numbers of a block that was edited besides.
    """
    if not is_substantive(hunk) or len(hunk.kinds) != sum(1 for _ in changes(hunk)):
        yield from hunk.diff
        return
    quiet = {EditKind.TYPOGRAPHIC, EditKind.RENUMBERED} if hunk.op != "renumbered" else set()
    kinds = iter(hunk.kinds)
    kept = ""
    for op, gone, come in _grouped(hunk):
        if op == "=" or next(kinds) in quiet:
            kept += come
            continue
        if kept:
            yield "=", kept
            kept = ""
        if gone:
            yield "-", gone
        if come:
            yield "+", come
    if kept:
        yield "=", kept


def _grouped(hunk: Hunk) -> Iterator[tuple[Op, str, str]]:
    """What is kept (`=`) and what is changed (`-`), in order, as what went and what came."""
    gone = come = ""
    for op, text in (*hunk.diff, ("=", "")):
        if (gone or come) and (op != "+" or come):
            yield "-", gone, come
            gone = come = ""
        if op == "=" and text:
            yield "=", text, text
        elif op == "-":
            gone = text
        elif op == "+":
            come = text


def changes(hunk: Hunk) -> Iterator[tuple[str, str]]:
    """What went and what came, change by change: the same ones that `hunk.kinds` are of."""
    yield from ((gone, come) for op, gone, come in _grouped(hunk) if op == "-")


def is_substantive(hunk: Hunk) -> bool:
    """Whether a hunk differs in more than how it is written or cut."""
    if hunk.op in {"moved", "renumbered"}:
        return True
    return any(kind is not EditKind.TYPOGRAPHIC for kind in hunk.kinds)


def told(hunks: Sequence[Hunk], *, in_substance: bool) -> tuple[Hunk, ...]:
    """The hunks that differ: in substance or in structure, or (without `in_substance`) at all.

    A run of blocks that only bear other numbers is one hunk.
    """
    if not in_substance:
        return tuple(hunk for hunk in hunks if hunk.op != "equal" and hunk.before != hunk.after)
    return tuple(_runs(hunks))


def _runs(hunks: Sequence[Hunk]) -> Iterator[Hunk]:
    """The hunks that are told, and before those inside of a run of new numbers the run."""
    run: list[Hunk] = []
    waiting: list[Hunk] = []
    for hunk in hunks:
        is_of_run = bool(hunk.shift) and hunk.op in {"renumbered", "edited"}
        if run and not _goes_on(run[0], hunk, is_of_run=is_of_run):
            yield from (*_of_run(run), *waiting)
            run, waiting = [], []
        if is_of_run:
            run.append(hunk)
        if hunk.op != "renumbered" and (is_substantive(hunk) or hunk.op in _STRUCTURE):
            waiting.append(hunk)
        if not run:
            yield from waiting
            waiting = []
    yield from (*_of_run(run), *waiting)


def _goes_on(first: Hunk, hunk: Hunk, *, is_of_run: bool) -> bool:
    """Whether a run of renumbered blocks goes on behind a block: over one without such a number."""
    if is_of_run:
        return hunk.shift == first.shift
    here, there = label(hunk.after), label(first.after)
    return hunk.op in {"equal", "edited"} and (not here or not there or here.style != there.style)


def _of_run(run: Sequence[Hunk]) -> Iterator[Hunk]:
    if not any(hunk.op == "renumbered" for hunk in run):
        return
    first, last = run[0], run[-1]
    before, after = (_numbers(first.before, last.before), _numbers(first.after, last.after))
    parts: tuple[tuple[Op, str], ...] = (("-", before), ("+", after))
    yield Hunk(
        first.block,
        before,
        after,
        parts,
        op="renumbered",
        old=_through(first.old, last.old),
        new=_through(first.new, last.new),
        kinds=(EditKind.RENUMBERED,),
        shift=first.shift,
    )


def _numbers(first: str, last: str) -> str:
    labels = [found.text.strip() for text in (first, last) if (found := label(text))]
    return "–".join(dict.fromkeys(labels))


def _through(first: Span | None, last: Span | None) -> Span | None:
    if first is None or last is None:
        return None
    return Span(first.first, last.first + last.count - first.first, first.start, last.end)


def changed_text(edits: Iterable[Edit]) -> str:
    """Everything that was put in or taken out, so parted that no term can arise at a seam."""
    hunks = (hunk for edit in edits for hunk in edit.hunks)
    return " ¶ ".join(text for hunk in hunks for op, text in hunk.diff if op != "=")


def magnitude(hunks: Iterable[Hunk], of: int) -> Magnitude:
    """How many characters of how many were changed in substance."""
    removed = inserted = 0
    for hunk in hunks:
        for (gone, come), kind in zip(changes(hunk), hunk.kinds, strict=True):
            if kind is not EditKind.TYPOGRAPHIC and hunk.op != "renumbered":
                removed += len(gone)
                inserted += len(come)
    return Magnitude(removed, inserted, of)


def sized(edit: Edit, of: int) -> Edit:
    """The edit with its magnitude."""
    return replace(edit, magnitude=magnitude(edit.hunks, of))
