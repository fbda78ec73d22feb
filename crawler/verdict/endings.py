"""Whether a body came to its end: what was cut off on its way is no page."""

import re
from collections.abc import Mapping

from crawler.items import Verdict
from crawler.verdict.evidence import Judgement
from crawler.verdict.kinds import kind_of
from crawler.verdict.sight import Sight

_TAIL = 2048  # bytes in which the mark of a PDF's end stands
_ZIP_TAIL = 66_000  # bytes in which the end of a zip archive stands
_STAND_IN = 512  # bytes: below, that a page is shorter than announced wants a second sign

# Elements that must be closed; html and body need not be, paragraphs and list items neither.
_CONTAINERS = ("main", "article", "section", "div", "table", "ul", "ol", "footer", "form", "script",
               "style", "h1", "h2", "h3", "span", "a", "strong", "title", "head")  # fmt: skip
_OPENS = re.compile(rf"<({'|'.join(_CONTAINERS)})\b")
_CLOSES = re.compile(rf"</({'|'.join(_CONTAINERS)})\b")
_OPENS_PAGE = re.compile(r"<html\b|<body\b|<!doctype\s+html")
_ENDS_PAGE = re.compile(r"</html\s*>|</body\s*>")
_XML_ROOT = re.compile(r"<([a-z][\w:.-]*)")
_PROLOGUE = re.compile(r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!doctype[^>]*>\s*)*", re.DOTALL)


def judge_ending(sight: Sight, headers: Mapping[str, str]) -> Judgement | None:
    """`truncated` where the end of the body is missing; None where nothing speaks for that."""
    seen = _ENDINGS[sight.kind](sight) if sight.kind in _ENDINGS else ""
    if not seen:
        seen = _shorter_than_announced(sight, headers)
    return (Verdict.TRUNCATED, f"{seen} ({len(sight.body)} bytes)") if seen else None


def missing_end(body: bytes) -> str:
    """What is missing at the end of a PDF or Word file, in words; empty where nothing is."""
    kind = kind_of({}, body)
    if kind == "pdf" and b"%%EOF" not in body[-_TAIL:]:
        return "the PDF has no %%EOF at its end"
    if kind == "word" and body.startswith(b"PK") and b"PK\x05\x06" not in body[-_ZIP_TAIL:]:
        return "the Word file has no end"
    return ""


def _shorter_than_announced(sight: Sight, headers: Mapping[str, str]) -> str:
    """What the transport has not noticed: the length of a packed body says nothing of it."""
    announced = headers.get("content-length", "")
    if not announced.isdecimal() or "content-encoding" in headers:
        return ""
    if len(sight.body) >= int(announced):
        return ""
    has_end = sight.kind != "html" or bool(_ENDS_PAGE.search(_end(sight)))
    if len(sight.body) >= _STAND_IN or (not has_end and _opens(sight)):
        return f"shorter than the {announced} bytes announced"
    return ""


def _cut_html(sight: Sight) -> str:
    """HTML may leave `</html>` out, so that its absence wants a second sign."""
    if not _opens(sight) or _ENDS_PAGE.search(_end(sight)):
        return ""
    source = sight.body.decode("latin-1").lower().rstrip()
    if _ENDS_PAGE.search(source):  # what follows is somebody's statistics
        return ""
    if source.rfind("<") > source.rfind(">"):
        return "the HTML breaks off inside a tag"
    if not source.endswith((">", ".", "!", "?")) and not _ends_a_sentence(sight):
        return "the HTML breaks off in the middle of its text, without </body> and </html>"
    opened, closed = len(_OPENS.findall(source)), len(_CLOSES.findall(source))
    if (still := opened - closed) > 0:
        elements = "1 element" if still == 1 else f"{still} elements"
        return f"the HTML ends without </body> and </html>, {elements} open"
    return ""


def _opens(sight: Sight) -> bool:
    return bool(_OPENS_PAGE.search(sight.body[:4096].decode("latin-1").lower()))


def _end(sight: Sight) -> str:
    return sight.body[-4096:].decode("latin-1").lower()


def _ends_a_sentence(sight: Sight) -> bool:
    tail = sight.body.rstrip()[-4:]
    marks = ("。", "！", "？", "”", "）")
    return any(tail.endswith(mark.encode(code)) for mark in marks for code in ("utf-8", "gb18030"))


def _cut_xml(sight: Sight) -> str:
    source = sight.body.decode("latin-1").lower()
    start = _PROLOGUE.match(source)
    root = _XML_ROOT.match(source, start.end() if start else 0)
    if root is None or f"</{root[1]}" in source[-4096:]:
        return ""
    end = source.find(">", root.end())
    if source[end - 1 : end + 1] == "/>" and not source[end + 1 :].strip():
        return ""  # a root without content
    return f"the XML ends without </{root[1]}>"


def _cut_file(sight: Sight) -> str:
    return missing_end(sight.body)


def _cut_json(sight: Sight) -> str:
    text = sight.body.strip()
    pairs = {b"{": b"}", b"[": b"]"}
    closing = pairs.get(text[:1])
    return "" if closing is None or text.endswith(closing) else "the JSON is not closed"


_ENDINGS = {
    "html": _cut_html,
    "xml": _cut_xml,
    "pdf": _cut_file,
    "word": _cut_file,
    "json": _cut_json,
}
