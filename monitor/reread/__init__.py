"""When our eyes change, the world has not: stored pages are read again with today's reader."""

from monitor.reread.again import Rereading, Result, read, read_again, reread
from monitor.reread.catching_up import catch_up, record, survey
from monitor.reread.eyes import named_by, paces_of, reader_of, scope_of, yardstick
from monitor.reread.files import look_at, spider_for

__all__ = [
    "Rereading",
    "Result",
    "catch_up",
    "look_at",
    "named_by",
    "paces_of",
    "read",
    "read_again",
    "reader_of",
    "record",
    "reread",
    "scope_of",
    "spider_for",
    "survey",
    "yardstick",
]
