"""Alerts as mails: one message for each recipient, in one conversation with the mail server."""

import hashlib
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from monitor.channels.channel import Presentation
from monitor.config import EmailSettings
from monitor.config.values import is_loopback
from monitor.errors import DeliveryError
from monitor.model import Alert
from monitor.render.fit import shortened
from monitor.render.mail import mail
from monitor.render.words import one_line

# Not every server takes eight bits, and a line of Chinese is soon longer than mail allows.
_POLICY = SMTP.clone(cte_type="7bit")
_LONGEST_ANSWER = 200  # characters


class Email:
    """Mailboxes behind one mail server.

    Every recipient has a message of their own: nobody learns who else reads along, and one bad
    address costs the others nothing. `DeliveryError.remaining` names those who have not got it, so
    that a later attempt goes to nobody twice. `timeout` is in seconds, for each answer of the
    server; `context` says whose certificates count (by default those that this machine trusts).
    """

    def __init__(
        self,
        name: str,
        settings: EmailSettings,
        presentation: Presentation,
        *,
        timeout: float = 30.0,
        context: ssl.SSLContext | None = None,
    ):
        self.name = name
        self._settings = settings
        self._presentation = presentation
        self._timeout = timeout
        self._context = context or ssl.create_default_context()

    def send(self, alert: Alert) -> None:
        """Mail `alert` to those who have not got it; DeliveryError names whom it did not reach."""
        parts = mail(
            alert,
            public_url=self._presentation.public_url,
            timezone=self._presentation.timezone,
        )
        messages = {to: self._message(alert, to, *parts) for to in self._recipients(alert)}
        with self._conversation() as server:
            refusals = _hand_over(server, self._settings.sender, messages)
        if refusals:
            raise DeliveryError(
                "; ".join(str(refusal) for refusal in refusals),
                temporary=any(refusal.temporary for refusal in refusals),
                unreachable=any(refusal.unreachable for refusal in refusals),
                remaining=tuple(refusal.recipient for refusal in refusals),
            )

    def _recipients(self, alert: Alert) -> list[str]:
        """Who is still to get it. Should none of them be configured any more: everybody who is."""
        everybody = list(dict.fromkeys(self._settings.to))
        return [to for to in everybody if to in alert.remaining] or everybody

    def _message(self, alert: Alert, recipient: str, subject: str, text: str, html: str) -> bytes:
        domain = self._settings.sender.rpartition("@")[2]
        message = EmailMessage(_POLICY)
        message["From"] = Address("docwatch", addr_spec=self._settings.sender)
        message["To"] = Address(addr_spec=recipient)
        message["Subject"] = subject
        message["Date"] = alert.created_at
        message["Message-ID"] = f"<{alert.id}.{_short(recipient)}@{domain}>"
        message["List-Id"] = f"<{_label(alert.source)}.docwatch.{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        message.add_alternative(html, subtype="html")
        return message.as_bytes()

    @contextmanager
    def _conversation(self) -> Iterator[smtplib.SMTP]:
        """A connection that is encrypted and logged in as configured."""
        try:
            server = self._connected()
        except OSError as error:  # as all errors of smtplib are
            raise self._unreachable(f"did not answer: {_said(error)}") from None
        try:
            self._introduce(server)
            yield server
        finally:
            # All is said by now: a server that is silent after the last mail has got the mails.
            with suppress(OSError):
                server.quit()
            server.close()

    def _connected(self) -> smtplib.SMTP:
        server = self._settings.server
        if self._settings.encryption == "tls":
            return smtplib.SMTP_SSL(
                server.host, server.port, timeout=self._timeout, context=self._context
            )
        return smtplib.SMTP(server.host, server.port, timeout=self._timeout)

    def _introduce(self, server: smtplib.SMTP) -> None:
        try:
            server.ehlo_or_helo_if_needed()
            if self._wants_starttls(server):
                server.starttls(context=self._context)
                server.ehlo_or_helo_if_needed()
        except OSError as error:
            raise self._unreachable(f"could not be spoken to: {_said(error)}") from None
        if self._settings.login is None:
            return
        try:
            username, password = self._settings.login
            server.login(username, password.get_secret_value())
        except smtplib.SMTPAuthenticationError as error:
            # A password may be mended within the hour. Not the server's words: it has seen it.
            raise self._unreachable(f"refused the login ({error.smtp_code})") from None
        except smtplib.SMTPNotSupportedError:
            raise self._unreachable(f"offers no login; {self._remedy(server)}") from None
        except OSError as error:
            raise self._unreachable(f"could not log in: {type(error).__name__}") from None

    def _remedy(self, server: smtplib.SMTP) -> str:
        """What to do about a server that offers no login; many offer one under TLS alone."""
        if server.has_extn("starttls"):
            return "it may under TLS: say `tls: required`"
        return "take out username and password, or name the port for submission (587, or smtps://)"

    def _wants_starttls(self, server: smtplib.SMTP) -> bool:
        if self._settings.encryption == "starttls":
            return True
        # On this machine nobody listens in, and its mail server's certificate is its own.
        is_offered = self._settings.encryption == "offered" and server.has_extn("starttls")
        return is_offered and not is_loopback(self._settings.server.host)

    def _unreachable(self, what: str) -> DeliveryError:
        return DeliveryError(f"{self._settings.server} {what}", unreachable=True)


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Whom a mail did not reach, and why."""

    recipient: str
    reason: str
    temporary: bool = True
    unreachable: bool = False

    def __str__(self) -> str:
        return f"{self.recipient}: {self.reason}"


def _hand_over(server: smtplib.SMTP, sender: str, messages: dict[str, bytes]) -> list[_Refusal]:
    """Send each recipient their message; those who did not get it."""
    refusals = []
    for recipient, message in messages.items():
        try:
            server.sendmail(sender, [recipient], message)
        except smtplib.SMTPRecipientsRefused as error:
            code, text = error.recipients[recipient]
            refusals.append(_Refusal(recipient, _words(code, text), temporary=code < 500))
        except smtplib.SMTPDataError as error:
            temporary = error.smtp_code < 500
            refusals.append(_Refusal(recipient, _said(error), temporary=temporary))
        except smtplib.SMTPResponseException as error:
            # It is the sender that is refused, not the alert: the operator may mend that in time.
            refusals.append(_Refusal(recipient, _said(error)))
        except OSError as error:
            # From here on each further attempt fails at once, in the same way.
            refusals.append(_Refusal(recipient, _said(error), unreachable=True))
    return refusals


def _said(error: OSError) -> str:
    """What the server, or the network, said."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _words(error.smtp_code, error.smtp_error)
    return one_line(str(error)) or type(error).__name__


def _words(code: int, text: bytes | str) -> str:
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"{code} {shortened(one_line(words), _LONGEST_ANSWER)}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _label(source: str) -> str:
    """`source` as a part of a List-Id."""
    return re.sub(r"[^a-z0-9._-]+", "-", source.lower()) or "docwatch"
