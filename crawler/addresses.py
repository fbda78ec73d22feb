"""Addresses: one spelling for one page, and which machines may be asked at all."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

LONGEST = 2083  # characters; no server of ours has longer addresses, and a trap may

# Parameters that campaigns and analytics append; no site of ours reads them.
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_cid|mc_eid|_ga|msclkid)$", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_INSIDE_SCHEMES = frozenset({"file", "ftp", "smb", "gopher", "dict", "ldap", "jar"})
_INSIDE_NAMES = ("localhost", ".local", ".internal", ".lan")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_SAFE = "%/:=&?~#+!$,;'@()*[]|"  # what stands in addresses unescaped, and `%` of what is escaped

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: its last 32 bits are an IPv4 address


@lru_cache(maxsize=256)  # of every page, the same address is asked for half a dozen times
def canonical(url: str) -> str:
    """The one spelling of `url`: lower-case host, no default port, fragment, tracking parameters.

    What is not ASCII is percent-encoded. The order of the remaining parameters and a trailing slash
    are kept: to some servers they mean something. What cannot be taken apart is returned as it is.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = _host(parts.hostname), parts.port
    except ValueError:
        return url
    if port and port != _DEFAULT_PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    path = _escaped(parts.path) or "/"
    return urlunsplit((parts.scheme.lower(), host, path, _query(parts.query), ""))


def resolved(base: str, link: str) -> str | None:
    """The canonical address that `link` on page `base` leads to; None where that is no web page.

    Only http and https lead to pages: a page must not make us read `file:///etc/passwd`.
    """
    try:
        url = urljoin(base, link.strip())
        parts = urlsplit(url)
        is_page = parts.scheme.lower() in _DEFAULT_PORTS and bool(parts.hostname)
        is_page = is_page and parts.port != 0
    except ValueError:
        return None
    return canonical(url) if is_page and len(url) <= LONGEST else None


def leads_inside(base: str, link: str) -> bool:
    """Whether `link` on page `base` leads where no page has any business to lead us.

    That is to files and services of this machine, or to the machines around it. Names that only
    turn out to be such when they are looked up are refused by the downloader.
    """
    try:
        parts = urlsplit(urljoin(base, link.strip()))
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    if parts.scheme.lower() not in _DEFAULT_PORTS:
        return parts.scheme.lower() in _INSIDE_SCHEMES
    return host.endswith(_INSIDE_NAMES) or (is_ip(host) and not is_public(host))


def host_of(url: str) -> str:
    """The host of `url` in lower case, without port, brackets or trailing dot; empty for none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def origin_of(url: str) -> str:
    """Scheme, host and port of `url`: what one robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"


def hosts_in(options: Mapping[str, Any]) -> frozenset[str]:
    """The hosts that the operator named himself: of all http(s) addresses, and as `hosts`."""
    addresses = [
        text for text in _texts(options) if text.lower().startswith(("http://", "https://"))
    ]
    bare = [f"http://{text}" for text in _texts(options.get("hosts", ()))]
    return frozenset(host_of(text) for text in (*addresses, *bare)) - {""}


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet.

    Loopback, private, link-local, carrier-grade, multicast and reserved ranges do not, whether they
    are written as IPv4, IPv6, IPv4 mapped into IPv6, 6to4 or NAT64. Nor does what is no IP address.
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        return _is_public_v6(ip)
    return ip.is_global and not ip.is_multicast


def is_ip(host: str) -> bool:
    """Whether `host` is an IP address and not a name."""
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _is_public_v6(ip: IPv6Address) -> bool:
    if ip in _NAT64:  # `is_global` takes the whole range for public
        return is_public(str(IPv4Address(int(ip) & 0xFFFFFFFF)))
    embedded = ip.ipv4_mapped or ip.sixtofour
    if embedded is not None:
        return is_public(str(embedded))
    return ip in _GLOBAL_UNICAST and ip.is_global


def _host(name: str | None) -> str:
    host = (name or "").lower()
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        return host
    return host.encode("idna").decode("ascii")


def _escaped(text: str) -> str:
    encoded = quote(text, safe=_SAFE, errors="replace")
    return _ESCAPE.sub(lambda match: match[0].upper(), encoded)


def _query(query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.match(name)]
    return _escaped(query) if len(kept) == len(pairs) else urlencode(kept)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
