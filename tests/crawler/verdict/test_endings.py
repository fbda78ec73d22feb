"""Whether a file came to its end is asked in one place, by the judge and by the readers."""

import pytest

from crawler.verdict import missing_end


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        (b"%PDF-1.7 words", "the PDF has no %%EOF at its end"),
        (b"\xef\xbb\xbf\n%PDF-1.7 words", "the PDF has no %%EOF at its end"),
        (b"%PDF-1.7 words %%EOF\n", ""),
        (b"PK\x03\x04 words", "the Word file has no end"),
        (b"PK\x03\x04 words PK\x05\x06 end", ""),
        (b"\xd0\xcf\x11\xe0 an old file says nothing of its end", ""),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_what_is_missing_at_the_end_of_a_file(body: bytes, missing: str) -> None:
    assert missing_end(body) == missing
