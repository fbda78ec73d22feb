"""Citations that can be copied, in English and in Chinese. Times are in UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from monitor.model import Change, Kind, Snapshot
from monitor.render.words import name, one_line

_KINDS: Mapping[Kind, str] = {
    Kind.NEW: "新增",
    Kind.EDITED: "改动",
    Kind.REMOVED: "移除",
    Kind.RESTORED: "恢复",
    Kind.MOVED: "迁址",
    Kind.REISSUED: "重新印发",
    Kind.TRANSLATED: "新增语文版本",
    Kind.CORRECTED: "更正",
    Kind.FLAPPING: "来回变动",
    Kind.ROLLED_OFF: "移出列表",
    Kind.TYPOGRAPHIC: "排印改动",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """The same in two languages."""

    en: str
    zh: str


def version(snapshot: Snapshot, *, number: int, count: int, permanent: str) -> Citation:
    """A version, by its title, its place, the looks that saw it and the page it was read from."""
    reading = snapshot.reading
    title, url = one_line(reading.title) or one_line(reading.url), one_line(reading.url)
    first, last = _utc(snapshot.first_seen), _utc(snapshot.last_seen)
    once = first == last
    seen = f"seen so at {first}" if once else f"seen so from {first} to {last}"
    seen_zh = f"于 {first} 所见" if once else f"{first} 至 {last} 所见"
    return Citation(
        en=_joined(
            f"“{title}”, {url}, version {number} of {count}, {seen}",
            f"Page sha256:{snapshot.body}" if snapshot.body else "",
            f"docwatch, {permanent}",
            between=". ",
        ),
        zh=_joined(
            f"《{title}》，{url}，第{number}版（共{count}版），{seen_zh}",
            f"网页 sha256:{snapshot.body}" if snapshot.body else "",
            f"docwatch 存档，{permanent}",
            between="；",
        ),
    )


def change(change: Change, *, permanent: str) -> Citation:
    """A change, by what happened to what, between which two looks, and the pages that show it."""
    title, url = one_line(change.title) or one_line(change.url), one_line(change.url)
    after, before = _utc(change.first_seen), change.last_seen and _utc(change.last_seen)
    seen = f"between {before} and {after}" if before else f"first seen at {after}"
    seen_zh = f"{before} 与 {after} 之间" if before else f"{after} 首次所见"
    pages = " → ".join(
        f"sha256:{each}" for each in (change.evidence_before, change.evidence_after) if each
    )
    return Citation(
        en=_joined(
            f"“{title}”, {url}, {name(change.kind)}, {seen}",
            f"Pages {pages}" if pages else "",
            f"docwatch, change {change.id}, {permanent}",
            between=". ",
        ),
        zh=_joined(
            f"《{title}》，{url}，{_KINDS[change.kind]}，{seen_zh}",
            f"网页 {pages}" if pages else "",
            f"docwatch 存档，变动 {change.id}，{permanent}",
            between="；",
        ),
    )


def _joined(*parts: str, between: str) -> str:
    return between.join(filter(None, parts))


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
