"""Tombstones: a 200 that says that the page no longer exists."""

import re

from crawler.items import Verdict
from crawler.verdict.characters import simplified
from crawler.verdict.elsewhere import GOES_ELSEWHERE
from crawler.verdict.evidence import Judgement, one_line
from crawler.verdict.rules import NARRATIVE, STORY, Rule, any_of, titled

_NOTE = 60  # characters: what says no more is a note

_NO_LONGER_THERE = any_of(
    "no longer (?:exists|available)",
    "(?:has|have) been (?:removed|deleted)",
    "does(?: not|n't) exist",
    "could not be found",
    "cannot be found",
    "page (?:was )?not found",
    "can't find (?:the|that) page",
    "nothing (?:was )?found",
    "已被?(?:删除|移除|撤销|撤下|下架)",
    "已(?:经)?(?:下线|下架)",
    "不存在",
    "找不到",
    "未找到",
    "已失效",
    "没有找到",
)
_THING = (
    "(?:页面|网页|文章|内容|信息|资讯|讯息|新闻|稿件|帖子|链接|连结|资源|资料|文件|档案|"
    "地址|网址|栏目|文档|公告|记录|数据|主题|话题)"
)
_GONE = (
    "(?:不存在|未找到|"
    "(?:已|已经)?被?(?:删除|移除|撤回|屏蔽|撤销|撤下|下架|清除|撤稿|隐藏|关闭)|"
    "已(?:经)?(?:下线|失效|过期|下架)|找不到|无法找到|没有找到|无法显示|丢失|不在了|"
    "不见了|走丢)"
)
# That the very page that was asked for is not there. That something is not there, many pages say.
_PAGE_IS_GONE = any_of(
    (
        "(?:您|你)(?:所|要|想|正在|当前|现在)*"
        + "(?:访问|浏览|查看|检视|查找|查询|请求|打开|寻找|找|访问到)的?"
        + _THING
        + ".{0,24}"
        + _GONE
    ),
    (
        r"^(?:\W|\w{0,2}提示|系统|信息|消息|出错[了啦]?|错误|很?抱歉|对不起|哎呀|啊哦|糟糕|"
        # So much of the way through the site is left where its steps are no links.
        + "当前位置|你的位置|您的位置|首页|正文|详情|sorry|oops|404|not found|error)*"
        + "(?:该|此|这个|这篇|本|该篇|这|所?请求的|访问的|当前|指定的?)?"
        # What is law, and no longer is, is still there.
        + "(?!(?:文件|公告|档案|资料).{0,6}(?:失效|过期|撤))"
        + _THING
        + ".{0,6}"
        + _GONE
        + ".{0,80}$"
    ),
    (
        "(?:找不到|未找到|没有找到|无法找到)(?:到)?(?:了)?"
        + "(?:该|此|这个|您.{0,8}的|请求的|相关|对应的?)?(?:"
        + _THING
        + ").{0,60}$"
    ),
    (
        "(?:page|url|document|file|address|resource|content|link|article)s?"
        "(?: that| which)? (?:you|u)(?:[’']re| are| were| have|[’']ve)? "
        "(?:looking|request|try|attempt|tried|want|follow|click|access|seek).{0,80}"
        "(?:exist|found|available|removed|moved|deleted|expired|gone)"
    ),
    (
        "requested (?:url|page|resource|document|file|content|article).{0,100}"
        "(?:not found|not be (?:found|located)|not exist|been (?:removed|deleted)|"
        "no longer|not available)"
    ),
    (
        r"^(?:\W|sorry|oops|404|410|error|gone|not found|we[’']re|we are|unfortunately|but|"
        "page not found|page unavailable)*(?:this|the|that) "
        "(?:page|article|document|content|post|link|story|file|item|statement) "
        "(?:no longer exists|does(?:n[’']t| not) exist|"
        "is no longer (?:available|here|active|published)|"
        "has been (?:removed|deleted|unpublished|withdrawn|taken down|archived and)"
        "(?! from the (?!(?:web)?site|server|archive))|"
        "could not be found|cannot be found|can[’']t be found|"
        "was (?:not found|removed|deleted)|is not (?:found|available)|has expired|"
        "isn[’']t available|you).{0,120}$"
    ),
    "nothing was found at this location",
    "that page can[’'´]?t be found",
    "did not find a current representation",
    "can[’']?(?:t| not|not) find (?:the|that|this|your) page",
    "couldn[’']t find (?:the|that|this|your) page",
    "can[’']t seem to find",
    (
        r"^(?:\W|提示)*(?:此|该|本)"
        + _THING
        + "(?:因|由于).{0,12}(?:无法|不能|不予)"
        + "(?:查看|检视|访问|显示).{0,60}$"
    ),
    r"^(?:\W|提示|很?抱歉|对不起)*查无(?:此|该|相关)?" + _THING,
    "there is no document matching your request",
    (
        "(?:looks like|seems) (?:you|this page|the page(?! of)|we can).{0,60}"
        "(?:lost|find|exist|gone|wrong)"
    ),
    r"^page not found\b.{0,100}$",
    # A server's own page has nothing else to say.
    (
        r"^(?:http status |http |error |错误 ?)?(?:404|410)\W.{0,24}"
        "(?:not found|gone|未找到|找不到|不存在).{0,80}$"
    ),
    (
        "^(?:(?:http )?404 |page |file |document )*(?:not found|404|cannot be found)"
        r"\W{0,3}$"
    ),
    r"^(?:http |error )*404\W.{0,40}(?:cannot|could not) be found",
    "type=not found, status=404",
    r"page not found \(404\)",
)
_TITLES = titled(
    (
        "(?:error |http status |http |错误 ?)?(?:404|410)"
        r"(?:\W*"
        "(?:error|page|not found|gone|file|or directory|页面|错误|未找到|不存在|找不到|"
        "出错|提示|您).{0,16})*"
    ),
    (
        "(?:page|file|content|document|article|resource|post) (?:was |is |could )?"
        "(?:not (?:be )?(?:found|available)|removed|deleted|missing|no longer available)"
        r"(?:\W*404)?"
    ),
    "not found",
    "gone",
    "page missing",
    r"(?:oops\W*)?that page can[’'´]?t be found",
    "nothing (?:was )?found",
    r"(?:oops|sorry|whoops)\W*",
    (
        r"(?:抱歉\W*|对不起\W*)?(?:您(?:所|要)?(?:访问|浏览|查看|检视|查找)的|该|此|本)?"
        + _THING
        + "(?:不存在|未找到|没有找到|找不到(?:了)?|出错了?|丢失了?|已?被?删除了?|已?被?移除|"
        + "已下线|已失效|不见了)"
    ),
    "(?:找不到|未找到|没有找到|无法找到)(?:该|此|您要的)?" + _THING,
    "您访问的页面出错了",
    "无此页面",
    "查无(?:此|该|相关)?" + "(?:页|" + _THING + ")",
    "访问出错",
)

_PLAIN_TITLES = titled(
    (
        r"(?:error |http status |http |错误 ?)?(?:404|410)\W+(?:error\W+)?(?:page )?"
        "(?:not found|gone|error|页面|未找到|找不到|您|该|抱歉).{0,16}"
    ),
    "(?:error )?404",
    r"page not found(?:\W*404)?",
    (
        r"(?:抱歉\W*|对不起\W*)?(?:您(?:所|要)?(?:访问|浏览|查看|检视|查找)的|该|此|本)?"
        + _THING
        + "(?:不存在|未找到|没有找到|找不到了?|已?被?删除了?)"
    ),
    "(?:找不到|未找到|没有找到)(?:该|此)?" + _THING,
)
"""Titles that need no further word, where there hardly is one."""

GRAVES: tuple[Rule, ...] = (
    Rule(
        name="a storage service has no such thing",
        verdict=Verdict.TOMBSTONE,
        most=600,
        marks=(
            any_of(
                r"^\s*(?:<\?xml[^>]{0,80}\?>)?\s*<error>\s*<code>"
                "(?:nosuchkey|blobnotfound|resourcenotfound|nosuchobject)</code>"
            ),
        ),
    ),
    Rule(
        name="says that the page does not exist",
        verdict=Verdict.TOMBSTONE,
        most=8000,
        title=_TITLES,
        text=_PAGE_IS_GONE,
    ),
    Rule(
        name="its title says that the page does not exist, and its text nothing else",
        verdict=Verdict.TOMBSTONE,
        most=120,
        lacks=STORY,
        unless=NARRATIVE,
        title=_PLAIN_TITLES,
    ),
    Rule(
        name="says that it was deleted, and leads elsewhere",
        verdict=Verdict.TOMBSTONE,
        most=300,
        lacks=STORY,
        unless=NARRATIVE,
        text=_NO_LONGER_THERE,
        marks=(GOES_ELSEWHERE,),
    ),
    Rule(
        name="nothing but a note that the page does not exist",
        verdict=Verdict.TOMBSTONE,
        most=160,
        unless=any_of(NARRATIVE.pattern, "特此"),
        own=_PAGE_IS_GONE,
        lacks=re.compile(
            r"<time\b|og:type[\"']?\s+content=[\"']?article|"
            "article:published_time|"
            r"(?:发布|发表|更新)(?:时间|日期)\s*[::：]"
        ),
        clues=re.compile(
            r"删除|刪除|移除|不存在|找不到|未找到|有找到|"
            r"法找到|撤回|撤销|撤銷|撤下|撤稿|下架|"
            r"下线|下線|失效|过期|過期|屏蔽|不在了|"
            r"不见了|丢失|无法显示|無法顯示|not found|no longer|been removed|"
            r"been deleted|not exist|n’t exist|n't exist|be found|expired"
        ),
    ),
)


def judge_text(text: str) -> Judgement | None:
    """The verdict on all the text that was read of a document; None where nothing speaks for one.

    Where a site puts a note in the place of an article's text, with its menus, its date and the
    news of the day around it, the page looks like an article: only what is read of it tells.
    """
    said = " ".join(simplified(text.lower()).split())
    if len(said) > _NOTE or NARRATIVE.search(said) or not _PAGE_IS_GONE.search(said):
        return None
    return Verdict.TOMBSTONE, one_line(f"nothing but a note that it does not exist: “{said}”")
