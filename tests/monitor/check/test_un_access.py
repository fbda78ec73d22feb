"""Every way in which servers of the United Nations are known to answer."""

from collections.abc import AsyncIterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from monitor.model import Kind, Outcome
from monitor.store import Store
from tests.monitor.check.un_desk import Desk
from tests.site import Site
from tests.un_pages import Masthead, un_pdf
from tests.un_server import LANDING, LEGACY, Miss, UnServer
from tests.un_text import Part
from tests.word_files import docx_file

SENTENCE = "代表团承诺提供350万美元，用于支持民间社会、妇女和女童的各项活动，并且每年提出报告。"
MISSES: list[Miss] = ["shell", "empty", "note", "error 91", "not found"]
WORDPERFECT = b"\xffWPC" + bytes(64)


def text(symbol: str, **others: object) -> bytes:
    """A document of that symbol, dated before it was watched."""
    parts = (Part(f"普通照会 {symbol}", is_heading=True), Part(f"1. {SENTENCE}"))
    return un_pdf(parts, head=Masthead(symbol=symbol, **others))  # type: ignore[arg-type]


@pytest.fixture
async def desk(site: Site, store: Store) -> AsyncIterator[Desk]:
    one = Desk(site, store)
    yield one
    await one.crawl.stop()


def legacy(desk: Desk) -> dict[str, object]:
    return {"symbols": "A/63/100", "languages": ["zh"], "address": desk.site.url(LEGACY)}


# Pages that lead on


async def test_a_document_behind_two_pages_that_lead_on_is_read(desk: Desk) -> None:
    desk.server.wants_session = True
    desk.server.publish("A/63/100", text("A/63/100"), language="zh")
    options = {**legacy(desk), "front_door": desk.site.url("/")}

    first = await desk.look(**options)
    asked = desk.site.paths
    second = await desk.look(**options)

    assert (first.outcome, first.baseline) == (Outcome.OK, 1)
    assert [path.partition("?")[0] for path in asked] == [
        "/",
        "/access.nsf/Get",
        "/TMP/7000001.html",
        "/doc/undoc/gen/n21/0.pdf",
    ]
    assert (second.unchanged, second.changes) == (1, ())
    assert "/TMP/7000002.html" in desk.site.paths, "such a page stands for one visit"


async def test_no_temporary_address_is_any_documents_own(desk: Desk, tmp_path: Path) -> None:
    desk.server.publish("A/63/100", text("A/63/100"), language="zh")
    await desk.look(**legacy(desk))
    await desk.look(**legacy(desk))

    (document,) = desk.documents()
    assert "/access.nsf/Get" in document.url
    assert desk.store.addresses.of(document.id) == [document.url]
    assert not [name for name in tmp_path.iterdir() if b"/TMP/7" in name.read_bytes()]


async def test_without_the_cookie_of_the_front_door_nothing_is_there(desk: Desk) -> None:
    desk.server.wants_session = True
    desk.server.publish("A/63/100", text("A/63/100"), language="zh")

    report = await desk.look(**legacy(desk))

    assert (report.outcome, report.baseline, report.failed) == (Outcome.OK, 0, 0)


@pytest.mark.parametrize("miss", MISSES)
async def test_the_older_way_says_as_well_that_a_document_is_not_there_yet(
    desk: Desk, miss: Miss
) -> None:
    desk.server.miss = miss
    first = await desk.look(**legacy(desk))
    desk.server.publish("A/63/100", text("A/63/100"), language="zh")
    await desk.look(**legacy(desk))

    assert (first.outcome, first.failed) == (Outcome.OK, 0)
    assert desk.kinds() == [Kind.NEW]


async def test_a_way_that_ends_in_nothing_is_broken_and_removes_no_document(desk: Desk) -> None:
    desk.server.publish("A/63/100", text("A/63/100"), language="zh")
    await desk.look(**legacy(desk))
    path = "/access.nsf/Get?Open&DS=A%2F63%2F100&Lang=C"
    desk.site.serve(path, leads_on("/TMP/1.html"))

    reports = [await desk.look(**legacy(desk)) for _ in range(4)]

    assert {report.outcome for report in reports} == {Outcome.DOWN}
    assert "the way there ends: status 404" in reports[0].message
    assert desk.kinds() == []


@pytest.mark.parametrize(
    ("to", "asked"),
    [
        ("/loop/{next}", 4),
        ("http://localhost:{port}/elsewhere", 1),
        ("http://169.254.1.1/latest", 1),
        ("file:///etc/hostname", 1),
        ("", 1),
    ],
    ids=["a loop", "another host", "a machine nearby", "a file", "itself"],
)
async def test_what_leads_nowhere_good_is_not_followed_for_ever(
    desk: Desk, to: str, asked: int
) -> None:
    def answer(handler: object, request: object) -> None:
        step = len(desk.site.paths)
        body = leads_on(to.format(next=step, port=desk.site.port))
        handler.reply(200, {"Content-Type": "text/html"}, body.encode())  # type: ignore[attr-defined]

    desk.site.otherwise(answer)
    report = await desk.look(**legacy(desk))

    assert (report.outcome, len(desk.site.paths)) == (Outcome.UNREADABLE, asked)


async def test_a_page_that_waits_long_before_it_leads_on_is_no_signpost(desk: Desk) -> None:
    page = leads_on("/doc/undoc/gen/n21/0.pdf", pause=300)
    desk.site.serve("/access.nsf/Get?Open&DS=A%2F63%2F100&Lang=C", page)
    report = await desk.look(**legacy(desk))

    assert (report.outcome, len(desk.site.paths)) == (Outcome.UNREADABLE, 1)


def leads_on(to: str, *, pause: int = 0) -> str:
    return f"<html><head><meta http-equiv=refresh content='{pause};url={to}'></head></html>"


async def test_a_landing_page_leads_to_the_file_in_its_frame(desk: Desk) -> None:
    options = {"symbols": "A/76/5", "address": desk.site.url(LANDING)}
    desk.server.publish("A/76/5", text("A/76/5"))

    report = await desk.look(**options)

    assert (report.outcome, report.baseline) == (Outcome.OK, 1)


async def test_a_landing_page_for_scripts_to_fill_shows_no_document(desk: Desk) -> None:
    """It looks the same whether the document is there or not: such an address is no good."""
    desk.server.framed = False
    desk.server.publish("A/76/5", text("A/76/5"))

    report = await desk.look(symbols="A/76/5", address=desk.site.url(LANDING))

    assert (report.baseline, report.failed) == (0, 0)


# By symbol


async def test_a_symbol_goes_out_percent_encoded_its_slashes_and_brackets_too(desk: Desk) -> None:
    await desk.look(symbols="S/RES/2600 (2021)")

    (path,) = desk.site.paths[:1]
    assert path == "/api/symbol/access?s=S%2FRES%2F2600%20%282021%29&l=en&t=pdf"


async def test_the_number_of_sub_lettered_resolutions_stays_empty_and_their_letters_are_read(
    desk: Desk,
) -> None:
    desk.server.publish("A/RES/80/236/A-B", text("A/RES/80/236/A-B"))

    report = await desk.look(symbols=["A/RES/80/236", "A/RES/80/236/A-B"])

    assert (report.outcome, report.baseline, report.failed) == (Outcome.OK, 1, 0)


@pytest.mark.parametrize("miss", MISSES)
async def test_an_official_record_is_asked_for_where_the_symbol_misses(
    desk: Desk, miss: Miss
) -> None:
    desk.server.miss = miss
    options = {"patterns": "S/PV.{n}", "misses": 3, "official_records": True}

    first = await desk.look(**options)
    asked = desk.symbols()
    desk.server.publish("S/PV.2(OR)", text("S/PV.2"))
    second = await desk.look(**options)
    third = await desk.look(**options)

    assert (first.outcome, first.failed, len(second.changes)) == (Outcome.OK, 0, 1)
    assert asked == {f"S/PV.{n}{record}" for n in (1, 2, 3) for record in ("", "(OR)")}
    assert third.unchanged == 1
    assert "S/PV.2" not in desk.symbols(), "where it was had, it is asked for"
    assert {"S/PV.5", "S/PV.5(OR)"} < desk.symbols(), "both together are one miss"
    assert "S/PV.6" not in desk.symbols()
    (document,) = desk.documents()
    assert desk.fields(document.id)["symbol"] == "S/PV.2"


async def test_characters_that_no_symbol_has_are_an_error_and_no_miss(desk: Desk) -> None:
    url = desk.site.url("/api/symbol/access?s=A%2F76%2F5%5E&l=en&t=pdf")

    report = await desk.look(urls=url)

    assert report.outcome is Outcome.DOWN
    assert "status 400" in report.message


# By job number, and by what comes


async def test_a_file_is_had_by_its_job_number(desk: Desk) -> None:
    desk.server.publish("A/76/5", text("A/76/5"))
    url = desk.site.url(f"/api/symbol/access?j={desk.server.job('A/76/5')}&t=pdf&i=A%2F76%2F5_1")

    report = await desk.look(urls=url)

    assert (report.outcome, report.baseline) == (Outcome.OK, 1)
    assert desk.fields(desk.documents()[0].id)["symbol"] == "A/76/5"


@pytest.mark.parametrize(
    ("body", "form"),
    [
        (docx_file("A/76/5", f"1. {SENTENCE}"), "docx"),
        (text("A/76/5"), "pdf"),
    ],
    ids=["docx", "pdf"],
)
async def test_what_comes_for_an_old_doc_is_known_by_its_bytes(
    desk: Desk, body: bytes, form: str
) -> None:
    desk.server.publish("A/76/5", body, form="doc")

    await desk.look(symbols="A/76/5", formats=["doc"])

    (document,) = desk.documents()
    assert desk.store.snapshots.of(document.id)[-1].reading.form == form


async def test_a_wordperfect_file_gives_way_to_the_next_format(desk: Desk) -> None:
    desk.server.publish("A/49/5", WORDPERFECT, form="doc")
    desk.server.publish("A/49/5", text("A/49/5"))
    options = {"symbols": "A/49/5", "formats": ["doc", "pdf"]}

    first = await desk.look(**options)
    second = await desk.look(**options)

    assert (first.outcome, first.baseline, first.failed) == (Outcome.OK, 1, 0)
    assert (second.unchanged, desk.server.asked) == (1, [("A/49/5", "en", "pdf")])


async def test_a_wordperfect_file_alone_is_said_to_be_one(desk: Desk) -> None:
    desk.server.publish("A/49/5", WORDPERFECT, form="doc")

    report = await desk.look(symbols="A/49/5", formats=["doc"])

    assert report.outcome is Outcome.UNREADABLE
    assert "a WordPerfect file" in report.message


async def test_a_challenge_is_a_wall_and_says_nothing_of_documents(desk: Desk) -> None:
    desk.server.publish("A/76/5", text("A/76/5"))
    await desk.look(symbols="A/76/5")
    desk.server.challenge = True
    walled = await desk.look(symbols="A/76/5")
    desk.server.challenge = False
    after = await desk.look(symbols="A/76/5")

    assert (walled.outcome, after.outcome) == (Outcome.BLOCKED, Outcome.OK)
    assert (after.unchanged, desk.kinds()) == (1, [])


def test_the_stand_in_answers_who_asks_for_the_head_alone(site: Site) -> None:
    server = UnServer(site)
    server.publish("A/76/5", text("A/76/5"))
    connection = HTTPConnection(site.host, site.port, timeout=5)

    connection.request("HEAD", "/doc/undoc/gen/n21/0.pdf")
    answer = connection.getresponse()

    assert int(answer.headers["Content-Length"]) > 1000
    assert answer.read() == b""
    connection.close()
