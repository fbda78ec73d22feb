"""Who is told what."""

from dataclasses import replace

import pytest

from monitor.model import Alert, Change, Health, Kind
from monitor.routing import route, route_health, terms_in
from tests.samples import NOON, change, edit, hunk, source


def test_every_channel_of_the_source_is_told_the_changes_of_a_check_at_once():
    changes = [change(1), change(2, Kind.NEW)]

    desk, hook = route(source(), changes, check="k-1", now=NOON)

    assert (desk.channel, hook.channel) == ("desk", "hook")
    assert desk.id != hook.id
    for alert in (desk, hook):
        assert alert.type == "changes.observed"
        assert alert.changes == tuple(changes)
        assert alert.total == 2
        assert (alert.source, alert.check) == ("embassy-news", "k-1")
        assert alert.created_at == NOON


def test_what_is_only_recorded_is_not_told():
    quiet = change(2, Kind.ROLLED_OFF, told=False)

    (alert,) = route(source(notify=("desk",)), [change(1), quiet], check="k-1", now=NOON)

    assert [one.id for one in alert.changes] == ["c-1"]


def test_nothing_to_tell_is_no_alert():
    assert route(source(), [change(told=False)], check="k-1", now=NOON) == ()
    assert route(source(), [], check="k-1", now=NOON) == ()


def test_a_channel_named_twice_is_told_once():
    assert len(route(source(notify=("desk", "desk")), [change()], check="k-1", now=NOON)) == 1


def test_very_many_of_one_kind_become_one_grouped_alert_beside_the_others():
    many = [change(number, Kind.NEW) for number in range(1, 26)]

    observed, grouped = route(source(notify=("desk",)), [*many, change(99)], check="k-1", now=NOON)

    assert observed.type == "changes.observed"
    assert [one.id for one in observed.changes] == ["c-99"]
    assert grouped.type == "changes.grouped"
    assert grouped.total == 25
    assert list(grouped.changes) == many[:20]


def test_as_many_as_the_bound_are_told_one_by_one():
    (alert,) = route(
        source(notify=("desk",), group_over=3), [change(n) for n in range(3)], check="k", now=NOON
    )
    assert alert.type == "changes.observed"


def _footed(number: int, *own: tuple[str, str]) -> Change:
    """A page that got the new footer, and perhaps something of its own."""
    parts = (("=", "正文。"), *own, ("+", "本页由新闻处维护。"))
    return change(number, edits=(edit(hunk(*parts)),))


def test_what_most_of_a_group_have_in_common_is_said_first_and_the_others_stand_on_top():
    many = [_footed(number) for number in range(1, 25)]
    own = _footed(25, ("-", "款项"), ("+", "赠款"))

    (alert,) = route(source(notify=("desk",)), [*many, own], check="k-1", now=NOON)

    assert alert.text == (
        "+本页由新闻处维护。 in 25 of 25; 1 of them differ in more, and are listed first"
    )
    assert alert.changes[0] == own
    assert alert.total == 25


def test_a_group_without_a_common_part_claims_none():
    many = [change(n, edits=(edit(hunk(("=", "第"), ("+", f"{n}号"))),)) for n in range(25)]

    (alert,) = route(source(notify=("desk",)), many, check="k-1", now=NOON)

    assert alert.text == ""


def test_each_kind_has_its_own_group():
    changes = [change(n, kind) for kind in (Kind.NEW, Kind.EDITED) for n in range(3)]

    alerts = route(source(notify=("desk",), group_over=2), changes, check="k-1", now=NOON)

    assert [alert.type for alert in alerts] == ["changes.grouped"] * 2
    assert len({alert.id for alert in alerts}) == 2


def test_the_same_check_routed_again_gives_the_same_ids_at_any_time():
    changes = [change(1), change(2)]
    later = NOON.replace(hour=23)

    first = route(source(), changes, check="k-1", now=NOON)
    again = route(source(), changes, check="k-1", now=later)

    assert [alert.id for alert in first] == [alert.id for alert in again]
    assert all(alert.id.startswith("a-") and len(alert.id) == 18 for alert in first)


def test_the_slices_of_one_check_have_alerts_of_their_own():
    one = route(source(), [change(1)], check="k-1", now=NOON)
    other = route(source(), [change(2)], check="k-1", now=NOON)

    assert {alert.id for alert in one}.isdisjoint(alert.id for alert in other)


def health(before: Health, after: Health, *, alarmed: bool, failures: int) -> tuple[Alert, ...]:
    return route_health(
        source(alarm_after=3),
        before,
        after,
        alarmed=alarmed,
        failures=failures,
        check="k-9",
        now=NOON,
        since=NOON,
        message="503 Service Unavailable",
    )


def test_a_source_alarms_when_its_failures_reach_the_bound_and_not_before():
    assert health(Health.OK, Health.DOWN, alarmed=False, failures=1) == ()
    assert health(Health.DOWN, Health.DOWN, alarmed=False, failures=2) == ()

    desk, hook = health(Health.DOWN, Health.DOWN, alarmed=False, failures=3)

    assert (desk.type, hook.type) == ("source.down", "source.down")
    assert "the last 3 checks failed" in desk.text
    assert "503 Service Unavailable" in desk.text
    assert desk.since == NOON
    assert desk.id != hook.id


def test_a_lowered_bound_alarms_late_rather_than_never():
    assert len(health(Health.DOWN, Health.DOWN, alarmed=False, failures=7)) == 2


@pytest.mark.parametrize("trouble", [Health.DOWN, Health.BLOCKED, Health.UNREADABLE])
def test_each_trouble_has_its_name(trouble):
    assert f"source.{trouble}" == health(trouble, trouble, alarmed=False, failures=3)[0].type


def test_another_kind_of_trouble_is_no_new_alarm():
    assert health(Health.DOWN, Health.BLOCKED, alarmed=True, failures=4) == ()
    assert health(Health.DOWN, Health.DOWN, alarmed=True, failures=5) == ()


def test_a_source_recovers_if_and_only_if_it_had_alarmed():
    assert health(Health.DOWN, Health.OK, alarmed=False, failures=0) == ()

    recovered = health(Health.BLOCKED, Health.OK, alarmed=True, failures=0)

    assert [alert.type for alert in recovered] == ["source.recovered"] * 2
    assert "blocked" in recovered[0].text


def test_a_source_not_looked_at_says_nothing():
    assert health(Health.UNKNOWN, Health.UNKNOWN, alarmed=False, failures=9) == ()


TERMS = {"taiwan": ("台湾", "臺灣", "Taiwan"), "grants": ("赠款",)}


def test_terms_are_found_in_what_changed_and_in_the_title():
    assert terms_in(change(), TERMS) == ("grants",)
    assert terms_in(change(edits=(), title="涉台湾问题的声明"), TERMS) == ("taiwan",)


def test_a_term_that_was_taken_out_counts():
    gone = change(edits=(edit(hunk(("=", "关于"), ("-", "臺灣"), ("=", "的段落"))),))
    assert terms_in(gone, TERMS) == ("taiwan",)


def test_a_term_beside_the_change_does_not_count():
    beside = change(edits=(edit(hunk(("=", "台湾"), ("+", "一切"))),))
    assert terms_in(beside, TERMS) == ()


def test_of_a_new_document_the_whole_text_counts():
    new = change(kind=Kind.NEW)
    assert terms_in(new, TERMS) == ()
    assert terms_in(new, TERMS, whole="第一段\n\nTAIWAN and others") == ("taiwan",)


def test_two_outages_have_two_alerts():
    one = health(Health.DOWN, Health.DOWN, alarmed=False, failures=3)
    (other, _) = route_health(
        replace(source(), alarm_after=1),
        Health.OK,
        Health.DOWN,
        alarmed=False,
        failures=1,
        check="k-10",
        now=NOON,
    )
    assert other.id not in {alert.id for alert in one}
    assert "the last check failed" in other.text


def test_a_term_that_an_edit_breaks_up_is_found():
    milder = edit(hunk(("=", "双方表示"), ("-", "严重"), ("=", "关切。")))
    broken = change(edits=(milder,), title="公报")
    assert terms_in(broken, {"grave": ("严重关切",), "other": ("关切。",)}) == ("grave",)
