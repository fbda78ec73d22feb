"""How far checks have got: a moving display on a terminal, a line now and then elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from rich.console import Console
from rich.progress import (
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from crawler.items import Finding
from monitor.cli.output import has_colour, say
from monitor.model import Source
from monitor.render.plan import plan

_PAGES_A_LINE = 25

Follow = Callable[[Source], Callable[[Finding], None]]


@contextmanager
def progress() -> Iterator[Follow]:
    """What makes, of a source, the function that is told of each of its findings.

    As soon as it is known how much there is to ask, that is said, where it is much.
    """
    if not sys.stderr.isatty():
        yield _lines
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TextColumn("{task.completed:.0f} pages"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True, no_color=not has_colour(err=True))
    with Progress(*columns, console=console, transient=True) as display:
        yield lambda source: _display(display, source)


def _display(display: Progress, source: Source) -> Callable[[Finding], None]:
    task = display.add_task(source.name, total=None)
    tell_plan = _plan(source, lambda line: display.console.print(line, markup=False))

    def tell(finding: Finding) -> None:
        display.advance(task)
        if finding.ahead is not None:
            done = display.tasks[display.task_ids.index(task)].completed
            display.update(task, total=done + finding.ahead)
        tell_plan(finding)

    return tell


def _lines(source: Source) -> Callable[[Finding], None]:
    say(f"checking {source.name}", err=True)
    pages = count(1)
    tell_plan = _plan(source, lambda line: say(line, err=True))

    def tell(finding: Finding) -> None:
        done = next(pages)
        tell_plan(finding)
        if done % _PAGES_A_LINE == 0:
            left = f", {finding.ahead:,} left" if finding.ahead else ""
            say(f"{source.name}: {done} pages so far{left}", err=True)

    return tell


def _plan(source: Source, write: Callable[[str], object]) -> Callable[[Finding], None]:
    """What says once what lies ahead: the number of pages, and the time that they take."""
    is_said = False

    def tell(finding: Finding) -> None:
        nonlocal is_said
        if is_said or finding.ahead is None:
            return
        is_said = True
        if said := plan(finding.ahead, source.delay):
            write(f"{source.name}: {said}; it may be interrupted, and goes on where it stopped")

    return tell
