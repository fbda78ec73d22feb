"""docwatch reread: what would today's reader make of the stored pages?"""

import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from monitor.cli import logs
from monitor.cli.command import json_option, main
from monitor.cli.output import Column, has_colour, print_json, print_table, say, width
from monitor.cli.session import Session, named, recorded
from monitor.model import Source
from monitor.render import terminal
from monitor.render.payload import edit_entry
from monitor.render.words import field_name, one_line
from monitor.reread import Rereading, Result, catch_up, survey
from monitor.store import Store

_HEAD = (
    Column("source"),
    Column("documents", is_number=True),
    *(Column(str(result).replace("_", " "), is_number=True) for result in Result),
)
_PAGES_A_LINE = 500

Tell = Callable[[], None]


@main.command(
    examples=(
        "docwatch reread",
        "docwatch reread embassy-news --first 20",
        "docwatch reread embassy-news --write",
    ),
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--first",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    help="Of each source, show the differences of so many documents.",
)
@click.option("--write", is_flag=True, help="Keep the new readings; nobody is alerted.")
@json_option
@click.pass_obj
def reread(
    session: Session, sources: tuple[str, ...], first: int, write: bool, as_json: bool
) -> None:
    """Read the stored pages again, as today's reader would.

    Says what would differ from the latest version of every document, of all sources or of those
    named, and records nothing. With --write, what differs is kept as a new version, and only what
    other eyes have read is read again: interrupted, it goes on where it stopped. Nothing is fetched
    and nobody is alerted. A check does the same by itself when it finds that its eyes have changed.
    """
    config = session.config()
    wanted = named(config, sources)
    logs.set_up("warning", config.timezone)
    with recorded(config) as store:
        done = [asyncio.run(_go_over(each, store, first=first, write=write)) for each in wanted]
    if as_json:
        print_json({"written": write, "sources": [tally.as_json() for tally in done]})
        return
    print_table(_HEAD, [tally.cells() for tally in done], empty="no source is configured")
    for tally in done:
        for again in tally.first:
            _show(again)


@dataclass(slots=True)
class _Tally:
    """What came of the stored pages of one source."""

    source: str
    most: int  # differences to keep for showing
    results: Counter[Result] = field(default_factory=Counter)
    first: list[Rereading] = field(default_factory=list)

    def take(self, again: Rereading) -> None:
        self.results[again.result] += 1
        if again.result is not Result.SAME and len(self.first) < self.most:
            self.first.append(again)

    def cells(self) -> Sequence[str]:
        counts = (str(self.results[result]) for result in Result)
        return (self.source, str(self.results.total()), *counts)

    def as_json(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "documents": self.results.total(),
            **{str(result): self.results[result] for result in Result},
            "first": [_entry(again) for again in self.first],
        }


async def _go_over(source: Source, store: Store, *, first: int, write: bool) -> _Tally:
    tally = _Tally(source.name, first)
    with _progress(source.name, store.snapshots.count_standing(source.name)) as tell:

        def follow(again: Rereading) -> None:
            tally.take(again)
            tell()

        if write:
            await catch_up(source, store, follow=follow)
            return tally
        async for again in survey(source, store):
            follow(again)
    return tally


@contextmanager
def _progress(name: str, total: int) -> Iterator[Tell]:
    """A bar on a terminal, a line now and then elsewhere."""
    if not sys.stderr.isatty():
        yield _lines(name, total)
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True, no_color=not has_colour(err=True))
    with Progress(*columns, console=console, transient=True) as display:
        task = display.add_task(name, total=total)
        yield lambda: display.advance(task)


def _lines(name: str, total: int) -> Tell:
    done = 0

    def tell() -> None:
        nonlocal done
        done += 1
        if done % _PAGES_A_LINE == 0:
            say(f"{name}: {done} of {total} read again", err=True)

    return tell


_WHY = {
    Result.UNREADABLE: "today's reader finds no document on the stored page",
    Result.NOT_KEPT: "the page was not kept",
}


def _show(again: Rereading) -> None:
    """One document of which something would differ, as `docwatch diff` shows it."""
    before = again.before
    say()
    say(f"{one_line(before.reading.title)}  ({before.document})", bold=True)
    say(one_line(before.reading.url), dim=True)
    if again.result in _WHY:
        say(_WHY[again.result], fg="yellow")
    for edit in again.comparison.edits:
        say(f"{field_name(edit)} ({edit.weight})", bold=True)
        click.echo(terminal.hunks(edit, colour=has_colour(), width=width()), color=has_colour())


def _entry(again: Rereading) -> dict[str, Any]:
    return {
        "document": again.before.document,
        "url": again.before.reading.url,
        "title": again.before.reading.title,
        "result": again.result,
        "edits": [edit_entry(edit) for edit in again.comparison.edits],
    }
