"""Whole pages as servers send them, kept as text in the folder `unseen`.

Each file was written before any rule was tuned to it, so that it measures what nobody had thought
of; the first two before any rule was looked at. A page begins with `##### its name`; lines of
`key: value` follow, and then the page. `wrap` names the site (in chrome.txt) whose menus and foot
are around it, and its title.
"""

from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "unseen"
KEYS = ("lang: ", "status: ", "header: ", "wrap: ")


class Page(NamedTuple):
    """A page, and how it was sent: in the characters that it names."""

    lang: str
    status: int
    headers: dict[str, str]
    body: bytes


def read(name: str) -> dict[str, Page]:
    """Every page of a file, by its name."""
    chromes = _parts("chrome")
    return {title: _page(part, chromes) for title, part in _parts(name).items()}


def _parts(name: str) -> dict[str, str]:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in text.split("##### ")[1:])
    return {title: rest for title, _, rest in parts}


def _page(part: str, chromes: dict[str, str]) -> Page:
    lines = part.splitlines(keepends=True)
    keys = [line.strip() for line in takewhile(lambda line: line.startswith(KEYS), lines)]
    body = "".join(lines[len(keys) :])
    told = [tuple(key.split(": ", 1)) for key in keys]
    values = {key: value for key, value in told if key != "header"}
    charset = "gb2312" if "gb2312" in body else "utf-8"
    headers = {"content-type": f"text/html; charset={charset}"}
    for line in (value for key, value in told if key == "header"):
        name, _, value = line.partition(": ")
        headers[name.lower()] = value
    if "wrap" in values:
        chrome, _, title = values["wrap"].partition(" | ")
        body = chromes[chrome].replace("{title}", title).replace("{body}\n", body)
    return Page(values["lang"], int(values.get("status", "200")), headers, body.encode(charset))
