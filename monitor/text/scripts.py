"""Which characters are Chinese, and which simplified one stands for a traditional one."""

import re
from functools import cache

# As the inside of a character class. Among Han are the Kangxi radicals, the signs that count as
# ideographs, and all of planes 2 and 3.
HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
KANA = "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001aff0-\U0001b16f"
_HAN = re.compile(f"[{HAN}]")

# Of the basic plane: beyond it, few characters have a simplified form that anybody writes.
_CONVERTED = ((0x3400, 0x4DC0), (0x4E00, 0xA000))


def is_han(char: str) -> bool:
    """Whether `char` is a Chinese character (or a sign that stands for one, as 々 and 〇)."""
    return _HAN.match(char) is not None


def simplified(text: str) -> str:
    """`text` with every traditional character replaced by its simplified one, each by itself."""
    return text.translate(_simpler()) if _HAN.search(text) else text


@cache
def _simpler() -> dict[int, str]:
    # Its tables take 9 MB: not before the first Chinese text differs.
    from opencc import OpenCC  # noqa: PLC0415

    chars = [chr(code) for span in _CONVERTED for code in range(*span)]
    # A line each, so that none is read as part of a word.
    lines = OpenCC("t2s").convert("\n".join(chars)).split("\n")
    return {ord(char): to for char, to in zip(chars, lines, strict=True) if to != char}
