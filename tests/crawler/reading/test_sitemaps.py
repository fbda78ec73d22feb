"""Sitemaps: an index leads to the parts that name documents, and a part says what was modified."""

import pytest

from crawler.items import Reading, UnreadableError
from crawler.reading import sitemaps
from tests.crawler.reading.interfaces import HOME, options, page

NAME = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PART = f"""<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet href="/main-sitemap.xsl"?>
<urlset {NAME} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>{HOME}/zh/</loc></url><url><loc>{HOME}/zh/news-zh/</loc></url>
<url><loc> {HOME}/zh/a/ </loc><lastmod>2021-02-08T10:00:00+08:00</lastmod>
<image:image><image:loc>{HOME}/a.png</image:loc></image:image></url>
<url><loc>{HOME}/zh/visas-zh/</loc><lastmod>2021-02-09</lastmod></url>
<url><loc>{HOME}/b/</loc></url><url><loc>{HOME}/zh/file.pdf</loc></url></urlset>"""


def index(*parts: str) -> bytes:
    rows = "".join(f"<sitemap><loc>{HOME}/{part}</loc></sitemap>" for part in parts)
    return f"<sitemapindex {NAME}>{rows}</sitemapindex>".encode()


def read(body: bytes, **others: object) -> Reading:
    return sitemaps.read(page("/sitemap_index.xml", "text/xml"), body, options(**others))


def test_an_index_leads_to_the_parts_that_name_documents() -> None:
    wanted = ("post-sitemap.xml", "post-sitemap2.xml", "page-sitemap.xml", "alert-sitemap.xml",
              "wp-sitemap-posts-post-1.xml", "wp-sitemap-posts-page-1.xml")  # fmt: skip
    others = ("category-sitemap.xml", "post_tag-sitemap.xml", "author-sitemap.xml",
              "wp-sitemap-taxonomies-category-1.xml", "wp-sitemap-users-1.xml",
              "attachment-sitemap1.xml")  # fmt: skip

    reading = read(index(*wanted, *others))

    assert [link.url for link in reading.follow] == [f"{HOME}/{part}" for part in wanted]
    assert not reading.ends


def test_a_part_names_documents_and_when_they_were_modified() -> None:
    reading = read(PART.encode())

    assert {one.url: dict(one.dates) for one in reading.documents} == {
        f"{HOME}/zh/a/": {"modified": "2021-02-08T10:00:00+08:00"},
        f"{HOME}/zh/visas-zh/": {"modified": "2021-02-09"},
    }
    assert {one.form for one in reading.documents} == {"address"}
    assert reading.ends


def test_further_languages_are_a_word_away() -> None:
    found = read(PART.encode(), languages=["zh", "en"]).documents

    assert [one.language for one in found] == ["zh", "zh", "en"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_sitemap_may_be_written_in_any_encoding(codec: str) -> None:
    label = "UTF-16" if "16" in codec else "UTF-8"
    body = PART.replace("/zh/a/", "/zh/声明/").replace("UTF-8", label)

    assert read(body.encode(codec)).documents[0].url == f"{HOME}/zh/%E5%A3%B0%E6%98%8E/"


@pytest.mark.parametrize("body", [b"<rss/>", b"", b"<a", b"\x00"])
def test_what_is_no_sitemap_is_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadableError, match="no sitemap"):
        read(body)


def test_a_hostile_sitemap_reads_no_file() -> None:
    entity = '<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    body = f"{entity}<urlset {NAME}><url><loc>{HOME}/zh/&x;a/</loc></url></urlset>"

    assert read(body.encode()).documents == ()


def test_an_index_without_measure_is_not_followed() -> None:
    with pytest.raises(UnreadableError, match="1001 parts"):
        read(index(*(f"post-sitemap{n}.xml" for n in range(1001))))


def test_an_index_may_lead_to_another() -> None:
    reading = read(index("sitemap-2021.xml", "archive/sitemap_index.xml.gz"))

    assert [link.role for link in reading.follow] == ["listing", "listing"]


def test_robots_txt_says_where_sitemaps_are() -> None:
    said = f"User-agent: *\nDisallow:\nSitemap: {HOME}/a.xml.gz\nsitemap : /b.xml # the rest\n"
    said += "Sitemap: https://elsewhere.example.org/c.xml\nSitemap:\n"
    robots = page("/robots.txt", "text/plain")

    found = sitemaps.named_in_robots(robots, said.encode("utf-8-sig"), options())

    assert [(link.url, link.role) for link in found.follow] == [
        (f"{HOME}/a.xml.gz", "listing"),
        (f"{HOME}/b.xml", "listing"),
    ]
    with pytest.raises(UnreadableError, match="no sitemap"):
        sitemaps.named_in_robots(robots, b"User-agent: *\nDisallow: /wp-admin/", options())


def test_dates_that_are_the_sitemaps_own_are_not_believed() -> None:
    def dates(*lastmods: str) -> set[str]:
        rows = "".join(
            f"<url><loc>{HOME}/zh/{n}/</loc><lastmod>{lastmod}</lastmod></url>"
            for n, lastmod in enumerate(lastmods)
        )
        found = read(f"<urlset {NAME}>{rows}</urlset>".encode()).documents
        return {one.dates.get("modified", "") for one in found}

    now = [f"2026-11-21T12:00:{second:02}+00:00" for second in range(30)]
    assert dates(*now) == {""}
    assert dates(*now[:5]) == set(now[:5])
    assert len(dates(*now, "2021-02-08T10:00:00+00:00")) == 31
