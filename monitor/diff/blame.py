"""Since when every paragraph of a text, and every word of it, stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.items import Block
from monitor.diff.blocks import BREAK
from monitor.diff.telling import is_substantive
from monitor.diff.texts import difference
from monitor.model import EditKind, Hunk
from monitor.text import DEFAULT, Rules


@dataclass(frozen=True, slots=True)
class Words:
    """Neighbouring words that stand since one version; `since` counts versions from 0."""

    text: str
    since: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the latest version.

    It came with version `born`, and stands so since version `since`. To be moved, split, joined or
    numbered anew, or to be written otherwise, makes neither of them younger.
    """

    words: tuple[Words, ...]
    born: int
    since: int

    @property
    def text(self) -> str:
        """The whole block."""
        return "".join(words.text for words in self.words)


def blame(versions: Sequence[Sequence[Block]], rules: Rules = DEFAULT) -> tuple[Paragraph, ...]:
    """The blocks of the latest of `versions`, the oldest of which comes first."""
    if not versions:
        return ()
    known = [Paragraph((Words(block.text, 0),), 0, 0) for block in versions[0]]
    for number in range(1, len(versions)):
        found = difference(versions[number - 1], versions[number], rules)
        known = [block for hunk in found.hunks for block in _stands(hunk, known, number)]
    return tuple(known)


def _stands(hunk: Hunk, known: Sequence[Paragraph], number: int) -> Iterator[Paragraph]:
    """The blocks that a hunk has in the new version."""
    if hunk.new is None:
        return
    if hunk.old is None:
        yield Paragraph((Words(hunk.after, number),), number, number)
        return
    old = known[hunk.old.first : hunk.old.first + hunk.old.count]
    is_edited = is_substantive(hunk) and any(_counts(kind) for kind in hunk.kinds)
    born = min(block.born for block in old)
    since = number if is_edited else max(block.since for block in old)
    words = list(_carried(hunk, _of(old), number))
    if hunk.new.count == 1:
        yield Paragraph(tuple(_merged(words)), born, since)
        return
    for part in _parted(words):
        youngest = max((each.since for each in part if each.text), default=since)
        yield Paragraph(tuple(_merged(part)), born, youngest)


def _counts(kind: EditKind) -> bool:
    return kind not in {EditKind.TYPOGRAPHIC, EditKind.RENUMBERED}


def _of(blocks: Sequence[Paragraph]) -> list[Words]:
    """The words of some blocks, as the text of a hunk has them."""
    words: list[Words] = []
    for block in blocks:
        words += ([Words(BREAK, block.born)] if words else []) + list(block.words)
    return words


def _carried(hunk: Hunk, words: Sequence[Words], number: int) -> Iterator[Words]:
    """The words of the new text: what was kept is as old as it was."""
    rest = [(each.text, each.since) for each in words]
    kinds = iter(hunk.kinds)
    last: list[Words] = []
    previous = "="
    beside = number  # since when the words before stand
    kind = EditKind.OTHER
    for op, text in hunk.diff:
        if op == "-" or (op == "+" and previous != "-"):
            kind = next(kinds, EditKind.OTHER)
        if op == "+":
            since = max((each.since for each in last), default=beside)
            yield Words(text, number if _counts(kind) else since)
        else:
            taken = _taken(rest, len(text))
            last = taken if op == "-" else []
            yield from taken if op == "=" else ()
            beside = taken[-1].since if taken else beside
        previous = op


def _taken(rest: list[tuple[str, int]], length: int) -> list[Words]:
    """The first `length` characters of `rest`, which are taken out of it."""
    found = []
    while length > 0 and rest:
        text, since = rest.pop(0)
        if len(text) > length:
            rest.insert(0, (text[length:], since))
        found.append(Words(text[:length], since))
        length -= len(found[-1].text)
    return found


def _parted(words: Sequence[Words]) -> Iterator[list[Words]]:
    """Words as the blocks that they are in."""
    part: list[Words] = []
    for each in words:
        first, *others = each.text.split(BREAK)
        part.append(Words(first, each.since))
        for text in others:
            yield part
            part = [Words(text, each.since)]
    yield part


def _merged(words: Sequence[Words]) -> Iterator[Words]:
    last: Words | None = None
    for each in words:
        if last and (last.since == each.since or not each.text):
            last = Words(last.text + each.text, last.since)
        else:
            if last and last.text:
                yield last
            last = each
    if last:
        yield last
