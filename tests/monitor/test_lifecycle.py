"""The life of a document: what a look makes of it, and which change that is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.lifecycle import Look, Step, absent, seen, silent
from monitor.model import Confirmation, Kind, State, Watched, Weight

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
CONFIRM = Confirmation(times=3, apart=HOUR)

LIVE = Watched(
    id="d-1",
    source="news",
    state=State.LIVE,
    url="https://site.example.org/zh/1/",
    language="zh",
    title="关于签证费的通知",
    first_seen=NOON - 48 * HOUR,
    last_seen=NOON,
    changed_at=NOON - 24 * HOUR,
)


def _absent(watched: Watched, *hours: float, confirm: Confirmation = CONFIRM) -> Step:
    """Signs of absence, so many hours after noon each."""
    step = Step(watched=watched)
    for hour in hours:
        step = absent(step.watched, confirm, at=NOON + hour * HOUR)
    return step


def _is_removed(*hours: float) -> bool:
    return _absent(LIVE, *hours).watched.state is State.REMOVED


@pytest.mark.parametrize(
    ("weight", "kind"),
    [
        (Weight.IDENTICAL, None),
        (Weight.TYPOGRAPHIC, Kind.TYPOGRAPHIC),
        (Weight.SUBSTANTIVE, Kind.EDITED),
    ],
)
def test_a_live_document_changes_by_what_differs(weight: Weight, kind: Kind | None) -> None:
    at = NOON + HOUR
    step = seen(LIVE, Look(weight=weight), at=at)
    assert (step.kind, step.last_seen, step.first_seen) == (kind, NOON, at)
    assert step.watched.last_seen == at
    assert step.watched.changed_at == (at if kind else LIVE.changed_at)


def test_silent_looks_are_counted_until_the_next_good_one() -> None:
    twice = silent(silent(LIVE).watched)
    assert twice.kind is None
    assert twice.watched == replace(LIVE, failures=2)

    edited = seen(twice.watched, Look(weight=Weight.SUBSTANTIVE), at=NOON + HOUR)
    assert (edited.failed_checks, edited.watched.failures) == (2, 0)
    assert seen(twice.watched, Look(), at=NOON + HOUR).failed_checks == 0


def test_the_first_sign_makes_it_missing_and_tells_nobody() -> None:
    step = _absent(LIVE, 1)
    assert (step.kind, step.watched.state, step.watched.absences) == (None, State.MISSING, 1)
    assert step.watched.missing_since == NOON + HOUR


def test_the_third_sign_an_hour_apart_confirms_the_removal() -> None:
    assert not _is_removed(1, 2)
    step = _absent(LIVE, 1, 2, 3)
    assert (step.kind, step.watched.state) == (Kind.REMOVED, State.REMOVED)
    assert (step.last_seen, step.first_seen) == (NOON, NOON + HOUR)
    assert step.watched.changed_at == NOON + 3 * HOUR


def test_signs_close_together_are_one_sign() -> None:
    assert not _is_removed(1, 1.2, 1.4, 1.6, 1.8)
    assert not _is_removed(1, 1.5, 2, 2.5)
    assert _is_removed(1, 1.5, 2, 2.5, 3)


def test_one_sign_can_be_made_enough() -> None:
    step = _absent(LIVE, 1, confirm=Confirmation(times=1))
    assert (step.kind, step.first_seen) == (Kind.REMOVED, NOON + HOUR)


@pytest.mark.parametrize("weight", list(Weight))
def test_a_missing_document_that_is_seen_starts_anew(weight: Weight) -> None:
    step = seen(_absent(LIVE, 1, 2).watched, Look(weight=weight), at=NOON + 3 * HOUR)
    assert step.kind is not Kind.RESTORED
    assert (step.watched.state, step.watched.absences) == (State.LIVE, 0)
    assert (step.watched.missing_since, step.watched.last_absence) == (None, None)
    assert step.last_seen == NOON
    assert _absent(step.watched, 4, 5).kind is None


@pytest.mark.parametrize("weight", list(Weight))
def test_a_removed_document_that_is_seen_is_restored_whatever_it_says(weight: Weight) -> None:
    removed = _absent(LIVE, 1, 2, 3).watched
    step = seen(removed, Look(weight=weight), at=NOON + 5 * HOUR)
    assert (step.kind, step.watched.state) == (Kind.RESTORED, State.LIVE)
    assert (step.last_seen, step.first_seen) == (NOON + 3 * HOUR, NOON + 5 * HOUR)


def test_a_removed_document_stays_removed_without_another_word() -> None:
    step = _absent(LIVE, 1, 2, 3, 4)
    assert (step.kind, step.watched.state) == (None, State.REMOVED)
    assert step.watched.last_absence == NOON + 4 * HOUR


LOOKS = st.lists(
    st.sampled_from(["silent", "absent", *Weight]).flatmap(
        lambda look: st.tuples(st.just(look), st.integers(1, 300))
    ),
    max_size=40,
)


@given(LOOKS)
def test_removals_and_returns_take_turns_and_no_interval_runs_backwards(
    looks: list[tuple[str, int]],
) -> None:
    watched, at, kinds = LIVE, NOON, []
    for look, minutes in looks:
        at += timedelta(minutes=minutes)
        step = _taken(watched, look, at)
        watched = step.watched
        if step.kind in (Kind.REMOVED, Kind.RESTORED):
            kinds.append(step.kind)
        if step.kind:
            assert step.last_seen is not None
            assert step.first_seen is not None
            assert step.last_seen < step.first_seen <= at
        assert (watched.missing_since is None) == (watched.state is State.LIVE)
    assert kinds == [Kind.REMOVED, Kind.RESTORED] * (len(kinds) // 2) + kinds[len(kinds) // 2 * 2 :]
    assert kinds[:1] in ([], [Kind.REMOVED])


def _taken(watched: Watched, look: str, at: datetime) -> Step:
    if look == "silent":
        return silent(watched)
    if look == "absent":
        return absent(watched, CONFIRM, at=at)
    return seen(watched, Look(weight=Weight(look)), at=at)
