"""What a status says by itself."""

from collections.abc import Mapping

from crawler.items import Verdict
from crawler.verdict.evidence import Judgement, one_line


def judge_status(status: int, headers: Mapping[str, str], conditional: bool) -> Judgement | None:
    """The verdict on an answer of this status; None where it brings a page."""
    if status == 304:
        if conditional:
            return Verdict.NOT_MODIFIED, ""
        return Verdict.ERROR, "status 304 to a request that asked for the page whatever it is"
    if 300 <= status < 400:
        where = headers.get("location", "nowhere")
        return Verdict.ERROR, one_line(f"status {status} leads to {where}")
    if status in _STATUSES:
        return _STATUSES[status], f"status {status}"
    if status not in {200, 203}:
        return Verdict.ERROR, f"status {status}"
    return None


_STATUSES: Mapping[int, Verdict] = {
    204: Verdict.EMPTY,
    205: Verdict.EMPTY,
    206: Verdict.TRUNCATED,  # a part, where the whole was asked for
    403: Verdict.BLOCKED,
    404: Verdict.GONE,
    405: Verdict.BLOCKED,  # AWS WAF's captcha, Alibaba's shield; nobody forbids GET on a page
    406: Verdict.BLOCKED,  # ModSecurity's answer to a client that it does not like
    407: Verdict.BLOCKED,  # seen from state.gov towards data centres
    410: Verdict.GONE,
    412: Verdict.BLOCKED,  # the script challenge of several Chinese firewalls
    418: Verdict.BLOCKED,  # Huawei Cloud's firewall; no teapot publishes anything
    429: Verdict.BLOCKED,
    451: Verdict.BLOCKED,  # for legal reasons: here, not from the site
    468: Verdict.BLOCKED,  # Baishan's firewall
    511: Verdict.BLOCKED,  # a captive portal stands between
    521: Verdict.BLOCKED,  # Jiasule's challenge; Cloudflare's own 521 says so in its page
    999: Verdict.BLOCKED,
}
