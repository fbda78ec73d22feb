"""One spelling for one page, and no way to the machines around us."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.addresses import canonical, host_of, hosts_in, is_ip, is_public, origin_of, resolved


@pytest.mark.parametrize(
    ("url", "spelling"),
    [
        (
            "HTTPS://China.USEmbassy-China.org.cn:443/zh/",
            "https://china.usembassy-china.org.cn/zh/",
        ),
        ("http://example.org", "http://example.org/"),
        ("http://example.org:8080/a#top", "http://example.org:8080/a"),
        ("http://example.org/a?utm_source=x&b=2&a=1", "http://example.org/a?b=2&a=1"),
        ("http://example.org/声明", "http://example.org/%E5%A3%B0%E6%98%8E"),
        ("http://example.org/%e5%a3%b0", "http://example.org/%E5%A3%B0"),
        ("http://example.org/a b?q=c d", "http://example.org/a%20b?q=c%20d"),
        ("http://[::1]:80/", "http://[::1]/"),
        ("http://user:secret@example.org/", "http://example.org/"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
        ("  http://example.org/a \n", "http://example.org/a"),
    ],
)
def test_an_address_has_one_spelling(url: str, spelling: str) -> None:
    assert canonical(url) == spelling
    assert canonical(spelling) == spelling


@pytest.mark.parametrize("url", ["http://[broken/", "http://example.org:99999999/"])
def test_what_cannot_be_taken_apart_stays_as_it_is(url: str) -> None:
    assert canonical(url) == url


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    once = canonical(f"http://example.org/{text}")
    assert canonical(once) == once
    canonical(text)
    resolved("http://example.org/", text)
    host_of(text)


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("/zh/a/", "https://example.org/zh/a/"),
        ("b?x=1#c", "https://example.org/zh/b?x=1"),
        ("//cdn.example.net/x", "https://cdn.example.net/x"),
        ("HTTP://Example.net", "http://example.net/"),
        ("../../../etc", "https://example.org/etc"),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("mailto:desk@example.org", None),
        ("ftp://example.org/", None),
        ("http:///nowhere", None),
        ("http://[broken", None),
        ("http://example.org:0/", None),
        ("http://example.org/" + "a" * 3000, None),
    ],
)
def test_links_lead_to_web_pages_or_nowhere(link: str, leads_to: str | None) -> None:
    assert resolved("https://example.org/zh/page", link) == leads_to


def test_the_hosts_that_an_order_names_are_found_wherever_they_stand() -> None:
    options = {
        "url": "https://A.example/zh/",
        "more": [{"x": ("http://b.example:8080/", "c.example")}, 5, None, "https://[::1]/"],
    }

    assert hosts_in(options) == {"a.example", "b.example", "::1"}
    assert hosts_in({"hosts": ["d.example:8080", "e.example"]}) == {"d.example", "e.example"}


def test_a_robots_file_speaks_for_scheme_host_and_port() -> None:
    assert origin_of("https://u:p@Example.org:8443/a/b?c") == "https://example.org:8443"
    assert host_of("https://Example.org.:8443/") == "example.org"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "0.0.0.0", "169.254.169.254",
     "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
     "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fe80::1", "fe80::1%eth0",
     "fc00::1", "ff02::1", "2001:db8::1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1",
     "64:ff9b:1::1", "not an address", ""],
)  # fmt: skip
def test_addresses_around_us_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


def test_a_name_is_no_address() -> None:
    assert is_ip("127.0.0.1")
    assert is_ip("::1")
    assert not is_ip("example.org")
