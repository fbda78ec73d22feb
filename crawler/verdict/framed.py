"""Failures in the dress of a site: menus, a main part, a foot, and in it a note and no page.

Most of today's sites have `<main>` around whatever they say, so that it proves nothing here. What
is left beside the frame must be short, must speak to its reader, and must not be dated.
"""

from crawler.items import Verdict
from crawler.verdict.outage_words import LATER, NOT_NOW
from crawler.verdict.rules import DATED, Rule, any_of
from crawler.verdict.wall_words import REFUSED, REFUSED_ZH, TOLD

_BODY = r"<body\b[^>]{0,300}\b"
_WORDPRESS_DIED = any_of(_BODY + r"id=[\"']?error-page\b")
_DRUPAL_RESTS = any_of(_BODY + r"class=[\"'][^\"'>]{0,200}\bmaintenance-page\b")

# What troubles an office has with its own telephones, rooms and systems is news.
_TROUBLED_EN = any_of(
    r"\bwe(?:[’']re| are)(?: currently)? (?:experiencing|having) (?:some )?technical "
    r"(?:issues|difficulties|problems)\b(?! (?:with|at|in|on|affecting|that)\b)",
    r"^.{0,80}\bis (?:currently |temporarily )?(?:under|down for) (?:\w+ )?maintenance\W+"
    r"we (?:should|will|hope to|expect to) be back\b",
    r"^\W*(?:\w+ ){0,2}(?:web)?site (?:is )?(?:currently )?under maintenance\b",
    "the website encountered an unexpected error",
    r"^.{0,60}\bsomething went wrong\W.{0,100}(?:try again|refresh|reload|back to)",
)
# A number is given to an error so that it can be reported: an error "in" something is news.
_NUMBERED_ERROR = any_of(
    r"^.{0,80}\b(?:an|unexpected) error (?:has )?occurred\s?[.!].{0,60}"
    r"\b(?:code|correlation id|request id|reference (?:id|code|number)|incident)\b",
)
_PLEASE = "(?:稍[后候]|重试|再试|刷新|返回首页|联系(?:网站|系统)?管理员|后(?:再来|回来))"
_OURS = r"(?<![^\W因于本该此对站行们为的，])"
_TROUBLED_ZH = any_of(
    "^.{0,24}" + _OURS + "(?:服务器|伺服器|系统|网站|本站|页面|程序)"
    "(?:内部|发生|出现|遇到|目前|暂时|了|太|未知|不可预知的?|意外的?|技术)*"
    "(?:错误|出错|异常|繁忙|故障|问题|开小差).{0,40}" + _PLEASE,
    "^.{0,24}" + _OURS + "(?:网站|本站|页面|服务器)(?:目前|现在)?正在.{0,6}(?:维护|升级|检修)"
    ".{0,24}" + _PLEASE,
)
_LOADS = any_of(
    r"^\W*(?:页面|数据|网页|内容)?(?:正在|努力)*(?:加载|载入)中?\W*(?:请稍[候后等]\W*)?$",
    r"^\W*(?:please wait\W*)?loading\b(?: page| content)?\W*(?:please wait\W*)?$",
    r"^\W*(?:chargement(?: en cours)?|cargando|(?:идет )?загрузка|جار[يٍ]? التحميل)\W*$",
)
_VISIT_ENDED = any_of(
    "(?:您|你)的?(?:会话|登录)(?:已经?)?(?:超时|过期|失效).{0,8}(?:登录|登入|刷新)",
    r"\byour session (?:has )?(?:expired|timed out)\W.{0,40}(?:log|sign|reload|refresh|again)",
)
# Who explains what happens if, and why, refuses nobody.
_NO_REFUSAL = any_of(TOLD.pattern, "如果?(?:您|你|遇|出现|因)|若|为什么|怎么|如何|将(?:会|被)|勿")

FRAMED: tuple[Rule, ...] = (
    Rule(name="WordPress died, in whatever language", verdict=Verdict.ERROR, most=900,
         marks=(_WORDPRESS_DIED,)),
    Rule(name="Drupal rests, in whatever language", verdict=Verdict.ERROR, most=500,
         lacks=DATED, marks=(_DRUPAL_RESTS,)),
    Rule(name="a firewall refuses the request, beside menus", verdict=Verdict.BLOCKED, most=110,
         lacks=DATED, unless=_NO_REFUSAL, own=REFUSED_ZH),
    Rule(name="a firewall refuses the request, beside menus", verdict=Verdict.BLOCKED, most=180,
         lacks=DATED, unless=_NO_REFUSAL, own=REFUSED),
    Rule(name="nothing but the word that it loads", verdict=Verdict.EMPTY, most=40,
         lacks=DATED, marks=(any_of("<script"),), text=_LOADS),
    Rule(name="says that the visit has ended, beside menus", verdict=Verdict.WRONG_TYPE, most=60,
         lacks=DATED, unless=_NO_REFUSAL, own=_VISIT_ENDED),
    Rule(name="says that it is out of order, beside menus", verdict=Verdict.ERROR, most=220,
         lacks=DATED, unless=LATER, own=_TROUBLED_EN),
    Rule(name="an error, and the number to report it by", verdict=Verdict.ERROR, most=300,
         lacks=DATED, unless=LATER, own=_NUMBERED_ERROR),
    Rule(name="says that it is out of order, beside menus", verdict=Verdict.ERROR, most=90,
         lacks=DATED, unless=NOT_NOW, own=_TROUBLED_ZH),
)  # fmt: skip
