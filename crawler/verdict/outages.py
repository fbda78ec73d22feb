"""Outages: pages by which a server, a site or its gateway says that it is out of order."""

import re

from crawler.items import Verdict
from crawler.verdict.rules import NARRATIVE, STORY, Rule, any_of, titled

_TO_COME = "(?:将于|将在|定于|拟于|届时|计划于|将对)"
_LATER = any_of(
    NARRATIVE.pattern,
    _TO_COME,
    r"\bwill (?:undergo|perform|conduct)\b",
    r"\bwill be (?:down|offline|unavailable|closed|under|suspended|performing)\b",
    r"\bwas (?:down|offline|under|unavailable)\b",
)
"""What is told, or announced, is not the case now."""

_NOT_BROKEN = any_of(_LATER.pattern, r"\b404\b", "not found")

_WORK = "(?:升级|维护|改版|改造|割接|检修|迁移|整改|维修|抢修|调整|建设)"
# A system or platform with a name of its own is not the site: 签证系统.
_SITE = (
    "(?:网站|官网|本站|[该本此]站点|网页|页面|服务器|机房|数据库|"
    r"(?<![^\W因于本该此对站行们为的])(?:系统|平台))"
)
_PARDON = (
    "(?:敬请|请您?)(?:期待|谅解|原谅|见谅)|不便|稍[后候]|"
    "(?:暂停|停止)(?:访问|服务|使用|对外)|"
    "(?:暂时|暂)(?:关闭|无法|不能)|无法(?:访问|打开|使用)|"
    "耐心等待|预计.{0,20}恢复"
)
_DONE = "已(?:经)?(?:恢复|完成|上线|开放|启用)|今日上线|即日起|^.{0,12}自.{1,12}起"
# What an office stops, no site does.
_OFFICE = "暂停(?:受理|办理|办公|收件|接待|对外办公)|闭馆"
_NOT_NOW = any_of(_LATER.pattern, _DONE, _OFFICE)
_AT_WORK_NOW = any_of(
    (
        "^.{0,40}"
        + _SITE
        + ".{0,10}(?:正在|处于|进行)?.{0,6}"
        + _WORK
        + "(?:中(?![期央国])|状态|期间)"
    ),
    (
        "^.{0,30}(?<!旧)(?<!版)(?:网站|[该本此]站|(?<!分)站点|系统|网页)"
        "(?:已|暂时|临时|现已|目前)?"
        "(?:关闭|停用|(?:停止|暂停)(?:服务|访问|运行)|下线|无法访问)"
    ),
)
_AT_WORK = any_of(
    "^.{0,60}" + _SITE + ".{0,12}" + _WORK + ".{0,40}(?:" + _PARDON + ")",
    "^.{0,12}" + _WORK + "中?.{0,3}敬请期待",
    _AT_WORK_NOW.pattern,
)
# So has a service with a name of its own: "the visa appointment system".
_SITE_EN = (
    r"(?:\b(?:web)?site|\bwebsite|\bpage|\bserver|\bportal|\bwe(?:[’']re)?"
    r"|(?:^|[.!:] |\b(?:the|this|our) )(?:service|system|platform|application))\b"
)
_SITE_DOWN = any_of(
    r"^.{0,60}" + _SITE_EN + r".{0,40}\b(?:down|offline|closed|unavailable) (?:for|due to|while)"
    r" (?:\w+ ){0,5}(?:maintenance|upgrade|update|repair|work)",
    r"^.{0,60}" + _SITE_EN + r".{0,40}\b(?:under(?:going)?|performing|conducting|doing"
    r"|carrying out) (?:\w+ ){0,3}(?:maintenance|upgrades?|construction)\b",
    r"^.{0,60}\b(?:this|our|the) (?:(?:web)?site|page|service|system) is "
    r"(?:currently |temporarily )?(?:down|offline|unavailable|closed)\b",
)
_AT_WORK_EN = any_of(
    _SITE_DOWN.pattern,
    r"^\W*(?:\w+ )?under (?:\w+ )?(?:maintenance|construction)\b",
    (
        r"^.{0,40}\b[\w-]+\.[\w.-]+ is (?:currently )?(?:undergoing|under|down for) "
        r"(?:\w+ )?maintenance"
    ),
    r"^.{0,40}\bmaintenance mode",
    (
        r"\b(?:doing|carrying out) (?:some |essential )?(?:\w+ )?work on (?:the|this|our) "
        "(?:web)?site"
    ),
    (
        r"^.{0,60}\bwe(?:[’']ll| will) be (?:right )?back (?:\w+ )?"
        r"(?:soon|shortly|online|up|in a)\b"
    ),
    r"^.{0,120}\b(?:check|come) back (?:soon|later|shortly|in a)",
    r"^.{0,20}\bcoming soon\W{0,3}$",
)
# In Taiwan other words are used than on the mainland.
_DATABASE = "(?:数据|资料)库"
_CONNECT = "(?:连接|连线)"
_NO_DATABASE = any_of(
    r"error establishing an? (?:database|redis|\w+) connection",
    "建立(?:数据库连接|资料库连线)时",
    (
        r"^.{0,80}\bdatabase (?:connection )?"
        "(?:error|failed|failure|is (?:down|unavailable|offline))"
    ),
    (
        "^.{0,120}(?:can ?not|could not|unable to|failed to|can[’']t|error) connect(?:ing)?"
        " to (?:the |local )*"
        r"(?:mysql|database|sql|db\b|redis|postgres|server through socket)"
    ),
    r"^.{0,30}\bdb error\b",
    "^.{0,60}database (?:trouble|problems?|issues?|outage)",
    r"sqlstate\[\w+\]",
    "^.{0,40}too many connections",
    "mysql (?:query|server) (?:error|has gone)",
    r"mysqli?_\w*connect\(\)",
    r"\bora-\d{5}",
    "you have an error in your sql syntax",
    "microsoft ole db provider",
    r"\badodb\.",
    r"\[microsoft\]\[",
    r"\[dbnetlib\]",
    "^.{0,60}" + _DATABASE + "(?:服务器)?" + _CONNECT + "?(?:发生)?"
    "(?:错误|失败|出错|异常|连接不上|繁忙)",
    "^.{0,60}" + _CONNECT + _DATABASE + "时?(?:失败|出错|错误|异常)",
    "^.{0,60}(?:无法|不能)" + _CONNECT + "[到至]?(?:" + _DATABASE + "|mysql)",
)
_BROKEN = any_of(
    "^server error in '/",
    "^.{0,6}应用程序中的服务器错误",
    "guru meditation",
    "^fastly error",
    "^.{0,20}this account has been suspended",
    "^.{0,30}whitelabel error page",
    r"^.{0,30}application error\b",
    r"something went wrong\W.{0,200}(?:try|again|later|error|issue|team|sorry|notified)",
    r"^.{0,60}(?:sorry|whoops|oops|error|but|500)\W.{0,30}something went wrong",
    "the website encountered an unexpected error",
    r"^.{0,60}\bunhandled exception",
    r"traceback \(most recent call last\)",
    r"\bjava\.(?:lang|io|sql|util|net)\.\w+(?:exception|error)\b",
    r"\bsystem\.(?:\w+\.)*\w+exception\b",
    "microsoft vbscript (?:runtime|compilation) error",
    "^upstream connect error",
    "^no healthy upstream",
    "the requested url could not be retrieved",
    "no server is available to handle this request",
    "the server didn[’']t respond in time",
    "backend fetch failed",
    "^.{0,30}(?:bandwidth|resource) limit (?:exceeded|is reached)",
    "our services aren[’']t available right now",
    "this web app (?:is stopped|has been stopped)",
    "invalid hostname",
    "an error occurred while processing your request",
    "^.{0,60}the server is temporarily unable to service your request",
    ("^.{0,60}the server encountered an? (?:internal|temporary|unexpected) (?:error|condition)"),
    "^.{0,60}the service is (?:temporarily )?unavailable",
    r"^(?:\W|http/1\.\d|error|50\d)*service (?:temporarily )?unavailable\W*$",
    r"^error code:? 5\d\d$",
    (
        r"^(?:\W|http|error|status|code|错误|代码)*5[0-3]\d\b.{0,60}"
        "(?:error|unavailable|not (?:currently )?available|gateway|time-?out|错误|服务|"
        "网关|异常)"
    ),
    r"^.{0,40}(?:internal server error|bad gateway|gateway time-?out)\b",
    r"^.{0,40}an error occurred\b.{0,80}\bserver returned",
    (
        "^.{0,30}(?:无法连接|连接|连线|请求|回源|访问).{0,8}(?:源站|服务器|伺服器).{0,12}"
        "(?:超时|失败|错误|稍后|出错)"
    ),
    "^.{0,20}cdn.{0,20}(?:超时|失败|错误)",
    r"no such app\b",
    "^there isn[’']t a github pages site here",
    "no route matched with those values",
    "^.{0,30}(?:currently )?experiencing technical difficulties",
    "^.{0,30}site off-?line",
    (
        "^.{0,20}(?:系统|(?:服务|伺服)器|网[络路]|服务|程序|页面|" + _DATABASE + ")"
        "(?:暂时|内部|发生|出现|目前|现在|太|处理)*"
        "(?:错误|出错|异常|繁忙|忙|故障|崩溃|超时|不可用|开小差|忙碌)"
    ),
    (
        "^.{0,10}(?:很?抱歉|对不起|哎呀|啊哦).{0,12}(?:服务器|伺服器|系统|页面|网站)"
        "(?:开小差|出错|出了|出现|崩溃|发生|繁忙|异常|暂时)"
    ),
    "^.{0,20}(?:内部|未知|运行时|应用程序)错误.{0,60}$",
    (
        "^.{0,20}(?:网站|站点|空间|虚拟主机|账户).{0,4}(?:已|被)"
        "(?:过期|到期|暂停|停止|停机|停用|关停|欠费|冻结)"
    ),
    "该站点已经被管理员停止运行",
    "请求超时.{0,20}(?:稍后|重试)",
)
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
        unless=_NOT_BROKEN,
        title=titled(
            (
                r"(?:error |http status |http )?5[02]\d"
                "(?:"
                r"\W+(?:http|internal|bad|service|gateway|server|error|backend|bandwidth|错误|服务)"
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
            "暂时无法",
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
        text=_NO_DATABASE,
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
        unless=_NOT_NOW,
        own=_AT_WORK_NOW,
    ),
    Rule(
        name="says that it is being worked on",
        verdict=Verdict.ERROR,
        most=220,
        lacks=STORY,
        unless=_NOT_NOW,
        text=_AT_WORK,
    ),
    Rule(
        name="is down for maintenance",
        verdict=Verdict.ERROR,
        most=500,
        lacks=STORY,
        unless=_LATER,
        text=_AT_WORK_EN,
    ),
    Rule(
        name="is down for maintenance, beside menus",
        verdict=Verdict.ERROR,
        most=200,
        lacks=STORY,
        unless=_LATER,
        own=_SITE_DOWN,
    ),
    Rule(
        name="a server's error page, in words of its own",
        verdict=Verdict.ERROR,
        most=800,
        lacks=STORY,
        unless=_NOT_BROKEN,
        text=_BROKEN,
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

_LONG_DEFAULT_TITLES = titled(
    r"(?:\S+ ){0,6}test page(?: (?:for|powered|of)\b.{0,60})?",
    (
        r"(?:apache\d? ?.{0,20})?default "
        "(?:page|site|web ?site|website|web page|parallels plesk.{0,20}|server page).{0,20}"
    ),
    "apache2 .{0,20}default page.{0,20}",
    r"apache tomcat(?:/\S+)?",
)
_DEFAULT_TITLES = titled(
    (
        "welcome to "
        r"(?:nginx|openresty|tengine|centos|caddy|lighttpd|apache|litespeed|fedora|iis)\b"
        ".{0,40}"
    ),
    r"it works\W*",
    r"iis ?\d*(?:\.\d)?(?: windows(?: server)?)?",
    "internet information services.{0,30}",
    "web server[’']s default page",
    "domain default page",
    "(?:恭喜.{0,4})?站点创建成功.{0,10}",
    "没有找到站点",
    "域名(?:未绑定|没有绑定).{0,10}",
    "网站尚?(?:未绑定|未开通).{0,10}",
    "未绑定域名.{0,10}",
)
_DEFAULT_WORDS = any_of(
    "successfully installed",
    "further configuration",
    "there is no website",
    "generated by plesk",
    "default (?:web ?page|page|site|welcome|index)",
    "test page",
    "proper operation",
    "it works",
    "创建成功",
    "没有找到.{0,10}站点",
    "未绑定",
    "未开通",
    "没有绑定",
    "internet information services",
    "web server",
    "if you[’']re (?:seeing|reading) this",
    "contact (?:the|your) (?:administrator|webmaster|hosting)",
)
_DEFAULT = "a web server's own page, where a site should be"
_DEFAULT_PAGES = (
    Rule(
        name=_DEFAULT,
        verdict=Verdict.ERROR,
        most=4500,
        lacks=STORY,
        title=_LONG_DEFAULT_TITLES,
        text=_DEFAULT_WORDS,
    ),
    Rule(
        name=_DEFAULT,
        verdict=Verdict.ERROR,
        most=1200,
        lacks=STORY,
        title=_DEFAULT_TITLES,
        text=_DEFAULT_WORDS,
    ),
    Rule(
        name=_DEFAULT,
        verdict=Verdict.ERROR,
        most=60,
        title=titled(
            r"iis ?\d*(?:\.\d)?(?: windows(?: server)?)?",
            "internet information services",
        ),
    ),
    Rule(
        name=_DEFAULT,
        verdict=Verdict.ERROR,
        most=100,
        text=any_of(
            "^it works!?(?: this is the default web page for this server.{0,80})?$",
            r"^default backend\b.{0,20}$",
            "^您的请求在web服务器中没有找到对应的站点",
        ),
    ),
)

OUTAGES: tuple[Rule, ...] = _BY_TITLE + _BY_WORDS + _DEFAULT_PAGES

PHP_FATAL = re.compile(_PHP, re.DOTALL)
"""A fatal error of PHP in a text; where it stands decides what it means."""
