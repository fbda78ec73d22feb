"""The PDFs that `docwatch demo` serves: `python -m tests.make_demo_pdfs` draws them anew.

The demo itself needs nothing that draws PDFs: what comes out of here is shipped with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.un_pages import Layout, Masthead, un_pdf
from tests.un_text import Part, changed

FOLDER = Path(__file__).parents[1] / "monitor" / "demo" / "pdf"

AID_TITLE = "北岸国常驻联合国代表团的普通照会"
AID = (
    Part(AID_TITLE, is_heading=True),
    Part("附件", is_heading=True),
    Part("界河洪灾后的救济与重建", is_heading=True),
    Part(
        "1. 九月的洪水淹没了界河两岸的四十一个村镇，两国主管部门共同设立了救济协调中心，"
        "并请秘书长将本照会作为大会文件分发。"
    ),
    Part(
        "2. 北岸国承诺在今后三年内提供350万美元，用于修复堤坝、学校和诊所，"
        "其中三分之一由当地民间社会组织经办，账目每半年公布一次。"
    ),
    Part(
        "3. 两国同意，记者和人道主义工作人员可自由前往受灾地区，"
        "其报道和评估不须事先送审；任何限制均应以书面说明理由。"
    ),
    Part("4. 双方将于下一届会议期间向大会报告本照会所述各项承诺的执行情况。"),
)
MISSION_TITLE = "界河观察团的经费筹措"
MISSION = (
    Part(MISSION_TITLE, is_heading=True),
    Part("1. 本报告说明界河观察团自设立以来的人员配置，并列出下一财政期间所需经费。"),
    Part("2. 观察团现有观察员115人，分驻六个观测站，每站每月向两国通报一次水位和流量。"),
    Part("3. 请大会注意本报告，并核准第二段所列人员编制延长一年。"),
)

_AID_HEAD = Masthead(
    symbol="A/99/214",
    date="14 October 2044",
    session="第九十九届会议",
    item="议程项目 71(b)",
    subject=("加强联合国人道主义和救灾援助的协调：", "对个别国家或区域的援助"),
    original="Original: Chinese",
    job="44-10321",
    days="141044",
)
_MISSION_HEAD = Masthead(
    symbol="A/99/305",
    date="2 November 2044",
    session="第九十九届会议",
    item="议程项目 164",
    subject=("维持和平行动经费的筹措",),
    job="44-11874",
    days="021144    091144",
)
REISSUED = "由于技术原因于2044年10月28日重新印发。"
# The second page begins in the middle of a paragraph.
_LETTER = Layout(bottom=372, heading=2.0, author="Documents Section")
_A4 = Layout(paper="a4", columns=27, bottom=400, heading=2.0, author="Another machine")


@dataclass(frozen=True)
class Shipped:
    """One file of the demo: the text that it is made for, and how it is drawn."""

    name: str
    parts: Sequence[Part]
    head: Masthead
    layout: Layout
    notes: Sequence[str] = ()

    @property
    def path(self) -> Path:
        return FOLDER / self.name


SHIPPED = (
    Shipped("aid.pdf", AID, _AID_HEAD, _LETTER),
    Shipped("aid-made-anew.pdf", AID, _AID_HEAD, _A4),
    Shipped(
        "aid-reissued.pdf",
        changed(AID, "350万", "230万"),
        replace(_AID_HEAD, mark="*", job="44-10987", days="281044"),
        _LETTER,
        notes=(f"* {REISSUED}",),
    ),
    Shipped("mission.pdf", MISSION, _MISSION_HEAD, _LETTER),
)


def main() -> None:
    """Draw all of them."""
    FOLDER.mkdir(exist_ok=True)
    for each in SHIPPED:
        drawn = un_pdf(each.parts, head=each.head, layout=each.layout, notes=each.notes)
        each.path.write_bytes(drawn)


if __name__ == "__main__":
    main()
