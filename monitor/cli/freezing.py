"""docwatch freeze: a page, and what was read from it, as a test that needs no code."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import click

from crawler.items import BELIEVABLE, Finding, Order, Page, Reading, dump
from crawler.options import OPTIONS
from monitor.cli import logs
from monitor.cli.command import main
from monitor.cli.output import say
from monitor.cli.session import Session
from monitor.cli.trying import fetch, options_option, order_of, spider_option
from monitor.crawl import Crawl
from monitor.daemon.words import counted
from monitor.model import Source
from monitor.render.words import one_line
from monitor.reread import read

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_HEADERS = ("content-type", "x-wp-totalpages")  # what a reading may depend on
_SUFFIXES = {"json": ".json", "xml": ".xml", "pdf": ".pdf"}  # by the type; any other is hypertext


@main.command(
    examples=(
        "docwatch freeze https://china.usembassy-china.org.cn/zh/a-statement/ zh-a-statement",
        "docwatch freeze https://example.org/page long-table --option select=main",
    ),
)
@click.argument("what", metavar="URL|SOURCE")
@click.argument("case", metavar="CASE")
@spider_option
@options_option
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("tests/pages"),
    show_default=True,
    help="Where the tests of all spiders are.",
)
@click.pass_obj
def freeze(
    session: Session,
    what: str,
    case: str,
    spider: str | None,
    options: tuple[str, ...],
    folder: Path,
) -> None:
    """Keep a page, and what is read from it, as a test.

    The page is fetched and read as `docwatch try` does, and written into a folder CASE beside the
    others of its spider. From then on a test fails when the page is read otherwise: look at
    reading.json before you keep it. Exit code 1: nothing could be read.
    """
    if not _NAME.fullmatch(case):
        raise click.UsageError(f'"{case}" is no name of a case: use a-z, 0-9 and hyphens')
    config = session.config()
    logs.set_up("error", config.timezone)
    order = order_of(config, what, spider, options)
    target = folder / order.spider / case
    if target.exists():
        raise click.UsageError(f"{target} is there already: choose another name, or remove it")
    bodies: dict[str, bytes] = {}
    findings = asyncio.run(fetch(Crawl(clock=session.clock), order, bodies))
    finding = next((each for each in findings if each.page.verdict in BELIEVABLE), None)
    if finding is None:
        for each in findings:
            say(f"{each.page.verdict}: {one_line(each.page.evidence)}", err=True)
        raise click.exceptions.Exit(1)
    reading = _keep(target, finding, order, bodies[finding.page.body])
    documents = counted(len(reading.documents), "document")
    say(f"{target}: {documents}, leads to {counted(len(reading.follow), 'address')}")


def _keep(target: Path, finding: Finding, order: Order, body: bytes) -> Reading:
    """Write the page, what it is asked as, and what it reads as."""
    page = finding.page
    source = Source(name=order.source, spider=order.spider, options=order.options)
    reading = read(source, page, body, finding.role)
    target.mkdir(parents=True)
    (target / _file(page)).write_bytes(body)
    _write(target / "page.json", _asked(finding, order))
    _write(target / "reading.json", json.loads(dump(reading)))
    return reading


def _asked(finding: Finding, order: Order) -> dict[str, Any]:
    page = finding.page
    given = OPTIONS[order.spider].model_validate(dict(order.options))
    return {
        "url": page.url,
        **({"answered": page.answered} if page.answered not in {"", page.url} else {}),
        "role": finding.role,
        "options": given.model_dump(mode="json", exclude_defaults=True),
        "headers": {name: page.headers[name] for name in _HEADERS if name in page.headers},
    }


def _file(page: Page) -> str:
    declared = page.headers.get("content-type", "").partition(";")[0]
    kind = "" if "html" in declared else re.split(r"[/+]", declared)[-1]
    return f"body{_SUFFIXES[kind]}" if kind in _SUFFIXES else "page.html"


def _write(file: Path, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    file.write_text(f"{text}\n", encoding="utf-8")
