"""A mail server inside the demo: it takes every mail, keeps it, and passes none on."""

import asyncio
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Self

from aiosmtpd.smtp import SMTP, Envelope, Session


class Post:
    """A mail server on a port of its own; open it with `async with`. `mails` are in their order."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.port = 0

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take a mail."""
        content = envelope.content or b""
        raw = content.encode() if isinstance(content, str) else content
        self.mails.append(message_from_bytes(raw, policy=policy.default))
        return "250 OK"

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: SMTP(self, hostname="demo", loop=loop), "127.0.0.1", 0
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()


def text_of(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    body = mail.get_body(("plain",))
    return "" if body is None else str(body.get_content())
