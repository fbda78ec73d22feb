"""Where a mission's interfaces are, by its options."""

import pytest

from crawler.options import EmbassyOptions
from crawler.reading import mission
from tests.crawler.reading.interfaces import HOME, options


def entries(given: EmbassyOptions) -> dict[str, str]:
    return {link.interface: link.url for link in mission.entries(given)}


def test_all_interfaces_are_asked_where_wordpress_has_them_the_listing_first() -> None:
    found = mission.entries(options())

    assert [link.interface for link in found] == [
        *("listing:zh", "feed:zh", "api/posts", "api/pages", "sitemap")
    ]
    assert found[1].url == f"{HOME}/zh/feed/"
    assert found[2].url.startswith(
        f"{HOME}/wp-json/wp/v2/posts?per_page=50&page=1&orderby=modified"
    )
    assert (found[4].url, found[4].instead) == (
        f"{HOME}/sitemap_index.xml",
        (f"{HOME}/wp-sitemap.xml", f"{HOME}/sitemap.xml", f"{HOME}/robots.txt"),
    )


def test_each_can_be_switched_and_each_has_an_address_of_its_own() -> None:
    given = options(
        interfaces=["feed", "api", "sitemap"],
        feeds=[f"{HOME}/category/alert/feed/", "https://feeds.example.org/zh/all.xml"],
        api=f"{HOME}/{{language}}/wp-json/wp/v2/",
        api_types=["posts"],
        sitemaps=f"{HOME}/post-sitemap.xml",
        languages=["zh", "en"],
    )

    assert list(entries(given)) == [
        "feed:en", "feed/2:zh", "api/posts:zh", "api/posts:en", "sitemap",
    ]  # fmt: skip
    assert entries(given)["api/posts:en"].startswith(f"{HOME}/en/wp-json/wp/v2/posts?")


def test_the_api_may_be_asked_by_a_query_and_for_a_language() -> None:
    by_query = entries(options(api=f"{HOME}/?rest_route=/wp/v2"))
    by_type = entries(options(api=f"{HOME}/wp-json/wp/v2/{{type}}?lang={{language}}"))

    assert by_query["api/posts"].startswith(f"{HOME}/?rest_route=/wp/v2/posts&per_page=50&page=1")
    assert by_type["api/pages:zh"].startswith(f"{HOME}/wp-json/wp/v2/pages?lang=zh&per_page=50")


@pytest.mark.parametrize(
    ("url", "interface"),
    [
        (f"{HOME}/zh/news-zh/page/2/", "listing:zh"),
        (f"{HOME}/zh/feed/?paged=4", "feed:zh"),
        (f"{HOME}/wp-json/wp/v2/posts?per_page=50&page=7", "api/posts"),
        (f"{HOME}/?rest_route=/wp/v2/pages&page=2", "api/pages"),
        (f"{HOME}/wp-sitemap.xml", "sitemap"),
        (f"{HOME}/post-sitemap.xml", ""),
        (f"{HOME}/", ""),
    ],
)
def test_a_page_belongs_to_an_interface_by_its_address(url: str, interface: str) -> None:
    assert mission.interface_at(url, options()) == interface


def test_the_language_of_addresses_without_one_can_be_said() -> None:
    plain = EmbassyOptions(url="https://tw.example.org/news/", default_language="zh")

    assert mission.languages(plain) == ("zh",)
    assert entries(plain)["feed:zh"] == "https://tw.example.org/feed/"
    assert mission.is_document("https://tw.example.org/a/", "zh", plain)


def test_front_pages_and_listings_are_no_documents() -> None:
    given = options()

    for url in (f"{HOME}/", f"{HOME}/zh/", f"{HOME}/zh/news-zh/", f"{HOME}/zh/news-zh/page/2/"):
        assert not mission.is_document(url, "zh", given)
    assert mission.is_document(f"{HOME}/?p=12", "zh", given)


@pytest.mark.parametrize(
    ("url", "is_read"),
    [
        (f"{HOME}/wp-content/uploads/a.pdf", True),
        ("https://common.usembassy.gov/wp-content/uploads/sites/9/a.PDF", True),
        ("https://notusembassy.gov/a.pdf", False),
        ("https://elsewhere.example.org/a.pdf", False),
        (f"{HOME}/zh/a/", False),
    ],
)
def test_files_are_read_on_the_missions_own_hosts(url: str, is_read: bool) -> None:
    assert mission.is_read(url, options()) is is_read
    assert not mission.is_read(url, options(linked=False))


def test_twins_are_found_by_rule_where_the_operator_gives_one() -> None:
    given = options(twins={"en": f"{HOME}/{{slug}}/", "hy": f"{HOME}/hy/{{slug}}-hy/"})

    assert mission.twins_by_rule(f"{HOME}/zh/visas-zh/", "zh", given) == {
        "en": f"{HOME}/visas/",
        "hy": f"{HOME}/hy/visas-hy/",
    }
    assert mission.twins_by_rule("https://elsewhere.example.org/zh/a/", "zh", given) == {}
