"""What there is to see of a response, looked at only when a rule asks for it."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from html import unescape
from itertools import accumulate

from crawler.verdict.characters import simplified
from crawler.verdict.kinds import kind_of

MOST_TEXT = 8_000  # characters: no page with more is taken for a failure by what it says
WORDY = 1_500  # characters: no page with more is taken for one without a title that says so
HEAD = 65_536  # bytes in which a title stands
DEEP = 1_000_000  # bytes of a suspect that are read


class Sight:
    """One response as rules look at it: its title, its text, its source."""

    def __init__(self, headers: Mapping[str, str], body: bytes) -> None:
        self.headers = headers
        self.body = body

    @cached_property
    def kind(self) -> str:
        """What the body is, by `kind_of`."""
        return kind_of(self.headers, self.body)

    @cached_property
    def title(self) -> str:
        """The text of `<title>`."""
        head = self.body[:HEAD]
        found = _TITLE.search(head)
        if not found:
            return ""
        start, end = found.end(), head.find(b"<", found.end())
        raw = head[start : end if end >= 0 else start + 500][:500]
        return _plain(self._decode(raw))

    @cached_property
    def heading(self) -> str:
        """The text of the first heading."""
        found = _HEADING.search(self.lower)
        if not found:
            return ""
        end = self.lower.find("</h", found.end())
        inside = self.lower[found.end() : min(end, found.end() + 500)] if end >= 0 else ""
        return _plain(visible(inside))

    @cached_property
    def source(self) -> str:
        """The source, entities resolved, in lower case and in simplified characters."""
        return simplified(unescape(self.lower))

    @cached_property
    def footless(self) -> str:
        """The source without the foot of the site, which says when the site was brought up to date.

        The foot of an article is not the site's.
        """
        start = self.source.rfind("<footer")
        end = self.source.find("</footer", start) if start >= 0 else -1
        if end < 0 or "</article" in self.source[end:]:
            return self.source
        return self.source[:start] + self.source[end:]

    @cached_property
    def text(self) -> str:
        """What a reader would see of it, roughly; not much more than `MOST_TEXT`.

        In lower case, and in simplified characters.
        """
        return _plain(visible(self.lower))

    @cached_property
    def is_wordy(self) -> bool:
        """Whether the page has so much text that only its title could still betray it."""
        if self._charset == "utf-8" and any(
            _begins_wordy(self.body, first=first) for first in _FIRST
        ):
            return True
        return len(" ".join(visible(self.lower, most=WORDY).split())) > WORDY

    @cached_property
    def said(self) -> str:
        """The text without what it quotes: who quotes a failure page is none."""
        rest = " ".join(_QUOTED.sub(" ", self.text).split())
        return rest if len(rest) >= _SOMETHING else self.text

    @cached_property
    def own(self) -> str:
        """The text without menus, links, forms, asides, and the site's head and foot."""
        rest = _FOOT.split(_plain(visible(self.lower, without=_FURNITURE)), maxsplit=1)[0]
        return " ".join(_QUOTED.sub(" ", rest).split()) or rest

    @cached_property
    def bare(self) -> str:
        """The text without what stands in links."""
        return _plain(visible(self.lower, without=_LINKS))

    @cached_property
    def links(self) -> int:
        """How many links there are."""
        return self.lower.count("<a ")

    @cached_property
    def lower(self) -> str:
        """The source in lower case, entities as they stand."""
        return self._decode(self.body[:DEEP]).lower()

    def _decode(self, raw: bytes) -> str:
        return raw.decode(self._charset, errors="replace")

    @cached_property
    def _charset(self) -> str:
        declared = self.headers.get("content-type", "").lower() + self._meta_charset
        found = _CHINESE_CHARSET.search(declared)
        if not found:
            return "utf-8"
        return "big5hkscs" if found[0] == "big5" else "gb18030"

    @cached_property
    def _meta_charset(self) -> str:
        head = self.body[:4096]
        found = _META_CHARSET.search(head)
        if found:
            return found[1].decode("ascii").lower()
        return "" if _is_utf8(head) else "gb18030"


def visible(source: str, *, without: frozenset[str] = frozenset(), most: int = MOST_TEXT) -> str:
    """The text between the tags of a source in lower case, up to about `most` characters.

    What no browser shows, and what stands in elements `without`, is left out. One pass, however
    hostile the source is.
    """
    hidden = set(_UNSEEN | without)
    pieces: list[str] = []
    at = length = 0
    while (start := source.find("<", at)) >= 0 and length <= most:
        pieces.append(source[at:start])
        length += len(pieces[-1].strip())
        name, at = _past_tag(source, start, hidden)
        if at < 0:
            return "".join(pieces)
        if name not in _INLINE:
            pieces.append(" ")
    pieces.append(source[at : at + 2 * most] if start < 0 else "")
    return "".join(pieces)


def _begins_wordy(body: bytes, *, first: int) -> bool:
    """Whether the `first` bytes of a page in UTF-8 show that `visible` finds `WORDY` and more.

    False also where they only do not show it: they hold too little, or are written strangely. This
    has tags and hidden elements found by two patterns, where `visible` goes from tag to tag.
    """
    # Letters of ASCII are made small before they are decoded, which takes no time. Of all others,
    # two have small ones that would count otherwise.
    source = body[:first].lower().decode("utf-8", errors="replace")[:-_CUT_CHARACTER]
    if "\u0130" in source or "\u212a" in source:
        return False
    shown = _without_hidden(source)
    # What is behind the last tag is not asked for: so from no "<" is a ">" looked for in vain.
    texts = _ANY_TAG.split(shown[: shown.rfind(">") + 1])[:-1]
    lengths = list(accumulate(map(len, map(str.strip, texts))))
    enough = bisect_right(lengths, WORDY)
    # One more tag must follow, as `visible` takes the rest of a page that has none.
    if enough + 1 >= len(texts):
        return False
    return len(" ".join("".join(texts[: enough + 1]).split())) > WORDY


def _without_hidden(source: str) -> str:
    """`source` with empty tags for comments and hidden elements, up to one that does not end."""
    pieces: list[str] = []
    at = 0
    while found := _HIDES.search(source, at):
        between = source[at : found.start()]
        pieces.append(between)
        at = _past_hidden(source, found)
        if at < 0 or between.rfind("<") > between.rfind(">"):  # or it stands inside a tag
            return "".join(pieces)
        pieces.append("<>")
    return "".join((*pieces, source[at:]))


def _past_hidden(source: str, found: re.Match[str]) -> int:
    """Where a comment or hidden element ends that begins with `found`; -1 where it does not."""
    if found[1] is None:
        end = source.find("-->", found.start())
        return end + 3 if end >= 0 else -1
    closed = source.find(f"</{found[1]}", found.start())
    end = source.find(">", closed) if closed >= 0 else -1
    return end + 1 if end >= 0 else -1


def _past_tag(source: str, start: int, hidden: set[str]) -> tuple[str, int]:
    """The name of the tag at `start`, and where to go on behind it; -1 where it does not end.

    An element of `hidden` that is never closed is taken out of it: it is not looked for again.
    """
    if source.startswith("<!--", start):
        end = source.find("-->", start)
        return "", end + 3 if end >= 0 else -1
    found = _TAG.match(source, start)
    name = found[1] if found else ""
    if name in hidden:
        closed = source.find(f"</{name}", start)
        end = source.find(">", closed) if closed >= 0 else -1
        if end >= 0:
            return name, end + 1
        if name in _UNSEEN:  # a script without an end hides all that follows, a menu does not
            return name, -1
        hidden.discard(name)
    end = source.find(">", start)
    return name, end + 1 if end >= 0 else -1


def _plain(text: str) -> str:
    return " ".join(simplified(unescape(text)).split())


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3  # a character cut in two by the end of the head
    return True


_SOMETHING = 10  # characters: a page that says less beside its quotations says what they say
_UNSEEN = frozenset({"script", "style", "noscript", "title", "template"})
_LINKS = frozenset({"a"})
_FURNITURE = frozenset({"a", "aside", "nav", "header", "footer", "select", "button", "label"})
_INLINE = frozenset(
    {"a", "/a", "b", "/b", "em", "/em", "font", "/font", "i", "/i", "span", "/span", "strong",
     "/strong", "u", "/u"}
)  # fmt: skip
_FOOT = re.compile(
    r"版权所有|主办(?:单位)?[:：]|网站标识码|公网安备|[京沪粤浙苏川鲁豫鄂湘]icp备|"
    r"copyright|©"
)
_TAG = re.compile(r"<(/?[a-z][a-z0-9]*)")
_ANY_TAG = re.compile(r"<[^>]*>")
_HIDES = re.compile(r"<(?:!--|(script|style|noscript|title|template)(?![a-z0-9]))")
_FIRST = (12_288, 131_072)  # bytes in which most pages have shown their words
_CUT_CHARACTER = 4  # characters that may come of one that is cut in two
_QUOTED = re.compile(r"[“「『《][^”」』》]{0,200}[”」』》]|\"[^\"]{0,200}\"")
_TITLE = re.compile(rb"<title[^>]{0,200}>", re.IGNORECASE)
_HEADING = re.compile(r"<h[12]\b[^>]{0,300}>")
_META_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_CHINESE_CHARSET = re.compile("gb2312|gbk|gb18030|big5")
