"""Who is told what: the changes of a check, and a source that broke or mended, become alerts."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.diff import changed_text
from monitor.model import Alert, AlertType, Change, Health, Kind, Op, Source
from monitor.text import contains, count, shorten

SHOWN_OF_A_GROUP = 20

_MOST = 0.8  # of a group
_SHOWN_PARTS = 3
_WIDTH = 60  # columns of each

_TROUBLE: Mapping[Health, AlertType] = {
    Health.DOWN: "source.down",
    Health.BLOCKED: "source.blocked",
    Health.UNREADABLE: "source.unreadable",
}
_IN_WORDS: Mapping[Health, str] = {
    Health.DOWN: "does not answer",
    Health.BLOCKED: "turns docwatch away",
    Health.UNREADABLE: "answers with pages that docwatch cannot read",
}


def route(
    source: Source, changes: Sequence[Change], *, check: str, now: datetime
) -> tuple[Alert, ...]:
    """The alerts that the told ones among `changes` are, for every channel of `source`.

    What belongs together comes in one alert, in the order given. Of more than `source.group_over`
    changes of one kind there is one alert of their own, which shows the first 20 and counts the
    rest. The ids depend on the check, the channel and the changes alone: to route the same again
    gives the same alerts.
    """
    single, groups = _parted([change for change in changes if change.told], source.group_over)
    alerts = []
    for channel in dict.fromkeys(source.notify):
        if single:
            alerts.append(_of_changes(source, channel, "changes.observed", single, check, now))
        for group in groups:
            common = common_edits(group)
            alert = _of_changes(
                source, channel, "changes.grouped", _others_first(group, common), check, now
            )
            alerts.append(replace(alert, text=_said(common, group)))
    return tuple(alerts)


Part = tuple[Op, str]


def common_edits(changes: Sequence[Change]) -> tuple[Part, ...]:
    """What was put in or taken out in most of `changes` alike: a new footer, a changed name.

    Most are four in five. The parts stand in the order of the first change that has them.
    """
    times = Counter(part for change in changes for part in dict.fromkeys(_parts(change)))
    return tuple(part for part, count in times.items() if count >= _MOST * len(changes))


def _others_first(changes: Sequence[Change], common: Sequence[Part]) -> Sequence[Change]:
    """Those that have more to say than what all have in common come first: no edit hides there."""
    return (
        sorted(changes, key=lambda change: set(_parts(change)) <= set(common))
        if common
        else changes
    )


def _parts(change: Change) -> list[Part]:
    hunks = (hunk for edit in change.edits for hunk in edit.hunks)
    return [(op, text.strip()) for hunk in hunks for op, text in hunk.diff if op != "="]


def _said(common: Sequence[Part], group: Sequence[Change]) -> str:
    if not common:
        return ""
    having = sum(set(common) <= set(_parts(change)) for change in group)
    more = sum(not set(_parts(change)) <= set(common) for change in group)
    signs = {"-": "−", "+": "+"}
    told = ", ".join(f"{signs[op]}{shorten(text, _WIDTH)}" for op, text in common[:_SHOWN_PARTS])
    rest = f"; {more} of them differ in more, and are listed first" if more else ""
    return f"{told} in {having} of {len(group)}{rest}"


def _parted(
    changes: Sequence[Change], group_over: int
) -> tuple[list[Change], list[Sequence[Change]]]:
    """Those to be told one by one, and those to be told as a group, a kind each."""
    by_kind: defaultdict[Kind, list[Change]] = defaultdict(list)
    for change in changes:
        by_kind[change.kind].append(change)
    groups = [group for group in by_kind.values() if len(group) > group_over]
    grouped = {group[0].kind for group in groups}
    return [change for change in changes if change.kind not in grouped], [*groups]


def _of_changes(
    source: Source,
    channel: str,
    kind: AlertType,
    changes: Sequence[Change],
    check: str,
    now: datetime,
) -> Alert:
    # The changes are part of the id: one check may owe several groups, a kind each.
    return Alert(
        id=_alert_id(check, channel, kind, *(f"{change.kind}:{change.id}" for change in changes)),
        channel=channel,
        type=kind,
        source=source.name,
        check=check,
        created_at=now,
        changes=tuple(changes[:SHOWN_OF_A_GROUP] if kind == "changes.grouped" else changes),
        total=len(changes),
    )


def route_health(
    source: Source,
    before: Health,
    after: Health,
    *,
    alarmed: bool,
    failures: int,
    check: str,
    now: datetime,
    since: datetime | None = None,
    message: str = "",
) -> tuple[Alert, ...]:
    """The alerts for a source that broke, or mended, with this check.

    `failures` counts the failed checks in a row, this one included; `alarmed` says that people know
    of the trouble; `since` is the last good check before it; `message` is what was seen, in one
    line. A source alarms once, when its failures reach `source.alarm_after`; another kind of
    trouble meanwhile is no new alarm. It recovers once, if it had alarmed.
    """
    if after in _TROUBLE and not alarmed and failures >= source.alarm_after:
        text = f"{source.name} {_IN_WORDS[after]}; {_last_checks(failures)} failed"
        text += f". Seen last: {message}" if message else ""
        return _of_health(source, _TROUBLE[after], text, check, now, since)
    if after is Health.OK and alarmed:
        trouble = f"; it was {before}" if before in _TROUBLE else ""
        text = f"{source.name} answers again as it should{trouble}"
        return _of_health(source, "source.recovered", text, check, now, since)
    return ()


def _last_checks(count: int) -> str:
    return "the last check" if count == 1 else f"the last {count} checks"


def _of_health(
    source: Source, kind: AlertType, text: str, check: str, now: datetime, since: datetime | None
) -> tuple[Alert, ...]:
    return tuple(
        Alert(
            id=_alert_id(check, channel, kind),
            channel=channel,
            type=kind,
            source=source.name,
            check=check,
            created_at=now,
            text=text,
            since=since,
        )
        for channel in dict.fromkeys(source.notify)
    )


def _alert_id(*parts: str) -> str:
    return "a-" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def terms_in(
    change: Change, terms: Mapping[str, Collection[str]], *, whole: str = ""
) -> tuple[str, ...]:
    """The names among `terms` of which a variant stands in the title, or came or went.

    A term that is broken up by an edit went, though part of it stands as it stood: 严重关切 that
    becomes 关切. `whole` is the text of a document that came or went as a whole.
    """
    haystack = "\n".join((change.title, changed_text(change.edits), whole))
    return tuple(
        name
        for name, variants in terms.items()
        if contains(haystack, variants) or any(_came_or_went(change, each) for each in variants)
    )


def _came_or_went(change: Change, variant: str) -> bool:
    hunks = (hunk for edit in change.edits for hunk in edit.hunks)
    return any(count(hunk.before, variant) != count(hunk.after, variant) for hunk in hunks)
