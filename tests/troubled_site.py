"""The demo's embassy on its bad days: everything that months of a real site bring, by a seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from aiohttp import web

from monitor.demo.embassy import LISTING, Embassy
from monitor.demo.pages import CHALLENGE, MENU, MORE_MENU, Skin, Story

MAINTENANCE = (
    "<!doctype html><html lang='zh'><head><title>系统维护</title></head><body>"
    "<h1>网站维护中</h1><p>本网站正在进行系统维护，请稍后再试。</p></body></html>"
)
DATABASE = (
    "<!doctype html><html><head><title>Database Error</title></head><body id='error-page'>"
    "<p>建立数据库连接时出错</p></body></html>"
)
TROUBLES = ("error", "challenge", "maintenance", "database", "empty", "half", "hang up", "gone")

# What a line is made of: enough that an article is as long as real ones are.
_SUBJECTS = ("代表团", "秘书处", "两国政府", "教育部门", "民间社会", "与会专家", "领事官员", "各方")
_VERBS = ("重申支持", "欢迎", "注意到", "承诺继续推动", "强调", "感谢", "回顾", "请各方考虑")
_OBJECTS = (
    "人权方面的合作",
    "奖学金项目",
    "区域和平",
    "气候行动",
    "文化交流",
    "签证便利",
    "贸易往来",
)
_ENDS = (
    "并将在下届会议上提出报告",
    "期限为{n}年",
    "总额为{n}万美元",
    "涉及{n}个城市",
    "自{n}日起施行",
)


class Troubled(Embassy):
    """`trouble` stands in place of every answer, or of those to `only`; `forwards` lead on."""

    def __init__(self, *stories: Story) -> None:
        super().__init__(*stories)
        self.trouble = ""
        self.only: set[str] = set()
        self.forwards: dict[str, str] = {}

    def answer(self, request: web.Request) -> web.Response:
        """A page of the site, or what stands in its place today."""
        slug = request.path.removeprefix("/zh/").rstrip("/")
        if self.trouble and (not self.only or slug in self.only):
            return self._troubled(request)
        if slug in self.forwards:
            return web.Response(status=301, headers={"Location": f"/zh/{self.forwards[slug]}/"})
        return super().answer(request)

    def _troubled(self, request: web.Request) -> web.Response:
        whole = super().answer(request)
        pages = {"challenge": CHALLENGE, "maintenance": MAINTENANCE, "database": DATABASE}
        if self.trouble in pages:
            return web.Response(text=pages[self.trouble], content_type="text/html")
        if self.trouble == "empty":
            return web.Response(text="", content_type="text/html")
        if self.trouble == "half":
            text = whole.text or ""
            return web.Response(text=text[: len(text) // 2], content_type="text/html")
        if self.trouble == "gone":
            return web.Response(status=404, text="Not Found")
        if self.trouble == "hang up" and request.transport:
            request.transport.close()
        return web.Response(status=502, text="Bad Gateway")


@dataclass
class Story60:
    """What happens round by round, and what of it people have to be told: (kind, slug)."""

    site: Troubled
    chance: random.Random
    told: list[tuple[str, str]] = field(default_factory=list)
    pulled: dict[str, tuple[Story, int]] = field(default_factory=dict)
    touched: dict[str, int] = field(default_factory=dict)
    former: dict[str, Story] = field(default_factory=dict)
    number: int = 0
    round: int = 0

    @classmethod
    def begin(cls, seed: int, *, articles: int = 8) -> "Story60":
        """A site with some articles, before anybody looks."""
        story = cls(Troubled(), random.Random(seed))
        for _ in range(articles):
            story.site.publish(story.written())
        return story

    def written(self) -> Story:
        """A new article."""
        self.number += 1
        lines = tuple(self._line() for _ in range(self.chance.randint(4, 9)))
        return Story(f"story-{self.number}", f"关于第{self.number}号事项的声明", lines)

    def turn(self) -> None:
        """One round: noise always, trouble often, an event mostly."""
        self.round += 1
        self._dress()
        self._make_trouble()
        acts = [self.publish, self.edit, self.edit, self.widen, self.pull, self.bring_back]
        acts += [self.rename, self.undo, self.reword_number]
        if self.chance.random() < 0.8:
            self.chance.choice(acts)()

    def rest(self) -> None:
        """A round in which the site is well and nothing happens."""
        self.round += 1
        self._dress()
        self.site.trouble, self.site.only = "", set()

    # What happens

    def publish(self) -> None:
        """An article more."""
        story = self.written()
        self.site.publish(story)
        self._tell("new", story.slug)

    def edit(self) -> None:
        """A sentence more in an article."""
        for story in self._quiet():
            lines = list(story.paragraphs)
            lines.insert(self.chance.randrange(len(lines) + 1), self._line())
            self._change(story, tuple(lines))

    def reword_number(self) -> None:
        """One figure of an article is another."""
        for story in self._quiet():
            place = self.chance.randrange(len(story.paragraphs))
            lines = list(story.paragraphs)
            lines[place] = f"{lines[place].rstrip('。')}，另有{1000 + self.round}人受益。"
            self._change(story, tuple(lines))

    def undo(self) -> None:
        """An article says again what it said before its last edit."""
        for story in self._quiet():
            if before := self.former.pop(story.slug, None):
                self.site.replace(before)
                self._tell("edited", story.slug)

    def widen(self) -> None:
        """Another width of the same punctuation: no news."""
        for story in self._quiet():
            wide = tuple(line.replace("，", ",").replace("。", "｡") for line in story.paragraphs)
            self.site.replace(replace(story, paragraphs=wide))
            self.touched[story.slug] = self.round

    def pull(self) -> None:
        """An article is taken off the site."""
        if len(self.site.stories) < 5:
            return
        for story in self._quiet():
            self.site.pull(story.slug)
            self.pulled[story.slug] = story, self.round
            self._tell("removed", story.slug)

    def bring_back(self) -> None:
        """One that was removed is there again, once people know that it went."""
        for slug, (story, since) in list(self.pulled.items()):
            if self.round - since > 8:
                del self.pulled[slug]
                self.site.publish(story)
                self._tell("restored", slug)
                return

    def rename(self) -> None:
        """An article gets another address; the old one leads there."""
        for story in self._quiet():
            slug = f"{story.slug}-b"
            self.site.stories = {
                slug if old == story.slug else old: replace(one, slug=slug)
                if old == story.slug
                else one
                for old, one in self.site.stories.items()
            }
            self.site.forwards[story.slug] = slug
            self.former.pop(story.slug, None)
            self._tell("moved", slug)

    # What it is made of

    def _change(self, story: Story, lines: tuple[str, ...]) -> None:
        self.former[story.slug] = story
        self.site.replace(replace(story, paragraphs=lines))
        self._tell("edited", story.slug)

    def _tell(self, kind: str, slug: str) -> None:
        self.told.append((kind, slug))
        self.touched[slug] = self.round

    def _quiet(self) -> Iterator[Story]:
        """One article to which nothing happened lately; none if there is none."""
        quiet = [
            story
            for slug, story in self.site.stories.items()
            if self.round - self.touched.get(slug, -9) > 6
        ]
        if quiet:
            yield self.chance.choice(quiet)

    def _dress(self) -> None:
        menu = list(self.chance.choice((MENU, MORE_MENU)))
        self.chance.shuffle(menu)
        banner = self.chance.choice(("", "本馆下周一闭馆。", "签证预约系统升级。"))
        self.site.skin = Skin(menu=tuple(menu), banner=banner)

    def _make_trouble(self) -> None:
        self.site.trouble, self.site.only = "", set()
        if self.chance.random() < 0.35:
            self.site.trouble = self.chance.choice(TROUBLES)
            slugs = [*self.site.stories, LISTING.removeprefix("/zh/").rstrip("/")]
            if self.chance.random() < 0.6:
                self.site.only = set(self.chance.sample(slugs, self.chance.randint(1, 3)))

    def _line(self) -> str:
        choose = self.chance.choice
        end = choose(_ENDS).format(n=self.chance.randint(2, 900))
        return f"{choose(_SUBJECTS)}{choose(_VERBS)}{choose(_OBJECTS)}，{end}。"
