"""What channels can be told, and what they never show."""

import base64
import json

import pytest
from pydantic import ValidationError
from standardwebhooks import Webhook

from monitor.config import CHANNELS, ConsoleSettings, EmailSettings, WebhookSettings


def email(**keys: object) -> EmailSettings:
    return EmailSettings.model_validate({"type": "email", "to": ["desk@example.org"], **keys})


def webhook(**keys: object) -> WebhookSettings:
    return WebhookSettings.model_validate({"type": "webhook", "url": "https://a.org/x", **keys})


def test_each_type_has_one_model():
    assert {
        "console": ConsoleSettings,
        "email": EmailSettings,
        "webhook": WebhookSettings,
    } == CHANNELS


@pytest.mark.parametrize(
    ("server", "spelled", "encryption"),
    [
        ("smtp://localhost:25", "smtp://localhost:25", "offered"),
        ("smtp://localhost", "smtp://localhost:25", "offered"),
        ("smtp://mail.example.org", "smtp://mail.example.org:25", "offered"),
        ("smtp://u:p@localhost:1025", "smtp://localhost:1025", "offered"),
        ("smtp://u:p@[::1]:1025", "smtp://[::1]:1025", "offered"),
        ("smtp://u:p@mail.example.org", "smtp://mail.example.org:587", "starttls"),
        ("smtps://mail.example.org", "smtps://mail.example.org:465", "tls"),
        ("smtps://u:p@mail.example.org:4650/", "smtps://mail.example.org:4650", "tls"),
    ],
)
def test_a_password_never_leaves_the_machine_in_the_clear(server, spelled, encryption):
    settings = email(server=server)

    assert (spelled, encryption) == (str(settings.server), settings.encryption)


def test_encryption_can_be_required():
    assert email(server="smtp://localhost", tls="required").encryption == "starttls"


def test_a_login_beside_the_server_counts_as_one_inside():
    inside = email(server="smtp://me%40a.org:p%2Fw@mail.example.org")
    beside = email(server="smtp://mail.example.org", username="me@a.org", password="p/w")

    for settings in (inside, beside):
        username, password = settings.login
        assert (username, password.get_secret_value()) == ("me@a.org", "p/w")
        assert settings.encryption == "starttls"
    assert email(server="smtp://mail.example.org").login is None


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"server": "smtp://u:p@a.org", "username": "u", "password": "p"}, "there twice"),
        ({"server": "smtp://u:p@a.org", "password": "p"}, "there twice"),
        ({"server": "smtp://u@a.org"}, "the password is missing"),
        ({"server": "smtp://a.org", "username": "u"}, "the password is missing"),
        ({"server": "smtp://a.org", "password": "p"}, "the username is missing"),
        ({"server": "smtp://:p@a.org"}, "the username is missing"),
    ],
)
def test_half_a_login_is_a_mistake(keys, message):
    with pytest.raises(ValidationError, match=message):
        email(**keys)


@pytest.mark.parametrize(
    "server",
    [
        "",
        "localhost:25",
        "http://a.org",
        "smtp://",
        "smtp://a.org:port",
        "smtp://a.org/x",
        "smtp://u:p#w@a.org",
        "smtp://u:p?w@a.org",
        "smtp://[a",
        "smtp://a.org\n",
        "smtp://a b",
        25,
        None,
    ],
)
def test_what_is_no_mail_server_is_refused_without_being_shown(server):
    with pytest.raises(ValidationError) as caught:
        email(server=server)

    [error] = caught.value.errors()
    assert "expected a mail server such as smtp://mail.example.org:587" in error["msg"]


def test_the_sender_is_this_machine_unless_it_is_named():
    assert email(server="smtp://a.org").sender.startswith("docwatch@")
    assert email(server="smtp://a.org", sender="a@b.org").sender == "a@b.org"


def test_mail_goes_to_somebody():
    with pytest.raises(ValidationError):
        email(server="smtp://a.org", to=[])


@pytest.mark.parametrize("secret", ["whsec_" + base64.b64encode(b"k" * 32).decode(), "k" * 32])
def test_the_key_is_the_one_that_standard_webhooks_means(secret: str):
    key = webhook(secret=secret).key

    assert key == b"k" * 32
    signed = Webhook(base64.b64encode(key).decode())
    if secret.startswith("whsec_"):
        assert Webhook(secret)._whsecret == signed._whsecret


def test_without_a_secret_there_is_no_key():
    assert webhook().key is None


@pytest.mark.parametrize("secret", ["whsec_", "whsec_!!", "whsec_YQ", ""])
def test_a_secret_without_a_key_in_it_is_refused(secret: str):
    with pytest.raises(ValidationError):
        webhook(secret=secret)


def test_no_repr_or_dump_shows_a_secret():
    shown = [
        email(server="smtp://u:geheim@a.org"),
        email(server="smtp://a.org", username="u", password="geheim"),
        webhook(url="https://a.org/geheim?key=geheim", secret="geheim"),
    ]

    for settings in shown:
        texts = (repr(settings), str(settings), json.dumps(settings.model_dump(mode="json")))
        assert not [text for text in texts if "geheim" in text]
    assert shown[2].host == "a.org"
