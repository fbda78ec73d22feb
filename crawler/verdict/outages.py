"""Outages: pages by which a server, a site or its gateway says that it is out of order."""

import re

from crawler.items import Verdict
from crawler.verdict.defaults import DEFAULT_PAGES
from crawler.verdict.outage_words import (
    AT_WORK,
    AT_WORK_EN,
    AT_WORK_NOW,
    BROKEN,
    LATER,
    NO_DATABASE,
    NOT_BROKEN,
    NOT_NOW,
    SITE_DOWN,
)
from crawler.verdict.rules import NARRATIVE, STORY, Rule, any_of, titled

_PHP = (
    r"(?:php )?(?:fatal|parse|catchable fatal|recoverable fatal) error ?:.{1,600}?\bon "
    r"line \d+"
)

_BY_TITLE = (
    Rule(
        name="Cloudflare: error page",
        verdict=Verdict.ERROR,
        most=3000,
        title=re.compile(r"\|.{0,80}\bcloudflare$|^\S+ \| 5\d\d:", re.IGNORECASE),
        marks=(any_of("cf-error-details", "cf-wrapper", "/cdn-cgi/"),),
    ),
    Rule(
        name="CloudFront: the request could not be satisfied",
        verdict=Verdict.ERROR,
        most=2000,
        title=titled("error: the request could not be satisfied"),
    ),
    # Seen with 659 kB for every address, so that length says nothing; but a page has a heading.
    Rule(
        name="State Department: technical difficulties",
        verdict=Verdict.ERROR,
        title=titled("technical difficulties"),
        lacks=any_of("<main", "<article", "<h1"),
        text=any_of("experiencing technical difficulties"),
    ),
    Rule(
        name="a server's or gateway's error page",
        verdict=Verdict.ERROR,
        most=900,
        lacks=STORY,
        unless=NOT_BROKEN,
        title=titled(
            (
                r"(?:error |http status |http )?5[02]\d"
                "(?:"
                r"\W+(?:http|internal|bad|service|gateway|server|error|backend|bandwidth|错误|内部|服务)"
                ".{0,40})?"
            ),
            "(?:the )?service (?:is )?(?:temporarily )?unavailable",
            "bad gateway",
            "runtime error",
            "gateway time-?out",
            "bad request",
            "internal server error",
            "(?:内部)?(?:服务|伺服)器(?:内部)?错误",
            "server error",
            "error",
            "account suspended",
            "application error",
            "(?:系统|数据库|资料库|程序)?(?:错误|出错|异常)(?:提示|页面|信息|讯息)?",
            "系统(?:发生)?错误",
            "(?:database|mysql|unexpected) error",
            ".{0,20}error page",
        ),
        text=any_of(
            r"\bserver\b",
            "gateway",
            "unavailable",
            "overload",
            "try again",
            r"\bnginx\b",
            "apache",
            "tomcat",
            "backend",
            "limit exceeded",
            r"\berror\b.{0,40}(?:occur|reference|code|report this)|\berror\W{0,4}\d{3}\b",
            "(?:服务|伺服)器",
            "错误",
            "请?稍后",
            "暂停访问",
            "暂时无法|无法显示",
            "suspended",
            "(?:数据|资料)库",
            "database",
        ),
    ),
)

_BY_WORDS = (
    Rule(
        name="WordPress: maintenance",
        verdict=Verdict.ERROR,
        most=400,
        unless=NARRATIVE,
        text=any_of("briefly unavailable for scheduled maintenance", "正在执行例行维护"),
    ),
    Rule(
        name="WordPress: critical error",
        verdict=Verdict.ERROR,
        most=600,
        unless=NARRATIVE,
        text=any_of(
            "there has been a critical error on (?:this|your) website",
            "(?:站点|网站)(?:上)?(?:遇到|出现)了?(?:致命错误|技术问题)",
            "网站发生严重错误",
            r"technical difficulties\. please check your site admin",
        ),
    ),
    Rule(
        name="no database",
        verdict=Verdict.ERROR,
        most=600,
        lacks=STORY,
        unless=NARRATIVE,
        text=NO_DATABASE,
    ),
    Rule(
        name="PHP: an error instead of a page",
        verdict=Verdict.ERROR,
        most=1500,
        lacks=STORY,
        text=re.compile(r"^(?:<\?xml.{0,80}\?>)?\s*" + _PHP),
    ),
    Rule(
        name="PHP: a warning instead of a page",
        verdict=Verdict.ERROR,
        most=300,
        text=re.compile(r"^(?:php )?(?:warning|notice|deprecated) ?: .{1,260}\bon line \d+\W*$"),
    ),
    Rule(
        name="says that it is being worked on, beside menus",
        verdict=Verdict.ERROR,
        most=60,
        lacks=STORY,
        unless=NOT_NOW,
        own=AT_WORK_NOW,
        clues=re.compile(
            r"维护|維護|升级|升級|维修|維修|调整|"
            r"調整|改版|关闭|關閉|停用|停止|暂停|暫停|下线|下線|无法访问|無法訪問"
        ),
    ),
    Rule(
        name="says that it is being worked on",
        verdict=Verdict.ERROR,
        most=220,
        lacks=STORY,
        unless=NOT_NOW,
        text=AT_WORK,
    ),
    Rule(
        name="is down for maintenance",
        verdict=Verdict.ERROR,
        most=500,
        lacks=STORY,
        unless=LATER,
        text=AT_WORK_EN,
    ),
    Rule(
        name="is down for maintenance, beside menus",
        verdict=Verdict.ERROR,
        most=200,
        lacks=STORY,
        unless=LATER,
        own=SITE_DOWN,
    ),
    Rule(
        name="a server's error page, in words of its own",
        verdict=Verdict.ERROR,
        most=800,
        lacks=STORY,
        unless=NOT_BROKEN,
        text=BROKEN,
    ),
    Rule(
        name="a storage service's error instead of a page",
        verdict=Verdict.ERROR,
        most=600,
        marks=(
            any_of(
                r"^\s*(?:<\?xml[^>]{0,80}\?>)?\s*<error>\s*<code>"
                r"(?!nosuchkey|blobnotfound|resourcenotfound|nosuchobject)\w+</code>"
            ),
        ),
    ),
    Rule(
        name="a legacy UN server's error",
        verdict=Verdict.ERROR,
        most=400,
        lacks=STORY,
        text=any_of(
            r"error (?:number )?91\b.{0,10}object variable",
            "lotus (?:notes|domino) exception",
            "^.{0,40}http web server: .{0,60}exception",
        ),
    ),
)

OUTAGES: tuple[Rule, ...] = _BY_TITLE + _BY_WORDS + DEFAULT_PAGES

PHP_FATAL = re.compile(_PHP, re.DOTALL)
"""A fatal error of PHP in a text; where it stands decides what it means."""
