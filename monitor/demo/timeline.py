"""What happens in the demo: what the site does, and what is to be seen of it. Data."""

from dataclasses import dataclass, replace

from crawler.items import Verdict
from monitor.demo import site
from monitor.demo.pages import MORE_MENU, Skin, Story
from monitor.demo.witness import Witness, baseline, missing, nothing, recorded, refused, told
from monitor.model import Kind


@dataclass(frozen=True, slots=True)
class Moment:
    """What the site does, and what the record and the mails must show of it, in this order."""

    does: str
    act: site.Act
    shows: tuple[Witness, ...]


RIVER = Story(
    "statement-on-the-river",
    "关于交换界河水文数据的联合声明",
    (
        "两国代表今天在首都会谈，就每月交换界河的水文数据达成一致。",
        "双方重申，任何一方都不得阻止记者前往受灾地区采访。",
        "数据自三月一日起公布，首批观测站共115处。",
    ),
)
GRANT = Story(
    "study-grants",
    "青年学者奖学金开始受理申请",
    (
        "新一年的青年学者奖学金自即日起受理申请，截止日期为四月三十日。",
        "申请人须提交研究计划，并由两位教授推荐。",
    ),
)
TALKS = Story(
    "rights-talks",
    "人权对话结束后的新闻稿",
    (
        "双方就新闻自由、宗教自由和律师的处境坦率地交换了意见。",
        "下一轮对话定于今年秋天举行，民间团体将应邀列席。",
    ),
)
RELEASE = Story(
    "call-for-release",
    "呼吁释放被拘押的记者",
    (
        "本馆对三名记者因报道洪灾而遭到拘押深表关切，呼吁立即予以释放。",
        "报道事实不是罪行。",
    ),
    day="二月 9, 2021",
)
STORIES = (RIVER, GRANT, TALKS)

_SOFTENED = tuple(text.replace("不得阻止", "不宜阻止") for text in RIVER.paragraphs)
_HALF_WIDTH = tuple(text.replace("，", ",") for text in GRANT.paragraphs)
_LOOK = Skin(menu=MORE_MENU, banner="本馆定于下周一闭馆一天。")

TIMELINE = (
    Moment("has three articles; docwatch looks for the first time", site.wait, (baseline(),)),
    Moment(
        "gets a new menu and a banner, and counts its visitors",
        site.dress(_LOOK),
        (nothing("menus, banners and counters are not read"),),
    ),
    Moment(f"publishes “{RELEASE.title}”", site.publish(RELEASE), (told(Kind.NEW),)),
    Moment(
        f"changes one word of “{RIVER.title}”",
        site.replace(replace(RIVER, paragraphs=_SOFTENED)),
        (told(Kind.EDITED),),
    ),
    Moment(
        f"types “{GRANT.title}” again, with commas of half width",
        site.replace(replace(GRANT, paragraphs=_HALF_WIDTH)),
        (
            recorded(
                Kind.TYPOGRAPHIC, "other punctuation says nothing else: a version, and no alert"
            ),
        ),
    ),
    Moment(
        f"shows a challenge in place of “{TALKS.title}”, with status 200",
        site.challenge(TALKS.slug),
        (refused(Verdict.BLOCKED, "a challenge is no text: what stood there still stands"),),
    ),
    Moment(
        "lets everybody in again",
        site.let_in,
        (nothing("the text is what it was before the challenge"),),
    ),
    Moment(
        "breaks down: every page is an error 500",
        site.break_down,
        (refused(Verdict.ERROR, "silence is not absence: one failed look is no alarm yet"),),
    ),
    Moment("is mended", site.mend, (nothing("nothing had happened meanwhile"),)),
    Moment(f"pulls “{TALKS.title}”", site.pull(TALKS.slug), (missing(), told(Kind.REMOVED))),
)
