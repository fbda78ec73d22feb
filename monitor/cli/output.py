"""How answers are printed: tables for people, aligned text for pipes, JSON for programs."""

import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.render.safe import printable
from monitor.text import columns

_GAP = 2
_LEAST_FREE = 24  # columns that the last column of a table needs


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and whether it holds numbers."""

    title: str
    is_number: bool = False


def say(line: str = "", *, err: bool = False, **style: Any) -> None:
    """Print a line; in style where a terminal shows it."""
    click.secho(line, err=err, color=None if has_colour(err=err) else False, **style)


def has_colour(*, err: bool = False) -> bool:
    """Whether standard output (or error) is a terminal that is to show colours."""
    stream = sys.stderr if err else sys.stdout
    # https://no-color.org: present and not empty
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int | None:
    """The terminal's columns; None where there is no terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def print_json(document: Any) -> None:
    """One JSON document, as people can read it too."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    click.echo(text.encode(errors="replace"))  # a page may hold halves of characters


def print_table(head: Sequence[Column], rows: Sequence[Sequence[str]], *, empty: str) -> None:
    """`rows` under `head`; `empty` is said where there are none. No cell is ever cut."""
    cells = [[printable(cell) for cell in row] for row in rows]
    if not cells:
        say(empty, err=True)
        return
    room, sizes = width(), _sizes(head, cells)
    if room is None:
        _print_aligned(head, cells, sizes)
    elif sum(sizes[:-1]) + _GAP * len(sizes) + min(sizes[-1], _LEAST_FREE) <= room:
        _print_rich(head, cells)
    else:
        _print_stacked(head, cells)


def print_facts(facts: Mapping[str, str], *, indent: int = 0) -> None:
    """Names and what they stand for, one a line; what is empty is left out."""
    told = {name: printable(value) for name, value in facts.items() if value}
    size = max(map(columns, told), default=0)
    for name, value in told.items():
        say(f"{' ' * indent}{name}{' ' * (size - columns(name) + _GAP)}{value}")


def _sizes(head: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[int]:
    return [
        max(columns(column.title), *(columns(row[number]) for row in rows))
        for number, column in enumerate(head)
    ]


def _print_aligned(
    head: Sequence[Column], rows: Sequence[Sequence[str]], sizes: Sequence[int]
) -> None:
    for row in [[column.title for column in head], *rows]:
        cells = [
            _padded(cell, size, right=column.is_number)
            for cell, size, column in zip(row, sizes, head, strict=True)
        ]
        say((" " * _GAP).join(cells).rstrip())


def _padded(cell: str, size: int, *, right: bool) -> str:
    blanks = " " * (size - columns(cell))
    return blanks + cell if right else cell + blanks


def _print_rich(head: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    for number, column in enumerate(head):
        is_last = number == len(head) - 1
        table.add_column(
            column.title,
            justify="right" if column.is_number else "left",
            no_wrap=not is_last,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # Text: a page's brackets are no markup
    Console(no_color=not has_colour(), highlight=False, width=width()).print(table)


def _print_stacked(head: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows):
        if number:
            say()
        print_facts({column.title: cell for column, cell in zip(head, row, strict=True)})
