"""A wrong join is undone, and the next check does not make it again."""

import pytest

from crawler.items import Identity
from monitor.check.parting import part, part_by_address, part_by_version
from monitor.model import Kind, State, Watched
from tests.monitor.check.watch import (
    HOUR,
    ONE,
    SITE,
    Watch,
    article,
    excerpt,
    forwarded,
    gone,
    listing,
    page,
)

SAME_NAME = {"identities": (Identity("post-id", "7"),), "title": "每周通告"}
FIRST = {**SAME_NAME, "url": f"{SITE}/zh/2025/"}
SECOND = {**SAME_NAME, "url": f"{SITE}/zh/2026/"}
LAST_YEAR, THIS_YEAR = "去年的通告正文。", "今年的通告正文，全然不同。"


def _known(watch: Watch, url: str) -> Watched:
    [watched] = watch.store.documents.search(url)
    return watched


def _split_off(watch: Watch, key: str, url: str) -> str:
    with watch.store.transaction():
        parting = part_by_address(watch.store, _known(watch, key), url)
        return part(watch.store, parting, at=watch.clock.now)


async def _wrongly_joined(news: Watch) -> None:
    """A notice that is published anew each year, with the number and the title of the last one."""
    await news.look(listing(excerpt(7, **FIRST)), article(7, LAST_YEAR, **FIRST))
    await news.look(listing(excerpt(7, **SECOND)), article(7, THIS_YEAR, **SECOND))
    assert news.kinds() == [Kind.EDITED]
    assert news.store.sources.counts("news").documents == 1


async def test_a_split_gives_each_its_own_versions_and_changes(news: Watch) -> None:
    await _wrongly_joined(news)
    other = _split_off(news, FIRST["url"], SECOND["url"])

    assert news.texts(FIRST["url"]) == [LAST_YEAR]
    assert news.texts(SECOND["url"]) == [THIS_YEAR]
    assert _known(news, SECOND["url"]).id == other
    # What led from one to the other was told of the one, and stays with it.
    [told] = news.changes()
    assert told.document == _known(news, FIRST["url"]).id


async def test_an_identity_that_wrongly_joined_two_joins_them_no_more(news: Watch) -> None:
    await _wrongly_joined(news)
    other = _split_off(news, FIRST["url"], SECOND["url"])

    for _ in range(3):
        report = await news.look(
            listing(excerpt(7, **FIRST), excerpt(7, **SECOND)),
            article(7, LAST_YEAR, **FIRST),
            article(7, THIS_YEAR, **SECOND),
        )
        assert report.changes == ()
        assert report.unchanged == 2

    third = {**SAME_NAME, "url": f"{SITE}/zh/2027/"}
    await news.look(listing(excerpt(7, **third)), article(7, "明年的通告正文。", **third))
    assert news.store.sources.counts("news").documents == 3
    assert {_known(news, FIRST["url"]).id, other} != {_known(news, third["url"]).id}


async def test_both_are_asked_for_at_the_next_check(news: Watch) -> None:
    await _wrongly_joined(news)
    _split_off(news, FIRST["url"], SECOND["url"])
    await news.look(listing(excerpt(7, **SECOND)))
    assert {FIRST["url"], SECOND["url"]} <= news.due()


async def test_each_is_edited_by_itself_from_then_on(news: Watch) -> None:
    await _wrongly_joined(news)
    _split_off(news, FIRST["url"], SECOND["url"])
    report = await news.look(
        listing(excerpt(7, **SECOND)),
        article(7, LAST_YEAR, **FIRST),
        article(7, "今年的通告正文，改了。", **SECOND),
    )
    assert [(each.kind, each.url) for each in report.changes] == [(Kind.EDITED, SECOND["url"])]


async def test_joined_again_they_are_one_for_the_next_check(news: Watch) -> None:
    await _wrongly_joined(news)
    one = _known(news, FIRST["url"]).id
    other = _split_off(news, FIRST["url"], SECOND["url"])
    with news.store.transaction():
        news.store.joins.join(other, into=one, at=news.clock.now)

    report = await news.look(listing(excerpt(7, **SECOND)), article(7, THIS_YEAR, **SECOND))
    assert (report.unchanged, report.changes) == (1, ())
    assert news.store.sources.counts("news").documents == 1


async def test_addresses_that_a_check_joined_stay_apart_once_they_are_split(news: Watch) -> None:
    """An address that leads to another document is a sign of absence, and joins them no more."""
    one, two = f"{SITE}/zh/1/", f"{SITE}/zh/2/"
    same = {"title": "新闻稿"}
    await news.look(
        listing(excerpt(1, **same), excerpt(2, **same)),
        article(1, "甲文。", **same),
        article(2, "甲文。", **same),
    )
    await news.look(listing(excerpt(2, **same)), forwarded(one, 2, "甲文。", **same))
    assert _known(news, one).id == _known(news, two).id
    [joined] = news.store.joins.of(_known(news, two).id)
    assert joined.check

    with news.store.transaction():
        news.store.joins.undo(joined.document, at=news.clock.now)
    await news.look(listing(excerpt(2, **same)), forwarded(one, 2, "甲文。", **same))

    assert _known(news, one).id != _known(news, two).id
    assert _known(news, one).state is State.MISSING


async def test_an_address_of_which_nothing_was_read_is_taken_in_silently(news: Watch) -> None:
    """Both said the same, so that no version was made: the next look makes one."""
    await news.look(listing(excerpt(7, **FIRST)), article(7, LAST_YEAR, **FIRST))
    await news.look(listing(excerpt(7, **SECOND)), article(7, LAST_YEAR, **SECOND))
    _split_off(news, FIRST["url"], SECOND["url"])
    assert news.texts(SECOND["url"]) == []

    for _ in range(2):
        report = await news.look(
            listing(excerpt(7, **SECOND)),
            article(7, LAST_YEAR, **FIRST),
            article(7, LAST_YEAR, **SECOND),
        )
        assert report.changes == ()
    [known] = [each for each in news.orders[-2].known if each.url == SECOND["url"]]
    assert known.etag == ""
    assert news.texts(SECOND["url"]) == [LAST_YEAR]


async def test_an_address_that_was_given_to_another_document_is_split_by_version(
    pages: Watch,
) -> None:
    await pages.look(page(ONE, "会议通知。", title="会议通知"))
    await pages.look(page(ONE, "停电通知。", title="停电通知"))
    watched = _known(pages, ONE)
    with pages.store.transaction():
        second = pages.store.snapshots.of(watched.id)[1]
        parting = part_by_version(pages.store, watched, second)
        other = part(pages.store, parting, at=pages.clock.now)

    here = pages.store.documents.at("pages", ONE)
    assert here
    assert here.id == other
    former = pages.store.documents.get(watched.id)
    assert former
    assert (former.state, former.title) == (State.REMOVED, "会议通知")
    report = await pages.look(page(ONE, "停电通知。", title="停电通知"))
    assert (report.unchanged, report.changes) == (1, ())


async def test_a_document_that_is_gone_where_the_other_stood_is_still_there(news: Watch) -> None:
    """Signs of absence count for the address at which they were seen."""
    await _wrongly_joined(news)
    await news.look(
        article(7, THIS_YEAR, **SECOND), gone(FIRST["url"]), listing(excerpt(7, **SECOND))
    )
    _split_off(news, FIRST["url"], SECOND["url"])
    assert _known(news, SECOND["url"]).state is State.LIVE


async def test_what_cannot_be_parted_is_refused_with_the_reason(news: Watch) -> None:
    await _wrongly_joined(news)
    store, one = news.store, _known(news, FIRST["url"])
    with pytest.raises(ValueError, match=f"no address of {one.id}; it has: {FIRST['url']}"):
        part_by_address(store, one, f"{SITE}/zh/another/")
    with pytest.raises(ValueError, match="nothing would remain"):
        part_by_version(store, one, store.snapshots.of(one.id)[0])


async def test_what_a_check_found_before_a_split_is_not_believed_of_the_wrong_one(
    news: Watch,
) -> None:
    """A check was under way while somebody split: what stood at an address stands elsewhere now."""
    await _wrongly_joined(news)
    before = _known(news, FIRST["url"]).snapshot
    assert before

    def split_meanwhile(now: object) -> tuple[object, bytes]:
        answer = article(7, THIS_YEAR, **SECOND)(news.clock.now)
        if _known(news, SECOND["url"]).id == _known(news, FIRST["url"]).id:
            _split_off(news, FIRST["url"], SECOND["url"])
        return answer

    first = _known(news, FIRST["url"])
    same = [article(7, THIS_YEAR, **SECOND)] * 25  # a batch, which is sorted before the split
    await news.look(*same, split_meanwhile, after=2 * HOUR)  # type: ignore[arg-type]

    stands = news.store.documents.get(first.id)
    assert stands
    assert stands.snapshot
    assert stands.snapshot.reading.text == LAST_YEAR
    assert stands.snapshot.last_seen < news.clock.now
    assert news.kinds() == [Kind.EDITED]
