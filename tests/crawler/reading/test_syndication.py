"""Feeds are taken apart by our own decoding, whoever reads them, and none is too much."""

import pytest

from crawler.items import UnreadableError
from crawler.reading.syndication import taken_apart
from crawler.reading.un_finds import in_feed

RARE = "关于囍事与丁㐂的普通照会"
FEED = """<?xml version="1.0" encoding="{label}"?><rss version="2.0"><channel><title>文件</title>
<item><title>A/76/100 {title}</title><link>https://undocs.org/A/76/100</link></item>
</channel></rss>"""


@pytest.mark.parametrize(
    ("label", "codec"), [("gb2312", "gb18030"), ("UTF-16", "utf-16"), ("UTF-8", "utf-8-sig")]
)
def test_the_titles_of_a_un_feed_are_whole_whatever_its_label_says(label: str, codec: str) -> None:
    (found,) = in_feed(FEED.format(label=label, title=RARE).encode(codec))

    assert (found.symbol, found.title) == ("A/76/100", f"A/76/100 {RARE}")


def test_what_is_larger_than_any_feed_is_not_taken_apart() -> None:
    with pytest.raises(UnreadableError, match="no feed is as large"):
        taken_apart(b"<rss version='2.0'>" + b" " * 8_000_000)
