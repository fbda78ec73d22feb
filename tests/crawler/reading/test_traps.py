"""Links that lead inside are known, whichever way they are written."""

from urllib.parse import urljoin

import pytest

from crawler.addresses import host_of, leads_inside
from crawler.reading.traps import is_trap

PAGES = ("https://site.example.org/zh/", "http://127.0.0.1:8000/zh/", "http://[::1]/")
LINKS = (
    *("/", "/zh/a", "/\t/10.0.0.1/", "//10.0.0.1/", "/\\10.0.0.1", "?page=2", "#top", "a", "", " "),
    *(
        "http://10.0.0.1/",
        "http://10.0.0.1",
        "HTTP://10.0.0.1/x",
        "http://10.0.0.1\t.org/",
        "ftp:x",
    ),
    *("http://10.0.0.1@site.example.org/", "http://site.example.org@10.0.0.1/", "http://[::1]/"),
    *("http://10.0.0.1:80:80/", "http://[::1/", "https://router.local.", "https://router.local/#"),
    *("file:///etc/passwd", "http:10.0.0.1", "http:/10.0.0.1", "https://site.example.org?to=//::1"),
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("named", [(), ("127.0.0.1",), ("10.0.0.1",)])
def test_a_link_is_a_trap_if_it_leads_inside_to_whom_nobody_named(
    page: str, link: str, named: tuple[str, ...]
) -> None:
    leads = leads_inside(page, link)
    assert is_trap(page, link, named) == (leads and host_of(urljoin(page, link)) not in named)
