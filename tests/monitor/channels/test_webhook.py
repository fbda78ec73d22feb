"""Alerts as signed HTTP requests."""

import base64
import json
import logging
from datetime import UTC, datetime, timedelta

import pytest
import standardwebhooks

from monitor.channels import Presentation
from monitor.channels.webhook import Webhook, retry_after
from monitor.config import WebhookSettings
from monitor.errors import DeliveryError
from tests.receivers import Silent, unused_port
from tests.samples import NOON, alert

PLAIN = "a plain secret that people made up"
ENCODED = "whsec_" + base64.b64encode(b"twenty-four secret bytes").decode()


def webhook(url, secret=None, **others):
    signing = {"secret": secret} if secret else {}
    settings = WebhookSettings(type="webhook", url=url, **signing)
    presentation = Presentation(public_url="https://watch.example.org")
    return Webhook("hook", settings, presentation, **others)


def failure(channel):
    with pytest.raises(DeliveryError) as caught:
        channel.send(alert())
    return caught.value


def test_an_alert_is_one_request_with_its_id(receiver):
    webhook(receiver.url).send(alert())

    (request,) = receiver.received
    assert request.headers["webhook-id"] == "a-0123456789abcdef"
    assert request.headers["content-type"] == "application/json"
    told = json.loads(request.body)
    assert told["type"] == "changes.observed"
    assert told["data"]["changes"][0]["history"].startswith("https://watch.example.org/")


@pytest.mark.parametrize(
    ("secret", "as_the_receiver_has_it"),
    [(PLAIN, base64.b64encode(PLAIN.encode()).decode()), (ENCODED, ENCODED)],
)
def test_others_verify_the_signature(receiver, secret, as_the_receiver_has_it):
    webhook(receiver.url, secret).send(alert())

    (request,) = receiver.received
    told = standardwebhooks.Webhook(as_the_receiver_has_it).verify(request.body, request.headers)
    assert told["schema"] == 1


def test_others_refuse_what_was_signed_with_another_secret(receiver):
    webhook(receiver.url, "another secret").send(alert())

    (request,) = receiver.received
    with pytest.raises(standardwebhooks.WebhookVerificationError):
        standardwebhooks.Webhook(ENCODED).verify(request.body, request.headers)


def test_the_signature_is_made_at_the_time_of_the_attempt(receiver):
    channel = webhook(receiver.url, PLAIN, clock=lambda: NOON + timedelta(days=1))
    channel.send(alert())
    expected = int((NOON + timedelta(days=1)).timestamp())
    assert receiver.received[0].headers["webhook-timestamp"] == str(expected)


def test_without_a_secret_nothing_is_signed(receiver):
    webhook(receiver.url).send(alert())
    assert "webhook-signature" not in receiver.received[0].headers


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_every_2xx_is_a_delivery(receiver, status):
    receiver.will_answer(status)
    webhook(receiver.url).send(alert())


@pytest.mark.parametrize("status", [401, 403, 404, 405, 408, 425, 429, 500, 502, 503, 504])
def test_a_receiver_that_may_be_mended_is_tried_again(receiver, status):
    receiver.will_answer(status)
    error = failure(webhook(receiver.url))
    assert error.temporary
    assert str(status) in str(error)


@pytest.mark.parametrize("status", [400, 410, 413, 422])
def test_what_can_never_be_accepted_is_not_tried_again(receiver, status):
    receiver.will_answer(status)
    assert not failure(webhook(receiver.url)).temporary


def test_a_redirect_is_not_followed(receiver):
    receiver.will_answer(307, location=receiver.url)

    error = failure(webhook(receiver.url))

    assert error.temporary
    assert "final address" in str(error)
    assert len(receiver.received) == 1


def test_a_busy_receiver_says_when_to_come_back(receiver):
    receiver.will_answer(503, retry_after="120")
    error = failure(webhook(receiver.url))
    assert error.retry_after == timedelta(minutes=2)
    assert error.unreachable


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", timedelta(seconds=120)),
        (" 0 ", timedelta(0)),
        ("9" * 5000, timedelta(seconds=10**9)),
        ("Sat, 21 Nov 2026 12:05:00 GMT", timedelta(minutes=5)),
        ("Sat, 21 Nov 2026 12:05:00 -0000", timedelta(minutes=5)),
        ("Sat, 21 Nov 2026 11:00:00 GMT", timedelta(0)),
        ("Sat, 21 Nov 99999999 11:00:00 GMT", None),
        ("", None),
        ("-5", None),
        ("٣", None),
        ("soon", None),
    ],
)
def test_a_retry_after_is_read_in_both_forms_and_nonsense_is_nothing(value, expected):
    assert retry_after(value, datetime(2026, 11, 21, 12, tzinfo=UTC)) == expected


def test_a_refused_connection_is_unreachable():
    error = failure(webhook(f"http://127.0.0.1:{unused_port()}/hook"))
    assert error.temporary
    assert error.unreachable


def test_a_receiver_that_never_answers_is_unreachable():
    with Silent() as silent:
        error = failure(webhook(f"http://127.0.0.1:{silent.port}/hook", timeout=0.05))
    assert error.unreachable
    assert "ReadTimeout" in str(error)


def test_the_environments_proxy_is_not_asked(receiver, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{unused_port()}")
    webhook(receiver.url).send(alert())
    assert len(receiver.received) == 1


def test_no_secret_reaches_the_log_an_error_or_a_repr(receiver, caplog):
    caplog.set_level(logging.DEBUG)
    address = receiver.url.replace("://", "://user:hunter2@") + "/T0KEN-PATH?token=T0KEN-QUERY"
    channel = webhook(address, PLAIN)
    receiver.will_answer(200)
    receiver.will_answer(500)

    channel.send(alert())
    errors = [failure(channel), failure(webhook(address.replace("127.0.0.1", "127.0.0.2"), PLAIN))]

    seen = (
        caplog.text + repr(channel) + "".join(f"{error!r} {error.__cause__!r}" for error in errors)
    )
    for secret in (PLAIN, "hunter2", "T0KEN"):
        assert secret not in seen
