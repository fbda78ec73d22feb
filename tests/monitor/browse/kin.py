"""A record of documents that belong together, made by real checks."""

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from crawler.items import Block, Document, Finding, Identity, Page, Reading, Verdict, sha256
from monitor.model import Change, Kind, Source
from monitor.store import Store
from tests.monitor.browse.room import Shelf
from tests.monitor.check.watch import (
    NEWS,
    SITE,
    Answer,
    Watch,
    article,
    document,
    excerpt,
    failed,
    forwarded,
    listing,
)

NEWS_SITE = replace(NEWS, name="news", ignore=frozenset({"script"}), mind=frozenset({"quotes"}))
UN = Source(name="un", spider="un_documents", options={"symbols": ["A/76/100"]}, notify=("desk",))
SYMBOL, CORRIGENDUM = "A/76/100", "A/76/100/Corr.1"
FILE = f"{SITE}/f/statement.pdf"
NOTE = "代表团承诺提供350万美元，用于支持民间社会和妇女的各项活动。"
PDF = b"%PDF-1.7 a statement"
HOSTILE_MESSAGE = "<b>status</b> 500\u202e"


@dataclass(frozen=True)
class Kin:
    """A record on disk, and the ids of what is in it."""

    path: Path
    article: str  # of three versions: other quotation marks came, and went again
    file: str
    moved: str
    lost: str  # joined to another one
    kept: str  # that one
    note: str  # in English
    translation: str
    corrigendum: str
    changes: tuple[Change, ...]

    def shelf(self) -> Shelf:
        """As the other tests ask for a room."""
        first = self.changes[0]
        return Shelf(self.path, edited=first, removed=first, hostile=first)

    def of_kind(self, kind: Kind, document: str) -> Change:
        return next(c for c in self.changes if c.kind is kind and c.document == document)


async def gathered(path: Path) -> Kin:
    """A mission's article with its file, two that were joined, and the family of a symbol."""
    with closing(Store(path)) as store:
        news, un = Watch(store, NEWS_SITE), Watch(store, UN)
        await _news(news)
        await _symbols(un)

        def at(source: str, url: str) -> str:
            found = store.documents.at(source, url)
            assert found is not None, url
            return found.id

        lost, kept = at("news", document(2).url), at("news", document(3).url)
        with store.transaction():
            store.joins.join(lost, into=kept, at=news.clock.now)
        return Kin(
            path,
            article=at("news", document(1).url),
            file=at("news", FILE),
            moved=at("news", document(7).url),
            lost=lost,
            kept=kept,
            note=at("un", address(SYMBOL, "en")),
            translation=at("un", address(SYMBOL, "zh")),
            corrigendum=at("un", address(CORRIGENDUM, "en")),
            changes=tuple(store.changes.recent()),
        )


async def _news(watch: Watch) -> None:
    first = {"files": (FILE, f"{SITE}/f/other.pdf"), "twins": {"en": f"{SITE}/en/1/"}}

    def answers(*numbers: int, text: str) -> list[Answer]:
        return [
            listing(*(excerpt(number) for number in numbers)),
            article(1, text, **first),
            *(article(number, f"第{number}号正文。") for number in numbers[1:]),
        ]

    await watch.look(*answers(1, 2, 3, 4, text="双方同意“保持沟通”。"), _file())
    other = "双方同意「保持沟通」。"
    await watch.look(*answers(1, 2, 3, 4, text=other), failed(FILE))
    feed = "feed:zh"
    await watch.look(*answers(1, 2, 3, 4, 6, text="双方同意“保持沟通”。"), _file(), _fails(feed))
    await watch.look(
        listing(*(excerpt(number) for number in (1, 2, 3))),
        article(1, "双方同意“保持沟通”。", **first),
        forwarded(document(6).url, 7, "第6号正文。"),
        _fails(feed),
    )


async def _symbols(watch: Watch) -> None:
    english = {"title": "Note verbale", "text": NOTE}
    chinese = {"title": "普通照会", "text": NOTE}
    in_vain = [_nothing(SYMBOL, "ar"), _nothing(CORRIGENDUM, "zh")]
    not_yet = _nothing(CORRIGENDUM, "en")
    first = _there(SYMBOL, "en", **english)
    await watch.look(first, _nothing(SYMBOL, "zh"), not_yet, *in_vain)
    await watch.look(first, _there(SYMBOL, "zh", **chinese), not_yet, *in_vain)
    edited = chinese | {"text": NOTE.replace("350", "450")}
    await watch.look(_there(SYMBOL, "zh", **edited), _there(CORRIGENDUM, "en", **english), *in_vain)


def address(symbol: str, language: str) -> str:
    """Where a document of the UN is had."""
    return f"https://docs.example.org/access?s={symbol.replace('/', '%2F')}&l={language}&t=pdf"


def _there(symbol: str, language: str, *, title: str, text: str) -> Answer:
    family = {"base": SYMBOL, "parent": SYMBOL} if symbol != SYMBOL else {}
    found = Document(
        url=address(symbol, language),
        title=title,
        language=language,
        identities=(Identity("symbol", symbol),),
        fields={"symbol": symbol} | family,
        blocks=(Block("paragraph", text),),
        form="pdf",
    )
    return _came(found, f"%PDF {symbol} {language} {text}".encode(), f"symbol:{symbol}:{language}")


def _nothing(symbol: str, language: str) -> Answer:
    def answer(now: datetime) -> tuple[Finding, bytes]:
        page = Page(
            url=address(symbol, language), fetched_at=now, verdict=Verdict.NOT_PUBLISHED, status=200
        )
        reading = Reading(interface=f"symbol:{symbol}:{language}", ends=True)
        return Finding(page=page, role="document", reading=reading), b""

    return answer


def _file() -> Answer:
    found = Document(
        url=FILE,
        title="声明全文",
        language="zh",
        identities=(Identity("url", FILE),),
        blocks=(Block("paragraph", "声明全文如下。"),),
        form="pdf",
    )
    return _came(found, PDF, "linked", ends=False)


def _came(found: Document, body: bytes, interface: str, *, ends: bool = True) -> Answer:
    def answer(now: datetime) -> tuple[Finding, bytes]:
        page = Page(
            url=found.url,
            answered=found.url,
            status=200,
            headers={"content-type": "application/pdf", "x-<i>": "a\u202eb"},
            body=sha256(body),
            size=len(body),
            fetched_at=now,
            verdict=Verdict.OK,
        )
        reading = Reading(documents=(found,), interface=interface, ends=ends)
        return Finding(page=page, role="document", reading=reading), body

    return answer


def _fails(interface: str) -> Answer:
    def answer(now: datetime) -> tuple[Finding, bytes]:
        url = f"{SITE}/{interface}"
        page = Page(
            url=url,
            fetched_at=now,
            verdict=Verdict.ERROR,
            status=500,
            evidence=HOSTILE_MESSAGE,
        )
        return Finding(page=page, role="listing", reading=Reading(interface=interface)), b""

    return answer
