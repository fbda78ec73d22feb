"""Alerts as mails, in real conversations."""

import logging
from email.utils import parsedate_to_datetime

import pytest
from aiosmtpd.smtp import SMTP

from monitor.channels import Email, Presentation
from monitor.config import EmailSettings
from monitor.errors import DeliveryError
from tests.receivers import MailServer, Silent, certificate, unused_port
from tests.samples import NOON, alert, change

ANNA, BO, CY = "anna@example.org", "bo@example.org", "cy@example.org"


def email(server, *to, timeout=5.0, context=None, **others):
    url = server if isinstance(server, str) else server.url
    settings = EmailSettings(
        type="email",
        to=list(to or (ANNA,)),
        server=url,
        sender="docwatch@watch.example.org",
        **others,
    )
    presentation = Presentation(public_url="https://watch.example.org", timezone="Asia/Shanghai")
    return Email("desk", settings, presentation, timeout=timeout, context=context)


def failure(channel, one=None):
    with pytest.raises(DeliveryError) as caught:
        channel.send(one or alert())
    return caught.value


def test_a_chinese_subject_and_both_parts_arrive_as_they_were(server):
    email(server).send(alert(change(title="关于选举的声明")))

    (mail,) = server.mails
    assert mail.message["Subject"] == "[docwatch] edited: 关于选举的声明 — embassy-news"
    assert mail.message.get_content_type() == "multipart/alternative"
    assert "提供[-款项-]{+赠款+}，" in mail.part("plain")
    assert "赠款</ins>" in mail.part("html")


def test_the_headers_say_who_writes_when_and_that_no_person_does(server):
    email(server).send(alert())

    (mail,) = server.mails
    message = mail.message
    assert (mail.sender, mail.recipients) == ("docwatch@watch.example.org", (ANNA,))
    assert message["From"].addresses[0].addr_spec == "docwatch@watch.example.org"
    assert message["To"] == ANNA
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<embassy-news.docwatch.watch.example.org>"
    assert parsedate_to_datetime(message["Date"]) == NOON


def test_any_server_can_carry_it(server):
    email(server).send(alert(change(title="长" * 2000)))

    raw = server.mails[0].raw
    assert raw.isascii()
    assert max(map(len, raw.splitlines())) <= 998


def test_the_message_id_is_the_same_on_every_attempt_and_anothers_for_another(server):
    for one in (alert(), alert(attempts=3), alert(id="a-fedcba9876543210")):
        email(server).send(one)

    first, again, other = (mail.message["Message-ID"] for mail in server.mails)
    assert first == again != other
    assert first.startswith("<a-0123456789abcdef.")
    assert first.endswith("@watch.example.org>")


def test_a_hostile_title_and_source_add_no_header_and_no_recipient(server):
    evil = "x\r\nBcc: mallory@example.org\r\n\r\n.\r\nMAIL FROM:<m@example.org>\ud83d"
    email(server).send(alert(change(title=evil), source=evil))

    (mail,) = server.mails
    assert mail.recipients == (ANNA,)
    assert mail.message["Bcc"] is None
    assert len(mail.message.get_all("List-Id")) == 1


def test_every_recipient_has_a_mail_of_their_own_in_one_conversation(server):
    email(server, ANNA, BO, ANNA).send(alert())

    assert [mail.recipients for mail in server.mails] == [(ANNA,), (BO,)]
    assert [mail.message["To"] for mail in server.mails] == [ANNA, BO]
    assert server.conversations == 1


def test_one_bad_address_costs_the_others_nothing(server):
    server.refuse(BO, "550 no such user")

    error = failure(email(server, ANNA, BO, CY))

    assert [mail.recipients for mail in server.mails] == [(ANNA,), (CY,)]
    assert not error.temporary
    assert error.remaining == (BO,)
    assert str(error) == f"{BO}: 550 no such user"


def test_a_retry_goes_only_to_those_who_have_not_got_it(server):
    server.refuse(BO, "450 mailbox busy")
    channel = email(server, ANNA, BO, CY)

    error = failure(channel)
    channel.send(alert(remaining=error.remaining))

    assert error.temporary
    assert not error.unreachable
    assert [mail.recipients for mail in server.mails] == [(ANNA,), (CY,), (BO,)]


def test_while_one_of_the_refusals_may_pass_the_alert_is_tried_again(server):
    server.refuse(ANNA, "550 no such user")
    server.refuse(BO, "451 try later")
    error = failure(email(server, ANNA, BO, CY))
    assert error.temporary
    assert error.remaining == (ANNA, BO)


def test_an_address_that_was_mended_in_the_configuration_gets_what_the_old_one_did_not(server):
    email(server, CY).send(alert(remaining=(BO,)))
    assert [mail.recipients for mail in server.mails] == [(CY,)]


@pytest.mark.parametrize(
    ("answer", "temporary"), [("452 disk full", True), ("552 too big for us", False)]
)
def test_a_refused_message_is_tried_again_if_the_server_says_so(server, answer, temporary):
    server.refuse("data", answer)
    error = failure(email(server))
    assert error.temporary is temporary
    assert answer in str(error)


def test_a_refused_sender_may_be_mended(server):
    server.refuse("docwatch@watch.example.org", "550 sender not allowed")
    error = failure(email(server))
    assert error.temporary
    assert "550 sender not allowed" in str(error)


def test_a_server_that_closes_in_the_middle_has_reached_those_before(server):
    server.refuse(BO, "421 closing down")

    error = failure(email(server, ANNA, BO, CY))

    assert [mail.recipients for mail in server.mails] == [(ANNA,)]
    assert error.temporary
    assert error.unreachable
    assert error.remaining == (BO, CY)


def test_what_a_server_says_drives_no_terminal_and_fills_no_log(server):
    server.refuse(ANNA, "550 \x1b[2J" + "x" * 400)
    words = str(failure(email(server)))
    assert "\x1b" not in words
    assert len(words) < 300


def test_a_refused_connection_is_unreachable():
    error = failure(email(f"smtp://127.0.0.1:{unused_port()}"))
    assert error.temporary
    assert error.unreachable
    assert "did not answer" in str(error)


def test_a_server_that_never_says_a_word_is_unreachable():
    with Silent() as silent:
        error = failure(email(f"smtp://127.0.0.1:{silent.port}", timeout=0.05))
    assert error.temporary
    assert error.unreachable


def test_a_login_and_the_mail_go_encrypted(tmp_path):
    theirs, ours = certificate(tmp_path)
    with MailServer(certificate=theirs, users={"watch": "hunter2"}) as server:
        login = {"username": "watch", "password": "hunter2", "tls": "required"}
        email(server, context=ours, **login).send(alert())

    (mail,) = server.mails
    assert mail.encrypted
    assert mail.login == "watch"


def test_smtps_is_encrypted_from_the_first_byte(tmp_path):
    theirs, ours = certificate(tmp_path)
    with MailServer(certificate=theirs, smtps=True) as server:
        email(server, context=ours).send(alert())
        error = failure(email(server))

    assert len(server.mails) == 1
    assert error.unreachable
    assert "CERTIFICATE_VERIFY_FAILED" in str(error)


def test_a_certificate_that_nobody_vouches_for_gets_no_mail(tmp_path):
    theirs, _ = certificate(tmp_path)
    with MailServer(certificate=theirs) as server:
        error = failure(email(server, tls="required"))

    assert server.mails == []
    assert error.temporary
    assert "CERTIFICATE_VERIFY_FAILED" in str(error)


def test_where_encryption_is_required_a_server_without_it_gets_no_mail(server):
    error = failure(email(server, tls="required"))
    assert server.mails == []
    assert error.temporary
    assert "STARTTLS" in str(error)


def test_on_this_machine_an_offered_encryption_is_not_insisted_on(tmp_path):
    theirs, _ = certificate(tmp_path)
    with MailServer(certificate=theirs) as server:
        email(server).send(alert())
    assert not server.mails[0].encrypted


def test_a_refused_login_is_tried_again_and_tells_no_secret(tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    theirs, ours = certificate(tmp_path)
    with MailServer(certificate=theirs, users={"watch": "other"}) as server:
        login = {"username": "watch", "password": "hunter2", "tls": "required"}
        channel = email(server, context=ours, **login)
        error = failure(channel)

    assert error.temporary
    assert error.unreachable
    assert "refused the login (535)" in str(error)
    assert "hunter2" not in caplog.text + repr(channel) + repr(error) + repr(error.__cause__)


def test_a_login_that_is_offered_under_tls_alone_says_how_to_come_by_it(tmp_path):
    theirs, _ = certificate(tmp_path)
    with MailServer(certificate=theirs, users={"watch": "hunter2"}) as server:
        error = failure(email(server, username="watch", password="hunter2"))
    assert error.temporary
    assert "offers no login; it may under TLS: say `tls: required`" in str(error)


class WithoutLogins(MailServer):
    def _conversation(self) -> SMTP:
        return SMTP(self, hostname="mail.test", loop=self._loop, auth_require_tls=True)


def test_a_server_without_logins_is_tried_again_and_says_what_to_mend():
    with WithoutLogins() as server:
        error = failure(email(server, username="watch", password="hunter2"))
    assert error.temporary
    assert "offers no login; take out username and password" in str(error)
