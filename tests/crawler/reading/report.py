"""A drawn report: its title, and what stands in it in English and in Chinese."""

from crawler.items import Block
from crawler.reading import paper
from tests.drawing import BOLD, Text, drawn

ENGLISH = (
    "The delegation pledges to support the Office of the High Commissioner every year, and to "
    "report on these activities until the end of the term; it invites other Member States to do "
    "likewise, and to inform the Council of what they have done for civil society. "
)
CHINESE = (
    "常驻代表团承诺为人权事务高级专员办事处提供资金，并且每年就这些活动提出报告，直到任期结束。"
)
TITLE = Text(80, 60, "Annual report", 16, BOLD)


def blocks(*pages: list[Text]) -> list[Block]:
    """What is read of these pages, after the title."""
    return list(paper.read(drawn(*pages)).blocks)
