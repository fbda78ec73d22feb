"""The sites of US missions are read to the word, and nothing of their frame is."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.items import Document, Identity, Link, Page, Reading, Role, UnreadableError, Verdict
from crawler.options import EmbassyOptions
from crawler.reading.spacing import collapse
from crawler.spiders.embassy import EmbassySpider
from tests.embassy_pages import BASE, CHROME, Entry, article, article_cms3, listing

SHARED = Path(__file__).parents[3] / ".." / "shared"
STATEMENT = SHARED / "seeds" / "000_b3df7e5dbbcb5cc2.txt"
LISTING = SHARED / "seeds" / "001_2c3cf94ba93ae0ca.txt"
SAVED = SHARED / "corpora/embassy-saved/am.usembassy.gov_our-relationship_2017-05_saved.html"

NEWS = f"{BASE}/zh/news-zh/"
TITLE = "关于水资源合作的联合声明"
PARAGRAPHS = (
    "新闻办公室",
    TITLE,
    "2021年2月4日",
    "两国今天就跨境河流的水文数据交换达成一致，双方将每月公布观测结果。",
    "1. 第一次会议将于五月举行。",
)


def read(html: str, asked: str, role: Role = "document", **options: object) -> Reading:
    page = Page(url=asked, fetched_at=datetime(2021, 2, 9, tzinfo=UTC), verdict=Verdict.OK)
    checked = EmbassyOptions.model_validate({"url": NEWS, **options})
    return EmbassySpider.read(page, html.encode(), role, checked)


def document(html: str, url: str = f"{BASE}/zh/a-statement/", **options: object) -> Document:
    (found,) = read(html, url, **options).documents
    return found


def texts(found: Document) -> list[str]:
    return [block.text for block in found.blocks]


def dump(file: Path) -> list[str]:
    """The lines of a text dump, or a skip where it is not at hand."""
    if not file.exists():
        pytest.skip(f"the text {file.name} is not here")
    return file.read_text(encoding="utf-8").splitlines()


def statement() -> tuple[str, list[str], str, str]:
    """Title, paragraphs as wrapped, tags and category of the real statement."""
    lines = dump(STATEMENT)
    head = next(n for n, text in enumerate(lines) if text.startswith("通过 "))
    seals = max(n for n, text in enumerate(lines) if text == "DOS Seal")
    labels = next(n for n, text in enumerate(lines) if text.startswith("LGBTQI+, "))
    paragraphs = "\n".join(lines[seals + 1 : labels]).strip().split("\n\n")
    return lines[head - 1], paragraphs, lines[labels], lines[labels + 1]


# Articles


def test_the_real_statement_is_read_to_the_word():
    title, paragraphs, tags, category = statement()

    found = document(article(title, paragraphs, tags=tags.split(", "), category=category))

    assert found.title == title
    assert found.dates["published"] == "2021-02-08"
    assert found.dates["stated"] == "2021-02-04"
    assert len(found.blocks) == 10
    assert [len(text) < 60 for text in texts(found)] == [True] * 5 + [False] * 5
    assert texts(found) == [collapse(paragraph) for paragraph in paragraphs]
    assert not any("\n" in text or "）， " in text for text in texts(found))
    assert "备忘录（Presidential Memorandum），指示" in texts(found)[5]
    assert "财政年度（Fiscal Year 2021）" in texts(found)[8]
    assert found.fields == {"byline": "U.S. Mission China", "tags": tags, "category": category}
    assert found.remarks == {"reading_time": "2 快速阅读"}
    assert not [word for word in CHROME if word in found.text and word not in paragraphs]


def test_the_real_statement_wrapped_differently_reads_identically():
    title, paragraphs, tags, category = statement()
    first, *others = (
        document(article(title, wrapped, tags=tags.split(", "), category=category, noise=noise))
        for noise, wrapped in enumerate(
            [wrap(paragraph, width) for paragraph in paragraphs] for width in (1000, 20, 33)
        )
    )

    assert others == [first, first]


def wrap(paragraph: str, width: int) -> str:
    """Wrapped anew where a browser breaks a line: at blanks and between wide characters."""
    words = re.findall(r"[\x21-\x7e]+ ?|.", collapse(paragraph))
    lines = [""]
    for word in words:
        breakable = (
            not lines[-1] or lines[-1][-1] == " " or ord(lines[-1][-1]) > 0x2E80 < ord(word[0])
        )
        if len(lines[-1]) >= width and breakable:
            lines.append("")
        lines[-1] += word
    return "\n".join(lines)


@pytest.mark.parametrize("classes", [True, False], ids=["theme", "words alone"])
def test_everything_about_an_article_is_found(classes):
    twins = {"en": f"{BASE}/a-statement-en/"}

    found = document(
        article(TITLE, PARAGRAPHS, tags=("水", "新闻简报"), twins=twins, classes=classes)
    )

    assert found.title == TITLE
    assert texts(found) == list(PARAGRAPHS)
    assert found.language == "zh"
    assert found.twins == twins
    assert found.form == "article"
    assert found.dates == {
        "published": "2021-02-08",
        "stated": "2021-02-04",
        "modified": "2021-02-08T02:00:00+00:00",
    }
    assert found.fields == {
        "byline": "U.S. Mission China", "tags": "水, 新闻简报", "category": "新闻",
    }  # fmt: skip
    assert found.remarks == {"reading_time": "2 快速阅读"}
    assert set(found.identities) == {
        Identity("slug", "a-statement"),
        Identity("canonical", f"{BASE}/zh/a-statement/"),
        Identity("post-id", "12345"),
        Identity("url", f"{BASE}/zh/a-statement/"),
    }


@pytest.mark.parametrize("classes", [True, False], ids=["theme", "words alone"])
def test_what_a_site_varies_on_every_fetch_changes_nothing(classes):
    first, *others = (
        document(article(TITLE, PARAGRAPHS, tags=("水",), classes=classes, noise=noise))
        for noise in (0, 1, 2, 977)
    )

    assert others == [first] * 3


def test_an_english_article_is_read_by_english_words():
    html = article(
        "Joint statement",
        ["Both sides will publish monthly data."],
        byline="By U.S. Mission China",
        date="February 8, 2021",
        reading_time="1 MINUTE READ",
        language="en",
        classes=False,
    )

    found = document(html, f"{BASE}/a-statement/")

    assert texts(found) == ["Both sides will publish monthly data."]
    assert found.dates["published"] == "2021-02-08"
    assert found.language == "en"


def test_without_a_date_in_the_byline_the_head_of_the_page_says_it():
    found = document(article(TITLE, PARAGRAPHS, date=""))

    assert found.dates["published"] == "2021-02-08T01:30:00+00:00"


def test_a_date_that_cannot_be_is_no_date():
    found = document(article(TITLE, PARAGRAPHS, date="二月 31, 2021", published=""))

    assert "published" not in found.dates


def test_the_old_theme_is_read():
    paragraphs = ["May 2, 2018", "The embassy will be closed on Monday.", "It opens on Tuesday."]

    found = document(article_cms3("Holiday", paragraphs), "https://china.usembassy.gov/holiday/")

    assert found.title == "Holiday"
    assert texts(found) == paragraphs
    assert found.dates == {"published": "2018-05-03", "stated": "2018-05-02"}
    assert found.fields == {"byline": "U.S. Embassy Beijing", "category": "News, Press Releases"}
    assert found.twins == {}  # the switch leads to the other home page only
    assert found == document(
        article_cms3("Holiday", paragraphs, noise=5), "https://china.usembassy.gov/holiday/"
    )


def test_the_real_page_of_2017_is_read_without_its_frame():
    if not SAVED.exists():
        pytest.skip("the saved page is not here")

    found = document(
        SAVED.read_text(encoding="utf-8"), "https://am.usembassy.gov/our-relationship/"
    )

    assert found.title == "Form"  # the copy is a form, and its frame is real
    assert texts(found) == ["[thank_title]", "[thank_text]"]
    assert found.language == "en"
    assert found.twins == {"hy": "https://am.usembassy.gov/hy/our-relationship-hy/"}
    assert Identity("post-id", "173") in found.identities
    assert Identity("slug", "our-relationship") in found.identities


def test_a_body_of_white_space_is_missing_and_the_message_says_what_was_tried():
    with pytest.raises(UnreadableError, match=r"no body: looked for .*\.entry-content.*main"):
        document(article(TITLE, ["&nbsp;", " "]))


def test_a_page_without_a_title_is_unreadable():
    html = article("", PARAGRAPHS)

    with pytest.raises(UnreadableError, match=r"no title: looked for h1\.entry-title"):
        document(html)


def test_any_other_page_is_not_taken_for_an_article():
    with pytest.raises(UnreadableError, match="no body"):
        document("<h1>Technical Difficulties</h1><div>Please try again in a few moments.</div>")


def test_selectors_of_the_operator_come_first():
    html = f"""<html lang=zh><h1>站名</h1><div id=t>{TITLE}</div><div id=d>3.2.2021 Montag</div>
    <div id=who>Fra ambassaden</div><div id=x><p>甲<p class=ad>广告</div>"""
    select = {"title": "#t", "body": "#x", "byline": "#who"}

    found = document(html, select=select, remove=[".ad"])

    assert found.title == TITLE
    assert texts(found) == ["甲"]
    assert found.fields["byline"] == "Fra ambassaden"
    assert found.read_by == {"title": "#t", "byline": "#who", "body": "#x"}


def test_a_first_line_of_the_text_is_not_taken_for_a_byline():
    paragraphs = ["通过谈判解决争端。", "By Antony J. Blinken", "正文。"]

    assert texts(document(article(TITLE, paragraphs))) == paragraphs
    assert texts(document(article(TITLE, paragraphs, classes=False))) == paragraphs


def test_an_aside_within_the_text_is_text():
    assert "旁注" in texts(document(article(TITLE, ["甲", "<aside>旁注</aside>"])))


def test_the_address_that_answered_is_the_documents():
    page = Page(
        url=f"{BASE}/zh/old-name/",
        answered=f"{BASE}/zh/a-statement/",
        fetched_at=datetime(2021, 2, 9, tzinfo=UTC),
        verdict=Verdict.OK,
    )

    reading = EmbassySpider.read(
        page, article(TITLE, PARAGRAPHS).encode(), "document", EmbassyOptions(url=NEWS)
    )

    assert reading.documents[0].url == f"{BASE}/zh/a-statement/"


# Listings

ENTRIES = (
    Entry("河流数据公布", f"{BASE}/zh/river-data/", "二月的数据已经公布。"),
    Entry("签证安排", f"{BASE}/zh/visas-2021/", "从下周起恢复 ..."),
    Entry("国务院通告", "https://www.state.gov/notice/", "全文见链接。"),
)


@pytest.mark.parametrize("classes", [True, False], ids=["cards", "flat"])
def test_a_listing_gives_its_entries_in_order(classes):
    reading = read(listing(ENTRIES, classes=classes), NEWS, "listing")

    assert [found.title for found in reading.documents] == [entry.title for entry in ENTRIES]
    assert [found.url for found in reading.documents] == [entry.url for entry in ENTRIES]
    assert [texts(found) for found in reading.documents] == [[one.excerpt] for one in ENTRIES]
    assert [found.cut for found in reading.documents] == [False, True, False]
    assert {found.form for found in reading.documents} == {"excerpt"}
    assert {found.language for found in reading.documents} == {"zh"}
    assert reading.documents[0].identities == (Identity("slug", "river-data"),)
    assert reading.interface == "listing:zh"


@pytest.mark.parametrize("classes", [True, False], ids=["cards", "flat"])
def test_the_real_listing_gives_its_five_entries(classes):
    lines = [text for text in dump(LISTING)[1:] if text]
    titles, excerpts = lines[0::3], lines[1::3]
    entries = [
        Entry(title, f"{BASE}/zh/entry-{number}/", excerpt)
        for number, (title, excerpt) in enumerate(zip(titles, excerpts, strict=True))
    ]

    reading = read(listing(entries, classes=classes), NEWS, "listing")

    assert len(reading.documents) == 5
    assert [found.title for found in reading.documents] == titles
    assert [found.text for found in reading.documents] == [collapse(text) for text in excerpts]
    assert [found.cut for found in reading.documents] == [False, False, False, True, False]


def test_noise_changes_nothing_in_a_listing():
    assert read(listing(ENTRIES), NEWS, "listing") == read(
        listing(ENTRIES, noise=9), NEWS, "listing"
    )


def test_other_hosts_are_listed_and_not_followed_unless_they_are_the_same_site():
    html = listing(ENTRIES)
    own = [Link(entry.url) for entry in ENTRIES[:2]]

    assert list(read(html, NEWS, "listing").follow) == own
    assert list(read(html, NEWS, "listing", hosts=["www.state.gov"]).follow) == [
        *own,
        Link(ENTRIES[2].url),
    ]


def test_pages_are_followed_as_far_as_asked_for():
    second, third = f"{NEWS}page/2/", f"{NEWS}page/3/"
    first = read(listing(ENTRIES, next=second), NEWS, "listing", pages=2)
    last = read(listing(ENTRIES, next=third), second, "listing", pages=2)

    assert first.follow[-1] == Link(second, "listing")
    assert not first.ends
    assert last.ends
    assert all(link.role == "document" for link in last.follow)


def test_pages_are_counted_from_the_entry():
    entry = f"{NEWS}?paged=3"
    html = listing(ENTRIES, next="/zh/news-zh/?paged=4")

    assert not read(html, entry, "listing", url=entry, pages=2).ends
    assert read(html, entry, "listing", url=entry, pages=1).ends


def test_a_next_page_that_leads_back_or_away_is_not_followed():
    for where in (NEWS, f"{NEWS}page/2/", "https://elsewhere.example/zh/page/9/", "javascript:1"):
        reading = read(listing(ENTRIES, next=where), f"{NEWS}page/2/", "listing", pages=9)

        assert reading.ends, where


def test_an_empty_listing_is_unreadable_but_an_empty_page_past_the_end_is_the_end():
    with pytest.raises(UnreadableError, match=r"no item: looked for .*阅读更多"):
        read(listing(()), NEWS, "listing", pages=5)

    assert read(listing(()), f"{NEWS}page/4/", "listing", pages=5) == Reading(
        interface="listing:zh", ends=True
    )


def test_an_entry_shown_twice_is_one():
    assert len(read(listing((*ENTRIES, ENTRIES[0])), NEWS, "listing").documents) == 3


def test_read_more_is_no_part_of_an_excerpt():
    html = "<main>" + "".join(
        f"<article><h3><a href=/{n}/>题</a></h3><p>正文{n}。<a href=/{n}/>{more}</a></article>"
        for n, more in enumerate(("阅读更多»", "Read More »", "閱讀更多"))
    )

    reading = read(html, NEWS, "listing")

    assert [found.text for found in reading.documents] == ["正文0。", "正文1。", "正文2。"]


def test_a_listing_in_further_languages_is_found_by_its_path():
    def entries(url: str, *languages: str) -> list[str]:
        options = EmbassyOptions(url=url, languages=languages, interfaces="listing")
        return [link.url for link in EmbassySpider.entries(options)]

    assert entries(NEWS) == entries(NEWS, "zh") == [NEWS]
    assert entries(NEWS, "zh", "en") == [NEWS, f"{BASE}/news/"]
    assert entries(f"{BASE}/category/alert/", "zh") == [
        f"{BASE}/category/alert/",
        f"{BASE}/zh/category/alert/",
    ]
    assert {link.role for link in EmbassySpider.entries(EmbassyOptions(url=NEWS))} == {"listing"}


def test_hostile_pages_end_in_a_reading_or_in_unreadable():
    pages = (
        "<article>" * 500 + "<h2><a href=/a/>x</a></h2>" * 500,
        "<main>" + "<a rel=tag href=/tag/x/>x</a>" * 2000 + "<h1>t</h1><p>y",
        "<h1>" * 300 + "x",
        "<link rel=canonical href='http://[::1'><link rel=shortlink href='http://[?p=1'><h1>x</h1>",
        "<script>var urls_1 = {]};</script><h1>x</h1><div class=entry-content>y",
        "<base href='javascript:alert(1)'><main><h1>x</h1>y<a class='next page-numbers' href='%'>",
    )
    for html in pages:
        for role in ("document", "listing"):
            try:
                read(html, NEWS, role)
            except UnreadableError:
                continue
