"""A rule: one kind of page that answers in the place of the page that was asked for."""

import re
from dataclasses import dataclass

from crawler.items import Role, Verdict
from crawler.verdict.sight import Sight

_SEVERAL = 3  # links that make a list
_LONGEST_QUOTE = 60  # characters of what a rule has seen

SPEAKING = frozenset({"html", "text", "xml"})
"""What speaks by itself: a PDF is no failure page."""


def any_of(*phrases: str) -> re.Pattern[str]:
    """A pattern of which one of `phrases` is enough; in simplified characters, as all of them."""
    return re.compile("|".join(phrases))


def titled(*phrases: str) -> re.Pattern[str]:
    """A title that is one of `phrases`, alone or before the name of the site."""
    title = "|".join(phrases)
    return re.compile(
        rf"^\W*(?:{title})\W*(?:$|\s?[|–—_]\s?|\s-\s|-(?![a-z])[^-]{{1,20}}$)", re.IGNORECASE
    )


DATED = any_of(
    r"<time\b",
    r"og:type[\"']?\s+content=[\"']?article",
    "article:published_time",
    r"[\"']@type[\"']\s*:\s*[\"'](?:news)?(?:article|blogposting)",
    r"itemprop=[\"']?(?:datepublished|articlebody)",
    r"(?:发布|发表|更新|张贴|刊登|公布)(?:时间|日期)\s*[::：]",
    r"(?:信息|文章|稿件)?来源\s*[::：]",
)
"""What the source of a page has that was published on a day, or says where it comes from."""

STORY = any_of(r"<main\b", r"<article\b", DATED.pattern)
"""What the source of a page has that tells something, and no note in its place."""

NARRATIVE = any_of(
    "表示|指出|报道|报导|宣布|发言人|记者|据悉",
    "网友(?:反映|表示|发现)",
    "(?:周|星期)[一二三四五六日]",
    "[上本]周|去年|当天|当日",
    r"\b(?:said|says|announced)\b",
    r"\breport(?:ed|s|er|ers)\b",
    "according to",
    "spokes(?:person|man|woman)",
    r"\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day",
    r"\blast (?:week|month|year|night)\b",
    r"\byesterday\b|\bdays? after\b",
    r"\b(?:was|were) (?:later|again|restored)\b",
)
"""Words of one who tells what happened elsewhere. A failure speaks to its reader."""


PLACE = any_of(
    r"archaeolog|excavat|\bmuseum|\bthe building\b",
    r"archéolog|fouilles|\bmusée|bâtiment",
    r"arqueol|excavaci|\bmuseo|edificio|nueva embajada",
    r"археолог|раскоп|\bмузе|\bсобор|\bздани",
    "أثري|متحف|مبنى",
)
"""Words of a site that is a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of page that is not the page.

    A `header` that matches `pattern` says it by itself. Of the rest, everything given must hold:
    `title`, what the title or the first heading matches; `most`, so many visible characters at
    most; `text`, what the visible text matches beside its quotations; `own`, the same without
    menus and links, of so many characters at most as `most` says; `marks`, what the source has,
    `lacks` what it has not, and `unless` what the text has not (with `own`: neither that nor the
    heading). `role` narrows it to pages asked as such. A page that is wordy is no note, unless its
    words are its menus': a rule for `own` words looks at those that have one of `clues`.
    """

    name: str
    verdict: Verdict
    header: str = ""
    pattern: str = ""
    title: re.Pattern[str] | None = None
    marks: tuple[re.Pattern[str], ...] = ()
    text: re.Pattern[str] | None = None
    own: re.Pattern[str] | None = None
    lacks: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    most: int | None = None
    clues: re.Pattern[str] | None = None  # in either script: the page is not simplified for them
    role: Role | None = None

    def seen(self, sight: Sight, role: Role) -> str:
        """What this rule recognises the response by; empty where it is none of these."""
        if self.role not in {None, role}:
            return ""
        if self.header:
            said = sight.headers.get(self.header, "")
            found = re.search(self.pattern, said, re.IGNORECASE)
            return f"{self.header}: {said[:_LONGEST_QUOTE]}" if found else ""
        if sight.kind not in SPEAKING:
            return ""
        if self.title is None and sight.is_wordy and not self._is_hinted_at(sight):
            return ""
        titled = self._title(sight)
        if self.title is not None and not titled:
            return ""
        return self._inside(sight, titled)

    def _is_hinted_at(self, sight: Sight) -> bool:
        """Whether a wordy page is worth the time that it takes to part its own words from menus."""
        if self.clues is None or not self.clues.search(sight.lower):
            return False
        return self.lacks is None or not self.lacks.search(sight.source)

    def _title(self, sight: Sight) -> str:
        if self.title is None:
            return ""
        if self.title.search(sight.title):
            return sight.title
        if sight.is_wordy or not self.title.search(sight.heading):
            return ""
        return sight.heading

    def _inside(self, sight: Sight, titled: str) -> str:
        told = self._told(sight)
        if self.most is not None and len(told) > self.most:
            return ""
        said = self._said(sight)
        if said is None or self._is_refuted(sight):
            return ""
        marks = [mark.search(sight.source) for mark in self.marks]
        if not all(marks):
            return ""
        seen = (titled, said, *(mark[0] for mark in marks if mark))
        return ", ".join(f"“{_short(clue)}”" for clue in dict.fromkeys(seen) if clue)

    def _told(self, sight: Sight) -> str:
        """What of the page this rule looks at: menus and links tell of other pages."""
        return sight.own if self.own is not None else sight.text

    def _said(self, sight: Sight) -> str | None:
        """The words that were looked for; None where they are not there."""
        if self.own is not None:
            found = self.own.search(sight.own)
            return found[0] if found else None
        if self.text is None:
            return ""
        found = self.text.search(sight.said)
        return found[0] if found and self._is_no_headline(self.text, sight) else None

    def _is_no_headline(self, pattern: re.Pattern[str], sight: Sight) -> bool:
        """Whether the words stand elsewhere than in one of several links: news of a failure do."""
        return self.title is not None or sight.links < _SEVERAL or bool(pattern.search(sight.bare))

    def _is_refuted(self, sight: Sight) -> bool:
        if self.lacks is not None and self.lacks.search(sight.footless):
            return True
        if self.unless is None:
            return False
        # Menus may name spokespersons and reports, too.
        told = sight.text if self.own is None else f"{sight.heading} {sight.own}"
        return bool(self.unless.search(told))


def _short(clue: str) -> str:
    return clue if len(clue) <= _LONGEST_QUOTE else f"{clue[:_LONGEST_QUOTE]}…"
