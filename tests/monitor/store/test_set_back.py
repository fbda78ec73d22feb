"""A record that is later than now."""

from monitor.store import Store
from tests.monitor.check.watch import HOUR, NEWS, Watch, article, excerpt, listing

YEAR = 365 * 24 * HOUR


async def test_a_record_of_the_past_is_left_alone(store: Store) -> None:
    watch = Watch(store, NEWS)
    await watch.look(listing(excerpt(1)), article(1))
    due = [each.due_at for each in store.documents.of_source("news")]

    assert not store.set_back("news", now=watch.clock.now)
    assert not store.set_back("unknown", now=watch.clock.now)
    assert [each.due_at for each in store.documents.of_source("news")] == due


async def test_an_alert_of_a_time_that_is_not_yet_is_sent_now(store: Store) -> None:
    watch = Watch(store, NEWS)
    await watch.look(listing(excerpt(1)), article(1))
    await watch.look(listing(excerpt(2), excerpt(1)), article(2), after=YEAR)
    watch.clock.now -= YEAR
    assert watch.alerts() == []

    assert store.set_back("news", now=watch.clock.now)
    assert [alert.type for alert in watch.alerts()] == ["changes.observed"]


async def test_what_is_counted_from_a_later_time_is_counted_from_now(store: Store) -> None:
    watch = Watch(store, NEWS)
    await watch.look(listing(excerpt(1)), article(1))
    await watch.look(listing(excerpt(1)), article(1), after=YEAR)
    now = watch.clock.now = watch.clock.now - YEAR
    store.set_back("news", now=now)

    [watched] = store.documents.of_source("news")
    [interface] = store.sources.interfaces("news")
    assert (watched.last_seen, watched.due_at) == (now, now)
    assert (interface.asked_at, interface.ended_at) == (now, now)
