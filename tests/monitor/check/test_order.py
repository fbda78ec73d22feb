"""What a check asks for: by age, by rhythm, by what the host bears, and by how the source does."""

from datetime import timedelta

import pytest

from crawler.items import Role, Verdict
from monitor.model import Schedule
from monitor.store import Store
from tests.monitor.check.watch import (
    FOUR,
    HOUR,
    NEWS,
    ONE,
    PAGES,
    THREE,
    TWO,
    Answer,
    Watch,
    failed,
    page,
)

DAY = timedelta(days=1)
OLD = "签证费自三月一日起为一百美元。"
ALL = (ONE, TWO, THREE, FOUR)


def everything(text: str = OLD) -> list[Answer]:
    return [page(url, text) for url in ALL]


# By rhythm


async def test_a_document_that_changes_often_is_asked_more_often_than_its_age_says(
    pages: Watch,
) -> None:
    """Both were edited 40 days ago; one of them had been edited every ten days before."""
    for tenth in range(12):
        edited = tenth if tenth < 8 else 7
        await pages.look(page(ONE, f"第{edited}版。"), page(TWO, OLD), after=10 * DAY, full=True)
    await pages.look(page(TWO, "新版。"), page(ONE, "第7版。"), full=True)

    await pages.look(page(ONE, "第7版。"), after=40 * DAY, full=True)
    await pages.look(after=8 * HOUR)
    assert ONE in pages.due()

    rhythms = pages.store.rhythms.of_source("pages", at_least=2)
    assert [rhythm.changes > 5 for rhythm in rhythms.values()] == [True]


# By what the host bears


async def test_where_the_host_bears_less_all_documents_are_asked_less_often(pages: Watch) -> None:
    """Four fresh documents, a check every half hour: 8 requests an hour, of which 1 is borne."""
    pages.become(budget=1)
    await pages.look(*everything())
    asked = []
    for _ in range(24):
        await pages.look(after=HOUR / 2)
        asked.append(len(pages.due()))
        await pages.look(*(page(url, OLD) for url in pages.due()), after=timedelta(0))

    assert 8 <= sum(asked) <= 12  # in twelve hours
    assert max(asked) <= 4


async def test_without_a_budget_fresh_documents_are_asked_with_every_check(pages: Watch) -> None:
    await pages.look(*everything())
    await pages.look(after=HOUR / 2)
    assert pages.due() == set(ALL)
    assert pages.orders[-1].hourly is None


async def test_the_documents_of_another_source_on_the_host_count_too(
    pages: Watch, news: Watch, store: Store
) -> None:
    pages.become(budget=20)
    await pages.look(*everything())
    await pages.look(after=HOUR / 2)
    assert len(pages.due()) == 4

    store.sources.admit(NEWS)
    store.sources.plan("news", pages.clock.now)
    store.rhythms.demand("news", {"site.example.org": 100}, allowed=None)
    await pages.look(*everything(), after=HOUR / 2)
    await pages.look(after=HOUR / 2)
    assert pages.due() == set()
    assert pages.orders[-1].hourly == 20


async def test_nothing_is_ever_never_asked(pages: Watch) -> None:
    """However little the host bears, each document has its turn."""
    pages.become(budget=1, schedule=Schedule(every=HOUR))
    await pages.look(*everything())
    asked: set[str] = set()
    for _ in range(12):
        await pages.look(after=HOUR)
        asked |= pages.due()
    assert asked == set(ALL)


# By how the source does


@pytest.mark.parametrize("verdict", [Verdict.ERROR, Verdict.BLOCKED])
async def test_a_source_that_fails_is_asked_one_page_first(pages: Watch, verdict: Verdict) -> None:
    await pages.look(*everything())
    careful = []
    for _ in range(12):
        await pages.look(*(failed(url, verdict) for url in ALL))
        careful.append(pages.orders[-1].careful)

    told, bold = [False] * 3, [True, True, True, False]
    assert careful == [*told, *bold, *bold, True]


async def test_a_source_that_answers_is_asked_as_ever(pages: Watch) -> None:
    for _ in range(4):
        await pages.look(*(failed(url) for url in ALL))
    await pages.look(*everything())
    await pages.look(*everything())
    assert not pages.orders[-1].careful


async def test_one_whose_pages_cannot_be_read_does_answer(pages: Watch) -> None:
    for _ in range(5):
        await pages.look(*(failed(url, Verdict.UNREADABLE) for url in ALL))
    assert not pages.orders[-1].careful


async def test_pages_that_are_broken_for_good_do_not_come_in_a_row(store: Store) -> None:
    """Overdue as they all are, a dozen of them would look like a host that is down."""
    urls = [f"https://site.example.org/{number}" for number in range(24)]
    watch = Watch(store, PAGES)
    watch.become(options={"urls": urls, "select": ["main"]})
    await watch.look(*(page(url, OLD) for url in urls))
    for _ in range(2):
        await watch.look(
            *(failed(url) if number < 8 else page(url, OLD) for number, url in enumerate(urls))
        )
    await watch.look()

    order = [known.url for known in watch.orders[-1].known]
    assert sorted(order) == sorted(urls)
    places = [order.index(url) for url in urls[:8]]
    assert sum(1 for place in places if place + 1 in places) <= 3


# What is told of it


@pytest.mark.parametrize("role", ["document", "listing"])
async def test_trouble_that_changes_its_face_is_told_once(pages: Watch, role: Role) -> None:
    faces = [Verdict.ERROR, Verdict.BLOCKED, Verdict.UNREADABLE, Verdict.BLOCKED, Verdict.EMPTY]
    await pages.look(*everything())
    for verdict in faces * 3:
        await pages.look(*(failed(url, verdict, role=role) for url in ALL))
    await pages.look(*everything())
    await pages.look(*everything())

    assert [alert.type for alert in pages.alerts()] == ["source.unreadable", "source.recovered"]


async def test_a_source_that_breaks_and_mends_again_and_again_is_one_alert_each(
    pages: Watch,
) -> None:
    for _ in range(3):
        await pages.look(*everything())
        for _ in range(5):
            await pages.look(*(failed(url) for url in ALL))
    await pages.look(*everything())

    assert [alert.type for alert in pages.alerts()] == ["source.down", "source.recovered"] * 3
    assert pages.changes(told=False) == []
