"""docwatch try: what would be read of a page, and by what. Nothing is recorded."""

import asyncio
import json
import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from crawler.addresses import canonical, host_of, hosts_in
from crawler.items import BELIEVABLE, Document, Finding, Known, Order
from crawler.options import OPTIONS, UnDocumentsOptions
from monitor.cli import local, logs
from monitor.cli.command import json_option, main
from monitor.cli.output import print_facts, print_json, say
from monitor.cli.session import Session, refuse_unknown
from monitor.config import Config
from monitor.config.checking import check
from monitor.config.tree import spell
from monitor.crawl import Crawl
from monitor.daemon.words import counted
from monitor.model import Source
from monitor.render.payload import utc
from monitor.render.safe import printable
from monitor.render.words import one_line

_LINKS_SHOWN = 5
# How any document of a source is asked for.
_FROM_SOURCE = ("address", "front_door", "languages", "formats", "official_records")
_PATH = re.compile(r"^[.~]*/|\.(?:pdf|docx?|[sx]?html?|txt)$", re.IGNORECASE)
_PDF = re.compile(r"\.pdf$", re.IGNORECASE)

spider_option = click.option(
    "--spider", type=click.Choice(sorted(OPTIONS)), help="Read it with this spider."
)
options_option = click.option(
    "--option",
    "options",
    multiple=True,
    metavar="KEY=VALUE",
    help="An option of the spider, such as select=main; may be repeated.",
)


@main.command(
    "try",
    examples=(
        "docwatch try embassy-news",
        "docwatch try A/76/100",
        "docwatch try ./A_76_100.pdf",
        "docwatch try https://example.org/page --option select=main --option remove=.related",
    ),
)
@click.argument("what", metavar="URL|SYMBOL|FILE|SOURCE")
@spider_option
@options_option
@json_option
@click.pass_obj
def try_(
    session: Session, what: str, spider: str | None, options: tuple[str, ...], as_json: bool
) -> None:
    """Show what would be read of a page, and by what.

    It is fetched as a check would fetch it, and nothing is recorded. A page is read as the source
    would read it whose site it belongs to; any other by the webpage spider, a PDF as a UN document.
    Of a source, the first page is shown; a UN symbol, or a link to one, is asked in every language
    of the first source of UN documents. A file is read by what its bytes say that it is: a PDF or
    Word file as a UN document, anything else as a web page. Exit code 1: nothing could be read.
    """
    config = session.config()
    logs.set_up("error", config.timezone)
    file = _file(config, what)
    if file:
        order, findings = _read_file(session, file, spider, options)
    else:
        order = order_of(config, what, spider, options)
        findings = asyncio.run(fetch(Crawl(clock=session.clock), order, {}))
    if as_json:
        print_json({"spider": order.spider, "pages": [_entry(found) for found in findings]})
    else:
        for finding in findings:
            _print(finding, order)
    if not any(found.page.verdict in BELIEVABLE for found in findings):
        raise click.exceptions.Exit(1)


def order_of(config: Config, what: str, spider: str | None, options: Sequence[str]) -> Order:
    """What is to be fetched of an address, a symbol or a source, with further options."""
    return _with_options(_order(config, what, spider), options)


def _file(config: Config, what: str) -> Path | None:
    """The file that is meant, if it is one: a source of that name comes first.

    Raises:
        UsageError: it can only be meant for a file, and there is none.
    """
    path = Path(what)
    if not what or "://" in what or any(what == source.name for source in config.sources):
        return None
    if path.is_dir():
        raise click.UsageError(f"{what} is a folder; name a file in it")
    if not path.exists() and _PATH.search(what):
        raise click.UsageError(f"there is no file {what}")
    return path if path.exists() else None


def _read_file(
    session: Session, file: Path, spider: str | None, options: tuple[str, ...]
) -> tuple[Order, list[Finding]]:
    body = local.contents(file)
    chosen, given = local.spider_and_options(file, body, spider)
    bare = Order(source="a file", spider=chosen, options=given)
    order = _with_options(bare, options)
    return order, [local.finding(order, file, body, now=session.clock())]


def _order(config: Config, what: str, spider: str | None) -> Order:
    """What is to be fetched: the first page of a source, or one address by itself."""
    is_un = spider in {None, "un_documents"}
    if is_un and not _is_known(config, what) and _is_symbol(what):
        return _by_symbol(config, what)
    if "://" not in what:
        sources = {source.name: source for source in config.sources}
        refuse_unknown("source or UN symbol", what, sources)
        return _by_source(sources[what])
    source = _source_of(config, what)
    if source and not spider and canonical(str(source.options.get("url"))) == canonical(what):
        return _by_source(source)
    base = _by_source(source or Source(name="try", spider="", options={}))
    if spider or not source:
        base = replace(base, **_by_itself(what, spider))
    return replace(
        base,
        user_agent=config.user_agent,
        known=(Known(url=what, due=True),),
        alone=True,
    )


def _is_known(config: Config, what: str) -> bool:
    """Whether a source is called so, or is at home at this address."""
    return any(what == source.name for source in config.sources) or bool(_source_of(config, what))


def _is_symbol(what: str) -> bool:
    try:
        UnDocumentsOptions(symbols=(what,))
    except ValueError:
        return False
    return True


def _by_symbol(config: Config, symbol: str) -> Order:
    """A UN document in the languages, and from where, the first source of such documents has it."""
    source = next(
        (each for each in config.sources if each.spider == "un_documents"),
        Source(name="try", spider="un_documents", options={}),
    )
    same = {name: source.options[name] for name in _FROM_SOURCE if name in source.options}
    options = {**same, "symbols": [symbol]}
    return replace(_by_source(source), options=options, user_agent=config.user_agent, budget=None)


def _by_itself(url: str, spider: str | None) -> dict[str, Any]:
    """The spider for an address of no source, and its options."""
    spider = spider or ("un_documents" if _PDF.search(urlsplit(url).path) else "webpage")
    options = {"urls": [url]} if spider == "un_documents" else {"url": url}
    return {"spider": spider, "options": options}


def _by_source(source: Source) -> Order:
    return Order(
        source=source.name,
        spider=source.spider,
        options=source.options,
        delay=source.delay.total_seconds(),
        user_agent=source.user_agent,
        budget=1,
    )


def _source_of(config: Config, url: str) -> Source | None:
    """The source to whose site `url` belongs."""
    host = host_of(url)
    return next((each for each in config.sources if host in hosts_in(each.options)), None)


def _with_options(order: Order, options: Sequence[str]) -> Order:
    """`order` with further options, checked as those of config.yaml are."""
    given = dict(map(_option, options))
    checked, slips = check(OPTIONS[order.spider], {**order.options, **given}, ())
    if checked is None:
        mistakes = (f"{spell(slip.place) or 'options'}: {slip.message}" for slip in slips)
        raise click.UsageError("; ".join(mistakes))
    return replace(order, options=checked.model_dump(mode="json"))


def _option(text: str) -> tuple[str, Any]:
    """A key and its value: JSON where it is that (3, ["main", "article"]), else the text itself."""
    key, mark, value = text.partition("=")
    if not mark:
        raise click.UsageError(f'"{text}": expected KEY=VALUE')
    try:
        return key, json.loads(value)
    except ValueError:
        return key, value


async def fetch(crawl: Crawl, order: Order, bodies: MutableMapping[str, bytes]) -> list[Finding]:
    """The findings of an order; their bodies are put into `bodies`."""
    try:
        async with aclosing(crawl(order, bodies)) as findings:  # type: ignore[type-var]
            return [finding async for finding in findings]
    finally:
        await crawl.stop()


def _print(finding: Finding, order: Order) -> None:
    page = finding.page
    is_good = page.verdict in BELIEVABLE
    say(printable(page.url), bold=True)
    print_facts(
        {
            "answered": page.answered if page.answered != page.url else "",
            "status": f"{page.status or 'none'}, {page.size} bytes, {page.took} ms",
            "read by": f"{order.spider} ({order.source})",
            "interface": finding.reading.interface,
        }
    )
    evidence = f" ({one_line(page.evidence)})" if page.evidence else ""
    say(f"verdict: {page.verdict}{evidence}", fg="green" if is_good else "red")
    for document in finding.reading.documents:
        say()
        _print_document(document)
    _print_links(finding)


def _print_document(document: Document) -> None:
    say(one_line(document.title), bold=True)
    print_facts(dict(_facts(document)), indent=2)
    for block in document.blocks:
        mark = f"{block.kind} {block.level}" if block.level else block.kind
        say(f"  {mark}: {one_line(block.text)}")


def _facts(document: Document) -> Iterator[tuple[str, str]]:
    """Everything but title and text, and the selector or rule that found each part."""
    groups: Mapping[str, Mapping[str, str]] = {
        "": {
            "address": document.url,
            "language": document.language,
            "form": f"{document.form}, cut by the site" if document.cut else document.form,
            "files": ", ".join(document.files),
        },
        "identity ": {each.scheme: each.value for each in document.identities},
        "date ": document.dates,
        "field ": document.fields,
        "remark ": document.remarks,
        "twin ": document.twins,
        "found by, ": document.read_by,
    }
    for prefix, values in groups.items():
        for name, value in values.items():
            yield f"{prefix}{one_line(name)}", one_line(value)


def _print_links(finding: Finding) -> None:
    links = finding.reading.follow
    if not links:
        return
    say()
    say(f"leads to {counted(len(links), 'address')}:")
    for link in links[:_LINKS_SHOWN]:
        say(f"  {link.role}: {printable(link.url)}")
    if len(links) > _LINKS_SHOWN:
        say(f"  … and {len(links) - _LINKS_SHOWN} more")


def _entry(finding: Finding) -> dict[str, Any]:
    page = finding.page
    return {
        "url": page.url,
        "answered": page.answered,
        "status": page.status,
        "bytes": page.size,
        "ms": page.took,
        "fetched_at": utc(page.fetched_at),
        "verdict": page.verdict,
        "evidence": page.evidence,
        "role": finding.role,
        "interface": finding.reading.interface,
        "documents": [_document(document) for document in finding.reading.documents],
        "follow": [{"url": link.url, "role": link.role} for link in finding.reading.follow],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "url": document.url,
        "title": document.title,
        "language": document.language,
        "form": document.form,
        "identities": {each.scheme: each.value for each in document.identities},
        "dates": dict(document.dates),
        "fields": dict(document.fields),
        "remarks": dict(document.remarks),
        "twins": dict(document.twins),
        "files": list(document.files),
        "cut": document.cut,
        "blocks": [
            {"kind": block.kind, "level": block.level, "text": block.text}
            for block in document.blocks
        ],
        "read_by": dict(document.read_by),
    }
