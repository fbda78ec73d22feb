"""What it means that the answer came from another address than the one that was asked."""

import re
from urllib.parse import unquote, urlsplit

from crawler.items import Role, Verdict
from crawler.verdict.evidence import Judgement, one_line
from crawler.verdict.rules import any_of

PERMANENT = frozenset({301, 308})

_FRONT = re.compile(r"/?(?:[a-z]{2}(?:-[a-z]{2,4})?/?)?(?:(?:index|default|home)(?:\.\w{2,5})?/?)?")
_SECOND_LEVEL = frozenset({"com", "org", "net", "gov", "edu", "ac", "co", "gob", "go"})
_MEANT = (
    (
        Verdict.WRONG_TYPE,
        "a login",
        any_of(
            r"/(?:log-?in|sign-?in|logon|sso|cas|passport|oauth2?|saml2?|adfs|wp-login\.php|"
            "auth|account/login|user/login)(?:[/.?]|$)"
        ),
    ),
    (
        Verdict.BLOCKED,
        "a wall",
        any_of(
            (
                "/(?:captcha|blocked?|access-?denied|denied|forbidden|challenge|waf|verify|"
                r"sgcaptcha|sorry|cdn-cgi|geo-?block\w*|unsupported-?region|403)(?:[/.?]|$)"
            ),
            r"^https?://validate\.perfdrive\.com/",
        ),
    ),
    (
        Verdict.ERROR,
        "a notice of an outage",
        any_of(
            "/(?:maintenance|maintain|offline|weihu|outage|unavailable|out-of-service|50[0-9]|"
            "error50[0-9]|server-?error|busy)(?:[/.?]|$)"
        ),
    ),
    (
        Verdict.TOMBSTONE,
        "a page for what is not found",
        any_of(
            "/(?:404|410|not-?found|page-?not-?found|error-?404|404-?(?:error|page)|"
            "no-?such-?page|gone|errorpage|error-?page|error)(?:[/.?]|$)"
        ),
    ),
)


def judge_forwarding(
    url: str, answered: str, role: Role, redirects: tuple[int, ...]
) -> Judgement | None:
    """The verdict on an answer of `answered` to who asked for `url`; None where it may be the page.

    A document that forwards to the front page is no longer there. What forwards to another site is
    the page only where something of the address is the same, or where the server said by a 301 or
    308 that it moved for good.
    """
    if url == answered:
        return None
    said = _said_by(url, answered)
    if said:
        return said
    if role != "document":
        return None
    if _is_front_page(answered) and not _is_front_page(url):
        return Verdict.TOMBSTONE, one_line(f"forwarded to the front page {answered}")
    moved = bool(redirects) and PERMANENT.issuperset(redirects)
    if moved or _site(url) == _site(answered) or _has_in_common(url, answered):
        return None
    return Verdict.WRONG_TYPE, one_line(f"another site answered: {answered}")


def _said_by(url: str, answered: str) -> Judgement | None:
    """What the new address says of itself, where the old one did not say it as well."""
    target = _without_host(answered)
    for verdict, what, pattern in _MEANT:
        if pattern.search(target) and not pattern.search(_without_host(url)):
            return verdict, one_line(f"forwarded to {what}: {answered}")
    return None


def _without_host(url: str) -> str:
    parts = urlsplit(url.lower())
    host = f"https://{parts.netloc}" if parts.netloc.startswith("validate.") else ""
    return f"{host}{parts.path}"


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and bool(_FRONT.fullmatch(parts.path))


def _site(url: str) -> str:
    """The name under which somebody has registered: what is left of it is the same people's."""
    labels = (urlsplit(url).hostname or "").split(".")
    if labels[-1].isdecimal():
        return ".".join(labels)
    depth = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-depth:])


def _has_in_common(url: str, answered: str) -> bool:
    """Whether the two addresses name the same thing: a slug, a number, a query."""
    before, after = _names(url), _names(answered)
    return before == after or bool(before & after)


def _names(url: str) -> set[str]:
    parts = urlsplit(unquote(url).lower())
    segments = [segment for segment in parts.path.split("/") if segment]
    last = segments[-1].rsplit(".", 1)[0] if segments else ""
    numbers = re.findall(r"\d{5,}", parts.path + parts.query)
    return {last, *numbers} - {"index", "default", "home", ""}
