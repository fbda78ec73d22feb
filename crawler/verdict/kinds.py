"""What a body is: by its first bytes, and where they say nothing, by its content type."""

import re
from collections.abc import Mapping

PAGES = frozenset({"html", "xml", "text", "pdf"})
"""The types that a page may have where a spider does not say otherwise."""


def kind_of(headers: Mapping[str, str], body: bytes) -> str:
    """One of html, xml, text, pdf, json, word, image, binary."""
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    declared = headers.get("content-type", "").partition(";")[0].strip().lower()
    if _HTML_START.match(start):
        # An XML declaration before HTML is XHTML; what says it is XML is believed.
        return "xml" if _XML_TYPE.search(declared) and b"<html" not in start.lower() else "html"
    if start.startswith(b"<?xml") or _XML_ROOT.match(start):
        return "html" if b"<html" in start.lower() else "xml"
    for pattern, kind in _TYPES:
        if pattern.search(declared):
            return kind
    if declared and declared != "application/octet-stream":
        return "binary"
    return "binary" if b"\0" in body[:1024] else "text"


_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "word"),
    (b"\xd0\xcf\x11\xe0", "word"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"RIFF", "image"),
)
_XML_TYPE = re.compile(r"[/+]xml$|/(?:rss|atom)")
_TYPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"html"), "html"),
    (re.compile(r"json"), "json"),
    (_XML_TYPE, "xml"),
    (re.compile(r"^application/(?:x-)?pdf$"), "pdf"),
    (re.compile(r"msword|officedocument|opendocument"), "word"),
    (re.compile(r"^image/"), "image"),
    (re.compile(r"^text/plain$"), "text"),
)
_HTML_START = re.compile(
    rb"(?:<!--|<!doctype\s+html|<html|<head|<body|<title|<meta|<script|<div|<p\b|<h1|<br\s*/?>)",
    re.IGNORECASE,
)
_XML_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.IGNORECASE)
