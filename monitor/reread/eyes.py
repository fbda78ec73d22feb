"""What our eyes are, as hashes: who reads pages, and what readings are compared by.

The *reader* of a snapshot is a hash over all that could make the same bytes read otherwise.
"""

import inspect
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import crawler.items
import crawler.reading
import monitor.diff
import monitor.text
from crawler.addresses import canonical
from crawler.items import fingerprint, sha256
from crawler.options import OPTIONS, SpiderOptions
from crawler.spiders import SPIDERS
from monitor.model import Source

_LIBRARIES = (
    *("cssselect", "feedparser", "legacy-doc", "lxml", "pypdfium2", "python-docx"),
    *("trafilatura", "w3lib"),
)


def reader_of(source: Source) -> str:
    """The reader of today for `source`, as one hash.

    It covers the spider's module, `crawler/reading/`, the document type, the source's reading
    options and the versions of the reading libraries.
    """
    return fingerprint({"code": _code(source.spider), "options": options_of(source).reading()})


@cache
def yardstick() -> str:
    """What the stored keys and hashes of readings are made by today, as one hash.

    It covers `monitor/text/`, `monitor/diff/` and the tables of Unicode.
    """
    folders = (Path(inspect.getfile(module)).parent for module in (monitor.text, monitor.diff))
    files = [file for folder in folders for file in sorted(folder.glob("*.py"))]
    return sha256(_content(files)) + f" Unicode {unicodedata.unidata_version}"


def scope_of(source: Source) -> Mapping[str, Any]:
    """What the source enumerates: widened, it has a new baseline."""
    return options_of(source).scope()


def paces_of(source: Source) -> Mapping[str, timedelta]:
    """How often large interfaces of the source are asked, while others bring the news."""
    return options_of(source).paces


def named_by(source: Source) -> frozenset[str]:
    """The addresses of the documents that the source itself names."""
    spider = SPIDERS[source.spider]
    entries = spider.entries(options_of(source))
    return frozenset(canonical(each.url) for each in entries if each.role == "document")


def options_of(source: Source) -> SpiderOptions:
    """The options of the source's spider."""
    return OPTIONS[source.spider].model_validate(dict(source.options))


@cache
def _code(spider: str) -> str:
    folder = Path(inspect.getfile(crawler.reading)).parent
    files = [
        Path(inspect.getfile(SPIDERS[spider])),
        Path(inspect.getfile(crawler.items)),
        *sorted(folder.rglob("*.py")),
    ]
    versions = " ".join(f"{library} {version(library)}" for library in _LIBRARIES)
    return sha256(_content(files)) + versions


def _content(files: Iterable[Path]) -> bytes:
    return b"\0".join(file.read_bytes() for file in files)
