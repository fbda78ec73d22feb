"""What comes from pages reaches public machines only, whole, and in bounded size."""

import asyncio
import gzip
import re
import ssl
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from scrapy.exceptions import DownloadFailedError, ResponseDataLossError
from scrapy.http import Response

from crawler.downloader import PublicResolver, decoded
from crawler.items import Page, Verdict
from crawler.verdict import NotPublicError, TooLargeError
from tests.links import article, found, link_crawl, link_order, listing
from tests.site import Answer, Site

BODY = article().encode()


async def page_of(site: Site, path: str, **overrides: object) -> Page:
    findings = await found(link_crawl(overrides), link_order(pages=(site.url(path),)))
    return findings[site.url(path)].page


@pytest.mark.parametrize("host", ["127.0.0.2", "localhost", "[::1]", "[::ffff:127.0.0.1]",
                                  "0.0.0.0", "10.1.2.3", "[64:ff9b::7f00:1]", "127.1", "2130706433",
                                  "169.254.169.254", "100.64.0.1", "localhost."])  # fmt: skip
async def test_a_link_to_a_machine_around_us_is_refused(site: Site, host: str) -> None:
    link = site.url("/secret", host=host)
    site.serve("/", listing(link))
    site.serve("/secret", article())

    findings = await found(link_crawl(), link_order(site.url("/")))

    (refused,) = [f.page for f in findings.values() if f.page.url != site.url("/")]
    assert (refused.verdict, refused.status) == (Verdict.ERROR, None)
    assert re.search(r"not a public|not a canonical|name was not found", refused.evidence)
    assert site.paths == ["/"]


async def test_a_refusal_names_the_address(site: Site) -> None:
    links = [site.url("/x", host="127.0.0.2"), site.url("/x", host="localhost")]
    site.serve("/", listing(*links))

    findings = await found(link_crawl(), link_order(site.url("/")))

    evidence = [findings[link].page.evidence for link in links]
    assert evidence[0] == "refused: 127.0.0.2 is not a public address"
    assert evidence[1].startswith("refused: ")
    assert evidence[1].endswith("(localhost) is not a public address")


@pytest.mark.parametrize("host", ["127.0.0.2", "localhost"])
async def test_a_redirect_to_a_machine_around_us_is_refused(site: Site, host: str) -> None:
    site.redirect("/a", site.url("/secret", host=host))
    site.serve("/secret", article())

    page = await page_of(site, "/a")

    assert page.verdict == Verdict.ERROR
    assert page.evidence.startswith("refused: ")
    assert site.paths == ["/a"]


async def test_a_host_that_the_source_names_may_be_anywhere(site: Site) -> None:
    site.serve("/a", article())

    findings = await found(
        link_crawl(), link_order(pages=(site.url("/a"), site.url("/a", host="localhost")))
    )

    assert [finding.page.verdict for finding in findings.values()] == [Verdict.OK] * 2


async def test_a_name_with_private_addresses_only_is_refused_after_the_look_up() -> None:
    resolver = PublicResolver(frozenset({"named.example"}))

    with pytest.raises(NotPublicError, match=r"refused: .* \(localhost\) is not a public address"):
        await resolver.resolve("localhost", 80)


async def test_literal_addresses_are_refused_behind_a_proxy_as_well(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy would connect for us, and it may stand inside."""
    with Site() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url())
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        proxy_links = [proxy.url("/", host="localhost"), "http://10.0.0.1/"]
        site.serve("/", listing(*proxy_links))

        findings = await found(link_crawl(), link_order(site.url("/")))

        assert findings["http://10.0.0.1/"].page.evidence.startswith("refused: 10.0.0.1")
        assert [asked.path for asked in proxy.requests if "10.0.0.1" in asked.path] == []


async def test_the_proxy_of_the_environment_is_used_and_its_password_not_told(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Site() as proxy:
        url = proxy.url("").replace("http://", "http://desk:hunter2@")
        monkeypatch.setenv("http_proxy", url)
        proxy.fail(502)

        page = await page_of(site, "/a")

        assert site.requests == []
        assert "proxy-authorization" in proxy.requests[0].headers
        assert "hunter2" not in repr(page)


async def test_a_body_of_50_megabytes_is_not_taken(site: Site) -> None:
    site.stream("/big", 50 * 1024 * 1024)

    page = await page_of(site, "/big")

    assert (page.verdict, page.body) == (Verdict.TOO_LARGE, "")
    assert page.evidence == "more than 31457280 bytes"


async def test_an_endless_body_ends(site: Site) -> None:
    site.stream("/endless")

    assert (await page_of(site, "/endless", DOWNLOAD_MAXSIZE=100_000)).verdict == "too_large"


async def test_a_small_body_that_unpacks_to_a_large_one_is_not_taken(site: Site) -> None:
    site.stream("/bomb", 5_000_000, compress=True)

    page = await page_of(site, "/bomb", DOWNLOAD_MAXSIZE=1_000_000)

    assert page.verdict == Verdict.TOO_LARGE


async def test_a_body_that_breaks_off_is_truncated(site: Site) -> None:
    site.truncate("/half", BODY, sent=30)

    page = await page_of(site, "/half")

    assert page.verdict == Verdict.TRUNCATED
    assert page.evidence.startswith("the answer broke off")


async def test_a_compressed_body_that_ends_too_early_is_truncated(site: Site) -> None:
    packed = gzip.compress(BODY)
    site.serve("/half", packed[:-20], headers={"Content-Encoding": "gzip"})

    assert (await page_of(site, "/half")).verdict == Verdict.TRUNCATED


async def test_a_redirect_loop_is_an_error(site: Site) -> None:
    site.redirect("/a", "/b")
    site.redirect("/b", "/a")

    page = await page_of(site, "/a")

    assert page.verdict == Verdict.ERROR
    assert "max redirections reached" in page.evidence
    assert len(site.paths) == 7


async def test_a_server_that_hangs_is_an_error(site: Site) -> None:
    site.robots("")
    site.hang("/a")

    page = await page_of(site, "/a", DOWNLOAD_TIMEOUT=0.2)

    assert page.verdict == Verdict.ERROR
    assert page.evidence.startswith("no answer in time")


async def test_a_server_that_refuses_is_an_error(site: Site) -> None:
    site.refuse()

    page = await page_of(site, "/a")

    assert page.verdict == Verdict.ERROR
    assert page.evidence.startswith("robots.txt: no connection: Cannot connect to host 127.0.0.1:")
    assert "0x" not in page.evidence


async def test_a_name_that_does_not_exist_is_an_error() -> None:
    url = "http://no-such-host.invalid/"

    findings = await found(link_crawl(), link_order(pages=(url,)))

    assert "the name was not found" in findings[url].page.evidence


async def test_a_certificate_that_nobody_vouches_for_is_an_error(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own_certificate(tmp_path))
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0, ssl=context)
    url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/"

    async with server:
        findings = await found(link_crawl(), link_order(pages=(url,)))

    assert findings[url].page.verdict == Verdict.ERROR
    assert "certificate verify failed" in findings[url].page.evidence


def own_certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that only its owner believes."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = folder / "own.pem"
    file.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    return file


async def test_it_says_who_it_is_and_takes_what_it_can_unpack(site: Site) -> None:
    site.serve("/a", article())

    await page_of(site, "/a")

    headers = site.asked("/a")[0].headers
    assert headers["user-agent"] == "docwatch/0.1 (+desk@example.org)"
    assert headers["accept-language"].startswith("zh")
    assert headers["accept-encoding"] == "gzip, deflate"
    assert "referer" not in headers


async def test_cookies_live_for_one_crawl(site: Site) -> None:
    site.act("/a", Answer(b"", 302, {"Location": "/b", "Set-Cookie": "seen=1; Path=/"}))
    site.serve("/b", article())
    crawl, order = link_crawl(), link_order(pages=(site.url("/a"),))

    await found(crawl, order)
    await found(crawl, order)

    assert [asked.headers.get("cookie") for asked in site.asked("/a")] == [None, None]
    assert [asked.headers.get("cookie") for asked in site.asked("/b")] == ["seen=1"] * 2


def response(body: bytes, encoding: str | None) -> Response:
    headers = {} if encoding is None else {"Content-Encoding": encoding}
    return Response("http://example.org/", headers=headers, body=body)


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (BODY, None),
        (BODY, "identity"),
        (gzip.compress(BODY), "gzip"),
        (gzip.compress(BODY), "X-GZIP"),
        (gzip.compress(BODY[:20]) + gzip.compress(BODY[20:]), "gzip"),
        (gzip.compress(BODY) + b"\0\0\0", "gzip"),
        (zlib.compress(BODY), "deflate"),
        (zlib.compress(BODY, wbits=-15), "deflate"),
        (gzip.compress(BODY), None),  # a packed file, by its first bytes
        (gzip.compress(gzip.compress(BODY)), "gzip"),
    ],
)
def test_a_body_is_unpacked_whatever_way_it_was_packed(packed: bytes, encoding: str | None) -> None:
    unpacked = decoded(response(packed, encoding), limit=10_000)

    assert unpacked.body == BODY


def test_what_cannot_be_unpacked_is_an_error() -> None:
    with pytest.raises(DownloadFailedError, match="cannot be unpacked"):
        decoded(response(b"plainly not packed", "gzip"), limit=100)
    with pytest.raises(DownloadFailedError, match="'br', which was not asked"):
        decoded(response(b"x", "br"), limit=100)
    with pytest.raises(ResponseDataLossError):
        decoded(response(gzip.compress(BODY)[:40], "gzip"), limit=10_000)
    with pytest.raises(TooLargeError):
        decoded(response(gzip.compress(b"0" * 101), "gzip"), limit=100)


def test_a_body_of_very_many_parts_costs_no_time() -> None:
    with pytest.raises(DownloadFailedError, match="more than 10000 members"):
        decoded(response(gzip.compress(b"") * 200_000, "gzip"), limit=100)


def test_a_bomb_in_a_packed_file_is_not_unpacked() -> None:
    with pytest.raises(TooLargeError):
        decoded(response(gzip.compress(gzip.compress(b"0" * 10_000_000)), "gzip"), limit=20_000)


def test_an_empty_body_is_empty_however_it_is_labelled() -> None:
    assert decoded(response(b"", "gzip"), limit=100).body == b""
