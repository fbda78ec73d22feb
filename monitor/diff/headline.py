"""One line that says what changed, in Chinese or in English."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from monitor.diff.telling import changes, is_substantive
from monitor.model import Edit, EditKind, Hunk, Kind, Source, Span, Weight
from monitor.text import columns, shorten, simplified

Language = Literal["zh", "en"]

# Columns: of the whole line, of one side of a change, and of a field's whole value.
_LINE = 80
_WORDS = 24
_VALUE = 32
_CHANGES = 3  # in one block

# Between words that run from right to left an arrow is read backwards: Hebrew, Arabic, Syriac and
# what follows them in Unicode.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")

# These are told by the document's name: nothing of it differs from what was.
_TOLD_BY_TITLE = frozenset(
    {Kind.NEW, Kind.REMOVED, Kind.MOVED, Kind.TRANSLATED, Kind.CORRECTED, Kind.ROLLED_OFF}
)


@dataclass(frozen=True, slots=True)
class _Words:
    """How things are said in one language; `{}` is a paragraph, or several."""

    one: str
    several: str
    edited: str
    inserted: str
    removed: str
    moved: str
    split: str
    joined: str
    renumbered: str
    turned_back: str
    colon: str
    comma: str
    semicolon: str
    to_traditional: str
    to_simplified: str
    fields: dict[str, str]


_ZH = _Words(
    one="第{}段",
    several="第{}至{}段",
    edited="{new}：",
    inserted="新增{new}",
    removed="删除{old}",
    moved="{old}移为{new}",
    split="{old}拆为{new}",
    joined="{old}并为{new}",
    renumbered="{new}编号{shift:+d}",
    turned_back="{new}（原为{old}）",
    colon="：",
    comma="，",
    semicolon="；",
    to_traditional="简体改为繁体",
    to_simplified="繁体改为简体",
    fields={
        "title": "标题",
        "published": "日期",
        "tags": "标签",
        "links": "链接",
        "category": "类别",
        "byline": "署名",
        "author": "作者",
        "symbol": "文号",
        "distribution": "分发",
        "session": "届会",
        "agenda_item": "议程项目",
        "subject": "主题",
        "original_language": "原文语文",
        "job_number": "文件编号",
        "job_dates": "制作日期",
        "reissue": "重新印发",
        "base": "基础文件",
        "pictures": "图像",
    },
)
_EN = _Words(
    one="¶{}",
    several="¶{}–{}",
    edited="{new}: ",
    inserted="{new} added",
    removed="{old} removed",
    moved="{old} moved to {new}",
    split="{old} split into {new}",
    joined="{old} joined as {new}",
    renumbered="{new} renumbered {shift:+d}",
    turned_back="{new} (was {old})",
    colon=": ",
    comma=", ",
    semicolon="; ",
    to_traditional="simplified to traditional characters",
    to_simplified="traditional to simplified characters",
    fields={"published": "date"},
)
_LANGUAGES: dict[Language, _Words] = {"zh": _ZH, "en": _EN}


def headline(kind: Kind, edits: Sequence[Edit], title: str, language: Language = "en") -> str:
    """The change in at most 80 columns: `第8段：115 → 150；删除第11段`; else the title.

    What only looks different is left out beside what is different. Page text is in it as it came:
    who shows the line makes it printable.
    """
    said = _LANGUAGES[language]
    told = [edit for edit in edits if edit.weight is Weight.SUBSTANTIVE] or edits
    parts = [part for edit in told for part in _parts(edit, said)]
    if kind in _TOLD_BY_TITLE or not parts:
        return shorten(title, _LINE)
    if len(parts) == 1:
        return shorten(parts[0] + _alone(told, said), _LINE)
    return _fitted(parts, said)


def language_of(source: Source, language: str) -> Language:
    """The language of headlines: as the source says, else Chinese for a Chinese document."""
    if source.headlines != "document":
        return source.headlines
    return "zh" if language.lower().split("-")[0] in {"zh", "yue"} else "en"


def label(hunk: Hunk) -> str:
    """Which block, as people count them: from 1 on, whatever number a paragraph itself bears.

    `¶8`; `¶5←¶2` for one that moved, `¶4+¶5←¶4` for one that was split, `¶5–¶22 №+1` for a run.
    Where less was compared than usual, that is said.
    """
    if hunk.note:
        return f"{label(replace(hunk, note=''))} ({hunk.note})"
    if hunk.op == "renumbered":
        return f"{_run(hunk)} №{hunk.shift:+d}"
    if hunk.op in {"moved", "split", "joined"} and hunk.old and hunk.new:
        return f"{_all(hunk.new)}←{_all(hunk.old)}"
    return f"¶{hunk.block + 1}"


def sign(hunk: Hunk) -> str:
    """`+` before a block that was put in, `−` before one that was taken out."""
    if not hunk.before:
        return "+"
    return "" if hunk.after else "−"


def _all(span: Span) -> str:
    return "+".join(f"¶{number}" for number in _numbers(span))


def _run(hunk: Hunk) -> str:
    if hunk.new is None or hunk.new.count == 1:
        return f"¶{hunk.block + 1}"
    return f"¶{hunk.block + 1}–¶{hunk.block + hunk.new.count}"


def _numbers(span: Span) -> range:
    return range(span.first + 1, span.first + span.count + 1)


def _parts(edit: Edit, said: _Words) -> Iterator[str]:
    if turned := _turned(edit, said):
        yield turned if edit.field == "text" else f"{_name(edit, said)}{said.colon}{turned}"
        return
    for hunk in edit.hunks:
        if edit.field != "text":
            yield f"{_name(edit, said)}{said.colon}{_value(hunk, said)}"
        elif hunk.op == "edited" and (mark := sign(hunk)):
            yield (said.inserted if mark == "+" else said.removed).format(**_places(hunk, said))
        else:
            yield _place(hunk, said)


def _turned(edit: Edit, said: _Words) -> str:
    """Said once of all places where simplified characters became traditional ones, or back."""
    kinds = {kind for hunk in edit.hunks for kind in hunk.kinds} - {EditKind.TYPOGRAPHIC}
    if kinds != {EditKind.SCRIPT} or any(h.op not in {"edited", "equal"} for h in edit.hunks):
        return ""
    gone = "".join(text for hunk in edit.hunks for op, text in hunk.diff if op == "-")
    return said.to_traditional if simplified(gone) == gone else said.to_simplified


def _name(edit: Edit, said: _Words) -> str:
    return said.fields.get(edit.field, edit.field.replace("_", " "))


def _place(hunk: Hunk, said: _Words) -> str:
    """What became of a block, and its words where some changed."""
    pattern: str = getattr(said, hunk.op if hunk.op != "equal" else "edited")
    place = pattern.format(shift=hunk.shift, **_places(hunk, said))
    if hunk.op in {"inserted", "removed", "renumbered"}:
        return place
    if hunk.op != "edited" and not hunk.kinds:
        return place
    words = _changes(hunk, said)
    if hunk.op == "edited" or not words:
        return place + words
    return f"{place}{said.colon}{words}"


def _places(hunk: Hunk, said: _Words) -> dict[str, str]:
    """The block in both texts, as it is called."""
    here = said.one.format(hunk.block + 1)
    return {
        "old": _called(hunk.old, said) if hunk.old else here,
        "new": _called(hunk.new, said) if hunk.new else here,
    }


def _called(span: Span, said: _Words) -> str:
    numbers = _numbers(span)
    if len(numbers) == 1:
        return said.one.format(numbers[0])
    return said.several.format(numbers[0], numbers[-1])


def _alone(told: Sequence[Edit], said: _Words) -> str:
    """A block that came or went by itself is told by its words, too."""
    hunk = next(hunk for edit in told for hunk in edit.hunks)
    edit = next(edit for edit in told if edit.hunks)
    if edit.field != "text" or not sign(hunk):
        return ""
    return f"{said.colon}{hunk.before}{hunk.after}"


def _value(hunk: Hunk, said: _Words) -> str:
    if max(columns(hunk.before), columns(hunk.after)) <= _VALUE:
        return _change(hunk.before, hunk.after, said, width=_VALUE)
    return _changes(hunk, said)


def _changes(hunk: Hunk, said: _Words) -> str:
    # Records of earlier versions have no kinds: everything counts.
    kinds = hunk.kinds or (EditKind.OTHER,) * len(hunk.diff)
    looks = {EditKind.RENUMBERED, EditKind.TYPOGRAPHIC} if is_substantive(hunk) else set()
    pairs = [pair for pair, kind in zip(changes(hunk), kinds, strict=False) if kind not in looks]
    told = [_change(gone, come, said, width=_WORDS) for gone, come in islice(pairs, _CHANGES)]
    return said.comma.join(told + ["…"] * (len(pairs) > _CHANGES))


def _change(before: str, after: str, said: _Words, *, width: int) -> str:
    # White space is all there is where the shortened text is empty.
    old, new = (text and (shorten(text, width) or "␣") for text in (before, after))
    if old and new:
        return (said.turned_back if _RIGHT_TO_LEFT.search(old + new) else "{old} → {new}").format(
            old=old, new=new
        )
    return f"−{old}" if old else f"+{new}"


def _fitted(parts: list[str], said: _Words) -> str:
    """As many parts as fit, and how many do not."""
    for count in range(len(parts), 0, -1):
        line = said.semicolon.join(parts[:count])
        if rest := len(parts) - count:
            line += f"{said.semicolon}… ({rest})"
        if columns(line) <= _LINE:
            return line
    others = f"{said.semicolon}… ({len(parts) - 1})"
    return shorten(parts[0], _LINE - columns(others)) + others
