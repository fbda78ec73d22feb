"""What happens to documents over months: turns, moves, doubts, printings, kin."""

from dataclasses import replace
from datetime import datetime

import pytest

from crawler.items import Finding, Identity, Verdict
from crawler.reading import symbols
from monitor.model import CheckReport, Circumstance, Kind, Outcome, State, Weight
from tests.monitor.check.watch import (
    HOUR,
    ONE,
    SITE,
    THREE,
    TWO,
    Answer,
    Watch,
    article,
    excerpt,
    failed,
    forwarded,
    front_page,
    gone,
    listing,
    page,
    unmodified,
)

A, B, C = "会议定于十月举行。", "会议定于十一月举行。", "会议推迟到明年举行。"
DAY = 24 * HOUR
LONG = "\n".join(
    f"第{n}段：代表团重申支持理事会的工作，并欢迎本届会议的各项成果。" for n in range(12)
)
SHORT = LONG.split("\n")[0]
MOVED = f"{SITE}/zh/neu/"


def _at(number: int) -> str:
    return f"{SITE}/zh/{number}/"


def _kinds(report: CheckReport) -> list[Kind]:
    return [change.kind for change in report.changes]


# Turns


async def test_an_edit_that_is_taken_back_names_the_version_that_stands_again(pages: Watch) -> None:
    await pages.look(page(ONE, A))
    first = pages.store.snapshots.of(pages.store.documents.search(ONE)[0].id)[0]
    await pages.look(page(ONE, B))
    await pages.look(page(ONE, A))

    there, back = pages.changes()
    assert (there.kind, back.kind) == (Kind.EDITED, Kind.EDITED)
    assert Circumstance.RETURNS_TO not in there.circumstances
    assert back.circumstances[Circumstance.RETURNS_TO] == str(first.id)


async def test_a_page_that_goes_back_and_forth_is_told_to_flap_once(pages: Watch) -> None:
    for text in (A, B, A, B, A, B, A, B):
        await pages.look(page(ONE, text))

    assert pages.kinds() == [Kind.EDITED, Kind.EDITED, Kind.FLAPPING]
    assert pages.kinds(told=False) == [Kind.EDITED, Kind.EDITED, Kind.FLAPPING]
    assert set(pages.texts(ONE)) == {A, B}


async def test_a_flapping_page_makes_no_snapshot_more_however_long_it_flaps(pages: Watch) -> None:
    for text in (A, B) * 20:
        await pages.look(page(ONE, text))

    assert len(pages.texts(ONE)) == 4


async def test_a_third_variant_of_a_flapping_page_is_news_and_so_is_its_end(pages: Watch) -> None:
    for text in (A, B, A, B, A):
        await pages.look(page(ONE, text))
    third = await pages.look(page(ONE, C))
    back = await pages.look(page(ONE, A))

    assert _kinds(third) == [Kind.EDITED]
    assert _kinds(back) == [Kind.EDITED]


async def test_turns_that_are_weeks_apart_are_edits(pages: Watch) -> None:
    for text in (A, B, A, B, A):
        await pages.look(page(ONE, text), after=8 * DAY)

    assert pages.kinds() == [Kind.EDITED] * 4


async def test_a_page_that_stood_still_for_a_week_may_be_edited_back(pages: Watch) -> None:
    for text in (A, B, A, B, A):
        await pages.look(page(ONE, text))
    for _ in range(9):
        await pages.look(page(ONE, A), after=DAY)
    edited = await pages.look(page(ONE, B))

    assert _kinds(edited) == [Kind.EDITED]


async def test_punctuation_that_goes_back_and_forth_is_recorded_once(pages: Watch) -> None:
    for text in ("会议:十月举行", "会议：十月举行") * 4:
        await pages.look(page(ONE, text))

    assert pages.kinds(told=False) == [Kind.TYPOGRAPHIC]


# Moves


async def test_an_address_that_leads_to_the_same_document_elsewhere_is_a_move(news: Watch) -> None:
    await news.look(listing(excerpt(1)), article(1, LONG))
    report = await news.look(forwarded(_at(1), 1, LONG, url=MOVED))

    (change,) = report.changes
    assert (change.kind, change.url) == (Kind.MOVED, MOVED)
    assert change.circumstances[Circumstance.MOVED_FROM] == _at(1)
    assert _kinds(await news.look(article(1, LONG, url=MOVED))) == []
    assert news.store.sources.counts("news").documents == 1


async def test_a_move_with_other_words_shows_them(news: Watch) -> None:
    await news.look(listing(excerpt(1)), article(1, A))
    report = await news.look(forwarded(_at(1), 1, B, url=MOVED))

    (change,) = report.changes
    assert (change.kind, change.weight) == (Kind.MOVED, Weight.SUBSTANTIVE)
    assert change.edits


@pytest.mark.parametrize(
    "other",
    [
        SITE.replace("https://", "http://") + "/zh/1/",
        SITE.replace("https://", "https://www.") + "/zh/1",
        f"{SITE}/zh/1/?session=77",
    ],
)
async def test_another_spelling_of_an_address_is_no_move(news: Watch, other: str) -> None:
    await news.look(listing(excerpt(1)), article(1, LONG))
    report = await news.look(forwarded(_at(1), 1, LONG, url=other))

    assert _kinds(report) == []


async def test_a_renamed_article_is_found_at_its_new_address_when_the_old_one_is_gone(
    news: Watch,
) -> None:
    await news.look(listing(excerpt(1)), article(1, LONG))
    report = await news.look(
        listing(excerpt(1, url=MOVED)), article(1, LONG, url=MOVED), gone(_at(1))
    )

    assert _kinds(report) == [Kind.MOVED]
    assert news.store.documents.search(MOVED)[0].state is State.LIVE


async def test_a_renamed_article_with_another_title_is_known_by_where_its_old_address_leads(
    news: Watch,
) -> None:
    await news.look(listing(excerpt(1)), article(1, LONG))
    new = {"url": MOVED, "title": "更正后的标题"}
    report = await news.look(
        listing(excerpt(1, **new)), article(1, LONG, **new), forwarded(_at(1), 1, LONG, **new)
    )

    assert _kinds(report) == [Kind.MOVED]


async def test_what_vanished_is_known_again_by_its_text(news: Watch) -> None:
    """Another installation: other address, other number; the words are the same."""
    await news.look(listing(excerpt(1), excerpt(2)), article(1, LONG), article(2, C))
    await news.look(listing(excerpt(2)), gone(_at(1)), unmodified(_at(2)))
    report = await news.look(
        listing(excerpt(9), excerpt(2)), article(9, LONG, title="第1号新闻稿"), gone(_at(1))
    )

    assert _kinds(report) == [Kind.MOVED]
    assert report.changes[0].circumstances[Circumstance.MOVED_FROM] == _at(1)


async def test_a_second_document_of_the_same_words_is_no_move_while_the_first_stands(
    news: Watch,
) -> None:
    await news.look(listing(excerpt(1)), article(1, LONG))
    report = await news.look(listing(excerpt(2), excerpt(1)), article(2, LONG), article(1, LONG))

    assert _kinds(report) == [Kind.NEW]


async def test_an_address_that_leads_to_something_else_is_an_absence(news: Watch) -> None:
    await news.look(listing(excerpt(1), excerpt(2)), article(1, LONG), article(2, C))
    for _ in range(3):
        await news.look(
            listing(excerpt(2)), forwarded(_at(1), 7, B, title="签证"), unmodified(_at(2))
        )

    assert news.kinds() == [Kind.REMOVED]
    seen = news.changes()[0].circumstances[Circumstance.SEEN]
    assert seen == f"leads to {_at(7)}, where something else stands"


async def test_an_address_that_leads_to_another_known_document_is_an_absence(news: Watch) -> None:
    await news.look(listing(excerpt(1), excerpt(2)), article(1, LONG), article(2, C))
    report = await news.look(listing(excerpt(2)), forwarded(_at(1), 2, C), article(2, C))

    assert _kinds(report) == []
    assert news.store.documents.search(_at(1))[0].state is State.MISSING
    assert news.texts(_at(1))[-1] == LONG.replace("\n", "\n\n")


async def test_two_addresses_of_one_document_become_one_document(news: Watch) -> None:
    short = f"{SITE}/?p=1"
    mine = (Identity("slug", "a"),)
    await news.look(
        listing(excerpt(1, url=short, identities=(), title="甲"), excerpt(1, identities=mine)),
        article(1, LONG, identities=mine),
    )
    report = await news.look(forwarded(short, 1, LONG, identities=mine))

    assert _kinds(report) == []
    assert news.store.sources.counts("news").documents == 1
    assert news.store.documents.search(short)[0].url == _at(1)


async def test_hosts_out_of_step_are_told_to_have_moved_a_page_twice_a_week_at_most(
    news: Watch,
) -> None:
    mirror = "https://mirror.example.org/zh/1/"
    await news.look(listing(excerpt(1)), article(1, LONG))
    for _ in range(5):
        await news.look(forwarded(_at(1), 1, LONG, url=mirror))
        await news.look(forwarded(mirror, 1, LONG))

    assert news.kinds() == [Kind.MOVED, Kind.MOVED]


@pytest.mark.parametrize(
    "spelled", ["http://site.example.org/zh/{}", "https://www.site.example.org/zh/{}/"]
)
async def test_a_site_that_spells_its_addresses_otherwise_has_nothing_new(
    news: Watch, spelled: str
) -> None:
    """Where nothing else but the address names a document; one of them is edited meanwhile."""
    bare = {"identities": ()}
    new = {n: bare | {"url": spelled.format(n)} for n in (1, 2)}
    await news.look(listing(*(excerpt(n, **bare) for n in (1, 2))),
                    *(article(n, f"{n}{LONG}", **bare) for n in (1, 2)))  # fmt: skip
    shown = listing(*(excerpt(n, **new[n]) for n in (1, 2)))
    edited = f"2{LONG}\n{A}"
    await news.look(shown, unmodified(_at(1)), article(2, edited, **bare),
                    article(1, f"1{LONG}", **new[1]), article(2, edited, **new[2]))  # fmt: skip

    assert news.kinds(told=False) == [Kind.EDITED]
    assert news.store.sources.counts("news").documents == 2
    await news.look(shown)
    assert news.due() == {new[n]["url"] for n in (1, 2)}


# Notices that are written from one template


def _notice(number: int, **others: object) -> dict[str, object]:
    """Of every day one: of one title and one name, in one text but for the date."""
    return {
        "url": f"{SITE}/zh/2021/02/{number:02}/closed/",
        "title": "闭馆通知",
        "identities": (Identity("slug", "closed"),),
        "dates": {"published": f"2021-02-{number:02}"},
        **others,
    }


def _closed(number: int) -> str:
    return f"本馆将于{number}日闭馆一天。\n{LONG}"


async def test_a_notice_of_one_name_and_title_with_one_before_is_new(news: Watch) -> None:
    """The one before is so old that this check does not ask for it."""
    await news.look(listing(excerpt(1, **_notice(1))), article(1, _closed(1), **_notice(1)))
    both = listing(excerpt(2, **_notice(2)), excerpt(1, **_notice(1)))
    report = await news.look(both, article(2, _closed(2), **_notice(2)), after=5 * DAY)

    assert _kinds(report) == [Kind.NEW]
    assert len(news.texts(str(_notice(1)["url"]))) == 1


@pytest.mark.parametrize("dates", [{}, {"published": "2021-02-01"}])
async def test_a_notice_that_goes_while_the_next_one_comes_is_removed(
    news: Watch, dates: dict[str, str]
) -> None:
    one, two = (_notice(number, identities=(), dates=dates) for number in (1, 2))
    other = excerpt(9)
    await news.look(listing(excerpt(1, **one), other), article(1, _closed(1), **one), article(9, C))
    for _ in range(3):
        await news.look(
            listing(excerpt(2, **two), other), article(2, _closed(2), **two), gone(str(one["url"]))
        )

    assert news.kinds() == [Kind.NEW, Kind.REMOVED]


@pytest.mark.parametrize("is_known", [True, False])
async def test_a_notice_whose_address_leads_to_the_next_one_is_removed(
    news: Watch, is_known: bool
) -> None:
    """Sites lead from what they took off to what is called alike."""
    one, two = _notice(1), _notice(2)
    first = [listing(excerpt(1, **one)), article(1, _closed(1), **one)]
    second = [listing(excerpt(2, **two)), article(2, _closed(2), **two)]
    await news.look(*first, *(second[1:] if is_known else ()))
    for _ in range(3):
        await news.look(*second, forwarded(str(one["url"]), 2, _closed(2), **two))

    assert news.kinds() == [*([] if is_known else [Kind.NEW]), Kind.REMOVED]


# Doubts


async def test_a_page_that_lost_most_of_its_text_is_not_believed_at_once(pages: Watch) -> None:
    await pages.look(page(ONE, LONG), page(TWO, A), page(THREE, B))
    report = await pages.look(page(ONE, SHORT), page(TWO, A), page(THREE, B))
    back = await pages.look(page(ONE, LONG), page(TWO, A), page(THREE, B))

    assert (_kinds(report), _kinds(back)) == ([], [])
    assert report.failed == 1
    assert pages.texts(ONE) == [LONG.replace("\n", "\n\n")]


async def test_a_loss_that_stays_is_told_with_the_time_at_which_it_was_seen_first(
    pages: Watch,
) -> None:
    good = await pages.look(page(ONE, LONG), page(TWO, A), page(THREE, B))
    first = await pages.look(page(ONE, SHORT), page(TWO, A), page(THREE, B))
    for _ in range(2):
        await pages.look(page(ONE, SHORT), page(TWO, A), page(THREE, B))

    (change,) = pages.changes()
    assert change.kind is Kind.EDITED
    assert (change.last_seen, change.first_seen) == (good.started_at, first.started_at)
    assert change.failed_checks == 0


async def test_a_document_that_is_doubted_is_asked_for_with_every_check(pages: Watch) -> None:
    await pages.look(page(ONE, LONG))
    await pages.look(page(ONE, LONG), after=400 * DAY)
    await pages.look(page(ONE, SHORT), after=8 * DAY)
    await pages.look(page(ONE, SHORT))

    assert ONE in pages.due()


async def test_how_much_may_go_is_configured(pages: Watch) -> None:
    pages.become(lost_share=0.95)
    await pages.look(page(ONE, LONG))
    report = await pages.look(page(ONE, SHORT))

    assert _kinds(report) == [Kind.EDITED]


async def test_a_sole_page_that_was_cut_is_a_failed_look(pages: Watch) -> None:
    await pages.look(page(ONE, LONG))
    report = await pages.look(page(ONE, SHORT))

    assert report.outcome is Outcome.DOWN
    assert "characters" in report.message


# The listing


async def test_a_document_that_left_the_listing_and_stands_has_rolled_off(news: Watch) -> None:
    await news.look(listing(excerpt(1), excerpt(2)), article(1, LONG), article(2, C))
    report = await news.look(
        listing(excerpt(3), excerpt(2)), article(3, B), unmodified(_at(1)), unmodified(_at(2))
    )

    assert _kinds(report) == [Kind.NEW, Kind.ROLLED_OFF]
    assert [change.told for change in report.changes] == [True, False]


async def test_nothing_has_rolled_off_where_a_page_of_the_listing_failed(news: Watch) -> None:
    await news.look(listing(excerpt(1), excerpt(2)), article(1, LONG), article(2, C))
    report = await news.look(
        listing(excerpt(2), ends=False),
        failed(f"{SITE}/zh/news/page/2/", role="listing"),
        unmodified(_at(1)),
    )

    assert _kinds(report) == []


async def test_a_removal_says_when_it_was_confirmed_and_what_the_listing_said(news: Watch) -> None:
    await news.look(listing(excerpt(1), excerpt(2)), article(1, LONG), article(2, C))
    await news.look(listing(excerpt(1), excerpt(2)), gone(_at(1)))
    await news.look(listing(excerpt(2)), gone(_at(1)))
    report = await news.look(listing(excerpt(2)), gone(_at(1)))

    (change,) = [each for each in report.changes if each.kind is Kind.REMOVED]
    said = change.circumstances
    assert said[Circumstance.CONFIRMED_AT] == report.started_at.isoformat()
    assert said[Circumstance.LISTING] == "showed it last at 2026-11-21T14:00:00Z"
    assert said[Circumstance.SEEN] == "status 404"


async def test_pages_that_are_all_gone_while_the_listing_shows_them_are_a_broken_site(
    news: Watch,
) -> None:
    numbers = (1, 2, 3, 4)
    shown = listing(*map(excerpt, numbers))
    whole = [article(n, f"第{n}项：{'甲乙丙丁戊'[n]}。") for n in numbers]
    await news.look(shown, *whole)
    broken = [await news.look(shown, *(gone(_at(n)) for n in numbers)) for _ in range(4)]
    mended = await news.look(shown, *whole)

    assert {(each.outcome, each.missing, each.failed) for each in broken} == {(Outcome.DOWN, 0, 4)}
    assert (mended.unchanged, news.kinds()) == (4, [])
    down, recovered = news.alerts()
    assert (down.type, recovered.type) == ("source.down", "source.recovered")
    assert "gone, though the listing shows it; so are 4 at once (4 of 4 pages)" in down.text


async def test_documents_that_go_with_the_listing_s_knowledge_are_removed(news: Watch) -> None:
    numbers = (1, 2, 3, 4)
    await news.look(listing(*map(excerpt, numbers)), *(article(n, f"{n}{LONG}") for n in numbers))
    for _ in range(3):
        await news.look(listing(excerpt(4)), *(gone(_at(n)) for n in numbers[:3]))

    assert news.kinds() == [Kind.REMOVED] * 3


# Printings and kin


def _un(language: str, symbol: str = "A/76/100", **others: object) -> dict[str, object]:
    return {
        "url": f"{SITE}/{language}/{symbol}",
        "language": language,
        "identities": (Identity("symbol", symbol),),
        **others,
    }


async def test_another_printing_under_one_symbol_is_a_reissue(news: Watch) -> None:
    one = _un("zh", fields={"symbol": "A/76/100", "job_number": "21-14823"})
    two = _un("zh", fields={"symbol": "A/76/100", "job_number": "21-15001"})
    await news.look(article(1, LONG, **one))
    report = await news.look(article(1, LONG, **two))

    assert _kinds(report) == [Kind.REISSUED]


async def test_other_words_in_the_same_printing_are_an_edit(news: Watch) -> None:
    one = _un("zh", fields={"symbol": "A/76/100", "job_number": "21-14823"})
    await news.look(article(1, A, **one))
    report = await news.look(article(1, B, **one))

    assert _kinds(report) == [Kind.EDITED]


async def test_a_version_that_appears_later_is_a_translation_and_says_how_much_later(
    news: Watch,
) -> None:
    await news.look(listing(excerpt(1, **_un("en"))), article(1, LONG, **_un("en")))
    await news.look(listing(excerpt(1, **_un("en"))), unmodified(f"{SITE}/en/A/76/100"))
    both = listing(excerpt(1, **_un("en")), excerpt(1, **_un("zh")))
    report = await news.look(both, article(1, LONG, **_un("zh")), after=5 * DAY)

    (change,) = report.changes
    original = news.store.documents.search(f"{SITE}/en/A/76/100")[0]
    assert change.kind is Kind.TRANSLATED
    assert change.circumstances[Circumstance.VERSION_OF] == original.id
    assert change.circumstances[Circumstance.DELAY] == "5 days"


async def test_versions_that_come_together_are_both_new(news: Watch) -> None:
    await news.look(listing(excerpt(9)), article(9, C))
    await news.look(listing(excerpt(9)))
    report = await news.look(
        listing(excerpt(9), excerpt(1, **_un("en")), excerpt(1, **_un("zh"))),
        article(1, LONG, **_un("en")),
        article(1, LONG, **_un("zh")),
    )

    assert _kinds(report) == [Kind.NEW, Kind.NEW]


@pytest.mark.parametrize("suffix", ["Corr.1", "Rev.1", "Add.2", "Amend.1", "Add.1/Corr.1"])
async def test_a_corrigendum_is_linked_to_what_it_corrects(news: Watch, suffix: str) -> None:
    """By its symbol, of which the reader says what it belongs to."""
    base = excerpt(1, **_un("zh"))
    family = symbols.parse(f"A/76/100/{suffix}")
    fields = {"parent": family.parent, "base": family.base}
    correction = _un("zh", f"A/76/100/{suffix}", fields=fields)
    await news.look(listing(base), article(1, LONG, **_un("zh")))
    report = await news.look(
        listing(base, excerpt(2, **correction)), article(2, A, **correction), after=2 * DAY
    )

    (change,) = report.changes
    corrected = news.store.documents.search(f"{SITE}/zh/A/76/100")[0]
    assert change.kind is Kind.CORRECTED
    assert change.circumstances[Circumstance.BASE] == corrected.id


# All of it at once


async def test_an_edit_while_the_site_failed_has_an_interval_that_says_so(pages: Watch) -> None:
    good = await pages.look(page(ONE, A))
    for _ in range(3):
        await pages.look(failed(ONE))
    found = await pages.look(page(ONE, B))

    (change,) = found.changes
    assert (change.last_seen, change.first_seen) == (good.started_at, found.started_at)
    assert change.failed_checks == 3


async def test_nothing_is_missed_where_the_clock_was_a_year_ahead(news: Watch) -> None:
    numbers = (1, 2, 3)
    shown = listing(*map(excerpt, numbers))
    await news.look(shown, *(article(n, A) for n in numbers))
    await news.look(shown, *(article(n, A) for n in numbers), after=365 * DAY)
    first = await news.look(shown, article(1, B), gone(_at(2)), after=-364 * DAY)
    assert news.due() == {_at(n) for n in numbers}
    for _ in range(2):
        await news.look(shown, gone(_at(2)))

    assert news.kinds() == [Kind.EDITED, Kind.REMOVED]
    assert all(change.last_seen == first.started_at for change in news.changes())


async def test_a_removed_document_that_is_back_elsewhere_has_moved(news: Watch) -> None:
    await news.look(listing(excerpt(1), excerpt(2)), article(1, LONG), article(2, C))
    for _ in range(3):
        await news.look(listing(excerpt(2)), gone(_at(1)), unmodified(_at(2)))
    report = await news.look(
        listing(excerpt(1, url=MOVED), excerpt(2)), article(1, LONG, url=MOVED), gone(_at(1))
    )

    assert news.kinds() == [Kind.REMOVED, Kind.MOVED]
    assert _kinds(report) == [Kind.MOVED]


async def test_a_page_that_is_only_watched_is_its_address(pages: Watch) -> None:
    """Where it leads is what it says, whatever that is."""
    await pages.look(page(ONE, A))

    report = await pages.look(_leads(ONE, f"{SITE}/five", B, title="另一页"))

    assert _kinds(report) == [Kind.MOVED]
    assert report.changes[0].edits


def _leads(asked: str, to: str, text: str, **others: str) -> Answer:
    def answer(now: datetime) -> tuple[Finding, bytes]:
        finding, body = page(to, text, **others)(now)
        return replace(finding, page=replace(finding.page, url=asked)), body

    return answer


async def test_a_page_that_the_source_names_is_asked_there_wherever_it_leads(pages: Watch) -> None:
    """Where it leads, and whether it does, may change: nothing of that is to be missed."""
    five = f"{SITE}/five"
    await pages.look(page(ONE, A))
    await pages.look(_leads(ONE, five, A))
    still = await pages.look(_leads(ONE, five, A))
    edited = await pages.look(_leads(ONE, five, B))
    assert pages.due() == {ONE}
    back = await pages.look(page(ONE, C))

    assert pages.kinds() == [Kind.MOVED, Kind.EDITED, Kind.MOVED]
    assert (still.unchanged, [change.url for change in edited.changes]) == (1, [five])
    (change,) = back.changes
    assert (change.url, change.circumstances[Circumstance.MOVED_FROM]) == (ONE, five)
    assert change.edits


async def test_a_named_page_that_leads_to_another_one_stays_a_document(pages: Watch) -> None:
    await pages.look(page(ONE, A), page(TWO, A))
    await pages.look(_leads(ONE, TWO, A), page(TWO, A))
    await pages.look(_leads(ONE, TWO, A), page(TWO, A))
    await pages.look(page(ONE, A), page(TWO, B))

    assert [(each.kind, each.url) for each in pages.changes()] == [
        (Kind.MOVED, TWO),
        (Kind.EDITED, TWO),
    ]
    assert pages.texts(ONE) == [A, A]


async def test_a_named_page_that_is_gone_goes_on_where_it_led(pages: Watch) -> None:
    five = f"{SITE}/five"
    await pages.look(page(ONE, A), page(TWO, C))
    await pages.look(_leads(ONE, five, A), page(TWO, C))
    await pages.look(gone(ONE), page(TWO, C))
    assert pages.store.documents.search(ONE)[0].state is State.MISSING
    for _ in range(4):
        await pages.look(gone(ONE), page(five, A), page(TWO, C))

    assert pages.kinds() == [Kind.MOVED]
    assert pages.due() == {five, TWO}


async def test_a_host_that_is_gone_altogether_moves_and_removes_nothing(news: Watch) -> None:
    await news.look(listing(excerpt(1)), article(1, LONG))
    for _ in range(5):
        await news.look(failed(f"{SITE}/zh/news/", Verdict.GONE, role="listing"), gone(_at(1)))

    assert news.kinds() == []


async def test_a_host_where_everything_is_gone_is_down_and_not_well(pages: Watch) -> None:
    everywhere = [gone(url) for url in (ONE, TWO)]
    front = failed(f"{SITE}/", Verdict.GONE, status=404, role="probe")
    await pages.look(page(ONE, A), page(TWO, B))
    reports = [await pages.look(*everywhere, front) for _ in range(4)]
    await pages.look(page(ONE, A), page(TWO, B))

    assert {(each.outcome, each.failed, each.missing) for each in reports} == {(Outcome.DOWN, 2, 0)}
    assert "gone, and so is all else at its host (2 of 2 pages)" in reports[0].message
    assert [alert.type for alert in pages.alerts()] == ["source.down", "source.recovered"]


async def test_a_page_that_is_gone_from_a_host_that_answers_is_removed(pages: Watch) -> None:
    await pages.look(page(ONE, A))
    for _ in range(3):
        await pages.look(gone(ONE), front_page())

    assert pages.kinds() == [Kind.REMOVED]
