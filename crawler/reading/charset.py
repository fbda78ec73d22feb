"""Which charset a Chinese page is in, where its label is wrong, unknown or missing."""

import re

CHINESE = ("gb18030", "big5hkscs")
# Every Chinese text has many of these. In the wrong charset they turn into rare characters.
_COMMON = re.compile(
    "[，。、：；「」（）的一是不了在有人我他中大上以到说說时時要就出会會可也你对對生能而子那得于於"
    "着著下自之年过過发發后後作里裡用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動"
    "面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實这這来來为為和国國地个個们們"
    "关關公部美华華使馆館新闻聞声聲明日月与與及等]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_FAULTS = re.compile("[\ufffd\ue000-\uf8ff]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_SURE = 0.05  # of the characters that are not ASCII
_LONGEST = 200_000  # bytes that are looked at

# Labels of Big5 that the WHATWG knows, and Python does not.
OTHER_BIG5 = re.compile(rb"\b(?:cn|x-x)-big5\b", re.IGNORECASE)


def is_foreign(text: str) -> bool:
    """Whether a text has too many characters of private use, or too few that are common."""
    few = _SURE * len(_FOREIGN.findall(text))
    return len(_PRIVATE.findall(text)) > few or len(_COMMON.findall(text)) < few


def likeliest(body: bytes, declared: str | None) -> str | None:
    """The Chinese charset that `body` is in, if it is clearly none that was `declared`; or None."""
    sample = body[:_LONGEST]
    sense = {each: _sense(sample, each) for each in CHINESE}
    best = max(sense, key=lambda each: sense[each])
    known = _sense(sample, declared) if declared else 0.0
    return best if sense[best] > max(known, 0.0) + _SURE else None


def _sense(body: bytes, encoding: str) -> float:
    """How much of what is not ASCII is common in Chinese; what cannot be, counts against it."""
    text = body.decode(encoding, "replace")
    common, faults = len(_COMMON.findall(text)), len(_FAULTS.findall(text))
    return (common - faults) / max(1, len(_FOREIGN.findall(text)))
