"""What is asked follows from the order, from what is known, and from what the answers lead to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from crawler.items import Document, Finding, Known, Link, Order, Page, Reading, Verdict
from crawler.spiders.plan import Plan

HOME = "https://site.example.org"


def plan(
    *known: Known,
    most_pages: int | None = None,
    is_own: Callable[[str], bool] = lambda _: True,
    of_record: Callable[[Link], Link] = lambda link: link,
    **order: Any,
) -> Plan:
    return Plan(
        Order(source="test", spider="links", options={}, known=known, **order),
        {one.url: one for one in known},
        most_pages=most_pages,
        is_own=is_own,
        of_record=of_record,
    )


def entry(path: str) -> Link:
    return Link(f"{HOME}{path}", "listing", "listing:zh")


def asked(plan: Plan) -> list[str]:
    """What is asked now, one after the other, as paths."""
    found = []
    while (one := plan.pop()) is not None:
        found.append(one.url.removeprefix(HOME))
    return found


def answer(plan: Plan, *links: Link, documents: tuple[str, ...] = (), ends: bool = True) -> Reading:
    """Take the next, and let its page lead to these links; what the plan makes of it."""
    one = plan.pop()
    assert one is not None
    listed = tuple(Document(url=f"{HOME}{path}", title="x") for path in documents)
    reading = Reading(follow=links, documents=listed, interface=one.interface, ends=ends)
    reading = plan.follow_all(reading, base=one.url)
    at = datetime(2026, 11, 21, tzinfo=UTC)
    page = Page(url=one.url, fetched_at=at, verdict=Verdict.OK)
    plan.answered(one, Finding(page=page, role=one.role, reading=reading))
    return reading


def test_documents_wait_until_every_listing_has_answered() -> None:
    both = plan()
    both.begin((entry("/a"), entry("/b")))

    answer(both, Link("/1"))
    last = both.pop()
    assert last is not None
    assert both.pop() is None, "the second listing is under way"
    at = datetime(2026, 11, 21, tzinfo=UTC)
    page = Page(url=last.url, fetched_at=at, verdict=Verdict.OK)
    finding = both.answered(last, Finding(page=page, role="listing"))

    assert finding.ahead == 1
    assert asked(both) == ["/1"]


def test_where_pages_are_counted_the_first_new_one_is_asked_and_the_last_one_ends_it() -> None:
    counted = plan(most_pages=2)
    counted.begin((entry("/list"),))
    pages = (Link("/list", "listing"), Link("/list?2", "listing"), Link("/list?3", "listing"))

    assert not answer(counted, *pages).ends
    assert answer(counted, *pages).ends
    assert asked(counted) == []


def test_a_resting_interface_is_not_asked_and_what_is_due_is_asked_by_itself() -> None:
    due, idle = Known(url=f"{HOME}/due", due=True), Known(url=f"{HOME}/idle")
    foreign = Known(url="https://else.example.org/", due=True, answered=False)
    resting = plan(due, idle, foreign, is_own=lambda url: HOME in url, resting=("listing:zh",))
    resting.begin((entry("/list"),))

    assert asked(resting) == ["/due"]


def test_a_brief_visit_turns_no_page_where_the_first_shows_nothing_new() -> None:
    known = Known(url=f"{HOME}/1")
    brief = plan(known, brief=("listing:zh",))
    brief.begin((entry("/list"),))
    one = brief.pop()
    assert one is not None
    shown = Reading(
        documents=(Document(url=f"{HOME}/1", title="x"),),
        follow=(Link("/list?2", "listing"),),
        interface="listing:zh",
        ordered=True,
    )

    assert brief.follow_all(shown, base=one.url).follow == ()
    news = replace(shown, documents=(Document(url=f"{HOME}/2", title="x"),))
    assert brief.follow_all(news, base=one.url).follow == news.follow


def test_a_link_is_asked_where_the_record_has_it() -> None:
    recorded = plan(of_record=lambda link: replace(link, url=f"{link.url}.pdf"))
    recorded.begin(())
    recorded.follow(Link("/1"), base=f"{HOME}/")

    assert asked(recorded) == ["/1.pdf"]


def test_who_left_the_listing_is_asked_by_itself() -> None:
    before = Reading(documents=tuple(Document(url=f"{HOME}/{n}", title="x") for n in "12"))
    shown = Known(url=f"{HOME}/list", role="listing", reading=before)
    left = plan(shown, *(Known(url=f"{HOME}/{n}") for n in "12"))
    left.begin((entry("/list"),))

    answer(left, documents=("/1",))

    assert asked(left) == []
    assert left.add_leavers()
    assert asked(left) == ["/2"]
    assert not left.add_leavers()
