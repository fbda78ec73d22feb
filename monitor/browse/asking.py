"""What the questions of our pages share."""

from collections.abc import Iterable

from monitor.store.connection import Connection

LARGEST = 2**63 - 1  # of SQLite's numbers


def whole(record: Connection, document: str) -> tuple[str, ...]:
    """A document, and those that were joined to it: their versions and changes are its own, too."""
    rows = record.rows("select id from documents where joined_to = :id", {"id": document})
    return (document, *(row["id"] for row in rows))


def among(ids: Iterable[str]) -> tuple[str, dict[str, str]]:
    """`ids` as what may stand in brackets after `in`, and the values of it.

    Of a single one SQLite makes an equation, and reads its rows in the order of the index.
    """
    values = {f"in{number}": each for number, each in enumerate(ids)}
    return ", ".join(f":{name}" for name in values), values
