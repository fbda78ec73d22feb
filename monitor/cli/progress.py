"""How far checks have got: a moving display on a terminal, a line now and then elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from crawler.items import Finding
from monitor.cli.output import has_colour, say

_PAGES_A_LINE = 25

Follow = Callable[[str], Callable[[Finding], None]]


@contextmanager
def progress() -> Iterator[Follow]:
    """What makes, of a source's name, the function that is told of each of its findings."""
    if not sys.stderr.isatty():
        yield _lines
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TextColumn("{task.completed:.0f} pages"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True, no_color=not has_colour(err=True))
    with Progress(*columns, console=console, transient=True) as display:
        yield lambda name: _display(display, name)


def _display(display: Progress, name: str) -> Callable[[Finding], None]:
    task = display.add_task(name, total=None)
    return lambda _: display.advance(task)


def _lines(name: str) -> Callable[[Finding], None]:
    say(f"checking {name}", err=True)
    pages = count(1)

    def tell(_: Finding) -> None:
        done = next(pages)
        if done % _PAGES_A_LINE == 0:
            say(f"{name}: {done} pages so far", err=True)

    return tell
