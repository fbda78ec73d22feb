"""The demo's embassy for tests that wait for other processes: it answers from its own thread."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from monitor.demo.embassy import Embassy
from monitor.demo.pages import Story


@contextmanager
def embassy(*stories: Story) -> Iterator[Embassy]:
    """The site with these articles, at work; what is done to it shows in its next answer."""
    site = Embassy(*stories)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(site.__aenter__(), loop).result()
        yield site
        asyncio.run_coroutine_threadsafe(site.__aexit__(None, None, None), loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
