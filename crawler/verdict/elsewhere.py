"""Pages that only lead elsewhere, or belong to somebody else."""

import re

from crawler.items import Verdict
from crawler.verdict.rules import NARRATIVE, STORY, Rule, any_of, titled

GOES_ELSEWHERE = any_of(
    r"(?:window|document|self|top|parent)\.location(?:\.href)?\s*=",
    r"location\.(?:replace|assign|reload)\s*\(",
    r"\blocation(?:\.href)?\s*=\s*[\"'(]",
    r"<meta[^>]{1,80}http-equiv=[\"']?refresh",
)
"""What sends a browser to another address."""

_LEADS_ELSEWHERE = any_of(
    "(?:正在|自动|即将|页面|秒后?|为您).{0,4}(?:跳转|转到|转向|返回|进入)",
    "请点击?这里",
    "(?:域名|网址|网站|地址).{0,6}(?:变更|更换|迁移|更新|变化|搬迁|升级为)",
    "(?:will|should) be (?:automatically )?(?:redirected|taken|forwarded)",
    "being redirected",
    "redirecting",
    (
        "if (?:you are |your browser (?:does|is) )?not,? (?:automatically )?"
        "(?:redirected.{0,20})?click here"
    ),
    "click here (?:if|to continue|to proceed)",
    "has moved to",
)
_LEAVES = any_of(
    (
        "^.{0,40}(?:您|你).{0,10}(?:即将|将要|正在|将).{0,6}"
        "(?:离开.{0,16}(?:门户|网站|本站|站点|页面|平台|系统)|访问外部|跳转到|前往)"
    ),
    (
        "^.{0,30}you (?:are|will be) (?:now |about to |soon |currently )*"
        r"(?:leav(?:e|ing)|exit(?:ing)?)\b.{0,60}"
        r"(?:\bsites?\b|website|portal|web page|\bdomain\b|https?:|\.gov\b)"
    ),
    (
        r"^.{0,40}(?:external (?:link|site)|leaving (?:this|our|the) (?:site|website))\b"
        ".{0,200}(?:continue|proceed|cancel|leave)"
    ),
    "^.{0,30}(?:外部链接|站外链接|第三方网站).{0,60}(?:继续|前往|取消|访问)",
)
_PASSWORD = any_of(r"<input[^>]{0,200}type=[\"']?password")
_FORM = any_of("<form", "<input", "<button", "<script")

ELSEWHERE: tuple[Rule, ...] = (
    Rule(
        name="an interstitial that leads elsewhere",
        verdict=Verdict.WRONG_TYPE,
        most=800,
        lacks=STORY,
        text=_LEADS_ELSEWHERE,
        marks=(GOES_ELSEWHERE,),
    ),
    Rule(
        name="nothing but a redirect by script",
        verdict=Verdict.WRONG_TYPE,
        most=60,
        marks=(GOES_ELSEWHERE,),
        lacks=STORY,
    ),
    Rule(
        name="nothing but the word that it moved",
        verdict=Verdict.WRONG_TYPE,
        most=250,
        title=titled(
            "object moved",
            "document moved",
            r"30[12378]\W+(?:moved|found|see|temporary|permanent).{0,20}",
            "(?:page )?moved permanently",
            r"redirecting(?:\W*| to .{0,40}|\.\.\. ?.{0,30})",
        ),
        text=any_of("moved", r"\bhere\b", "redirect"),
    ),
    Rule(
        name="a warning that one leaves the site",
        verdict=Verdict.WRONG_TYPE,
        most=500,
        lacks=STORY,
        unless=NARRATIVE,
        text=_LEAVES,
    ),
    Rule(
        name="a form to log in",
        verdict=Verdict.WRONG_TYPE,
        most=400,
        lacks=STORY,
        title=re.compile(
            (
                r"\blog ?[io]n\b|\bsign ?in\b|\bse connecter\b|\bconnexion\b|\biniciar sesión\b|"
                r"\bвход\b|\bавторизация\b|تسجيل الدخول|登录|登入|登陆|身份认证|"
                r"统一认证|认证平台|上网认证|\bwi-?fi\b|hotspot|"
                "captive portal|network (?:access|authentication)|"
                "guest access"
            ),
            re.IGNORECASE,
        ),
        marks=(_PASSWORD,),
    ),
    Rule(
        name="a form to log in",
        verdict=Verdict.WRONG_TYPE,
        most=150,
        lacks=STORY,
        marks=(_PASSWORD,),
        text=any_of(r"\blog ?in\b", r"\bsign ?in\b", "登录", "登入", "登陆"),
    ),
    Rule(
        name="wants a login first",
        verdict=Verdict.WRONG_TYPE,
        most=160,
        lacks=STORY,
        unless=NARRATIVE,
        text=any_of(
            (
                "^.{0,30}(?:请您?先?|您?需要先?)(?:登录|登入|登陆)"
                "(?:后|以后|之后|才能|再|才可|系统)?.{0,8}(?:查看|检视|访问|浏览|操作|继续)"
            ),
            "^.{0,20}(?:您|你)(?:还|尚)?(?:没有|未)登录",
            "^.{0,12}请(?:您)?(?:先|重新)(?:登录|登入|登陆).{0,8}$",
            (
                "^.{0,40}(?:please |you (?:must|need to) )(?:be )?(?:log(?:ged)? in|sign(?:ed)? in)"
                " (?:to (?:view|see|access|continue|read|proceed)|before|first)"
            ),
            "^.{0,30}(?:登录|会话)(?:已)?(?:超时|过期|失效)",
            "^.{0,30}(?:your )?session (?:has )?(?:expired|timed out)",
        ),
    ),
    Rule(
        name="a portal between us and the network",
        verdict=Verdict.WRONG_TYPE,
        most=700,
        lacks=STORY,
        unless=NARRATIVE,
        marks=(_FORM,),
        text=any_of(
            (
                "(?:connect|log ?in|sign ?in|get access) to (?:the |this |our |free |guest )*"
                r"(?:wi-?fi|wireless|network|internet|hotspot)\b"
            ),
            "(?:guest|free|hotel|public) wi-?fi.{0,200}(?:accept|agree|connect|terms)",
            "captive portal",
            "(?:上网|网[络路]|无线|wi-?fi|wlan|校园网|portal).{0,4}(?:认证|登录)",
            "(?:wi-?fi|无线网[络路]).{0,20}(?:同意|接受).{0,8}(?:条款|协议|规定)",
            "(?:连接|接入|连线).{0,6}(?:wi-?fi|无线网[络路]|免费上网)",
            r"(?:connecter|conectar\w*|подключ\w+).{0,12}wi-?fi",
            "一键上网",
        ),
    ),
    Rule(
        name="wants consent to cookies first",
        verdict=Verdict.WRONG_TYPE,
        most=800,
        lacks=STORY,
        unless=NARRATIVE,
        marks=(_FORM,),
        title=titled(
            "before you (?:continue|proceed|go on).{0,40}",
            "cookie (?:consent|wall)",
            "we (?:value|respect|care about) your privacy",
            "(?:your|vos?) (?:choices?|choix) (?:about|concernant|on|sur) (?:les )?cookies",
            "(?:nous respectons|le respect de) votre vie privée.{0,20}",
            "(?:avant de continuer|antes de continuar).{0,40}",
            "accepter (?:les )?cookies.{0,20}|aceptar (?:las )?cookies.{0,20}",
            "(?:valoramos|respetamos) (?:su|tu) privacidad",
            "прежде чем продолжить.{0,40}",
            "(?:在继续之前|继续(?:访问|浏览)?(?:之?前)).{0,20}|我们(?:重视|尊重)您的隐私",
        ),
        text=any_of(
            r"(?:cookies?\b|файл\w* cookie).{0,600}(?:\b(?:accept|agree|consent|reject|acept)|"
            "принять|соглас|接受|同意)"
        ),
    ),
    Rule(
        name="a directory, listed by the web server",
        verdict=Verdict.WRONG_TYPE,
        most=8000,
        role="document",
        title=re.compile(
            "^(?:index of /|directory listing (?:for|of) /|.{0,60} - /.{0,60}$)", re.IGNORECASE
        ),
        text=any_of(
            "parent directory",
            "last modified",
            r"\.\./",
            "^(?:index|directory listing).{0,40}/",
            r"\[to parent directory\]",
        ),
    ),
    Rule(
        name="a domain for sale, or parked",
        verdict=Verdict.WRONG_TYPE,
        most=700,
        lacks=STORY,
        unless=NARRATIVE,
        text=any_of(
            "(?:域名|网域).{0,12}(?:正在|名称|可以?|现|低价|诚意|欢迎).{0,4}(?:出售|转让|售卖|求购|报价|竞价)",
            "(?:域名|网域(?:名称)?)(?:出售|转让)(?:中|，|联系)",
            "(?:this )?domain (?:name )?(?:is|may be) (?:for sale|available|parked)",
            "buy this domain",
            r"^.{0,20}\S+\.\S+ is parked",
            r"^.{0,60}\bdomain (?:name )?for sale\b",
            "domain (?:has )?expired",
            "this (?:domain|web ?page|site) is parked",
            "parked (?:free|domain|by)",
            r"(?:the )?domain \S+\.\S+ (?:is|may be) for sale",
            "^.{0,40}域名.{0,6}已(?:经)?(?:过期|到期|停放)",
            "inquire about this domain",
            "domain (?:is )?registered (?:at|with|by)",
            "hugedomains",
            r"sedo(?:parking)?\.com",
            r"dan\.com",
            "afternic",
        ),
    ),
)
