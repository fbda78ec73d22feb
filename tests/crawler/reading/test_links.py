import pytest

from crawler.items import Reference
from crawler.reading.html import parse
from crawler.reading.links import lasting, links
from crawler.reading.selecting import select

PAGE = "https://example.org/zh/page/"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("../a?id=7", "https://example.org/zh/a?id=7"),
        ("https://b.example/x?utm_source=y&id=7", "https://b.example/x?id=7"),
        ("/a?sessionid=1&ts=1699999999&id=7", "https://example.org/a?id=7"),
        ("/a?key=9f86d081884c7d659a2feaa0c55ad015", "https://example.org/a"),
        ("/a;jsessionid=0A1B2C?id=7", "https://example.org/a?id=7"),
        ("/a#part", "https://example.org/a"),
        ("mailto:Desk@example.org?subject=x", "mailto:desk@example.org"),
        ("#part", ""),
        ("javascript:alert(1)", ""),
        ("/cdn-cgi/l/email-protection#5b3a", ""),
        ("", ""),
    ],
)
def test_a_target_is_what_lasts_of_it(link, url):
    assert lasting(PAGE, link) == url


def test_links_that_people_see_are_read_in_order_with_their_words():
    root = parse(
        "<main><p>见<a href=/a>公约 <b>全文</b></a>和<a href=/b>报告</a>。"
        "<p hidden><a href=/c>无</a>"
        "<p class=cut><a href=/d>无</a><p><a href=/e></a></main><a href=/f>外</a>"
    )
    skip = frozenset(select(root, ".cut"))
    assert links(select(root, "main"), PAGE, skip) == (
        Reference("公约 全文", "https://example.org/a"),
        Reference("报告", "https://example.org/b"),
    )
