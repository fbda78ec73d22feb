"""The whole check, from findings to alerts, against the real record."""

from datetime import timedelta

import pytest

from crawler.items import Verdict, sha256
from monitor.errors import FetchError, StoreError
from monitor.model import Alert, Circumstance, Confirmation, Health, Kind, Outcome, State, Weight
from monitor.store import Store
from monitor.store.outbox import Outbox
from tests.monitor.check.watch import (
    FOUR,
    HOUR,
    ONE,
    SITE,
    THREE,
    TWO,
    Watch,
    article,
    came,
    document,
    excerpt,
    failed,
    forwarded,
    front_page,
    gone,
    html,
    listing,
    page,
    shown,
    unmodified,
)

DAY = timedelta(days=1)

OLD = "请在面谈前三天交费。\n领事馆周五不办公。"
NEW = "请在面谈前五天交费。\n领事馆周五不办公。"


# The baseline


async def test_the_baseline_is_silent(pages: Watch) -> None:
    report = await pages.look(page(ONE, OLD), page(TWO, NEW))

    assert (report.outcome, report.baseline, report.changes) == (Outcome.OK, 2, ())
    assert pages.alerts() == []
    assert pages.texts(ONE) == ["请在面谈前三天交费。\n\n领事馆周五不办公。"]


async def test_a_document_that_a_listing_shows_after_the_baseline_is_new(news: Watch) -> None:
    await news.look(listing(excerpt(1)), article(1))
    report = await news.look(listing(excerpt(2), excerpt(1)), article(2, "今日宣布。\n详情如下。"))

    [change] = report.changes
    assert (change.kind, change.title, change.last_seen) == (Kind.NEW, "第2号新闻稿", None)
    assert [alert.changes for alert in news.alerts()] == [(change,)]


async def test_a_new_document_is_told_with_how_it_begins(news: Watch) -> None:
    long = "两国代表今天在首都签署了合作协定，内容涉及教育、文化与科学。"
    await news.look(listing(excerpt(1)), article(1))
    report = await news.look(listing(excerpt(2), excerpt(1)), article(2, f"发言人办公室\n{long}"))

    assert [change.headline for change in report.changes] == [long]


async def test_a_listing_that_was_not_read_to_its_end_has_no_baseline(news: Watch) -> None:
    await news.look(listing(excerpt(1), ends=False))
    report = await news.look(listing(excerpt(2), excerpt(1)))
    assert (report.baseline, report.changes) == (1, ())

    await news.look(listing(excerpt(3), excerpt(2), excerpt(1)))
    assert news.kinds() == [Kind.NEW]


async def test_a_widened_scope_is_baseline_unless_its_own_date_is_later(news: Watch) -> None:
    await news.look(listing(excerpt(1)))
    news.become(options=dict(news.source.options) | {"pages": 2})

    old = excerpt(2, dates={"published": "2026-11-20"})
    later = excerpt(3, dates={"published": "2026-11-22"})
    report = await news.look(listing(excerpt(1), old, later), after=2 * DAY)

    assert report.baseline == 1
    assert [change.title for change in report.changes] == ["第3号新闻稿"]


async def test_an_interface_that_opened_later_has_a_baseline_of_its_own(news: Watch) -> None:
    await news.look(listing(excerpt(1)))
    other = listing(excerpt(2, language="en"), interface="listing:en", url=f"{SITE}/news/")
    report = await news.look(listing(excerpt(1)), other)
    assert (report.baseline, report.changes) == (1, ())


async def test_a_page_asked_by_name_that_appears_after_the_others_answered_is_new(
    pages: Watch,
) -> None:
    await pages.look(page(ONE, OLD), gone(TWO))
    await pages.look(page(TWO, NEW))
    assert pages.kinds() == [Kind.NEW]


async def test_a_page_asked_by_name_that_failed_at_first_is_baseline(pages: Watch) -> None:
    await pages.look(page(ONE, OLD), failed(TWO))
    report = await pages.look(page(TWO, NEW))
    assert (report.baseline, pages.kinds()) == (1, [])


# What changed


async def test_an_edit_is_told_with_its_interval_and_its_evidence(
    pages: Watch, store: Store
) -> None:
    first = await pages.look(page(ONE, OLD))
    second = await pages.look(page(ONE, NEW))

    [change] = second.changes
    assert (change.kind, change.weight) == (Kind.EDITED, Weight.SUBSTANTIVE)
    assert (change.last_seen, change.first_seen) == (first.started_at, second.started_at)
    [hunk] = change.edits[0].hunks
    assert (hunk.before, hunk.after) == ("请在面谈前三天交费。", "请在面谈前五天交费。")
    assert store.captures.body(change.evidence_before) == html(OLD)
    assert store.captures.body(change.evidence_after) == html(NEW)
    assert store.changes.get(change.id) == change


async def test_terms_are_found_in_what_changed(pages: Watch) -> None:
    pages.become(terms={"taiwan": ("台湾", "臺灣"), "visa": ("签证处",)})
    await pages.look(page(ONE, OLD))
    [change] = (await pages.look(page(ONE, OLD + "\n台湾居民亦同。"))).changes
    assert change.terms == ("taiwan",)


async def test_a_typographic_difference_is_recorded_and_not_told(pages: Watch) -> None:
    await pages.look(page(ONE, "美国,中国"))
    report = await pages.look(page(ONE, "美国，中国"))

    assert [change.kind for change in report.changes] == [Kind.TYPOGRAPHIC]
    assert pages.kinds() == []
    assert pages.alerts() == []
    assert pages.texts(ONE) == ["美国,中国", "美国，中国"]


async def test_noise_is_no_change_and_two_captures_of_it_are_kept(
    pages: Watch, store: Store
) -> None:
    for view in range(5):
        report = await pages.look(page(ONE, OLD, noise=f"访问量 {view}"))

    assert (report.unchanged, report.changes, len(pages.texts(ONE))) == (1, (), 1)
    assert [
        store.captures.has(name)
        for name in _bodies(*(html(OLD, noise=f"访问量 {view}") for view in range(5)))
    ] == [True, False, False, False, True]


async def test_back_to_an_earlier_text_is_a_second_change_and_nothing_is_lost(
    pages: Watch, store: Store
) -> None:
    await pages.look(page(ONE, OLD))
    await pages.look(page(ONE, NEW))
    await pages.look(page(ONE, OLD))

    assert pages.kinds() == [Kind.EDITED, Kind.EDITED]
    there, back = pages.changes()
    assert pages.texts(ONE) == [text.replace("\n", "\n\n") for text in (OLD, NEW, OLD)]
    assert there.edits[0].hunks[0].before == back.edits[0].hunks[0].after
    assert all(store.captures.has(name) for name in _bodies(html(OLD), html(NEW)))


async def test_a_change_has_its_id_by_check_document_and_kind(pages: Watch) -> None:
    await pages.look(page(ONE, OLD), page(TWO, OLD))
    one, two = (await pages.look(page(ONE, NEW), page(TWO, NEW, noise="2"))).changes
    [again] = (await pages.look(page(ONE, OLD))).changes
    assert len({one.id, two.id, again.id}) == 3


# What cannot be believed


@pytest.mark.parametrize(
    "verdict",
    [Verdict.ERROR, Verdict.BLOCKED, Verdict.EMPTY, Verdict.TRUNCATED, Verdict.UNREADABLE],
)
async def test_a_bad_answer_leaves_the_baseline_and_counts_in_the_next_change(
    pages: Watch, verdict: Verdict
) -> None:
    first = await pages.look(page(ONE, OLD), page(TWO, OLD))
    await pages.look(failed(ONE, verdict), page(TWO, OLD))
    await pages.look(failed(ONE, verdict), page(TWO, OLD))
    assert pages.kinds() == []

    [change] = (await pages.look(page(ONE, NEW), page(TWO, OLD))).changes
    assert (change.failed_checks, change.last_seen) == (2, first.started_at)


async def test_after_bad_answers_an_unchanged_page_is_unchanged(pages: Watch) -> None:
    await pages.look(page(ONE, OLD))
    await pages.look(failed(ONE))
    report = await pages.look(page(ONE, OLD))
    assert (report.outcome, report.unchanged, report.changes) == (Outcome.OK, 1, ())


async def test_one_page_before_three_known_documents_is_a_mask_and_not_three_edits(
    pages: Watch,
) -> None:
    texts = {ONE: "甲。", TWO: "乙。", THREE: "丙。"}
    await pages.look(*(page(url, text) for url, text in texts.items()))
    report = await pages.look(*(page(url, "系统维护中。") for url in texts))

    assert (report.outcome, report.failed, pages.kinds()) == (Outcome.BLOCKED, 3, [])
    await pages.look(*(page(url, text) for url, text in texts.items()))
    assert pages.kinds() == []


async def test_a_new_document_behind_a_mask_is_told_as_the_listing_shows_it(news: Watch) -> None:
    """The mask's words are nobody's; each answer of it has a number of its own."""
    numbers = (1, 2, 3)
    texts = {n: f"第{n}项：{'甲乙丙丁戊'[n]}。" for n in (*numbers, 4)}
    await news.look(listing(*map(excerpt, numbers)), *(article(n, texts[n]) for n in numbers))
    shown = listing(excerpt(4, "摘要。"), *map(excerpt, numbers))
    masked = [article(n, f"更新中，编号{n}。", title="通知") for n in (*numbers, 4)]
    report = await news.look(shown, *masked)
    await news.look(shown, *(article(n, text) for n, text in texts.items()))

    (change,) = news.changes()
    assert (change.kind, change.title, report.failed) == (Kind.NEW, "第4号新闻稿", 4)
    assert change.circumstances[Circumstance.LISTED] == "excerpt, cut"


async def test_a_mask_that_stays_is_an_alarm(pages: Watch) -> None:
    texts = {ONE: "甲。", TWO: "乙。", THREE: "丙。"}
    await pages.look(*(page(url, text) for url, text in texts.items()))
    for _ in range(3):
        await pages.look(*(page(url, "系统维护中。") for url in texts))
    assert [alert.type for alert in pages.alerts()] == ["source.blocked"]


async def test_two_documents_that_come_to_say_the_same_are_two_edits(pages: Watch) -> None:
    await pages.look(page(ONE, "甲。"), page(TWO, "乙。"))
    await pages.look(page(ONE, "丙。"), page(TWO, "丙。"))
    assert pages.kinds() == [Kind.EDITED, Kind.EDITED]


async def test_an_interrupted_check_believes_nothing(pages: Watch, store: Store) -> None:
    await pages.look(page(ONE, OLD), page(TWO, OLD))
    report = await pages.look(page(ONE, NEW), FetchError("the crawl was cut short"))

    assert (report.outcome, report.message) == (Outcome.INTERRUPTED, "the crawl was cut short")
    assert (pages.kinds(), len(pages.texts(ONE))) == ([], 1)
    assert store.sources.get("pages").health is Health.OK  # type: ignore[union-attr]

    await pages.look(page(ONE, NEW), page(TWO, OLD))
    assert pages.kinds() == [Kind.EDITED]
    assert len(pages.alerts()) == 1


async def test_a_check_that_is_cancelled_is_written_down_as_interrupted(
    pages: Watch, store: Store
) -> None:
    class Stopped(BaseException):
        pass

    def stop(now: object) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        await pages.look(page(ONE, OLD), stop)  # type: ignore[arg-type]
    assert store.checks.close_unfinished(now=pages.clock.now) == []
    assert pages.texts(ONE) == []


# Documents that go and come back


async def test_removed_after_three_signs_an_hour_apart_and_never_before(pages: Watch) -> None:
    first = await pages.look(page(ONE, OLD), page(TWO, OLD))
    sign = await pages.look(gone(ONE), page(TWO, OLD))
    await pages.look(gone(ONE), page(TWO, OLD), after=timedelta(minutes=20))
    await pages.look(gone(ONE), page(TWO, OLD), after=timedelta(minutes=40))
    assert (pages.kinds(), _state(pages, ONE)) == ([], State.MISSING)

    [change] = (await pages.look(gone(ONE), page(TWO, OLD))).changes
    assert change.kind is Kind.REMOVED
    assert (change.last_seen, change.first_seen) == (first.started_at, sign.started_at)
    assert change.evidence_before
    assert _state(pages, ONE) is State.REMOVED
    assert pages.texts(ONE) == [OLD.replace("\n", "\n\n")]


async def test_a_document_that_was_only_missing_is_live_again_without_a_word(pages: Watch) -> None:
    await pages.look(page(ONE, OLD), page(TWO, OLD))
    await pages.look(gone(ONE), page(TWO, OLD))
    await pages.look(page(ONE, OLD), page(TWO, OLD))
    assert (pages.kinds(told=False), _state(pages, ONE)) == ([], State.LIVE)


async def test_a_host_that_has_nothing_at_all_removes_nothing(pages: Watch) -> None:
    await pages.look(page(ONE, OLD), page(TWO, OLD))
    for _ in range(5):
        await pages.look(gone(ONE), gone(TWO))
    assert (pages.kinds(), _state(pages, ONE)) == ([], State.LIVE)

    [change] = (await pages.look(page(ONE, NEW), page(TWO, OLD))).changes
    assert change.failed_checks == 5


async def test_the_only_page_of_a_host_is_removed_where_its_front_page_answers(
    pages: Watch,
) -> None:
    await pages.look(page(ONE, OLD))
    for _ in range(3):
        await pages.look(gone(ONE), front_page())
    assert pages.kinds() == [Kind.REMOVED]


async def test_410_needs_no_other_page_to_be_believed(pages: Watch) -> None:
    await pages.look(page(ONE, OLD))
    for _ in range(3):
        await pages.look(gone(ONE, status=410))
    assert pages.kinds() == [Kind.REMOVED]


@pytest.mark.parametrize(("text", "edits"), [(OLD, 0), (NEW, 1)])
async def test_a_removed_document_that_comes_back_is_restored_same_or_edited(
    pages: Watch, text: str, edits: int
) -> None:
    pages.become(confirm=Confirmation(times=1))
    await pages.look(page(ONE, OLD), page(TWO, OLD))
    removed = await pages.look(gone(ONE), page(TWO, OLD))
    report = await pages.look(page(ONE, text), page(TWO, OLD))

    [change] = report.changes
    assert (change.kind, len(change.edits)) == (Kind.RESTORED, edits)
    assert (change.last_seen, change.first_seen) == (removed.started_at, report.started_at)
    assert len(pages.texts(ONE)) == 1 + edits


async def test_removed_documents_whose_server_says_unmodified_are_restored(pages: Watch) -> None:
    pages.become(confirm=Confirmation(times=1))
    texts = {ONE: "甲。", TWO: "乙。", THREE: "丙。"}
    await pages.look(page(FOUR, OLD), *(page(url, text) for url, text in texts.items()))
    await pages.look(page(FOUR, OLD), *(gone(url) for url in texts))
    await pages.look(page(FOUR, OLD), *(unmodified(url) for url in texts))
    assert pages.kinds() == [Kind.REMOVED] * 3 + [Kind.RESTORED] * 3


# Forms and readers


async def test_an_excerpt_becomes_an_article_silently(news: Watch) -> None:
    await news.look(listing(excerpt(1)))
    report = await news.look(listing(excerpt(1)), article(1, "全文在此。\n共两段。"))

    assert (report.changes, news.kinds(told=False)) == ((), [])
    assert news.texts(f"{SITE}/zh/1/") == ["正文……", "全文在此。\n\n共两段。"]


async def test_the_excerpt_of_an_article_that_is_known_is_a_sighting_and_no_edit(
    news: Watch,
) -> None:
    await news.look(listing(excerpt(1)), article(1))
    await news.look(listing(excerpt(1, "改写的摘要……", title="改写的标题")))
    assert news.kinds(told=False) == []


async def test_an_excerpt_that_is_all_there_is_is_compared_with_itself(news: Watch) -> None:
    await news.look(listing(excerpt(1)))
    await news.look(listing(excerpt(1, "改写的摘要……")))
    assert news.kinds() == [Kind.EDITED]


def _two_parts(text: str, foot: str) -> bytes:
    return (
        "<!doctype html><html lang='zh'><main><h1>关于签证的通知</h1>"
        f"<p>{text}</p><p class='foot'>{foot}</p></main></html>"
    ).encode()


async def test_when_our_eyes_change_nobody_is_alerted_while_a_true_change_is_told(
    pages: Watch,
) -> None:
    await pages.look(came(ONE, _two_parts("甲。", "页脚")), came(TWO, _two_parts("乙。", "页脚")))
    pages.become(options=dict(pages.source.options) | {"select": ["main p:not(.foot)"]})

    by_new_eyes = {"select": "main p:not(.foot)"}
    report = await pages.look(
        came(ONE, _two_parts("甲。", "页脚"), **by_new_eyes),
        came(TWO, _two_parts("乙，改了。", "页脚"), **by_new_eyes),
    )

    [change] = report.changes
    assert (change.kind, change.url) == (Kind.EDITED, TWO)
    assert [(hunk.before, hunk.after) for hunk in change.edits[0].hunks] == [("乙。", "乙，改了。")]
    assert pages.texts(ONE) == ["甲。\n\n页脚", "甲。"]
    assert pages.texts(TWO) == ["乙。\n\n页脚", "乙。", "乙，改了。"]


async def test_new_eyes_ask_for_pages_whole(pages: Watch) -> None:
    await pages.look(came(ONE, html(OLD), etag='"1"'))
    await pages.look(unmodified(ONE))
    assert [known.etag for known in pages.orders[-1].known] == ['"1"']

    pages.become(options=dict(pages.source.options) | {"remove": ["aside"]})
    await pages.look(page(ONE, OLD))
    assert [known.etag for known in pages.orders[-1].known] == [""]


async def test_eyes_that_read_the_same_add_nothing_to_the_history(pages: Watch) -> None:
    await pages.look(page(ONE, OLD))
    pages.become(options=dict(pages.source.options) | {"remove": ["aside"]})
    report = await pages.look(page(ONE, OLD))
    assert (report.unchanged, len(pages.texts(ONE))) == (1, 1)

    again = await pages.look(page(ONE, OLD, noise="另一个"))
    assert again.unchanged == 1


async def test_the_page_of_a_snapshot_stays_readable_whatever_noise_follows(pages: Watch) -> None:
    """A page whose first look was cut short has its snapshot from a later one of equal reading."""
    await pages.look(page(ONE, OLD, noise="1"), FetchError("the crawl was cut short"))
    for view in range(2, 6):
        await pages.look(page(ONE, OLD, noise=str(view)))
    pages.become(options=dict(pages.source.options) | {"remove": ["aside"]})

    await pages.look(page(ONE, NEW, noise="7"))
    assert pages.kinds() == [Kind.EDITED]


# 304 and the plan


async def test_a_document_that_is_not_modified_is_unchanged(pages: Watch) -> None:
    await pages.look(page(ONE, OLD))
    report = await pages.look(unmodified(ONE))
    assert (report.outcome, report.unchanged, report.changes) == (Outcome.OK, 1, ())


async def test_a_listing_that_is_not_modified_still_means_its_items(
    news: Watch, store: Store
) -> None:
    at = f"{SITE}/zh/news/"
    await news.look(listing(excerpt(1), excerpt(2)), article(1))
    await news.look(failed(at, role="listing"))
    kept = {known.url: known.reading for known in news.orders[-1].known}[at]
    assert kept == shown(excerpt(1), excerpt(2))

    report = await news.look(unmodified(at, kept, role="listing"))
    assert (report.outcome, report.changes) == (Outcome.OK, ())
    known = store.addresses.document("news", f"{SITE}/zh/2/")
    assert store.documents.standing(known["id"]).last_seen == report.started_at  # type: ignore[index]


async def test_what_is_due_goes_by_the_age_of_the_last_news(pages: Watch) -> None:
    async def look(after: timedelta) -> bool:
        await pages.look(*answers, after=after)
        return pages.due() == {ONE}

    answers = [page(ONE, OLD)]
    await look(HOUR)
    assert await look(HOUR)  # young: with every check
    assert await look(10 * DAY)
    answers = []
    assert not await look(5 * HOUR)  # 10 days old: every six hours
    answers = [page(ONE, OLD)]
    assert await look(HOUR)
    assert await look(100 * DAY)
    answers = []
    assert not await look(20 * HOUR)  # 110 days old: daily
    assert await look(4 * HOUR)


async def test_a_full_check_asks_for_everything_whatever_its_age(pages: Watch) -> None:
    await pages.look(page(ONE, OLD))
    await pages.look(page(ONE, OLD), after=10 * DAY)
    await pages.look(page(ONE, OLD), after=HOUR, full=True)
    assert pages.due() == {ONE}


async def test_a_check_with_nothing_due_is_no_trouble_and_mends_none(
    pages: Watch, store: Store
) -> None:
    await pages.look(page(ONE, OLD))
    await pages.look(page(ONE, OLD), after=10 * DAY)
    for _ in range(4):
        report = await pages.look(after=HOUR)
        assert report.outcome is Outcome.OK
    await pages.look(failed(ONE), after=HOUR / 2, full=True)
    await pages.look(after=HOUR / 4)

    assert pages.alerts() == []
    record = store.sources.get("pages")
    assert record is not None
    assert (record.health, record.failures) == (Health.DOWN, 1)


async def test_a_first_crawl_that_asked_nothing_is_trouble(pages: Watch) -> None:
    assert (await pages.look()).outcome is Outcome.DOWN


async def test_budget_and_manners_are_part_of_the_order(pages: Watch) -> None:
    pages.become(delay=timedelta(seconds=7), user_agent="docwatch (desk@example.org)")
    await pages.look(page(ONE, OLD), budget=3)
    [order] = pages.orders
    assert (order.budget, order.delay) == (3, 7.0)
    assert order.user_agent == "docwatch (desk@example.org)"


# Slices


async def test_a_first_run_that_was_cut_goes_on_where_it_stopped(news: Watch, store: Store) -> None:
    every = [excerpt(number) for number in range(450)]
    report = await news.look(
        listing(*every), *(article(number) for number in range(230)), FetchError("cut short")
    )
    taken_in = report.baseline
    assert (report.outcome, taken_in >= 200) == (Outcome.INTERRUPTED, True)
    assert store.sources.counts("news").documents == taken_in

    rest = [article(number) for number in range(taken_in, 450)]
    report = await news.look(listing(*every), *rest, after=timedelta(minutes=5))
    assert news.due() == set()
    assert (report.outcome, report.baseline) == (Outcome.OK, 450 - taken_in)
    assert news.kinds(told=False) == []
    assert store.sources.counts("news").documents == 450


async def test_a_first_run_gets_on_though_it_is_always_cut_short(news: Watch) -> None:
    every = [excerpt(number) for number in range(450)]
    done = 0
    for _ in range(3):
        some = (article(number) for number in range(done, done + 60))
        report = await news.look(listing(*every), *some, FetchError("cut short"))
        done += report.baseline
    assert done >= 3 * 40


async def test_a_slice_takes_in_nothing_that_is_news(news: Watch) -> None:
    await news.look(listing(excerpt(0)))
    every = [excerpt(number) for number in range(210)]
    report = await news.look(listing(*every), *(article(number) for number in range(210)))
    assert len(report.changes) == 209
    assert {change.kind for change in report.changes} == {Kind.NEW}


async def test_a_document_of_a_slice_that_comes_twice_is_not_edited(news: Watch) -> None:
    every = [article(number) for number in range(210)]
    twin = article(3, "另一种写法。", url=f"{SITE}/zh/3/?view=print")
    report = await news.look(listing(*(excerpt(n) for n in range(210))), *every, twin)
    assert (report.changes, news.kinds(told=False)) == ((), [])


# Alerts


async def test_many_changes_of_one_kind_are_one_grouped_alert(news: Watch) -> None:
    await news.look(listing(excerpt(0)))
    await news.look(listing(*(excerpt(number) for number in range(26))))
    [alert] = news.alerts()
    assert (alert.type, alert.total, len(alert.changes)) == ("changes.grouped", 25, 20)


async def test_a_source_that_breaks_is_told_once_and_once_when_it_mends(pages: Watch) -> None:
    good = await pages.look(page(ONE, OLD))
    for _ in range(6):
        await pages.look(failed(ONE))
    for _ in range(2):
        await pages.look(page(ONE, OLD))

    broke, mended = pages.alerts()
    assert (broke.type, mended.type) == ("source.down", "source.recovered")
    assert broke.since == good.ended_at
    assert "status 500" in broke.text


async def test_trouble_shorter_than_the_alarm_is_not_told(pages: Watch) -> None:
    for _ in range(3):
        await pages.look(page(ONE, OLD))
        await pages.look(failed(ONE))
        await pages.look(failed(ONE))
    assert pages.alerts() == []


# Nothing is lost


@pytest.mark.parametrize("lame", ["alerts", "end", "changes", "sources"])
async def test_a_crash_inside_the_conclusion_leaves_the_record_as_it_was(
    pages: Watch, store: Store, monkeypatch: pytest.MonkeyPatch, lame: str
) -> None:
    await pages.look(page(ONE, OLD), page(TWO, OLD))
    verb = {
        "alerts": (store.outbox, "put"),
        "end": (store.checks, "end"),
        "changes": (store.changes, "add"),
        "sources": (store.sources, "concluded"),
    }[lame]

    def crash(*args: object, **kwargs: object) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(*verb, crash)
        with pytest.raises(StoreError, match="disk is full"):
            await pages.look(page(ONE, NEW), page(TWO, NEW, noise="2"))
    assert (pages.kinds(told=False), pages.alerts()) == ([], [])
    assert len(pages.texts(ONE)) == 1

    await pages.look(page(ONE, NEW), page(TWO, NEW, noise="2"))
    assert pages.kinds() == [Kind.EDITED, Kind.EDITED]
    [alert] = pages.alerts()
    assert alert.total == 2


async def test_an_alert_stands_in_the_record_in_the_moment_its_change_does(
    pages: Watch, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another reader of the file never sees a change whose alert is not owed yet."""
    put = Outbox.put
    before: list[int] = []

    def looked_at(outbox: Outbox, alerts: tuple[Alert, ...]) -> None:
        other = Store(store.path)
        before.append(len(other.changes.recent()))
        other.close()
        put(outbox, alerts)

    await pages.look(page(ONE, OLD))
    monkeypatch.setattr(Outbox, "put", looked_at)
    await pages.look(page(ONE, NEW))

    assert set(before) == {0}
    assert len(pages.alerts()) == 1


async def test_identities_find_a_document_at_another_address(news: Watch, store: Store) -> None:
    await news.look(listing(excerpt(1)), article(1))
    elsewhere = document(1, url=f"{SITE}/zh/2026/1/")
    report = await news.look(listing(elsewhere))
    assert (report.baseline, report.changes) == (0, ())
    assert store.sources.counts("news").documents == 1


async def test_one_post_id_on_two_living_documents_makes_them_two(news: Watch) -> None:
    """A number that was given away again, or a site that gives all its pages one."""
    await news.look(listing(excerpt(1)), article(1))
    same = document(1).identities
    report = await news.look(
        listing(excerpt(2, identities=same), excerpt(1)),
        article(2, "另一份声明。", identities=same),
        article(1),
    )

    assert [(change.kind, change.title) for change in report.changes] == [(Kind.NEW, "第2号新闻稿")]
    assert news.store.sources.counts("news").documents == 2


async def test_an_older_document_that_moves_up_a_listing_is_not_new(news: Watch) -> None:
    """The places of those that left are filled from below, with what had been there before."""
    await news.look(listing(excerpt(5), excerpt(4), excerpt(3)))
    report = await news.look(listing(excerpt(6), excerpt(5), excerpt(2), excerpt(1)), gone(_at(4)))

    assert [change.title for change in report.changes] == ["第6号新闻稿"]
    assert report.baseline == 2


async def test_a_document_at_the_end_of_a_listing_that_nobody_left_is_new(news: Watch) -> None:
    await news.look(listing(excerpt(1), excerpt(2)))
    report = await news.look(listing(excerpt(1), excerpt(2), excerpt(3)))

    assert [change.title for change in report.changes] == ["第3号新闻稿"]


async def test_who_only_got_another_address_makes_room_for_nobody(news: Watch) -> None:
    await news.look(listing(excerpt(1), excerpt(2)), article(1, OLD), article(2))
    moved = document(44, OLD, title="第1号新闻稿")
    report = await news.look(
        listing(moved, excerpt(2), excerpt(3)), forwarded(_at(1), 44, OLD), article(2), article(3)
    )

    assert (Kind.NEW, "第3号新闻稿") in [(change.kind, change.title) for change in report.changes]


async def test_a_listing_of_which_nothing_is_left_shows_what_came_since(news: Watch) -> None:
    """After weeks in which nobody looked, say."""
    await news.look(listing(excerpt(2), excerpt(1)))
    report = await news.look(listing(excerpt(4), excerpt(3)), after=500 * HOUR)

    assert [change.title for change in report.changes] == ["第4号新闻稿", "第3号新闻稿"]


async def test_a_document_that_is_missing_is_asked_for_at_all_its_addresses(news: Watch) -> None:
    await news.look(listing(excerpt(1)), article(1))
    elsewhere = f"{SITE}/zh/2026/1/"
    await news.look(listing(excerpt(1)), article(1, url=elsewhere))
    await news.look(listing(excerpt(2)), gone(_at(1)))
    assert news.due() == {_at(1)}

    await news.look(listing(excerpt(2)))
    assert {_at(1), elsewhere} <= news.due()


def _at(number: int) -> str:
    return document(number).url


def _bodies(*bodies: bytes) -> list[str]:
    return [sha256(body) for body in bodies]


def _state(watch: Watch, url: str) -> State:
    known = watch.store.addresses.document(watch.source.name, url)
    assert known is not None
    return watch.store.documents.standing(known["id"]).state
