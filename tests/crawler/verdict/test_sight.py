"""A page is as wordy as `visible` finds it, however its first bytes are looked through."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.verdict.sight import WORDY, Sight, _begins_wordy, visible

_PIECES = st.sampled_from(
    (
        *("<p>", "</p>", "<a title='>", "<", ">", "<!--", "-->", "<!>", "<!-->", "<br>", "</"),
        *("<script>", "</script>", "<scripted>", "<SCRIPT>", "</script", "<title>", "</title>"),
        *("<style a='<script>'>", "</style>", "<noscript", "</noscripts>", "<i>", "<\u0130>"),
        *("字" * 300, "word " * 100, " " * 700, "\n\t", "\u212a", "使馆发言人表示，" * 40),
    )
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=60), st.integers(0, 5000))
def test_the_first_bytes_call_no_page_wordy_that_is_not(pieces: list[str], first: int) -> None:
    body = "".join(pieces).encode()
    source = body.decode().lower()
    is_wordy = len(" ".join(visible(source, most=WORDY).split())) > WORDY
    assert Sight({}, body).is_wordy == is_wordy
    assert is_wordy or not _begins_wordy(body, first=first)


def test_the_first_bytes_tell_of_a_usual_page() -> None:
    """Past its scripts, comments and menus."""
    menu = "<li><a href='/'>栏目</a></li>" * 30
    head = f"<html><head><title>题</title><script>{'x<1;' * 500}</script></head><!-- <p> -->{menu}"
    body = f"{head}{'<p>使馆发言人表示欢迎。</p>' * 300}</html>".encode()
    assert _begins_wordy(body, first=12_288)
    assert not _begins_wordy(body, first=2_000)


def test_the_foot_of_a_site_dates_no_page_and_the_foot_of_an_article_does() -> None:
    date = "<footer>更新日期：2026-03-02</footer>"
    assert "2026" not in Sight({}, f"<body><p>题</p>{date}</body>".encode()).footless
    assert "2026" in Sight({}, f"<article><p>题</p>{date}</article>".encode()).footless
