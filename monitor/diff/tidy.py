"""Differences as an editor marks them: no confetti, no half a bracket, no half a word."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from monitor.diff.trim import Place, Step, trimmed

# Words that hold a sentence together and say little by themselves.
_LITTLE = frozenset(
    [
        "的",
        "地",
        "得",
        "了",
        "着",
        "和",
        "与",
        "及",
        "或",
        "在",
        "于",
        "以",
        "为",
        "是",
        "将",
        "也",
        "而",
        "其",
        "并",
        "等",
        "对",
        "从",
        "由",
        "向",
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "by",
        "with",
        "as",
        "is",
        "are",
        "was",
        "be",
    ]
)
_PAIRS = dict(zip("“‘「『（(《〈【[〔{«‹", "”’」』）)》〉】]〕}»›", strict=True))
_CLOSERS = frozenset(_PAIRS.values())
_STOPS = frozenset("，。；：、！？,.;:!?")
# A sentence of which less than this is kept, in more than two places, was rewritten.
_KEPT = 0.45
# A pair of brackets is kept together when its inside has at most so many tokens.
_INSIDE = 12


def tidied(steps: Iterable[Step], old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """`steps` as an editor would take them, in order."""
    found = _bridged(steps, old)
    if _is_rewritten(found, old, new):
        return [Step(0, len(old), 0, len(new))]
    found = [_slid(step, found, at, old, new) for at, step in enumerate(found)]
    return _balanced(found, old, new)


def placed(steps: Sequence[Step], old: Sequence[str], new: Sequence[str]) -> Iterator[Place]:
    """`steps` in characters, without what both sides begin or end with.

    Tokens between them that are only written otherwise are places too.
    """
    at_old, at_new = [0, *accumulate(map(len, old))], [0, *accumulate(map(len, new))]
    i = j = 0
    for step in [*steps, Step(len(old), len(old), len(new), len(new))]:
        for same in _otherwise(old[i : step.i], new[j : step.j]):
            start, new_start = i + same.start, j + same.start
            each = Step(start, i + same.stop, new_start, j + same.stop)
            yield trimmed(each, old, new, _place(each, at_old, at_new))
        if step.i < step.i_end or step.j < step.j_end:
            yield trimmed(step, old, new, _place(step, at_old, at_new))
        i, j = step.i_end, step.j_end


def _otherwise(old: Sequence[str], new: Sequence[str]) -> Iterator[range]:
    """Where equal tokens are written otherwise; neighbouring words make one place."""
    start = None
    for at, (one, other) in enumerate(zip(old, new, strict=True)):
        if one == other or _is_sign(one):
            if start is not None:
                yield range(start, at)
            start = None
            if one != other:
                yield range(at, at + 1)
        elif start is None:
            start = at
    if start is not None:
        yield range(start, len(old))


def _place(step: Step, at_old: Sequence[int], at_new: Sequence[int]) -> Place:
    return Place(at_old[step.i], at_old[step.i_end], at_new[step.j], at_new[step.j_end])


def _bridged(steps: Iterable[Step], old: Sequence[str]) -> list[Step]:
    """Steps with next to nothing between them as one."""
    found: list[Step] = []
    for step in steps:
        if found and _is_weak(old[found[-1].i_end : step.i], found[-1], step):
            last = found.pop()
            found.append(Step(last.i, step.i_end, last.j, step.j_end))
        else:
            found.append(step)
    return found


def _is_weak(island: Sequence[str], one: Step, other: Step) -> bool:
    """Whether what stands unchanged between two steps is not worth to be read by itself."""
    if all(token.isspace() for token in island):
        return True
    # A word between what came and what went: the two replace each other around it.
    turns = (one.i == one.i_end) != (other.i == other.i_end) and (
        (one.j == one.j_end) != (other.j == other.j_end)
    )
    return turns and len(island) == 1 and not _is_sign(island[0])


def _is_sign(token: str) -> bool:
    return not any(char.isalnum() for char in token)


def _is_rewritten(steps: list[Step], old: Sequence[str], new: Sequence[str]) -> bool:
    if len(steps) < 3:
        return False
    changed = sum(
        max(_weight(old[step.i : step.i_end]), _weight(new[step.j : step.j_end])) for step in steps
    )
    kept = _weight(old) - sum(_weight(old[step.i : step.i_end]) for step in steps)
    return kept < _KEPT * (kept + changed)


def _weight(tokens: Iterable[str]) -> int:
    return sum(map(_letters, tokens))


def _letters(token: str) -> int:
    """How many letters and figures of a token count."""
    if token in _LITTLE or not any(char.isalnum() for char in token):
        return 0
    # Another figure is one thing that changed, however many digits it has.
    return min(len(token), 2) if any(map(str.isdigit, token)) else len(token)


def _slid(
    step: Step, steps: Sequence[Step], at: int, old: Sequence[str], new: Sequence[str]
) -> Step:
    """The step moved to where it reads best, if only one side has words of it."""
    if step.i < step.i_end and step.j < step.j_end:
        return step
    words, start, end = (
        (new, step.j, step.j_end) if step.i == step.i_end else (old, step.i, step.i_end)
    )
    before = steps[at - 1] if at else Step(0, 0, 0, 0)
    after = steps[at + 1] if at + 1 < len(steps) else Step(len(old), 0, len(new), 0)
    room_left = step.i - before.i_end
    room_right = after.i - step.i_end
    low = 0
    while low < room_left and words[start - low - 1] == words[end - low - 1]:
        low += 1
    high = 0
    while high < room_right and words[start + high] == words[end + high]:
        high += 1
    if not low and not high:
        return step
    by = max(range(-low, high + 1), key=lambda by: (_reads(words, start + by, end + by), by))
    return Step(step.i + by, step.i_end + by, step.j + by, step.j_end + by)


def _reads(words: Sequence[str], start: int, end: int) -> int:
    """How well it reads to take `words[start:end]` for what came or went."""
    return _seam(words, start) + _seam(words, end)


def _seam(words: Sequence[str], at: int) -> int:
    """How natural a cut before the word at `at` is."""
    if at in (0, len(words)) or words[at - 1][-1] in _STOPS:
        return 3
    if words[at - 1].isspace() or words[at - 1] in _CLOSERS or words[at] in _PAIRS:
        return 2
    return 1 if words[at][0] in _STOPS or words[at].isspace() else 0


def _balanced(steps: list[Step], old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """Steps that hold no bracket or quotation mark without its other half, if that is near."""
    found: list[Step] = []
    at = 0
    while at < len(steps):
        step = steps[at]
        reach = _reach(step, old, new)
        if at + 1 < len(steps) and _frames(step, steps[at + 1], old, new):
            found += [step, steps[at + 1]]
            at += 2
            continue
        while reach is not None and at + 1 < len(steps) and steps[at + 1].i <= reach:
            at += 1
            step = Step(step.i, steps[at].i_end, step.j, steps[at].j_end)
            if _reach(step, old, new) is None:
                break
        found.append(step)
        at += 1
    return found


def _frames(one: Step, other: Step, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether two steps are a pair of brackets or quotation marks that came or went."""
    ends = [(old[step.i : step.i_end], new[step.j : step.j_end]) for step in (one, other)]
    (gone, come), (gone_after, come_after) = ends
    if len(gone) + len(come) != 1 or len(gone_after) + len(come_after) != 1:
        return False
    if len(gone) != len(gone_after):
        return False
    opening, closing = (*gone, *come)[0], (*gone_after, *come_after)[0]
    return _PAIRS.get(opening) == closing or opening == closing == '"'


def _reach(step: Step, old: Sequence[str], new: Sequence[str]) -> int | None:
    """How far to look for the other half of a bracket that a step opens; None if it opens none."""
    if _open(old[step.i : step.i_end]) or _open(new[step.j : step.j_end]):
        return step.i_end + _INSIDE
    return None


def _open(words: Sequence[str]) -> int:
    """How many brackets are opened and not closed."""
    depth = 0
    for word in words:
        depth += 1 if word in _PAIRS else -1 if word in _CLOSERS else 0
    return max(depth, 0)
