"""Text from bytes: decoded as browsers do, and in one thing wiser."""

import codecs
from contextlib import suppress

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

from crawler.reading import charset

# Codecs behind the labels of the WHATWG's Encoding Standard. Python knows more (rot13, zlib,
# punycode, utf-7), which no page may choose.
_CODECS = frozenset(
    codecs.lookup(name).name
    for name in (
        *("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp"),
        *("cp932", "cp949", "cp866", "cp874", "mac_roman", "koi8-r", "koi8-u"),
        *(f"cp125{page}" for page in range(9)),
        *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    )
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF_16 = {"utf-16": "utf-16-le", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be"}


def decode(body: bytes, content_type: str = "") -> str:
    """The text of `body`, decoded as browsers do.

    A byte order mark counts first, then the charset of `content_type`, then a `<meta>` (or XML
    declaration) within the first 4,096 bytes; without any, UTF-8 if it is valid, else GB18030, else
    windows-1252. A label means what the WHATWG says: gb2312 and gbk are GB18030, big5 has its
    Hong Kong characters. Bytes that mean nothing become U+FFFD; nothing raises.

    In one thing it is wiser than browsers: a label that the bytes refute does not count if they are
    UTF-8 without a fault, as of pages that were converted and kept their old `<meta>`, or if they
    make sense as Chinese in GB18030 or Big5, and none as what the label says.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    declared = _transport_encoding(content_type) or _declared_encoding(body)
    if declared == "utf-8":
        with suppress(UnicodeDecodeError):
            return body.decode(declared)  # as almost all do: no need to look twice
    fits = declared is not None and _fits(body, declared)
    return body.decode(declared if declared and fits else _guess(body, declared), "replace")


def _transport_encoding(content_type: str) -> str | None:
    return _known(http_content_type_encoding(content_type))


def _declared_encoding(body: bytes) -> str | None:
    encoding = _known(html_body_declared_encoding(charset.OTHER_BIG5.sub(b"big5", body[:4096])))
    # A page that could be read up to its <meta> is not UTF-16, whatever it says there.
    return "utf-8" if encoding in _UTF_16.values() else encoding


def _known(name: str | None) -> str | None:
    codec = _UTF_16.get(name or "", name)
    return codec if codec in _CODECS else None


def _guess(body: bytes, declared: str | None) -> str:
    if _fits(body, "utf-8"):
        return "utf-8"
    likely = charset.likeliest(body, declared)
    return likely or declared or ("gb18030" if _fits(body, "gb18030") else "cp1252")


def _fits(body: bytes, encoding: str) -> bool:
    """Whether `body` is without a fault in `encoding`; it may end inside a character.

    Any bytes at all are windows-1252, and that is what servers say who say it of everything: it
    does not fit where the page itself says that it is Chinese.
    """
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(body)
    except UnicodeDecodeError:
        return False
    if encoding == "cp1252":
        return _declared_encoding(body) not in charset.CHINESE
    return encoding not in charset.CHINESE or not charset.is_foreign(text)
