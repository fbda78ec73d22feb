"""What the outbox owes is delivered, to every channel, as often as it takes."""

import asyncio
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from monitor.channels import Email, Presentation
from monitor.channels.webhook import Webhook
from monitor.config import EmailSettings, WebhookSettings
from monitor.errors import DeliveryError, StoreError
from monitor.model import Alert
from monitor.notify import FEWEST_TRIES, PATIENCE, deliver, pause
from tests.receivers import MailServer, Receiver, Silent
from tests.samples import NOON, alert

MINUTE = timedelta(minutes=1)


@dataclass
class Ledger:
    """An outbox in memory that keeps what it is told."""

    alerts: dict[str, Alert] = field(default_factory=dict)
    next_at: dict[str, datetime] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    threads: set[int] = field(default_factory=set)

    def owe(self, *alerts: Alert) -> None:
        for one in alerts:
            self.alerts[one.id] = one
            self.next_at[one.id] = one.created_at
            self.states[one.id] = "pending"

    def due(self, now: datetime) -> list[Alert]:
        return [
            one
            for name, one in self.alerts.items()
            if self.states[name] == "pending" and self.next_at[name] <= now
        ]

    def delivered(self, alert: Alert, now: datetime) -> None:
        self._note(alert, "delivered", "")

    def postpone(self, alert: Alert, error: str, *, until: datetime, now: datetime) -> None:
        self._note(alert, "pending", error)
        self.next_at[alert.id] = until

    def give_up(self, alert: Alert, error: str, now: datetime) -> None:
        self._note(alert, "given_up", error)

    def _note(self, alert: Alert, state: str, error: str) -> None:
        self.threads.add(threading.get_ident())
        self.alerts[alert.id] = replace(alert, attempts=alert.attempts + 1)
        self.states[alert.id] = state
        self.errors[alert.id] = error


@dataclass
class Recorder:
    """A channel that does what `how` does with each alert, and keeps what it was given."""

    name: str = "desk"
    how: Callable[[Alert], None] = lambda alert: None
    sent: list[str] = field(default_factory=list)

    def send(self, alert: Alert) -> None:
        self.sent.append(alert.id)
        self.how(alert)


def refusing(**how):
    def refuse(alert):
        raise DeliveryError("refused", **how)

    return refuse


def owing(*names, channel="desk", **others):
    ledger = Ledger()
    ledger.owe(*(alert(id=name, channel=channel, **others) for name in names))
    return ledger


async def test_what_is_due_is_delivered_in_order_and_counted():
    ledger = owing("a-1", "a-2", "a-3")
    ledger.next_at["a-2"] = NOON + MINUTE
    desk = Recorder()

    assert await deliver(ledger, {"desk": desk}, now=NOON) == 2

    assert desk.sent == ["a-1", "a-3"]
    assert ledger.states == {"a-1": "delivered", "a-2": "pending", "a-3": "delivered"}
    assert await deliver(ledger, {"desk": desk}, now=NOON) == 0


async def test_the_record_is_written_on_the_loops_own_thread():
    ledger = owing("a-1")
    elsewhere: set[int] = set()
    desk = Recorder(how=lambda alert: elsewhere.add(threading.get_ident()))

    await deliver(ledger, {"desk": desk}, now=NOON)

    assert ledger.threads == {threading.get_ident()}
    assert elsewhere.isdisjoint(ledger.threads)


async def test_a_receiver_that_fails_and_then_works_and_a_healthy_one_get_it_exactly_once():
    ledger = owing("a-mail")
    ledger.owe(alert(id="a-hook", channel="hook"))
    with Receiver() as receiver, MailServer() as server:
        receiver.will_answer(503)
        channels = {"desk": mail_channel(server.url), "hook": hook_channel(receiver.url)}

        assert await deliver(ledger, channels, now=NOON) == 1
        assert await deliver(ledger, channels, now=NOON) == 0
        assert await deliver(ledger, channels, now=NOON + MINUTE) == 1
        assert await deliver(ledger, channels, now=NOON + 9 * MINUTE) == 0

    assert [request.headers["webhook-id"] for request in receiver.received] == ["a-hook"] * 2
    assert len(server.mails) == 1


async def test_a_partly_delivered_mail_goes_on_with_those_who_lack_it():
    ledger = owing("a-1")
    with MailServer() as server:
        server.refuse("bo@example.org", "450 mailbox busy")
        channels = {"desk": mail_channel(server.url, "anna@example.org", "bo@example.org")}

        await deliver(ledger, channels, now=NOON)
        assert ledger.alerts["a-1"].remaining == ("bo@example.org",)
        await deliver(ledger, channels, now=NOON + MINUTE)

    assert [mail.recipients[0] for mail in server.mails] == ["anna@example.org", "bo@example.org"]
    assert ledger.states == {"a-1": "delivered"}


async def test_a_silent_channel_does_not_hold_up_another():
    ledger = owing("a-mail")
    ledger.owe(alert(id="a-hook", channel="hook"))
    with Receiver() as receiver, Silent() as silent:
        url = f"smtp://127.0.0.1:{silent.port}"
        channels = {
            "desk": mail_channel(url, timeout=0.2),
            "hook": hook_channel(receiver.url),
        }
        assert await deliver(ledger, channels, now=NOON) == 1

    assert len(receiver.received) == 1
    assert ledger.states == {"a-mail": "pending", "a-hook": "delivered"}


async def test_channels_work_side_by_side():
    """Each waits for the other: one after the other they would wait for ever."""
    both = threading.Barrier(2, timeout=10)
    ledger = owing("a-1")
    ledger.owe(alert(id="a-2", channel="hook"))
    channels = {
        name: Recorder(name, lambda alert: both.wait() and None) for name in ("desk", "hook")
    }

    assert await deliver(ledger, channels, now=NOON) == 2


async def test_a_channel_that_never_comes_to_an_end_is_left_alone():
    release = threading.Event()
    ledger = owing("a-1", "a-2")
    desk = Recorder(how=lambda alert: release.wait(10) and None)

    await deliver(ledger, {"desk": desk}, now=NOON, limit=timedelta(milliseconds=20))
    release.set()

    assert desk.sent == ["a-1"]
    assert set(ledger.states.values()) == {"pending"}
    assert "did not come to an end" in ledger.errors["a-1"]


async def test_a_channel_that_is_still_at_it_is_left_to_its_first_turn():
    """The next call serves the others meanwhile, and nobody is sent anything twice."""
    begun, may_end = threading.Event(), threading.Event()

    def slowly(_: Alert) -> None:
        begun.set()
        assert may_end.wait(10)

    slow, quick = Recorder("slow", slowly), Recorder("quick")
    channels, busy = {"slow": slow, "quick": quick}, set()
    ledger = owing("a-1", channel="slow")
    first = asyncio.create_task(deliver(ledger, channels, now=NOON, busy=busy))
    await asyncio.to_thread(begun.wait, 10)

    ledger.owe(alert(id="a-2", channel="quick"))
    assert await deliver(ledger, channels, now=NOON, busy=busy) == 1
    may_end.set()

    assert await first == 1
    assert (slow.sent, quick.sent, busy) == (["a-1"], ["a-2"], set())


def test_pauses_double_up_to_an_hour():
    minutes = [pause(attempts) / MINUTE for attempts in range(8)]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60]
    assert pause(10**9) == timedelta(hours=1)


async def test_a_failure_is_postponed_with_its_reason():
    ledger = owing("a-1", attempts=2)
    await deliver(ledger, {"desk": Recorder(how=refusing())}, now=NOON)
    assert ledger.next_at["a-1"] == NOON + 4 * MINUTE
    assert ledger.errors["a-1"] == "refused"


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (timedelta(minutes=10), timedelta(minutes=10)),
        (timedelta(seconds=1), MINUTE),
        (timedelta(days=900), timedelta(days=1)),
    ],
)
async def test_a_servers_wish_is_obeyed_within_reason(wish, expected):
    ledger = owing("a-1")
    await deliver(ledger, {"desk": Recorder(how=refusing(retry_after=wish))}, now=NOON)
    assert ledger.next_at["a-1"] == NOON + expected


async def test_one_refused_alert_does_not_hold_up_those_behind_it():
    ledger = owing("a-bad", "a-good")

    def how(one):
        if one.id == "a-bad":
            raise DeliveryError("malformed", temporary=False)

    assert await deliver(ledger, {"desk": Recorder(how=how)}, now=NOON) == 1
    assert ledger.states == {"a-bad": "given_up", "a-good": "delivered"}


async def test_of_an_unreachable_server_only_one_alert_is_tried():
    ledger = owing("a-1", "a-2", "a-3")
    desk = Recorder(how=refusing(unreachable=True))

    await deliver(ledger, {"desk": desk}, now=NOON)

    assert desk.sent == ["a-1"]
    assert set(ledger.states.values()) == {"pending"}
    assert ledger.errors["a-3"] == "not tried: refused"


async def test_an_alert_that_the_server_cannot_bear_holds_up_the_others_only_once():
    ledger = owing("a-poison", "a-2", "a-3")

    def how(one):
        if one.id == "a-poison":
            raise DeliveryError("no answer", unreachable=True)

    desk = Recorder(how=how)
    await deliver(ledger, {"desk": desk}, now=NOON)
    await deliver(ledger, {"desk": desk}, now=NOON + MINUTE / 2)

    assert desk.sent == ["a-poison", "a-2", "a-3"]


async def test_a_permanent_failure_is_given_up_aloud(caplog):
    ledger = owing("a-1")
    await deliver(ledger, {"desk": Recorder(how=refusing(temporary=False))}, now=NOON)
    assert ledger.states == {"a-1": "given_up"}
    (record,) = (one for one in caplog.records if one.levelno == logging.ERROR)
    assert "desk: gave up a-1: refused" in record.getMessage()


async def test_an_alert_is_given_up_after_days_of_trying_and_not_before():
    ledger = owing("a-1", attempts=FEWEST_TRIES)
    desk = {"desk": Recorder(how=refusing())}

    await deliver(ledger, desk, now=NOON + PATIENCE)
    assert ledger.states == {"a-1": "pending"}

    await deliver(ledger, desk, now=NOON + PATIENCE + timedelta(hours=2))
    assert ledger.states == {"a-1": "given_up"}


async def test_an_alert_of_a_machine_that_was_off_for_days_is_tried_a_while():
    ledger = owing("a-1")
    now = NOON + 2 * PATIENCE
    desk = Recorder(how=refusing())
    for _ in range(FEWEST_TRIES):
        assert ledger.states == {"a-1": "pending"}
        await deliver(ledger, {"desk": desk}, now=now)
        now += timedelta(hours=1)
    assert ledger.states == {"a-1": "given_up"}


async def test_an_alert_for_a_channel_that_is_no_more_is_given_up_with_that_reason():
    ledger = owing("a-1", channel="gone")
    assert await deliver(ledger, {}, now=NOON) == 0
    assert ledger.states == {"a-1": "given_up"}
    assert "no channel gone in the configuration" in ledger.errors["a-1"]


async def test_a_fault_of_ours_is_tried_again_and_logged_without_its_words(caplog):
    caplog.set_level(logging.DEBUG)
    ledger = owing("a-1", "a-2")

    def how(one):
        if one.id == "a-1":
            raise ValueError("hunter2")

    assert await deliver(ledger, {"desk": Recorder(how=how)}, now=NOON) == 1

    assert ledger.states == {"a-1": "pending", "a-2": "delivered"}
    assert "ValueError in test_notify.py" in ledger.errors["a-1"]
    assert "ValueError" in caplog.text
    assert "hunter2" not in caplog.text + ledger.errors["a-1"]


async def test_an_error_of_the_record_stops_everything():
    class Broken(Ledger):
        def delivered(self, alert, now):
            raise StoreError("disk full")

    ledger = Broken()
    ledger.owe(alert(id="a-1"), alert(id="a-2"))
    desk = Recorder()

    with pytest.raises(StoreError):
        await deliver(ledger, {"desk": desk}, now=NOON)

    assert desk.sent == ["a-1"]


def mail_channel(url, *to, timeout=5.0):
    settings = EmailSettings(type="email", to=list(to or ("anna@example.org",)), server=url)
    return Email("desk", settings, Presentation(), timeout=timeout)


def hook_channel(url):
    return Webhook("hook", WebhookSettings(type="webhook", url=url), Presentation())
