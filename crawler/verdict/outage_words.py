"""The words of what is out of order, or is being worked on."""

from crawler.verdict.rules import NARRATIVE, PLACE, any_of

_TO_COME = "(?:将于|将在|定于|拟于|届时|计划于|将对)"
LATER = any_of(
    NARRATIVE.pattern,
    PLACE.pattern,
    _TO_COME,
    r"\bwill (?:undergo|perform|conduct)\b",
    r"\bwill be (?:down|offline|unavailable|closed|under|suspended|performing)\b",
    r"\bwas (?:down|offline|under|unavailable)\b",
)
"""What is told, or announced, is not the case now."""

NOT_BROKEN = any_of(LATER.pattern, r"\b404\b", "not found")

_WORK = "(?:升级|提升|维护|改版|改造|割接|检修|迁移|整改|维修|抢修|调整|建设)"
# A system or platform with a name of its own is not the site: 签证系统.
_NAMELESS = r"(?<![^\W因于本该此对站行们为的])"
_SITE = "(?:网站|官网|本站|(?<!分)站点|网页|页面|服务器|机房|数据库|" + _NAMELESS + "(?:系统|平台))"
_PARDON = (
    "(?:敬请|请您?)(?:期待|谅解|原谅|见谅)|不便|稍[后候]|"
    "(?:暂停|停止)(?:访问|服务|使用|对外)|"
    "(?:暂时|暂)(?:关闭|无法|不能)|无法(?:访问|打开|使用)|"
    "后(?:再来|再试|回来|返回)|耐心等待|预计.{0,20}恢复"
)
_DONE = "已(?:经)?(?:恢复|完成|上线|开放|启用)|今日上线|即日起|^.{0,12}自.{1,12}起"
# What an office stops, no site does.
_OFFICE = "暂停(?:受理|办理|办公|收件|接待|对外办公)|闭馆"
NOT_NOW = any_of(LATER.pattern, _DONE, _OFFICE)
AT_WORK_NOW = any_of(
    (
        "^.{0,40}"
        + _SITE
        + ".{0,10}(?:正在|处于|进行)?.{0,6}"
        + _WORK
        + "(?:中(?![期央国])|状态|期间)"
    ),
    (
        "^.{0,30}(?<!旧)(?<!版)(?:网站|[该本此]站|(?<!分)站点|网页|" + _NAMELESS + "系统)"
        "(?:已|暂时|临时|现已|目前)?"
        "(?:关闭|停用|(?:停止|暂停)(?:服务|访问|运行)|下线|无法访问)"
    ),
)
AT_WORK = any_of(
    "^.{0,60}" + _SITE + ".{0,12}" + _WORK + ".{0,40}(?:" + _PARDON + ")",
    "^.{0,12}" + _WORK + "中?.{0,3}敬请期待",
    AT_WORK_NOW.pattern,
)
# So has a service with a name of its own: "the visa appointment system".
_SITE_EN = (
    r"(?:\b(?:web)?site|\bwebsite|\bpage|\bserver|\bportal|\bwe(?:[’']re)?"
    r"|(?:^|[.!:] |\b(?:the|this|our) )(?:service|system|platform|application))\b"
)
SITE_DOWN = any_of(
    r"^.{0,60}" + _SITE_EN + r".{0,40}\b(?:down|offline|closed|unavailable) (?:for|due to|while)"
    r" (?:\w+ ){0,5}(?:maintenance|upgrade|update|repair|work)",
    r"^.{0,60}" + _SITE_EN + r".{0,40}\b(?:under(?:going)?|performing|conducting|doing"
    r"|carrying out) (?:\w+ ){0,3}(?:maintenance|upgrades?|construction)\b",
    r"^.{0,60}\b(?:this|our|the) (?:(?:web)?site|page|service|system) is "
    r"(?:currently |temporarily )?(?:down|offline|unavailable|closed)\b",
)
AT_WORK_EN = any_of(
    SITE_DOWN.pattern,
    r"^\W*(?:\w+ )?under (?:\w+ )?(?:maintenance|construction)\b",
    (
        r"^.{0,40}\b[\w-]+\.[\w.-]+ is (?:currently )?(?:undergoing|under|down for) "
        r"(?:\w+ )?maintenance"
    ),
    r"^.{0,40}\bmaintenance mode",
    r"^.{0,40}\bwe(?:[’']re| are) (?:currently )?(?:upgrading|updating|improving|rebuilding"
    r"|redesigning) (?:our|the|this) (?:web)?site\b.{0,120}"
    "(?:back|again|later|soon|patien|inconvenience|shortly)",
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
NO_DATABASE = any_of(
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
BROKEN = any_of(
    "^server error in '/",
    "^.{0,6}应用程序中的服务器错误",
    "guru meditation",
    "^fastly error",
    "^.{0,40}this (?:account|(?:web)?site) (?:has been|is) (?:temporarily )?"
    "(?:suspended|disabled|deactivated)",
    r"\berr_(?:connection|name|timed|address|ssl|empty)_\w+",
    r"^.{0,80}\b(?:site|website|page|we(?:[’']re| are)?)\b.{0,60}\b(?:having|experiencing|facing) "
    "(?:some )?technical (?:issues|difficulties|problems)",
    r"^\W*(?:sorry\W+)?(?:(?:this|our|the) )?(?:web)?site (?:is )?temporarily unavailable\b",
    "^.{0,10}(?:页面|网页|数据)?加载(?:失败|出错|异常).{0,20}(?:重试|刷新)",
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
        "^.{0,20}(?:"
        + _NAMELESS
        + "系统|(?:服务|伺服)器|网[络路]|服务|程序|页面|"
        + _DATABASE
        + ")"
        "(?:暂时|内部|发生|出现|目前|现在|太|处理|连接|连线)*"
        "(?:错误|出错|异常|繁忙|忙|故障|崩溃|超时|逾时|不可用|开小差|忙碌)"
    ),
    (
        "^.{0,10}(?:很?抱歉|对不起|哎呀|啊哦).{0,12}(?:服务器|伺服器|系统|页面|网站)"
        "(?:开小差|出错|出了|出现|崩溃|发生|繁忙|异常|暂时)"
    ),
    "^.{0,20}(?:内部|未知|运行时|应用程序)错误.{0,60}$",
    (
        "^.{0,20}(?:网站|站点|空间|主机|账户).{0,4}(?:已|被)"
        "(?:过期|到期|暂停|停止|停机|停用|关停|欠费|冻结)"
    ),
    "该站点已经被管理员停止运行",
    "^.{0,24}本(?:网)?站已(?:经)?(?:于.{2,16})?(?:关停|关闭|停止(?:运行|服务|访问))",
    "请求超时.{0,20}(?:稍后|重试)",
)
