"""What happens in the demo: what a site does, and what is to be seen of it. Data."""

from dataclasses import dataclass, replace

from crawler.items import Verdict
from monitor.demo import acts
from monitor.demo.pages import MORE_MENU, Skin, Story
from monitor.demo.reasons import (
    another_file,
    kept_aside,
    no_alarm_yet,
    no_failure,
    only_in_the_page,
    reads_as_before,
    still_stands,
    under_the_same_symbol,
)
from monitor.demo.un import AID, MISSION, shipped
from monitor.demo.witness import Witness, baseline, missing, nothing, recorded, refused, told
from monitor.model import Kind

EMBASSY, UN = "embassy", "un"  # the sources


@dataclass(frozen=True, slots=True)
class Moment:
    """What a site does, and what the record and the mails must show of it, in this order.

    `source` is what watches the site.
    """

    source: str
    does: str
    act: acts.Act
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
_BANNER = "本馆定于下周一闭馆一天。"
_LOOK = Skin(menu=MORE_MENU, banner=_BANNER)

DOCUMENTS = {(AID, "zh"): shipped("aid"), (MISSION, "zh"): shipped("mission")}

TIMELINE = (
    Moment(EMBASSY, "The embassy has three articles", acts.wait, (baseline(),)),
    Moment(
        UN,
        "The UN site has two documents in Chinese, and in English none yet",
        acts.wait,
        (baseline(), refused(Verdict.NOT_PUBLISHED, no_failure)),
    ),
    Moment(
        EMBASSY,
        "The embassy puts another menu and a banner on every page",
        acts.dress(_LOOK),
        (nothing(only_in_the_page(_BANNER)),),
    ),
    Moment(
        EMBASSY,
        f"The embassy publishes “{RELEASE.title}”",
        acts.publish(RELEASE),
        (told(Kind.NEW),),
    ),
    Moment(
        EMBASSY,
        f"The embassy changes one word of “{RIVER.title}”",
        acts.replace(replace(RIVER, paragraphs=_SOFTENED)),
        (told(Kind.EDITED),),
    ),
    Moment(
        EMBASSY,
        f"The embassy types “{GRANT.title}” again, with commas of half width",
        acts.replace(replace(GRANT, paragraphs=_HALF_WIDTH)),
        (recorded(Kind.TYPOGRAPHIC, kept_aside),),
    ),
    Moment(
        UN,
        f"The UN makes the PDF of {AID} anew: other paper, lines and pages, the same text",
        acts.put(AID, "zh", shipped("aid-made-anew")),
        (nothing(another_file(AID)),),
    ),
    Moment(
        UN,
        f"The UN reissues {AID}, and an amount in it is another",
        acts.put(AID, "zh", shipped("aid-reissued")),
        (told(Kind.REISSUED, Kind.EDITED, why=under_the_same_symbol(AID)),),
    ),
    Moment(
        EMBASSY,
        f"The embassy shows a challenge in place of “{TALKS.title}”, with status 200",
        acts.challenge(TALKS.slug),
        (refused(Verdict.BLOCKED, still_stands),),
    ),
    Moment(
        EMBASSY,
        "The embassy lets everybody in again",
        acts.let_in,
        (nothing(reads_as_before),),
    ),
    Moment(
        EMBASSY,
        "The embassy's site breaks down: every page is an error 500",
        acts.break_down,
        (refused(Verdict.ERROR, no_alarm_yet),),
    ),
    Moment(
        EMBASSY,
        "The embassy's site is mended",
        acts.mend,
        (nothing(reads_as_before),),
    ),
    Moment(
        EMBASSY,
        f"The embassy pulls “{TALKS.title}”",
        acts.pull(TALKS.slug),
        (missing(), told(Kind.REMOVED)),
    ),
)
