"""Addresses as places: which host answers there, and whether two of them are one."""

from urllib.parse import urlsplit


def origin(url: str) -> str:
    """Scheme and host of an address: "https://example.org/"."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def is_elsewhere(url: str, answered: str) -> bool:
    """Whether two addresses are two places.

    They are one where only the scheme, `www.`, a last slash, or what follows the path differs:
    servers put sessions and counters there.
    """
    return bool(answered) and _place(url) != _place(answered)


def _place(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    path = parts.path.partition(";")[0].rstrip("/")
    return parts.netloc.removeprefix("www."), path
