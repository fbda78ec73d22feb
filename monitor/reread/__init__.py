"""When our eyes change, the world has not: stored pages are read again with today's reader."""

from monitor.reread.again import Rereading, Result, read, read_again, reread
from monitor.reread.catching_up import catch_up, record, survey
from monitor.reread.eyes import reader_of, scope_of, yardstick

__all__ = [
    "Rereading",
    "Result",
    "catch_up",
    "read",
    "read_again",
    "reader_of",
    "record",
    "reread",
    "scope_of",
    "survey",
    "yardstick",
]
