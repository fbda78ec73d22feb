"""What each type of channel can be told in config.yaml: one frozen model a type, one line a table.

Secrets are `SecretStr`: no repr, log or message shows them. A webhook's whole address counts as
one, because with many services the address is the key.
"""

import base64
import binascii
import re
import socket
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    field_serializer,
    field_validator,
    model_validator,
)

from monitor.config.values import Mailbox, check_mailbox, check_web_address, is_loopback

Encryption = Literal["tls", "starttls", "offered"]

_WEBHOOK_SECRET_PREFIX = "whsec_"  # noqa: S105 - Standard Webhooks: what follows is base64


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Server(_Settings):
    """A mail server, as `smtp://user:password@host:port` (or `smtps://`) names it."""

    scheme: Literal["smtp", "smtps"]
    host: str
    port: int
    username: str = ""
    password: SecretStr | None = None

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


class ConsoleSettings(_Settings):
    """Alerts go to the terminal or the service's log."""

    type: Literal["console"]


def _default_sender() -> str:
    try:
        return check_mailbox(f"docwatch@{socket.gethostname()}")
    except ValueError:
        return "docwatch@localhost"  # a machine whose name is no host's name


class EmailSettings(_Settings):
    """Alerts go to people's mailboxes. The login stands in `server` or beside it, not in both."""

    type: Literal["email"]
    to: Annotated[list[Mailbox], Field(min_length=1)]
    server: Server
    username: str = ""
    password: SecretStr | None = None
    sender: Mailbox = Field(default_factory=_default_sender)
    tls: Literal["offered", "required"] = "offered"

    @property
    def login(self) -> tuple[str, SecretStr] | None:
        """User and password; None where the server is used without."""
        password = self.password or self.server.password
        username = self.username or self.server.username
        return (username, password) if password else None

    @property
    def encryption(self) -> Encryption:
        """`tls` from the first byte, `starttls` or no mail, or STARTTLS if it is `offered`.

        A password never leaves this machine in the clear.
        """
        if self.server.scheme == "smtps":
            return "tls"
        must = self.tls == "required" or (self.login and not is_loopback(self.server.host))
        return "starttls" if must else "offered"

    @field_validator("server", mode="before")
    @classmethod
    def _names_a_server(cls, text: Any) -> Server:
        return _server(text)

    @model_validator(mode="after")
    def _one_complete_login(self) -> "EmailSettings":
        inside = bool(self.server.username or self.server.password)
        beside = bool(self.username or self.password)
        if inside and beside:
            raise ValueError("the login is there twice: in server, and as username and password")
        has_username = bool(self.username or self.server.username)
        if has_username != bool(self.login):
            missing = "password" if has_username else "username"
            raise ValueError(f"a login is a username and a password; the {missing} is missing")
        return self

    # What is shown is what it comes to, wherever it was written.

    @field_serializer("server")
    def _shown_server(self, server: Server) -> str:
        return str(server)

    @field_serializer("username")
    def _shown_username(self, _username: str) -> str:
        return self.login[0] if self.login else ""

    @field_serializer("password")
    def _shown_password(self, _password: SecretStr | None) -> str:
        return str(self.login[1]) if self.login else ""

    @field_serializer("tls")
    def _shown_tls(self, _tls: str) -> str:
        return self.encryption


class WebhookSettings(_Settings):
    """Alerts go to an address, as Standard Webhooks; signed if there is a `secret`."""

    type: Literal["webhook"]
    url: SecretStr
    secret: SecretStr | None = None

    @property
    def host(self) -> str:
        """The part of the address that may be shown."""
        return urlsplit(self.url.get_secret_value()).hostname or ""

    @property
    def key(self) -> bytes | None:
        """What requests are signed with: the secret's bytes, out of base64 after `whsec_`."""
        if self.secret is None:
            return None
        return _key(self.secret.get_secret_value())

    @field_serializer("url")
    def _shown_url(self, url: SecretStr) -> str:
        parts = urlsplit(url.get_secret_value())
        return f"{parts.scheme}://{self.host}/{url}"

    @field_validator("url")
    @classmethod
    def _is_web_address(cls, url: SecretStr) -> SecretStr:
        check_web_address(url.get_secret_value())
        return url

    @field_validator("secret")
    @classmethod
    def _has_a_key(cls, secret: SecretStr) -> SecretStr:
        if not _key(secret.get_secret_value()):
            raise ValueError("expected a secret, found an empty one")
        return secret


ChannelSettings = ConsoleSettings | EmailSettings | WebhookSettings

CHANNELS: dict[str, type[ChannelSettings]] = {
    "console": ConsoleSettings,
    "email": EmailSettings,
    "webhook": WebhookSettings,
}


def _key(secret: str) -> bytes:
    if not secret.startswith(_WEBHOOK_SECRET_PREFIX):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix(_WEBHOOK_SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("expected base64 after whsec_") from None


def _server(text: Any) -> Server:
    """The server that `smtp://user:password@host:587` names; nothing of it is ever echoed."""
    expected = "expected a mail server such as smtp://mail.example.org:587"
    if not isinstance(text, str) or not re.fullmatch("[!-~]+", text):
        raise ValueError(expected)
    if "@" in text:
        expected += "; in a login, write special characters as %40"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError(expected) from None
    beyond = parts.path.strip("/") or parts.query or parts.fragment
    if parts.scheme not in ("smtp", "smtps") or not host or beyond:
        raise ValueError(expected)
    password = unquote(parts.password) if parts.password else None
    return Server(
        scheme="smtps" if parts.scheme == "smtps" else "smtp",
        host=host,
        port=port or _default_port(parts.scheme, has_login=bool(password)),
        username=unquote(parts.username or ""),
        password=SecretStr(password) if password else None,
    )


def _default_port(scheme: str, *, has_login: bool) -> int:
    """RFC 8314 and 6409: 465 for TLS, 587 for submission with a login, 25 for a relay."""
    if scheme == "smtps":
        return 465
    return 587 if has_login else 25
