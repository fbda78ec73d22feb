"""Turns that were not taken: written down, so that silence is not taken for calm."""

from collections.abc import Iterable
from datetime import datetime

from monitor.model import Source
from monitor.schedule import put_off_turns, turns_until
from monitor.store import Life, Store


def note_missed(source: Source, store: Store, *, now: datetime) -> None:
    """Write down which turns of `source` passed since its last check, and why: each once."""
    with store.transaction():
        for why, turns in missed_now(source, store, now=now).items():
            store.coverage.missed(source.name, turns, why=why)


def missed_now(source: Source, store: Store, *, now: datetime) -> dict[str, list[datetime]]:
    """The turns of `source` that passed untaken and are not written down yet, by the reason.

    `failing`: the source was left alone because it fails; `off`: docwatch was off, or its machine
    asleep; `late`: it was at work, and behind. Where the daemon never ran, nothing was planned.
    """
    record = store.sources.get(source.name)
    if record is None or record.next_check_at is None or record.last_check_at is None:
        return {}
    lives = store.coverage.lives()
    if not lives:
        return {}
    noted = max(record.last_check_at, store.coverage.noted(source.name) or record.last_check_at)
    alone = put_off_turns(source.schedule, last=record.last_check_at, failures=record.failures)
    passed = turns_until(source.schedule, planned=record.next_check_at, until=now)
    missed: dict[str, list[datetime]] = {"failing": [], "late": [], "off": []}
    missed["failing"] = [turn for turn in alone if noted < turn <= now]
    for turn in passed:
        if turn > noted:
            missed["late" if _was_alive(lives, turn) else "off"].append(turn)
    return {why: turns for why, turns in missed.items() if turns}


def _was_alive(lives: Iterable[Life], turn: datetime) -> bool:
    return any(life.began <= turn <= life.until for life in lives)
