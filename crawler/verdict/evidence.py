"""What a verdict was seen by, in one line for a person."""

import re

from crawler.items import Verdict

Judgement = tuple[Verdict, str]

LONGEST_EVIDENCE = 300  # characters
_USERINFO = re.compile(r"//[^/@\s]*@")


def one_line(text: str) -> str:
    """`text` as evidence: one line, of bounded length, without control characters and passwords."""
    plain = "".join(char if char.isprintable() else " " for char in text[: 4 * LONGEST_EVIDENCE])
    return _USERINFO.sub("//", " ".join(plain.split()))[:LONGEST_EVIDENCE]
