"""What belongs to a document stands on its page, in the words of the command line."""

from contextlib import closing
from pathlib import Path

from crawler.items import Document, Identity
from monitor.browse import beside, family
from monitor.model import Kind
from monitor.render import words as said
from monitor.store import Store
from monitor.store.connection import Connection, Row
from tests.monitor.browse.kin import CORRIGENDUM, FILE, SYMBOL, Kin
from tests.monitor.browse.room import links, words
from tests.monitor.check.watch import SITE, document


async def read(kin: Kin, path: str) -> str:
    answer = await kin.shelf().room().client.get(path)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


async def page_of(kin: Kin, document: str) -> str:
    return await read(kin, f"/docwatch/documents/{document}")


def fact(page: str, name: str) -> str:
    """What stands on a page beside a name."""
    return words(page.partition(f"<dt>{name}</dt>")[2].partition("</dd>")[0])


async def test_a_document_says_who_found_it_first_and_who_shows_it_now(kin: Kin) -> None:
    page = await page_of(kin, kin.article)
    assert fact(page, "found by").startswith("listing:zh 2026-11-21 21:00")
    assert fact(page, "shown by") == "listing:zh"
    left = await page_of(kin, kin.moved)
    assert fact(left, "shown by").startswith("none now · listing:zh until 2026-11-21 23:00")


async def test_an_article_has_its_files_and_a_file_the_articles_that_link_to_it(kin: Kin) -> None:
    page = await page_of(kin, kin.article)
    assert f"/docwatch/documents/{kin.file}" in links(page)
    assert f"{SITE}/f/other.pdf not in the record" in words(page)
    assert kin.article in str(links(await page_of(kin, kin.file)))
    assert "linked from" in words(await page_of(kin, kin.file))
    assert "linked from" not in words(page)


async def test_other_language_versions_are_led_to_also_where_nobody_watches_them(
    kin: Kin,
) -> None:
    page = await page_of(kin, kin.article)
    assert fact(page, "in en") == f"{SITE}/en/1/ not in the record"
    assert fact(await page_of(kin, kin.note), "in zh") == "普通照会"
    assert fact(await page_of(kin, kin.translation), "in en") == "Note verbale"


async def test_a_document_that_was_joined_says_to_whom_and_how_to_part_them(kin: Kin) -> None:
    page = await page_of(kin, kin.lost)
    joined = said.JOINS["join"].format(document=kin.lost, other=kin.kept)
    assert f"{joined} on 2026-11-22 00:00, by {said.joined_by('')}" in words(page)
    assert f"docwatch split {kin.kept} {kin.lost}" in words(page)
    assert f"/docwatch/documents/{kin.kept}" in links(page)
    assert "asked again" not in words(page)


async def test_the_other_one_has_its_former_name_its_versions_and_the_way_back(kin: Kin) -> None:
    page = await page_of(kin, kin.kept)
    assert fact(page, "was also").startswith("第2号新闻稿")
    assert "joined on 2026-11-22 00:00, by a person" in words(page)
    assert f"docwatch split {kin.kept} {kin.lost}" in words(page)
    base = f"/docwatch/documents/{kin.kept}"
    assert {f"{base}/versions/1", f"{base}/versions/2"} <= links(page)
    texts = [words(await read(kin, f"{base}/versions/{number}")) for number in (1, 2)]
    assert "第2号正文" in texts[0]
    assert "第3号正文" in texts[1]
    assert document(2).url in page
    assert fact(page, "shown by") == "listing:zh"


async def test_what_was_cited_of_a_joined_document_is_still_there(kin: Kin) -> None:
    assert "第2号正文" in words(await read(kin, f"/docwatch/documents/{kin.lost}/versions/1"))


async def test_a_joined_document_is_listed_for_who_looks_for_it_and_for_nobody_else(
    kin: Kin,
) -> None:
    everything = await read(kin, "/-/docwatch/documents?source=news")
    assert f"/docwatch/documents/{kin.lost}" not in links(everything)
    looked_for = await read(kin, "/-/docwatch/documents?q=第2号")
    assert f"/docwatch/documents/{kin.lost}" in links(looked_for)
    assert f"joined to {kin.kept}" in words(looked_for)


async def test_a_split_is_shown_as_well(kin: Kin, tmp_path: Path) -> None:
    path = tmp_path / "docwatch.db"
    path.write_bytes(kin.path.read_bytes())
    with closing(Store(path)) as store, store.transaction():
        now = kin.changes[0].first_seen
        store.joins.undo(kin.lost, at=now)
    apart = Kin(**{**vars(kin), "path": path})
    page = words(await page_of(apart, kin.lost))
    assert said.JOINS["split"].format(document=kin.lost, other=kin.kept) in page
    assert "stands for both" not in page


async def test_the_family_of_a_symbol_is_a_table_of_first_times(kin: Kin) -> None:
    page = await page_of(kin, kin.translation)
    assert {f"/docwatch/documents/{kin.note}", f"/docwatch/documents/{kin.corrigendum}"} <= links(
        page
    )
    table = words(page.partition('<table class="family">')[2].partition("</table>")[0])
    rows = [line.strip() for line in table.split("\n") if line.strip()]
    assert rows == [
        "symbolarenzh",
        SYMBOL,
        "not there at 2026-11-21 23:00",
        "2026-11-21 21:00 or before",
        "2026-11-21 22:00",
        CORRIGENDUM,
        "—",
        "2026-11-21 23:00",
        "not there at 2026-11-21 23:00",
    ]


async def test_what_has_no_symbol_has_no_family(kin: Kin) -> None:
    assert "The family of" not in words(await page_of(kin, kin.article))


def test_a_longer_symbol_is_no_relative_of_a_shorter_one(kin: Kin) -> None:
    with closing(Store(kin.path)) as store, closing(Connection(kin.path)) as record:
        one = store.documents.get(kin.note)
        assert one is not None
        assert one.snapshot is not None
        row = record.row("select source_id from documents where id = :id", {"id": kin.note})
        assert row is not None
        with store.transaction():
            store.documents.identify("un", kin.note, _with_symbol(f"{SYMBOL}0/Add.1"))
            store.documents.identify("un", kin.note, _with_symbol(f"{SYMBOL}/L.1"))
        found = family.family(record, row["source_id"], one.snapshot.reading)
    assert found is not None
    assert [symbol for symbol, _ in found.rows] == [SYMBOL, CORRIGENDUM]


def _with_symbol(symbol: str) -> Document:
    return document(1, identities=(Identity("symbol", symbol),))


async def test_a_source_has_its_interfaces_with_their_baselines_and_troubles(kin: Kin) -> None:
    page = await read(kin, "/docwatch/sources/news")
    trouble = f"{SITE}/feed:zh: <b>status</b> 500⟨U+202E⟩"
    assert said.interface_fails("feed:zh", "", trouble) in words(page)
    table = page.partition('<table class="interfaces')[2].partition("</table>")[0]
    assert "listing:zh" in words(table)
    assert 'data-label="baseline"><time datetime="2026-11-21T13:00:00+00:00"' in table
    assert "not yet" in words(table)
    assert "<b>status" not in page


async def test_an_interface_that_fails_is_seen_on_the_first_page(kin: Kin) -> None:
    page = words(await read(kin, "/"))
    assert "feed:zh fails (last good: never)" in page


async def test_what_is_not_published_yet_is_no_trouble_of_its_source(kin: Kin) -> None:
    assert "Pages that told nothing" not in words(await read(kin, "/docwatch/sources/un"))


async def test_a_change_says_what_else_is_to_be_known_of_it(kin: Kin) -> None:
    translated = kin.of_kind(Kind.TRANSLATED, kin.translation)
    page = await read(kin, f"/docwatch/changes/{translated.id}")
    assert "1 hour after the other language version" in words(page)
    assert f"/docwatch/documents/{kin.note}" in links(page)
    moved = kin.of_kind(Kind.MOVED, kin.moved)
    page = await read(kin, f"/docwatch/changes/{moved.id}")
    assert f"it stood at {document(6).url}" in words(page)
    corrected = kin.of_kind(Kind.CORRECTED, kin.corrigendum)
    page = await read(kin, f"/docwatch/changes/{corrected.id}")
    assert f"it corrects {kin.note}" in words(page)
    assert "Note verbale" in words(page)


async def test_a_document_that_says_nothing_says_so_on_its_page(kin: Kin, tmp_path: Path) -> None:
    path = tmp_path / "docwatch.db"
    path.write_bytes(kin.path.read_bytes())
    with closing(Connection(path)) as record:
        record.write("update documents set failures = 2 where id = :id", {"id": kin.article})
        line = beside.silent(record, kin.article, 2, "2026-11-22 00:00")
    assert "2 looks since 2026-11-22 00:00 said nothing" in line
    silent = Kin(**{**vars(kin), "path": path})
    assert line in words(await page_of(silent, kin.article))


def test_who_links_is_asked_of_files_alone(kin: Kin) -> None:
    asked: list[str] = []

    class Watched(Connection):
        def rows(self, sql: str, values: object = None) -> list[Row]:
            asked.append(sql)
            return super().rows(sql, values)  # type: ignore[arg-type]

    with closing(Watched(kin.path)) as record:
        shown = beside.shown(record, kin.article, "news")
        asked.clear()
        assert beside.linking(record, "news", document(1).url, shown) == []
        assert asked == []
        by_file = beside.linking(record, "news", FILE, beside.shown(record, kin.file, "news"))
        assert [each.id for each in by_file][:1] == [kin.article]
