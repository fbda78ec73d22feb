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
    "(?:正在|自動|即將|頁面).{0,4}跳轉",
    "请点击?这里", "請點擊?這裡", "(?:域名|网址|网站|地址|網址).{0,6}(?:变更|更换|迁移|更新|变化|"
    "搬迁|變更|升级为)",
    r"(?:will|should) be (?:automatically )?(?:redirected|taken|forwarded)", r"being redirected",
    r"redirecting", r"if (?:you are |your browser (?:does|is) )?not,? (?:automatically )"
    r"?(?:redirected.{0,20})?"
    r"click here", r"click here (?:if|to continue|to proceed)", r"has moved to",
)  # fmt: skip
_LEAVES = any_of(
    "^.{0,40}(?:您|你).{0,10}(?:即将|将要|正在|將|即將).{0,6}(?:(?:离开|離開).{0,16}(?:门户|网站|"
    "網站|本站|"
    "站点|页面|平台|系统)|访问外部|跳转到|前往)",
    r"^.{0,30}you (?:are|will be) (?:now |about to |soon |currently )*(?:leav(?:e|ing)|exit(?:ing)"
    r"?)\b.{0,60}"
    r"(?:\bsites?\b|website|portal|web page|\bdomain\b|https?:|\.gov\b)",
    r"^.{0,40}(?:external (?:link|site)|leaving (?:this|our|the) (?:site|website))"
    r"\b.{0,200}(?:continue|"
    r"proceed|cancel|leave)", "^.{0,30}(?:外部链接|站外链接|第三方网站).{0,60}(?:继续|前往|取消|"
    "访问)",
)  # fmt: skip
_PASSWORD = any_of(r"<input[^>]{0,200}type=[\"']?password")
_FORM = any_of(r"<form", r"<input", r"<button", r"<script")

ELSEWHERE: tuple[Rule, ...] = (
    Rule(name="an interstitial that leads elsewhere", verdict=Verdict.WRONG_TYPE, most=800,
         lacks=STORY, text=_LEADS_ELSEWHERE, marks=(GOES_ELSEWHERE,)),
    Rule(name="nothing but a redirect by script", verdict=Verdict.WRONG_TYPE, most=60,
         marks=(GOES_ELSEWHERE,), lacks=STORY),
    Rule(name="nothing but the word that it moved", verdict=Verdict.WRONG_TYPE, most=250,
         title=titled(r"object moved", r"document moved", r"30[12378]\W+(?:moved|found|see|"
         r"temporary|"
                      r"permanent).{0,20}", r"(?:page )?moved permanently",
                      r"redirecting(?:\W*| to .{0,40}|\.\.\. ?.{0,30})"),
         text=any_of(r"moved", r"\bhere\b", r"redirect")),
    Rule(name="a warning that one leaves the site", verdict=Verdict.WRONG_TYPE, most=500,
         lacks=STORY, unless=NARRATIVE, text=_LEAVES),
    Rule(name="a form to log in", verdict=Verdict.WRONG_TYPE, most=400, lacks=STORY,
         title=re.compile(r"\blog ?[io]n\b|\bsign ?in\b|登录|登入|登錄|登陆|身份认证|统一认证|"
         r"认证平台|上网认证|"
                          r"\bwi-?fi\b|hotspot|captive portal|network (?:access|authentication)|"
                          r"guest access",
                          re.IGNORECASE),
         marks=(_PASSWORD,)),
    Rule(name="a form to log in", verdict=Verdict.WRONG_TYPE, most=150, lacks=STORY,
         marks=(_PASSWORD,), text=any_of(r"\blog ?in\b|\bsign ?in\b|登录|登入|登錄|登陆")),
    Rule(name="wants a login first", verdict=Verdict.WRONG_TYPE, most=160, lacks=STORY,
         unless=NARRATIVE,
         text=any_of("^.{0,30}(?:请您?先?|您?需要先?)(?:登录|登入|登陆|登錄)(?:后|以后|之后|才能|"
         "再|才可|系统)?.{0,8}"
                     "(?:查看|访问|浏览|操作|继续)", "^.{0,20}(?:您|你)(?:还|尚)?(?:没有|未)登录",
                     "^.{0,12}请(?:您)?(?:先|重新)(?:登录|登入|登陆).{0,8}$",
                     r"^.{0,40}(?:please |you (?:must|need to) )(?:be )?(?:log(?:ged)? in|"
                     r"sign(?:ed)? in)"
                     r" (?:to (?:view|see|access|continue|read|proceed)|before|first)",
                     "^.{0,30}(?:登录|会话)(?:已)?(?:超时|过期|失效)",
                     r"^.{0,30}(?:your )?session (?:has )?(?:expired|timed out)")),
    Rule(name="a portal between us and the network", verdict=Verdict.WRONG_TYPE, most=700,
         lacks=STORY, unless=NARRATIVE, marks=(_FORM,),
         text=any_of(r"(?:connect|log ?in|sign ?in|get access) to (?:the |this |our |free |guest )"
         r"*(?:wi-?fi|"
                     r"wireless|network|internet|hotspot)\b", r"(?:guest|free|hotel|public) "
                     r"wi-?fi.{0,200}(?:accept"
                     r"|agree|connect|terms)", r"captive portal", "(?:上网|网络|无线|wi-?fi|wlan|"
                     "校园网|portal).{0,4}"
                     "(?:认证|登录|接入)", "(?:连接|接入).{0,6}(?:wi-?fi|无线网络|免费上网)",
                     "一键上网")),
    Rule(name="a directory, listed by the web server", verdict=Verdict.WRONG_TYPE, most=8000,
         role="document", title=re.compile(r"^(?:index of /|directory listing (?:for|of) /|"
         r".{0,60} - /.{0,60}$)",
                                           re.IGNORECASE),
         text=any_of(r"parent directory", r"last modified", r"\.\./", r"^(?:index|directory "
         r"listing).{0,40}/",
                     r"\[to parent directory\]")),
    Rule(name="a domain for sale, or parked", verdict=Verdict.WRONG_TYPE, most=700, lacks=STORY,
         unless=NARRATIVE,
         text=any_of("域名.{0,12}(?:正在|可以?|现|低价|诚意|欢迎).{0,4}(?:出售|转让|售卖|求购|"
         "报价|竞价)", "域名(?:出售|转让)(?:中|，|联系)", r"(?:this )?domain (?:name )?(?:is|may "
         r"be)"
                     r" (?:for sale|available|parked)", r"buy this domain",
                     r"domain (?:has )?expired",
                     r"this (?:domain|web ?page|site) is parked", r"parked (?:free|domain|by)",
                     r"(?:the )?domain \S+\.\S+ (?:is|may be) for sale",
                     "^.{0,40}域名.{0,6}已(?:经)?(?:过期|到期|停放)",
                     r"inquire about this domain", r"domain (?:is )?registered (?:at|with|by)",
                     r"hugedomains|sedo(?:parking)?\.com|dan\.com|afternic")),
)  # fmt: skip
