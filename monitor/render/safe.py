"""Page text made fit to be shown: nothing in it drives a terminal or hides from the reader."""

import re

# Control characters; what turns, isolates or marks the direction of writing beyond its own word;
# what cannot be seen; halves of characters, which no encoding takes. Kept are the joiners (Persian
# and emoji need them), the three direction marks, which reach no further than a letter would, and
# the visible signs that Unicode counts as formats (Arabic number signs and the like).
_TROUBLE = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f\xad"
    "\u034f\u070f\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\ud800-\udfff"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e007f"
    "]"
)


def printable(text: str) -> str:
    """`text` on one line, with every character that does something instead of a sign for it.

    A control character becomes its picture (an escape ␛, a newline ␊), any other ⟨U+202E⟩.
    """
    return _TROUBLE.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"
