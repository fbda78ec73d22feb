"""Traditional characters as simplified ones: in those alone the rules are written."""

import re
from functools import cache

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_CONVERTED = ((0x3400, 0x4DC0), (0x4E00, 0xA000))


def simplified(text: str) -> str:
    """`text` with a simplified character for every traditional one; it stays as long as it is."""
    return text.translate(_simpler()) if _may_be_traditional(text) else text


def _may_be_traditional(text: str) -> bool:
    """Whether any character is beyond those that mainland China has had in computers since 1980."""
    try:
        "".join(_HAN.findall(text)).encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@cache
def _simpler() -> dict[int, int]:
    # Its tables take 0.2 s and 9 MB: not before a text needs them.
    from opencc import OpenCC  # noqa: PLC0415

    chars = [chr(code) for span in _CONVERTED for code in range(*span)]
    # A line each, so that none is read as part of a word.
    lines = OpenCC("t2s").convert("\n".join(chars)).split("\n")
    pairs = zip(chars, lines, strict=True)
    return {ord(char): ord(to) for char, to in pairs if to != char and len(to) == 1}
