"""Where the words of a text lead: its links, each target in the one spelling that lasts."""

import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.addresses import resolved
from crawler.items import Reference
from crawler.reading.blocks import line, shown
from crawler.reading.html import Element

# Parameters that say who asks, when or from where, and not what for.
_PASSING = re.compile(
    r"(?:php|asp\.?net_?|j)?sess(?:ion)?_?id|sid|s?token|nonce|csrf\w*|ts|timestamp|_|cb|rand(?:om)?"
    r"|cache\w*|spm|scm|share\w*|ref|ref_src|referr?er|source|from|_hs\w+|mkt_tok|yclid|dclid|igshid",
    re.IGNORECASE,
)
# Long, with letters and figures mixed: nobody typed it.
_NONCE = re.compile(r"(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])[0-9A-Za-z_=-]{20,}|[0-9a-f]{16,}")
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
# Cloudflare writes an address of mail anew with every answer.
_SCRAMBLED = "/cdn-cgi/l/email-protection"


def links(
    elements: Iterable[Element], base: str, skip: Collection[Element] = frozenset()
) -> tuple[Reference, ...]:
    """The links that people see in `elements`, in order, without those to places of the page."""
    return tuple(_links(elements, base, skip))


def lasting(base: str, link: str) -> str:
    """Where `link` on page `base` leads, without what changes with every answer.

    That is tracking, sessions, nonces and clocks. Empty where it leads to no page and no mailbox.
    """
    href = _SESSION.sub("", link.strip())
    if href.lower().startswith("mailto:"):
        return href.partition("?")[0].lower()
    url = resolved(base, href)
    if not href or not url or href.startswith("#") or _SCRAMBLED in url:
        return ""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _passes(name, value)]
    return url if len(kept) == len(pairs) else urlunsplit(parts._replace(query=urlencode(kept)))


def _links(
    elements: Iterable[Element], base: str, skip: Collection[Element]
) -> Iterator[Reference]:
    for element in elements:
        for anchor in shown(element, skip, "a"):
            url = lasting(base, anchor.get("href") or "")
            text = line(anchor, skip) if url else ""
            if text:
                yield Reference(text, url)


def _passes(name: str, value: str) -> bool:
    return _PASSING.fullmatch(name) is not None or _NONCE.fullmatch(value) is not None
