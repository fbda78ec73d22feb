"""Signs of life from a reader to whoever waits for it: a long document takes its time."""

from collections.abc import Callable
from contextvars import ContextVar

STEP = 25  # pages between two signs
_AFTERWARDS = 0.03  # seconds a page that putting the text together may take

_listener: ContextVar[Callable[[float], None] | None] = ContextVar("listener", default=None)


def listen(listener: Callable[[float], None]) -> None:
    """From now on, `listener` is told that a reader goes on, and for how many seconds in vain."""
    _listener.set(listener)


def page_read(number: int, pages: int) -> None:
    """So many of the pages of a document were read."""
    listener = _listener.get()
    if listener is None:
        return
    if number == pages:
        listener(_AFTERWARDS * pages)
    elif number % STEP == 0:
        listener(0.0)
