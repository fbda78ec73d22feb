"""Alerts as signed HTTP requests, as Standard Webhooks has them.

The specification: https://github.com/standard-webhooks/standard-webhooks
"""

import base64
import hashlib
import hmac
import logging
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from monitor.channels.channel import Presentation
from monitor.config import WebhookSettings
from monitor.errors import DeliveryError
from monitor.model import Alert
from monitor.render import payload

# httpx logs each request with its whole address, and with many services the address is the key.
logging.getLogger("httpx").setLevel(logging.WARNING)

# Of this alert, never: what it is cannot be accepted (400, 413, 422), or nobody listens any more
# (410). All the rest may be a receiver that is misconfigured for an hour, and must not lose alerts.
_PERMANENT = frozenset({400, 410, 413, 422})
# The server as a whole asks to be left alone for a while.
_BUSY = frozenset({429, 503})


def _now() -> datetime:
    return datetime.now(UTC)


class Webhook:
    """One receiver. `timeout` is in seconds, for each step of a request.

    Of the receiver's address only the host is ever shown.
    """

    def __init__(
        self,
        name: str,
        settings: WebhookSettings,
        presentation: Presentation,
        *,
        timeout: float = 10.0,
        clock: Callable[[], datetime] = _now,
    ):
        self.name = name
        self._settings = settings
        self._public_url = presentation.public_url
        self._timeout = timeout
        self._clock = clock
        # A receiver inside an organisation has its certificate from that organisation.
        self._tls = httpx.create_ssl_context(trust_env=False)
        self._tls.load_default_certs(ssl.Purpose.SERVER_AUTH)

    def send(self, alert: Alert) -> None:
        """Post `alert`; anything but a 2xx is a DeliveryError."""
        body = payload.body(alert, public_url=self._public_url)
        response = self._post(body, self._headers(alert.id, body))
        if not response.is_success:
            raise DeliveryError(
                f"{self._settings.host} answered {_in_words(response)}",
                temporary=response.status_code not in _PERMANENT,
                retry_after=retry_after(response.headers.get("retry-after", ""), self._clock()),
                unreachable=response.status_code in _BUSY,
            )

    def _headers(self, message: str, body: bytes) -> dict[str, str]:
        timestamp = str(int(self._clock().timestamp()))
        headers = {
            "content-type": "application/json",
            "user-agent": "docwatch",
            "webhook-id": message,
            "webhook-timestamp": timestamp,
        }
        if key := self._settings.key:
            headers["webhook-signature"] = signature(key, message, timestamp, body)
        return headers

    def _post(self, body: bytes, headers: dict[str, str]) -> httpx.Response:
        """The head of the answer; its body is nobody's business and may be endless."""
        try:
            with (
                httpx.Client(
                    verify=self._tls, timeout=self._timeout, follow_redirects=False, trust_env=False
                ) as client,
                client.stream(
                    "POST", self._settings.url.get_secret_value(), content=body, headers=headers
                ) as response,
            ):
                return response
        except httpx.TransportError as error:
            # From None: the original holds the request, with its address and its headers.
            raise DeliveryError(
                f"{self._settings.host} did not answer: {_seen(error)}", unreachable=True
            ) from None


def signature(key: bytes, message: str, timestamp: str, body: bytes) -> str:
    """The value of `webhook-signature`."""
    signed = b".".join((message.encode(), timestamp.encode(), body))
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def retry_after(value: str, now: datetime) -> timedelta | None:
    """What a Retry-After header (seconds, or an HTTP date) asks for; None if it says nothing."""
    if value.strip().isascii() and value.strip().isdigit():
        return timedelta(seconds=min(int(value.strip()[:10]), 10**9))
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, IndexError):
        return None
    if moment.tzinfo is None:  # the zone -0000; an HTTP date is always in GMT
        moment = moment.replace(tzinfo=UTC)
    return max(moment - now, timedelta(0))


def _in_words(response: httpx.Response) -> str:
    """The status, and of a redirect that it is not followed."""
    if response.is_redirect:
        advice = "is not followed: put the final address into config.yaml"
        return f"{response.status_code}, a redirect, which {advice}"
    reason = httpx.codes.get_reason_phrase(response.status_code)
    return f"{response.status_code} {reason}".strip()


def _seen(error: httpx.TransportError) -> str:
    """What went wrong. Only of the network: the words of other errors may quote the request."""
    kind = type(error).__name__
    return f"{kind}: {error}" if isinstance(error, httpx.NetworkError) and str(error) else kind
