"""What becomes of documents of the United Nations: every event that is known, by real checks."""

import io
from collections.abc import AsyncIterator
from datetime import timedelta

import pypdfium2
import pytest

from crawler.items import sha256
from monitor.model import Change, Circumstance, Kind, Outcome, State
from monitor.store import Store
from tests.arabic import shaped
from tests.monitor.check.un_desk import Desk
from tests.site import Site
from tests.un_papers import ADOPTED, REISSUES, SPONSORS, TONGUES, un_paper
from tests.un_server import Miss
from tests.word_files import docx_file

DRAFT = "A/C.3/80/L.29"
LANGUAGES = tuple(TONGUES)
OTHERS = tuple(language for language in LANGUAGES if language != "en")
MISSES: list[Miss] = ["shell", "empty", "note", "not found"]
DAY = timedelta(days=1)


@pytest.fixture
async def desk(site: Site, store: Store) -> AsyncIterator[Desk]:
    one = Desk(site, store)
    yield one
    await one.crawl.stop()


def told(desk: Desk) -> Change:
    (change,) = desk.changes()
    return change


# A language that is not ready


@pytest.mark.parametrize("miss", MISSES)
async def test_a_language_that_comes_later_is_a_translation_and_says_how_much_later(
    desk: Desk, miss: Miss
) -> None:
    desk.server.miss = miss
    options = {"symbols": DRAFT, "languages": list(LANGUAGES)}
    desk.server.publish(DRAFT, un_paper(DRAFT))
    first = await desk.look(**options)
    for number, language in enumerate(OTHERS, start=1):
        desk.server.publish(DRAFT, un_paper(DRAFT, language), language=language)
        await desk.look(after=DAY, **options)
        assert (len(desk.changes()), desk.changes()[-1].language) == (number, language)

    assert (first.outcome, first.baseline, first.failed) == (Outcome.OK, 1, 0)
    assert set(desk.kinds()) == {Kind.TRANSLATED}
    original = next(each for each in desk.documents() if each.language == "en")
    for number, change in enumerate(desk.changes(), start=1):
        assert desk.said(change, Circumstance.VERSION_OF) == original.id
        # By its own date, 4 November 2025, the original is a year older than the first look.
        assert desk.said(change, Circumstance.DELAY) == f"{382 + number} days"


# Another file under the same symbol


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_file_replaced_under_its_symbol_is_a_reissue_with_equal_words_or_not(
    desk: Desk, language: str
) -> None:
    options = {"symbols": DRAFT, "languages": [language]}
    desk.server.publish(DRAFT, un_paper(DRAFT, language), language=language)
    await desk.look(**options)
    again = un_paper(
        DRAFT, language, mark="*", job="25-18200", days="111125", notes=[REISSUES[language]]
    )
    desk.server.publish(DRAFT, again, language=language)
    same = await desk.look(**options)
    other = un_paper(
        DRAFT, language, mark="**", job="25-18300", notes=[f"*{REISSUES[language]}"], amount=450
    )
    desk.server.publish(DRAFT, other, language=language)
    second = await desk.look(**options)
    third = await desk.look(**options)

    assert desk.kinds() == [Kind.REISSUED, Kind.REISSUED]
    assert {edit.field for edit in same.changes[0].edits} == {"job_number", "job_dates", "reissue"}
    text = next(edit for edit in second.changes[0].edits if edit.field == "text")
    assert ("350" in text.hunks[0].before, "450" in text.hunks[0].after) == (True, True)
    assert third.unchanged == 1
    (document,) = desk.documents()
    assert desk.store.snapshots.of(document.id)[-1].reading.dates["published"] == "2025-11-04"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_star_that_speaks_of_sponsors_is_no_reissue(desk: Desk, language: str) -> None:
    options = {"symbols": DRAFT, "languages": [language]}
    title = {"en": "Albania and Chad:* draft", "zh": "阿尔巴尼亚和乍得：* 决议草案"}.get(
        language, ""
    )
    desk.server.publish(DRAFT, un_paper(DRAFT, language, title=title), language=language)
    await desk.look(**options)
    starred = un_paper(DRAFT, language, title=title, notes=[SPONSORS[language]])
    desk.server.publish(DRAFT, starred, language=language)
    await desk.look(**options)

    change = told(desk)
    assert (change.kind, [edit.field for edit in change.edits]) == (Kind.EDITED, ["text"])
    assert "reissue" not in desk.fields(change.document)


async def test_a_job_number_alone_tells_another_printing(desk: Desk) -> None:
    desk.server.publish(DRAFT, un_paper(DRAFT))
    await desk.look(symbols=DRAFT)
    desk.server.publish(DRAFT, un_paper(DRAFT, job="25-18200"))
    await desk.look(symbols=DRAFT)

    assert desk.kinds() == [Kind.REISSUED]


# The family


@pytest.mark.parametrize(
    ("language", "member"),
    [
        ("en", "Rev.1"),
        ("zh", "Corr.1"),
        ("zh", "Rev.1/Add.1"),
        ("fr", "Add.1"),
        ("es", "Amend.1"),
        ("ru", "Corr.1"),
        ("ar", "Rev.1"),
    ],
)
async def test_what_belongs_to_a_document_is_found_and_names_it(
    desk: Desk, language: str, member: str
) -> None:
    follower = f"{DRAFT}/{member}"
    named = [DRAFT, follower] if "/" in member else [DRAFT]
    options = {"symbols": named, "languages": [language], "family": 1}
    desk.server.publish(DRAFT, un_paper(DRAFT, language), language=language)
    await desk.look(**options)
    desk.server.publish(follower, un_paper(follower, language, amount=7), language=language)
    await desk.look(**options)

    change = told(desk)
    base = next(each for each in desk.documents() if each.id != change.document)
    assert (change.kind, change.language) == (Kind.CORRECTED, language)
    assert desk.said(change, Circumstance.BASE) == base.id
    assert desk.fields(change.document).items() >= {"base": DRAFT, "symbol": follower}.items()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "(English only)"),
        ("zh", "（不适用于中文本）"),
        ("fr", "(concerne le texte anglais seulement)"),
    ],
)
async def test_a_corrigendum_says_which_languages_it_is_for(
    desk: Desk, language: str, words: str
) -> None:
    options = {"symbols": DRAFT, "languages": [language], "family": 1}
    desk.server.publish(DRAFT, un_paper(DRAFT, language), language=language)
    await desk.look(**options)
    symbol = f"{DRAFT}/Corr.1"
    body = un_paper(symbol, language, lead=[words])
    desk.server.publish(symbol, body, language=language)
    await desk.look(**options)

    assert desk.said(told(desk), Circumstance.APPLIES_TO) == words.strip("()（）")


async def test_a_corrigendum_in_one_language_leaves_the_others_as_they_are(desk: Desk) -> None:
    options = {"symbols": DRAFT, "languages": ["en", "zh"], "family": 1}
    for language in ("en", "zh"):
        desk.server.publish(DRAFT, un_paper(DRAFT, language), language=language)
    await desk.look(**options)
    desk.server.publish(f"{DRAFT}/Corr.1", un_paper(f"{DRAFT}/Corr.1"))
    report = await desk.look(**options)

    change = told(desk)
    assert (report.outcome, report.failed, report.unchanged) == (Outcome.OK, 0, 2)
    base = next(
        each for each in desk.documents() if each.language == "en" and each.id != change.document
    )
    assert desk.said(change, Circumstance.BASE) == base.id


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_resolution_names_the_draft_that_it_adopts(desk: Desk, language: str) -> None:
    options = {"symbols": ["A/80/L.7", "A/RES/80/12"], "languages": [language]}
    desk.server.publish("A/80/L.7", un_paper("A/80/L.7", language), language=language)
    await desk.look(**options)
    lead = [ADOPTED[language].format(symbol="A/80/L.7")]
    resolution = un_paper("A/RES/80/12", language, lead=lead, amount=9)
    desk.server.publish("A/RES/80/12", resolution, language=language)
    await desk.look(**options)

    change = told(desk)
    draft = next(each for each in desk.documents() if each.id != change.document)
    assert (change.kind, desk.said(change, Circumstance.ADOPTS)) == (Kind.NEW, draft.id)


# Other bytes, other formats


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_pdf_made_anew_with_the_same_words_is_told_to_nobody_and_kept(
    desk: Desk, language: str
) -> None:
    options = {"symbols": DRAFT, "languages": [language]}
    first = un_paper(DRAFT, language)
    desk.server.publish(DRAFT, first, language=language)
    await desk.look(**options)
    again = rewritten(first)
    desk.server.publish(DRAFT, again, language=language)
    report = await desk.look(**options)

    assert first != again
    assert (report.unchanged, report.changes) == (1, ())
    (document,) = desk.documents()
    assert len(desk.store.snapshots.of(document.id)) == 1
    assert all(desk.store.captures.has(sha256(body)) for body in (first, again))


async def test_arabic_in_presentation_forms_reads_as_the_letters_do(desk: Desk) -> None:
    options = {"symbols": DRAFT, "languages": ["ar"]}
    desk.server.publish(DRAFT, un_paper(DRAFT, "ar"), language="ar")
    await desk.look(**options)
    desk.server.publish(DRAFT, un_paper(DRAFT, "ar", glyphs=shaped), language="ar")
    report = await desk.look(**options)

    assert (report.unchanged, report.changes) == (1, ())


@pytest.mark.parametrize("miss", MISSES)
async def test_a_docx_that_comes_later_or_goes_again_is_told_to_nobody(
    desk: Desk, miss: Miss
) -> None:
    """A document stays with its format; when that is gone, it goes on in another one."""
    desk.server.miss = miss
    options = {"symbols": "A/76/5", "formats": ["docx", "pdf"]}
    word = docx_file("A/76/5", "1. 代表团承诺提供350万美元。")
    desk.server.publish("A/76/5", word, form="docx")
    await desk.look(**options)
    desk.server.publish("A/76/5", un_paper("A/76/5", "zh"))
    await desk.look(**options)
    desk.server.withdraw("A/76/5", form="docx")
    gone = [await desk.look(**options) for _ in range(4)]
    asked = desk.server.asked
    desk.server.publish("A/76/5", word, form="docx")
    back = await desk.look(**options)
    desk.server.publish("A/76/5", un_paper("A/76/5", "zh", amount=450))
    await desk.look(**options)

    assert [(each.outcome, each.failed, each.missing) for each in gone] == [(Outcome.OK, 0, 0)] * 4
    assert (asked, back.unchanged) == ([("A/76/5", "en", "pdf")], 1)
    assert desk.kinds() == [Kind.EDITED]
    (document,) = desk.documents()
    assert document.state is State.LIVE


# Gone


@pytest.mark.parametrize("miss", MISSES)
async def test_a_withdrawn_document_is_missing_first_then_removed_and_told_once(
    desk: Desk, miss: Miss
) -> None:
    desk.server.miss = miss
    options = {"symbols": [DRAFT, "A/80/1"], "languages": ["en"]}
    desk.server.publish(DRAFT, un_paper(DRAFT))
    desk.server.publish("A/80/1", un_paper("A/80/1"))
    await desk.look(**options)
    desk.server.withdraw(DRAFT)
    states = []
    for _ in range(4):
        report = await desk.look(**options)
        states.append((report.outcome, state(desk, DRAFT)))
    change = told(desk)
    desk.server.publish(DRAFT, un_paper(DRAFT))
    await desk.look(**options)

    assert [each for each, _ in states] == [Outcome.OK] * 4
    assert [each for _, each in states] == [
        State.MISSING,
        State.MISSING,
        State.REMOVED,
        State.REMOVED,
    ]
    assert change.kind is Kind.REMOVED
    assert desk.said(change, Circumstance.SEEN)
    assert desk.kinds() == [Kind.REMOVED, Kind.RESTORED]


@pytest.mark.parametrize("miss", ["shell", "empty", "note"])
async def test_a_server_that_has_no_document_for_anybody_has_removed_none(
    desk: Desk, miss: Miss
) -> None:
    desk.server.miss = miss
    options = {"symbols": [DRAFT, "A/80/1", "A/80/2"]}
    for symbol in (DRAFT, "A/80/1", "A/80/2"):
        desk.server.publish(symbol, un_paper(symbol))
    await desk.look(**options)
    documents, desk.server.documents = desk.server.documents, {}
    dark = [await desk.look(**options) for _ in range(4)]
    desk.server.documents = {key: body for key, body in documents.items() if key[0] == DRAFT}
    partly = [await desk.look(**options) for _ in range(4)]

    assert {each.outcome for each in (*dark, *partly)} == {Outcome.DOWN}
    assert desk.kinds() == [], "two of three fail: it is the server"
    assert {each.state for each in desk.documents()} == {State.LIVE}


async def test_the_only_document_is_removed_where_the_front_page_still_answers(desk: Desk) -> None:
    desk.server.miss = "not found"
    desk.server.publish(DRAFT, un_paper(DRAFT))
    await desk.look(symbols=DRAFT)
    desk.server.withdraw(DRAFT)
    for _ in range(3):
        await desk.look(symbols=DRAFT)

    assert "/" in desk.site.paths
    assert desk.kinds() == [Kind.REMOVED]


def state(desk: Desk, symbol: str) -> State:
    """The state of the document of that symbol."""
    return next(each.state for each in desk.documents() if desk.fields(each.id)["symbol"] == symbol)


def rewritten(body: bytes) -> bytes:
    """The same pages in other bytes, as another program would save them."""
    document = pypdfium2.PdfDocument(body)
    file = io.BytesIO()
    document.save(file)
    document.close()
    return file.getvalue()
