"""What a long look will take, in words, before it takes it."""

from datetime import timedelta

_MANY = 500  # pages: worth a word however fast they come
_LONG = timedelta(minutes=1)


def plan(pages: int, delay: timedelta) -> str:
    """How many pages are to be asked, and how long that takes; empty where it is no matter.

    `delay` lies between two pages of one host: what it makes is the least.
    """
    takes = pages * delay
    if pages < _MANY and takes < _LONG:
        return ""
    if not delay:
        return f"{pages:,} pages to ask"
    return f"{pages:,} pages to ask, {_about(takes)}, one every {delay.total_seconds():g} s"


def _about(takes: timedelta) -> str:
    minutes = takes.total_seconds() / 60
    if minutes < 90:
        return f"about {max(1, round(minutes))} minutes"
    return f"about {minutes / 60:.1f} hours"
