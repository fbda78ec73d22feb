"""Turns that were not taken: written down, so that silence is not taken for calm."""

from collections.abc import Iterable
from datetime import datetime

from monitor.model import Source
from monitor.schedule import put_off_turns, turns_until
from monitor.store import Life, SourceRecord, Store


def note_missed(source: Source, store: Store, *, now: datetime) -> None:
    """Write down which turns of `source` passed since its last check, and why: each once.

    Three reasons: the source was left alone because it fails; docwatch was off (or its machine
    asleep); it was at work, and late. Where the daemon never ran, nothing was planned.
    """
    record = store.sources.get(source.name)
    if record is None or record.next_check_at is None or record.last_check_at is None:
        return
    noted = max(record.last_check_at, store.coverage.noted(source.name) or record.last_check_at)
    failing = [turn for turn in _left_alone(source, record) if noted < turn <= now]
    store.coverage.missed(source.name, failing, why="failing")
    lives = store.coverage.lives(since=noted)
    passed = turns_until(source.schedule, planned=record.next_check_at, until=now)
    passed = [turn for turn in passed if turn > noted]
    alive = {turn for turn in passed if _was_alive(lives, turn)}
    store.coverage.missed(source.name, (turn for turn in passed if turn in alive), why="late")
    if store.coverage.has_ever_lived():
        dead = (turn for turn in passed if turn not in alive)
        store.coverage.missed(source.name, dead, why="off")


def _left_alone(source: Source, record: SourceRecord) -> list[datetime]:
    if record.last_check_at is None:
        return []
    return put_off_turns(source.schedule, last=record.last_check_at, failures=record.failures)


def _was_alive(lives: Iterable[Life], turn: datetime) -> bool:
    return any(life.began <= turn <= life.until for life in lives)
