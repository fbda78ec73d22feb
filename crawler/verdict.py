"""Is this response the page that we asked for? Pure: one response, judged by itself.

Signals must agree. An article about Cloudflare may quote "Just a moment..." and stays `ok`: a rule
wants the structure of the page (title, scripts, headers, how little text there is), and no rule
goes by a phrase in a body with real text.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.items import Role, Verdict

Judgement = tuple[Verdict, str]

PAGES = frozenset({"html", "xml", "text", "pdf"})
"""The types that a page may have where a spider does not say otherwise."""

LONGEST_EVIDENCE = 300  # characters


class RefusalError(Exception):
    """A request not made, or an answer not taken, by our own decision."""

    verdict: ClassVar[Verdict] = Verdict.ERROR


class NotPublicError(RefusalError):
    """The address leads to a machine that is not on the public internet."""

    def __init__(self, address: str) -> None:
        super().__init__(f"refused: {address} is not a public address")


class DisallowedError(RefusalError):
    """The site's robots.txt does not want this page to be asked for."""

    verdict = Verdict.DISALLOWED


class UnknownRulesError(RefusalError):
    """The site's robots.txt could not be had, so that nothing may be asked (RFC 9309, 2.3.1.4)."""


class TooLargeError(RefusalError):
    """The body is larger than we take."""

    verdict = Verdict.TOO_LARGE


class CutShortError(RefusalError):
    """The crawl was ended before this was answered."""

    def __init__(self) -> None:
        super().__init__("the crawl was cut short")


def judge_response(
    *,
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    url: str,
    answered: str,
    role: Role = "document",
    expected: frozenset[str] = PAGES,
    conditional: bool = False,
) -> Judgement:
    """The verdict on one response, and in one line what it was seen by (empty for `ok`).

    `headers` have lower-case names, `body` is decoded, `url` is the address asked and `answered`
    the one that the answer came from. `expected` are the types that this page may have (of html,
    xml, text, pdf, json, word, image, binary), `conditional` says that a 304 was asked for.
    """
    sight = Sight(headers, body)
    for rule in _RULES:
        if rule.matches(sight):
            return rule.verdict, f"{rule.name} (status {status})"
    return (
        _judge_status(status, headers, conditional)
        or _judge_emptiness(body)
        or _judge_forwarding(url, answered, role)
        or _judge_type(sight, url, expected)
        or (Verdict.OK, "")
    )


def judge_failure(error: BaseException | None) -> Judgement:
    """The verdict on a request that brought no response, and in one line what happened."""
    if isinstance(error, RefusalError):
        return error.verdict, one_line(str(error))
    names = (kind.__name__ for kind in type(error).__mro__)
    verdict, what = next((_FAILURES[name] for name in names if name in _FAILURES), _OTHER_FAILURE)
    said = _ERROR_OBJECT.sub(r"\1", _TLS_DETAILS.sub("", str(error)))
    return verdict, one_line(f"{what.format(type(error).__name__)}: {said}")


def kind_of(headers: Mapping[str, str], body: bytes) -> str:
    """What a body is: by its first bytes, and where they say nothing, by its content type."""
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    declared = headers.get("content-type", "").partition(";")[0].strip().lower()
    if _HTML_START.match(start):
        # An XML declaration before HTML is XHTML; what says it is XML is believed.
        return "xml" if _XML_TYPE.search(declared) and b"<html" not in start.lower() else "html"
    if start.startswith(b"<?xml") or _XML_ROOT.match(start):
        return "html" if b"<html" in start.lower() else "xml"
    for pattern, kind in _TYPES:
        if pattern.search(declared):
            return kind
    if declared and declared != "application/octet-stream":
        return "binary"
    return "binary" if b"\0" in body[:1024] else "text"


def one_line(text: str) -> str:
    """`text` as evidence: one line, of bounded length, without control characters and passwords."""
    plain = "".join(char if char.isprintable() else " " for char in text[: 4 * LONGEST_EVIDENCE])
    return _USERINFO.sub("//", " ".join(plain.split()))[:LONGEST_EVIDENCE]


class Sight:
    """What there is to see of a response, looked at only when a rule asks for it."""

    SHORT = 12_000  # bytes: below, a page is looked at closely even if its title says nothing
    HEAD = 65_536  # bytes in which a title stands
    DEEP = 1_000_000  # bytes of a suspect that are read

    def __init__(self, headers: Mapping[str, str], body: bytes) -> None:
        self.headers = headers
        self.body = body

    @cached_property
    def title(self) -> str:
        """The text of `<title>`."""
        head = self.body[: self.HEAD]
        found = _TITLE.search(head)
        if not found:
            return ""
        start, end = found.end(), head.find(b"<", found.end())
        raw = head[start : end if end >= 0 else start + 500][:500]
        return " ".join(unescape(self._decode(raw)).split())

    @cached_property
    def source(self) -> str:
        """The source, entities resolved, in lower case."""
        return unescape(self._decode(self.body[: self.DEEP])).lower()

    @cached_property
    def text(self) -> str:
        """What a reader would see of it, in lower case, roughly."""
        return " ".join(unescape(_visible(self._decode(self.body[: self.DEEP]).lower())).split())

    @cached_property
    def is_short(self) -> bool:
        """Whether the page is so small that it may be nothing but a note."""
        return len(self.body) <= self.SHORT

    def _decode(self, raw: bytes) -> str:
        declared = self.headers.get("content-type", "").lower() + self._meta_charset
        if _GB_CHARSET.search(declared):
            return raw.decode("gb18030", errors="replace")
        return raw.decode("utf-8", errors="replace")

    @cached_property
    def _meta_charset(self) -> str:
        head = self.body[:4096]
        found = _META_CHARSET.search(head)
        if found:
            return found[1].decode("ascii").lower()
        return "" if _is_utf8(head) else "gb18030"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of page that is not the page.

    A `header` that matches `pattern` says it by itself. Of the rest, everything given must hold:
    `title`, what the title matches; `most`, so many visible characters at most; `text`, what the
    visible text matches; `marks`, what the source has, and `lacks`, what it has not.
    """

    name: str
    verdict: Verdict
    header: str = ""
    pattern: str = ""
    title: re.Pattern[str] | None = None
    marks: tuple[re.Pattern[str], ...] = ()
    text: re.Pattern[str] | None = None
    lacks: re.Pattern[str] | None = None
    most: int | None = None

    def matches(self, sight: Sight) -> bool:
        """Whether this response is one of these."""
        if self.header:
            said = sight.headers.get(self.header, "")
            return bool(re.search(self.pattern, said, re.IGNORECASE))
        if self.title is not None and not self.title.search(sight.title):
            return False
        # Without a title to go by, only a short page is worth the look.
        if self.title is None and not sight.is_short:
            return False
        return self._holds_inside(sight)

    def _holds_inside(self, sight: Sight) -> bool:
        if self.most is not None and len(sight.text) > self.most:
            return False
        if self.text is not None and not self.text.search(sight.text):
            return False
        if self.lacks is not None and self.lacks.search(sight.source):
            return False
        return all(mark.search(sight.source) for mark in self.marks)


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases))


def _titled(*phrases: str) -> re.Pattern[str]:
    """A title that is one of `phrases`, alone or before the name of the site."""
    return re.compile(rf"^\W*(?:{'|'.join(phrases)})\W*(?:$|\s[|–—-]\s)", re.IGNORECASE)


_GOES_ELSEWHERE = _any(
    r"(?:window|document|self|top|parent)\.location(?:\.href)?\s*=",
    r"location\.(?:replace|assign|reload)\s*\(",
    r"\blocation(?:\.href)?\s*=\s*[\"']",
    r"<meta[^>]{1,80}http-equiv=[\"']?refresh",
)
_FIREWALL_SCRIPT = _any(
    r"adfwkey=", r"wzws", r"__jsl_clearance", r"acw_sc__v", r"yunsuo", r"safedog", r"\$_ts\b",
    r"security_verify", r"_\$jsvmprt", r"btwaf", r"cf_chl",
)  # fmt: skip
_CHALLENGE_SCRIPT = _any(
    r"gokuprops", r"awswaf\.com", r"aws-waf-token", r"awswafcookie", r"_incapsula_resource",
    r"incapsula incident id", r"captcha-delivery\.com", r"px-captcha",
)  # fmt: skip
_NO_LONGER_THERE = _any(
    r"no longer (?:exists|available)", r"(?:has|have) been (?:removed|deleted)",
    r"does(?: not|n't) exist", r"could not be found", r"cannot be found",
    r"page (?:was )?not found", r"can't find (?:the|that) page", r"nothing (?:was )?found",
    "已被?(?:删除|刪除|移除)", "已(?:经)?下线", "不存在", "找不到", "未找到", "已失效",
    "[没沒]有找到",
)  # fmt: skip
# That the very page that was asked for is not there. That something is not there, many pages say.
_PAGE_IS_GONE = _any(
    "(?:您|你)(?:所|要|想|正在)*(?:访问|浏览|查看|查找|请求|打开|寻找|找|訪問|瀏覽|查詢|尋找)的?"
    "(?:页面|網頁|网页|頁面|文章|内容|內容|信息|资源|资料|链接|文件|地址|栏目).{0,16}"
    "(?:不存在|删除|刪除|移除|撤回|下线|失效|找不到|未找到)",
    r"^(?:\W|[\w]{0,2}提示|出错[了啦]?|很?抱歉|对不起|對不起|sorry|oops|404)*(?:该|此|这个|該|這個)?"
    "(?:页面|頁面|网页|網頁|文章|内容|內容|信息|稿件|帖子|链接)"
    "(?:不存在|未找到|已?被?(?:删除|刪除|移除|撤回|屏蔽)|已(?:经)?(?:下线|失效)).{0,60}$",
    "(?:找不到|未找到|没有找到|沒有找到)(?:该|此|这个|您.{0,8}的)?(?:页面|頁面|网页|網頁)",
    r"(?:page|url|document|file|address|resource|content)(?: that)? you"
    r"(?:[’']re| are| were| have)? (?:looking|request|try|attempt|tried|want).{0,80}"
    r"(?:exist|found|available|removed|moved|deleted)",
    r"requested (?:url|page|resource|document|file).{0,100}(?:not found|not be found|not exist)",
    r"^(?:\W|sorry|oops|404|error|not found|we[’']re|we are|unfortunately|but)*"
    r"this (?:page|article|document|content) (?:no longer exists"
    r"|does(?:n[’']t| not) exist|is no longer available|has been (?:removed|deleted)"
    r"|could not be found).{0,60}$",
    r"nothing was found at this location", r"that page can[’'´]?t be found",
    r"did not find a current representation", r"can[’']t find (?:the|that) page",
    # A server's own page has nothing else to say.
    r"^(?:http status |error )?404\W.{0,20}not found.{0,60}$",
)  # fmt: skip
_LEADS_ELSEWHERE = _any(
    "(?:正在|自动|即将|页面)跳转", "(?:正在|自動|即將|頁面)跳轉", "请点击?这里", "請點擊?這裡",
    r"(?:will|should) be redirected", r"being redirected", r"redirecting", r"if not,? click here",
)  # fmt: skip
_NOTHING_OF = _any("<main", "<article", "<h1")
_PAGE = _any("<main", "<article")
_REFUSED = _any(
    r"the requested url was rejected", r"your support id is", r"request blacklist",
    r"access to this (?:page|site|service|website) (?:has been|is) (?:limited|denied|blocked)",
    r"^.{0,60}you have been blocked", r"sucuri website firewall", r"generated by wordfence",
    r"checking your browser before", r"verify(?:ing)? (?:that )?you are (?:a )?human",
    r"confirm (?:that )?you are (?:a )?human", r"^(?:\W|429|error)*too many requests",
    r"sent too many requests",
    r"unusual traffic from your", r"enable js and disable any ad blocker",
    r"^.{0,60}(?:content|page|site|website|service) is not available in your (?:region|country)",
    "您的?(?:访问)?请求.{0,20}(?:拦截|阻断)", "您的访问.{0,20}(?:被拦截|被阻断|过于频繁)",
    "可能对网站造成(?:安全)?(?:威胁|危险)", "网站管理员设置.{0,4}拦截", "请完成安全验证",
    "访问.{0,10}存在(?:安全风险|异常)", "访问疑似.{0,8}攻击",
    "^.{0,40}(?:访问|请求|操作)(?:过于|太)频繁",
    "网站.{0,6}未备案",
)  # fmt: skip
_OUT_OF_ORDER = _any(
    r"\bserver\b", r"gateway", r"unavailable", r"overload", r"try again", r"nginx", r"apache",
    r"tomcat", r"backend", r"limit exceeded", r"error", "服务器", "错误", "请?稍后", "暂停访问",
    "暂时无法",
)  # fmt: skip
_AT_WORK = re.compile(  # on the page of a notice the work is still to come
    r"^(?!.*(?:将于|将在|定于|拟于|届时)).{0,80}(?:升级|维护|改版|維護).{0,30}"
    "(?:暂停访问|暂时无法|无法访问|请?稍[后候]|恢复访问)"
)

# Each row is one kind of page that answers for another one. The signatures are those of the
# vendors' own pages, and of captures of government sites.
_RULES: tuple[Rule, ...] = (
    # Headers that say it themselves.
    Rule(name="Cloudflare: cf-mitigated says challenge", verdict=Verdict.BLOCKED,
         header="cf-mitigated", pattern="challenge"),
    Rule(name="AWS WAF: x-amzn-waf-action", verdict=Verdict.BLOCKED,
         header="x-amzn-waf-action", pattern="challenge|captcha|block"),
    Rule(name="Rimon filter: rimon header says blocked", verdict=Verdict.BLOCKED,
         header="rimon", pattern="block"),
    # Challenges and walls, known by their titles and what stands behind them.
    Rule(name="Cloudflare: challenge page", verdict=Verdict.BLOCKED, most=3000,
         title=_titled(r"just a moment\.*", "请稍候…?", "attention required!", "one more step",
                       "verify you are human"),
         marks=(_any(r"/cdn-cgi/(?:challenge|styles|images|bm)", r"cf[-_]chl", r"cf-wrapper",
                     r"challenges\.cloudflare\.com", r"cloudflare ray id"),)),
    Rule(name="Cloudflare: error page", verdict=Verdict.ERROR, most=3000,
         title=re.compile(r"\|.{0,80}\bcloudflare$|^\S+ \| 5\d\d:", re.IGNORECASE),
         marks=(_any(r"cf-error-details", r"cf-wrapper", r"/cdn-cgi/"),)),
    Rule(name="Akamai: access denied", verdict=Verdict.BLOCKED, most=1500,
         title=_titled("access denied"), lacks=_PAGE,
         marks=(_any(r"errors\.edgesuite\.net", r"reference\s*#\s*[0-9a-f]+\.",
                     r"you don't have permission to access"),)),
    Rule(name="CloudFront: the request was blocked", verdict=Verdict.BLOCKED, most=2000,
         title=_titled("error: the request could not be satisfied"),
         text=_any(r"request blocked", r"403 error", r"block access from your country")),
    Rule(name="CloudFront: the request could not be satisfied", verdict=Verdict.ERROR, most=2000,
         title=_titled("error: the request could not be satisfied")),
    Rule(name="State Department: technical difficulties, exception forbidden", most=3000,
         verdict=Verdict.BLOCKED, title=_titled("technical difficulties"),
         text=_any(r"exception:\s*forbidden")),
    # Seen with 659 kB for every address, so that length says nothing; but a page has a heading.
    Rule(name="State Department: technical difficulties", verdict=Verdict.ERROR,
         title=_titled("technical difficulties"), lacks=_NOTHING_OF,
         text=_any(r"experiencing technical difficulties")),
    # Sites behind these have the script on every page: a challenge says nothing else.
    Rule(name="a challenge script and no text", verdict=Verdict.BLOCKED, most=30,
         marks=(_CHALLENGE_SCRIPT,)),
    Rule(name="a challenge script and its note", verdict=Verdict.BLOCKED, most=800,
         marks=(_CHALLENGE_SCRIPT,), lacks=_PAGE,
         text=_any(r"incident id", r"request unsuccessful", r"enable (?:js|javascript)",
                   r"you are (?:a )?human", r"human verification", r"a robot", r"captcha",
                   r"automat(?:ed|ion) (?:tools|access|requests)")),
    Rule(name="forbidden", verdict=Verdict.BLOCKED, most=300, lacks=_PAGE,
         title=_titled(r"(?:error )?403(?:\W+forbidden)?", "forbidden", "access denied"),
         text=_any(r"forbidden", r"permission", r"access denied", "禁止", "拒绝")),
    Rule(name="a firewall refuses the request", verdict=Verdict.BLOCKED, most=1500, lacks=_PAGE,
         title=_titled("request rejected", "web page blocked!?", "您的请求被拦截", "访问被拦截",
                       "访问禁止", "安全拦截", "网站防火墙", "安全验证", "验证码", "人机验证",
                       "访问受限", r".{0,20}website firewall.{0,20}", r"are you a robot\W*"),
         text=_any(r"reject", r"block", r"support id", r"human", r"denied", "拦截", "阻断", "攻击",
                   "请.{0,6}(?:完成|输入|点击|拖动|进行).{0,10}验证", "禁止")),
    Rule(name="a firewall refuses the request, in words of its own", verdict=Verdict.BLOCKED,
         most=600, lacks=_PAGE, text=_REFUSED),
    Rule(name="a firewall's script that sends the browser elsewhere", verdict=Verdict.BLOCKED,
         most=300, marks=(_FIREWALL_SCRIPT, _any(r"<script", r"http-equiv"))),
    # The site itself says that it is out of order.
    Rule(name="WordPress: maintenance", verdict=Verdict.ERROR, most=400,
         text=_any(r"briefly unavailable for scheduled maintenance", "正在执行例行维护",
                   "正在執行例行維護")),
    Rule(name="WordPress: no database", verdict=Verdict.ERROR, most=600,
         text=_any(r"error establishing a database connection", "建立数据库连接时出错",
                   "建立資料庫連線時")),
    Rule(name="WordPress: critical error", verdict=Verdict.ERROR, most=600,
         text=_any(r"there has been a critical error on (?:this|your) website",
                   "站点遇到了致命错误", "網站發生嚴重錯誤")),
    Rule(name="PHP: an error instead of a page", verdict=Verdict.ERROR, most=1500,
         text=re.compile(r"^(?:php )?(?:fatal|parse) error ?:.{1,400}\bon line \d+")),
    Rule(name="PHP: a warning instead of a page", verdict=Verdict.ERROR, most=300,
         text=re.compile(r"^(?:php )?(?:warning|notice) ?: .{1,260}\bon line \d+\W*$")),
    Rule(name="a server's or gateway's error page", verdict=Verdict.ERROR, most=600, lacks=_PAGE,
         title=_titled(r"(?:error |http status )?5[02]\d(?:\W+(?:http|internal|bad|service|gateway"
                       r"|server|error|backend|bandwidth).{0,40})?", r"service (?:temporarily )?"
                       r"unavailable", "bad gateway", "runtime error", "gateway time-?out",
                       "internal server error", "服务器错误", "(?:系统|网站)(?:维护|升级)中?",
                       r"account suspended"),
         text=_any(_OUT_OF_ORDER.pattern, r"suspended")),
    Rule(name="a server's error page, in words of its own", verdict=Verdict.ERROR, most=600,
         lacks=_PAGE,
         text=_any(r"^server error in '/", "^.{0,6}应用程序中的服务器错误", r"guru meditation",
                   r"^fastly error", r"^.{0,20}this account has been suspended",
                   r"^.{0,60}we[’']ll be back soon",
                   "^.{0,4}(?:该|本)?(?:网站|站点)(?:已|暂时)关闭",
                   r"^.{0,60}(?:site|website|page) is (?:currently |temporarily )?(?:down|offline"
                   r"|unavailable|undergoing|under)\b.{0,30}maintenance",
                   "^.{0,10}(?:系统|服务器|网络)(?:繁忙|忙|异常|开小差).{0,12}(?:稍后|重试|再试)")),
    Rule(name="says that it is being worked on", verdict=Verdict.ERROR, most=150, lacks=_PAGE,
         text=_AT_WORK),
    Rule(name="a storage service's error instead of a page", verdict=Verdict.ERROR, most=600,
         marks=(_any(r"^\s*(?:<\?xml[^>]{0,80}\?>)?\s*<error>\s*<code>\w+</code>"),)),
    # A 200 that says it no longer exists.
    Rule(name="says that the page does not exist", verdict=Verdict.TOMBSTONE, most=8000,
         title=_titled(r"(?:error |http status )?404(?:\W*(?:error|page|not found|页面|错误|未找到"
                       r"|不存在|找不到.{0,10}))*", r"(?:page|file) (?:was )?not found",
                       "not found", r"(?:oops\W*)?that page can[’'´]?t be found",
                       "(?:您访问的)?页面(?:不存在|未找到|出错了)", "找不到页面", "未找到页面",
                       "您访问的页面出错了",
                       "(?:内容|文章)不存在", "找不到網頁", "頁面不存在"),
         text=_PAGE_IS_GONE),
    Rule(name="says that it was deleted, and leads elsewhere", verdict=Verdict.TOMBSTONE,
         most=300, lacks=_PAGE, text=_NO_LONGER_THERE, marks=(_GOES_ELSEWHERE,)),
    Rule(name="a note that the page does not exist", verdict=Verdict.TOMBSTONE, most=120,
         lacks=_PAGE, text=_PAGE_IS_GONE),
    # Pages that only lead elsewhere, or to somebody else.
    Rule(name="an interstitial that leads elsewhere", verdict=Verdict.WRONG_TYPE, most=800,
         lacks=_PAGE, text=_LEADS_ELSEWHERE, marks=(_GOES_ELSEWHERE,)),
    Rule(name="nothing but a redirect by script", verdict=Verdict.WRONG_TYPE, most=60,
         marks=(_GOES_ELSEWHERE,)),
    Rule(name="nothing but the word that it moved", verdict=Verdict.WRONG_TYPE, most=200,
         title=_titled(r"object moved", r"document moved", r"30[1278]\W+(?:moved|found).{0,20}"),
         text=_any(r"moved", r"\bhere\b")),
    Rule(name="a form to log in", verdict=Verdict.WRONG_TYPE, most=200, lacks=_PAGE,
         title=re.compile(r"\blog ?in\b|\bsign ?in\b|登录|登入|上网认证", re.IGNORECASE),
         marks=(_any(r"<input[^>]{0,200}type=[\"']?password"),)),
    Rule(name="a domain for sale", verdict=Verdict.WRONG_TYPE, most=400, lacks=_PAGE,
         text=_any(r"域名.{0,8}(?:正在)?出售", r"this domain (?:name )?(?:is|may be) for sale")),
)  # fmt: skip


def _judge_status(status: int, headers: Mapping[str, str], conditional: bool) -> Judgement | None:
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


def _judge_emptiness(body: bytes) -> Judgement | None:
    if not body:
        return Verdict.EMPTY, "0 bytes"
    if not body.strip():
        return Verdict.EMPTY, f"{len(body)} bytes of white space"
    return None


def _judge_forwarding(url: str, answered: str, role: Role) -> Judgement | None:
    """A document that forwards to the front page is no longer there."""
    if role != "document" or url == answered:
        return None
    if _is_front_page(answered) and not _is_front_page(url):
        return Verdict.TOMBSTONE, one_line(f"forwarded to the front page {answered}")
    return None


def _judge_type(sight: Sight, url: str, expected: frozenset[str]) -> Judgement | None:
    kind = kind_of(sight.headers, sight.body)
    if kind not in expected:
        declared = sight.headers.get("content-type", "none")
        wanted = ", ".join(sorted(expected))
        return Verdict.WRONG_TYPE, one_line(
            f"{kind} (content type {declared}), where {wanted} was expected"
        )
    if kind == "html" and (promised := _PROMISES.search(urlsplit(url).path)):
        return Verdict.WRONG_TYPE, f"html at an address that ends in {promised[0]}"
    return None


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and bool(_FRONT.fullmatch(parts.path))


def _visible(source: str) -> str:
    """The text between tags. One pass, however hostile the source is."""
    pieces, at = [], 0
    while (start := source.find("<", at)) >= 0:
        pieces.append(source[at:start])
        end, at = _tag_end(source, start)
        if end < 0:
            break
        pieces.append(" ")
    else:
        pieces.append(source[at:])
    return "".join(pieces)


def _tag_end(source: str, start: int) -> tuple[int, int]:
    for opening, closing in _UNSEEN:
        if source.startswith(opening, start):
            closed = source.find(closing, start)
            end = source.find(">", closed) if closed >= 0 else -1
            return end, end + 1
    end = source.find(">", start)
    return end, end + 1


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3  # a character cut in two by the end of the head
    return True


_UNSEEN: Iterable[tuple[str, str]] = (
    ("<!--", "-->"),
    ("<script", "</script"),
    ("<style", "</style"),
    ("<noscript", "</noscript"),
    ("<title", "</title"),
)

_STATUSES: Mapping[int, Verdict] = {
    204: Verdict.EMPTY,
    205: Verdict.EMPTY,
    206: Verdict.TRUNCATED,  # a part, where the whole was asked for
    403: Verdict.BLOCKED,
    404: Verdict.GONE,
    405: Verdict.BLOCKED,  # AWS WAF's captcha; nobody forbids GET on a page
    406: Verdict.BLOCKED,  # ModSecurity's answer to a client that it does not like
    407: Verdict.BLOCKED,  # seen from state.gov towards data centres
    410: Verdict.GONE,
    412: Verdict.BLOCKED,  # the script challenge of several Chinese firewalls
    429: Verdict.BLOCKED,
    451: Verdict.BLOCKED,  # for legal reasons: here, not from the site
    511: Verdict.BLOCKED,  # a captive portal stands between
    521: Verdict.BLOCKED,  # Jiasule's challenge; Cloudflare's own 521 is its error page above
    999: Verdict.BLOCKED,
}

_FAILURES: Mapping[str, Judgement] = {
    "DownloadTimeoutError": (Verdict.ERROR, "no answer in time"),
    "CannotResolveHostError": (Verdict.ERROR, "the name was not found"),
    "DownloadConnectionRefusedError": (Verdict.ERROR, "no connection"),
    "ResponseDataLossError": (Verdict.TRUNCATED, "the answer broke off"),
    "DownloadFailedError": (Verdict.ERROR, "the connection failed"),
    "IgnoreRequest": (Verdict.ERROR, "not followed"),
}
_OTHER_FAILURE: Judgement = (Verdict.ERROR, "{}")

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "word"),
    (b"\xd0\xcf\x11\xe0", "word"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"RIFF", "image"),
)
_TYPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"html"), "html"),
    (re.compile(r"json"), "json"),
    (re.compile(r"[/+]xml$|/(?:rss|atom)"), "xml"),
    (re.compile(r"^application/(?:x-)?pdf$"), "pdf"),
    (re.compile(r"msword|officedocument|opendocument"), "word"),
    (re.compile(r"^image/"), "image"),
    (re.compile(r"^text/plain$"), "text"),
)
_HTML_START = re.compile(
    rb"(?:<!--|<!doctype\s+html|<html|<head|<body|<title|<meta|<script|<div|<p\b|<h1)",
    re.IGNORECASE,
)
_XML_TYPE = re.compile(r"[/+]xml$|/(?:rss|atom)")
_XML_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]{0,200}>", re.IGNORECASE)
_META_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_GB_CHARSET = re.compile(r"gb2312|gbk|gb18030")
_TLS_DETAILS = re.compile(r" ssl:(?:\w+|<[^>]*>)")  # aiohttp names an object in memory
_ERROR_OBJECT = re.compile(r"<\w+: \d+, message=['\"]([^'\"]*)['\"]>")  # of an error, its words
_USERINFO = re.compile(r"//[^/@\s]*@")
_FRONT = re.compile(r"/?(?:[a-z]{2}(?:-[a-z]{2,4})?/?)?(?:(?:index|default|home)(?:\.\w{2,5})?/?)?")
_PROMISES = re.compile(r"\.pdf$|\.docx?$|\.rss$|/feed/?$", re.IGNORECASE)
