"""Joins and splits of a document, as `docwatch history` shows them."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from monitor.cli.output import Column, print_table, say
from monitor.cli.session import shown
from monitor.render import words
from monitor.render.payload import utc
from monitor.store import Joining

_HEAD = (Column("at"), Column("what"), Column("by"))


def print_joins(joins: Sequence[Joining], zone: ZoneInfo) -> None:
    """Who was taken for whom, and when; nothing where nobody was."""
    if not joins:
        return
    say()
    print_table(_HEAD, [_cells(each, zone) for each in joins], empty="")


def as_json(joins: Sequence[Joining]) -> list[dict[str, Any]]:
    """The same for programs."""
    return [
        {
            "at": utc(each.at),
            "what": each.what,
            "document": each.document,
            "other": each.other,
            "check": each.check or None,
        }
        for each in joins
    ]


def _cells(each: Joining, zone: ZoneInfo) -> tuple[str, ...]:
    said = words.JOINS[each.what].format(document=each.document, other=each.other)
    return (shown(each.at, zone), said, words.joined_by(each.check))
